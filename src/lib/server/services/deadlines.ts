/** Days as pages read them: the day, and how many working days are left or have gone by. */
import { countedDay, dayOf, workingDaysBetween } from '#lib/domain/calendar.ts';
import type { Due } from '#lib/domain/due.ts';
import type { Ctx } from '../context.ts';
import { loadCalendar } from './calendar.ts';

export interface DayLeft {
	/** As it was set, YYYY-MM-DD. */
	on: string;
	/** The day on which the term ends: `on`, or the next working day where that is off. */
	endsOn: string;
	/** To the day on which it ends: 0 on the day itself, negative once it is past. */
	workingDaysLeft: number;
	/** The day on which it ends is over. */
	past: boolean;
	/** It ends today. */
	isToday: boolean;
}

export interface DeadlineReader {
	today: string;
	/** A day by which something is owed. */
	read(day: string): DayLeft;
	readMaybe(day: string | null): DayLeft | null;
	/** A day on which something happens: it is over when it is over, also where it is a day off. */
	readEvent(day: string): DayLeft;
	readMaybeEvent(day: string | null): DayLeft | null;
	/** What an inspection waits for: of a visit the day itself counts. */
	readDue(due: Due): Pick<Due, 'kind' | 'waitsFor'> & DayLeft;
}

/** Reckons from today, with the calendar loaded once. */
export function deadlineReader(ctx: Pick<Ctx, 'db' | 'now'>): DeadlineReader {
	const today = dayOf(ctx.now());
	const calendar = loadCalendar(ctx);
	const reach = (on: string, endsOn: string): DayLeft => ({
		on,
		endsOn,
		workingDaysLeft: workingDaysBetween(today, endsOn, calendar),
		past: endsOn < today,
		isToday: endsOn === today
	});
	const read = (on: string) => reach(on, countedDay(on, calendar));
	const readEvent = (on: string) => reach(on, on);
	return {
		today,
		read,
		readMaybe: (day) => (day === null ? null : read(day)),
		readEvent,
		readMaybeEvent: (day) => (day === null ? null : readEvent(day)),
		readDue: ({ kind, waitsFor, dueOn }) => ({
			kind,
			waitsFor,
			...(kind === 'visit' ? readEvent(dueOn) : read(dueOn))
		})
	};
}
