/** Random but valid rules, answers and criteria sets for the properties of scoring. */
import fc from 'fast-check';
import { emptyAnswer, type Answer, type AnswerInput } from '#lib/domain/answer.ts';
import {
	NOT_APPLICABLE_RULES,
	listSubcriteria,
	type Criterion,
	type CriteriaSet
} from '#lib/domain/criteria.ts';
import type { ScoringRule } from '#lib/domain/scoring.ts';
import { subcriterionWith } from './criteria-sets.ts';

type RuleType = ScoringRule['type'];
type Of<T extends RuleType> = Extract<ScoringRule, { type: T }>;

const label = fc.constantFrom('Đủ', 'Thiếu', 'Số hồ sơ', 'Số báo cáo');
const effect = fc.constantFrom('full' as const, 'zero' as const, 'exclude' as const);

const ratioFields = fc.record({
	numeratorLabel: label,
	denominatorLabel: label,
	whenDenominatorZero: effect
});

/** Strictly falling thresholds, points never rising, the first at the maximum. */
function bandsOf(max: number, lowest: number, highest: number) {
	return fc
		.record({
			limits: fc.uniqueArray(fc.integer({ min: lowest, max: highest }), { minLength: 1, maxLength: 5 }),
			steps: fc.array(fc.integer({ min: 0, max }), { minLength: 6, maxLength: 6 })
		})
		.map(({ limits, steps }) => {
			const points = [max, ...steps.toSorted((a, b) => b - a)];
			const sorted = limits.toSorted((a, b) => b - a);
			return {
				limits: sorted.map((limit, i) => ({ limit, points: points[i]! })),
				belowPoints: points[sorted.length]!
			};
		});
}

function percentBands(max: number, lowest: number, highest: number) {
	return bandsOf(max, lowest, highest).map(({ limits, belowPoints }) => ({
		bands: limits.map(({ limit, points }) => ({ minPercent: limit, points })),
		belowPoints
	}));
}

/** A valid rule of each type whose top is `max` (hundredths). */
export const RULES: { [T in RuleType]: (max: number) => fc.Arbitrary<Of<T>> } = {
	yes_no: (max) =>
		fc.integer({ min: 0, max }).map((noPoints) => ({ type: 'yes_no', yesPoints: max, noPoints })),
	options: (max) =>
		fc.array(fc.integer({ min: 0, max }), { minLength: 1, maxLength: 4 }).map((rest) => ({
			type: 'options',
			options: [max, ...rest].map((points, i) => ({ label: `Mức ${i}`, points }))
		})),
	checklist: (max) =>
		fc.array(fc.integer({ min: 1, max }), { minLength: 1, maxLength: 6 }).map((points) => ({
			type: 'checklist',
			items: [...points, max].map((of, i) => ({ label: `Nội dung ${i}`, points: of })),
			cap: max
		})),
	ratio_bands: (max) =>
		fc
			.tuple(ratioFields, percentBands(max, 0, 10_000))
			.map(([fields, bands]) => ({ type: 'ratio_bands', ...fields, ...bands })),
	ratio_linear: () =>
		fc
			.tuple(ratioFields, fc.integer({ min: 1, max: 10_000 }), fc.integer({ min: 0, max: 10_000 }))
			.map(([fields, targetPercent, floor]) => ({
				type: 'ratio_linear',
				...fields,
				targetPercent,
				floorPercent: Math.min(floor, targetPercent)
			})),
	relative_to_best: () => ratioFields.map((fields) => ({ type: 'relative_to_best', ...fields })),
	count_bands: (max) =>
		fc.tuple(label, bandsOf(max, 0, 50)).map(([itemLabel, { limits, belowPoints }]) => ({
			type: 'count_bands',
			itemLabel,
			bands: limits.map(({ limit, points }) => ({ minCount: limit, points })),
			belowPoints
		})),
	count_deduct: (max) =>
		fc
			.tuple(label, fc.integer({ min: 1, max }), fc.integer({ min: 0, max }))
			.map(([itemLabel, perItem, minPoints]) => ({
				type: 'count_deduct',
				itemLabel,
				startPoints: max,
				perItem,
				minPoints
			})),
	count_add: (max) =>
		fc
			.tuple(label, fc.integer({ min: 1, max }))
			.map(([itemLabel, perItem]) => ({ type: 'count_add', itemLabel, perItem, cap: max })),
	growth_bands: (max) =>
		fc.tuple(effect, percentBands(max, -10_000, 30_000)).map(([whenDenominatorZero, bands]) => ({
			type: 'growth_bands',
			currentLabel: 'Kỳ này',
			previousLabel: 'Kỳ trước',
			whenDenominatorZero,
			...bands
		})),
	manual: () => fc.constant({ type: 'manual', label: 'Chấm trực tiếp' }),
	survey: () => fc.constant({ type: 'survey', label: 'Kết quả khảo sát' })
};

