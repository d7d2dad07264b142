/** What a line of the record tells of, for people. */
import type { InspectionAct } from '#lib/domain/audit-action.ts';
import { TRANSITIONS, type Transition } from '#lib/domain/inspection.ts';
import * as m from '#lib/paraglide/messages.js';
import { transitionText } from './inspection-text.ts';

const TEXTS: Record<InspectionAct, () => string> = {
	'inspection.create': m.office_audit_inspection_create,
	'inspection.plan': m.office_audit_inspection_plan,
	'inspection.edit': m.office_audit_inspection_edit,
	'conflict.raise': m.office_audit_conflict_raise,
	'conflict.settle': m.office_audit_conflict_settle,
	'work.discard': m.office_audit_work_discard,
	'rescue.import': m.office_audit_rescue_import,
	'team.set': m.office_audit_team_set,
	'evidence.add': m.office_audit_evidence_add,
	'evidence.arrive': m.office_audit_evidence_arrive,
	'evidence.withdraw': m.office_audit_evidence_withdraw,
	'explanation.write': m.office_audit_explanation_write,
	'explanation.decide': m.office_audit_explanation_decide,
	'conclusion.write': m.office_audit_conclusion_write,
	'due.move': m.office_audit_due_move,
	'remedy.plan': m.office_audit_remedy_plan,
	'remedy.remove_action': m.office_audit_remedy_remove_action,
	'remedy.texts': m.office_audit_remedy_texts,
	'remedy.report': m.office_audit_remedy_report,
	'remedy.verified': m.office_audit_remedy_verified,
	'remedy.returned': m.office_audit_remedy_returned,
	'remedy.effective': m.office_audit_remedy_effective,
	'remedy.not_effective': m.office_audit_remedy_not_effective,
	'remedy.decide': m.office_audit_remedy_decide,
	'remedy.request': m.office_audit_remedy_request,
	'remedy.withdraw_request': m.office_audit_remedy_withdraw_request,
	'remedy.request_accepted': m.office_audit_remedy_request_accepted,
	'remedy.request_rejected': m.office_audit_remedy_request_rejected,
	'recheck.order': m.office_audit_recheck_order,
	'document.issue': m.office_audit_document_issue,
	'archive.start': m.office_audit_archive_start,
	'archive.finish': m.office_audit_archive_finish,
	'document.sign': m.signing_audit_sign,
	'document.scan': m.signing_audit_scan,
	'document.open_to_tool': m.signing_audit_open_to_tool,
	'self.start': m.self_audit_start,
	'self.assign': m.self_audit_assign,
	'self.comment': m.self_audit_comment,
	'self.comment_withdraw': m.self_audit_comment_withdraw,
	'self.reply': m.self_audit_reply,
	'unit.enter': m.self_audit_unit_enter,
	'unit.approve': m.self_audit_unit_approve,
	'unit.return': m.self_audit_unit_return,
	'unit.remove': m.self_audit_unit_remove
};

/** An action that is not known is shown as it was recorded: the record hides nothing. */
export function auditText(action: string): string {
	if (Object.hasOwn(TEXTS, action)) return TEXTS[action as InspectionAct]();
	const transition = action.replace(/^inspection\./, '');
	return (TRANSITIONS as readonly string[]).includes(transition)
		? transitionText(transition as Transition)
		: action;
}
