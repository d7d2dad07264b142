/** What each kind of paper is in the register: when it is drafted and issued, by whom, under which numbers. */
import { INSPECTION_STATES, isAtLeast, type InspectionKind, type InspectionState } from '../inspection.ts';
import { fail, ok, type Result } from '../problems.ts';
import { PAPER_KINDS, type PaperKind } from './paper.ts';

/** The registers that a body keeps: one for each name of papers (NĐ 30/2020, Điều 7), with numbers of its own every year. */
export const PAPER_REGISTERS = [
	'decision',
	'notice',
	'plan',
	'report',
	'minutes',
	'score_sheet',
	'letter'
] as const;
export type PaperRegister = (typeof PAPER_REGISTERS)[number];

interface InspectionTraits {
	/** The state from which a draft can be drawn, and the one from which the paper can be issued. */
	draft: InspectionState;
	issue: InspectionState;
	/** Numbered and issued by the inspecting office, or by the agency. */
	side: 'office' | 'agency';
	/** `one` stands, a later one supersedes it; `many` stand beside each other. */
	standing: 'one' | 'many';
	/**
	 * Of an inspection of its own, of one that the agency is told of beforehand (a surprise is not, and has no
	 * self-assessment), or of a re-check, which ends with its minutes.
	 */
	of: 'inspection' | 'announced' | 'recheck';
	/** Built from the inspection as it stands, or from what a person chooses of it. */
	from: 'record' | 'choice';
	/** Kinds of one body in one register share its numbers: each kind of NĐ 30/2020, Điều 7 has a register of its own. */
	register: PaperRegister;
}

/** Of a campaign as a whole: no state of an inspection says when its time is (`campaign-papers.ts` does). */
interface CampaignTraits {
	side: 'office';
	standing: 'one';
	of: 'campaign';
	from: 'campaign';
	register: PaperRegister;
}

type Traits = InspectionTraits | CampaignTraits;

/** The agency's report, in either form; each form has a register of its own. */
const REPORT = {
	draft: 'remedying',
	issue: 'report_submitted',
	side: 'agency',
	standing: 'one',
	of: 'inspection',
	from: 'record'
} as const satisfies Omit<InspectionTraits, 'register'>;

const OF_CAMPAIGN = {
	side: 'office',
	standing: 'one',
	of: 'campaign',
	from: 'campaign'
} as const satisfies Omit<CampaignTraits, 'register'>;

const TRAITS = {
	minutes: {
		draft: 'in_session',
		issue: 'minutes_signed',
		side: 'office',
		standing: 'one',
		of: 'inspection',
		from: 'record',
		register: 'minutes'
	},
	recheck_minutes: {
		draft: 'in_session',
		issue: 'minutes_signed',
		side: 'office',
		standing: 'one',
		of: 'recheck',
		from: 'record',
		register: 'minutes'
	},
	score_sheet: {
		draft: 'self_submitted',
		issue: 'minutes_signed',
		side: 'office',
		standing: 'one',
		of: 'inspection',
		from: 'record',
		register: 'score_sheet'
	},
	conclusion: {
		draft: 'explaining',
		issue: 'concluded',
		side: 'office',
		standing: 'one',
		of: 'inspection',
		from: 'record',
		register: 'notice'
	},
	remediation_plan: {
		draft: 'concluded',
		issue: 'plan_submitted',
		side: 'agency',
		standing: 'one',
		of: 'inspection',
		from: 'record',
		register: 'plan'
	},
	remediation_report: { ...REPORT, register: 'report' },
	remediation_letter: { ...REPORT, register: 'letter' },
	reminder_letter: {
		draft: 'concluded',
		issue: 'concluded',
		side: 'office',
		standing: 'many',
		of: 'inspection',
		from: 'choice',
		register: 'letter'
	},
	closing_note: {
		draft: 'closed',
		issue: 'closed',
		side: 'office',
		standing: 'one',
		of: 'inspection',
		from: 'record',
		register: 'notice'
	},
	team_decision: {
		draft: 'planned',
		issue: 'team_set',
		side: 'office',
		standing: 'one',
		of: 'inspection',
		from: 'record',
		register: 'decision'
	},
	visit_notice: {
		draft: 'planned',
		issue: 'team_set',
		side: 'office',
		standing: 'one',
		of: 'announced',
		from: 'record',
		register: 'letter'
	},
	self_report: {
		draft: 'notified',
		issue: 'self_submitted',
		side: 'agency',
		standing: 'one',
		of: 'announced',
		from: 'record',
		register: 'report'
	},
	explanation_letter: {
		draft: 'minutes_signed',
		/* The agency itself hands its answers in by opening the explanation. */
		issue: 'explaining',
		side: 'agency',
		standing: 'one',
		of: 'inspection',
		from: 'record',
		register: 'letter'
	},
	yearly_plan: { ...OF_CAMPAIGN, register: 'plan' },
	ranking_decision: { ...OF_CAMPAIGN, register: 'decision' }
} as const satisfies Record<PaperKind, Traits>;

