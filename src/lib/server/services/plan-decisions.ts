/** The office's word on a submitted remediation plan: action by action, and on what is asked for later. */
import type { AuditAction } from '#lib/domain/audit-action.ts';
import { dayOf } from '#lib/domain/calendar.ts';
import {
	applyRequest,
	checkRequest,
	type RequestDecision,
	type RequestedChange
} from '#lib/domain/action-request.ts';
import type { Milestone } from '#lib/domain/milestone.ts';
import { checkDecision, type DecisionInput } from '#lib/domain/plan-decision.ts';
import { problem, ProblemError } from '#lib/domain/problems.ts';
import { latestByAction } from '#lib/domain/remediation.ts';
import { writeAudit } from '../audit/audit.ts';
import { inTransaction, type Ctx } from '../context.ts';
import * as requests from '../db/queries/action-requests.ts';
import { listFindings } from '../db/queries/field.ts';
import { bumpInspection, type InspectionRow } from '../db/queries/inspections.ts';
import { writeMilestones } from '../db/queries/milestones.ts';
import * as plan from '../db/queries/remediation.ts';
import { requireInspection, requireVersion } from './access.ts';
import { requireStandingUnit } from './standing-units.ts';

/**
 * Accepts or returns one action of a submitted plan; it may be decided otherwise until the plan itself is accepted.
 * Throws `answer.reason_required` for a return without a word, `remedy.action_accepted` once the plan was accepted,
 * `version.stale` where the action was written anew or decided since it was looked at.
 */
export function decideAction(
	ctx: Ctx,
	inspectionId: string,
	actionId: string,
	input: DecisionInput & { version: number }
): void {
	inTransaction(ctx, () => {
		const { actor, inspection } = requireInspection(ctx, 'remedy.decide', inspectionId);
		const action = requireAction(ctx, inspectionId, actionId);
		if (inspection.state !== 'plan_submitted') throw new ProblemError(problem('remedy.action_accepted', {}));
		requireVersion(action.version, input.version);
		const checked = checkDecision(input);
		if (!checked.ok) throw new ProblemError(checked.problem);
		const { decision, reason } = checked.value;
		const decided = { decision, decisionReason: reason };
		plan.decideAction(ctx.db, actionId, { ...decided, decidedBy: actor.id, decidedAt: ctx.now() });
		bumpInspection(ctx.db, inspectionId);
		const { decision: before, decisionReason } = action;
		audit(
			ctx,
			'remedy.decide',
			'action',
			actionId,
			inspectionId,
			{ decision: before, decisionReason },
			decided
		);
	});
}

/**
 * Asks for a change of an accepted action; returns the request's id. Throws what `checkRequest` says,
 * `remedy.request_open` while another waits, `unit.closed`, and what `requireOwed` says.
 */
export function requestChange(
	ctx: Ctx,
	inspectionId: string,
	actionId: string,
	input: Omit<RequestedChange, 'milestones'> & {
		milestones?: readonly Pick<Milestone, 'text' | 'dueOn'>[] | null;
	}
): string {
	return inTransaction(ctx, () => {
		const { actor, inspection } = requireInspection(ctx, 'remedy.request', inspectionId);
		const action = requireAction(ctx, inspectionId, actionId);
		requireOwed(ctx, inspectionId, action);
		const open = requests
			.listRequests(ctx.db, inspectionId)
			.some((request) => request.actionId === actionId && request.decision === null);
		if (open) throw new ProblemError(problem('remedy.request_open', {}));
		const milestones = (input.milestones ?? []).map(({ text, dueOn }) => ({
			id: ctx.newId(),
			text,
			dueOn,
			doneOn: null
		}));
		const checked = checkRequest({ ...input, milestones }, action, dayOf(ctx.now()));
		if (!checked.ok) throw new ProblemError(checked.problem);
		requireStandingUnit(ctx, inspection.agencyId, checked.value.leadUnit);
		const id = ctx.newId();
		const { dueOn, measure, product, leadUnit, personInCharge } = action;
		const before = { dueOn, measure, product, leadUnit, personInCharge };
		const made = { requestedBy: actor.id, requestedAt: ctx.now() };
		requests.insertRequest(ctx.db, { ...checked.value, id, actionId, before, ...made });
		bumpInspection(ctx.db, inspectionId);
		audit(ctx, 'remedy.request', 'action_request', id, inspectionId, null, { actionId, ...checked.value });
		return id;
	});
}

