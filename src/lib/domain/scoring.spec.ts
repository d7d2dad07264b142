import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { subcriterionWith } from '../../../tests/support/criteria-sets.ts';
import { setOfAllRules } from '../../../tests/support/field-fixture.ts';
import {
	arbInput,
	arbMaxPoints,
	arbRuled,
	arbWorseAndBetter,
	RULES,
	RULE_TYPES
} from '../../../tests/support/scoring-arbitraries.ts';
import { emptyAnswer, type AnswerInput } from './answer.ts';
import { validateAnswer } from './answer-check.ts';
import {
	knowsRulesOf,
	scoreSubcriterion,
	type Scored,
	type ScoringContext,
	type ScoringRule
} from './scoring.ts';

const MAX = 400;
const RATIO = {
	numeratorLabel: 'Số hồ sơ đúng hạn',
	denominatorLabel: 'Số hồ sơ',
	whenDenominatorZero: 'full'
} as const;
const BANDS: ScoringRule = {
	type: 'ratio_bands',
	...RATIO,
	bands: [
		{ minPercent: 10_000, points: 400 },
		{ minPercent: 9000, points: 200 },
		{ minPercent: 8000, points: 100 }
	],
	belowPoints: 0
};
const LINEAR: ScoringRule = { type: 'ratio_linear', ...RATIO, floorPercent: 9500, targetPercent: 10_000 };
const SURVEYED: ScoringRule = { type: 'ratio_linear', ...RATIO, floorPercent: 5000, targetPercent: 9000 };
const DEDUCT: ScoringRule = {
	type: 'count_deduct',
	itemLabel: 'Mỗi báo cáo chậm',
	startPoints: 400,
	perItem: 75,
	minPoints: 50
};
const ADD: ScoringRule = { type: 'count_add', itemLabel: 'Mỗi sáng kiến', perItem: 150, cap: 400 };
const COUNTED: ScoringRule = {
	type: 'count_bands',
	itemLabel: 'Sáng kiến',
	bands: [
		{ minCount: 3, points: 400 },
		{ minCount: 1, points: 150 }
	],
	belowPoints: 0
};
const GROWTH: ScoringRule = {
	type: 'growth_bands',
	currentLabel: 'Năm nay',
	previousLabel: 'Năm trước',
	bands: [
		{ minPercent: 2000, points: 400 },
		{ minPercent: 0, points: 100 },
		{ minPercent: -1000, points: 50 }
	],
	belowPoints: 0,
	whenDenominatorZero: 'zero'
};
const OPTIONS: ScoringRule = {
	type: 'options',
	options: [
		{ label: 'Đủ', points: 400 },
		{ label: 'Thiếu', points: 200 }
	]
};
const CHECKLIST: ScoringRule = {
	type: 'checklist',
	items: [
		{ label: 'Niêm yết', points: 200 },
		{ label: 'Loa', points: 150 },
		{ label: 'Trang tin', points: 150 }
	],
	cap: 400
};
const BEST: ScoringRule = { type: 'relative_to_best', ...RATIO };

const ratio = (numerator: number, denominator: number): AnswerInput => ({
	kind: 'ratio',
	numerator,
	denominator
});
const count = (of: number): AnswerInput => ({ kind: 'count', count: of });

function score(rule: ScoringRule, input: AnswerInput | null, max = MAX, context?: ScoringContext): Scored {
	return scoreSubcriterion(subcriterionWith(rule, max), { ...emptyAnswer('3.4.1'), input }, context);
}

function pointsOf(rule: ScoringRule, input: AnswerInput, max = MAX, context?: ScoringContext): number {
	const scored = score(rule, input, max, context);
	if (scored.status !== 'scored') throw new Error(scored.status);
	return scored.points;
}

