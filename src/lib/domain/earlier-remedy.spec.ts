import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shippedSet } from '../../../tests/support/criteria-sets.ts';
import { emptyAnswer, type AnswerInput } from './answer.ts';
import { findSubcriterion } from './criteria.ts';
import { FINDING_STATES, type FindingState } from './finding.ts';
import {
	fillOf,
	fillsOf,
	isRecordSentence,
	listUnexplainedFills,
	owesFillReason,
	type EarlierRemedy
} from './earlier-remedy.ts';
import { scoreSubcriterion } from './scoring.ts';

const set = shippedSet('department');
const FINDINGS = findSubcriterion(set, '1.3.2')!.subcriterion;
const PAPERS = findSubcriterion(set, '1.3.3')!.subcriterion;
const ON = '2026-09-21';
const NONE: string[] = [];

const finding = (
	number: number,
	state: FindingState,
	dueOn: string | null = '2025-12-31',
	code = '5.1.1'
) => ({
	number,
	code,
	state,
	dueOn
});
const earlier = (given: Partial<EarlierRemedy> = {}): EarlierRemedy => ({
	inspectionId: 'i',
	inspectionCode: 'KT-2025-001',
	year: 2025,
	findings: [],
	planDueOn: '2025-10-10',
	reportDueOn: '2025-12-31',
	planOn: '2025-10-08',
	reportOn: '2025-12-30',
	...given
});

describe('findings of the last inspection', () => {
	const ratio = (findings: EarlierRemedy['findings'], again = NONE) =>
		fillOf(FINDINGS, earlier({ findings }), again, ON)?.input;
	const of = (numerator: number, denominator: number): AnswerInput => ({
		kind: 'ratio',
		numerator,
		denominator
	});

	it('counts those verified of those due by the visit', () => {
		expect(
			ratio([
				finding(1, 'verified'),
				finding(2, 'reported_done'),
				finding(3, 'verified', '2026-12-31'),
				finding(4, 'open', ON)
			])
		).toEqual(of(1, 3));
	});

	it('takes the day of the report where a finding has none', () => {
		expect(ratio([finding(1, 'open', null)])).toEqual(of(0, 1));
	});

	it('does not count what was found again', () => {
		expect(ratio([finding(1, 'verified'), finding(2, 'verified', '2025-12-31', '7.4.3')], ['7.4.3'])).toEqual(
			of(1, 2)
		);
	});

	it('with nothing due gives what the set gives for «không phát sinh»', () => {
		const fill = fillOf(FINDINGS, earlier(), NONE, ON)!;
		expect(fill.input).toEqual(of(0, 0));
		expect(scoreSubcriterion(FINDINGS, { ...emptyAnswer('1.3.2'), input: fill.input })).toMatchObject({
			status: 'scored',
			points: FINDINGS.maxPoints
		});
	});

	it('names the figures, the open numbers and those found again', () => {
		const fill = fillOf(
			FINDINGS,
			earlier({
				findings: [finding(1, 'verified'), finding(2, 'open'), finding(5, 'verified', null, '7.4.3')]
			}),
			['7.4.3'],
			ON
		)!;
		expect(fill.sentence).toBe(
			'Cuộc kiểm tra KT-2025-001: 3 tồn tại đến hạn khắc phục tính đến ngày 21/9/2026; ' +
				'1 tồn tại đã được xác nhận khắc phục xong; chưa được xác nhận: tồn tại số 2; lặp lại: tồn tại số 5.'
		);
	});

	it('is a ratio that the rule takes, whatever the record holds', () => {
		const anyFinding = fc.record({
			number: fc.integer({ min: 1, max: 50 }),
			code: fc.constantFrom('5.1.1', '7.4.3', null),
			state: fc.constantFrom(...FINDING_STATES),
			dueOn: fc.constantFrom('2025-01-01', ON, '2027-01-01', null)
		});
		fc.assert(
			fc.property(fc.array(anyFinding), fc.subarray(['5.1.1', '7.4.3']), (findings, again) => {
				const input = ratio(findings, again)!;
				const scored = scoreSubcriterion(FINDINGS, { ...emptyAnswer('1.3.2'), input });
				expect(scored.status).toBe('scored');
				const without = ratio(findings)!;
				if (input.kind === 'ratio' && without.kind === 'ratio')
					expect(input.numerator).toBeLessThanOrEqual(without.numerator);
			})
		);
	});
});

