/**
 * An answer to one subcriterion at one stage, and the input shapes that the scoring rules take.
 * Figures are non-negative numbers as counted; points and percentages are integers in hundredths.
 */

/** Stages of a score, in order. Each later stage starts from the one before; a change carries a reason. */
export const STAGES = ['self', 'appraisal', 'reappraisal', 'final'] as const;
export type Stage = (typeof STAGES)[number];

/** Received = done + in progress; all counted. Shown beside a ratio when the figures come in parts. */
export interface RatioParts {
	received: number;
	done: number;
	inProgress: number;
}

export type AnswerInput =
	| { kind: 'yes_no'; yes: boolean }
	| { kind: 'options'; index: number }
	| { kind: 'checklist'; ticked: number[] }
	| { kind: 'ratio'; numerator: number; denominator: number; parts?: RatioParts }
	| { kind: 'count'; count: number }
	| { kind: 'growth'; current: number; previous: number }
	| { kind: 'manual'; points: number; reason: string }
	| { kind: 'survey'; percent: number };

/** What one answer holds. `input` is null while unanswered (unanswered is never zero) or when not applicable. */
export interface Answer {
	code: string;
	input: AnswerInput | null;
	/** Set, with a reason, when the subcriterion does not apply. */
	notApplicableReason: string | null;
	/** Inspectors' or agency's note; free text. */
	note: string;
	/** Agency: how it scored where there is no document. */
	explanation: string;
	/** Why the value differs from the stage before. Required by the guards when points differ. */
	changeReason: string;
	/** Day of the figures (YYYY-MM-DD), or null. */
	figuresOn: string | null;
	/** Titles of papers ticked as seen (indexes into `subcriterion.evidence`). */
	seen: number[];
	/** Flagged to come back to. */
	flagged: boolean;
}

export function emptyAnswer(code: string): Answer {
	return {
		code,
		input: null,
		notApplicableReason: null,
		note: '',
		explanation: '',
		changeReason: '',
		figuresOn: null,
		seen: [],
		flagged: false
	};
}

/** Answered means: a valid input is there, or it was said why it does not apply. A note alone is no answer. */
export function isAnswered(answer: Answer | undefined): boolean {
	return answer !== undefined && (answer.input !== null || answer.notApplicableReason !== null);
}
