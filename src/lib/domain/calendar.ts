/**
 * Days and working days. A day is text, YYYY-MM-DD, of the calendar on a wall in Việt Nam; instants are epoch
 * milliseconds. Việt Nam keeps UTC+7 the whole year, so no zone data is needed. The clock comes in as an argument.
 */

/** Days off (public holidays, days in lieu) and weekend days that are worked instead («làm bù»). */
export interface WorkCalendar {
	holidays: ReadonlySet<string>;
	workingSwaps: ReadonlySet<string>;
}

const DAY_MS = 86_400_000;
const VIETNAM_OFFSET_MS = 7 * 3_600_000;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const SUNDAY = 0;
const SATURDAY = 6;
/** No holidays for so long means a broken calendar, not a deadline. */
const LONGEST_SEARCH_DAYS = 40_000;

const FIRST_MS = Date.parse('1000-01-01');
const END_MS = Date.parse('9999-12-31') + DAY_MS;

const formatIso = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** True for a day that exists, written YYYY-MM-DD, years 1000 to 9999. */
export function isDay(text: string): boolean {
	if (!DAY.test(text)) return false;
	const start = Date.parse(text);
	return start >= FIRST_MS && formatIso(start) === text;
}

/** Days that were asked for: registers and terms ask for the same few again and again. */
const starts = new Map<string, number>();
const MOST_STARTS = 5_000;

function startOf(day: string): number {
	const known = starts.get(day);
	if (known !== undefined) return known;
	if (!isDay(day)) throw new RangeError(`not a day: ${day}`);
	const start = Date.parse(day);
	if (starts.size >= MOST_STARTS) starts.clear();
	starts.set(day, start);
	return start;
}

function dayAt(utcMs: number): string {
	if (!(utcMs >= FIRST_MS && utcMs < END_MS)) throw new RangeError('outside of the calendar');
	return formatIso(utcMs);
}

/** The day `days` later (earlier when negative). Throws where `day` is no day: check what people type by `isDay`. */
export function addDays(day: string, days: number): string {
	return dayAt(startOf(day) + days * DAY_MS);
}

/** The same day of a later month, or the month's last where it has no such day. Months may be negative. */
export function addMonths(day: string, months: number): string {
	const [year, month, date] = day.split('-').map(Number) as [number, number, number];
	const first = new Date(Date.UTC(year, month - 1 + months, 1));
	const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
	first.setUTCDate(Math.min(date, last));
	return formatIso(first.getTime());
}

/** Whole months that have gone by from `from` to `to`; 0 when `to` is earlier. */
export function monthsBetween(from: string, to: string): number {
	const months = (day: string) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
	const gone = months(to) - months(from);
	return Math.max(0, addMonths(from, gone) > to ? gone - 1 : gone);
}

/** Days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
	return (startOf(to) - startOf(from)) / DAY_MS;
}

/** 0 = Sunday … 6 = Saturday. */
export function weekdayOf(day: string): number {
	return new Date(startOf(day)).getUTCDay();
}

/** Monday to Friday without the holidays, and the swapped weekend days (Bộ luật Lao động 2019, Điều 111, 112). */
export function isWorkingDay(day: string, calendar: WorkCalendar): boolean {
	if (calendar.workingSwaps.has(day)) return true;
	return !isWeekend(day) && !calendar.holidays.has(day);
}

export const DAY_KINDS = ['working', 'weekend', 'holiday', 'made_up'] as const;
/** `made_up`: a weekend day that is worked instead of another («làm bù»). */
export type DayKind = (typeof DAY_KINDS)[number];

export function dayKindOf(day: string, calendar: WorkCalendar): DayKind {
	if (isWorkingDay(day, calendar)) return isWeekend(day) ? 'made_up' : 'working';
	return calendar.holidays.has(day) ? 'holiday' : 'weekend';
}

/** The days of a month (YYYY-MM) in whole weeks from Monday to Sunday, with those around it. */
export function monthGrid(month: string): string[] {
	const first = `${month}-01`;
	const last = addDays(addMonths(first, 1), -1);
	const start = addDays(first, -((weekdayOf(first) + 6) % 7));
	const weeks = Math.floor(daysBetween(start, last) / 7) + 1;
	return Array.from({ length: weeks * 7 }, (_, at) => addDays(start, at));
}

/**
 * The n-th working day after `day`, which itself is not counted; before it when n is negative; `day` when n is 0.
 * (Bộ luật Dân sự 2015, Điều 147: the first day of a term is not counted.)
 */
export function addWorkingDays(day: string, n: number, calendar: WorkCalendar): string {
	const step = Math.sign(n);
	let left = Math.abs(n);
	let reached = day;
	for (let tries = 0; left > 0; tries += 1) {
		if (tries > LONGEST_SEARCH_DAYS) throw new RangeError('a calendar without working days');
		reached = addDays(reached, step);
		if (isWorkingDay(reached, calendar)) left -= 1;
	}
	return reached;
}

/** `day` when it is worked, else the next working day. */
export function workingDayFrom(day: string, calendar: WorkCalendar): string {
	return isWorkingDay(day, calendar) ? day : addWorkingDays(day, 1, calendar);
}

