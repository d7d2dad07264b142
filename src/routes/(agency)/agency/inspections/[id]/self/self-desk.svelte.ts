/** What the agency has beside its answers, by subcriterion, for every part of the self-assessment page. */
import { getContext, setContext } from 'svelte';
import { SvelteMap } from 'svelte/reactivity';
import type { Answer } from '#lib/domain/answer.ts';
import { differenceFrom, isUnreviewed, type EarlierScore } from '#lib/domain/earlier-self.ts';
import type { ReturnedItemView, SelfReturnView } from '#lib/domain/self-return.ts';
import type { FieldStore } from '#lib/offline/field-store.svelte.ts';
import type { SelfDesk } from '#lib/server/services/self-desk-view.ts';

export class SelfDeskState {
	private readonly read: () => SelfDesk;
	private readonly store: () => FieldStore;
	private readonly proposals = $derived.by(
		() => new SvelteMap(this.read().earlier?.proposals.map((answer) => [answer.code, answer]) ?? [])
	);
	private readonly assigned = $derived.by(
		() => new SvelteMap(this.read().assignments.map((row) => [row.code, row]))
	);
	/** The return that the agency is at work on. */
	readonly openReturn: SelfReturnView | null = $derived.by(
		() => this.read().returns.find(({ answeredAt }) => answeredAt === null) ?? null
	);

	constructor(read: () => SelfDesk, store: () => FieldStore) {
		this.read = read;
		this.store = store;
	}

	get desk(): SelfDesk {
		return this.read();
	}

	/** What last year's answer offers here, as long as nobody has touched it. */
	proposalOf(code: string): Answer | undefined {
		const proposal = this.proposals.get(code);
		return isUnreviewed(proposal, this.store().answer(code)) ? proposal : undefined;
	}

	isUnreviewed(code: string): boolean {
		return this.proposalOf(code) !== undefined;
	}

	get unreviewed(): number {
		return [...this.proposals.keys()].filter((code) => this.isUnreviewed(code)).length;
	}

	earlierOf(code: string): EarlierScore | undefined {
		return this.read().earlier?.scores[code];
	}

	/** Hundredths since the earlier inspection; null where either has none. */
	difference(code: string): number | null {
		return differenceFrom(this.earlierOf(code), this.store().scored(code));
	}

	assigneeOf(code: string): { accountId: string; displayName: string } | undefined {
		return this.assigned.get(code);
	}

	isMine(code: string): boolean {
		return this.assigned.get(code)?.accountId === this.store().snapshot.actorId;
	}

	commentsOf(code: string): SelfDesk['comments'] {
		return this.read().comments.filter((comment) => comment.code === code);
	}

	isReturned(code: string): boolean {
		return this.store().snapshot.openCodes?.includes(code) ?? false;
	}

	returnedItem(code: string): ReturnedItemView | undefined {
		return this.isReturned(code) ? this.openReturn?.items.find((item) => item.code === code) : undefined;
	}

	/** Writes a part of an answer; what was only proposed becomes the answer with it. */
	write(code: string, patch: Partial<Omit<Answer, 'code'>>): void {
		const proposal = this.proposalOf(code);
		if (proposal === undefined) return void this.store().setAnswer(code, patch);
		const { code: _, ...taken } = proposal;
		this.store().setAnswer(code, { ...taken, ...patch });
	}
}

const KEY = Symbol('self-desk');

export function setSelfDesk(state: SelfDeskState): void {
	setContext(KEY, state);
}

export const selfDesk = (): SelfDeskState => getContext<SelfDeskState>(KEY);
