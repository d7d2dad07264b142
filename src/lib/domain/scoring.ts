/**
 * Answers → points → totals → rating. Integers in hundredths; `roundHalfUp` is the one rounding function.
 */
import type { Answer } from './answer.ts';
import type { CriteriaSet, RatingBand, Subcriterion } from './criteria.ts';
import type { Result } from './problems.ts';

/** What a denominator of zero means («không phát sinh»): full points, none, or left out of both sides. */
export type WhenDenominatorZero = 'full' | 'zero' | 'exclude';

/** At or above `minPercent` (hundredths of a percent) gives `points` (hundredths). Highest first. */
export interface PercentBand {
	minPercent: number;
	points: number;
}

interface RatioRule {
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
	| { type: 'count_bands'; itemLabel: string; bands: { minCount: number; points: number }[]; belowPoints: number }
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
	| { kind: 'chosen'; label: string }
	| { kind: 'ticked'; count: number; of: number; capped: boolean }
	| { kind: 'ratio'; numerator: number; denominator: number; percent: number; inProgress?: number; bandPercent?: number }
	| { kind: 'below_floor'; numerator: number; denominator: number; percent: number; floorPercent: number }
	| { kind: 'zero_denominator'; effect: WhenDenominatorZero }
	| { kind: 'count'; count: number; perItem?: number; capped: boolean }
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

export interface Subtotal {
	code: string;
	/** Hundredths. What was reached, what could be reached of what applies, and the paper maximum. */
	points: number;
	possible: number;
	maximum: number;
	answered: number;
	total: number;
	excluded: number;
	/** Points lost so far among the answered: possible − points of those. */
	lost: number;
	/** Hundredths of a percent of `points` in `possible` of the answered and applicable; null where nothing is possible. */
	percent: number | null;
}

export interface Totals {
	bySubcriterion: Map<string, Scored>;
	byCriterion: Map<string, Subtotal>;
	byArea: Map<string, Subtotal>;
	/** Areas without the survey. */
	appraised: Subtotal;
	survey: Subtotal;
	whole: Subtotal;
	/** Null while nothing is possible. */
	rating: RatingBand | null;
}

export type ScoreSubcriterion = (
	subcriterion: Subcriterion,
	answer: Answer | undefined,
	context?: ScoringContext
) => Scored;
export type ValidateAnswer = (subcriterion: Subcriterion, answer: Answer) => Result<Answer>;
export type TotalOf = (
	set: CriteriaSet,
	answers: ReadonlyMap<string, Answer>,
	context?: ScoringContext
) => Totals;
