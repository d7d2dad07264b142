/** Names of the official papers, for people. */
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
	closing_note: m.office_paper_closing_note
};
export const paperText = (kind: PaperKind): string => NAMES[kind]();

/** «07/TB-SNV». Numbers under 10 take a zero (Nghị định 30/2020/NĐ-CP, Phụ lục I). */
export const numberAndSign = ({ number, sign }: { number: number; sign: string }): string =>
	`${String(number).padStart(2, '0')}/${sign}`;
