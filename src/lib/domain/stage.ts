/**
 * Which stage of a score may be written in which state. After the minutes are signed the appraisal is frozen for
 * good; later values go to the reappraisal only, and the final score is settled by the conclusion (workflow 7).
 */
import type { Answer, Stage } from './answer.ts';
import { listScoredSubcriteria, type CriteriaSet } from './criteria.ts';
import type { InspectionState } from './inspection.ts';
import { scoreSubcriterion, type Scored } from './scoring.ts';

const OPEN: Record<Stage, readonly InspectionState[]> = {
	self: ['notified'],
	appraisal: ['self_submitted', 'desk_review', 'in_session'],
	reappraisal: ['explaining'],
	final: []
};

export const isStageOpen = (stage: Stage, state: InspectionState): boolean => OPEN[stage].includes(state);

/** The stage a stage is compared with: what an inspector changes, and must give a reason for. */
export const STAGE_BEFORE: Record<Stage, Stage | null> = {
	self: null,
	appraisal: 'self',
	reappraisal: 'appraisal',
	final: 'reappraisal'
};

/** The stage that counts in a state: what totals and papers show. */
export function standingStage(state: InspectionState): Stage {
	if (['draft', 'planned', 'team_set', 'notified'].includes(state)) return 'self';
	if (
		[
			'concluded',
			'plan_submitted',
			'plan_accepted',
			'remedying',
			'report_submitted',
			'recheck',
			'closed'
		].includes(state)
	)
		return 'final';
	return state === 'explaining' || state === 'reappraised' ? 'reappraisal' : 'appraisal';
}

/** Codes whose result differs from the stage before without a reason. Where the earlier stage is blank nothing is owed. */
export function listChangesWithoutReason(
	set: CriteriaSet,
	before: ReadonlyMap<string, Answer>,
	after: ReadonlyMap<string, Answer>
): string[] {
	return listScoredSubcriteria(set)
		.filter(({ subcriterion }) => {
			const earlier = before.get(subcriterion.code);
			const later = after.get(subcriterion.code);
			if (!earlier || !later || later.changeReason.trim() !== '') return false;
			return differs(scoreSubcriterion(subcriterion, earlier), scoreSubcriterion(subcriterion, later));
		})
		.map(({ subcriterion }) => subcriterion.code);
}

/** Whether two results differ in what counts: points, or whether it applies at all. Unanswered differs from nothing. */
export function differs(before: Scored | undefined, after: Scored): boolean {
	if (before === undefined || before.status === 'unanswered' || after.status === 'unanswered') return false;
	if (before.status !== after.status) return true;
	return before.status === 'scored' && after.status === 'scored' && before.points !== after.points;
}
