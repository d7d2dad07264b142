import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shippedSet, subcriterionWith } from '../../../tests/support/criteria-sets.ts';
import { arbSetWithAnswers, byCode } from '../../../tests/support/scoring-arbitraries.ts';
import { emptyAnswer, isAnswered, type Answer, type AnswerInput } from './answer.ts';
import {
	AGENCY_LEVELS,
	listSubcriteria,
	type CriteriaSet,
	type NotApplicableRule,
	type Subcriterion
} from './criteria.ts';
import type { ScoringRule } from './scoring.ts';
import { percentOf, rateBand, totalOf, type Subtotal } from './totals.ts';

const MANUAL: ScoringRule = { type: 'manual', label: 'Chấm' };
const BANDS = [
	{ key: 'xuat_sac', label: 'Xuất sắc', labelEn: 'Excellent', minPercent: 9000 },
	{ key: 'kha', label: 'Khá', labelEn: 'Fair', minPercent: 7000 },
	{ key: 'yeu', label: 'Yếu', labelEn: 'Weak', minPercent: 0 }
];

/** Areas of criteria of maxima; the codes are 1.1.1, 1.1.2 …; the last area is the survey if asked. */
function setOf(
	maxima: number[][][],
	{ notApplicable = 'exclude' as NotApplicableRule, survey = false, rule = MANUAL } = {}
): CriteriaSet {
	const areas = maxima.map((criteria, a) => {
		const isSurvey = survey && a === maxima.length - 1;
		const built = criteria.map((points, c) => ({
			code: `${a + 1}.${c + 1}`,
			title: '',
			titleEn: '',
			maxPoints: points.reduce((x, y) => x + y, 0),
			subcriteria: points.map((max, s) => ({
				...subcriterionWith(rule, max, `${a + 1}.${c + 1}.${s + 1}`),
				isSurvey
			}))
		}));
		const maxPoints = built.reduce((sum, { maxPoints: points }) => sum + points, 0);
		return {
			code: String(a + 1),
			title: '',
			titleEn: '',
			isSurvey,
			maxPoints,
			appraiser: '',
			criteria: built
		};
	});
	const total = areas.reduce((sum, area) => sum + area.maxPoints, 0);
	const surveyPoints = survey ? areas.at(-1)!.maxPoints : 0;
	return {
		code: 'THU',
		title: '',
		titleEn: '',
		level: 'department',
		year: 2026,
		version: 1,
		legalBasis: [],
		totalPoints: total,
		appraisalPoints: total - surveyPoints,
		surveyPoints,
		notApplicable,
		bands: BANDS,
		areas
	};
}

const given = (code: string, points: number): Answer => ({
	...emptyAnswer(code),
	input: { kind: 'manual', points, reason: 'x' }
});
const notApplicable = (code: string): Answer => ({ ...emptyAnswer(code), notApplicableReason: 'Không có' });