export const RULE_TYPES = Object.keys(RULES) as RuleType[];

/** Points on paper in quarters of a point, as offices give them. */
export const arbMaxPoints = fc.integer({ min: 1, max: 40 }).map((quarters) => quarters * 25);

const figure = fc.oneof(
	{ weight: 8, arbitrary: fc.integer({ min: 0, max: 5_000 }) },
	{ weight: 1, arbitrary: fc.integer({ min: 0, max: 9_999_999_999 }) },
	{ weight: 1, arbitrary: fc.integer({ min: 0, max: 99_999 }).map((n) => n / 100) }
);
const count = fc.integer({ min: 0, max: 200 });
const ratio = fc
	.tuple(figure, figure)
	.map(([a, b]) => ({ kind: 'ratio' as const, numerator: Math.min(a, b), denominator: Math.max(a, b) }));

/** Any valid input for a rule. */
export function arbInput(rule: ScoringRule, max: number): fc.Arbitrary<AnswerInput> {
	switch (rule.type) {
		case 'yes_no':
			return fc.boolean().map((yes) => ({ kind: 'yes_no', yes }));
		case 'options':
			return fc
				.integer({ min: 0, max: rule.options.length - 1 })
				.map((index) => ({ kind: 'options', index }));
		case 'checklist':
			return fc.subarray([...rule.items.keys()]).map((ticked) => ({ kind: 'checklist', ticked }));
		case 'ratio_bands':
		case 'ratio_linear':
		case 'relative_to_best':
			return ratio;
		case 'count_bands':
		case 'count_deduct':
		case 'count_add':
			return count.map((n) => ({ kind: 'count', count: n }));
		case 'growth_bands':
			return fc.tuple(figure, figure).map(([current, previous]) => ({ kind: 'growth', current, previous }));
		case 'manual':
			return fc.integer({ min: 0, max }).map((points) => ({ kind: 'manual', points, reason: 'Theo hồ sơ' }));
		case 'survey':
			return fc.integer({ min: 0, max: 10_000 }).map((percent) => ({ kind: 'survey', percent }));
	}
}

/**
 * Two inputs, the second at least as good. Rules that offer a choice (yes or no, options) have none: there a choice
 * is as good as its points say.
 */
export function arbWorseAndBetter(
	rule: ScoringRule,
	max: number
): fc.Arbitrary<[AnswerInput, AnswerInput]> | null {
	const sorted = (values: fc.Arbitrary<number>) =>
		fc.tuple(values, values).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
	switch (rule.type) {
		case 'yes_no':
		case 'options':
			return null;
		case 'checklist':
			return fc
				.subarray([...rule.items.keys()])
				.chain((ticked) => fc.tuple(fc.subarray(ticked), fc.constant(ticked)))
				.map(([fewer, more]) => [
					{ kind: 'checklist', ticked: fewer },
					{ kind: 'checklist', ticked: more }
				]);
		case 'ratio_bands':
		case 'ratio_linear':
		case 'relative_to_best':
			return fc
				.tuple(sorted(figure), figure)
				.filter(([[, high], extra]) => high + extra > 0)
				.map(([[low, high], extra]) => [
					{ kind: 'ratio', numerator: low, denominator: high + extra },
					{ kind: 'ratio', numerator: high, denominator: high + extra }
				]);
		case 'count_deduct':
			return sorted(count).map(([few, many]) => [
				{ kind: 'count', count: many },
				{ kind: 'count', count: few }
			]);
		case 'count_bands':
		case 'count_add':
			return sorted(count).map(([few, many]) => [
				{ kind: 'count', count: few },
				{ kind: 'count', count: many }
			]);
		case 'growth_bands':
			return fc
				.tuple(
					sorted(figure),
					figure.filter((n) => n > 0)
				)
				.map(([[low, high], previous]) => [
					{ kind: 'growth', current: low, previous },
					{ kind: 'growth', current: high, previous }
				]);
		case 'manual':
			return sorted(fc.integer({ min: 0, max })).map(([low, high]) => [
				{ kind: 'manual', points: low, reason: 'x' },
				{ kind: 'manual', points: high, reason: 'x' }
			]);
		case 'survey':
			return sorted(fc.integer({ min: 0, max: 10_000 })).map(([low, high]) => [
				{ kind: 'survey', percent: low },
				{ kind: 'survey', percent: high }
			]);
	}
}

