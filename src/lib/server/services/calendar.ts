/** The working-day calendar of the office: reckoned public holidays with the office's own list on top. */
import { dayKindOf, dayOf, monthGrid, type DayKind, type WorkCalendar } from '#lib/domain/calendar.ts';
import type { Ctx } from '../context.ts';
import { listCalendarDays } from '../db/queries/settings.ts';
import { vietnamHolidays } from '../holidays.ts';

/** What is owed may have been late for years: its holidays are no working days either. */
const YEARS_BACK = 10;
const YEARS_AHEAD = 3;

/** Holidays of ten years back to three years on, with days in lieu and swapped working days as the office listed them. */
export function loadCalendar(ctx: Pick<Ctx, 'db' | 'now'>): WorkCalendar {
	const first = Number(dayOf(ctx.now()).slice(0, 4)) - YEARS_BACK;
	return loadYears(
		ctx,
		Array.from({ length: YEARS_BACK + 1 + YEARS_AHEAD }, (_, step) => first + step)
	);
}

/** A day as a wall calendar shows it. */
export interface CalendarDay {
	on: string;
	kind: DayKind;
}

/** The days of a month (YYYY-MM, any year) in whole weeks, with those around it. */
export function listMonthDays(ctx: Pick<Ctx, 'db'>, month: string): CalendarDay[] {
	const days = monthGrid(month);
	const calendar = loadYears(ctx, [...new Set(days.map((day) => Number(day.slice(0, 4))))]);
	return days.map((on) => ({ on, kind: dayKindOf(on, calendar) }));
}

function loadYears(ctx: Pick<Ctx, 'db'>, years: readonly number[]): WorkCalendar {
	const holidays = new Set(years.flatMap((year) => [...vietnamHolidays(year)]));
	const workingSwaps = new Set<string>();
	for (const { day, kind } of listCalendarDays(ctx.db)) {
		if (kind === 'holiday') holidays.add(day);
		else workingSwaps.add(day);
	}
	return { holidays, workingSwaps };
}