describe('points of each rule', () => {
	it.each<[string, ScoringRule, AnswerInput, number]>([
		['yes', { type: 'yes_no', yesPoints: 400, noPoints: 0 }, { kind: 'yes_no', yes: true }, 400],
		['no', { type: 'yes_no', yesPoints: 400, noPoints: 100 }, { kind: 'yes_no', yes: false }, 100],
		['an option', OPTIONS, { kind: 'options', index: 1 }, 200],
		['nothing ticked', CHECKLIST, { kind: 'checklist', ticked: [] }, 0],
		['two ticked', CHECKLIST, { kind: 'checklist', ticked: [2, 0] }, 350],
		['all ticked, capped', CHECKLIST, { kind: 'checklist', ticked: [0, 1, 2] }, 400],
		['top band', BANDS, ratio(2401, 2401), 400],
		['just under the top band, though it rounds to it', BANDS, ratio(99_999, 100_000), 200],
		['exactly on a band', BANDS, ratio(9, 10), 200],
		['105 of 113', BANDS, ratio(105, 113), 200],
		['lowest band', BANDS, ratio(80, 100), 100],
		['below all bands', BANDS, ratio(7999, 10_000), 0],
		['linear, full', LINEAR, ratio(2401, 2401), 400],
		['linear, rounded half up', LINEAR, ratio(2401, 2431), 395],
		['linear, on the floor', LINEAR, ratio(95, 100), 380],
		['linear, under the floor, though it rounds to it', LINEAR, ratio(949_999, 1_000_000), 0],
		['linear, target under 100 %', SURVEYED, ratio(866, 1000), 385],
		['linear, past the target', SURVEYED, ratio(95, 100), 400],
		['linear, nothing', SURVEYED, ratio(0, 7), 0],
		['decimals', SURVEYED, ratio(4.5, 7.5), 267],
		['huge figures stay exact', LINEAR, ratio(9_999_999_998, 9_999_999_999), 400],
		['counted band', COUNTED, count(3), 400],
		['counted lower band', COUNTED, count(2), 150],
		['counted nothing', COUNTED, count(0), 0],
		['no deduction', DEDUCT, count(0), 400],
		['deduction', DEDUCT, count(2), 250],
		['deduction down to the least', DEDUCT, count(9), 50],
		['bonus', ADD, count(2), 300],
		['bonus capped', ADD, count(3), 400],
		['growth', GROWTH, { kind: 'growth', current: 120, previous: 100 }, 400],
		['growth just missed', GROWTH, { kind: 'growth', current: 119_999, previous: 100_000 }, 100],
		['no growth', GROWTH, { kind: 'growth', current: 100, previous: 100 }, 100],
		['a fall', GROWTH, { kind: 'growth', current: 90, previous: 100 }, 50],
		['a deep fall', GROWTH, { kind: 'growth', current: 89, previous: 100 }, 0],
		['growth from nothing', GROWTH, { kind: 'growth', current: 5, previous: 0 }, 0],
		['manual', { type: 'manual', label: 'Chấm' }, { kind: 'manual', points: 325, reason: 'Hồ sơ đủ' }, 325],
		['survey', { type: 'survey', label: 'Hài lòng' }, { kind: 'survey', percent: 8660 }, 346]
	])('%s', (_name, rule, input, expected) => {
		expect(pointsOf(rule, input)).toBe(expected);
	});

	it('is settled against the best of the group only when the best is known', () => {
		expect(score(BEST, ratio(45, 60))).toEqual({ status: 'pending' });
		const context = { bestPercent: new Map([['3.4.1', 9000]]) };
		expect(score(BEST, ratio(45, 60), MAX, context)).toEqual({
			status: 'scored',
			points: 333,
			reason: { kind: 'best', percent: 7500, bestPercent: 9000 }
		});
		expect(pointsOf(BEST, ratio(95, 100), MAX, context)).toBe(400);
		expect(pointsOf(BEST, ratio(0, 3), MAX, { bestPercent: new Map([['3.4.1', 0]]) })).toBe(0);
	});
});

describe('a zero denominator', () => {
	it.each([
		['full', { status: 'scored', points: 400, reason: { kind: 'zero_denominator', effect: 'full' } }],
		['zero', { status: 'scored', points: 0, reason: { kind: 'zero_denominator', effect: 'zero' } }],
		['exclude', { status: 'excluded', reason: { kind: 'zero_denominator', effect: 'exclude' } }]
	] as const)('%s', (whenDenominatorZero, expected) => {
		for (const rule of [BANDS, LINEAR, BEST, GROWTH])
			expect(
				score(
					{ ...rule, whenDenominatorZero } as ScoringRule,
					rule === GROWTH ? { kind: 'growth', current: 0, previous: 0 } : ratio(0, 0)
				)
			).toEqual(expected);
	});
});

describe('reasons', () => {
	it('tells the parts of the figures of a real report: 2.431 received, 30 still in time', () => {
		const parts = { received: 2431, done: 2401, inProgress: 30 };
		expect(score(LINEAR, { kind: 'ratio', numerator: 2401, denominator: 2401, parts })).toEqual({
			status: 'scored',
			points: 400,
			reason: { kind: 'ratio', numerator: 2401, denominator: 2401, percent: 10_000, inProgress: 30 }
		});
	});

	it.each<[string, ScoringRule, AnswerInput, object]>([
		[
			'a band',
			BANDS,
			ratio(105, 113),
			{ kind: 'ratio', numerator: 105, denominator: 113, percent: 9292, bandPercent: 9000 }
		],
		[
			'below the bands',
			BANDS,
			ratio(3, 4),
			{ kind: 'below_floor', numerator: 3, denominator: 4, percent: 7500, floorPercent: 8000 }
		],
		[
			'below the floor',
			LINEAR,
			ratio(3, 4),
			{ kind: 'below_floor', numerator: 3, denominator: 4, percent: 7500, floorPercent: 9500 }
		],
		['a choice', OPTIONS, { kind: 'options', index: 0 }, { kind: 'chosen', label: 'Đủ' }],
		[
			'ticks',
			CHECKLIST,
			{ kind: 'checklist', ticked: [0, 1, 2] },
			{ kind: 'ticked', count: 3, of: 3, capped: true }
		],
		[
			'a deduction',
			DEDUCT,
			count(5),
			{ kind: 'count', effect: 'deduct', count: 5, perItem: 75, capped: true }
		],
		['a bonus', ADD, count(1), { kind: 'count', effect: 'add', count: 1, perItem: 150, capped: false }],
		['a counted band', COUNTED, count(1), { kind: 'count', effect: 'band', count: 1, capped: false }],
		[
			'a fall',
			GROWTH,
			{ kind: 'growth', current: 2, previous: 3 },
			{ kind: 'growth', current: 2, previous: 3, percent: -3333 }
		]
	])('%s', (_name, rule, input, reason) => {
		expect(score(rule, input)).toMatchObject({ reason });
	});
});

