/**
 * One edit from a page of the office, sent at once and answered at once: the same operation that a tablet makes, but
 * without an outbox, because the person waits for the answer and the page keeps what was typed until it comes.
 */
import type { Answer } from '#lib/domain/answer.ts';
import type { Operation, OperationBody } from '#lib/domain/operations.ts';
import type { Problem } from '#lib/domain/problems.ts';
import { v7 } from 'uuid';
import { openDevice } from './device.ts';
import { httpTransport } from './transport.ts';

export type EditOutcome =
	| { kind: 'saved'; version: number }
	/** Somebody else changed the same score meanwhile; nothing was overwritten. */
	| { kind: 'conflict'; current: Answer; changedBy: string; changedAt: number; version: number }
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
	const operation = {
		...body,
		opId: v7(),
		deviceId: device.id,
		actorId: place.actorId,
		inspectionId: place.inspectionId,
		baseVersion: place.version,
		seq: device.nextSeq(),
		madeAt: Date.now()
	} as Operation;
	const outcome = await httpTransport(fetch).send([operation]);
	if (outcome.kind === 'signed_out') return { kind: 'signed_out' };
	if (outcome.kind === 'refused') return { kind: 'refused', problem: outcome.problem };
	if (outcome.kind !== 'done') return { kind: 'unreachable' };
	const result = outcome.value.results[0];
	if (result === undefined) return { kind: 'unreachable' };
	const { version } = outcome.value;
	if (result.status === 'conflict') {
		const { current, changedBy, changedAt } = result;
		return { kind: 'conflict', current, changedBy, changedAt, version };
	}
	if (result.status === 'rejected') return { kind: 'refused', problem: result.problem };
	return { kind: 'saved', version };
}
