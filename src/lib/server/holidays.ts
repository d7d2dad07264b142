/**
 * Việt Nam's public holidays for the working-day calendar. The library knows the fixed and the lunar ones; the
 * second day of Quốc khánh, days in lieu and swapped days are announced each year and kept by the office as a list
 * (`announced`).
 */
import Holidays from 'date-holidays';
import { addDays, dayOf } from '#lib/domain/calendar.ts';

const byYear = new Map<number, ReadonlySet<string>>();
let source: Holidays | undefined;

/**
 * The public holidays of a year (Bộ luật Lao động 2019, Điều 112): Tết Dương lịch, five days of Tết from Giao thừa,
 * Giỗ Tổ Hùng Vương, 30/4, 1/5, 2/9, and those of `announced` that fall in the year. Weekend days are named too.
 */
export function vietnamHolidays(year: number, announced: readonly string[] = []): ReadonlySet<string> {
	const known = byYear.get(year) ?? readYear(year);
	byYear.set(year, known);
	const added = announced.filter((day) => day.startsWith(`${year}-`));
	return added.length === 0 ? known : new Set([...known, ...added]);
}

function readYear(year: number): ReadonlySet<string> {
	/* Asked for all kinds of days, the library reckons the moon's for those that nobody has off, too: four times the work. */
	source ??= new Holidays('VN', { types: ['public'] });
	const days = new Set<string>();
	for (const { start, end } of source.getHolidays(year)) {
		const afterLast = dayOf(end.getTime());
		for (let day = dayOf(start.getTime()); day < afterLast; day = addDays(day, 1)) days.add(day);
	}
	return days;
}
