/** A small form on its way: what it is refused for stays beside it; nothing is navigated. */
import { applyAction } from '$app/forms';
import { invalidateAll } from '$app/navigation';
import type { SubmitFunction } from '@sveltejs/kit';
import { showToast } from '#lib/components/toasts.svelte.ts';
import type { Problem } from '#lib/domain/problems.ts';

export class Sending {
	busy = $state(false);
	problem = $state<Problem | null>(null);
	readonly submit: SubmitFunction;

	/** `done`: said in a toast. `ondone`: after what stands now has been fetched. */
	constructor(done: () => string, ondone?: () => void) {
		this.submit = () => {
			this.busy = true;
			this.problem = null;
			return async ({ result }) => {
				this.busy = false;
				if (result.type === 'error' || result.type === 'redirect') return applyAction(result);
				if (result.type === 'failure') this.problem = (result.data?.problem as Problem | undefined) ?? null;
				/* A refusal may say that somebody else was first: then, too, what stands now is shown. */
				await invalidateAll();
				if (result.type !== 'success') return;
				const text = done();
				if (text !== '') showToast(text);
				ondone?.();
			};
		};
	}
}