describe('totalOf', () => {
	it('sums criteria, areas and the whole, and tells what was lost', () => {
		const set = setOf([[[100, 200], [300]], [[400]]]);
		const totals = totalOf(
			set,
			byCode([given('1.1.1', 100), given('1.1.2', 50), given('1.2.1', 300), given('2.1.1', 350)])
		);
		expect(totals.byCriterion.get('1.1')).toMatchObject({
			points: 150,
			possible: 300,
			maximum: 300,
			lost: 150,
			percent: 5000
		});
		expect(totals.byArea.get('1')).toMatchObject({
			points: 450,
			possible: 600,
			lost: 150,
			answered: 3,
			total: 3
		});
		expect(totals.whole).toEqual({
			code: 'THU',
			points: 800,
			possible: 1000,
			answeredPossible: 1000,
			maximum: 1000,
			answered: 4,
			total: 4,
			excluded: 0,
			lost: 200,
			percent: 8000
		});
		expect(totals.rating?.key).toBe('kha');
	});

	it('takes the percent of what is answered; unanswered is not zero', () => {
		const set = setOf([[[100, 300]]]);
		const totals = totalOf(set, byCode([given('1.1.1', 90)]));
		expect(totals.whole).toMatchObject({
			points: 90,
			possible: 400,
			answeredPossible: 100,
			lost: 10,
			percent: 9000
		});
		expect(totals.rating?.key).toBe('xuat_sac');
		expect(totalOf(set, new Map()).whole).toMatchObject({
			points: 0,
			possible: 400,
			answeredPossible: 0,
			percent: null
		});
		expect(totalOf(set, new Map()).rating).toBeNull();
	});

	it('keeps the survey apart and judges on the appraised part while it is missing', () => {
		const set = setOf([[[400]], [[600]]], { survey: true });
		const without = totalOf(set, byCode([given('1.1.1', 300)]));
		expect(without.appraised).toMatchObject({ points: 300, possible: 400, percent: 7500 });
		expect(without.survey).toMatchObject({ points: 0, possible: 600, percent: null, answered: 0, total: 1 });
		expect(without.whole.percent).toBe(7500);
		expect(without.rating?.key).toBe('kha');
		const withSurvey = totalOf(set, byCode([given('1.1.1', 300), given('2.1.1', 600)]));
		expect(withSurvey.whole).toMatchObject({ points: 900, percent: 9000 });
		expect(withSurvey.rating?.key).toBe('xuat_sac');
	});

	it('lets what does not apply leave both sides', () => {
		const set = setOf([[[100, 300], [200]]]);
		const totals = totalOf(set, byCode([notApplicable('1.1.1'), given('1.1.2', 150), given('1.2.1', 200)]));
		expect(totals.byCriterion.get('1.1')).toMatchObject({
			points: 150,
			possible: 300,
			maximum: 400,
			excluded: 1,
			answered: 2
		});
		expect(totals.whole).toMatchObject({ points: 350, possible: 500, maximum: 600, percent: 7000 });
	});

	it('shares what does not apply among its siblings where the set says so', () => {
		const set = setOf([[[100, 200, 100], [200]]], { notApplicable: 'share_among_siblings' });
		const totals = totalOf(set, byCode([notApplicable('1.1.1'), given('1.1.2', 100), given('1.2.1', 200)]));
		// 1.1 keeps its 400: 200 → 266,67 and 100 → 133,33; half of the 266,67 was reached.
		expect(totals.byCriterion.get('1.1')).toMatchObject({
			points: 133,
			answeredPossible: 267,
			possible: 400,
			excluded: 1
		});
		expect(totals.whole).toMatchObject({ points: 333, possible: 600, answeredPossible: 467 });
	});

	it('lets a criterion with nothing left leave both sides, even where shares are given', () => {
		const set = setOf([[[100, 200], [200]]], { notApplicable: 'share_among_siblings' });
		const totals = totalOf(set, byCode([notApplicable('1.1.1'), notApplicable('1.1.2'), given('1.2.1', 50)]));
		expect(totals.byCriterion.get('1.1')).toMatchObject({
			points: 0,
			possible: 0,
			maximum: 300,
			percent: null,
			excluded: 2
		});
		expect(totals.whole).toMatchObject({ points: 50, possible: 200, percent: 2500 });
	});

	it('counts a pending answer as answered, but not as possible yet', () => {
		const rule: ScoringRule = {
			type: 'relative_to_best',
			numeratorLabel: 'a',
			denominatorLabel: 'b',
			whenDenominatorZero: 'full'
		};
		const set = setOf([[[400]]], { rule });
		const answers = byCode([
			{ ...emptyAnswer('1.1.1'), input: { kind: 'ratio', numerator: 1, denominator: 2 } }
		]);
		expect(totalOf(set, answers).whole).toMatchObject({
			answered: 1,
			points: 0,
			possible: 400,
			answeredPossible: 0,
			percent: null
		});
		const settled = totalOf(set, answers, { bestPercent: new Map([['1.1.1', 10_000]]) });
		expect(settled.whole).toMatchObject({ points: 200, answeredPossible: 400, percent: 5000 });
	});

	it('ignores answers to codes that the set does not know', () => {
		const set = setOf([[[100]]]);
		const totals = totalOf(set, byCode([given('1.1.1', 80), given('9.9.9', 100)]));
		expect(totals.whole).toMatchObject({ points: 80, total: 1 });
		expect(totals.bySubcriterion.has('9.9.9')).toBe(false);
	});
});

