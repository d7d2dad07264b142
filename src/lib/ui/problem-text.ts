/** Problems as sentences: what happened, what was kept, what to do. Complete by type: a new code needs its text. */
import { parseIssue } from '#lib/contracts/issue.ts';
import { formatDay, isDay } from '#lib/domain/calendar.ts';
import { formatCount, formatPoints } from '#lib/domain/number-format.ts';
import type { Problem } from '#lib/domain/problems.ts';
import type { ProblemCode, ProblemDetails } from '#lib/domain/problem-details.ts';
import * as m from '#lib/paraglide/messages.js';
import type { Locale } from '#lib/paraglide/runtime.js';
import { stateText } from './state-text.ts';

type Options = { locale?: Locale };
type Texts = { [C in ProblemCode]: (details: ProblemDetails[C], options: Options) => string };

const dayText = (day: string): string => (isDay(day) ? formatDay(day) : day);

const TEXTS: Texts = {
	'auth.required': m.problem_auth_required,
	'auth.wrong_credentials': m.problem_auth_wrong_credentials,
	'auth.too_many_attempts': ({ minutes }, o) =>
		m.problem_auth_too_many_attempts({ minutes: formatCount(minutes) }, o),
	'auth.disabled': m.problem_auth_disabled,
	'auth.must_change_password': m.problem_auth_must_change_password,
	'auth.wrong_current_password': m.problem_auth_wrong_current_password,
	'auth.weak_password': ({ minimum }, o) =>
		m.problem_auth_weak_password({ minimum: formatCount(minimum) }, o),
	'auth.same_password': m.problem_auth_same_password,
	'auth.repeat_differs': m.problem_auth_repeat_differs,
	'auth.foreign_origin': m.problem_auth_foreign_origin,
	'permission.denied': m.problem_permission_denied,
	not_found: m.problem_not_found,
	'input.invalid': m.problem_input_invalid,
	'input.required': m.problem_input_required,
	'input.too_long': ({ maximum }, o) => m.problem_input_too_long({ maximum: formatCount(maximum) }, o),
	'input.not_a_number': ({ text }, o) => m.problem_input_not_a_number({ text }, o),
	'input.negative': m.problem_input_negative,
	'input.too_large': ({ value, maximum }, o) =>
		m.problem_input_too_large({ value: formatCount(value), maximum: formatCount(maximum) }, o),
	'input.not_whole': ({ value }, o) => m.problem_input_not_whole({ value: formatCount(value) }, o),
	'input.too_many_decimals': ({ value, maximum }, o) =>
		m.problem_input_too_many_decimals({ value: formatCount(value), maximum: formatCount(maximum) }, o),
	'version.stale': ({ yours, current }, o) =>
		m.problem_version_stale({ yours: `${yours}`, current: `${current}` }, o),
	'body.too_large': ({ megabytes }, o) => m.problem_body_too_large({ megabytes: formatCount(megabytes) }, o),
	'request.too_many': ({ minutes }, o) => m.problem_request_too_many({ minutes: formatCount(minutes) }, o),
	'answer.wrong_kind': m.problem_answer_wrong_kind,
	'answer.option_unknown': m.problem_answer_option_unknown,
	'answer.numerator_above_denominator': ({ numerator, denominator }, o) =>
		m.problem_answer_numerator_above_denominator(
			{ numerator: formatCount(numerator), denominator: formatCount(denominator) },
			o
		),
	'answer.parts_do_not_add_up': ({ whole, sum }, o) =>
		m.problem_answer_parts_do_not_add_up({ whole: formatCount(whole), sum: formatCount(sum) }, o),
	'answer.points_out_of_range': ({ points, minimum, maximum }, o) =>
		m.problem_answer_points_out_of_range(
			{ points: pointsText(points), minimum: pointsText(minimum), maximum: pointsText(maximum) },
			o
		),
	'answer.reason_required': m.problem_answer_reason_required,
	'answer.subcriterion_unknown': ({ code }, o) => m.problem_answer_subcriterion_unknown({ code }, o),
	'answer.survey_by_office_only': ({ code }, o) => m.problem_answer_survey_by_office_only({ code }, o),
	'set.not_readable': ({ detail }, o) => m.problem_set_not_readable({ detail }, o),
	'set.bad_syntax': ({ line, column }, o) =>
		m.problem_set_bad_syntax({ line: formatCount(line), column: formatCount(column) }, o),
	'set.field_missing': ({ place, field }, o) => m.problem_set_field_missing({ place, field }, o),
	'set.field_invalid': ({ place, field, text }, o) => m.problem_set_field_invalid({ place, field, text }, o),
	'set.sum_differs': ({ place, stated, sum }, o) =>
		m.problem_set_sum_differs({ place, stated: pointsText(stated), sum: pointsText(sum) }, o),
	'set.code_duplicate': ({ place, code }, o) => m.problem_set_code_duplicate({ place, code }, o),
	'set.code_not_nested': ({ place, code, parent }, o) =>
		m.problem_set_code_not_nested({ place, code, parent }, o),
	'set.top_not_reachable': ({ place, reachable, maximum }, o) =>
		m.problem_set_top_not_reachable(
			{ place, reachable: pointsText(reachable), maximum: pointsText(maximum) },
			o
		),
	'set.above_maximum': ({ place, points, maximum }, o) =>
		m.problem_set_above_maximum({ place, points: pointsText(points), maximum: pointsText(maximum) }, o),
	'set.bands_not_ordered': ({ place }, o) => m.problem_set_bands_not_ordered({ place }, o),
	'set.rule_unknown': ({ place, rule }, o) => m.problem_set_rule_unknown({ place, rule }, o),
	'set.empty': ({ place }, o) => m.problem_set_empty({ place }, o),
	'set.published_frozen': ({ code }, o) => m.problem_set_published_frozen({ code }, o),
	'set.version_exists': ({ code, version }, o) =>
		m.problem_set_version_exists({ code, version: `${version}` }, o),
	'set.in_use': ({ code }, o) => m.problem_set_in_use({ code }, o),
	'set.not_published': ({ code }, o) => m.problem_set_not_published({ code }, o),
	'transition.not_from_here': ({ state }, o) =>
		m.problem_transition_not_from_here({ state: stateText(state, o) }, o),
	'inspection.locked': ({ state }, o) => m.problem_inspection_locked({ state: stateText(state, o) }, o),
	'inspection.unanswered': ({ count, codes }, o) =>
		m.problem_inspection_unanswered({ count: formatCount(count), codes }, o),
	'inspection.team_incomplete': ({ missing }, o) => {
		if (missing === 'lead') return m.problem_inspection_team_incomplete_lead({}, o);
		if (missing === 'secretary') return m.problem_inspection_team_incomplete_secretary({}, o);
		return m.problem_inspection_team_incomplete({}, o);
	},
	'inspection.period_reversed': ({ from, to }, o) =>
		m.problem_inspection_period_reversed({ from: dayText(from), to: dayText(to) }, o),
	'inspection.conflicts_open': ({ count, codes }, o) =>
		m.problem_inspection_conflicts_open({ count: formatCount(count), codes }, o),
	'inspection.explanations_undecided': ({ count }, o) =>
		m.problem_inspection_explanations_undecided({ count: formatCount(count) }, o),
	'inspection.findings_open': ({ count }, o) =>
		m.problem_inspection_findings_open({ count: formatCount(count) }, o),
	'inspection.finding_without_action': ({ count }, o) =>
		m.problem_inspection_finding_without_action({ count: formatCount(count) }, o),
	'inspection.agency_already_in_campaign': ({ agency }, o) =>
		m.problem_inspection_agency_already_in_campaign({ agency }, o),
	'inspection.own_office': ({ person }, o) => m.problem_inspection_own_office({ person }, o),
	'self.incomplete': ({ count, codes }, o) =>
		m.problem_self_incomplete({ count: formatCount(count), codes }, o),
	'self.evidence_or_explanation': ({ count, codes }, o) =>
		m.problem_self_evidence_or_explanation({ count: formatCount(count), codes }, o),
	'minutes.content_changed': m.problem_minutes_content_changed,
	'minutes.signature_missing': ({ side }, o) =>
		side === 'agency'
			? m.problem_minutes_signature_missing_agency({}, o)
			: m.problem_minutes_signature_missing_team({}, o),
	'minutes.lock_waits': m.problem_minutes_lock_waits,
	'minutes.signature_empty': m.problem_minutes_signature_empty,
	'operation.unknown_type': ({ type }, o) => m.problem_operation_unknown_type({ type }, o),
	'operation.too_large': ({ kilobytes }, o) =>
		m.problem_operation_too_large({ kilobytes: formatCount(kilobytes) }, o),
	'operation.foreign': m.problem_operation_foreign,
	'conflict.unknown': m.problem_conflict_unknown,
	'conflict.settled': ({ code }, o) => m.problem_conflict_settled({ code }, o),
	'evidence.unknown': m.problem_evidence_unknown,
	'evidence.original_unknown': m.problem_evidence_original_unknown,
	'evidence.record_missing': m.problem_evidence_record_missing,
	'evidence.last_place': (d, o) => m.problem_evidence_last_place({ code: d.code }, o),
	'self.not_returned': (d, o) => m.problem_self_not_returned({ code: d.code }, o),
	'self.returned_untouched': (d, o) =>
		m.problem_self_returned_untouched({ count: formatCount(d.count), codes: d.codes }, o),
	'self.nothing_earlier': m.problem_self_nothing_earlier,
	'self.already_begun': m.problem_self_already_begun,
	'self.not_a_colleague': m.problem_self_not_a_colleague,
	'unit.not_of_agency': m.problem_unit_not_of_agency,
	'unit.closed': ({ name, day }, o) => m.problem_unit_closed({ name, day: dayText(day) }, o),
	'remedy.before_raised': ({ day }, o) => m.problem_remedy_before_raised({ day: dayText(day) }, o),
	'remedy.before_last_report': ({ day }, o) => m.problem_remedy_before_last_report({ day: dayText(day) }, o),
	'remedy.milestone_undone': ({ text }, o) => m.problem_remedy_milestone_undone({ text }, o),
	'milestone.too_many': ({ maximum }, o) =>
		m.problem_milestone_too_many({ maximum: formatCount(maximum) }, o),
	'milestone.incomplete': ({ row }, o) => m.problem_milestone_incomplete({ number: formatCount(row) }, o),
	'milestone.passed': ({ row, day }, o) =>
		m.problem_milestone_passed({ number: formatCount(row), day: dayText(day) }, o),
	'milestone.after_action': ({ row, day, due }, o) =>
		m.problem_milestone_after_action({ number: formatCount(row), day: dayText(day), due: dayText(due) }, o),
	'milestone.unknown': m.problem_milestone_unknown,
	'explanation.too_late': ({ day }, o) => m.problem_explanation_too_late({ day: dayText(day) }, o),
	'explanation.nothing_said': m.problem_explanation_nothing_said,
	'due.changed': ({ day }, o) => m.problem_due_changed({ day: dayText(day) }, o),
	'due.not_open': m.problem_due_not_open,
	'unit.figures_approved': m.problem_unit_figures_approved,
	'unit.figures_drafted': m.problem_unit_figures_drafted,
	'evidence.withdrawn': m.problem_evidence_withdrawn,
	'evidence.size_differs': ({ name }, o) => m.problem_evidence_size_differs({ name }, o),
	'evidence.hash_differs': ({ name }, o) => m.problem_evidence_hash_differs({ name }, o),
	'evidence.no_picture': ({ name }, o) => m.problem_evidence_no_picture({ name }, o),
	'evidence.incomplete': m.problem_evidence_incomplete,
	'finding.unknown': m.problem_finding_unknown,
	'finding.action_incomplete': m.problem_finding_action_incomplete,
	'recheck.still_open': m.problem_recheck_still_open,
	'recheck.nothing_chosen': m.problem_recheck_nothing_chosen,
	'recheck.open_findings_only': m.problem_recheck_open_findings_only,
	'remedy.not_reported_done': m.problem_remedy_not_reported_done,
	'remedy.actions_unreported': ({ count, findings }, o) =>
		m.problem_remedy_actions_unreported({ count: formatCount(count), findings }, o),
	'remedy.reporter_cannot_verify': m.problem_remedy_reporter_cannot_verify,
	'remedy.percent_range': ({ percent }, o) => m.problem_remedy_percent_range({ percent: `${percent}` }, o),
	'remedy.effect_too_early': ({ day }, o) => m.problem_remedy_effect_too_early({ day: dayText(day) }, o),
	'remedy.effect_reviewed': m.problem_remedy_effect_reviewed,
	'remedy.report_changed': m.problem_remedy_report_changed,
	'remedy.report_settled': m.problem_remedy_report_settled,
	'remedy.finding_settled': m.problem_remedy_finding_settled,
	'remedy.verifier_cannot_review': m.problem_remedy_verifier_cannot_review,
	'inspection.nothing_open': m.problem_inspection_nothing_open,
	'remedy.percent_down': ({ before, percent }, o) =>
		m.problem_remedy_percent_down({ before: `${before}`, percent: `${percent}` }, o),
	'remedy.not_later': ({ day }, o) => m.problem_remedy_not_later({ day: dayText(day) }, o),
	'remedy.rest_too_long': ({ months }, o) => m.problem_remedy_rest_too_long({ months: `${months}` }, o),
	'remedy.nothing_changed': m.problem_remedy_nothing_changed,
	'remedy.request_open': m.problem_remedy_request_open,
	'remedy.requests_open': ({ count, findings }, o) =>
		m.problem_remedy_requests_open({ count: formatCount(count), findings }, o),
	'remedy.request_decided': m.problem_remedy_request_decided,
	'remedy.action_accepted': m.problem_remedy_action_accepted,
	'remedy.action_done': m.problem_remedy_action_done,
	'remedy.actions_returned': ({ count }, o) => m.problem_remedy_actions_returned({ count: `${count}` }, o),
	'remedy.returned_untouched': ({ count }, o) =>
		m.problem_remedy_returned_untouched({ count: `${count}` }, o),
	'remedy.after_demand': ({ count }, o) => m.problem_remedy_after_demand({ count: `${count}` }, o),
	'date.reversed': ({ from, to }, o) => m.problem_date_reversed({ from: dayText(from), to: dayText(to) }, o),
	'date.invalid': ({ text }, o) => m.problem_date_invalid({ text }, o),
	'date.in_future': ({ day }, o) => m.problem_date_in_future({ day: dayText(day) }, o),
	'date.passed': ({ day }, o) => m.problem_date_passed({ day: dayText(day) }, o),
	'citation.unreadable': ({ text }, o) => m.problem_citation_unreadable({ text }, o),
	'citation.year_differs': ({ sign, date }, o) =>
		m.problem_citation_year_differs({ sign: `${sign}`, date: `${date}` }, o),
	'document.not_issued': m.problem_document_not_issued,
	'document.already_issued': m.problem_document_already_issued,
	'document.unknown_kind': m.problem_document_unknown_kind,
	'document.exists_outside': ({ citation }, o) => m.problem_document_exists_outside({ citation }, o),
	'document.visit_begun': m.problem_document_visit_begun,
	'document.cited_from_here': ({ citation }, o) => m.problem_document_cited_from_here({ citation }, o),
	'phrase.too_long': ({ characters, lines }, o) =>
		m.problem_phrase_too_long({ characters: formatCount(characters), lines: formatCount(lines) }, o),
	'phrase.unknown_place': ({ name, allowed }, o) => m.problem_phrase_unknown_place({ name, allowed }, o),
	'phrase.brace_open': m.problem_phrase_brace_open,
	'phrase.archive_missing': m.problem_phrase_archive_missing,
	'phrase.unknown': ({ key }, o) => m.problem_phrase_unknown({ key }, o),
	'document.changed': m.problem_document_changed,
	'number.taken': ({ number }, o) => m.problem_number_taken({ number }, o),
	'number.left_out': ({ number }, o) => m.problem_number_left_out({ number }, o),
	'number.day_order': ({ number, day }, o) =>
		m.problem_number_day_order({ number: `${number}`, day: dayText(day) }, o),
	'number.no_gap': ({ first, last }, o) => m.problem_number_no_gap({ first: `${first}`, last: `${last}` }, o),
	'ranking.open': ({ count, agencies }, o) =>
		m.problem_ranking_open({ count: formatCount(count), agencies }, o),
	'document.superseded': m.problem_document_superseded,
	'signing.slot_unknown': m.problem_signing_slot_unknown,
	'signing.persons_first': m.problem_signing_persons_first,
	'signing.slot_taken': m.problem_signing_slot_taken,
	'signing.certificate_refused': ({ reason }, o) => m.problem_signing_certificate_refused({ reason }, o),
	'signing.other_name': ({ certified, printed }, o) =>
		m.problem_signing_other_name({ certified, printed }, o),
	'signing.name_blank': ({ certified }, o) => m.problem_signing_name_blank({ certified }, o),
	'signing.p12_unreadable': m.problem_signing_p12_unreadable,
	'signing.p12_wrong_passphrase': m.problem_signing_p12_wrong_passphrase,
	'signing.p12_no_key': m.problem_signing_p12_no_key,
	'signing.p12_key_mismatch': m.problem_signing_p12_key_mismatch,
	'signing.p12_key_kind': m.problem_signing_p12_key_kind,
	'signing.not_our_bytes': m.problem_signing_not_our_bytes,
	'signing.older_revision': m.problem_signing_older_revision,
	'signing.nothing_added': m.problem_signing_nothing_added,
	'signing.several_added': ({ count }, o) =>
		m.problem_signing_several_added({ count: formatCount(count) }, o),
	'signing.file_refused': ({ reason }, o) => m.problem_signing_file_refused({ reason }, o),
	'signing.not_for_side': m.problem_signing_not_for_side,
	'signing.ticket_gone': m.problem_signing_ticket_gone,
	'signing.ticket_used': m.problem_signing_ticket_used,
	'signing.tool_sent_no_file': m.problem_signing_tool_sent_no_file,
	'certificate.unreadable': m.problem_certificate_unreadable,
	'certificate.not_a_root': m.problem_certificate_not_a_root,
	'certificate.known': m.problem_certificate_known,
	'certificate.in_use': m.problem_certificate_in_use,
	'chasing.superior_before_head': ({ head }, o) =>
		m.problem_chasing_superior_before_head({ head: formatCount(head) }, o),
	'chasing.nothing_chosen': m.problem_chasing_nothing_chosen,
	'reminder.settled': ({ count }, o) => m.problem_reminder_settled({ count: formatCount(count) }, o),
	'reminder.answer_too_early': ({ day }, o) => m.problem_reminder_answer_too_early({ day: dayText(day) }, o),
	'mail.off': m.problem_mail_off,
	'mail.not_failed': m.problem_mail_not_failed,
	'file.too_large': ({ name, megabytes }, o) =>
		m.problem_file_too_large({ name, megabytes: formatCount(megabytes) }, o),
	'file.kind_not_allowed': ({ name }, o) => m.problem_file_kind_not_allowed({ name }, o),
	'file.empty': ({ name }, o) => m.problem_file_empty({ name }, o),
	'file.not_pdf': m.problem_file_not_pdf,
	'logo.not_a_picture': ({ name }, o) => m.problem_logo_not_a_picture({ name }, o),
	'logo.too_many_pixels': ({ name, megapixels }, o) =>
		m.problem_logo_too_many_pixels({ name, megapixels: formatCount(megapixels) }, o),
	'logo.too_small': ({ name, least }, o) => m.problem_logo_too_small({ name, least: formatCount(least) }, o),
	'logo.changed': ({ name }, o) => m.problem_logo_changed({ name }, o),
	'office.unnamed': m.problem_office_unnamed,
	'rescue.not_one': ({ name }, o) => m.problem_rescue_not_one({ name }, o),
	'rescue.newer': ({ version }, o) => m.problem_rescue_newer({ version: `${version}` }, o),
	'rescue.damaged': ({ entry }, o) => m.problem_rescue_damaged({ entry }, o),
	'rescue.too_large': ({ megabytes }, o) =>
		m.problem_rescue_too_large({ megabytes: formatCount(megabytes) }, o),
	'rescue.too_many': ({ count, maximum }, o) =>
		m.problem_rescue_too_many({ count: formatCount(count), maximum: formatCount(maximum) }, o),
	'rescue.other_inspection': ({ code }, o) => m.problem_rescue_other_inspection({ code }, o),
	'rescue.author_unknown': ({ name }, o) => m.problem_rescue_author_unknown({ name }, o),
	'rescue.not_yours': ({ name }, o) => m.problem_rescue_not_yours({ name }, o),
	'rescue.bearer_may_not': m.problem_rescue_bearer_may_not,
	'rescue.upload_lost': m.problem_rescue_upload_lost,
	'archive.file_damaged': ({ name }, o) => m.problem_archive_file_damaged({ name }, o),
	'archive.too_large': ({ megabytes, maximum }, o) =>
		m.problem_archive_too_large({ megabytes: formatCount(megabytes), maximum: formatCount(maximum) }, o),
	'archive.busy': m.problem_archive_busy,
	'seal.unusable': m.problem_seal_unusable,
	'sheet.unreadable': m.problem_sheet_unreadable,
	'sheet.column_missing': ({ column }, o) => m.problem_sheet_column_missing({ column }, o),
	'sheet.cell_invalid': ({ row, column, text }, o) =>
		text === ''
			? m.problem_sheet_cell_empty({ row: `${row}`, column }, o)
			: m.problem_sheet_cell_invalid({ row: `${row}`, column, text }, o),
	'sheet.duplicate': ({ row, code }, o) => m.problem_sheet_duplicate({ row: `${row}`, code }, o),
	'sheet.already_there': ({ row, code }, o) => m.problem_sheet_already_there({ row: `${row}`, code }, o),
	'sheet.empty': m.problem_sheet_empty,
	'sheet.too_long': ({ rows, maximum }, o) =>
		m.problem_sheet_too_long({ rows: formatCount(rows), maximum: formatCount(maximum) }, o),
	'account.username_taken': ({ username }, o) => m.problem_account_username_taken({ username }, o),
	'account.last_admin': m.problem_account_last_admin,
	'account.agency_required': m.problem_account_agency_required,
	'agency.code_taken': ({ code }, o) => m.problem_agency_code_taken({ code }, o),
	'unit.name_taken': ({ name }, o) => m.problem_unit_name_taken({ name }, o),
	'view.name_taken': ({ name }, o) => m.problem_view_name_taken({ name }, o),
	'view.too_many': ({ maximum }, o) => m.problem_view_too_many({ maximum: formatCount(maximum) }, o),
	unexpected: ({ errorId }, o) => m.problem_unexpected({ errorId }, o)
};

/** Points come from files and forms too, where they may be no whole hundredths. */
function pointsText(hundredths: number): string {
	return Number.isSafeInteger(hundredths) ? formatPoints(hundredths) : formatCount(hundredths / 100);
}

/** The sentence of a problem, in the language of the page unless another is given. */
export function problemText(problem: Problem, locale?: Locale): string {
	const text = TEXTS[problem.code] as (details: Problem['details'], options: Options) => string;
	return text(problem.details, { locale });
}

/** The sentences of a field's messages, as superforms gives them. */
export function issueTexts(messages: readonly string[] | undefined, locale?: Locale): string[] | undefined {
	return messages?.map((message) => issueText(message, locale));
}

/** Whether a field's messages tell of this problem. */
export const tellsOf = (messages: readonly string[] | undefined, code: ProblemCode): boolean =>
	messages?.some((message) => parseIssue(message)?.code === code) ?? false;

/** The sentence of a field's message; what is no problem of ours is shown as it is. */
export function issueText(message: string, locale?: Locale): string {
	const found = parseIssue(message);
	return found ? problemText(found, locale) : message;
}
