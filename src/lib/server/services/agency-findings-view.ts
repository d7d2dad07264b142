/** What the agency may answer after the minutes: each finding, and each score that was lowered, with what was decided. */
import type { EvidenceView } from '#lib/contracts/field.ts';
import type { Answer, Stage } from '#lib/domain/answer.ts';
import { findSubcriterion, type CriteriaSet } from '#lib/domain/criteria.ts';
import type { Explanation } from '#lib/domain/explanation.ts';
import type { Finding } from '#lib/domain/finding.ts';
import { isAtLeast, type InspectionState } from '#lib/domain/inspection.ts';
import { listLoweredScores, pointsOf } from '#lib/domain/score-change.ts';
import { scoreSubcriterion, type Scored } from '#lib/domain/scoring.ts';
import { totalOf, type Subtotal } from '#lib/domain/totals.ts';
import type { Ctx } from '../context.ts';
import { loadSetContent } from '../db/queries/criteria.ts';
import { loadAnswers } from '../db/queries/answers.ts';
import { listDemands, listFindings, listStrengths } from '../db/queries/field.ts';
import { listExplanations, toExplanation, type ExplanationRow } from '../db/queries/remediation.ts';
import { requireOwnInspection } from './agency-access.ts';
import { listEvidenceViews } from './evidence.ts';

type Points = ReturnType<typeof pointsOf>;

export interface ExplanationView extends Explanation {
	version: number;
	writtenAt: number;
	decidedAt: number | null;
}

/** One score as it went through the stages; points in hundredths. */
export interface ScoreView {
	code: string;
	title: string;
	titleEn: string;
	maxPoints: number;
	self: Points;
	appraised: Points;
	/** Null until the second appraisal is closed. */
	reappraised: Points;
	/** How both points came about, for the sentence. */
	selfScored: Scored;
	appraisedScored: Scored;
	/** Why the team changed it, and why it changed it again. */
	appraisedReason: string;
	reappraisedReason: string;
}

export interface FindingView extends Finding {
	areaTitle: string;
	areaTitleEn: string;
	score: ScoreView | null;
	/** What the agency said on it while the minutes were made. */
	opinion: string;
	explanation: ExplanationView | null;
	evidence: EvidenceView[];
}

export interface LoweredScoreView extends ScoreView {
	areaTitle: string;
	areaTitleEn: string;
	explanation: ExplanationView | null;
	evidence: EvidenceView[];
}

export interface AgencyFindings {
	findings: FindingView[];
	/** Lowered scores that no finding names; those that a finding names are answered there. */
	scores: LoweredScoreView[];
	strengths: { areaTitle: string; areaTitleEn: string; text: string }[];
	demands: { text: string; addressedTo: string; dueOn: string | null }[];
	totals: { self: Subtotal | null; appraised: Subtotal; reappraised: Subtotal | null };
	agencyOpinion: string;
	leadConclusion: string;
}

interface Reading {
	set: CriteriaSet;
	answers: Record<Stage, Map<string, Answer>>;
	state: InspectionState;
	explanations: ExplanationRow[];
	evidence: EvidenceView[];
}

/**
 * Findings, lowered scores and answers of an inspection of the actor's agency; null before the minutes are signed:
 * until then nothing of the team's side is shown. Throws `not_found` for any other inspection.
 */
export function readAgencyFindings(ctx: Ctx, inspectionId: string): AgencyFindings | null {
	const { inspection } = requireOwnInspection(ctx, inspectionId);
	if (!isAtLeast(inspection.state, 'minutes_signed')) return null;
	const { db } = ctx;
	const set = loadSetContent(db, inspection.criteriaSetId);
	const reading: Reading = {
		set,
		answers: loadAnswers(db, inspectionId),
		state: inspection.state,
		explanations: listExplanations(db, inspectionId),
		evidence: listEvidenceViews(ctx, inspectionId)
	};
	const findings = listFindings(db, inspectionId);
	const { agencyOpinion, leadConclusion, findingOpinions } = inspection.session;
	return {
		findings: findings.map((finding) => viewOfFinding(reading, finding, findingOpinions[finding.id] ?? '')),
		scores: listScores(reading, findings),
		strengths: listStrengths(db, inspectionId).map(({ areaCode, text }) => ({
			...areaOf(set, areaCode),
			text
		})),
		demands: listDemands(db, inspectionId).map(({ text, addressedTo, dueOn }) => ({
			text,
			addressedTo,
			dueOn
		})),
		totals: totalsOf(reading),
		agencyOpinion,
		leadConclusion
	};
}

