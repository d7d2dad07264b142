/**
 * Which subcriterion is at hand. Its code is in the address, so that a reload stays and «back» goes back; turning a
 * page is no navigation. What is answered is drawn first; what stands beside it, the address and the window's title follow:
 * they would hold up the painting.
 */
import { untrack } from 'svelte';
import { pushState } from '$app/navigation';
import { page } from '$app/state';
import { afterPaint } from './after-paint.ts';

export class Turning {
	private at = $state('');
	/** Turns whose address is still to be written. */
	private following = 0;
	private readonly start: string;
	private readonly isWalked: (code: string) => boolean;
	private readonly addressed = $derived.by(
		() => page.state.code ?? page.url.searchParams.get('c') ?? this.start
	);
	readonly code = $derived.by(() => (this.isWalked(this.at) ? this.at : this.start));
	private painted = $state('');
	/** The same once it is on the glass: what follows then, beside it and in the window's title, which is slow to set. */
	readonly settled = $derived.by(() => (this.isWalked(this.painted) ? this.painted : this.start));

	/** To be made while a component is: it follows the address for as long. `start`: where no code is asked for. */
	constructor(start: string, isWalked: (code: string) => boolean) {
		this.start = start;
		this.isWalked = isWalked;
		this.at = this.painted = untrack(() => this.addressed);
		$effect(() => {
			const there = this.addressed;
			if (this.following === 0) this.at = this.painted = there;
		});
	}

	/** `onsettled` runs once the last of several quick turns is on the glass and in the address. */
	go(to: string, onsettled: () => void): void {
		this.at = to;
		this.following += 1;
		afterPaint(() => {
			this.following -= 1;
			pushState(`?c=${to}`, { code: to });
			this.painted = to;
			if (this.following === 0) onsettled();
		});
	}
}
