import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from './calendar.ts';
import {
	countGroups,
	countParts,
	countPeriods,
	countStandings,
	listCommonFindings,
	readTimeliness,
	summarizeRemedies,
	type RemedyFacts
} from './remedy-figures.ts';
import { REMEDY_STANDINGS } from './remedy-progress.ts';

const TODAY = '2026-09-12';

const remedy = (given: Partial<RemedyFacts> = {}): RemedyFacts => ({
	agencyId: 'a',
	standing: 'doing',
	late: false,
	daysLate: 0,
	due: { on: '2026-12-31', endsOn: '2026-12-31', workingDaysLeft: 70 },
	repeatOf: null,
	causeOutside: false,
	raisedOn: '2026-06-01',
	answeredOn: null,
	verifiedOn: null,
	...given
});
const late = remedy({
	late: true,
	daysLate: 9,
	due: { on: '2026-08-31', endsOn: '2026-08-31', workingDaysLeft: -9 }
});
const verified = remedy({ standing: 'verified', answeredOn: '2026-07-01', verifiedOn: '2026-07-15' });
const dropped = remedy({ standing: 'not_accepted', raisedOn: '2020-01-01' });

const yesterday = addDays(TODAY, -1);
const dueYesterday = { on: yesterday, endsOn: yesterday, workingDaysLeft: -1 };
const day = fc.integer({ min: -900, max: 0 }).map((days) => addDays(TODAY, days));
const anyRemedy = fc
	.record({
		agencyId: fc.constantFrom('a', 'b', 'c'),
		standing: fc.constantFrom(...REMEDY_STANDINGS),
		isLate: fc.boolean(),
		raisedOn: day,
		after: fc.integer({ min: 0, max: 400 })
	})
	.map(({ isLate, after, ...given }) => {
		const isOpen = !['verified', 'not_accepted', 'reported_done'].includes(given.standing);
		const end = addDays(given.raisedOn, after);
		const verifiedOn = given.standing === 'verified' ? (end > TODAY ? TODAY : end) : null;
		return remedy({
			...given,
			verifiedOn,
			late: isOpen && isLate,
			due: isOpen && isLate ? dueYesterday : null
		});
	});

describe('the figures', () => {
	it('counts each remedy in one part; what was not accepted in none', () => {
		const all = [late, verified, dropped, remedy({ standing: 'reported_done' }), remedy()];
		expect(countParts(all)).toEqual({ total: 4, verified: 1, waiting: 1, doing: 1, late: 1 });
		expect(summarizeRemedies(all)).toEqual({
			total: 4,
			agencies: 1,
			verified: 1,
			waiting: 1,
			doing: 1,
			late: 1,
			dueSoFar: 1,
			keptSoFar: 0,
			longestLate: 9,
			repeated: 0
		});
	});

	it('adds up, however it is grouped', () => {
		fc.assert(
			fc.property(fc.array(anyRemedy), (all) => {
				const { total, verified, waiting, doing, late } = summarizeRemedies(all);
				expect(verified + waiting + doing + late).toBe(total);
				const groups = countGroups(all, ({ agencyId }) => agencyId);
				for (const part of ['total', 'verified', 'waiting', 'doing', 'late'] as const)
					expect(groups.reduce((sum, group) => sum + group[part], 0)).toBe(countParts(all)[part]);
				const standings = countStandings(all, REMEDY_STANDINGS);
				expect(standings.reduce((sum, { count }) => sum + count, 0)).toBe(all.length);
				expect(standings.reduce((sum, one) => sum + one.late, 0)).toBe(late);
			})
		);
	});

	it('takes lists longer than a call has room for arguments', () => {
		const many = Array.from({ length: 200_000 }, () => late);
		expect(summarizeRemedies(many).longestLate).toBe(9);
	});
});

describe('what several agencies have in common', () => {
	const named = (matter: string | null, agencyId: string, given: Partial<RemedyFacts> = {}, year = 2026) => ({
		...remedy({ agencyId, ...given }),
		matter,
		year
	});

	it('lists what was named at two or more, the most widespread first, with its parts and years', () => {
		const all = [
			named('SO/5.1.1', 'a', { standing: 'verified' }, 2021),
			named('SO/5.1.1', 'a', { late: true }),
			named('SO/5.1.1', 'b'),
			named('SO/1.10.1', 'a'),
			named('SO/1.10.1', 'b'),
			named('SO/1.2.1', 'a'),
			named('SO/1.2.1', 'b'),
			named('SO/3.2.1', 'a'),
			named('SO/3.2.1', 'b'),
			named('SO/3.2.1', 'c')
		];
		const listed = listCommonFindings(all);
		expect(listed.map(({ key, agencies }) => [key, agencies])).toEqual([
			['SO/3.2.1', 3],
			['SO/5.1.1', 2],
			['SO/1.2.1', 2],
			['SO/1.10.1', 2]
		]);
		expect(listed[1]).toEqual({
			key: 'SO/5.1.1',
			agencies: 2,
			years: [
				{ year: 2026, agencies: 2 },
				{ year: 2021, agencies: 1 }
			],
			...{ total: 3, verified: 1, waiting: 0, doing: 1, late: 1 }
		});
	});

	it('does not list what one agency alone repeats, what is free, or what was dropped', () => {
		expect(
			listCommonFindings([
				named('SO/5.1.1', 'a', {}, 2021),
				named('SO/5.1.1', 'a'),
				named('SO/5.1.1', 'b', { standing: 'not_accepted' }),
				named(null, 'a'),
				named(null, 'b')
			])
		).toEqual([]);
	});
});

