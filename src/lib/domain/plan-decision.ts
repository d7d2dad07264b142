/** The office's word on each action of a submitted remediation plan. */
import { fail, ok, type Result } from './problems.ts';

export const ACTION_DECISIONS = ['accepted', 'returned'] as const;
export type ActionDecision = (typeof ACTION_DECISIONS)[number];

/** Null until somebody has decided; an action that its agency changes after a return is undecided again. */
export interface DecidedAction {
	decision: ActionDecision | null;
	decisionReason: string;
}

export interface DecisionInput {
	decision: ActionDecision;
	reason: string;
}

/** A return says why. Problem `answer.reason_required` at `reason`. */
export function checkDecision({ decision, reason }: DecisionInput): Result<DecisionInput> {
	const words = reason.trim();
	if (decision === 'returned' && words === '') return fail('answer.reason_required', {}, 'reason');
	return ok({ decision, reason: words });
}

/** What was accepted is changed through requests only, also while the rest of the plan is written again. */
export const mayRewrite = ({ decision }: Pick<DecidedAction, 'decision'>): boolean => decision !== 'accepted';
