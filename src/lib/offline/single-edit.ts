/**
 * One edit from a page of the office, sent at once and answered at once: the same operation that a tablet makes, but
 * without an outbox, because the person waits for the answer and the page keeps what was typed until it comes.
 */
import type { Conflict } from '#lib/domain/conflict.ts';
import type { Operation, OperationBody } from '#lib/domain/operation.ts';
import type { Problem } from '#lib/domain/problems.ts';
import { v7 } from 'uuid';
import { openDevice } from './device.ts';
import { httpTransport } from './transport.ts';

export type EditOutcome =
	| { kind: 'saved'; version: number }
	/** Somebody else changed the same score meanwhile; nothing was overwritten, both values are kept. */
	| { kind: 'conflict'; conflict: Conflict; version: number }
	| { kind: 'refused'; problem: Problem }
	| { kind: 'unreachable' }
	| { kind: 'signed_out' };

export interface EditPlace {
	inspectionId: string;
	/** Version of the inspection that the page shows. */
	version: number;
	actorId: string;
}

/** Sends one operation. Never throws; what did not reach the server can be sent again as it is. */
export async function sendEdit(place: EditPlace, body: OperationBody): Promise<EditOutcome> {
	const device = openDevice(localStorage, v7);
	const { actorId, inspectionId } = place;
	const operation = {
		...body,
		opId: v7(),
		deviceId: device.id,
		actorId,
		inspectionId,
		baseVersion: place.version,
		seq: device.nextSeq({ actorId, inspectionId }),
		madeAt: Date.now()
	} as Operation;
	const outcome = await httpTransport(fetch).send([operation], {
		oldest: operation.seq,
		sentAt: Date.now()
	});
	if (outcome.kind === 'signed_out') return { kind: 'signed_out' };
	if (outcome.kind === 'refused') return { kind: 'refused', problem: outcome.problem };
	if (outcome.kind !== 'done') return { kind: 'unreachable' };
	const result = outcome.value.results[0];
	if (result === undefined) return { kind: 'unreachable' };
	const { version } = outcome.value;
	if (result.status === 'conflict') return { kind: 'conflict', conflict: result.conflict, version };
	if (result.status === 'held') return { kind: 'unreachable' };
	if (result.status === 'rejected') return { kind: 'refused', problem: result.problem };
	return { kind: 'saved', version };
}