describe('the way through time', () => {
	it('is empty where nothing is owed', () => {
		expect(countPeriods([], TODAY)).toEqual({ unit: 'month', periods: [] });
		expect(countPeriods([dropped], TODAY).periods).toEqual([]);
	});

	it('goes by months from the first to today; an earlier month ends late by the day that counts now', () => {
		const { unit, periods } = countPeriods([late, verified], TODAY);
		expect(unit).toBe('month');
		expect(periods).toEqual([
			{ from: '2026-06-01', to: '2026-06-30', raised: 2, verified: 0, open: 2, late: 0 },
			{ from: '2026-07-01', to: '2026-07-31', raised: 0, verified: 1, open: 1, late: 0 },
			{ from: '2026-08-01', to: '2026-08-31', raised: 0, verified: 0, open: 1, late: 0 },
			{ from: '2026-09-01', to: TODAY, raised: 0, verified: 0, open: 1, late: 1 }
		]);
	});

	it('was late while nothing was reported, and no longer from the report on', () => {
		const reported = remedy({
			standing: 'reported_done',
			due: { on: '2026-06-20', endsOn: '2026-06-22', workingDaysLeft: -60 },
			answeredOn: '2026-08-05'
		});
		expect(countPeriods([reported], TODAY).periods.map((period) => period.late)).toEqual([1, 1, 0, 0]);
		const outside = { ...reported, causeOutside: true };
		expect(countPeriods([outside], TODAY).periods.map((period) => period.late)).toEqual([0, 0, 0, 0]);
	});

	it('was not late at the end of a month whose last days were off, the due day among them', () => {
		const raisedOn = '2026-05-04';
		const due = { on: '2026-05-30', endsOn: '2026-06-01', workingDaysLeft: -70 };
		const periods = countPeriods([remedy({ raisedOn, late: true, due })], TODAY).periods;
		expect(periods.map(({ late }) => late)).toEqual([0, 1, 1, 1, 1]);
	});

	it('ends with the last verification where nothing is open', () => {
		expect(countPeriods([verified], TODAY).periods.at(-1)).toMatchObject({ to: '2026-07-31', verified: 1 });
	});

	it('takes quarters, then years, where months would be too many', () => {
		const quarters = countPeriods([remedy({ raisedOn: '2023-11-05' })], TODAY);
		expect(quarters.unit).toBe('quarter');
		expect(quarters.periods[0]).toMatchObject({ from: '2023-10-01', to: '2023-12-31', raised: 1 });
		const years = countPeriods([remedy({ raisedOn: '2015-03-01' })], TODAY);
		expect(years.unit).toBe('year');
		expect(years.periods).toHaveLength(12);
	});

	it('loses nothing and ends where the summary is', () => {
		fc.assert(
			fc.property(fc.array(anyRemedy, { minLength: 1 }), (all) => {
				const { periods } = countPeriods(all, TODAY);
				const { total, verified, late } = summarizeRemedies(all);
				expect(periods.length).toBeLessThanOrEqual(24);
				expect(periods.reduce((sum, period) => sum + period.raised, 0)).toBe(total);
				expect(periods.reduce((sum, period) => sum + period.verified, 0)).toBe(verified);
				if (total === 0) return;
				expect(periods.at(-1)).toMatchObject({ open: total - verified, late });
			})
		);
	});
});

describe('how an agency keeps its days', () => {
	it('counts what is done, the mean way and the oldest that is open', () => {
		const slow = remedy({ standing: 'reported_done', daysLate: 3, answeredOn: '2026-09-01' });
		expect(readTimeliness([verified, slow, late, dropped], TODAY)).toEqual({
			done: 2,
			inTime: 1,
			meanDays: 44,
			oldestDays: 103
		});
	});

	it('says nothing where there is nothing', () => {
		expect(readTimeliness([], TODAY)).toEqual({ done: 0, inTime: 0, meanDays: null, oldestDays: null });
	});
});
