import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SEVERITIES } from './finding.ts';
import {
	compareUrgency,
	countMarks,
	filterRemedies,
	isFiltered,
	parseRemedyFilter,
	parseRemedyLook,
	REMEDY_CAUSES,
	REMEDY_LOOKS,
	REMEDY_MARKS,
	writeRemedyFilter,
	type FilteredRemedy,
	type RemedyFilter
} from './remedy-filter.ts';
import { REMEDY_STANDINGS } from './remedy-progress.ts';

const read = (address: string) => {
	const parameters = new URLSearchParams(address);
	return parseRemedyFilter((key) => parameters.get(key));
};

const remedy = (given: Partial<FilteredRemedy> = {}): FilteredRemedy => ({
	year: 2026,
	campaignId: 'campaign',
	agencyId: 'agency',
	agencyName: 'Sở Tư pháp',
	agencyShortName: 'Sở TP',
	inspectionCode: 'KT-2026-001',
	areaCode: '5',
	matter: 'SO/5.1.1',
	code: '5.1.1',
	text: 'Chưa phê duyệt đề án',
	severity: 'serious',
	standing: 'doing',
	causeOutside: false,
	late: false,
	forMe: false,
	hindered: false,
	repeatOf: null,
	...given
});

const text = fc.string({ maxLength: 30 });
const anyFilter: fc.Arbitrary<RemedyFilter> = fc.record({
	query: text,
	year: text,
	campaign: text,
	agency: text,
	area: text,
	matter: text,
	severity: fc.constantFrom('' as const, ...SEVERITIES),
	standing: fc.constantFrom('' as const, ...REMEDY_STANDINGS),
	cause: fc.constantFrom('' as const, ...REMEDY_CAUSES),
	marks: fc.subarray([...REMEDY_MARKS])
});

describe('a filter in an address', () => {
	it('comes back from its address as it was', () => {
		fc.assert(
			fc.property(anyFilter, (filter) => {
				const address = new URLSearchParams(writeRemedyFilter(filter)).toString();
				expect(read(address)).toEqual(filter);
			})
		);
	});

	it('takes what it does not know as not asked for', () => {
		expect(isFiltered(read('severity=grave&standing=lost&cause=moon&show=secret&page=3&x=1'))).toBe(false);
		expect(read('show=secret,late').marks).toEqual(['late']);
	});

	it('reads addresses of old: one mark', () => {
		expect(read('show=late')).toMatchObject({ marks: ['late'], query: '' });
	});

	it('never takes in more than a line of text', () => {
		expect(read(`q=${'a'.repeat(5000)}`).query).toHaveLength(200);
	});

	it('opens as a table where no look, or an unknown one, is named', () => {
		const look = (asked: string | null) => parseRemedyLook(() => asked);
		expect([look(null), look('globe'), ...REMEDY_LOOKS.map(look)]).toEqual([
			'table',
			'table',
			...REMEDY_LOOKS
		]);
	});
});

describe('filtering', () => {
	const cases: [address: string, passes: Partial<FilteredRemedy>, stays: Partial<FilteredRemedy>][] = [
		['year=2025', { year: 2025 }, { year: 2026 }],
		['campaign=c', { campaignId: 'c' }, {}],
		['agency=b', { agencyId: 'b' }, {}],
		['area=1', { areaCode: '1' }, { areaCode: '10' }],
		['matter=SO%2F5.1.1', {}, { matter: 'XA/5.1.1' }],
		['matter=SO%2F5.1.1', {}, { matter: null }],
		['severity=minor', { severity: 'minor' }, {}],
		['standing=returned', { standing: 'returned' }, {}],
		['cause=subjective', {}, { causeOutside: true }],
		['cause=objective', { causeOutside: true }, {}],
		['cause=awaiting', { standing: 'awaiting' }, { causeOutside: true }],
		['show=late', { late: true }, {}],
		['show=mine', { forMe: true }, {}],
		['show=repeated', { repeatOf: 2024 }, {}],
		['show=hindered', { hindered: true }, { hindered: true, standing: 'verified' }],
		['show=late,repeated', { late: true, repeatOf: 2024 }, { late: true }],
		['q=so tu phap de an', {}, { agencyName: 'Sở Xây dựng', agencyShortName: 'SXD' }],
		['q=5.1.1', {}, { code: null }]
	];
	it.each(cases)('%s', (address, passes, stays) => {
		const all = [remedy(passes), remedy(stays)];
		expect(filterRemedies(all, read(address))).toEqual([all[0]]);
	});

	it('counts what each mark would leave of what is shown', () => {
		const all = [remedy({ late: true }), remedy({ late: true, repeatOf: 2025 }), remedy({ forMe: true })];
		expect(countMarks(all)).toEqual({ late: 2, mine: 1, repeated: 1, hindered: 0 });
	});

	it('puts what is late first, the oldest on top, and what is settled last', () => {
		const rows = [
			{ ...remedy({ standing: 'verified' }), due: { on: '2020-01-01' } },
			{ ...remedy(), due: null },
			{ ...remedy(), due: { on: '2026-10-01' } },
			{ ...remedy({ late: true }), due: { on: '2026-09-01' } },
			{ ...remedy({ late: true }), due: { on: '2026-08-01' } }
		];
		expect(rows.toSorted(compareUrgency)).toEqual([rows[4], rows[3], rows[2], rows[1], rows[0]]);
	});
});
