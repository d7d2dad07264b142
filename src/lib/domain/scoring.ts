/**
 * One answer → points, by the rule of its subcriterion. Points are integers in hundredths, percentages hundredths
 * of a percent. What an answer may hold is checked in `answer-check.ts`; sums and ratings are in `totals.ts`.
 */
import type { Answer, AnswerInput } from './answer.ts';
import type { CriteriaSet, Subcriterion } from './criteria.ts';
import { asWholePair, productOf, roundHalfUp, type Whole } from './rounding.ts';

/** What a denominator of zero means («không phát sinh»): full points, none, or left out of both sides. */
export type WhenDenominatorZero = 'full' | 'zero' | 'exclude';

/** At or above `minPercent` (hundredths of a percent) gives `points` (hundredths). Highest first. */
export interface PercentBand {
	minPercent: number;
	points: number;
}

export interface RatioRule {
	numeratorLabel: string;
	denominatorLabel: string;
	whenDenominatorZero: WhenDenominatorZero;
	/** True where more than the whole is possible (growth of digitised results, for one). */
	allowAbove?: boolean;
	/** Labels of received / done / in progress where the denominator is counted in parts. */
	partsLabels?: { received: string; done: string; inProgress: string };
}

export type ScoringRule =
	| { type: 'yes_no'; yesPoints: number; noPoints: number }
	| { type: 'options'; options: { label: string; points: number }[] }
	| { type: 'checklist'; items: { label: string; points: number }[]; cap: number }
	| ({ type: 'ratio_bands'; bands: PercentBand[]; belowPoints: number } & RatioRule)
	| ({ type: 'ratio_linear'; floorPercent: number; targetPercent: number } & RatioRule)
	| {
			type: 'count_bands';
			itemLabel: string;
			bands: { minCount: number; points: number }[];
			belowPoints: number;
	  }
	| { type: 'count_deduct'; itemLabel: string; startPoints: number; perItem: number; minPoints: number }
	| { type: 'count_add'; itemLabel: string; perItem: number; cap: number }
	| {
			type: 'growth_bands';
			currentLabel: string;
			previousLabel: string;
			/** Growth in hundredths of a percent: (current − previous) / previous. */
			bands: PercentBand[];
			belowPoints: number;
			whenDenominatorZero: WhenDenominatorZero;
	  }
	| ({ type: 'relative_to_best' } & RatioRule)
	| { type: 'manual'; label: string }
	| { type: 'survey'; label: string };

/** How points came about, as data: the interface words it in either language, papers in Vietnamese. */
export type PointsReason =
	| { kind: 'answered'; yes: boolean }
	| { kind: 'chosen'; label: string }
	| { kind: 'ticked'; count: number; of: number; capped: boolean }
	| {
			kind: 'ratio';
			numerator: number;
			denominator: number;
			percent: number;
			inProgress?: number;
			bandPercent?: number;
	  }
	/** Below the floor of a linear rule or below the lowest band. */
	| {
			kind: 'below_floor';
			numerator: number;
			denominator: number;
			percent: number;
			inProgress?: number;
			floorPercent: number;
	  }
	| { kind: 'zero_denominator'; effect: WhenDenominatorZero }
	/** `band` has no `perItem`; `capped` when the floor of a deduction or the cap of a bonus was reached. */
	| { kind: 'count'; effect: 'band' | 'deduct' | 'add'; count: number; perItem?: number; capped: boolean }
	| { kind: 'growth'; current: number; previous: number; percent: number }
	| { kind: 'best'; percent: number; bestPercent: number }
	| { kind: 'manual'; reason: string }
	| { kind: 'survey'; percent: number }
	| { kind: 'not_applicable'; reason: string };

/** A result for one subcriterion. */
export type Scored =
	| { status: 'scored'; points: number; reason: PointsReason }
	/** Leaves numerator and denominator (or is shared among its siblings, as the set says). */
	| { status: 'excluded'; reason: PointsReason }
	/** Answered, but settled only when the group is complete (`relative_to_best` with no best yet). */
	| { status: 'pending' }
	| { status: 'unanswered' };

/** What a score may need from outside the inspection. `bestPercent` in hundredths of a percent, by subcriterion. */
export interface ScoringContext {
	bestPercent?: ReadonlyMap<string, number>;
}

const WHOLE_PERCENT = 10_000;