describe('plan and report of remedy', () => {
	const index = (given: Partial<EarlierRemedy>, on = ON) => {
		const input = fillOf(PAPERS, earlier(given), NONE, on)!.input;
		return input.kind === 'options' ? input.index : null;
	};

	it.each<[string, Partial<EarlierRemedy>, string, number]>([
		['both in time', {}, ON, 0],
		['on the last day', { planOn: '2025-10-10', reportOn: '2025-12-31' }, ON, 0],
		['the plan late', { planOn: '2025-10-11' }, ON, 1],
		['the report late', { reportOn: '2026-01-02' }, ON, 1],
		['no report', { reportOn: null }, ON, 2],
		['no plan, report late', { planOn: null, reportOn: '2026-01-02' }, ON, 2],
		['the report not due yet', { reportOn: null }, '2025-11-01', 0],
		['no day was set', { reportOn: null, reportDueOn: null }, ON, 0]
	])('%s', (_name, given, on, expected) => {
		expect(index(given, on)).toBe(expected);
	});
});

describe('what is filled, and what owes a reason', () => {
	const fills = fillsOf(set, earlier({ findings: [finding(1, 'open')] }), NONE, ON);

	it('is filled in the shipped sets by 1.3.2 and 1.3.3 alone, and only where there was an inspection', () => {
		expect([...fills.keys()]).toEqual(['1.3.2', '1.3.3']);
		expect(fillsOf(shippedSet('commune'), earlier(), NONE, ON).size).toBe(2);
		expect(fillsOf(set, null, NONE, ON).size).toBe(0);
	});

	it('is printed on score sheets, so its days have the zeros of official papers', () => {
		const { sentence } = fillsOf(
			set,
			earlier({ planOn: '2025-10-08', reportOn: '2026-01-02' }),
			NONE,
			ON
		).get('1.3.3')!;
		expect(sentence).toContain('kế hoạch khắc phục ngày 08/10/2025');
		expect(sentence).toContain('báo cáo kết quả khắc phục ngày 02/01/2026');
	});

	it('an answer other than the record owes a reason of its own', () => {
		const fill = fills.get('1.3.2')!;
		const other = {
			...emptyAnswer('1.3.2'),
			input: { kind: 'ratio', numerator: 1, denominator: 1 } as AnswerInput
		};
		expect(owesFillReason(other, fill, '')).toBe(true);
		expect(owesFillReason(other, fill, ` ${fill.sentence} `)).toBe(true);
		expect(owesFillReason(other, fill, 'Đã khắc phục, có biên bản')).toBe(false);
		expect(owesFillReason({ ...other, input: fill.input }, fill, '')).toBe(false);
		expect(owesFillReason({ ...other, input: null, notApplicableReason: 'Không có' }, fill, '')).toBe(true);
		expect(owesFillReason(emptyAnswer('1.3.2'), fill, '')).toBe(false);
		expect(owesFillReason(undefined, fill, '')).toBe(false);
	});

	it('what the record said on another day is no reason of one’s own, what somebody adds to it is', () => {
		const before = fills.get('1.3.2')!;
		const now = fillsOf(set, earlier({ findings: [finding(1, 'verified')] }), NONE, ON).get('1.3.2')!;
		const stale = { ...emptyAnswer('1.3.2'), input: before.input };
		expect(now.sentence).not.toBe(before.sentence);
		expect(owesFillReason(stale, now, before.sentence)).toBe(true);
		expect(owesFillReason(stale, now, `${before.sentence} Số liệu chốt trước ngày xác nhận.`)).toBe(false);
	});

	it('knows every sentence of its own again', () => {
		const day = fc.option(fc.constantFrom('2025-10-10', '2026-01-02', '2025-12-31'));
		const state = fc.constantFrom('open' as const, 'verified' as const, 'returned' as const);
		fc.assert(
			fc.property(fc.array(state, { maxLength: 12 }), day, day, day, day, fc.boolean(), (states, ...rest) => {
				const [planOn, planDueOn, reportOn, reportDueOn, again] = rest;
				const findings = states.map((one, at) => finding(at + 1, one));
				const record = earlier({ findings, planOn, planDueOn, reportOn, reportDueOn });
				const codes = again ? findings.flatMap(({ code }) => code ?? []) : NONE;
				for (const { sentence } of fillsOf(set, record, codes, ON).values())
					expect(isRecordSentence(sentence)).toBe(true);
			})
		);
	});

	it('lists them by code', () => {
		const answers = new Map([
			[
				'1.3.2',
				{ ...emptyAnswer('1.3.2'), input: { kind: 'ratio', numerator: 1, denominator: 1 } as AnswerInput }
			],
			[
				'1.3.3',
				{ ...emptyAnswer('1.3.3'), input: { kind: 'options', index: 1 } as AnswerInput, changeReason: 'Chậm' }
			]
		]);
		expect(listUnexplainedFills(fills, answers, 'changeReason')).toEqual(['1.3.2']);
		expect(listUnexplainedFills(fills, answers, 'explanation')).toEqual(['1.3.2', '1.3.3']);
	});
});
