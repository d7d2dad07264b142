/** Moving a day that the campaign's settings gave an agency: by the office, to a later day, with a reason. */
import type { InspectionState } from './inspection.ts';
import { fail, ok, type Result } from './problems.ts';

export const DUE_CHANGE_KINDS = ['self', 'explanation', 'plan', 'report'] as const;
export type DueChangeKind = (typeof DUE_CHANGE_KINDS)[number];

export interface DueChange {
	kind: DueChangeKind;
	/** YYYY-MM-DD. */
	dueBefore: string;
	dueOn: string;
	reason: string;
}

/**
 * While each day still asks something of the agency. The report's day may move as soon as it is set; that of the
 * self-assessment moves with its return alone (`checkReturnDay`).
 */
const OPEN_IN: Record<DueChangeKind, readonly InspectionState[]> = {
	self: [],
	explanation: ['minutes_signed', 'explaining'],
	plan: ['concluded'],
	report: ['concluded', 'plan_submitted', 'plan_accepted', 'remedying', 'recheck']
};

/** Which of the days may be moved in a state. */
export const movableDues = (state: InspectionState): DueChangeKind[] =>
	DUE_CHANGE_KINDS.filter((kind) => OPEN_IN[kind].includes(state));

/** The days as they stand, null where none is set. */
export interface DueDaysStanding {
	selfDueOn: string | null;
	explanationDueOn: string | null;
	planDueOn: string | null;
	reportDueOn: string | null;
}

export const DUE_FIELD = {
	self: 'selfDueOn',
	explanation: 'explanationDueOn',
	plan: 'planDueOn',
	report: 'reportDueOn'
} as const satisfies Record<DueChangeKind, keyof DueDaysStanding>;

/**
 * Checks a new day given on `today` (YYYY-MM-DD). It is later than the one that stands, and today or to come; the plan
 * is never due after the report. Problems at the field: `due.not_open`, `answer.reason_required`, `remedy.not_later`,
 * `date.passed`, `date.reversed`.
 */
export function checkDueChange(
	asked: { kind: DueChangeKind; dueOn: string; reason: string },
	inspection: DueDaysStanding & { state: InspectionState },
	today: string
): Result<DueChange> {
	const { kind, dueOn } = asked;
	const reason = asked.reason.trim();
	const dueBefore = inspection[DUE_FIELD[kind]];
	if (dueBefore === null || !OPEN_IN[kind].includes(inspection.state))
		return fail('due.not_open', {}, 'kind');
	if (dueOn < today) return fail('date.passed', { day: dueOn }, 'dueOn');
	if (dueOn <= dueBefore) return fail('remedy.not_later', { day: dueBefore }, 'dueOn');
	const { reportDueOn } = inspection;
	if (kind === 'plan' && reportDueOn !== null && dueOn > reportDueOn)
		return fail('date.reversed', { from: dueOn, to: reportDueOn }, 'dueOn');
	return reason === ''
		? fail('answer.reason_required', {}, 'reason')
		: ok({ kind, dueBefore, dueOn, reason });
}
