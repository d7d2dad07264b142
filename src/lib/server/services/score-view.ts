/** The scores of an inspection, stage beside stage, with what each change says for itself. */
import type { EvidenceView } from '#lib/contracts/field.ts';
import { STAGES, type Answer, type Stage } from '#lib/domain/answer.ts';
import type { Area, CriteriaSet, RatingBand, Subcriterion } from '#lib/domain/criteria.ts';
import { codesOf } from '#lib/domain/evidence.ts';
import type { InspectionKind, InspectionState } from '#lib/domain/inspection.ts';
import { problem, ProblemError } from '#lib/domain/problems.ts';
import type { Scored } from '#lib/domain/scoring.ts';
import { isStageOpen, STAGE_BEFORE, standingStage } from '#lib/domain/stage.ts';
import { totalOf, type Subtotal, type Totals } from '#lib/domain/totals.ts';
import type { Ctx } from '../context.ts';
import { loadSetContent } from '../db/queries/criteria.ts';
import { loadAnswers } from '../db/queries/answers.ts';
import { requireInspection, verdictOn, type Access } from './access.ts';
import { listEvidenceViews } from './evidence.ts';
import { keyOf, remembered } from './remembered.ts';

export interface StageCell {
	scored: Scored;
	/** Why it differs from the stage before; empty where it does not or nobody said. */
	changeReason: string;
	note: string;
	/** Of the self-assessment: how it was scored where there is no document. */
	explanation: string;
	figuresOn: string | null;
}

export interface ScoreRow {
	code: string;
	title: string;
	titleEn: string;
	maxPoints: number;
	isSurvey: boolean;
	cells: Partial<Record<Stage, StageCell>>;
	/** Points of the latest stage that was scored less those of the first; null where either is missing. */
	difference: number | null;
	lost: boolean;
	/** A change that owes a reason and has none. */
	unexplained: boolean;
	proofs: Pick<EvidenceView, 'id' | 'side' | 'fileName' | 'url' | 'thumbUrl' | 'caption' | 'citationText'>[];
}

export interface ScoreArea {
	code: string;
	title: string;
	titleEn: string;
	isSurvey: boolean;
	appraiser: string;
	maxPoints: number;
	totals: Partial<Record<Stage, Subtotal>>;
	rows: ScoreRow[];
}

export interface ScoreView {
	stages: Stage[];
	/** The stage that counts in the inspection's state. */
	standing: Stage;
	totals: Partial<Record<Stage, { whole: Subtotal; rating: RatingBand | null }>>;
	areas: ScoreArea[];
	/** What may be changed here now, with all that is needed to change it; null when nothing may. */
	editing: {
		stage: Stage;
		/** Only the percentages of the survey; false where every score of the stage is open. */
		surveyOnly: boolean;
		subcriteria: Record<string, { subcriterion: Subcriterion; answer: Answer | null }>;
	} | null;
	state: InspectionState;
	kind: InspectionKind;
	version: number;
}

export function readScores(ctx: Ctx, inspectionId: string): ScoreView {
	const access = requireInspection(ctx, 'inspection.read', inspectionId);
	return remembered(ctx, `scores ${keyOf(access)}`, () => buildScores(ctx, access));
}

function buildScores(ctx: Ctx, access: Access): ScoreView {
	const { inspection } = access;
	const inspectionId = inspection.id;
	const set = loadSetContent(ctx.db, inspection.criteriaSetId);
	const answers = loadAnswers(ctx.db, inspectionId);
	const stages = STAGES.filter(
		(stage) => answers[stage].size > 0 || stage === standingStage(inspection.state)
	);
	const totals = Object.fromEntries(stages.map((stage) => [stage, totalOf(set, answers[stage])])) as Partial<
		Record<Stage, Totals>
	>;
	const proofs = new Map<string, EvidenceView[]>();
	for (const view of listEvidenceViews(ctx, inspectionId))
		for (const code of codesOf(view)) proofs.set(code, [...(proofs.get(code) ?? []), view]);
	const stage = STAGES.find((one) => one !== 'self' && isStageOpen(one, inspection.state));
	const may = {
		scores: stage === 'reappraisal' && verdictOn(access, 'reappraisal.answer') === 'allowed',
		survey: stage !== undefined && verdictOn(access, 'survey.enter') === 'allowed'
	};
	return {
		stages,
		standing: standingStage(inspection.state),
		totals: Object.fromEntries(
			stages.map((one) => [one, { whole: totals[one]!.whole, rating: totals[one]!.rating }])
		),
		areas: set.areas.map((area) => buildArea(area, { stages, answers, totals, proofs })),
		editing:
			stage && (may.scores || may.survey)
				? { stage, surveyOnly: !may.scores, subcriteria: listEditable(set, answers[stage], may) }
				: null,
		state: inspection.state,
		kind: inspection.kind,
		version: inspection.version
	};
}

