/** The agency's tasks, waits and steps in words. */
import type { AgencyTask, AgencyWait, Milestone } from '#lib/domain/agency-duty.ts';
import { formatDay } from '#lib/domain/calendar.ts';
import { formatCount } from '#lib/domain/number-format.ts';
import * as m from '#lib/paraglide/messages.js';
import type { AgencyPart } from './agency-parts.ts';
import type { Tone } from '#lib/components/icon.ts';

export const TASK_TEXT: Record<AgencyTask, () => string> = {
	self_assess: () => m.inspected_task_self_assess(),
	explain: () => m.inspected_task_explain(),
	make_plan: () => m.inspected_task_make_plan(),
	issue_plan: () => m.inspected_task_issue_plan(),
	carry_out: () => m.inspected_task_carry_out(),
	issue_report: () => m.inspected_task_issue_report()
};

export const ACT_TEXT: Record<AgencyTask, () => string> = {
	self_assess: () => m.inspected_act_self_assess(),
	explain: () => m.inspected_act_explain(),
	make_plan: () => m.inspected_act_make_plan(),
	issue_plan: () => m.inspected_act_issue_plan(),
	carry_out: () => m.inspected_act_carry_out(),
	issue_report: () => m.inspected_act_issue_report()
};

export const WAIT_TEXT: Record<AgencyWait, () => string> = {
	review_self: () => m.inspected_wait_review_self(),
	session: () => m.inspected_wait_session(),
	decide_explanations: () => m.inspected_wait_decide_explanations(),
	conclude: () => m.inspected_wait_conclude(),
	review_plan: () => m.inspected_wait_review_plan(),
	verify: () => m.inspected_wait_verify(),
	resume: () => m.inspected_wait_resume(),
	notify_again: () => m.inspected_wait_notify_again()
};

const PROGRESS_TEXT: Partial<Record<AgencyTask, (counts: { done: string; total: string }) => string>> = {
	self_assess: m.inspected_progress_self_assess,
	explain: m.inspected_progress_explain,
	make_plan: m.inspected_progress_make_plan,
	carry_out: m.inspected_progress_carry_out
};

/** «Đã chấm 72/94 tiêu chí thành phần»; empty for tasks that are one act. */
export const progressText = (task: AgencyTask, { done, total }: { done: number; total: number }): string =>
	PROGRESS_TEXT[task]?.({ done: formatCount(done), total: formatCount(total) }) ?? '';

const RETURNED_TEXT = {
	self: () => m.inspected_returned_self(),
	plan: () => m.inspected_returned_plan(),
	report: () => m.inspected_returned_report(),
	finding: () => m.inspected_returned_finding()
};

export const returnedText = (kind: keyof typeof RETURNED_TEXT): string => RETURNED_TEXT[kind]();

const PART_TEXT: Record<AgencyPart, () => string> = {
	self: () => m.inspected_nav_self(),
	findings: () => m.inspected_nav_findings(),
	remedy: () => m.inspected_nav_remedy(),
	papers: () => m.inspected_nav_papers()
};

export const partText = (part: AgencyPart): string => PART_TEXT[part]();

const STEP_TEXT: Record<Milestone, () => string> = {
	notified: () => m.inspected_step_notified(),
	self_submitted: () => m.inspected_step_self_submitted(),
	in_session: () => m.inspected_step_in_session(),
	minutes_signed: () => m.inspected_step_minutes_signed(),
	reappraised: () => m.inspected_step_reappraised(),
	concluded: () => m.inspected_step_concluded(),
	plan_accepted: () => m.inspected_step_plan_accepted(),
	report_submitted: () => m.inspected_step_report_submitted(),
	closed: () => m.inspected_step_closed()
};

export const stepText = (milestone: Milestone): string => STEP_TEXT[milestone]();

const SOON_DAYS = 3;

/** «còn 5 ngày làm việc», with its tone. Late only once the day on which the term ends is past. */
export function dueText({ workingDaysLeft: left }: { workingDaysLeft: number }): {
	text: string;
	tone: Tone;
} {
	if (left < 0) return { text: m.inspected_due_over({ count: formatCount(-left) }), tone: 'seal' };
	if (left === 0) return { text: m.inspected_due_today(), tone: 'warn' };
	return {
		text: m.inspected_due_left({ count: formatCount(left) }),
		tone: left <= SOON_DAYS ? 'warn' : 'neutral'
	};
}

export const dueDayText = (on: string): string => m.inspected_due({ day: formatDay(on) });
