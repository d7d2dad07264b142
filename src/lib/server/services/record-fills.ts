/** Criteria that are filled from the record of the agency's last inspection (1.3.2 and 1.3.3 of the usual sets). */
import { emptyAnswer, isAnswered, type Stage } from '#lib/domain/answer.ts';
import { dayOf } from '#lib/domain/calendar.ts';
import { findSubcriterion } from '#lib/domain/criteria.ts';
import { fillsOf, type EarlierRemedy, type Fill } from '#lib/domain/earlier-remedy.ts';
import type { PaperKind } from '#lib/domain/papers/paper.ts';
import { scoreSubcriterion } from '#lib/domain/scoring.ts';
import { differs } from '#lib/domain/stage.ts';
import type { Ctx } from '../context.ts';
import { loadAnswers, writeAnswers, type AnswerRow, type AnswerWrite } from '../db/queries/answers.ts';
import { loadSetContent } from '../db/queries/criteria.ts';
import { listDocuments } from '../db/queries/documents.ts';
import { listFindings } from '../db/queries/field.ts';
import { listMovesOf, type InspectionRow } from '../db/queries/inspections.ts';
import { listEarlierInspections, listOwedFindings } from './earlier-inspections.ts';

/** Written where a device's name stands: nobody typed it. */
const RECORD_DEVICE = 'record';

/** An answer that stands as the record filled it in. */
export const isFromRecord = ({ changedDevice }: Pick<AnswerRow, 'changedDevice'>): boolean =>
	changedDevice === RECORD_DEVICE;

/** The agency's last concluded inspection before this one; null where the record has none, and for a re-check. */
export function loadEarlierRemedy(ctx: Pick<Ctx, 'db'>, inspection: InspectionRow): EarlierRemedy | null {
	if (inspection.recheckOf !== null) return null;
	const last = listEarlierInspections(ctx, inspection, 'concluded')[0];
	if (!last) return null;
	const papers = listDocuments(ctx.db, last.id);
	const moves = listMovesOf(ctx.db, last.id);
	const firstDay = (kinds: readonly PaperKind[], transition: string) => {
		const issued = papers.filter(({ kind }) => kinds.includes(kind)).map(({ issuedOn }) => issuedOn);
		const handedIn = moves.find((move) => move.transition === transition);
		return issued.sort()[0] ?? (handedIn ? dayOf(handedIn.at) : null);
	};
	return {
		inspectionId: last.id,
		inspectionCode: last.code,
		year: last.campaignYear,
		findings: listOwedFindings(ctx, last).map(({ finding, dueOn }) => ({
			number: finding.number,
			code: finding.subcriterionCode,
			state: finding.state,
			dueOn
		})),
		planDueOn: last.planDueOn,
		reportDueOn: last.reportDueOn,
		planOn: firstDay(['remediation_plan'], 'submit_plan'),
		reportOn: firstDay(['remediation_report', 'remediation_letter'], 'submit_report')
	};
}

/** What the record says now, by code; the day that counts is the visit's, or today where none is set. */
export function loadFills(ctx: Pick<Ctx, 'db' | 'now'>, inspection: InspectionRow): Map<string, Fill> {
	const again = listFindings(ctx.db, inspection.id)
		.filter(({ state }) => state !== 'not_accepted')
		.flatMap(({ subcriterionCode }) => subcriterionCode ?? []);
	return fillsOf(
		loadSetContent(ctx.db, inspection.criteriaSetId),
		loadEarlierRemedy(ctx, inspection),
		again,
		inspection.visitOn ?? dayOf(ctx.now())
	);
}

/**
 * Answers what the record can answer and nobody has. Where the appraisal so differs from the self score, the record is the
 * reason. Runs in the transaction of the move that opens the stage. Returns the codes it filled.
 */
export function fillFromRecord(
	ctx: Ctx,
	inspection: InspectionRow,
	stage: Extract<Stage, 'self' | 'appraisal'>
): string[] {
	const set = loadSetContent(ctx.db, inspection.criteriaSetId);
	const answers = loadAnswers(ctx.db, inspection.id);
	const rows = [...loadFills(ctx, inspection)].flatMap(([code, { input, sentence }]): AnswerWrite[] => {
		const standing = answers[stage].get(code) ?? emptyAnswer(code);
		if (isAnswered(standing)) return [];
		const { subcriterion } = findSubcriterion(set, code)!;
		const filled = { ...standing, input, figuresOn: dayOf(ctx.now()) };
		const scored = scoreSubcriterion(subcriterion, filled);
		const self = answers.self.get(code);
		const isChanged =
			stage === 'appraisal' && self !== undefined && differs(scoreSubcriterion(subcriterion, self), scored);
		return [
			{
				...filled,
				...(stage === 'self' ? { explanation: sentence } : {}),
				...(isChanged ? { changeReason: sentence } : {}),
				stage,
				points: scored.status === 'scored' ? scored.points : null
			}
		];
	});
	if (rows.length > 0)
		writeAnswers(ctx.db, inspection.id, rows, {
			changedIn: inspection.version + 1,
			changedBy: ctx.actor!.id,
			changedDevice: RECORD_DEVICE,
			changedAt: ctx.now()
		});
	return rows.map(({ code }) => code);
}
