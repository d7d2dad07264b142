/**
 * Answers → totals by criterion, area and set → rating. Points in hundredths, percentages in hundredths of a
 * percent. Unanswered never counts as zero: every percent is of what was answered and applies.
 */
import type { Answer } from './answer.ts';
import type { Criterion, CriteriaSet, NotApplicableRule, RatingBand } from './criteria.ts';
import { productOf, roundHalfUp } from './rounding.ts';
import { scoreSubcriterion, type Scored, type ScoringContext } from './scoring.ts';

/** A sum over a criterion, an area or the set. All points in hundredths. */
export interface Subtotal {
	code: string;
	/** Points reached. */
	points: number;
	/** What could be reached of all that applies, answered or not. */
	possible: number;
	/** What could be reached of what is answered, applies and is settled (not `pending`). */
	answeredPossible: number;
	/** The maximum on paper, whatever applies. */
	maximum: number;
	/** Subcriteria with an answer of any kind: scored, not applicable or pending. */
	answered: number;
	/** Subcriteria in all. */
	total: number;
	/** Of the answered, those that leave the sum (not applicable, or a zero denominator that excludes). */
	excluded: number;
	/** Points lost so far: `answeredPossible − points`. */
	lost: number;
	/** `points` in `answeredPossible`, rounded half up; null where nothing is possible yet. */
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
	/** By the unrounded percent of `whole`; provisional while answers are missing, null while nothing is possible. */
	rating: RatingBand | null;
}

/**
 * Totals of a set. `answers` by code; codes the set does not know are ignored, the order does not matter.
 * What does not apply leaves both sides; where the set says `share_among_siblings`, its maximum is shared among the
 * other subcriteria of its criterion in proportion to theirs (a criterion with nothing left leaves both sides), and
 * the criterion's points are rounded half up once. Then area = sum of its criteria and whole = sum of its areas,
 * exactly. While the survey is unanswered the whole is the appraised part alone, as a percent of what was scored
 * (the sets' `without_survey_rule`).
 */
export function totalOf(
	set: CriteriaSet,
	answers: ReadonlyMap<string, Answer>,
	context?: ScoringContext
): Totals {
	const bySubcriterion = new Map<string, Scored>();
	const byCriterion = new Map<string, Subtotal>();
	const byArea = new Map<string, Subtotal>();
	const appraised = emptySubtotal('appraised');
	const survey = emptySubtotal('survey');
	const whole = emptySubtotal(set.code);
	for (const area of set.areas) {
		const ofArea = emptySubtotal(area.code);
		for (const criterion of area.criteria) {
			for (const subcriterion of criterion.subcriteria)
				bySubcriterion.set(
					subcriterion.code,
					scoreSubcriterion(subcriterion, answers.get(subcriterion.code), context)
				);
			const ofCriterion = sumCriterion(criterion, bySubcriterion, set.notApplicable);
			byCriterion.set(criterion.code, ofCriterion);
			add(ofArea, ofCriterion);
		}
		byArea.set(area.code, finish(ofArea));
		add(area.isSurvey ? survey : appraised, ofArea);
		add(whole, ofArea);
	}
	const rating = rateBand(set.bands, finish(whole).points, whole.answeredPossible);
	return {
		bySubcriterion,
		byCriterion,
		byArea,
		appraised: finish(appraised),
		survey: finish(survey),
		whole,
		rating
	};
}

/**
 * The band of `points` in `possible` (both hundredths, whole), compared unrounded: 89,995 % is not 90 %.
 * `bands` highest first. Null where nothing is possible or no band reaches that low.
 */
export function rateBand(bands: readonly RatingBand[], points: number, possible: number): RatingBand | null {
	if (possible <= 0) return null;
	return bands.find(({ minPercent }) => points * 10_000 >= minPercent * possible) ?? null;
}

/** `points` in `possible` as hundredths of a percent, rounded half up; null where nothing is possible. */
export function percentOf(points: number, possible: number): number | null {
	return possible <= 0 ? null : roundHalfUp(productOf(points, 10_000), possible);
}

function sumCriterion(
	criterion: Criterion,
	results: ReadonlyMap<string, Scored>,
	rule: NotApplicableRule
): Subtotal {
	const sum = emptySubtotal(criterion.code);
	for (const { code, maxPoints } of criterion.subcriteria) {
		const scored = results.get(code)!;
		sum.total += 1;
		sum.maximum += maxPoints;
		if (scored.status !== 'unanswered') sum.answered += 1;
		if (scored.status === 'excluded') {
			sum.excluded += 1;
			continue;
		}
		sum.possible += maxPoints;
		if (scored.status !== 'scored') continue;
		sum.points += scored.points;
		sum.answeredPossible += maxPoints;
	}
	if (rule === 'share_among_siblings' && sum.excluded > 0 && sum.possible > 0) shareExcluded(sum);
	return finish(sum);
}

/** Gives the maximum of the excluded to the rest, in proportion: everything grows by maximum / possible. */
function shareExcluded(sum: Subtotal): void {
	const { possible, maximum } = sum;
	sum.points = roundHalfUp(productOf(sum.points, maximum), possible);
	sum.answeredPossible = roundHalfUp(productOf(sum.answeredPossible, maximum), possible);
	sum.possible = maximum;
}

function emptySubtotal(code: string): Subtotal {
	return {
		code,
		points: 0,
		possible: 0,
		answeredPossible: 0,
		maximum: 0,
		answered: 0,
		total: 0,
		excluded: 0,
		lost: 0,
		percent: null
	};
}

function add(sum: Subtotal, part: Subtotal): void {
	sum.points += part.points;
	sum.possible += part.possible;
	sum.answeredPossible += part.answeredPossible;
	sum.maximum += part.maximum;
	sum.answered += part.answered;
	sum.total += part.total;
	sum.excluded += part.excluded;
}

function finish(sum: Subtotal): Subtotal {
	sum.lost = sum.answeredPossible - sum.points;
	sum.percent = percentOf(sum.points, sum.answeredPossible);
	return sum;
}