function viewOfFinding(reading: Reading, finding: Finding, opinion: string): FindingView {
	const explanation = reading.explanations.find(({ findingId }) => findingId === finding.id);
	const placed =
		finding.subcriterionCode === null ? undefined : findSubcriterion(reading.set, finding.subcriterionCode);
	return {
		...finding,
		...areaOf(reading.set, finding.areaCode),
		score: placed ? scoreOf(reading, placed.subcriterion.code) : null,
		opinion,
		explanation: explanation ? viewOfExplanation(explanation) : null,
		evidence: proofsOf(reading, finding.id, explanation?.id)
	};
}

function listScores(reading: Reading, findings: readonly Finding[]): LoweredScoreView[] {
	const { set, answers } = reading;
	const named = new Set(findings.map(({ subcriterionCode }) => subcriterionCode));
	// An answer given to a score stays in view even where a finding names it too.
	const answered = new Set(reading.explanations.map(({ subcriterionCode }) => subcriterionCode));
	return listLoweredScores(set, answers.self, answers.appraisal)
		.filter(({ subcriterion }) => !named.has(subcriterion.code) || answered.has(subcriterion.code))
		.map(({ area, subcriterion }) => {
			const explanation = reading.explanations.find(
				({ subcriterionCode }) => subcriterionCode === subcriterion.code
			);
			return {
				...scoreOf(reading, subcriterion.code),
				areaTitle: area.title,
				areaTitleEn: area.titleEn,
				explanation: explanation ? viewOfExplanation(explanation) : null,
				evidence: proofsOf(reading, undefined, explanation?.id)
			};
		});
}

function scoreOf({ set, answers, state }: Reading, code: string): ScoreView {
	const { subcriterion } = findSubcriterion(set, code)!;
	const selfScored = scoreSubcriterion(subcriterion, answers.self.get(code));
	const appraisedScored = scoreSubcriterion(subcriterion, answers.appraisal.get(code));
	const settled = isAtLeast(state, 'reappraised');
	const again = settled ? answers.reappraisal.get(code) : undefined;
	return {
		code,
		title: subcriterion.title,
		titleEn: subcriterion.titleEn,
		maxPoints: subcriterion.maxPoints,
		self: pointsOf(selfScored),
		appraised: pointsOf(appraisedScored),
		reappraised: again ? pointsOf(scoreSubcriterion(subcriterion, again)) : null,
		selfScored,
		appraisedScored,
		appraisedReason: answers.appraisal.get(code)?.changeReason ?? '',
		reappraisedReason: again?.changeReason ?? ''
	};
}

function totalsOf({ set, answers, state }: Reading): AgencyFindings['totals'] {
	const wholeOf = (stage: Stage) => (answers[stage].size > 0 ? totalOf(set, answers[stage]).appraised : null);
	return {
		self: wholeOf('self'),
		appraised: totalOf(set, answers.appraisal).appraised,
		reappraised: isAtLeast(state, 'reappraised') ? wholeOf('reappraisal') : null
	};
}

const areaOf = (set: CriteriaSet, code: string) => {
	const area = set.areas.find((candidate) => candidate.code === code);
	return { areaTitle: area?.title ?? code, areaTitleEn: area?.titleEn ?? code };
};

const viewOfExplanation = (row: ExplanationRow): ExplanationView => ({
	...toExplanation(row),
	version: row.version,
	writtenAt: row.writtenAt,
	decidedAt: row.decidedAt
});

/** What either side put to a finding or to the agency's answer. */
const proofsOf = (
	{ evidence }: Reading,
	findingId: string | undefined,
	explanationId: string | undefined
): EvidenceView[] =>
	evidence.filter(
		({ subjectKind, subjectId }) =>
			(subjectKind === 'finding' && subjectId === findingId) ||
			(subjectKind === 'explanation' && subjectId === explanationId)
	);
