/** The agency's answer to a finding or to a score, and the team's decision on it. */
import { workingDaysLate, type WorkCalendar } from './calendar.ts';
import { fail, ok, type Result } from './problems.ts';

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
	/** Working days past its day, frozen when it was written; 0 when it was in time. */
	daysLate: number;
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

/** What becomes of an answer that is written after its day; a setting of the campaign. */
export const LATE_EXPLANATIONS = ['accepted', 'refused'] as const;
export type LateExplanations = (typeof LATE_EXPLANATIONS)[number];

/** The agency may still write on `today` (the server's day), as far as the day goes. */
export const isExplanationOpen = (
	dueOn: string | null,
	today: string,
	late: LateExplanations,
	calendar: WorkCalendar
): boolean => checkAnswerDay(dueOn, today, late, calendar).ok;

/**
 * By how many working days an answer written on `today` is late; 0 when it is in time. Problem `explanation.too_late`
 * where the campaign takes no late answers.
 */
export function checkAnswerDay(
	dueOn: string | null,
	today: string,
	late: LateExplanations,
	calendar: WorkCalendar
): Result<number> {
	const days = dueOn === null ? 0 : workingDaysLate(dueOn, today, calendar);
	return days > 0 && late === 'refused' ? fail('explanation.too_late', { day: dueOn! }) : ok(days);
}
