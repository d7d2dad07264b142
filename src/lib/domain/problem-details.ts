/**
 * The catalogue of what can go wrong by a person's doing: stable codes, each with what its text may show. A new one gets
 * its status in `problem-status.ts` and its texts in messages/ (`problem_<code with dots as underscores>`); the types and
 * a test keep the three complete.
 */

/** Details that the text of a problem may show. Numbers are already in the unit the text names. */
export interface ProblemDetails {
	// access
	'auth.required': object;
	'auth.wrong_credentials': object;
	'auth.too_many_attempts': { minutes: number };
	'auth.disabled': object;
	'auth.must_change_password': object;
	'auth.wrong_current_password': object;
	'auth.weak_password': { minimum: number };
	'auth.same_password': object;
	'auth.repeat_differs': object;
	'auth.foreign_origin': object;
	'permission.denied': { action: string };
	not_found: object;
	// forms and concurrency
	'input.invalid': { field: string };
	'input.required': { field: string };
	'input.too_long': { field: string; maximum: number };
	'input.not_a_number': { text: string };
	'input.negative': { value: number };
	'input.too_large': { value: number; maximum: number };
	'input.not_whole': { value: number };
	'input.too_many_decimals': { value: number; maximum: number };
	'version.stale': { yours: number; current: number };
	'body.too_large': { megabytes: number };
	/** Too many requests of strangers from one address in a short time. */
	'request.too_many': { minutes: number };
	// scoring
	'answer.wrong_kind': { expected: string; got: string };
	'answer.option_unknown': { index: number; count: number };
	'answer.numerator_above_denominator': { numerator: number; denominator: number };
	'answer.parts_do_not_add_up': { whole: number; sum: number };
	'answer.points_out_of_range': { points: number; minimum: number; maximum: number };
	'answer.reason_required': object;
	'answer.subcriterion_unknown': { code: string };
	'answer.survey_by_office_only': { code: string };
	// criteria sets
	'set.not_readable': { detail: string };
	'set.bad_syntax': { line: number; column: number };
	'set.field_missing': { place: string; field: string };
	'set.field_invalid': { place: string; field: string; text: string };
	'set.sum_differs': { place: string; stated: number; sum: number };
	'set.code_duplicate': { place: string; code: string };
	'set.code_not_nested': { place: string; code: string; parent: string };
	'set.top_not_reachable': { place: string; reachable: number; maximum: number };
	'set.above_maximum': { place: string; points: number; maximum: number };
	'set.bands_not_ordered': { place: string };
	'set.rule_unknown': { place: string; rule: string };
	'set.empty': { place: string };
	'set.published_frozen': { code: string };
	'set.version_exists': { code: string; version: number };
	'set.in_use': { code: string };
	'set.not_published': { code: string };
	// inspection
	'transition.not_from_here': { action: string; state: string };
	'inspection.locked': { state: string };
	'inspection.unanswered': { count: number; codes: string };
	'inspection.team_incomplete': { missing: string };
	'inspection.period_reversed': { from: string; to: string };
	'inspection.conflicts_open': { count: number; codes: string };
	'inspection.explanations_undecided': { count: number };
	'inspection.findings_open': { count: number };
	'inspection.finding_without_action': { count: number };
	'inspection.agency_already_in_campaign': { agency: string };
	'inspection.own_office': { person: string };
	'self.incomplete': { count: number; codes: string };
	'self.evidence_or_explanation': { count: number; codes: string };
	/** The rest of the self-assessment stays as it was handed in. */
	'self.not_returned': { code: string };
	'self.returned_untouched': { count: number; codes: string };
	'self.nothing_earlier': object;
	'self.already_begun': object;
	'self.not_a_colleague': object;
	'unit.not_of_agency': object;
	/** Merged into another or closed on that day. */
	'unit.closed': { name: string; day: string };
	'unit.figures_approved': object;
	'unit.figures_drafted': object;
	'minutes.content_changed': object;
	'minutes.signature_missing': { side: string };
	'minutes.lock_waits': object;
	'minutes.signature_empty': object;
	'operation.unknown_type': { type: string };
	'operation.too_large': { kilobytes: number };
	'operation.foreign': object;
	'conflict.unknown': object;
	'conflict.settled': { code: string };
	// proofs
	'evidence.unknown': object;
	'evidence.original_unknown': object;
	/** Its bytes came before its record: the sender waits and tries again. */
	'evidence.record_missing': object;
	'evidence.withdrawn': object;
	'evidence.last_place': { code: string };
	'evidence.size_differs': { name: string };
	/** What arrived is not what the device announced: sent again from its beginning. */
	'evidence.hash_differs': { name: string };
	/** Announced as a photo, and is none. */
	'evidence.no_picture': { name: string };
	'evidence.incomplete': object;
	// findings and remedy
	'finding.unknown': object;
	'finding.action_incomplete': { field: string };
	'recheck.still_open': object;
	'recheck.nothing_chosen': object;
	'recheck.open_findings_only': object;
	'remedy.not_reported_done': object;
	/** Nothing was reported on them; `findings`: the numbers of theirs. */
	'remedy.actions_unreported': { count: number; findings: string };
	'remedy.reporter_cannot_verify': object;
	'remedy.percent_range': { percent: number };
	'remedy.effect_too_early': { day: string };
	'remedy.effect_reviewed': object;
	'remedy.report_changed': object;
	'remedy.report_settled': object;
	'remedy.finding_settled': object;
	'remedy.verifier_cannot_review': object;
	'inspection.nothing_open': object;
	'remedy.percent_down': { before: number; percent: number };
	'remedy.not_later': { day: string };
	'remedy.rest_too_long': { months: number };
	'remedy.nothing_changed': object;
	'remedy.request_open': object;
	/** `findings`: the numbers of those they are about. */
	'remedy.requests_open': { count: number; findings: string };
	'remedy.request_decided': object;
	'remedy.action_accepted': object;
	'remedy.action_done': object;
	'remedy.actions_returned': { count: number };
	'remedy.returned_untouched': { count: number };
	'remedy.after_demand': { count: number };
	/** Before the finding was the agency's to remedy. */
	'remedy.before_raised': { day: string };
	'remedy.before_last_report': { day: string };
	'remedy.milestone_undone': { text: string };
	'milestone.too_many': { maximum: number };
	/** Milestones are counted from 1, in the order of the form. */
	'milestone.incomplete': { row: number };
	'milestone.passed': { row: number; day: string };
	'milestone.after_action': { row: number; day: string; due: string };
	'milestone.unknown': object;
	/** The campaign takes no answers after the day. */
	'explanation.too_late': { day: string };
	'explanation.nothing_said': object;
	'due.not_open': object;
	/** Somebody else moved it since it was looked at. */
	'due.changed': { day: string };
	'date.reversed': { from: string; to: string };
	'date.invalid': { text: string };
	'date.in_future': { day: string };
	'date.passed': { day: string };
	// documents
	'citation.unreadable': { text: string };
	'citation.year_differs': { sign: number; date: number };
	'document.not_issued': object;
	'document.already_issued': object;
	'document.unknown_kind': { kind: string };
	/** The inspection cites such a paper that was not issued here. */
	'document.exists_outside': { citation: string };
	/** The decision on a team and the notice of a visit come before it. */
	'document.visit_begun': object;
	/** The notice was issued here: its citation is not typed. */
	'document.cited_from_here': { citation: string };
	/** What it tells of changed while it was drawn. */
	'document.changed': object;
	'number.taken': { number: string };
	/** It was noted as left out, with a reason. */
	'number.left_out': { number: string };
	/** A neighbour in the register has this number and day. */
	'number.day_order': { number: number; day: string };
	/** Only numbers that no paper bears, below the next one, can be noted as left out. */
	'number.no_gap': { first: number; last: number };
	'ranking.open': { count: number; agencies: string };
	'document.superseded': object;
	// signing
	'signing.slot_unknown': object;
	'signing.slot_taken': object;
	'signing.persons_first': object;
	/** The certificate that was brought cannot sign here; `reason` is a sentence. */
	'signing.certificate_refused': { reason: string };
	'signing.other_name': { certified: string; printed: string };
	'signing.name_blank': { certified: string };
	'signing.p12_unreadable': object;
	'signing.p12_wrong_passphrase': object;
	'signing.p12_no_key': object;
	'signing.p12_key_mismatch': object;
	'signing.p12_key_kind': object;
	'signing.not_our_bytes': object;
	'signing.older_revision': object;
	'signing.nothing_added': object;
	'signing.several_added': { count: number };
	/** The verifier refuses what was brought; `reason` is a sentence. */
	'signing.file_refused': { reason: string };
	'signing.not_for_side': object;
	/** What was opened for the tool on the machine: unknown, over, or taken back; or used once already. */
	'signing.ticket_gone': object;
	'signing.ticket_used': object;
	'signing.tool_sent_no_file': object;
	'certificate.unreadable': object;
	'certificate.not_a_root': object;
	'certificate.known': object;
	'certificate.in_use': object;
	// chasing
	'phrase.too_long': { characters: number; lines: number };
	'phrase.unknown_place': { name: string; allowed: string };
	'phrase.brace_open': object;
	'phrase.archive_missing': object;
	'phrase.unknown': { key: string };
	'chasing.superior_before_head': { head: number; superior: number };
	'chasing.nothing_chosen': object;
	/** What was chosen for a letter is done, or not late any more. */
	'reminder.settled': { count: number };
	'reminder.answer_too_early': { day: string };
	'mail.off': object;
	'mail.not_failed': object;
	// files
	'file.too_large': { name: string; megabytes: number };
	'file.kind_not_allowed': { name: string };
	'file.empty': { name: string };
	'file.not_pdf': object;
	'logo.not_a_picture': { name: string };
	'logo.too_many_pixels': { name: string; megapixels: number };
	/** `least`: dots that its shorter side needs. */
	'logo.too_small': { name: string; least: number };
	'logo.changed': { name: string };
	/** Nobody has said yet how papers name the office. */
	'office.unnamed': object;
	'rescue.not_one': { name: string };
	/** Made by a later version of the product. */
	'rescue.newer': { version: number };
	'rescue.damaged': { entry: string };
	'rescue.too_large': { megabytes: number };
	'rescue.too_many': { count: number; maximum: number };
	'rescue.other_inspection': { code: string };
	'rescue.author_unknown': { name: string };
	'rescue.not_yours': { name: string };
	'rescue.bearer_may_not': { action: string };
	'rescue.upload_lost': object;
	/** `name`: the file as people know it. */
	'archive.file_damaged': { name: string };
	'archive.too_large': { megabytes: number; maximum: number };
	'archive.busy': object;
	'seal.unusable': object;
	'sheet.unreadable': object;
	'sheet.column_missing': { column: string };
	'sheet.cell_invalid': { row: number; column: string; text: string };
	'sheet.duplicate': { row: number; code: string };
	'sheet.already_there': { row: number; code: string };
	'sheet.empty': object;
	'sheet.too_long': { rows: number; maximum: number };
	// people
	'account.username_taken': { username: string };
	'account.last_admin': object;
	'account.agency_required': object;
	'agency.code_taken': { code: string };
	'unit.name_taken': { name: string };
	// saved views
	'view.name_taken': { name: string };
	'view.too_many': { maximum: number };
	// everything else
	unexpected: { errorId: string };
}

export type ProblemCode = keyof ProblemDetails;
