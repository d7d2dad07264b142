/**
 * Everything the builders of papers need to know of one inspection, gathered by the caller (server or tablet).
 * Plain data; only answers and totals are Maps, as the scoring rules take and give them. Days are YYYY-MM-DD,
 * instants epoch milliseconds, points and percentages hundredths. Empty text means «nothing was said».
 */
import type { RequestedChange } from '../action-request.ts';
import { STAGES, type Answer, type Stage } from '../answer.ts';
import type { Citation } from '../citation.ts';
import type { AgencyLevel, CriteriaSet } from '../criteria.ts';
import type { EffectResult } from '../effect-review.ts';
import { inOrder } from '../evidence.ts';
import type { Explanation } from '../explanation.ts';
import type { Demand, Finding, Strength } from '../finding.ts';
import type { InspectionKind, TeamRole } from '../inspection.ts';
import type { DecidedAction } from '../plan-decision.ts';
import type { ProgressReport, RemedyAction } from '../remediation.ts';
import type { RepeatMark } from '../repeat.ts';
import type { DrawnSignature, SessionRecord } from '../session.ts';
import { totalOf, type Totals } from '../totals.ts';
import type { PaperKind } from './paper.ts';
import type { OfficePhrases } from './phrases.ts';

export interface Signer {
	/** Authority and title, one a line: «KT. Giám đốc», «Phó Giám đốc». */
	capacity: string[];
	name: string;
}

export interface TeamMember {
	name: string;
	title: string;
	role: TeamRole;
	/** What the member checks: «lĩnh vực 3, 7». */
	duty: string;
}

/** Files drawn as a sample: how many of how many, and what was seen in them. */
export interface Sample {
	subcriterionCode: string | null;
	title: string;
	taken: number;
	/** Null where the whole was not counted. */
	total: number | null;
	faulty: number;
	result: string;
}

export interface EvidenceItem {
	id: string;
	subcriterionCode: string | null;
	findingId: string | null;
	/** The remediation action it proves, if any. */
	actionId: string | null;
	/** The explanation that it goes with; absent for all else. */
	explanationId?: string;
	side: 'agency' | 'team';
	medium: 'document' | 'photo';
	/** Order within its subject. */
	position: number;
	title: string;
	/** «số 136/KH-SLĐTBXH ngày 19/01/2022», already worded; empty where there is none. */
	citation: string;
}

/** What became of a finding when somebody looked again. */
export interface VerificationItem {
	findingId: string;
	outcome: 'verified' | 'returned';
	on: string;
	note: string;
	/** Judged from the papers, or on the spot. */
	by: 'papers' | 'recheck';
}

/** What the office agreed to after the plan was accepted, with what stood before. */
export interface PlanChange extends RequestedChange {
	actionId: string;
	before: Pick<RemedyAction, 'dueOn' | 'measure' | 'product' | 'leadUnit' | 'personInCharge'>;
	decidedOn: string;
	decisionReason: string;
}

/** When the effect of a verified remedy is judged, and what was judged. */
export interface EffectItem {
	findingId: string;
	/** The first day on which it can be judged. */
	dueOn: string;
	review: { result: EffectResult; on: string } | null;
}

/** A report with the working days that it came late, frozen when it was reported done; null before. */
export type RecordedProgress = ProgressReport & { daysLate: number | null };

/** A paper of this inspection in the register. */
export interface IssuedItem {
	kind: PaperKind;
	number: number;
	sign: string;
	issuedOn: string;
	superseded: boolean;
}

/** Why a finding is late, and until when it will be done. */
export interface DelayItem {
	findingId: string;
	reason: string;
	newDueOn: string | null;
}

export type RecordedAction = RemedyAction & Partial<Pick<DecidedAction, 'decision'>>;

export interface RemediationRecord {
	/** I of the plan: mục đích, yêu cầu; a paragraph each. */
	purpose: string[];
	/** III of the plan: tổ chức thực hiện. */
	organisation: string[];
	/** IV of the plan; empty where no money is asked for. */
	funding: string;
	/** With what the office said of each, where it did: a cause that it placed with another body is nobody's delay. */
	actions: RecordedAction[];
	/** The plan each time it was submitted, the first first. */
	planVersions: { number: number; submittedOn: string }[];
	/** In order of the decision. */
	changes: PlanChange[];
	/** In order of their making; the last one of an action counts. */
	progress: RecordedProgress[];
	verifications: VerificationItem[];
	effects: EffectItem[];
	delays: DelayItem[];
	/** Of each day that something is owed by and that is off: the working day on which the term ends. */
	termEnds: Record<string, string>;
	/** Papers that the report answers, beside the notice. */
	answeredPapers: Citation[];
	/** I of the report: plan issued, meetings. */
	steering: string[];
	/** IV of the report. */
	difficulties: string[];
	proposals: string[];
	/** Further lines of «Nơi nhận» of plan and report, the archive's line left out; empty for the usual ones. */
	recipients: string[];
	signer: Signer;
}

/** What the agency is told of the visit beforehand. */
export interface VisitFacts {
	/** «08:00», in Việt Nam. */
	at: string;
	place: string;
	/** The office's own words, a paragraph a line; may be empty. */
	noticeText: string;
	/** The last day to hand in the self-assessment. */
	selfDueOn: string | null;
}

/** What a room or unit below the agency gave to the figures of a subcriterion, taken by the head as the agency's own. */
export interface UnitPart {
	code: string;
	unit: string;
	numerator: number;
	denominator: number;
}

