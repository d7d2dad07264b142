/** The month that a calendar shows, with what falls on each of its days. */
import { isDay } from '#lib/domain/calendar.ts';
import type { Ctx } from '#lib/server/context.ts';
import { listMonthDays } from '#lib/server/services/calendar.ts';

/* Well within the years that a day can be written in: a month is shown with the days around it. */
const FIRST_MONTH = '1900-01';
const LAST_MONTH = '9998-12';

/** The month (YYYY-MM) that an address asks for; `otherwise` where it asks for none, or for one out of reach. */
export function askedMonth(url: URL, otherwise: string): string {
	const asked = url.searchParams.get('month') ?? '';
	return isDay(`${asked}-01`) && asked >= FIRST_MONTH && asked <= LAST_MONTH ? asked : otherwise;
}

/** The month asked for and its days in whole weeks; `byDay` is by YYYY-MM-DD. */
export function readMonth<T>(
	ctx: Ctx,
	url: URL,
	otherwise: string,
	byDay: ReadonlyMap<string, readonly T[]>
) {
	const month = askedMonth(url, otherwise);
	const days = listMonthDays(ctx, month).map((day) => ({ ...day, items: byDay.get(day.on) ?? [] }));
	return { month, days };
}
