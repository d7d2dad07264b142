/** Where each kind of change of an inspection is written. */
import { codesOf, type Proof } from '#lib/domain/evidence.ts';
import type { Change } from '#lib/domain/field-state.ts';
import type { Operation } from '#lib/domain/operation.ts';
import { writeAudit } from '../audit/audit.ts';
import type { Ctx } from '../context.ts';
import { settleConflict } from '../db/queries/conflicts.ts';
import { editEvidence, insertEvidence, withdrawEvidence, writePlaces } from '../db/queries/evidence.ts';
import * as field from '../db/queries/field.ts';

/**
 * Writes what an operation changed, answers excepted: a batch writes those at its end, each once. `id`: the
 * inspection's.
 */
export function writeChange(ctx: Ctx, id: string, operation: Operation, change: Change): void {
	const { db } = ctx;
	const by = { actorId: operation.actorId, at: ctx.now() };
	switch (change.kind) {
		case 'answer':
			return;
		case 'settled':
			for (const conflict of change.settled) settleConflict(db, conflict);
			return recordChoice(ctx, id, change);
		case 'finding':
			return field.writeFinding(db, id, change.finding, by);
		case 'strength':
			return field.writeStrength(db, id, change.strength, by);
		case 'demand':
			return field.writeDemand(db, id, change.demand, by);
		case 'finding_withdrawn':
		case 'strength_withdrawn':
		case 'demand_withdrawn':
			return field.withdraw(
				db,
				change.kind.split('_')[0] as 'finding' | 'strength' | 'demand',
				change.before.id,
				by.at
			);
		case 'session':
			return field.writeSession(db, id, change.session);
		case 'signature':
			return field.writeDrawnSignature(db, id, change.signature, by);
		case 'signature_cleared':
			return field.deleteDrawnSignature(db, id, change.before.side);
		case 'given_up':
			return writeAudit(ctx, {
				action: 'work.discard',
				subjectKind: 'operation',
				subjectId: operation.opId,
				inspectionId: id,
				new: { ...change.givenUp, deviceId: operation.deviceId, madeAt: operation.madeAt }
			});
		case 'evidence':
			if (change.before) return editProof(db, change.proof, change.before, by.at);
			return insertEvidence(db, { ...change.proof, inspectionId: id, addedAt: by.at });
		case 'evidence_withdrawn':
			return withdrawEvidence(db, change.before.id, by.at);
	}
}

function editProof(db: Ctx['db'], proof: Proof, before: Proof, at: number): void {
	editEvidence(db, proof);
	if (proof.subjectKind === 'answer') writePlaces(db, proof.id, codesOf(before), codesOf(proof), at);
}

/** The value that was not chosen stays in the record, too. */
function recordChoice(
	ctx: Ctx,
	inspectionId: string,
	{ answer, before, settled }: Extract<Change, { kind: 'settled' }>
): void {
	for (const { id, settled: settlement } of settled)
		writeAudit(ctx, {
			action: 'conflict.settle',
			subjectKind: 'conflict',
			subjectId: id,
			inspectionId,
			old: before,
			new: { ...settlement, answer }
		});
}
