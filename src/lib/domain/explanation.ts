/** The agency's answer to a finding or to a score, and the team's decision on it. */

export const STANCES = ['agree', 'agree_in_part', 'disagree'] as const;
export type Stance = (typeof STANCES)[number];

export const EXPLANATION_DECISIONS = ['accepted', 'accepted_in_part', 'rejected'] as const;
export type ExplanationDecision = (typeof EXPLANATION_DECISIONS)[number];

export interface Explanation {
	id: string;
	/** Exactly one of the two is set: a finding, or the score of a subcriterion. */
	findingId: string | null;
	subcriterionCode: string | null;
	stance: Stance;
	reason: string;
	/** Points the agency asks for, hundredths; null where no score is asked for. */
	requestedPoints: number | null;
	decision: ExplanationDecision | null;
	decisionReason: string;
}

/** Plain agreement needs no decision; everything else does, each with a reason. */
export function needsDecision(explanation: Pick<Explanation, 'stance' | 'decision'>): boolean {
	return explanation.stance !== 'agree' && explanation.decision === null;
}

/** What stays unsettled is printed: the agency keeps its own view and the team kept its own. */
export function isUnsettled(explanation: Pick<Explanation, 'stance' | 'decision'>): boolean {
	return (
		explanation.stance !== 'agree' && explanation.decision !== null && explanation.decision !== 'accepted'
	);
}
