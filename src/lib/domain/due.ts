/** What an inspection waits for in a state, until which day, and on whose side the ball is. */
import type { InspectionState } from './inspection.ts';

export const DUE_KINDS = ['self', 'visit', 'explanation', 'plan', 'report'] as const;
export type DueKind = (typeof DUE_KINDS)[number];

export interface Due {
	kind: DueKind;
	/** YYYY-MM-DD. */
	dueOn: string;
	waitsFor: 'agency' | 'team';
}

export interface DueDays {
	state: InspectionState;
	visitOn: string | null;
	selfDueOn: string | null;
	explanationDueOn: string | null;
	planDueOn: string | null;
	reportDueOn: string | null;
	/** The report is in the team's hands, although the state itself does not say so: a re-check was ordered on it. */
	reportIn: boolean;
}

type DueDay = 'visitOn' | 'selfDueOn' | 'explanationDueOn' | 'planDueOn' | 'reportDueOn';

const WAITS: Partial<Record<InspectionState, { kind: DueKind; day: DueDay; waitsFor: Due['waitsFor'] }>> = {
	team_set: { kind: 'visit', day: 'visitOn', waitsFor: 'team' },
	notified: { kind: 'self', day: 'selfDueOn', waitsFor: 'agency' },
	self_submitted: { kind: 'visit', day: 'visitOn', waitsFor: 'team' },
	desk_review: { kind: 'visit', day: 'visitOn', waitsFor: 'team' },
	minutes_signed: { kind: 'explanation', day: 'explanationDueOn', waitsFor: 'agency' },
	concluded: { kind: 'plan', day: 'planDueOn', waitsFor: 'agency' },
	plan_accepted: { kind: 'report', day: 'reportDueOn', waitsFor: 'agency' },
	remedying: { kind: 'report', day: 'reportDueOn', waitsFor: 'agency' },
	recheck: { kind: 'report', day: 'reportDueOn', waitsFor: 'agency' }
};

/** The day that counts now, or null where the state waits for no day, the day has not been set, or what is due is in. */
export function dueOf(inspection: DueDays): Due | null {
	const wait = WAITS[inspection.state];
	const dueOn = wait && inspection[wait.day];
	if (wait?.kind === 'report' && inspection.reportIn) return null;
	return wait && dueOn ? { kind: wait.kind, dueOn, waitsFor: wait.waitsFor } : null;
}
