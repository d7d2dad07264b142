/** Findings (tồn tại, hạn chế), strengths (kết quả đạt được) and demands (yêu cầu, kiến nghị) of an inspection. */
import type { Subcriterion } from './criteria.ts';
import type { Scored } from './scoring.ts';

export const SEVERITIES = ['minor', 'moderate', 'serious'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** `overdue` is reckoned from the date and never stored. `not_accepted`: the agency's explanation won. */
export const FINDING_STATES = [
	'open',
	'in_progress',
	'reported_done',
	'verified',
	'returned',
	'not_accepted'
] as const;
export type FindingState = (typeof FINDING_STATES)[number];

export const isSettled = (state: FindingState): boolean => state === 'verified' || state === 'not_accepted';

/** The agency still owes its remedy: neither settled nor reported done. */
export const isOwed = (state: FindingState): boolean => !isSettled(state) && state !== 'reported_done';

export const CAUSE_KINDS = ['subjective', 'objective'] as const;
export type CauseKind = (typeof CAUSE_KINDS)[number];

export interface Finding {
	id: string;
	/** Number within the inspection, from 1; never used again. */
	number: number;
	areaCode: string;
	/** Null for a free finding. */
	subcriterionCode: string | null;
	text: string;
	severity: Severity;
	/** Cause as the team sees it; may be empty until the conclusion. */
	cause: string;
	/** Objective causes lie with another body and do not count against the agency. */
	causeKind: CauseKind;
	responsibleUnit: string;
	demand: string;
	dueOn: string | null;
	state: FindingState;
}

export interface Strength {
	id: string;
	areaCode: string;
	text: string;
}

/** A demand that does not hang on one finding: for the agency or for another body. */
export interface Demand {
	id: string;
	text: string;
	addressedTo: string;
	dueOn: string | null;
}

/** Draft text of a finding where points were lost; null where nothing was lost or nothing is ready. */
export function suggestFinding(subcriterion: Subcriterion, scored: Scored): string | null {
	if (scored.status !== 'scored' || scored.points >= subcriterion.maxPoints) return null;
	return subcriterion.deficiencyText === '' ? null : subcriterion.deficiencyText;
}

/** Moves of a finding. The one who reports cannot verify (checked by the service against the people). */
export const FINDING_MOVES: Record<
	'start' | 'report_done' | 'verify' | 'return' | 'drop' | 'seen_remedied' | 'seen_open',
	{ from: readonly FindingState[]; to: FindingState }
> = {
	/* From «reported done» where the agency takes its word back: nothing is there to verify any more. */
	start: { from: ['open', 'returned', 'reported_done'], to: 'in_progress' },
	report_done: { from: ['open', 'in_progress', 'returned'], to: 'reported_done' },
	verify: { from: ['reported_done'], to: 'verified' },
	return: { from: ['reported_done'], to: 'returned' },
	drop: { from: ['open'], to: 'not_accepted' },
	/* What was seen on the spot counts, whether or not it was reported before. */
	seen_remedied: { from: ['open', 'in_progress', 'reported_done', 'returned'], to: 'verified' },
	/* Of what was never reported done there is nothing to return: what was seen is told, and it stays as it is. */
	seen_open: { from: ['reported_done', 'returned'], to: 'returned' }
};
export type FindingMove = keyof typeof FINDING_MOVES;

/**
 * Past the day on which its term ends (`countedDay` of the day that was set; null where there is none) and not settled.
 * Days are YYYY-MM-DD and compare as text.
 */
export function isOverdue(
	{ state, endsOn }: Pick<Finding, 'state'> & { endsOn: string | null },
	today: string
): boolean {
	return endsOn !== null && endsOn < today && isOwed(state);
}