type Of<T extends ScoringRule['type']> = Extract<ScoringRule, { type: T }>;
type InputOf<K extends AnswerInput['kind']> = Extract<AnswerInput, { kind: K }>;

/** The shape of input that each rule takes. */
export const INPUT_OF_RULE: Record<ScoringRule['type'], AnswerInput['kind']> = {
	yes_no: 'yes_no',
	options: 'options',
	checklist: 'checklist',
	ratio_bands: 'ratio',
	ratio_linear: 'ratio',
	relative_to_best: 'ratio',
	count_bands: 'count',
	count_deduct: 'count',
	count_add: 'count',
	growth_bands: 'growth',
	manual: 'manual',
	survey: 'survey'
};

const UNANSWERED: Scored = { status: 'unanswered' };
const PENDING: Scored = { status: 'pending' };

const scored = (points: number, reason: PointsReason): Scored => ({ status: 'scored', points, reason });

/** Whether every rule of a set is one that this version of the product can score. A newer server may know more. */
export function knowsRulesOf({ areas }: CriteriaSet): boolean {
	const rules = areas.flatMap(({ criteria }) => criteria.flatMap(({ subcriteria }) => subcriteria));
	return rules.every(({ rule }) => Object.hasOwn(INPUT_OF_RULE, rule.type));
}

/**
 * Points of one answer, 0 … `subcriterion.maxPoints` in hundredths, with how they came about.
 * Unanswered is never zero; not applicable is excluded. Bands, floors and targets are compared with the unrounded
 * ratio; only the points (and the percent that is shown) are rounded, half up.
 * The answer must have passed `validateAnswer`: an input of another kind or an option that is not there throws.
 */
export function scoreSubcriterion(
	subcriterion: Subcriterion,
	answer: Answer | undefined,
	context?: ScoringContext
): Scored {
	if (answer === undefined) return UNANSWERED;
	if (answer.notApplicableReason !== null)
		return { status: 'excluded', reason: { kind: 'not_applicable', reason: answer.notApplicableReason } };
	return answer.input === null ? UNANSWERED : scoreInput(subcriterion, answer.input, context);
}

function scoreInput(subcriterion: Subcriterion, input: AnswerInput, context?: ScoringContext): Scored {
	const { rule, maxPoints } = subcriterion;
	switch (rule.type) {
		case 'yes_no':
			return scoreYesNo(rule, expect(input, 'yes_no'));
		case 'options':
			return scoreOption(rule, expect(input, 'options'));
		case 'checklist':
			return scoreChecklist(rule, expect(input, 'checklist'));
		case 'ratio_bands':
		case 'ratio_linear':
		case 'relative_to_best':
			return scoreRatio(subcriterion, rule, expect(input, 'ratio'), context);
		case 'count_bands':
		case 'count_deduct':
		case 'count_add':
			return scoreCount(rule, expect(input, 'count').count);
		case 'growth_bands':
			return scoreGrowth(rule, maxPoints, expect(input, 'growth'));
		case 'manual': {
			const { points, reason } = expect(input, 'manual');
			return scored(points, { kind: 'manual', reason });
		}
		case 'survey': {
			const { percent } = expect(input, 'survey');
			return scored(roundHalfUp(maxPoints * percent, WHOLE_PERCENT), { kind: 'survey', percent });
		}
	}
}

function expect<K extends AnswerInput['kind']>(input: AnswerInput, kind: K): InputOf<K> {
	if (input.kind !== kind) throw new TypeError(`an answer of kind ${input.kind} where ${kind} is scored`);
	return input as InputOf<K>;
}

function at<T>(list: readonly T[], index: number): T {
	const item = list[index];
	if (item === undefined) throw new RangeError(`no entry ${index} among ${list.length}`);
	return item;
}

function scoreYesNo(rule: Of<'yes_no'>, { yes }: InputOf<'yes_no'>): Scored {
	return scored(yes ? rule.yesPoints : rule.noPoints, { kind: 'answered', yes });
}

function scoreOption(rule: Of<'options'>, { index }: InputOf<'options'>): Scored {
	const { label, points } = at(rule.options, index);
	return scored(points, { kind: 'chosen', label });
}

function scoreChecklist({ items, cap }: Of<'checklist'>, { ticked }: InputOf<'checklist'>): Scored {
	const sum = ticked.reduce((points, index) => points + at(items, index).points, 0);
	return scored(Math.min(sum, cap), {
		kind: 'ticked',
		count: ticked.length,
		of: items.length,
		capped: sum > cap
	});
}

