import { describe, expect, it } from 'vitest';
import { addWorkingDays, isWorkingDay } from '#lib/domain/calendar.ts';
import { vietnamHolidays } from './holidays.ts';

describe('public holidays of Việt Nam', () => {
	it.each([
		[2024, '2024-02-10', '2024-04-18'],
		[2025, '2025-01-29', '2025-04-07'],
		[2026, '2026-02-17', '2026-04-26']
	])('%i: first day of Tết %s, Giỗ Tổ %s', (year, tet, hungKings) => {
		const holidays = vietnamHolidays(year);
		for (const day of [`${year}-01-01`, tet, hungKings, `${year}-04-30`, `${year}-05-01`, `${year}-09-02`])
			expect(holidays).toContain(day);
	});

	it('has exactly the days of the law that are reckoned: five of Tết from its eve', () => {
		expect([...vietnamHolidays(2026)].sort()).toEqual([
			'2026-01-01',
			'2026-02-16',
			'2026-02-17',
			'2026-02-18',
			'2026-02-19',
			'2026-02-20',
			'2026-04-26',
			'2026-04-30',
			'2026-05-01',
			'2026-09-02'
		]);
	});

	it('takes the days that are announced, each in its own year, and keeps them out of the next call', () => {
		const announced = ['2026-09-01', '2026-04-27', '2027-09-03'];
		const holidays = vietnamHolidays(2026, announced);
		expect(holidays).toContain('2026-09-01');
		expect(holidays).toContain('2026-04-27');
		expect(holidays).not.toContain('2027-09-03');
		expect(vietnamHolidays(2026)).not.toContain('2026-09-01');
	});

	it('carries a deadline over Tết', () => {
		const calendar = { holidays: vietnamHolidays(2026), workingSwaps: new Set<string>() };
		expect(isWorkingDay('2026-02-18', calendar)).toBe(false);
		expect(addWorkingDays('2026-02-13', 3, calendar)).toBe('2026-02-25');
	});
});
