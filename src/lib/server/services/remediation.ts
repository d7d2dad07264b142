/** The remediation plan, progress on it, and the verification that settles a finding. */
import type { AuditAction } from '#lib/domain/audit-action.ts';
import { dayOwed } from '#lib/domain/action-request.ts';
import { countedDay, dayOf, workingDaysLate } from '#lib/domain/calendar.ts';
import { markMilestones, type Milestone, type MilestoneMark } from '#lib/domain/milestone.ts';
import { FINDING_MOVES, type Finding, type FindingMove } from '#lib/domain/finding.ts';
import { mayRewrite } from '#lib/domain/plan-decision.ts';
import { problem, ProblemError } from '#lib/domain/problems.ts';
import {
	checkAction,
	checkProgress,
	checkReached,
	checkReportDays,
	latestByAction,
	NO_DETAIL,
	type ActionDetail,
	type ProgressReport,
	type RemedyAction,
	type RemedyTexts
} from '#lib/domain/remediation.ts';
import { writeAudit } from '../audit/audit.ts';
import { inTransaction, type Ctx } from '../context.ts';
import { listRequests } from '../db/queries/action-requests.ts';
import { listFindings, setFindingState } from '../db/queries/field.ts';
import { bumpInspection, listMovesOf, updateInspection } from '../db/queries/inspections.ts';
import { writeMilestones } from '../db/queries/milestones.ts';
import * as queries from '../db/queries/remediation.ts';
import { findRaised } from '../db/queries/tracked-remedies.ts';
import { requireInspection, requireVersion } from './access.ts';
import { basisReader } from './remedy-basis.ts';
import { loadCalendar } from './calendar.ts';
import { requireStandingUnit } from './standing-units.ts';

export interface ActionInput
	extends Omit<RemedyAction, 'id' | keyof ActionDetail>, Partial<Omit<ActionDetail, 'milestones'>> {
	/** Null for a new one. */
	id: string | null;
	version: number;
	/** All it is to have; an id that is not one of the action's own is given anew. */
	milestones?: readonly Pick<Milestone, 'id' | 'text' | 'dueOn'>[];
}

/**
 * Adds (no id) or changes an action of the plan; returns its id. What it says of whose cause it is follows the finding
 * where it says nothing. An action stays with its finding: under another one's it is `not_found`. Throws what `checkAction`
 * says, `finding.unknown` (also for a finding that was dropped), `remedy.finding_settled` for one that was verified,
 * `unit.closed`, `version.stale`, `remedy.action_accepted`.
 */