/**
 * The day on which a term really ends: where the day that was set is off, the next working day (Bộ luật Dân sự 2015,
 * Điều 148). What is due is past when this day is, never by the calendar alone: so screens, papers, mails and the lateness
 * that is frozen (`workingDaysLate`) say the same. The day that was set is the one that is shown.
 */
export const countedDay = (dueOn: string, calendar: WorkCalendar): string => workingDayFrom(dueOn, calendar);

/** Working days that are left on `today` to the day that counts; 0 on that day, negative once it is past. */
export const daysLeftOf = (dueOn: string, today: string, calendar: WorkCalendar): number =>
	workingDaysBetween(today, countedDay(dueOn, calendar), calendar);

/**
 * Working days after `from` up to and with `to`; negative when `to` is earlier. Undoes `addWorkingDays`. Reckoned from
 * whole weeks, not day by day: registers ask it of days that lie years back.
 */
export function workingDaysBetween(from: string, to: string, calendar: WorkCalendar): number {
	const span = daysBetween(from, to);
	if (span === 0) return 0;
	const [first, last] = span > 0 ? [addDays(from, 1), to] : [to, addDays(from, -1)];
	let count = countWeekdays(first, last);
	for (const day of calendar.holidays)
		if (day >= first && day <= last && !isWeekend(day) && !calendar.workingSwaps.has(day)) count -= 1;
	for (const day of calendar.workingSwaps) if (day >= first && day <= last && isWeekend(day)) count += 1;
	return span > 0 ? count : 0 - count;
}

/**
 * How late what was owed by `dueOn` is on `on`: the working days that have gone by, the due day among them; 0 when it is in
 * time. The one reckoning of what runs and of what is frozen. A term that ends on a day off ends on the next working day
 * (Điều 148), and what comes on a day off counts as come on the next.
 */
export const workingDaysLate = (dueOn: string, on: string, calendar: WorkCalendar): number =>
	on > dueOn ? 0 - workingDaysBetween(on, dueOn, calendar) : 0;

function isWeekend(day: string): boolean {
	const weekday = weekdayOf(day);
	return weekday === SATURDAY || weekday === SUNDAY;
}

/** Mondays to Fridays from `first` to `last`, both counted. */
function countWeekdays(first: string, last: string): number {
	const days = daysBetween(first, last) + 1;
	const start = weekdayOf(first);
	let count = Math.floor(days / 7) * 5;
	for (let step = 0; step < days % 7; step += 1) {
		const weekday = (start + step) % 7;
		if (weekday !== SATURDAY && weekday !== SUNDAY) count += 1;
	}
	return count;
}

/** The day on a wall in Việt Nam at an instant (epoch ms). */
export function dayOf(epochMs: number): string {
	return dayAt(epochMs + VIETNAM_OFFSET_MS);
}

/** Epoch ms of a day's first moment in Việt Nam. */
export function startOfDay(day: string): number {
	return startOf(day) - VIETNAM_OFFSET_MS;
}

/** «14:05» in Việt Nam. */
export function formatTime(epochMs: number): string {
	return new Date(epochMs + VIETNAM_OFFSET_MS).toISOString().slice(11, 16);
}

/** «14:05, 12/9/2026» in Việt Nam. */
export function formatInstant(epochMs: number): string {
	return `${formatTime(epochMs)}, ${formatDay(dayOf(epochMs))}`;
}

/** '2026-09-12' → «12/9/2026». */
export function formatDay(day: string): string {
	const [year, month, date] = partsOf(day);
	return `${date}/${month}/${year}`;
}

/**
 * '2026-09-12' → «ngày 12 tháng 9 năm 2026». Days under 10 and the months 1 and 2 take a leading zero
 * (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II, 4).
 */
export function formatDayLong(day: string): string {
	const [year, month, date] = partsOf(day);
	const padded = (value: number) => String(value).padStart(2, '0');
	return `ngày ${padded(date)} tháng ${month <= 2 ? padded(month) : month} năm ${year}`;
}

/** '2026-02-05' → «05/02/2026», '2026-09-12' → «12/9/2026»: in figures with the same leading zeros. */
export const formatDayOfPaper = (day: string): string =>
	formatDayLong(day).replace(/^ngày (\d+) tháng (\d+) năm (\d+)$/, '$1/$2/$3');

/**
 * '12/9/2026', '02-7-2021', '5.6.2020' or '2026-09-12' → the day, or null where there is no such day.
 * For what people type and what documents print: day, month, year.
 */
export function parseDay(text: string): string | null {
	const trimmed = text.trim();
	if (isDay(trimmed)) return trimmed;
	const match = /^(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})$/.exec(trimmed);
	if (match === null) return null;
	const day = `${match[3]}-${match[2]!.padStart(2, '0')}-${match[1]!.padStart(2, '0')}`;
	return isDay(day) ? day : null;
}

function partsOf(day: string): [year: number, month: number, date: number] {
	startOf(day);
	const [year, month, date] = day.split('-').map(Number);
	return [year!, month!, date!];
}
