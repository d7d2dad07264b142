/**
 * What an official paper holds, as data: words and figures in the order of the form (Nghị định 30/2020/NĐ-CP,
 * Phụ lục I), never layout. The server draws it (`server/pdf`), the tablet previews it, and both hash it the same (`canonical.ts`).
 * Texts are Vietnamese and NFC. No sizes, widths, fonts or page breaks may enter this folder.
 */
import type { Stage } from '../answer.ts';
import type { DrawnSignature } from '../session.ts';

export const PAPER_KINDS = [
	'minutes',
	'conclusion',
	'score_sheet',
	'remediation_plan',
	'remediation_report',
	'remediation_letter',
	'recheck_minutes',
	'reminder_letter',
	'closing_note',
	'team_decision',
	'visit_notice',
	'self_report',
	'explanation_letter',
	'yearly_plan',
	'ranking_decision'
] as const;
export type PaperKind = (typeof PAPER_KINDS)[number];

/** The head of a paper. Number and day stay null in a draft: the clerk gives them on issue, the blanks are printed. */
export interface PaperHead {
	parentBody: string;
	issuingBody: string;
	number: number | null;
	/** Ký hiệu without the number: «BB-ĐKT», «TB-SNV», «SLĐTBXH-VP». */
	sign: string;
	place: string;
	/** YYYY-MM-DD. */
	issuedOn: string | null;
	/** The year that a blank date is printed with. */
	year: number;
	/** SHA-256 (hex) of the picture of the issuing body's logo; absent where it has none, as on all papers before it had. */
	logo?: string;
}

export const SIGNER_ROLES = [
	'agency_head',
	'team_lead',
	'secretary',
	'witness',
	'department_head',
	'scorer',
	'appraiser',
	'committee_chair'
] as const;
export type SignerRole = (typeof SIGNER_ROLES)[number];

export interface SignatureBlock {
	role: SignerRole;
	/** Authority and title, one a line, as spoken; printed in capitals: «TM. Đoàn kiểm tra», «Trưởng đoàn». */
	capacity: string[];
	/** In brackets under the title: «(Ký, đóng dấu)», «(Từ chối ký)»; empty for none. */
	note: string;
	/** Empty while unknown. */
	name: string;
	/** Drawn on the glass: a picture, never called a digital signature (Luật Giao dịch điện tử 2023, Điều 22). */
	drawn: DrawnSignature | null;
}

/** Tables have a form each; the drawing knows the widths of a form's columns. */
export const TABLE_FORMS = [
	'area_totals',
	'actions',
	'plan_changes',
	'remedy_summary',
	'remedy_summary_awaiting',
	'overdue',
	'settled',
	'evidence',
	'samples',
	'team_members',
	'self_totals',
	'self_scores',
	'own_evidence',
	'papers_wanted',
	'unit_figures',
	'contested',
	'planned_agencies',
	'ranking'
] as const;
export type TableForm = (typeof TABLE_FORMS)[number];

export interface TableRow {
	cells: string[];
	/** `group` is one cell over the whole width; `total` is the line of the sum; `head` heads the rows below, cell by cell. */
	emphasis: 'none' | 'group' | 'total' | 'head';
}

export interface PaperTable {
	form: TableForm;
	columns: string[];
	rows: TableRow[];
}

/** One area in the chart: hundredths of a percent, null where nothing was possible or nothing was scored. */
export interface AreaBar {
	label: string;
	selfPercent: number | null;
	percent: number | null;
}

export type Block =
	/** «1. Tự kiểm tra» in bold. */
	| { type: 'heading'; marker: string; text: string }
	/** «a) Lĩnh vực…» upright or slanted. */
	| { type: 'subheading'; marker: string; text: string }
	| { type: 'paragraph'; text: string }
	/** A line of a list: «- …». */
	| { type: 'item'; text: string }
	/** A finding, word for word and never to be edited: «Tồn tại 1 (tiêu chí 1.1.3): …». */
	| { type: 'finding'; lead: string; text: string }
	/** «Điều 1. …» of a decision: the marker in bold. */
	| { type: 'article'; marker: string; text: string }
	| { type: 'table'; table: PaperTable }
	| { type: 'area_chart'; title: string; bars: AreaBar[] };

export interface Section {
	key: string;
	/** «I», «II», …; empty for a body without sections. */
	number: string;
	title: string;
	blocks: Block[];
}

export interface PaperCommon {
	head: PaperHead;
	/** What the paper is about (trích yếu), one sentence without its final stop. */
	subject: string;
	/** «Nơi nhận»: lines without dash and end mark; the last one is the archive's. */
	recipients: string[];
	signatures: SignatureBlock[];
}

/** An appendix that is a table with a title of its own. */
export interface Appendix {
	key: 'evidence' | 'samples' | 'self_scores' | 'papers_wanted' | 'unit_figures';
	title: string;
	table: PaperTable;
}

export interface MinutesContent extends PaperCommon {
	kind: 'minutes';
	typeName: string;
	legalBases: string[];
	/** «Hôm nay, vào hồi …», a paragraph each. */
	opening: string[];
	sections: Section[];
	closing: string[];
	scoreSheet: ScoreSheetContent;
	appendices: Appendix[];
}

export interface ConclusionContent extends PaperCommon {
	kind: 'conclusion';
	typeName: string;
	legalBases: string[];
	opening: string[];
	sections: Section[];
	closing: string[];
	scoreSheet: ScoreSheetContent;
	appendices: Appendix[];
}