export function saveAction(ctx: Ctx, inspectionId: string, input: ActionInput): string {
	return inTransaction(ctx, () => {
		const { actor, inspection } = requireInspection(ctx, 'remedy.plan', inspectionId);
		const { causeKind, state } = requireFinding(ctx, inspectionId, input.findingId);
		if (state === 'verified') throw new ProblemError(problem('remedy.finding_settled', {}));
		const { version, milestones: steps = [], ...fields } = input;
		const old = queries
			.listActions(ctx.db, inspectionId)
			.find(({ id, findingId }) => id === input.id && findingId === input.findingId);
		const kept = new Map((old?.milestones ?? []).map((milestone) => [milestone.id, milestone]));
		const given = steps.map(({ id, text, dueOn }): Milestone => {
			const standing = kept.get(id);
			kept.delete(id);
			return { id: standing?.id ?? ctx.newId(), text, dueOn, doneOn: standing?.doneOn ?? null };
		});
		const detail = { ...NO_DETAIL, causeKind, milestones: given };
		const checked = checkAction({ ...detail, ...fields, id: fields.id ?? ctx.newId() }, dayOf(ctx.now()));
		if (!checked.ok) throw new ProblemError(checked.problem);
		const { milestones, ...action } = checked.value;
		requireStandingUnit(ctx, inspection.agencyId, action.leadUnit);
		if (input.id !== null && !old) throw new ProblemError(problem('not_found', {}));
		requireVersion(old?.version ?? 0, version);
		if (old && !mayRewrite(old)) throw new ProblemError(problem('remedy.action_accepted', {}));
		if (old) queries.updateAction(ctx.db, { ...action, milestones }, version);
		else
			queries.insertAction(ctx.db, {
				...action,
				inspectionId,
				position: queries.lastActionPosition(ctx.db, inspectionId) + 1,
				createdBy: actor.id,
				createdAt: ctx.now()
			});
		writeMilestones(ctx.db, action.id, milestones);
		bumpInspection(ctx.db, inspectionId);
		audit(ctx, 'remedy.plan', 'action', action.id, inspectionId, old, checked.value);
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

export type ProgressInput = Omit<ProgressReport, 'id'> & {
	delayReason: string;
	newDueOn: string | null;
	/** Milestones that are ticked off, or taken back; those that are not named stay. */
	milestones?: readonly MilestoneMark[];
};

/**
 * Adds a progress report; returns its id. The finding moves to «in progress», also where «done» is taken back, or to
 * «reported done» once every action on it is done. Throws what `checkProgress`, `checkReached`, `checkReportDays` and `markMilestones` say,
 * `not_found` for a foreign action, `remedy.report_settled` once its finding is verified.
 */
export function reportProgress(ctx: Ctx, inspectionId: string, input: ProgressInput): string {
	return inTransaction(ctx, () => {
		const { actor } = requireInspection(ctx, 'remedy.report', inspectionId);
		const actions = queries.listActions(ctx.db, inspectionId);
		const action = actions.find(({ id }) => id === input.actionId);
		if (!action) throw new ProblemError(problem('not_found', {}));
		const finding = requireFinding(ctx, inspectionId, action.findingId);
		if (finding.state === 'verified') throw new ProblemError(problem('remedy.report_settled', {}));
		const before = latestByAction(queries.listProgress(ctx.db, inspectionId)).get(action.id);
		const checked = checkProgress({ ...input, id: ctx.newId() }, before?.percent ?? null);
		if (!checked.ok) throw new ProblemError(checked.problem);
		const requests = listRequests(ctx.db, inspectionId).filter(({ actionId }) => actionId === action.id);
		const owedOn = dayOwed(action, requests);
		const calendar = loadCalendar(ctx);
		const today = dayOf(ctx.now());
		const { milestones: marks = [], ...report } = input;
		const raisedOn = raisedDay(ctx, inspectionId, finding.id);
		const marked = markMilestones(action.milestones, marks, { raisedOn, today }, input.regressReason);
		for (const judged of [
			checkReached(action.target, report),
			checkReportDays(
				{ endsOn: countedDay(owedOn, calendar), raisedOn, lastAsOfOn: before?.asOfOn ?? null },
				report,
				today
			),
			marked
		])
			if (!judged.ok) throw new ProblemError(judged.problem);
		if (marked.ok && marks.length > 0) writeMilestones(ctx.db, action.id, marked.value);
		const { id } = checked.value;
		const late = input.state === 'done' ? workingDaysLate(owedOn, input.asOfOn, calendar) : null;
		const made = { reportedBy: actor.id, reportedAt: ctx.now() };
		queries.insertProgress(ctx.db, { ...report, id, daysLate: late, ...made });
		const latest = latestByAction(queries.listProgress(ctx.db, inspectionId));
		const siblings = actions.filter(({ findingId }) => findingId === finding.id);
		const allDone = siblings.every((sibling) => latest.get(sibling.id)?.state === 'done');
		moveFinding(ctx, finding, allDone ? 'report_done' : 'start');
		bumpInspection(ctx.db, inspectionId);
		audit(ctx, 'remedy.report', 'progress', id, inspectionId, null, input);
		return id;
	});
}

/** Since when a finding is the agency's to remedy. */
function raisedDay({ db }: Ctx, inspectionId: string, findingId: string): string {
	const concluded = listMovesOf(db, inspectionId).findLast(({ transition }) => transition === 'conclude');
	return dayOf(Math.max(findRaised(db, findingId)!.createdAt, concluded!.at));
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
	/** What `basisReader` counted when the finding was looked at; absent where it is read in the same moment. */
	version?: number;
}

/**
 * Verifies a finding that was reported done, or returns it; always with a reason (what was seen). Throws
 * `remedy.not_reported_done`, `remedy.reporter_cannot_verify`, `remedy.report_changed` when a report or a proof came or
 * went since it was looked at, `input.required`.
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
		const { version, ...said } = input;
		if (version !== undefined && version !== basisReader(ctx, inspectionId)(finding.id))
			throw new ProblemError(problem('remedy.report_changed', {}));
		if (said.reason.trim() === '')
			throw new ProblemError(problem('input.required', { field: 'reason' }, 'reason'));
		const row = {
			...said,
			reason: said.reason.trim(),
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
	action: AuditAction,
	subjectKind: string,
	subjectId: string,
	inspectionId: string,
	old: unknown,
	now: unknown
): void {
	writeAudit(ctx, { action, subjectKind, subjectId, inspectionId, old: old ?? null, new: now });
}