/** Kinds of a whole campaign, and of one inspection or re-check. */
export type CampaignPaperKind = {
	[K in PaperKind]: (typeof TRAITS)[K]['of'] extends 'campaign' ? K : never;
}[PaperKind];
export type InspectionPaperKind = Exclude<PaperKind, CampaignPaperKind>;

/** Kinds that the inspection as it stands says everything about. */
export type RecordPaperKind = {
	[K in PaperKind]: (typeof TRAITS)[K]['from'] extends 'record' ? K : never;
}[PaperKind];

export const isPaperKind = (text: string): text is PaperKind =>
	(PAPER_KINDS as readonly string[]).includes(text);

export const isCampaignPaper = (kind: PaperKind): kind is CampaignPaperKind => TRAITS[kind].of === 'campaign';

export const CAMPAIGN_PAPER_KINDS: readonly CampaignPaperKind[] = PAPER_KINDS.filter(isCampaignPaper);

const isInspectionPaper = (kind: PaperKind): kind is InspectionPaperKind => !isCampaignPaper(kind);

export const isRecordPaper = (kind: PaperKind): kind is RecordPaperKind => TRAITS[kind].from === 'record';

export const RECORD_PAPER_KINDS: readonly RecordPaperKind[] = PAPER_KINDS.filter(isRecordPaper);

/** Whose paper it is: numbered and issued by the inspecting office, or by the agency. */
export const paperSide = (kind: PaperKind): 'office' | 'agency' => TRAITS[kind].side;

/** Made at the session that they tell of: they bear its day and show its photos. */
export const isMinutes = (kind: PaperKind): boolean => TRAITS[kind].register === 'minutes';

/** Made by a team, which has neither a seal nor a certificate of its own. */
export const isOfTeam = (kind: PaperKind): boolean => isMinutes(kind) || kind === 'score_sheet';

/** A later one stands beside the earlier ones and supersedes none. */
export const standBeside = (kind: PaperKind): boolean => TRAITS[kind].standing === 'many';

/** The register of its body that a paper takes its number from. */
export const registerOf = (kind: PaperKind): PaperRegister => TRAITS[kind].register;

export const isPaperRegister = (text: string): text is PaperRegister =>
	(PAPER_REGISTERS as readonly string[]).includes(text);

/** The inspection that a paper is asked of. */
type Of = { kind: InspectionKind; state: InspectionState };

const HAS: Record<InspectionTraits['of'], (kind: InspectionKind) => boolean> = {
	inspection: (kind) => kind !== 'recheck',
	announced: (kind) => kind !== 'recheck' && kind !== 'surprise',
	recheck: (kind) => kind === 'recheck'
};

/** The kinds that an inspection of this kind has at all, in the order in which they come up for issue. */
export const paperKindsOf = ({ kind }: Pick<Of, 'kind'>): InspectionPaperKind[] =>
	PAPER_KINDS.filter(isInspectionPaper)
		.filter((paper) => HAS[TRAITS[paper].of](kind))
		.toSorted(
			(a, b) => INSPECTION_STATES.indexOf(stateToIssue(a)) - INSPECTION_STATES.indexOf(stateToIssue(b))
		);

const hasFrom = (paper: PaperKind, inspection: Of, step: 'draft' | 'issue'): boolean =>
	isInspectionPaper(paper) &&
	paperKindsOf(inspection).includes(paper) &&
	isAtLeast(inspection.state, TRAITS[paper][step]);

export const canDraftPaper = (paper: PaperKind, inspection: Of): boolean =>
	hasFrom(paper, inspection, 'draft');

/** Ok once the content is settled; `document.not_issued` before, and for a kind that the inspection never has. */
export function requireIssuable<K extends PaperKind>(paper: K, inspection: Of): Result<K> {
	return hasFrom(paper, inspection, 'issue') ? ok(paper) : fail('document.not_issued', {});
}

/** The state from which a draft can be drawn, and the one from which the paper can be issued. */
export const stateToDraft = (kind: InspectionPaperKind): InspectionState => TRAITS[kind].draft;
export const stateToIssue = (kind: InspectionPaperKind): InspectionState => TRAITS[kind].issue;
