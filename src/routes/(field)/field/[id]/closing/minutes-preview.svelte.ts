/**
 * The minutes as they stand on the screen. What is signed is what stands there, so whatever changes, they are built again
 * after a pause, and until then they are behind.
 */
import { isAtLeast } from '#lib/domain/inspection.ts';
import { buildMinutesHere, type MinutesHere } from '#lib/offline/minutes-here.ts';
import type { FieldStore } from '#lib/offline/field-store.svelte.ts';
import type { Outcome } from '#lib/offline/transport.ts';

/** Long enough for a word to be finished; what never rests is built anyway. */
const SETTLE_MS = 1200;
const LONGEST_MS = 2 * SETTLE_MS;

export class MinutesPreview {
	/** Null while nothing was built yet. */
	shown = $state.raw<Outcome<MinutesHere> | null>(null);
	isLooking = $state(false);
	/** Words have changed since these were built. */
	isBehind = $state(false);
	/** SHA-256 (hex) of what a signature binds; null while there is nothing to sign. */
	readonly hash = $derived(this.shown?.kind === 'done' ? this.shown.value.hash : null);
	readonly #store: FieldStore;
	#changes = 0;
	#waitingSince: number | null = null;

	/** Call it while the component is being made. */
	constructor(store: FieldStore) {
		this.#store = store;
		const words = () => [store.session, store.findings, store.strengths, store.demands, store.totals];
		$effect(() => {
			words();
			this.#changes += 1;
			this.isBehind = true;
		});
		/* Photos on their way change nothing that is printed, as a rule: nobody waits for them. */
		$effect(() => {
			void [words(), store.proofs.list];
			const now = Date.now();
			this.#waitingSince ??= now;
			const wait = Math.max(0, Math.min(SETTLE_MS, this.#waitingSince + LONGEST_MS - now));
			const timer = setTimeout(() => void this.look(), wait);
			return () => clearTimeout(timer);
		});
	}

	/** Builds them anew; returns their hash, null where they cannot be built now. */
	async look(): Promise<string | null> {
		if (!isAtLeast(this.#store.snapshot.state, 'in_session')) return null;
		const upTo = this.#changes;
		this.#waitingSince = null;
		this.isLooking = true;
		const here = await buildMinutesHere(this.#store);
		this.shown = here ? { kind: 'done', value: here } : await this.#store.preview();
		this.isLooking = false;
		if (upTo === this.#changes) this.isBehind = false;
		return this.hash;
	}
}
