/** The agency's answers to findings and scores, and the team's decision on each. */
import { dayOf } from '#lib/domain/calendar.ts';
import { findSubcriterion } from '#lib/domain/criteria.ts';
import {
	checkAnswerDay,
	isExplanationOpen,
	type ExplanationDecision,
	type Stance
} from '#lib/domain/explanation.ts';
import { problem, ProblemError } from '#lib/domain/problems.ts';
import { writeAudit } from '../audit/audit.ts';
import { inTransaction, type Ctx } from '../context.ts';
import { loadSetContent } from '../db/queries/criteria.ts';
import { listFindings } from '../db/queries/field.ts';
import { bumpInspection, type InspectionRow } from '../db/queries/inspections.ts';
import { findCampaign } from '../db/queries/campaigns.ts';
import * as queries from '../db/queries/remediation.ts';
import { requireInspection, requireVersion } from './access.ts';
import { loadCalendar } from './calendar.ts';

export interface ExplanationInput {
	/** Exactly one of the two. */
	findingId: string | null;
	subcriterionCode: string | null;
	stance: Stance;
	reason: string;
	/** Hundredths; 0 … the subcriterion's maximum. */
	requestedPoints: number | null;
	/** Version of the answer that stood in the form; 0 for none. */
	version: number;
}

/**
 * Writes (or rewrites, until it is decided) the agency's answer to one finding or one score; returns its id. Throws
 * `answer.reason_required` for anything but agreement without a reason, `answer.points_out_of_range`,
 * `finding.unknown`, `answer.subcriterion_unknown`, `version.stale`, `inspection.locked` once decided,
 * `explanation.too_late` past its day where the campaign takes no late answers; else it is marked as late.
 */
export function writeExplanation(ctx: Ctx, inspectionId: string, input: ExplanationInput): string {
	return inTransaction(ctx, () => {
		const { inspection, actor } = requireInspection(ctx, 'explanation.write', inspectionId);
		const daysLate = requireAnswerDay(ctx, inspection);
		requireSubject(ctx, inspection.criteriaSetId, inspectionId, input);
		if (input.stance !== 'agree' && input.reason.trim() === '')
			throw new ProblemError(problem('answer.reason_required', {}, 'reason'));
		const old = queries
			.listExplanations(ctx.db, inspectionId)
			.find((row) => row.findingId === input.findingId && row.subcriterionCode === input.subcriterionCode);
		requireVersion(old?.version ?? 0, input.version);
		if (old?.decision) throw new ProblemError(problem('inspection.locked', { state: inspection.state }));
		const row = {
			id: old?.id ?? ctx.newId(),
			inspectionId,
			findingId: input.findingId,
			subcriterionCode: input.subcriterionCode,
			stance: input.stance,
			reason: input.reason.trim(),
			requestedPoints: input.stance === 'agree' ? null : input.requestedPoints,
			writtenBy: actor.id,
			writtenAt: ctx.now(),
			daysLate,
			version: input.version + 1
		};
		queries.writeExplanation(ctx.db, row);
		bumpInspection(ctx.db, inspectionId);
		writeAudit(ctx, {
			action: 'explanation.write',
			subjectKind: 'explanation',
			subjectId: row.id,
			inspectionId,
			old: old && queries.toExplanation(old),
			new: row
		});
		return row.id;
	});
}

/**
 * By how many working days what the agency answers now is late; 0 when it is in time. Throws `explanation.too_late`. The
 * caller has asked for permission.
 */
export function requireAnswerDay(
	ctx: Pick<Ctx, 'db' | 'now'>,
	{ explanationDueOn, campaignId }: InspectionRow
): number {
	const { lateExplanations } = findCampaign(ctx.db, campaignId)!.settings;
	const checked = checkAnswerDay(explanationDueOn, dayOf(ctx.now()), lateExplanations, loadCalendar(ctx));
	if (!checked.ok) throw new ProblemError(checked.problem);
	return checked.value;
}

/** Whether answers and their proofs are still taken, as far as the day goes. The caller has asked for permission. */
export function isAnswerDayOpen(ctx: Pick<Ctx, 'db' | 'now'>, inspection: InspectionRow): boolean {
	const { lateExplanations } = findCampaign(ctx.db, inspection.campaignId)!.settings;
	const { explanationDueOn } = inspection;
	return isExplanationOpen(explanationDueOn, dayOf(ctx.now()), lateExplanations, loadCalendar(ctx));
}

function requireSubject(ctx: Ctx, setId: string, inspectionId: string, input: ExplanationInput): void {
	const { findingId, subcriterionCode, requestedPoints } = input;
	if ((findingId === null) === (subcriterionCode === null))
		throw new ProblemError(problem('input.invalid', { field: 'findingId' }));
	const findings = listFindings(ctx.db, inspectionId);
	const finding = findings.find(({ id }) => id === findingId);
	if (findingId !== null && !finding) throw new ProblemError(problem('finding.unknown', {}));
	const code = subcriterionCode ?? finding?.subcriterionCode ?? null;
	const placed = code === null ? undefined : findSubcriterion(loadSetContent(ctx.db, setId), code);
	if (subcriterionCode !== null && !placed)
		throw new ProblemError(problem('answer.subcriterion_unknown', { code: subcriterionCode }));
	if (requestedPoints === null) return;
	const maximum = placed?.subcriterion.maxPoints ?? 0;
	if (!Number.isInteger(requestedPoints) || requestedPoints < 0 || requestedPoints > maximum)
		throw new ProblemError(
			problem(
				'answer.points_out_of_range',
				{ points: requestedPoints, minimum: 0, maximum },
				'requestedPoints'
			)
		);
}

export interface DecisionInput {
	version: number;
	decision: ExplanationDecision;
	reason: string;
}

/** Decides one explanation, always with a reason. Points are changed in the reappraisal, not here. Throws `version.stale`. */
export function decideExplanation(ctx: Ctx, inspectionId: string, id: string, input: DecisionInput): void {
	inTransaction(ctx, () => {
		const { actor } = requireInspection(ctx, 'explanation.decide', inspectionId);
		const old = queries.listExplanations(ctx.db, inspectionId).find((row) => row.id === id);
		if (!old) throw new ProblemError(problem('not_found', {}));
		requireVersion(old.version, input.version);
		if (input.reason.trim() === '') throw new ProblemError(problem('answer.reason_required', {}, 'reason'));
		const decision = {
			decision: input.decision,
			decisionReason: input.reason.trim(),
			decidedBy: actor.id,
			decidedAt: ctx.now()
		};
		queries.decideExplanation(ctx.db, id, old.version, decision);
		bumpInspection(ctx.db, inspectionId);
		writeAudit(ctx, {
			action: 'explanation.decide',
			subjectKind: 'explanation',
			subjectId: id,
			inspectionId,
			old: { decision: old.decision },
			new: decision
		});
	});
}
