/**
 * The lock of signed minutes. With no network the asking is kept: everything is sent first when there is one again, then
 * the lock, and the server checks that what was signed is what it freezes.
 */
import type { Problem } from '#lib/domain/problems.ts';
import type { Outbox } from './outbox.svelte.ts';
import type { MoveOutcome } from './transport.ts';

export class MinutesLock {
	/** Why the server would not lock what was signed. */
	fault = $state.raw<Problem | null>(null);
	private readonly outbox: Outbox;
	private readonly move: () => Promise<MoveOutcome>;
	private readonly now: () => number;
	private isTrying = false;

	/** `move`: sends what waits, then makes the move. */
	constructor(outbox: Outbox, move: () => Promise<MoveOutcome>, now: () => number) {
		this.outbox = outbox;
		this.move = move;
		this.now = now;
	}

	/** When it was asked for with no network; null when it does not wait. */
	get askedAt(): number | null {
		return this.outbox.lockAskedAt;
	}

	async ask(): Promise<MoveOutcome> {
		this.fault = null;
		const outcome = await this.move();
		if (outcome.kind === 'unsent' && this.outbox.refused.length === 0) this.outbox.askLock(this.now());
		return outcome;
	}

	takeBack(): void {
		this.outbox.askLock(null);
	}

	/** Once more, when it waits. */
	async tryAgain(): Promise<void> {
		if (this.askedAt === null || this.isTrying) return;
		if (this.outbox.refused.length > 0) return this.takeBack();
		this.isTrying = true;
		const outcome = await this.move().finally(() => (this.isTrying = false));
		if (outcome.kind === 'refused') this.fault = outcome.problem;
		if (outcome.kind !== 'unsent') this.takeBack();
	}
}
