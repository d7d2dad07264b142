/**
 * Opens an inspection on this device: once, whichever of its pages is visited first. A team's inspection opens from
 * this device's own copy, network or not, and is brought up to date behind; without a copy it is fetched.
 */
import { v7 } from 'uuid';
import type { FieldSnapshot } from '#lib/contracts/field.ts';
import type { Stage } from '#lib/domain/answer.ts';
import { openDevice } from './device.ts';
import type { PhotoShelf } from './evidence-tray.svelte.ts';
import { FieldStore, type FieldDeps } from './field-store.svelte.ts';
import { localStore } from './local-store.ts';
import { StorageQueue } from './operation-queue.ts';
import { forgetOwner, keepOwner, readOwner } from './owner.ts';
import { readyForSending } from './photo.ts';
import { httpTransport, type Outcome } from './transport.ts';

let opened: FieldStore | null = null;
let openedStage: Stage | undefined;

const schedule = (ms: number, work: () => void): (() => void) => {
	const timer = setTimeout(work, ms);
	return () => clearTimeout(timer);
};

/**
 * The store of an inspection. `stage`: the one stage this visit works on, where it is not the team's; such a visit is
 * made at a desk, and keeps no copy.
 */
export async function openInspection(
	id: string,
	fetch: typeof globalThis.fetch,
	stage?: Stage
): Promise<Outcome<FieldStore>> {
	if (opened?.snapshot.id === id && openedStage === stage) {
		void opened.refresh();
		return { kind: 'done', value: opened };
	}
	const saved = stage === undefined ? await readCopy(id) : null;
	if (saved) {
		const store = show(saved, stage);
		void store.refresh();
		return { kind: 'done', value: store };
	}
	const outcome = await httpTransport(fetch).load(id);
	if (outcome.kind !== 'done') return outcome;
	if (stage === undefined) keepOwner(localStorage, outcome.value.actorId);
	const store = show(outcome.value, stage);
	void store.keep();
	return { kind: 'done', value: store };
}

async function readCopy(id: string): Promise<FieldSnapshot | null> {
	const owner = readOwner(localStorage);
	return owner === null ? null : ((await localStore().readSnapshot(owner, id))?.snapshot ?? null);
}

function show(snapshot: FieldSnapshot, stage: Stage | undefined): FieldStore {
	opened?.stop();
	opened = storeOf(snapshot, stage);
	openedStage = stage;
	void opened.flush();
	return opened;
}

function storeOf(snapshot: FieldSnapshot, stage: Stage | undefined): FieldStore {
	return new FieldStore(snapshot, {
		transport: httpTransport(window.fetch.bind(window)),
		queue: new StorageQueue(localStorage, snapshot.actorId, snapshot.id),
		device: openDevice(localStorage, v7),
		schedule,
		now: Date.now,
		newId: v7,
		...(stage === undefined ? keeping(snapshot) : { stage })
	});
}

/** What a team's visit keeps on the device, and what becomes of it when the server says it is no longer theirs. */
function keeping({ id, actorId }: FieldSnapshot): Pick<FieldDeps, 'save' | 'shelf' | 'prepare' | 'onlost'> {
	const store = localStore();
	return {
		save: (snapshot) => store.saveSnapshot(snapshot, Date.now()),
		shelf: shelfOf(actorId, id),
		prepare: readyForSending,
		onlost: (why) => void lose(actorId, id, why.kind === 'refused')
	};
}

function shelfOf(ownerId: string, inspectionId: string): PhotoShelf {
	const store = localStore();
	return {
		list: () => store.listPhotos(ownerId, inspectionId),
		put: (id, upload) => store.savePhoto({ id, ownerId, inspectionId, upload }),
		drop: (id) => store.dropPhoto(id)
	};
}

/** Refused: the copy goes, unsent work stays in its queue. Another person has signed in: the page begins anew as theirs. */
async function lose(ownerId: string, id: string, isRefused: boolean): Promise<void> {
	if (isRefused) await localStore().dropSnapshot(ownerId, id);
	else forgetOwner(localStorage);
	opened?.stop();
	opened = null;
	location.reload();
}
