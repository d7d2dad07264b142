/** The inspections of a person, what of them is on this device, and what of their work still waits here. */
import type { FieldList } from '#lib/contracts/field-list.ts';
import type { EvidenceView, FieldSnapshot } from '#lib/contracts/field.ts';
import { localStore, type SavedMark } from './local-store.ts';
import { openSeal, orLocked, takeOwner, type Opening } from './keys-here.ts';
import { readOwner } from './owner.ts';
import { ask, httpTransport, type Outcome } from './transport.ts';

export interface ShownList {
	list: FieldList;
	/** Inspections that are on this device, by id. */
	saved: Map<string, SavedMark>;
	/** Why the list is the one kept here and not the server's; null when it is the server's. */
	instead: 'unreachable' | 'signed_out' | 'failed' | null;
}

/** The list as the server has it; failing that, as it was when this device last saw it. */
export async function openFieldList(fetch: typeof globalThis.fetch): Promise<Opening<ShownList>> {
	const outcome = await ask<FieldList>(fetch, '/api/field');
	if (outcome.kind === 'done') {
		takeOwner(outcome.value.actorId);
		const opening = await openSeal(fetch, outcome.value.actorId);
		if (opening.kind === 'locked') return opening;
		void localStore().saveList(outcome.value, Date.now());
		return { kind: 'done', value: await withSaved(outcome.value, null) };
	}
	const owner = readOwner(localStorage);
	const kept = owner === null || outcome.kind === 'refused' ? null : await localStore().readList(owner);
	return kept ? { kind: 'done', value: await withSaved(kept, outcome.kind) } : orLocked(owner, outcome);
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
	const promised = outcome.value.carriedOver.flatMap(({ actions }) =>
		actions.flatMap(({ proofs }) => proofs)
	);
	await Promise.all([...outcome.value.evidence, ...promised].map((item) => takeThumb(outcome.value, item)));
	return { kind: 'done', value: mark };
}

/** A small picture never changes: one that is here is not fetched again. One that cannot be had is no fault. */
async function takeThumb(
	{ actorId: ownerId, id: inspectionId }: FieldSnapshot,
	{ id: evidenceId, thumbUrl }: EvidenceView
): Promise<void> {
	if (thumbUrl === null || (await localStore().readThumb(ownerId, evidenceId))) return;
	const response = await fetch(thumbUrl).catch(() => null);
	if (!response?.ok) return;
	await localStore().saveThumb({ evidenceId, ownerId, inspectionId, picture: await response.blob() });
}