/** One subcriterion in full, and what is needed to change it where it may be changed. */
export interface ScoreDetail {
	row: ScoreRow;
	editing: { stage: Stage; subcriterion: Subcriterion; answer: Answer | null } | null;
}

/** Throws `answer.subcriterion_unknown`. */
export function readScoreDetail(ctx: Ctx, inspectionId: string, code: string): ScoreDetail {
	const { areas, editing } = readScores(ctx, inspectionId);
	const row = areas.flatMap(({ rows }) => rows).find((one) => one.code === code);
	if (!row) throw new ProblemError(problem('answer.subcriterion_unknown', { code }));
	const open = editing?.subcriteria[code];
	return { row, editing: editing && open ? { stage: editing.stage, ...open } : null };
}

interface Sources {
	stages: readonly Stage[];
	answers: Record<Stage, Map<string, Answer>>;
	totals: Partial<Record<Stage, Totals>>;
	proofs: Map<string, EvidenceView[]>;
}

function buildArea(area: Area, sources: Sources): ScoreArea {
	const { code, title, titleEn, isSurvey, appraiser, maxPoints } = area;
	return {
		code,
		title,
		titleEn,
		isSurvey,
		appraiser,
		maxPoints,
		totals: Object.fromEntries(
			sources.stages.map((stage) => [stage, sources.totals[stage]!.byArea.get(code)!])
		),
		rows: area.criteria.flatMap(({ subcriteria }) => subcriteria.map((one) => buildRow(one, sources)))
	};
}

function buildRow(subcriterion: Subcriterion, { stages, answers, totals, proofs }: Sources): ScoreRow {
	const { code, title, titleEn, maxPoints, isSurvey } = subcriterion;
	const cells: ScoreRow['cells'] = {};
	for (const stage of stages) {
		const answer = answers[stage].get(code);
		cells[stage] = {
			scored: totals[stage]!.bySubcriterion.get(code)!,
			changeReason: answer?.changeReason ?? '',
			note: answer?.note ?? '',
			explanation: answer?.explanation ?? '',
			figuresOn: answer?.figuresOn ?? null
		};
	}
	const points = stages.flatMap((stage) => {
		const { scored } = cells[stage]!;
		return scored.status === 'scored' ? [scored.points] : [];
	});
	const last = points.at(-1) ?? null;
	return {
		code,
		title,
		titleEn,
		maxPoints,
		isSurvey,
		cells,
		difference: points.length > 1 ? last! - points[0]! : null,
		lost: last !== null && last < maxPoints,
		unexplained: stages.some((stage) => !isSurvey && owesReason(stage, cells)),
		proofs: (proofs.get(code) ?? []).map(({ id, side, fileName, url, thumbUrl, caption, citationText }) => ({
			id,
			side,
			fileName,
			url,
			thumbUrl,
			caption,
			citationText
		}))
	};
}

/** The final stage is a copy and owes nothing of its own. */
function owesReason(stage: Stage, cells: ScoreRow['cells']): boolean {
	const before = STAGE_BEFORE[stage];
	const was = before && cells[before]?.scored;
	const is = cells[stage]!;
	if (!was || stage === 'final' || was.status === 'unanswered' || is.scored.status === 'unanswered')
		return false;
	const same =
		was.status === is.scored.status &&
		(was.status !== 'scored' || (is.scored.status === 'scored' && was.points === is.scored.points));
	return !same && is.changeReason.trim() === '';
}

function listEditable(
	set: CriteriaSet,
	answers: ReadonlyMap<string, Answer>,
	may: { scores: boolean; survey: boolean }
): Record<string, { subcriterion: Subcriterion; answer: Answer | null }> {
	const open = set.areas
		.flatMap(({ criteria }) => criteria.flatMap(({ subcriteria }) => subcriteria))
		.filter(({ isSurvey }) => (isSurvey ? may.survey : may.scores));
	return Object.fromEntries(
		open.map((subcriterion) => [
			subcriterion.code,
			{ subcriterion, answer: answers.get(subcriterion.code) ?? null }
		])
	);
}
