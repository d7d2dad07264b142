/** Words for the life of an inspection: moves, kinds, stages, who does what, what is due. */
import type { Tone } from '#lib/components/icon.ts';
import type { Stage } from '#lib/domain/answer.ts';
import type { DueKind } from '#lib/domain/due.ts';
import {
	TEAM_ROLES,
	type InspectionKind,
	type InspectionState,
	type TeamRole,
	type Transition
} from '#lib/domain/inspection.ts';
import type { Hat } from '#lib/domain/permissions.ts';
import { formatCount } from '#lib/domain/number-format.ts';
import * as m from '#lib/paraglide/messages.js';
import { roleText } from './role-text.ts';
import { teamRoleText } from './team-role-text.ts';

/** A move as the button says it, and what it brings about. */
const TRANSITIONS: Record<Transition, [name: () => string, effect: () => string]> = {
	reopen: [m.office_transition_reopen, m.office_effect_reopen],
	plan: [m.office_transition_plan, m.office_effect_plan],
	set_team: [m.office_transition_set_team, m.office_effect_set_team],
	notify: [m.office_transition_notify, m.office_effect_notify],
	submit_self: [m.office_transition_submit_self, m.office_effect_submit_self],
	return_self: [m.office_transition_return_self, m.office_effect_return_self],
	start_desk_review: [m.office_transition_start_desk_review, m.office_effect_start_desk_review],
	open_session: [m.office_transition_open_session, m.office_effect_open_session],
	sign_minutes: [m.office_transition_sign_minutes, m.office_effect_sign_minutes],
	open_explanation: [m.office_transition_open_explanation, m.office_effect_open_explanation],
	reappraise: [m.office_transition_reappraise, m.office_effect_reappraise],
	conclude: [m.office_transition_conclude, m.office_effect_conclude],
	submit_plan: [m.office_transition_submit_plan, m.office_effect_submit_plan],
	accept_plan: [m.office_transition_accept_plan, m.office_effect_accept_plan],
	return_plan: [m.office_transition_return_plan, m.office_effect_return_plan],
	start_remedy: [m.office_transition_start_remedy, m.office_effect_start_remedy],
	submit_report: [m.office_transition_submit_report, m.office_effect_submit_report],
	return_report: [m.office_transition_return_report, m.office_effect_return_report],
	order_recheck: [m.office_transition_order_recheck, m.office_effect_order_recheck],
	close: [m.office_transition_close, m.office_effect_close],
	postpone: [m.office_transition_postpone, m.office_effect_postpone],
	resume: [m.office_transition_resume, m.office_effect_resume],
	cancel: [m.office_transition_cancel, m.office_effect_cancel]
};

export const transitionText = (transition: Transition): string => TRANSITIONS[transition][0]();
export const effectText = (transition: Transition): string => TRANSITIONS[transition][1]();

const KINDS: Record<InspectionKind, () => string> = {
	direct: m.office_kind_direct,
	via_report: m.office_kind_via_report,
	surprise: m.office_kind_surprise,
	recheck: m.kind_recheck
};
export const kindText = (kind: InspectionKind): string => KINDS[kind]();

const STAGES: Record<Stage, () => string> = {
	self: m.office_stage_self,
	appraisal: m.office_stage_appraisal,
	reappraisal: m.office_stage_reappraisal,
	final: m.office_stage_final
};
export const stageText = (stage: Stage): string => STAGES[stage]();

const DUES: Record<DueKind, () => string> = {
	self: m.office_due_self,
	visit: m.office_due_visit,
	explanation: m.office_due_explanation,
	plan: m.office_due_plan,
	report: m.office_due_report
};
export const dueText = (kind: DueKind): string => DUES[kind]();

const LATE: Record<DueKind, () => string> = {
	self: m.office_late_self,
	visit: m.office_late_visit,
	explanation: m.office_late_explanation,
	plan: m.office_late_plan,
	report: m.office_late_report
};

/** What has not been done in time; of remedies, how many. */
export const lateText = (what: DueKind | 'remedy', count: number): string =>
	what === 'remedy' ? m.office_late_remedy({ count: formatCount(count) }) : LATE[what]();

const isTeamRole = (hat: Hat): hat is TeamRole => (TEAM_ROLES as readonly string[]).includes(hat);

/** «Trưởng đoàn», «Chuyên viên phòng CCHC»: a place in the team, or a role. */
export const hatText = (hat: Hat): string => (isTeamRole(hat) ? teamRoleText(hat) : roleText(hat));

/** The colour of a state; its word always stands beside it. */
const TONES: Partial<Record<InspectionState, Tone>> = {
	in_session: 'brand',
	minutes_signed: 'brand',
	explaining: 'warn',
	concluded: 'warn',
	plan_submitted: 'warn',
	remedying: 'brand',
	report_submitted: 'warn',
	recheck: 'warn',
	closed: 'ok',
	postponed: 'seal',
	cancelled: 'seal'
};
export const stateTone = (state: InspectionState): Tone => TONES[state] ?? 'neutral';
