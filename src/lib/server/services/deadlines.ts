/** Days as the office reads them: the day, and how many working days are left or have gone by. */
import { dayOf, workingDaysBetween } from '#lib/domain/calendar.ts';
import type { Ctx } from '../context.ts';
import { loadCalendar } from './calendar.ts';

export interface DayLeft {
	/** YYYY-MM-DD. */
	on: string;
	/** 0 on the day itself, negative once it is past. */
	workingDaysLeft: number;
	/** The day is over, whether or not a working day has gone by since. */
	past: boolean;
	isToday: boolean;
}

export interface DeadlineReader {
	today: string;
	read(day: string): DayLeft;
	readMaybe(day: string | null): DayLeft | null;
}

/** Reckons from today, with the calendar loaded once. */
export function deadlineReader(ctx: Pick<Ctx, 'db' | 'now'>): DeadlineReader {
	const today = dayOf(ctx.now());
	const calendar = loadCalendar(ctx);
	const read = (on: string): DayLeft => ({
		on,
		workingDaysLeft: workingDaysBetween(today, on, calendar),
		past: on < today,
		isToday: on === today
	});
	return { today, read, readMaybe: (day) => (day === null ? null : read(day)) };
}