export interface RemediationPlanContent extends PaperCommon {
	kind: 'remediation_plan';
	typeName: string;
	legalBases: string[];
	opening: string[];
	sections: Section[];
	closing: string[];
	/** Bảng nhiệm vụ: printed on landscape pages of its own after the body. */
	actions: { title: string; table: PaperTable };
	/** Điều chỉnh kế hoạch: what was agreed to after the plan was accepted; null while nothing was. */
	changes: { title: string; table: PaperTable } | null;
}

export interface RemediationReportContent extends PaperCommon {
	/** Báo cáo, or công văn with «V/v» and «Kính gửi» and no name of its kind. */
	kind: 'remediation_report' | 'remediation_letter';
	typeName: string;
	addressedTo: string[];
	opening: string[];
	sections: Section[];
	closing: string[];
}

/** What the office chose for a reminder letter; frozen with the words that came of it. */
export interface ReminderChoice {
	/** Keys of what is owed: `action:<id>`, `plan:<inspection>`, `report:<inspection>`. */
	keys: string[];
	/** YYYY-MM-DD: the agency answers in writing before this day. */
	answerBy: string;
	/** The office's own words, a paragraph a line; may be empty. */
	note: string;
	/** The body above the agency gets a copy (b/c). */
	toSuperior: boolean;
}

export interface ReminderLetterContent extends PaperCommon {
	kind: 'reminder_letter';
	typeName: '';
	addressedTo: string[];
	opening: string[];
	sections: Section[];
	closing: string[];
	choice: ReminderChoice;
}

export interface ClosingNoteContent extends PaperCommon {
	kind: 'closing_note';
	typeName: string;
	legalBases: string[];
	opening: string[];
	sections: Section[];
	closing: string[];
}

export interface RecheckMinutesContent extends PaperCommon {
	kind: 'recheck_minutes';
	typeName: string;
	legalBases: string[];
	opening: string[];
	sections: Section[];
	closing: string[];
}

export interface TeamDecisionContent extends PaperCommon {
	kind: 'team_decision';
	typeName: string;
	/** Who decides, above the căn cứ: «Giám đốc Sở Nội vụ». */
	authority: string;
	legalBases: string[];
	opening: string[];
	sections: Section[];
	closing: string[];
}

/** An appendix in words: an outline that somebody else writes after. */
export interface OutlineContent {
	title: string[];
	opening: string[];
	sections: Section[];
}

export interface VisitNoticeContent extends PaperCommon {
	kind: 'visit_notice';
	typeName: '';
	addressedTo: string[];
	opening: string[];
	sections: Section[];
	closing: string[];
	outline: OutlineContent;
	appendices: Appendix[];
}

export interface SelfReportContent extends PaperCommon {
	kind: 'self_report';
	typeName: string;
	addressedTo: string[];
	opening: string[];
	sections: Section[];
	closing: string[];
	appendices: Appendix[];
}

export interface ExplanationLetterContent extends PaperCommon {
	kind: 'explanation_letter';
	typeName: '';
	addressedTo: string[];
	opening: string[];
	sections: Section[];
	closing: string[];
}

/** Kế hoạch kiểm tra năm: of a whole campaign. */
export interface YearlyPlanContent extends PaperCommon {
	kind: 'yearly_plan';
	typeName: string;
	legalBases: string[];
	opening: string[];
	sections: Section[];
	closing: string[];
	/** The list of agencies with form and time: an appendix of the same file. */
	agencies: { title: string; table: PaperTable };
}

/** Quyết định công bố kết quả, xếp hạng: of a whole campaign. */
export interface RankingDecisionContent extends PaperCommon {
	kind: 'ranking_decision';
	typeName: string;
	/** Who decides, printed in capitals between subject and căn cứ: «Giám đốc Sở Nội vụ». */
	authority: string;
	legalBases: string[];
	/** A decision has its articles and nothing around them. */
	opening: [];
	/** The articles; the first holds the table. */
	sections: Section[];
	closing: [];
	/** Agencies that were left out by name because their result is not settled. */
	leftOut: string[];
}

/** A cell of points: hundredths; not applicable («KAD»); still to come; or nothing (blank, not zero). */
export type PointsCell = number | 'not_applicable' | 'pending' | null;

export interface ScoreRow {
	level: 'area' | 'criterion' | 'subcriterion';
	code: string;
	title: string;
	maxPoints: number;
	self: PointsCell;
	appraised: PointsCell;
	/** Appraised − self, hundredths; null where either is missing. */
	difference: number | null;
	/** Numerator / denominator / percent, or a count; empty where the rule has none. */
	figures: string;
	/** Reasons and papers, a line each. */
	grounds: string[];
}

/** A line of the sums at the end. */
export interface ScoreSum {
	label: string;
	value: string;
	emphasis: boolean;
}

export interface ScoreSheetContent extends PaperCommon {
	kind: 'score_sheet';
	/** What the sheet is attached to: «Kèm theo Biên bản số …». */
	attachedTo: string;
	title: string[];
	/** The stage that stands in the column «Điểm thẩm định». */
	stage: Stage;
	/** False for a surprise inspection: the self column is blank. */
	hasSelf: boolean;
	rows: ScoreRow[];
	sums: ScoreSum[];
	notes: string[];
}

export type PaperContent =
	| MinutesContent
	| ConclusionContent
	| ScoreSheetContent
	| RemediationPlanContent
	| RemediationReportContent
	| ReminderLetterContent
	| ClosingNoteContent
	| RecheckMinutesContent
	| TeamDecisionContent
	| VisitNoticeContent
	| SelfReportContent
	| ExplanationLetterContent
	| YearlyPlanContent
	| RankingDecisionContent;
