/** Words for what an agency answers, and for what the team decides on it. */
import type { Tone } from '#lib/components/icon.ts';
import type { ExplanationDecision, Stance } from '#lib/domain/explanation.ts';
import * as m from '#lib/paraglide/messages.js';

const STANCES: Record<Stance, () => string> = {
	agree: m.office_stance_agree,
	agree_in_part: m.office_stance_agree_in_part,
	disagree: m.office_stance_disagree
};
export const stanceText = (stance: Stance): string => STANCES[stance]();

const DECISIONS: Record<ExplanationDecision, [text: () => string, tone: Tone]> = {
	accepted: [m.office_decision_accepted, 'ok'],
	accepted_in_part: [m.office_decision_accepted_in_part, 'warn'],
	rejected: [m.office_decision_rejected, 'seal']
};
export const decisionText = (decision: ExplanationDecision): string => DECISIONS[decision][0]();
export const decisionTone = (decision: ExplanationDecision): Tone => DECISIONS[decision][1];
