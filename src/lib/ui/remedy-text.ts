/** Words for findings and their remedies. */
import type { Tone } from '#lib/components/icon.ts';
import type { Finding, FindingState } from '#lib/domain/finding.ts';
import type { ProgressState } from '#lib/domain/remediation.ts';
import type { RemedyStanding } from '#lib/domain/remedy-progress.ts';
import * as m from '#lib/paraglide/messages.js';

const STANDINGS: Record<RemedyStanding, [text: () => string, tone: Tone]> = {
	no_plan: [m.office_standing_no_plan, 'seal'],
	planned: [m.office_standing_planned, 'neutral'],
	doing: [m.office_standing_doing, 'brand'],
	awaiting: [m.office_standing_awaiting, 'warn'],
	reported_done: [m.office_standing_reported_done, 'warn'],
	returned: [m.office_standing_returned, 'seal'],
	verified: [m.office_standing_verified, 'ok'],
	not_accepted: [m.office_standing_not_accepted, 'neutral']
};
export const standingText = (standing: RemedyStanding): string => STANDINGS[standing][0]();
export const standingTone = (standing: RemedyStanding): Tone => STANDINGS[standing][1];

const PROGRESS: Record<ProgressState, () => string> = {
	doing: m.office_progress_doing,
	submitted_awaiting: m.office_progress_submitted_awaiting,
	done: m.office_progress_done
};
export const progressText = (state: ProgressState): string => PROGRESS[state]();

const FINDINGS: Record<FindingState, [text: () => string, tone: Tone]> = {
	open: [m.office_finding_open, 'neutral'],
	in_progress: [m.office_finding_in_progress, 'brand'],
	reported_done: [m.office_finding_reported_done, 'warn'],
	verified: [m.office_finding_verified, 'ok'],
	returned: [m.office_finding_returned, 'seal'],
	not_accepted: [m.office_finding_not_accepted, 'neutral']
};
export const findingStateText = (state: FindingState): string => FINDINGS[state][0]();
export const findingStateTone = (state: FindingState): Tone => FINDINGS[state][1];

const CAUSES: Record<Finding['causeKind'], () => string> = {
	subjective: m.office_cause_subjective,
	objective: m.office_cause_objective
};
export const causeKindText = (kind: Finding['causeKind']): string => CAUSES[kind]();

/** Its day says nothing against anybody: settled, reported done, or past without being counted as late. */
export const isDayQuiet = ({
	standing,
	late,
	due
}: {
	standing: RemedyStanding;
	late: boolean;
	due: { past: boolean } | null;
}): boolean =>
	['verified', 'not_accepted', 'reported_done'].includes(standing) || (due?.past === true && !late);
