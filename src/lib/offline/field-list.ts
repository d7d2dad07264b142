/** The inspections of a person, what of them is on this device, and what of their work still waits here. */
import type { FieldList } from '#lib/contracts/field-list.ts';
import { localStore, type SavedMark } from './local-store.ts';
import { keepOwner, readOwner } from './owner.ts';
import { ask, httpTransport, type Outcome } from './transport.ts';

export interface ShownList {
	list: FieldList;
	/** Inspections that are on this device, by id. */
	saved: Map<string, SavedMark>;
	/** Why the list is the one kept here and not the server's; null when it is the server's. */
	instead: 'unreachable' | 'signed_out' | 'failed' | null;
}

/** The list as the server has it; failing that, as it was when this device last saw it. */
export async function openFieldList(fetch: typeof globalThis.fetch): Promise<Outcome<ShownList>> {
	const outcome = await ask<FieldList>(fetch, '/api/field');
	if (outcome.kind === 'done') {
		keepOwner(localStorage, outcome.value.actorId);
		void localStore().saveList(outcome.value, Date.now());
		return { kind: 'done', value: await withSaved(outcome.value, null) };
	}
	const owner = readOwner(localStorage);
	const kept = owner === null || outcome.kind === 'refused' ? null : await localStore().readList(owner);
	return kept ? { kind: 'done', value: await withSaved(kept, outcome.kind) } : outcome;
}

async function withSaved(list: FieldList, instead: Outcome<never>['kind'] | null): Promise<ShownList> {
	const why = instead === 'done' || instead === 'refused' ? null : instead;
	return { list, saved: await localStore().listSaved(list.actorId), instead: why };
}

/** Puts an inspection on this device, or brings it up to date there. */
export async function takeAlong(id: string): Promise<Outcome<SavedMark>> {
	const outcome = await httpTransport(fetch).load(id);
	if (outcome.kind !== 'done') return outcome;
	const store = localStore();
	const isKept = await store.saveSnapshot(outcome.value, Date.now());
	const mark = isKept ? (await store.listSaved(outcome.value.actorId)).get(id) : undefined;
	if (!mark) return { kind: 'failed', status: 0 };
	await Promise.all(
		outcome.value.evidence.map(({ thumbUrl }) => thumbUrl && fetch(thumbUrl).catch(() => null))
	);
	return { kind: 'done', value: mark };
}
