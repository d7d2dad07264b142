/**
 * The one write path of field edits: operations of the walk, the self-assessment and the closing. One batch is one
 * transaction; each operation in it is judged alone, so that a refused one never takes its neighbours along.
 */
import type { OperationResult, Sending, SyncAnswer } from '#lib/contracts/field.ts';
import { inSharedTransaction, inTransaction, type Ctx } from '../context.ts';
import { loadAccess, requireSight, type Access } from './access.ts';
import { ArrivalOrder } from './arrival-order.ts';
import { Batch } from './operation-batch.ts';
import { deviceOf, readOperations, type Read } from './operation-reading.ts';

/** What is sent together with operations, and the characters of all that was sent, where they are known. */
type Sent = Sending & { length?: number };

/**
 * Applies a batch to one inspection. Idempotent by `opId`; an answer that somebody else changed unseen is merged, or
 * both values are kept as a conflict and nothing is overwritten. With `oldest`, operations are applied by their number
 * and one after a gap is held; held ones have their turn as soon as the gap closes. `sentAt` (epoch ms) only says how
 * wrong the device's clock is. Throws `not_found`
 * when the actor may not even see the inspection.
 */
export function applyOperations(
	ctx: Ctx,
	inspectionId: string,
	raw: readonly unknown[],
	sending: Sent = {}
): SyncAnswer {
	return inTransaction(ctx, () => apply(ctx, inspectionId, raw, sending));
}

/** The same for a batch that came at once with others: committed with them, as if it had come alone. */
export function applyOperationsTogether(
	ctx: Ctx,
	inspectionId: string,
	raw: readonly unknown[],
	sending: Sent
): Promise<SyncAnswer> {
	return inSharedTransaction(ctx, () => apply(ctx, inspectionId, raw, sending));
}

function apply(ctx: Ctx, inspectionId: string, raw: readonly unknown[], sending: Sent): SyncAnswer {
	const access = loadAccess(ctx, inspectionId);
	requireSight(access);
	const clockOffsetMs = sending.sentAt === undefined ? null : ctx.now() - sending.sentAt;
	const batch = new Batch(ctx, access, { deviceId: deviceOf(raw), clockOffsetMs });
	const read = readOperations(raw, sending.length);
	const results =
		sending.oldest === undefined ? takeAsTheyCome(batch, read) : takeInOrder(batch, read, sending.oldest);
	batch.finish();
	return { results, version: batch.version };
}

/**
 * Work of `author` that somebody else brings by hand: taken by number like a sending of the author's device, as the
 * author's, and only what both may do. `ctx.actor` is the author; `bearer` is how whoever brings it stands here. A gap is
 * not waited for: the device may be gone.
 */
export function applyRescued(
	ctx: Ctx,
	inspectionId: string,
	deviceId: string,
	bearer: Access,
	raw: readonly unknown[]
): OperationResult[] {
	return inTransaction(ctx, () => {
		const access = loadAccess(ctx, inspectionId);
		requireSight(access);
		const batch = new Batch(ctx, access, { deviceId, clockOffsetMs: null, bearer });
		const read = readOperations(raw).sort((a, b) => a.seq - b.seq);
		const results = runsOf(read).flatMap((run) => takeInOrder(batch, run, run[0]!.seq));
		batch.finish();
		return results;
	});
}

/** Stretches of numbers without a gap. */
function runsOf(read: readonly Read[]): Read[][] {
	const runs: Read[][] = [];
	for (const one of read) {
		const last = runs.at(-1)?.at(-1);
		if (last && one.seq <= last.seq + 1) runs.at(-1)!.push(one);
		else runs.push([one]);
	}
	return runs;
}

function takeAsTheyCome(batch: Batch, read: readonly Read[]): OperationResult[] {
	batch.prefetch(read.flatMap(({ operation }) => operation ?? []));
	return read.map(({ operation, refusal }) => (operation === null ? refusal! : batch.take(operation)));
}

function takeInOrder(batch: Batch, read: readonly Read[], oldest: number): OperationResult[] {
	const order = new ArrivalOrder(batch.ctx, batch.sender, oldest);
	/* What names another person, device or inspection has no place in this count; it is refused where it is taken. */
	const line = order.line(read.filter((one) => one.isOwn(batch.sender)));
	batch.prefetch(line.flatMap(({ operation }) => operation ?? []));
	const refusals = new Map(read.map(({ opId, refusal }) => [opId, refusal]));
	const results = new Map<string, OperationResult>();
	for (const arrival of line) {
		const { opId, operation } = arrival;
		if (!order.isDue(arrival)) {
			order.hold(arrival);
			results.set(opId, { opId, status: 'held' });
			continue;
		}
		const result = operation === null ? refusals.get(opId)! : batch.take(operation);
		order.release(opId, result.status === 'rejected' ? result.problem : null);
		results.set(opId, result);
	}
	order.finish(batch.clockOffsetMs);
	return read.map(
		({ opId, operation, refusal }) =>
			results.get(opId) ?? (operation === null ? refusal! : batch.take(operation))
	);
}