function scoreRatio(
	{ code, maxPoints }: Subcriterion,
	rule: Of<'ratio_bands'> | Of<'ratio_linear'> | Of<'relative_to_best'>,
	{ numerator, denominator, parts }: InputOf<'ratio'>,
	context?: ScoringContext
): Scored {
	if (denominator === 0) return scoreZeroDenominator(rule.whenDenominatorZero, maxPoints);
	const [above, below] = asWholePair(numerator, denominator);
	const percent = roundHalfUp(productOf(above, WHOLE_PERCENT), below);
	const shown = {
		kind: 'ratio' as const,
		numerator,
		denominator,
		percent,
		...(parts ? { inProgress: parts.inProgress } : {})
	};
	if (rule.type === 'relative_to_best') {
		const bestPercent = context?.bestPercent?.get(code);
		if (bestPercent === undefined) return PENDING;
		return scored(shareOfTarget(maxPoints, above, below, bestPercent), {
			kind: 'best',
			percent,
			bestPercent
		});
	}
	if (rule.type === 'ratio_bands') {
		const band = bandOf(rule.bands, productOf(above, WHOLE_PERCENT), below);
		if (band) return scored(band.points, { ...shown, bandPercent: band.minPercent });
		const floorPercent = at(rule.bands, rule.bands.length - 1).minPercent;
		return scored(rule.belowPoints, { ...shown, kind: 'below_floor', floorPercent });
	}
	const { floorPercent } = rule;
	if (productOf(above, WHOLE_PERCENT) < productOf(floorPercent, below))
		return scored(0, { ...shown, kind: 'below_floor', floorPercent });
	return scored(shareOfTarget(maxPoints, above, below, rule.targetPercent), shown);
}

/** max × min(above/below ÷ target, 1), rounded half up; nothing where the target itself is zero. */
function shareOfTarget(maxPoints: number, above: number, below: number, targetPercent: number): number {
	if (targetPercent <= 0) return 0;
	const target = productOf(targetPercent, below);
	if (productOf(above, WHOLE_PERCENT) >= target) return maxPoints;
	return roundHalfUp(productOf(maxPoints, above, WHOLE_PERCENT), target);
}

function scoreZeroDenominator(effect: WhenDenominatorZero, maxPoints: number): Scored {
	const reason: PointsReason = { kind: 'zero_denominator', effect };
	if (effect === 'exclude') return { status: 'excluded', reason };
	return scored(effect === 'full' ? maxPoints : 0, reason);
}

/** The first band that `aboveTimesWhole / below`, in hundredths of a percent and unrounded, reaches. */
function bandOf(
	bands: readonly PercentBand[],
	aboveTimesWhole: Whole,
	below: number
): PercentBand | undefined {
	return bands.find(({ minPercent }) => aboveTimesWhole >= productOf(minPercent, below));
}

function scoreCount(rule: Of<'count_bands'> | Of<'count_deduct'> | Of<'count_add'>, count: number): Scored {
	if (rule.type === 'count_bands') {
		const band = rule.bands.find(({ minCount }) => count >= minCount);
		return scored(band?.points ?? rule.belowPoints, { kind: 'count', effect: 'band', count, capped: false });
	}
	const { perItem } = rule;
	const change = perItem * count;
	if (rule.type === 'count_deduct') {
		const left = rule.startPoints - change;
		const points = Math.max(left, rule.minPoints);
		return scored(points, { kind: 'count', effect: 'deduct', count, perItem, capped: left < rule.minPoints });
	}
	const points = Math.min(change, rule.cap);
	return scored(points, { kind: 'count', effect: 'add', count, perItem, capped: change > rule.cap });
}

function scoreGrowth(
	rule: Of<'growth_bands'>,
	maxPoints: number,
	{ current, previous }: InputOf<'growth'>
): Scored {
	if (previous === 0) return scoreZeroDenominator(rule.whenDenominatorZero, maxPoints);
	const [now, before] = asWholePair(current, previous);
	const growth = productOf(now - before, WHOLE_PERCENT);
	const band = bandOf(rule.bands, growth, before);
	return scored(band?.points ?? rule.belowPoints, {
		kind: 'growth',
		current,
		previous,
		percent: roundHalfUp(growth, before)
	});
}
