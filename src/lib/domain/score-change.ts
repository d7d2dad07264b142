/** How a score went from one stage to the next, seen from the agency: what it claimed and what was given. */
import type { Answer } from './answer.ts';
import { listScoredSubcriteria, type CriteriaSet, type PlacedSubcriterion } from './criteria.ts';
import { scoreSubcriterion, type Scored } from './scoring.ts';

export interface ScoreChange extends PlacedSubcriterion {
	before: Scored;
	after: Scored;
}

/**
 * The subcriteria where the later stage gives the agency less than the earlier one: fewer points, or points below
 * the maximum where the agency had said that it does not apply. In the order of the set. What either stage left
 * unanswered or pending is no loss.
 */
export function listLoweredScores(
	set: CriteriaSet,
	before: ReadonlyMap<string, Answer>,
	after: ReadonlyMap<string, Answer>
): ScoreChange[] {
	return listScoredSubcriteria(set)
		.map((placed) => {
			const { subcriterion } = placed;
			return {
				...placed,
				before: scoreSubcriterion(subcriterion, before.get(subcriterion.code)),
				after: scoreSubcriterion(subcriterion, after.get(subcriterion.code))
			};
		})
		.filter(({ subcriterion, before: was, after: is }) => {
			if (is.status !== 'scored') return false;
			if (was.status === 'scored') return is.points < was.points;
			return was.status === 'excluded' && is.points < subcriterion.maxPoints;
		});
}

/** One score as a cell: points in hundredths, a word for what has none, null while unanswered. */
export function pointsOf(scored: Scored | undefined): number | 'not_applicable' | 'pending' | null {
	if (scored === undefined || scored.status === 'unanswered') return null;
	if (scored.status === 'scored') return scored.points;
	return scored.status === 'excluded' ? 'not_applicable' : 'pending';
}
