/**
 * What an inspection asks of the inspected agency in a state, and what it waits for from the other side (workflow,
 * steps 4 to 18, seen from the agency).
 */
import type { DueChangeKind } from './due-change.ts';
import type { InspectionState, Transition } from './inspection.ts';

export const AGENCY_TASKS = [
	'self_assess',
	'explain',
	'make_plan',
	'issue_plan',
	'carry_out',
	'issue_report'
] as const;
export type AgencyTask = (typeof AGENCY_TASKS)[number];

/** What the inspecting side is at, while the agency can only look on. */
export type AgencyWait =
	| 'review_self'
	| 'session'
	| 'decide_explanations'
	| 'conclude'
	| 'review_plan'
	| 'verify'
	| 'resume'
	| 'notify_again';

export interface AgencyDuty {
	task: AgencyTask | null;
	wait: AgencyWait | null;
}

const NOTHING: AgencyDuty = { task: null, wait: null };
/** The agency sees these states only when it was notified once: the inspection was postponed and has been resumed. */
const PLANNED_ANEW: AgencyDuty = { task: null, wait: 'notify_again' };

const DUTIES: Record<InspectionState, AgencyDuty> = {
	draft: NOTHING,
	planned: PLANNED_ANEW,
	team_set: PLANNED_ANEW,
	notified: { task: 'self_assess', wait: null },
	self_submitted: { task: null, wait: 'review_self' },
	desk_review: { task: null, wait: 'review_self' },
	in_session: { task: null, wait: 'session' },
	minutes_signed: { task: 'explain', wait: null },
	explaining: { task: 'explain', wait: 'decide_explanations' },
	reappraised: { task: null, wait: 'conclude' },
	concluded: { task: 'make_plan', wait: null },
	plan_submitted: { task: 'issue_plan', wait: 'review_plan' },
	plan_accepted: { task: 'carry_out', wait: null },
	remedying: { task: 'carry_out', wait: null },
	report_submitted: { task: 'issue_report', wait: 'verify' },
	recheck: { task: 'carry_out', wait: 'verify' },
	closed: NOTHING,
	postponed: { task: null, wait: 'resume' },
	cancelled: NOTHING
};

/**
 * `reportIn`: the re-check was ordered on a report that had been handed in. Then the agency waits for it as for the
 * verification: the report is not asked for again.
 */
export const agencyDuty = (state: InspectionState, reportIn = false): AgencyDuty =>
	DUTIES[state === 'recheck' && reportIn ? 'report_submitted' : state];

/** The days an inspection sets for the agency (YYYY-MM-DD), null while none is set. */
export interface AgencyDueDays {
	selfDueOn: string | null;
	explanationDueOn: string | null;
	planDueOn: string | null;
	reportDueOn: string | null;
}

const DUE: Record<AgencyTask, keyof AgencyDueDays> = {
	self_assess: 'selfDueOn',
	explain: 'explanationDueOn',
	make_plan: 'planDueOn',
	issue_plan: 'planDueOn',
	carry_out: 'reportDueOn',
	issue_report: 'reportDueOn'
};

/** The day by which a task is due; null where none was set. */
export const dueDayOf = (task: AgencyTask, days: AgencyDueDays): string | null => days[DUE[task]];

/** The day of a task that the office can move for one agency. */
export const movedDueOf = (task: AgencyTask): DueChangeKind =>
	(
		{
			self_assess: 'self',
			explain: 'explanation',
			make_plan: 'plan',
			issue_plan: 'plan',
			carry_out: 'report',
			issue_report: 'report'
		} as const
	)[task];

/** What the agency knows its inspection by, from the notice on; each is reached with the state it names. */
export const MILESTONES = [
	'notified',
	'self_submitted',
	'in_session',
	'minutes_signed',
	'reappraised',
	'concluded',
	'plan_accepted',
	'report_submitted',
	'closed'
] as const satisfies readonly InspectionState[];
export type Milestone = (typeof MILESTONES)[number];

const RETURNS: readonly Transition[] = ['return_self', 'return_plan', 'return_report'];

/**
 * The return that the inspection still stands under: the last of its moves, when that was one. Moves come in order
 * of their making. Null once the agency has handed in again.
 */
export function standingReturn<M extends { transition: string }>(moves: readonly M[]): M | null {
	const last = moves.at(-1);
	return last !== undefined && (RETURNS as readonly string[]).includes(last.transition) ? last : null;
}

/** An inspection put aside: which way, since when (epoch ms), and the reason that was given. */
export interface Aside {
	state: 'postponed' | 'cancelled';
	at: number;
	reason: string;
}

/** The move that put the inspection aside; null while it is on its way. Moves come in order of their making. */
export function standingAside(
	moves: readonly { toState: InspectionState; at: number; reason: string }[]
): Aside | null {
	const last = moves.at(-1);
	if (last?.toState !== 'postponed' && last?.toState !== 'cancelled') return null;
	return { state: last.toState, at: last.at, reason: last.reason };
}