/** Takes back what nobody has decided. Throws `remedy.request_decided`. */
export function withdrawRequest(ctx: Ctx, inspectionId: string, requestId: string): void {
	inTransaction(ctx, () => {
		requireInspection(ctx, 'remedy.request', inspectionId);
		requireOpen(ctx, inspectionId, requestId);
		requests.withdrawRequest(ctx.db, requestId, ctx.now());
		bumpInspection(ctx.db, inspectionId);
		audit(ctx, 'remedy.withdraw_request', 'action_request', requestId, inspectionId, null, null);
	});
}

/**
 * Decides a request; an accepted one changes the action at once. Throws `answer.reason_required` for a refusal without a
 * word, `remedy.request_decided` for one that was decided or taken back meanwhile; for an acceptance also what
 * `requireOwed` says, and `checkRequest` of days that have passed since.
 */
export function decideRequest(
	ctx: Ctx,
	inspectionId: string,
	requestId: string,
	input: { decision: RequestDecision; reason: string }
): void {
	inTransaction(ctx, () => {
		const { actor } = requireInspection(ctx, 'remedy.decide', inspectionId);
		const request = requireOpen(ctx, inspectionId, requestId);
		const reason = input.reason.trim();
		if (input.decision === 'rejected' && reason === '')
			throw new ProblemError(problem('answer.reason_required', {}, 'reason'));
		const action = requireAction(ctx, inspectionId, request.actionId);
		if (input.decision === 'accepted') {
			requireOwed(ctx, inspectionId, action);
			const still = checkRequest(request, action, dayOf(ctx.now()));
			if (!still.ok) throw new ProblemError({ ...still.problem, at: 'reason' });
			const changed = applyRequest(action, request);
			plan.changeAction(ctx.db, changed);
			writeMilestones(ctx.db, action.id, changed.milestones);
		}
		const decided = { decision: input.decision, decisionReason: reason };
		requests.decideRequest(ctx.db, requestId, { ...decided, decidedBy: actor.id, decidedAt: ctx.now() });
		bumpInspection(ctx.db, inspectionId);
		const was = input.decision === 'accepted' ? request.before : null;
		audit(ctx, `remedy.request_${input.decision}`, 'action_request', requestId, inspectionId, was, decided);
	});
}

/** What a plan's submission and acceptance do to its actions; part of the move that asks for it. */
export function settlePlan(
	ctx: Ctx,
	{ id: inspectionId, remedyTexts }: InspectionRow,
	transition: 'submit_plan' | 'accept_plan',
	actorId: string
): void {
	const rows = plan.listActions(ctx.db, inspectionId);
	if (transition === 'submit_plan') {
		const actions = rows.map(
			({ version: _, position: __, decision: ___, decisionReason: ____, ...action }) => action
		);
		const made = { submittedBy: actorId, submittedAt: ctx.now() };
		requests.insertPlanVersion(ctx.db, {
			id: ctx.newId(),
			inspectionId,
			actions,
			texts: remedyTexts,
			...made
		});
		return;
	}
	const accepted = {
		decision: 'accepted',
		decisionReason: '',
		decidedBy: actorId,
		decidedAt: ctx.now()
	} as const;
	for (const { id, decision } of rows) if (decision === null) plan.decideAction(ctx.db, id, accepted);
}

function requireAction(ctx: Ctx, inspectionId: string, actionId: string): plan.ActionRow {
	const action = plan.listActions(ctx.db, inspectionId).find(({ id }) => id === actionId);
	if (!action) throw new ProblemError(problem('not_found', {}));
	return action;
}

/**
 * Only what is owed is changed. Throws `remedy.finding_settled` once the finding is verified, `remedy.action_done` for an
 * action that was reported as done, unless its finding was returned since: then it is the agency's again.
 */
function requireOwed(ctx: Ctx, inspectionId: string, { id, findingId }: plan.ActionRow): void {
	const state = listFindings(ctx.db, inspectionId).find((finding) => finding.id === findingId)?.state;
	if (state === 'verified') throw new ProblemError(problem('remedy.finding_settled', {}));
	const latest = latestByAction(plan.listProgress(ctx.db, inspectionId)).get(id);
	if (latest?.state === 'done' && state !== 'returned')
		throw new ProblemError(problem('remedy.action_done', {}));
}

function requireOpen(ctx: Ctx, inspectionId: string, requestId: string): requests.RequestRow {
	const request = requests.listRequests(ctx.db, inspectionId).find(({ id }) => id === requestId);
	if (request?.decision !== null) throw new ProblemError(problem('remedy.request_decided', {}));
	return request;
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
	writeAudit(ctx, { action, subjectKind, subjectId, inspectionId, old, new: now });
}