describe('rating', () => {
	it.each([
		[899_949, 1_000_000, 'kha'],
		[899_999, 1_000_000, 'kha'],
		[900_000, 1_000_000, 'xuat_sac'],
		[0, 1000, 'yeu'],
		[1000, 1000, 'xuat_sac']
	])('compares unrounded: %i of %i is %s', (points, possible, key) => {
		expect(rateBand(BANDS, points, possible)?.key).toBe(key);
	});

	it('rounds the percent that is shown, half up', () => {
		expect(percentOf(899_999, 1_000_000)).toBe(9000);
		expect(percentOf(1, 3)).toBe(3333);
		expect(percentOf(1, 80_000)).toBe(0);
		expect(percentOf(1, 20_000)).toBe(1);
		expect(percentOf(0, 0)).toBeNull();
	});

	it('has no band while nothing is possible', () => {
		expect(rateBand(BANDS, 0, 0)).toBeNull();
	});
});

/** The input that gives a subcriterion its maximum. */
function bestInput({ rule, maxPoints }: Subcriterion): AnswerInput {
	switch (rule.type) {
		case 'yes_no':
			return { kind: 'yes_no', yes: rule.yesPoints >= rule.noPoints };
		case 'options':
			return { kind: 'options', index: rule.options.findIndex(({ points }) => points === maxPoints) };
		case 'checklist':
			return { kind: 'checklist', ticked: [...rule.items.keys()] };
		case 'count_deduct':
			return { kind: 'count', count: 0 };
		case 'count_bands':
		case 'count_add':
			return { kind: 'count', count: 1000 };
		case 'growth_bands':
			return { kind: 'growth', current: 1000, previous: 1 };
		case 'manual':
			return { kind: 'manual', points: maxPoints, reason: 'x' };
		case 'survey':
			return { kind: 'survey', percent: 10_000 };
		default:
			return { kind: 'ratio', numerator: 2401, denominator: 2401 };
	}
}

describe.each(AGENCY_LEVELS)('the shipped set for a %s', (level) => {
	const set = shippedSet(level);
	const subcriteria = listSubcriteria(set).map(({ subcriterion }) => subcriterion);

	it('reaches exactly 100,00 points with the best answers', () => {
		const answers = byCode(subcriteria.map((sub) => ({ ...emptyAnswer(sub.code), input: bestInput(sub) })));
		const totals = totalOf(set, answers);
		expect(totals.whole).toMatchObject({ points: 10_000, possible: 10_000, percent: 10_000, lost: 0 });
		expect(totals.appraised.points).toBe(8500);
		expect(totals.survey.points).toBe(1500);
		expect(totals.rating?.key).toBe('xuat_sac');
		for (const { code, maxPoints } of subcriteria)
			expect(totals.bySubcriterion.get(code)).toMatchObject({ status: 'scored', points: maxPoints });
	});

	it('stays at zero with nothing answered, without calling it a result', () => {
		const totals = totalOf(set, new Map());
		expect(totals.whole).toMatchObject({ points: 0, possible: 10_000, answered: 0, percent: null });
		expect(totals.rating).toBeNull();
	});
});

const sumOf = (parts: Iterable<Subtotal>, field: 'points' | 'possible' | 'answeredPossible' | 'maximum') =>
	[...parts].reduce((sum, part) => sum + part[field], 0);