/** What a re-check takes along of the inspection whose findings it looks at again. */
export interface RecheckFacts {
	/** Of that inspection. */
	year: number;
	/** The decision on the team, the notice of conclusion, plan and report, in the order of the căn cứ. */
	bases: Citation[];
	findings: RecheckedFacts[];
}

/** A finding with what was demanded and reported when the re-check was ordered or fetched. */
export interface RecheckedFacts extends Pick<
	Finding,
	'id' | 'number' | 'text' | 'subcriterionCode' | 'demand'
> {
	/** The day that counts: the notice's, or the later one that the office agreed to; null where none was set. */
	owedOn: string | null;
	/** Days that stood before it, the first first. */
	earlierDays: string[];
	/** What the agency had reported, as it wrote it; empty where it had reported nothing. */
	reported: string;
	/** YYYY-MM-DD of that report's figures. */
	reportedOn: string | null;
}

export interface InspectionRecord {
	province: {
		/** «Bình Định». */
		name: string;
		/** «UBND tỉnh Bình Định». */
		committee: string;
		/** Địa danh printed beside the date. */
		place: string;
	};
	department: {
		/** «Sở Nội vụ». */
		name: string;
		/** «SNV». */
		sign: string;
		/** The unit that drafts: «CCHC». */
		unitSign: string;
		/** SHA-256 (hex) of the picture of its logo; absent where it has none. */
		logo?: string;
	};
	inspection: {
		code: string;
		year: number;
		kind: InspectionKind;
		periodFrom: string;
		periodTo: string;
		visitOn: string | null;
	};
	/** The yearly plan, the decision on the team and the notice of the visit. */
	plan: Citation | null;
	teamDecision: Citation | null;
	visitNotice: Citation | null;
	/** Absent in a copy that an older version fetched. */
	visit?: VisitFacts;
	/** By code, then by name; absent in a copy that an older version fetched. */
	unitParts?: UnitPart[];
	team: {
		/** «Đoàn kiểm tra CCHC»: second line of the head of the minutes. */
		name: string;
		/** «ĐKT». */
		sign: string;
		members: TeamMember[];
	};
	agency: {
		name: string;
		/** The body above it, first line of the head of its own papers. */
		superior: string;
		/** «SLĐTBXH». */
		sign: string;
		/** The unit that drafts: «VP». */
		unitSign: string;
		place: string;
		/** SHA-256 (hex) of the picture of its logo; absent where it has none. */
		logo?: string;
		level: AgencyLevel;
		/** «Giám đốc», «Chủ tịch». */
		headTitle: string;
		headName: string;
	};
	/** The working session: times, place, who attended, what was seen, opinion, conclusion, copies, refusal. */
	session: SessionRecord;
	/** Sample files drawn; empty where the session's own words are all there is. */
	samples: Sample[];
	set: CriteriaSet;
	/** Stages that were never entered are absent or empty: a surprise inspection has no `self`. */
	answers: Partial<Record<Stage, ReadonlyMap<string, Answer>>>;
	totals: Partial<Record<Stage, Totals>>;
	strengths: Strength[];
	findings: Finding[];
	demands: Demand[];
	explanations: Explanation[];
	evidence: EvidenceItem[];
	drawn: DrawnSignature[];
	/** Number and day of each paper once issued; absent while in draft. */
	issued: Partial<Record<PaperKind, { number: number | null; issuedOn: string | null }>>;
	/** Everything in the register of this inspection, in order of issue. */
	register: IssuedItem[];
	/** The day on which it was closed; null while it is not. */
	closedOn: string | null;
	conclusion: {
		/** Trách nhiệm. */
		responsibility: string;
		planDueOn: string | null;
		reportDueOn: string | null;
		signer: Signer;
	} | null;
	remediation: RemediationRecord | null;
	/** Of a re-check: what it looks at again. Null (or absent in an older copy) for an inspection of its own. */
	recheck?: RecheckFacts | null;
	/** The office's own fixed sentences; absent where it has none (or in an older copy). */
	phrases?: OfficePhrases;
	/** Of each subcriterion that was a finding before, where; absent in a copy that an older version fetched. */
	repeats?: Record<string, RepeatMark>;
}

/** What field work writes, of all that papers are made from. */
export type FieldPart = Pick<
	InspectionRecord,
	'session' | 'set' | 'answers' | 'strengths' | 'findings' | 'demands' | 'evidence' | 'drawn'
>;

/** The rest: what field work finds as it is. A tablet takes it along to build the minutes by itself. */
export type PaperFacts = Omit<InspectionRecord, keyof FieldPart | 'totals'>;

/**
 * The record from its two parts, the same on the server and on the tablet whatever the order in which each keeps its
 * lists: a signature binds the content that follows from it.
 */
export function completeRecord(facts: PaperFacts, field: FieldPart): InspectionRecord {
	return {
		...facts,
		...field,
		totals: totalsByStage(field.set, field.answers),
		findings: field.findings.toSorted((a, b) => a.number - b.number),
		strengths: field.strengths.toSorted((a, b) => compare(a.areaCode, b.areaCode) || compare(a.id, b.id)),
		demands: field.demands.toSorted((a, b) => compare(a.id, b.id)),
		evidence: field.evidence.toSorted(inOrder)
	};
}

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

function totalsByStage(
	set: CriteriaSet,
	answers: InspectionRecord['answers']
): Partial<Record<Stage, Totals>> {
	const totals: Partial<Record<Stage, Totals>> = {};
	for (const stage of STAGES) {
		const given = answers[stage];
		if (given && given.size > 0) totals[stage] = totalOf(set, given);
	}
	return totals;
}
