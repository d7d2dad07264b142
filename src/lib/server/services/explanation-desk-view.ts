/** The explanation desk: what agencies do not agree with, and what the team has said to it. */
import type { EvidenceView } from '#lib/contracts/field.ts';
import { findSubcriterion, type CriteriaSet } from '#lib/domain/criteria.ts';
import type { Explanation } from '#lib/domain/explanation.ts';
import { needsDecision } from '#lib/domain/explanation.ts';
import type { Finding } from '#lib/domain/finding.ts';
import type { InspectionState } from '#lib/domain/inspection.ts';
import { problem, ProblemError } from '#lib/domain/problems.ts';
import { pointsOf } from '#lib/domain/score-change.ts';
import { scoreSubcriterion } from '#lib/domain/scoring.ts';
import type { Ctx } from '../context.ts';
import { loadSetContent } from '../db/queries/criteria.ts';
import { loadAnswers } from '../db/queries/answers.ts';
import { listFindings } from '../db/queries/field.ts';
import { findAccountName } from '../db/queries/inspections.ts';
import { listContested, type ContestedRow } from '../db/queries/registers.ts';
import { listExplanations, toExplanation } from '../db/queries/remediation.ts';
import { requireInspection, requireOffice, verdictOn, type Access } from './access.ts';
import { deadlineReader, type DayLeft } from './deadlines.ts';
import { listEvidenceViews } from './evidence.ts';
import { keyOf, remembered } from './remembered.ts';

type Points = ReturnType<typeof pointsOf>;

export interface DeskItem extends Explanation {
	version: number;
	writtenAt: number;
	writtenBy: string;
	decidedAt: number | null;
	decidedBy: string;
	needsDecision: boolean;
	finding: Pick<Finding, 'number' | 'text' | 'severity'> | null;
	/** Of the score that is contested, or of the finding's subcriterion. */
	subject: {
		code: string;
		title: string;
		titleEn: string;
		maxPoints: number;
		self: Points;
		appraisal: Points;
		reappraisal: Points;
	} | null;
	proofs: EvidenceView[];
}

export interface Desk {
	items: DeskItem[];
	state: InspectionState;
	canDecide: boolean;
	due: DayLeft | null;
}

/** The answers of one agency, those that need a decision first. */
export function readDesk(ctx: Ctx, inspectionId: string): Desk {
	const access = requireInspection(ctx, 'inspection.read', inspectionId);
	return remembered(ctx, `desk ${keyOf(access)}`, () => buildDesk(ctx, access));
}

function buildDesk(ctx: Ctx, access: Access): Desk {
	const { inspection } = access;
	const inspectionId = inspection.id;
	const set = loadSetContent(ctx.db, inspection.criteriaSetId);
	const findings = new Map(listFindings(ctx.db, inspectionId).map((finding) => [finding.id, finding]));
	const proofs = Map.groupBy(
		listEvidenceViews(ctx, inspectionId).filter(({ subjectKind }) => subjectKind === 'explanation'),
		({ subjectId }) => subjectId
	);
	const answers = loadAnswers(ctx.db, inspectionId);
	const items = listExplanations(ctx.db, inspectionId).map((row): DeskItem => {
		const finding = row.findingId === null ? undefined : findings.get(row.findingId);
		return {
			...toExplanation(row),
			version: row.version,
			writtenAt: row.writtenAt,
			writtenBy: findAccountName(ctx.db, row.writtenBy) ?? '',
			decidedAt: row.decidedAt,
			decidedBy: row.decidedBy === null ? '' : (findAccountName(ctx.db, row.decidedBy) ?? ''),
			needsDecision: needsDecision(row),
			finding: finding ? { number: finding.number, text: finding.text, severity: finding.severity } : null,
			subject: readSubject(set, row.subcriterionCode ?? finding?.subcriterionCode ?? null, answers),
			proofs: proofs.get(row.id) ?? []
		};
	});
	return {
		items: items.sort((a, b) => Number(b.needsDecision) - Number(a.needsDecision)),
		state: inspection.state,
		canDecide: verdictOn(access, 'explanation.decide') === 'allowed',
		due: deadlineReader(ctx).readMaybe(inspection.explanationDueOn)
	};
}

function readSubject(
	set: CriteriaSet,
	code: string | null,
	answers: ReturnType<typeof loadAnswers>
): DeskItem['subject'] {
	const placed = code === null ? undefined : findSubcriterion(set, code);
	if (!placed) return null;
	const { subcriterion } = placed;
	const at = (stage: keyof typeof answers) =>
		pointsOf(scoreSubcriterion(subcriterion, answers[stage].get(subcriterion.code)));
	return {
		code: subcriterion.code,
		title: subcriterion.title,
		titleEn: subcriterion.titleEn,
		maxPoints: subcriterion.maxPoints,
		self: at('self'),
		appraisal: at('appraisal'),
		reappraisal: at('reappraisal')
	};
}

/** What a decision's form holds, as it stands. */
export interface DecisionValues {
	id: string;
	version: number;
	decision: Explanation['decision'];
	reason: string;
}

/** Throws `not_found`. */
export function readDecision(ctx: Ctx, inspectionId: string, explanationId: string): DecisionValues {
	requireInspection(ctx, 'inspection.read', inspectionId);
	const row = listExplanations(ctx.db, inspectionId).find(({ id }) => id === explanationId);
	if (!row) throw new ProblemError(problem('not_found', {}));
	return { id: row.id, version: row.version, decision: row.decision, reason: row.decisionReason };
}

export interface ContestedItem extends Omit<ContestedRow, 'forScore' | 'criteriaSetId'> {
	forScore: boolean;
	title: string;
	titleEn: string;
}

/** What is contested in all inspections, the undecided first. */
export function listContestedItems(ctx: Ctx): ContestedItem[] {
	requireOffice(ctx, 'campaign.read');
	return remembered(ctx, 'contested', () => buildContested(ctx));
}

function buildContested(ctx: Ctx): ContestedItem[] {
	return listContested(ctx.db).map(({ criteriaSetId, forScore, ...row }) => {
		const placed =
			row.code === null ? undefined : findSubcriterion(loadSetContent(ctx.db, criteriaSetId), row.code);
		const { title = '', titleEn = '' } = placed?.subcriterion ?? {};
		return { ...row, forScore: forScore === 1, title, titleEn };
	});
}