export const arbRuled = fc
	.tuple(fc.constantFrom(...RULE_TYPES), arbMaxPoints)
	.chain(([type, max]) => fc.tuple(RULES[type](max) as fc.Arbitrary<ScoringRule>, fc.constant(max)));

function arbCriterion(code: string): fc.Arbitrary<Criterion> {
	return fc.array(arbRuled, { minLength: 1, maxLength: 4 }).map((ruled) => ({
		code,
		title: `Tiêu chí ${code}`,
		titleEn: `Criterion ${code}`,
		maxPoints: ruled.reduce((sum, [, max]) => sum + max, 0),
		subcriteria: ruled.map(([rule, max], i) => subcriterionWith(rule, max, `${code}.${i + 1}`))
	}));
}

const sumOf = (parts: readonly { maxPoints: number }[]) =>
	parts.reduce((sum, part) => sum + part.maxPoints, 0);

/** A whole valid set; the last area is the survey when there are at least two. */
export const arbSet: fc.Arbitrary<CriteriaSet> = fc
	.tuple(
		fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 4 }),
		fc.constantFrom(...NOT_APPLICABLE_RULES)
	)
	.chain(([sizes, notApplicable]) =>
		fc.tuple(
			fc.constant(notApplicable),
			fc.tuple(
				...sizes.map((size, a) =>
					fc.tuple(...Array.from({ length: size }, (_, c) => arbCriterion(`${a + 1}.${c + 1}`)))
				)
			)
		)
	)
	.map(([notApplicable, grouped]) => {
		const areas = grouped.map((criteria, a) => {
			const isSurvey = a > 0 && a === grouped.length - 1;
			return {
				code: String(a + 1),
				title: `Lĩnh vực ${a + 1}`,
				titleEn: `Area ${a + 1}`,
				isSurvey,
				maxPoints: sumOf(criteria),
				appraiser: 'Sở Nội vụ',
				criteria: criteria.map((criterion) => ({
					...criterion,
					subcriteria: criterion.subcriteria.map((sub) => ({ ...sub, isSurvey }))
				}))
			};
		});
		const appraisalPoints = sumOf(areas.filter((area) => !area.isSurvey));
		const surveyPoints = sumOf(areas.filter((area) => area.isSurvey));
		return {
			code: 'THU-2026',
			title: 'Bộ thử',
			titleEn: 'Trial set',
			level: 'department',
			year: 2026,
			version: 1,
			legalBasis: [],
			totalPoints: appraisalPoints + surveyPoints,
			appraisalPoints,
			surveyPoints,
			notApplicable,
			bands: [
				{ key: 'tot', label: 'Tốt', labelEn: 'Good', minPercent: 8000 },
				{ key: 'yeu', label: 'Yếu', labelEn: 'Weak', minPercent: 0 }
			],
			areas
		};
	});

const arbAnswer = (code: string, rule: ScoringRule, max: number): fc.Arbitrary<Answer> =>
	fc.oneof(
		{ weight: 1, arbitrary: fc.constant(emptyAnswer(code)) },
		{ weight: 1, arbitrary: fc.constant({ ...emptyAnswer(code), notApplicableReason: 'Không phát sinh' }) },
		{ weight: 6, arbitrary: arbInput(rule, max).map((input) => ({ ...emptyAnswer(code), input })) }
	);

/** A set with an answer (perhaps an empty one) to each of its subcriteria. */
export const arbSetWithAnswers: fc.Arbitrary<[CriteriaSet, Answer[]]> = arbSet.chain((set) =>
	fc.tuple(
		fc.constant(set),
		fc.tuple(
			...listSubcriteria(set).map(({ subcriterion }) =>
				arbAnswer(subcriterion.code, subcriterion.rule, subcriterion.maxPoints)
			)
		)
	)
);

export function byCode(answers: readonly Answer[]): Map<string, Answer> {
	return new Map(answers.map((answer) => [answer.code, answer]));
}
