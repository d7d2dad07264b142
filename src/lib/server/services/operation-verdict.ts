/** Whether an operation may be applied, judged before anything is changed. */
import { mayChoose } from '#lib/domain/answer-operations.ts';
import type { FieldState } from '#lib/domain/field-state.ts';
import type { Operation } from '#lib/domain/operation.ts';
import { actionOf } from '#lib/domain/operations.ts';
import type { InspectionAction } from '#lib/domain/permissions.ts';
import { problem, type Problem } from '#lib/domain/problems.ts';
import type { Ctx } from '../context.ts';
import { findEvidence } from '../db/queries/evidence.ts';
import { findAreas } from '../db/queries/inspections.ts';
import { verdictOn, type Access } from './access.ts';
import { isAnswerDayOpen } from './explanations.ts';

/** What is known about those who stand behind an operation. */
export interface Standing {
	access: Access;
	/** Whoever brings another's work by hand; null where it comes from the author's own device. */
	bearer: Access | null;
	state: FieldState;
}

/** Why an operation may not be applied; null when it may. */
export function judgeOperation(ctx: Ctx, standing: Standing, operation: Operation): Problem | null {
	/* Nothing of the inspection changes by it; who may not see it has been turned away before. */
	if (operation.type === 'work.discard') return null;
	const { access, state } = standing;
	const action = actionOf(operation, state);
	if (action === null) return faultOfProof(ctx, standing, operation) ?? problem('evidence.unknown', {});
	const verdict = verdictOn(access, action);
	if (verdict === 'allowed')
		return (
			judgeBearer(ctx, standing, operation, action) ??
			faultOfDay(ctx, standing, action) ??
			faultOfProof(ctx, standing, operation)
		);
	if (verdict === 'closed') return problem('inspection.locked', { state: state.state });
	return verdict === 'hidden' ? problem('not_found', {}) : problem('permission.denied', { action });
}

/** Proofs of an answer come with it: past its day only where the campaign takes late ones. */
function faultOfDay(
	ctx: Ctx,
	{ access: { inspection } }: Standing,
	action: InspectionAction
): Problem | null {
	if (action !== 'explanation.write' || isAnswerDayOpen(ctx, inspection)) return null;
	return problem('explanation.too_late', { day: inspection.explanationDueOn! });
}

function judgeBearer(
	ctx: Ctx,
	{ bearer, state }: Standing,
	operation: Operation,
	action: InspectionAction
): Problem | null {
	if (bearer === null || bearer.actor.id === operation.actorId) return null;
	const may =
		verdictOn(bearer, action) === 'allowed' &&
		(operation.type !== 'conflict.settle' || mayChoose(asBearer(ctx, bearer, state), operation.payload));
	return may ? null : problem('rescue.bearer_may_not', { action });
}

function asBearer(
	{ db }: Ctx,
	{ actor, teamRole, inspection }: Access,
	{ set }: FieldState
): Pick<FieldState, 'set' | 'chooser'> {
	const areas = findAreas(db, inspection.id, actor.id);
	return { set, chooser: { actorId: actor.id, teamRole, areas } };
}

type OnProof = Extract<Operation, { type: 'evidence.add' | 'evidence.edit' | 'evidence.withdraw' }>;
const isOnProof = (operation: Operation): operation is OnProof => operation.type.startsWith('evidence.');

/** A proof that the state does not show: of another inspection, or taken back. */
function faultOfProof(
	{ db }: Ctx,
	{ access: { inspection }, state }: Standing,
	operation: Operation
): Problem | null {
	if (!isOnProof(operation)) return null;
	const { id } = operation.payload;
	if (state.evidence.some((proof) => proof.id === id)) return null;
	const row = findEvidence(db, id);
	if (!row) return null;
	const isWithdrawn = row.inspectionId === inspection.id && row.side === state.side;
	return isWithdrawn ? problem('evidence.withdrawn', {}) : problem('operation.foreign', {});
}
