/** Reads what a device sent, one operation after another, before anything of it is believed. */
import { parseOperation, SYNC_LIMITS, type OperationResult } from '#lib/contracts/field.ts';
import type { Operation } from '#lib/domain/operation.ts';
import { problem, type Problem } from '#lib/domain/problems.ts';
import type { Sender } from '../db/queries/sync-order.ts';
import type { Arrival } from './arrival-order.ts';

const CHARACTERS_PER_KILOBYTE = 1024;

/** An operation as it was read, or what is said of one that could not be. */
export type Read = Arrival & { refusal: OperationResult | null; isOwn: (sender: Sender) => boolean };

const numberOf = (value: unknown): number => (Number.isSafeInteger(value) ? (value as number) : 0);
const wordOf = (value: unknown): string => (typeof value === 'string' ? value.slice(0, 64) : '');

/** The device that a batch comes from: the one its first operation names. */
export function deviceOf(raw: readonly unknown[]): string {
	return wordOf((raw[0] as { deviceId?: unknown } | null | undefined)?.deviceId);
}

/**
 * Reads what arrived, whatever it is; what cannot be read keeps its number and says why. `sent`: the characters of all of
 * it, where they are known; only where that is more than one operation may have is each of them measured.
 */
export const readOperations = (raw: readonly unknown[], sent = Infinity): Read[] =>
	raw.map((one) => readOperation(one, sent > SYNC_LIMITS.operationLength));

function readOperation(raw: unknown, isMeasured: boolean): Read {
	const shown = raw as Partial<Record<keyof Operation, unknown>> | null;
	const opId = wordOf(shown?.opId);
	const isOwn = (sender: Sender): boolean =>
		shown?.inspectionId === sender.inspectionId &&
		shown.actorId === sender.actorId &&
		shown.deviceId === sender.deviceId;
	const refused = (why: Problem): Read => ({
		opId,
		seq: numberOf(shown?.seq),
		operation: null,
		refusal: { opId, status: 'rejected', problem: why },
		isOwn
	});
	const length = isMeasured ? (JSON.stringify(raw)?.length ?? 0) : 0;
	if (length > SYNC_LIMITS.operationLength)
		return refused(
			problem('operation.too_large', { kilobytes: Math.ceil(length / CHARACTERS_PER_KILOBYTE) })
		);
	const operation = parseOperation(raw);
	if (!operation) return refused(problem('operation.unknown_type', { type: wordOf(shown?.type) }));
	return { opId, seq: operation.seq, operation, refusal: null, isOwn };
}