describe('a set of a newer version', () => {
	it('is told apart by one rule that is not known here', () => {
		const set = setOfAllRules();
		expect(knowsRulesOf(set)).toBe(true);
		const newer = structuredClone(set);
		newer.areas.at(-1)!.criteria[0]!.subcriteria[0]!.rule = { type: 'weighted_by_region' } as never;
		expect(knowsRulesOf(newer)).toBe(false);
	});
});

describe('no answer', () => {
	it('is unanswered, never zero', () => {
		expect(scoreSubcriterion(subcriterionWith(LINEAR, MAX), undefined)).toEqual({ status: 'unanswered' });
		expect(score(LINEAR, null)).toEqual({ status: 'unanswered' });
	});

	it('is excluded where it does not apply', () => {
		const answer = { ...emptyAnswer('3.4.1'), notApplicableReason: 'Không có đơn vị sự nghiệp' };
		expect(scoreSubcriterion(subcriterionWith(LINEAR, MAX), answer)).toEqual({
			status: 'excluded',
			reason: { kind: 'not_applicable', reason: 'Không có đơn vị sự nghiệp' }
		});
	});

	it('throws on what validation would have refused', () => {
		expect(() => score(LINEAR, { kind: 'yes_no', yes: true })).toThrow(TypeError);
		expect(() => score(OPTIONS, { kind: 'options', index: 7 })).toThrow(RangeError);
		expect(() => score(CHECKLIST, { kind: 'checklist', ticked: [3] })).toThrow(RangeError);
	});
});

const arbBest = fc
	.integer({ min: 1, max: 10_000 })
	.map((best) => ({ bestPercent: new Map([['3.4.1', best]]) }));

describe('properties of every rule', () => {
	it('stays within 0 and the maximum, in whole hundredths, for every valid answer', () => {
		const cases = arbRuled.chain(([rule, max]) =>
			fc.tuple(fc.constant(rule), fc.constant(max), arbInput(rule, max), arbBest)
		);
		fc.assert(
			fc.property(cases, ([rule, max, input, context]) => {
				expect(validateAnswer(subcriterionWith(rule, max), { ...emptyAnswer('3.4.1'), input }).ok).toBe(true);
				const scored = score(rule, input, max, context);
				expect(['scored', 'excluded']).toContain(scored.status);
				const points = scored.status === 'scored' ? scored.points : 0;
				expect(Number.isInteger(points)).toBe(true);
				expect(points).toBeGreaterThanOrEqual(0);
				expect(points).toBeLessThanOrEqual(max);
			}),
			{ numRuns: 1000 }
		);
	});

	it.each(RULE_TYPES.filter((type) => type !== 'yes_no' && type !== 'options'))(
		'a better figure never scores less: %s',
		(type) => {
			const cases = arbMaxPoints.chain((max) =>
				(RULES[type](max) as fc.Arbitrary<ScoringRule>).chain((rule) =>
					fc.tuple(fc.constant(rule), fc.constant(max), arbWorseAndBetter(rule, max)!, arbBest)
				)
			);
			fc.assert(
				fc.property(cases, ([rule, max, [worse, better], context]) => {
					expect(pointsOf(rule, better, max, context)).toBeGreaterThanOrEqual(
						pointsOf(rule, worse, max, context)
					);
				}),
				{ numRuns: 300 }
			);
		}
	);

	it('only the ratio counts, not its size', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 9999 }),
				fc.integer({ min: 0, max: 9999 }),
				fc.integer({ min: 2, max: 1000 }),
				(denominator, of, times) => {
					const numerator = of % (denominator + 1);
					for (const rule of [BANDS, LINEAR, SURVEYED])
						expect(pointsOf(rule, ratio(numerator * times, denominator * times))).toBe(
							pointsOf(rule, ratio(numerator, denominator))
						);
				}
			)
		);
	});
});
