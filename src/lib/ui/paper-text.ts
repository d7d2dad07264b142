/** Names of the official papers, for people. */
import type { PaperRegister } from '#lib/domain/papers/availability.ts';
import type { PaperKind } from '#lib/domain/papers/paper.ts';
import * as m from '#lib/paraglide/messages.js';

const NAMES: Record<PaperKind, () => string> = {
	minutes: m.office_paper_minutes,
	recheck_minutes: m.paper_recheck_minutes,
	score_sheet: m.office_paper_score_sheet,
	conclusion: m.office_paper_conclusion,
	remediation_plan: m.office_paper_remediation_plan,
	remediation_report: m.office_paper_remediation_report,
	remediation_letter: m.office_paper_remediation_letter,
	reminder_letter: m.office_paper_reminder_letter,
	closing_note: m.office_paper_closing_note,
	team_decision: m.office_paper_team_decision,
	visit_notice: m.office_paper_visit_notice,
	self_report: m.office_paper_self_report,
	explanation_letter: m.office_paper_explanation_letter,
	yearly_plan: m.office_paper_yearly_plan,
	ranking_decision: m.office_paper_ranking_decision
};
export const paperText = (kind: PaperKind): string => NAMES[kind]();

interface OwnPaperWords {
	/** Before it can be drafted: when it can. */
	later: () => string;
	/** Before it can be issued: what comes first. */
	first: () => string;
}

const OF_REPORT = { later: m.inspected_paper_report_later, first: m.inspected_paper_report_first };
const OWN_WORDS: Partial<Record<PaperKind, OwnPaperWords>> = {
	remediation_plan: { later: m.inspected_paper_plan_later, first: m.inspected_paper_plan_first },
	self_report: { later: m.inspected_paper_self_later, first: m.inspected_paper_self_first },
	explanation_letter: {
		later: m.inspected_paper_explanation_later,
		first: m.inspected_paper_explanation_first
	}
};
/** What the agency's page says of a paper of its own whose time has not come. */
export const ownPaperWords = (kind: PaperKind): OwnPaperWords => OWN_WORDS[kind] ?? OF_REPORT;

/** Where a paper of the register is made: at its inspection, or at its campaign. */
export const paperHref = ({ inspectionId, campaignId }: PaperOf): string =>
	inspectionId === null ? `/campaigns/${campaignId}?view=papers` : `/inspections/${inspectionId}/papers`;

/** Where the office signs it, and follows its signatures. */
export const signingHref = ({ id, inspectionId, campaignId }: PaperOf & { id: string }): string =>
	`/${inspectionId === null ? `campaigns/${campaignId}` : `inspections/${inspectionId}`}/papers/${id}`;

interface PaperOf {
	inspectionId: string | null;
	campaignId: string | null;
}

/** The register that kinds of one name share. */
const REGISTERS: Record<PaperRegister, () => string> = {
	decision: m.register_decision,
	notice: m.register_notice,
	plan: m.register_plan,
	report: m.register_report,
	minutes: m.register_minutes,
	score_sheet: m.register_score_sheet,
	letter: m.register_letter
};
export const registerText = (register: PaperRegister): string => REGISTERS[register]();

/** «07/TB-SNV». Numbers under 10 take a zero (Nghị định 30/2020/NĐ-CP, Phụ lục I). */
export const numberAndSign = ({ number, sign }: { number: number; sign: string }): string =>
	`${String(number).padStart(2, '0')}/${sign}`;
