import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	addDays,
	addWorkingDays,
	countedDay,
	dayKindOf,
	dayOf,
	daysBetween,
	daysLeftOf,
	formatDay,
	formatDayLong,
	formatDayOfPaper,
	formatInstant,
	formatTime,
	isDay,
	isWorkingDay,
	monthGrid,
	parseDay,
	startOfDay,
	weekdayOf,
	workingDayFrom,
	workingDaysBetween,
	workingDaysLate,
	type WorkCalendar
} from './calendar.ts';

/** Tết 2026 (16 to 20 February) and a worked Saturday before it. */
const TET: WorkCalendar = {
	holidays: new Set(['2026-02-16', '2026-02-17', '2026-02-18', '2026-02-19', '2026-02-20']),
	workingSwaps: new Set(['2026-02-14'])
};
const PLAIN: WorkCalendar = { holidays: new Set(), workingSwaps: new Set() };

const arbDay = fc
	.date({ min: new Date('1990-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
	.map((date) => date.toISOString().slice(0, 10));

const arbSteps = fc.array(fc.integer({ min: -20, max: 500 }), { maxLength: 30 });

describe('days', () => {
	it.each(['2026-09-12', '2024-02-29', '9999-12-31', '1000-01-01'])('%s is a day', (text) => {
		expect(isDay(text)).toBe(true);
	});

	it.each([
		'2026-02-29',
		'2026-13-01',
		'2026-00-10',
		'2026-1-1',
		'12/9/2026',
		'',
		'2026-09-12T00:00',
		'0999-01-01',
		' 2026-09-12'
	])('%j is none', (text) => {
		expect(isDay(text)).toBe(false);
	});

	it('counts over months, leap years and backwards', () => {
		expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
		expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
		expect(daysBetween('2021-12-21', '2022-01-19')).toBe(29);
		expect(weekdayOf('2026-09-12')).toBe(6);
		expect(() => addDays('hôm nay', 1)).toThrow(RangeError);
		expect(() => addDays('9999-12-31', 1)).toThrow(RangeError);
	});

	it('undoes its own steps', () => {
		fc.assert(
			fc.property(arbDay, fc.integer({ min: -5000, max: 5000 }), (day, n) => {
				expect(daysBetween(day, addDays(day, n))).toBe(n);
				expect(addDays(addDays(day, n), -n)).toBe(day);
				expect(weekdayOf(addDays(day, 7))).toBe(weekdayOf(day));
			})
		);
	});
});

describe('working days', () => {
	it.each([
		['2026-02-13', true],
		['2026-02-14', true],
		['2026-02-15', false],
		['2026-02-16', false],
		['2026-02-21', false],
		['2026-02-23', true]
	])('%s worked: %s', (day, worked) => {
		expect(isWorkingDay(day, TET)).toBe(worked);
	});

	it.each([
		['2026-02-13', 0, '2026-02-13'],
		['2026-02-13', 1, '2026-02-14'],
		['2026-02-13', 2, '2026-02-23'],
		['2026-02-23', -1, '2026-02-14'],
		['2026-02-17', 5, '2026-02-27'],
		['2026-02-17', 0, '2026-02-17']
	])('%s and %i working days is %s', (day, n, expected) => {
		expect(addWorkingDays(day, n, TET)).toBe(expected);
	});

	it('moves a term that ends on a day off to the next working day', () => {
		expect(workingDayFrom('2026-02-16', TET)).toBe('2026-02-23');
		expect(workingDayFrom('2026-02-14', TET)).toBe('2026-02-14');
	});

	it('counts what addWorkingDays goes', () => {
		fc.assert(
			fc.property(
				arbDay,
				fc.integer({ min: -120, max: 120 }),
				fc.array(fc.integer({ min: -200, max: 200 }), { maxLength: 30 }),
				fc.array(fc.integer({ min: -200, max: 200 }), { maxLength: 5 }),
				(day, n, off, swapped) => {
					const calendar = {
						holidays: new Set(off.map((step) => addDays(day, step))),
						workingSwaps: new Set(swapped.map((step) => addDays(day, step)))
					};
					const reached = addWorkingDays(day, n, calendar);
					expect(workingDaysBetween(day, reached, calendar)).toBe(n);
					if (n !== 0) expect(isWorkingDay(reached, calendar)).toBe(true);
				}
			)
		);
	});

	it('five of seven days are worked where nothing is off', () => {
		expect(workingDaysBetween('2026-09-01', '2026-09-29', PLAIN)).toBe(20);
		expect(workingDaysBetween('2026-09-29', '2026-09-01', PLAIN)).toBe(-20);
		expect(workingDaysBetween('2026-09-01', '2026-09-01', PLAIN)).toBe(0);
	});

	it('counts what one would count day by day', () => {
		fc.assert(
			fc.property(
				arbDay,
				fc.integer({ min: 0, max: 500 }),
				arbSteps,
				arbSteps,
				(from, days, off, swapped) => {
					const calendar = {
						holidays: new Set(off.map((step) => addDays(from, step))),
						workingSwaps: new Set(swapped.map((step) => addDays(from, step)))
					};
					const to = addDays(from, days);
					let counted = 0;
					for (let day = from; day !== to;) {
						day = addDays(day, 1);
						if (isWorkingDay(day, calendar)) counted += 1;
					}
					expect(workingDaysBetween(from, to, calendar)).toBe(counted);
				}
			)
		);
	});

	it('done late is late by working days, and by none on the day itself', () => {
		const calendar = { holidays: new Set(['2026-09-02']), workingSwaps: new Set<string>() };
		expect(workingDaysLate('2026-08-31', '2026-09-03', calendar)).toBe(2);
		expect(workingDaysLate('2026-08-31', '2026-08-31', calendar)).toBe(0);
		expect(workingDaysLate('2026-08-31', '2026-08-20', calendar)).toBe(0);
	});

	it('done after a day off is late from the next working day on, and on a day off as on the next', () => {
		const plain = { holidays: new Set<string>(), workingSwaps: new Set<string>() };
		/* 5/9/2026 is a Saturday. */
		expect(workingDaysLate('2026-09-05', '2026-09-07', plain)).toBe(0);
		expect(workingDaysLate('2026-09-05', '2026-09-08', plain)).toBe(1);
		expect(workingDaysLate('2026-09-04', '2026-09-05', plain)).toBe(1);
		expect(workingDaysLate('2026-09-04', '2026-09-07', plain)).toBe(1);
	});

	it('running and at its end lateness is the same: the working days past the day that counts', () => {
		fc.assert(
			fc.property(arbDay, fc.integer({ min: -60, max: 60 }), arbSteps, (dueOn, offset, off) => {
				const calendar = { ...PLAIN, holidays: new Set(off.map((step) => addDays(dueOn, step))) };
				const on = addDays(dueOn, offset);
				const counted = workingDaysBetween(
					workingDayFrom(dueOn, calendar),
					workingDayFrom(on, calendar),
					calendar
				);
				expect(workingDaysLate(dueOn, on, calendar)).toBe(Math.max(0, counted));
			})
		);
	});

	it('a term is past exactly when it is late, and ends today when no working day is left', () => {
		fc.assert(
			fc.property(arbDay, fc.integer({ min: -60, max: 60 }), arbSteps, (dueOn, offset, off) => {
				const calendar = { ...PLAIN, holidays: new Set(off.map((step) => addDays(dueOn, step))) };
				const on = addDays(dueOn, offset);
				const [left, late] = [daysLeftOf(dueOn, on, calendar), workingDaysLate(dueOn, on, calendar)];
				expect(countedDay(dueOn, calendar) < on).toBe(late > 0);
				expect(left < 0).toBe(late > 0);
				expect(left === 0).toBe(countedDay(dueOn, calendar) === on);
			})
		);
	});

	it('gives up on a calendar in which nobody works', () => {
		const never = {
			holidays: { has: () => true } as unknown as ReadonlySet<string>,
			workingSwaps: new Set<string>()
		};
		expect(() => addWorkingDays('2026-01-01', 1, never)).toThrow(RangeError);
	});
});

describe('instants and printed days', () => {
	it('is a day ahead of UTC from 17:00', () => {
		expect(dayOf(Date.UTC(2026, 8, 11, 16, 59, 59, 999))).toBe('2026-09-11');
		expect(dayOf(Date.UTC(2026, 8, 11, 17))).toBe('2026-09-12');
		expect(startOfDay('2026-09-12')).toBe(Date.UTC(2026, 8, 11, 17));
	});

	it('prints', () => {
		const instant = Date.UTC(2026, 8, 12, 7, 5);
		expect(formatTime(instant)).toBe('14:05');
		expect(formatInstant(instant)).toBe('14:05, 12/9/2026');
		expect(formatDay('2026-09-02')).toBe('2/9/2026');
	});

	it.each([
		['2026-09-12', 'ngày 12 tháng 9 năm 2026'],
		['2026-02-05', 'ngày 05 tháng 02 năm 2026'],
		['2026-01-31', 'ngày 31 tháng 01 năm 2026'],
		['2026-12-09', 'ngày 09 tháng 12 năm 2026']
	])('%s in full', (day, text) => {
		expect(formatDayLong(day)).toBe(text);
		expect(`ngày ${formatDayOfPaper(day)}`).toBe(text.replace(/ tháng | năm /g, '/'));
	});

	it.each([
		['12/9/2026', '2026-09-12'],
		['02/07/2021', '2021-07-02'],
		['14-8-2018', '2018-08-14'],
		['5.6.2020', '2020-06-05'],
		[' 2026-09-12 ', '2026-09-12'],
		['31/2/2026', null],
		['9/12', null],
		['2026/09/12', null]
	])('%j is read as %s', (text, day) => {
		expect(parseDay(text)).toBe(day);
	});

	it('reads back what was printed', () => {
		fc.assert(
			fc.property(arbDay, (day) => {
				expect(parseDay(formatDay(day))).toBe(day);
				expect(dayOf(startOfDay(day))).toBe(day);
			})
		);
	});
});

describe('a month on the wall', () => {
	it('has whole weeks from Monday to Sunday and every day of the month once', () => {
		fc.assert(
			fc.property(fc.integer({ min: 2000, max: 2100 }), fc.integer({ min: 1, max: 12 }), (year, month) => {
				const name = `${year}-${String(month).padStart(2, '0')}`;
				const grid = monthGrid(name);
				expect(grid.length % 7).toBe(0);
				expect([weekdayOf(grid[0]!), weekdayOf(grid.at(-1)!)]).toEqual([1, 0]);
				const own = grid.filter((day) => day.startsWith(name));
				expect(own).toHaveLength(new Date(Date.UTC(year, month, 0)).getUTCDate());
				expect(new Set(grid).size).toBe(grid.length);
				expect(grid.length - own.length).toBeLessThan(14);
			})
		);
	});

	it('says what kind of day each is', () => {
		const calendar = {
			holidays: new Set(['2026-09-02', '2026-09-05']),
			workingSwaps: new Set(['2026-09-12'])
		};
		const kinds = ['2026-09-01', '2026-09-02', '2026-09-05', '2026-09-06', '2026-09-12'];
		expect(kinds.map((day) => dayKindOf(day, calendar))).toEqual([
			'working',
			'holiday',
			'holiday',
			'weekend',
			'made_up'
		]);
	});
});
