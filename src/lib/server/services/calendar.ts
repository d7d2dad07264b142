/** The working-day calendar of the office: reckoned public holidays with the office's own list on top. */
import type { WorkCalendar } from '#lib/domain/calendar.ts';
import { dayOf } from '#lib/domain/calendar.ts';
import type { Ctx } from '../context.ts';
import { listCalendarDays } from '../db/queries/settings.ts';
import { vietnamHolidays } from '../holidays.ts';

/** Holidays of last year to three years on, with days in lieu and swapped working days as the office listed them. */
export function loadCalendar(ctx: Pick<Ctx, 'db' | 'now'>): WorkCalendar {
	const year = Number(dayOf(ctx.now()).slice(0, 4));
	const holidays = new Set([-1, 0, 1, 2, 3].flatMap((step) => [...vietnamHolidays(year + step)]));
	const workingSwaps = new Set<string>();
	for (const { day, kind } of listCalendarDays(ctx.db)) {
		if (kind === 'holiday') holidays.add(day);
		else workingSwaps.add(day);
	}
	return { holidays, workingSwaps };
}
