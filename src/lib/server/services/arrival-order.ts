/**
 * The order in which operations of one person's device are applied: by their number, without a gap. What comes before
 * an earlier one is held, durably, and applied when the gap closes. A device says which is the oldest it still has, so
 * a number that was lost on it (two windows, a cleared storage) is not waited for. The clock decides nothing.
 */
import type { Operation } from '#lib/domain/operation.ts';
import type { Problem } from '#lib/domain/problems.ts';
import type { Ctx } from '../context.ts';
import {
	findPosition,
	holdOperation,
	listHeld,
	refuseHeld,
	releaseHeld,
	writePosition,
	type Sender
} from '../db/queries/sync-order.ts';

/** One thing that arrived. Unreadable ones carry only their number, which is used up all the same. */
export interface Arrival {
	opId: string;
	seq: number;
	operation: Operation | null;
}

export class ArrivalOrder {
	private readonly ctx: Ctx;
	private readonly sender: Sender;
	private readonly held: Map<string, Operation>;
	private last: number;

	/** `oldest`: the lowest number that the device has not heard about yet. */
	constructor(ctx: Ctx, sender: Sender, oldest: number) {
		this.ctx = ctx;
		this.sender = sender;
		const { lastSeq, isHolding } = findPosition(ctx.db, sender);
		const held = isHolding ? listHeld(ctx.db, sender) : [];
		this.held = new Map(held.map((operation) => [operation.opId, operation]));
		this.last = Math.max(lastSeq, oldest - 1);
	}

	/** What has just arrived together with what was held, by number. */
	line(arrived: readonly Arrival[]): Arrival[] {
		const here = new Set(arrived.map(({ opId }) => opId));
		const waiting = [...this.held.values()].filter(({ opId }) => !here.has(opId));
		return [
			...arrived,
			...waiting.map((operation) => ({ opId: operation.opId, seq: operation.seq, operation }))
		].sort((a, b) => a.seq - b.seq);
	}

	/** Whether it is this one's turn. A number below the last one is late, not early: it is taken. */
	isDue({ seq }: Arrival): boolean {
		if (seq > this.last + 1) return false;
		this.last = Math.max(this.last, seq);
		return true;
	}

	hold({ opId, operation }: Arrival): void {
		if (operation !== null && !this.held.has(opId)) holdOperation(this.ctx.db, operation, this.ctx.now());
	}

	/** What was held has had its turn. */
	release(opId: string, refusal: Problem | null): void {
		if (!this.held.has(opId)) return;
		if (refusal === null) releaseHeld(this.ctx.db, opId);
		else refuseHeld(this.ctx.db, opId, refusal);
	}

	finish(clockOffsetMs: number | null): void {
		writePosition(this.ctx.db, this.sender, { lastSeq: this.last, seenAt: this.ctx.now(), clockOffsetMs });
	}
}
