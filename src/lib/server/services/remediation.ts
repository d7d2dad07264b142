/** The remediation plan, progress on it, and the verification that settles a finding. */
import { dayOwed } from '#lib/domain/action-request.ts';
import { dayOf } from '#lib/domain/calendar.ts';
import { FINDING_MOVES, type Finding, type FindingMove } from '#lib/domain/finding.ts';
import { mayRewrite } from '#lib/domain/plan-decision.ts';
import { problem, ProblemError } from '#lib/domain/problems.ts';
import {
	checkAction,
	checkProgress,
	checkReportDays,
	daysLate,
	latestByAction,
	type ProgressReport,
	type RemedyAction,
	type RemedyTexts
} from '#lib/domain/remediation.ts';
import { writeAudit } from '../audit/audit.ts';
import { inTransaction, type Ctx } from '../context.ts';
import { listRequests } from '../db/queries/action-requests.ts';
import { listFindings, setFindingState } from '../db/queries/field.ts';
import { bumpInspection, updateInspection } from '../db/queries/inspections.ts';
import * as queries from '../db/queries/remediation.ts';
import { requireInspection, requireVersion } from './access.ts';
import { loadCalendar } from './calendar.ts';

/**
 * Adds (no id) or changes an action of the plan; returns its id. Throws `finding.action_incomplete` naming the empty
 * field, `finding.unknown` (also for a finding that was dropped), `version.stale`.
 */
export function saveAction(
	ctx: Ctx,
	inspectionId: string,
	input: Omit<RemedyAction, 'id'> & { id: string | null; version: number }
): string {
	return inTransaction(ctx, () => {
		const { actor } = requireInspection(ctx, 'remedy.plan', inspectionId);
		requireFinding(ctx, inspectionId, input.findingId);
		const { version, ...fields } = input;
		const checked = checkAction({ ...fields, id: fields.id ?? ctx.newId() });
		if (!checked.ok) throw new ProblemError(checked.problem);
		const action = checked.value;
		const old = queries.listActions(ctx.db, inspectionId).find(({ id }) => id === input.id);
		if (input.id !== null && !old) throw new ProblemError(problem('not_found', {}));
		requireVersion(old?.version ?? 0, version);
		if (old && !mayRewrite(old)) throw new ProblemError(problem('remedy.action_accepted', {}));
		if (old) queries.updateAction(ctx.db, action, version);
		else
			queries.insertAction(ctx.db, {
				...action,
				inspectionId,
				position: queries.lastActionPosition(ctx.db, inspectionId) + 1,
				createdBy: actor.id,
				createdAt: ctx.now()
			});
		bumpInspection(ctx.db, inspectionId);
		audit(ctx, 'remedy.plan', 'action', action.id, inspectionId, old, action);
		return action.id;
	});
}

/** Takes an action out of the plan while the plan is being written. */
export function removeAction(ctx: Ctx, inspectionId: string, id: string): void {
	inTransaction(ctx, () => {
		requireInspection(ctx, 'remedy.plan', inspectionId);
		const old = queries.listActions(ctx.db, inspectionId).find((action) => action.id === id);
		if (!old) throw new ProblemError(problem('not_found', {}));
		if (!mayRewrite(old)) throw new ProblemError(problem('remedy.action_accepted', {}));
		queries.withdrawAction(ctx.db, id, ctx.now());
		bumpInspection(ctx.db, inspectionId);
		audit(ctx, 'remedy.remove_action', 'action', id, inspectionId, old, null);
	});
}

/** What plan or report say beyond their tables: the plan's parts while planning, the report's while remedying. */
export function writeRemedyTexts(
	ctx: Ctx,
	inspectionId: string,
	version: number,
	texts: Partial<RemedyTexts>
): void {
	inTransaction(ctx, () => {
		const forPlan =
			texts.purpose !== undefined || texts.organisation !== undefined || texts.funding !== undefined;
		const { inspection } = requireInspection(ctx, forPlan ? 'remedy.plan' : 'remedy.report', inspectionId);
		requireVersion(inspection.version, version);
		const remedyTexts = { ...inspection.remedyTexts, ...texts };
		updateInspection(ctx.db, inspectionId, version, { remedyTexts });
		audit(ctx, 'remedy.texts', 'inspection', inspectionId, inspectionId, inspection.remedyTexts, remedyTexts);
	});
}

export type ProgressInput = Omit<ProgressReport, 'id'> & { delayReason: string; newDueOn: string | null };

/**
 * Adds a progress report; returns its id. The finding moves to «in progress», or to «reported done» once every
 * action on it is done. Throws what `checkProgress` and `checkReportDays` say, `not_found` for a foreign action.
 */
