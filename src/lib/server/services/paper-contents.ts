/** Which builder makes the content of which paper. A new kind that the inspection's record says everything about goes here. */
import type { RecordPaperKind } from '#lib/domain/papers/availability.ts';
import { buildClosingNote } from '#lib/domain/papers/closing-note.ts';
import { buildConclusion } from '#lib/domain/papers/conclusion.ts';
import { buildExplanationLetter } from '#lib/domain/papers/explanation-letter.ts';
import type { InspectionRecord } from '#lib/domain/papers/inspection-record.ts';
import type { PaperContent, PaperKind } from '#lib/domain/papers/paper.ts';
import { buildRemediationPlan } from '#lib/domain/papers/remediation-plan.ts';
import { buildRemediationReport } from '#lib/domain/papers/remediation-report.ts';
import { buildSessionMinutes } from '#lib/domain/papers/session-minutes.ts';
import { buildScoreSheet } from '#lib/domain/papers/score-sheet.ts';
import { buildSelfReport } from '#lib/domain/papers/self-report.ts';
import { buildTeamDecision } from '#lib/domain/papers/team-decision.ts';
import { buildVisitNotice } from '#lib/domain/papers/visit-notice.ts';
import type { Ctx } from '../context.ts';
import type { InspectionRow } from '../db/queries/inspections.ts';
import { loadRecord } from './record.ts';

const BUILDERS: Record<RecordPaperKind, (record: InspectionRecord) => PaperContent> = {
	minutes: buildSessionMinutes,
	recheck_minutes: buildSessionMinutes,
	score_sheet: buildScoreSheet,
	conclusion: buildConclusion,
	remediation_plan: buildRemediationPlan,
	remediation_report: (record) => buildRemediationReport(record, 'report'),
	remediation_letter: (record) => buildRemediationReport(record, 'letter'),
	closing_note: buildClosingNote,
	team_decision: buildTeamDecision,
	visit_notice: buildVisitNotice,
	self_report: buildSelfReport,
	explanation_letter: buildExplanationLetter
};

/** Number and day that a content bears; null in a draft, whose blanks are printed. */
export type Numbering = { number: number; issuedOn: string } | null;

/** Builds a content again for each numbering; the inspection is read once. */
export type Drafting = (numbering: Numbering) => PaperContent;

/** Of a kind that the record says everything about. The callers have asked. */
export function draftFromRecord(
	ctx: Pick<Ctx, 'db' | 'now'>,
	inspection: InspectionRow,
	kind: RecordPaperKind
): Drafting {
	const record = loadRecord(ctx, inspection);
	return (numbering) => BUILDERS[kind](numberedAs(record, kind, numbering));
}

/** The record as if a paper of this kind bore this numbering and none before it did. */
export const numberedAs = (
	record: InspectionRecord,
	kind: PaperKind,
	numbering: Numbering
): InspectionRecord => ({
	...record,
	issued: { ...record.issued, [kind]: numbering ?? undefined }
});