describe('properties of totals', () => {
	const SIDES = ['points', 'possible', 'answeredPossible', 'maximum'] as const;

	it('is the sum of its parts at every level', () => {
		fc.assert(
			fc.property(arbSetWithAnswers, ([set, answers]) => {
				const totals = totalOf(set, byCode(answers));
				for (const field of SIDES) {
					expect(sumOf(totals.byArea.values(), field)).toBe(totals.whole[field]);
					expect(sumOf(totals.byCriterion.values(), field)).toBe(totals.whole[field]);
					expect(totals.appraised[field] + totals.survey[field]).toBe(totals.whole[field]);
				}
				expect(totals.whole.maximum).toBe(set.totalPoints);
				expect(totals.whole.answered).toBe(answers.filter(isAnswered).length);
				const points = [...totals.bySubcriterion.values()].reduce(
					(sum, scored) => sum + (scored.status === 'scored' ? scored.points : 0),
					0
				);
				if (set.notApplicable === 'exclude') expect(totals.whole.points).toBe(points);
			})
		);
	});

	it('stays within its bounds', () => {
		fc.assert(
			fc.property(arbSetWithAnswers, ([set, answers]) => {
				const totals = totalOf(set, byCode(answers));
				for (const part of [totals.whole, ...totals.byArea.values(), ...totals.byCriterion.values()]) {
					expect(part.points).toBeGreaterThanOrEqual(0);
					expect(part.points).toBeLessThanOrEqual(part.answeredPossible);
					expect(part.answeredPossible).toBeLessThanOrEqual(part.possible);
					expect(part.possible).toBeLessThanOrEqual(part.maximum);
					expect(part.lost).toBe(part.answeredPossible - part.points);
					expect(part.percent ?? 0).toBeLessThanOrEqual(10_000);
					expect(part.answered).toBeLessThanOrEqual(part.total);
				}
			})
		);
	});

	it('does not depend on the order of the answers', () => {
		fc.assert(
			fc.property(
				arbSetWithAnswers.chain(([set, answers]) =>
					fc.tuple(
						fc.constant(set),
						fc.constant(answers),
						fc.shuffledSubarray(answers, { minLength: answers.length })
					)
				),
				([set, answers, shuffled]) => {
					expect(totalOf(set, byCode(shuffled))).toEqual(totalOf(set, byCode(answers)));
				}
			)
		);
	});

	const arbWithOne = arbSetWithAnswers.chain(([set, answers]) =>
		fc.tuple(fc.constant(set), fc.constant(answers), fc.integer({ min: 0, max: answers.length - 1 }))
	);
	const replaced = (answers: Answer[], index: number, change: Partial<Answer>) =>
		byCode(answers.map((answer, i) => (i === index ? { ...emptyAnswer(answer.code), ...change } : answer)));

	it('saying that something does not apply never lowers the percent of the rest', () => {
		fc.assert(
			fc.property(arbWithOne, ([set, answers, index]) => {
				const rest = totalOf(set, replaced(answers, index, {}));
				const without = totalOf(set, replaced(answers, index, { notApplicableReason: 'Không có' }));
				if (set.notApplicable === 'exclude') expect(without.whole.percent).toBe(rest.whole.percent);
				const { criterion } = listSubcriteria(set)[index]!;
				for (const [code, part] of without.byCriterion) {
					const before = rest.byCriterion.get(code)!;
					if (code !== criterion.code) expect(part).toEqual(before);
					else if (part.percent !== null && before.percent !== null)
						expect(part.points * before.answeredPossible).toBeGreaterThanOrEqual(
							before.points * part.answeredPossible - shareRounding(set, part, before)
						);
				}
			}),
			{ numRuns: 300 }
		);
	});

	it('and is never worse than scoring nothing there', () => {
		fc.assert(
			fc.property(arbWithOne, ([set, answers, index]) => {
				const sharing = totalOf(set, replaced(answers, index, { notApplicableReason: 'Không có' }));
				const { subcriterion } = listSubcriteria(set)[index]!;
				const zero = { ...subcriterion, rule: MANUAL };
				const withZero = totalOf(
					replaceSubcriterion(set, zero),
					replaced(answers, index, { input: { kind: 'manual', points: 0, reason: 'x' } })
				);
				const [a, b] = [sharing.whole, withZero.whole];
				expect(a.points * b.answeredPossible).toBeGreaterThanOrEqual(
					b.points * a.answeredPossible - shareRounding(set, a, b)
				);
			}),
			{ numRuns: 300 }
		);
	});
});

/**
 * Shares are rounded to whole hundredths of a point: half of one on each side of both fractions. Cross-multiplied
 * that may move so much, and no more; where nothing is shared, nothing may move.
 */
function shareRounding(set: CriteriaSet, a: Subtotal, b: Subtotal): number {
	return set.notApplicable === 'exclude' ? 0 : a.answeredPossible + b.answeredPossible + 1;
}

function replaceSubcriterion(set: CriteriaSet, replacement: Subcriterion): CriteriaSet {
	return {
		...set,
		areas: set.areas.map((area) => ({
			...area,
			criteria: area.criteria.map((criterion) => ({
				...criterion,
				subcriteria: criterion.subcriteria.map((sub) => (sub.code === replacement.code ? replacement : sub))
			}))
		}))
	};
}