export function reportProgress(ctx: Ctx, inspectionId: string, input: ProgressInput): string {
	return inTransaction(ctx, () => {
		const { actor } = requireInspection(ctx, 'remedy.report', inspectionId);
		const actions = queries.listActions(ctx.db, inspectionId);
		const action = actions.find(({ id }) => id === input.actionId);
		if (!action) throw new ProblemError(problem('not_found', {}));
		const before = latestByAction(queries.listProgress(ctx.db, inspectionId)).get(action.id);
		const checked = checkProgress({ ...input, id: ctx.newId() }, before?.percent ?? null);
		if (!checked.ok) throw new ProblemError(checked.problem);
		const requests = listRequests(ctx.db, inspectionId).filter(({ actionId }) => actionId === action.id);
		const owedOn = dayOwed(action, requests);
		const days = checkReportDays({ dueOn: owedOn }, input, dayOf(ctx.now()));
		if (!days.ok) throw new ProblemError(days.problem);
		const { id } = checked.value;
		const late = input.state === 'done' ? daysLate(owedOn, input.asOfOn, loadCalendar(ctx)) : null;
		const made = { reportedBy: actor.id, reportedAt: ctx.now() };
		queries.insertProgress(ctx.db, { ...input, id, daysLate: late, ...made });
		const finding = requireFinding(ctx, inspectionId, action.findingId);
		const latest = latestByAction(queries.listProgress(ctx.db, inspectionId));
		const siblings = actions.filter(({ findingId }) => findingId === finding.id);
		const allDone = siblings.every((sibling) => latest.get(sibling.id)?.state === 'done');
		moveFinding(ctx, finding, allDone ? 'report_done' : 'start');
		bumpInspection(ctx.db, inspectionId);
		audit(ctx, 'remedy.report', 'progress', id, inspectionId, null, input);
		return id;
	});
}

/** Moves a finding where the table allows it; a move it already made is no fault (a second report on a finding). */
function moveFinding(ctx: Ctx, finding: Finding, move: FindingMove): void {
	const { from, to } = FINDING_MOVES[move];
	if (from.includes(finding.state)) setFindingState(ctx.db, finding.id, to);
}

export interface VerificationInput {
	findingId: string;
	result: 'verified' | 'returned';
	reason: string;
}

/**
 * Verifies a finding that was reported done, or returns it; always with a reason (what was seen). Throws
 * `remedy.not_reported_done`, `remedy.reporter_cannot_verify`, `input.required`.
 */
export function verifyFinding(ctx: Ctx, inspectionId: string, input: VerificationInput): void {
	inTransaction(ctx, () => {
		const { actor } = requireInspection(ctx, 'remedy.verify', inspectionId);
		const finding = requireFinding(ctx, inspectionId, input.findingId);
		if (finding.state !== 'reported_done') throw new ProblemError(problem('remedy.not_reported_done', {}));
		const mine = new Set(
			queries
				.listActions(ctx.db, inspectionId)
				.filter(({ findingId }) => findingId === finding.id)
				.map(({ id }) => id)
		);
		const reporters = queries.listProgress(ctx.db, inspectionId).filter(({ actionId }) => mine.has(actionId));
		if (reporters.some(({ reportedBy }) => reportedBy === actor.id))
			throw new ProblemError(problem('remedy.reporter_cannot_verify', {}));
		if (input.reason.trim() === '')
			throw new ProblemError(problem('input.required', { field: 'reason' }, 'reason'));
		const row = {
			...input,
			reason: input.reason.trim(),
			id: ctx.newId(),
			verifiedBy: actor.id,
			verifiedAt: ctx.now()
		};
		queries.insertVerification(ctx.db, row);
		moveFinding(ctx, finding, input.result === 'verified' ? 'verify' : 'return');
		bumpInspection(ctx.db, inspectionId);
		audit(ctx, `remedy.${input.result}`, 'finding', finding.id, inspectionId, { state: finding.state }, row);
	});
}

function requireFinding(ctx: Ctx, inspectionId: string, findingId: string): Finding {
	const finding = listFindings(ctx.db, inspectionId).find(({ id }) => id === findingId);
	if (!finding || finding.state === 'not_accepted') throw new ProblemError(problem('finding.unknown', {}));
	return finding;
}

function audit(
	ctx: Ctx,
	action: string,
	subjectKind: string,
	subjectId: string,
	inspectionId: string,
	old: unknown,
	now: unknown
): void {
	writeAudit(ctx, { action, subjectKind, subjectId, inspectionId, old: old ?? null, new: now });
}
