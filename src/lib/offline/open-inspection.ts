/**
 * Opens an inspection on this device: once, whichever of its pages is visited first. A team's inspection opens from
 * this device's own copy, network or not, and is brought up to date behind; without a copy it is fetched. What is kept
 * here opens with its owner's key only.
 */
import { v7 } from 'uuid';
import type { FieldSnapshot } from '#lib/contracts/field.ts';
import type { Stage } from '#lib/domain/answer.ts';
import { knowsRulesOf } from '#lib/domain/scoring.ts';
import { openDevice } from './device.ts';
import type { PhotoShelf } from './evidence-tray.svelte.ts';
import { FieldStore, type FieldDeps } from './field-store.svelte.ts';
import { localStore } from './local-store.ts';
import { oneWindow } from './one-window.ts';
import { StorageQueue } from './operation-queue.ts';
import { keyring, openSeal, orLocked, takeOwner, type Opening } from './keys-here.ts';
import { forgetOwner, readOwner } from './owner.ts';
import { readyForSending } from './photo.ts';
import type { Seal } from './seal.ts';
import { httpTransport } from './transport.ts';
import { askToBeWoken } from './wake.ts';

let opened: FieldStore | null = null;
let openedStage: Stage | undefined;

export const schedule = (ms: number, work: () => void): (() => void) => {
	const timer = setTimeout(work, ms);
	return () => clearTimeout(timer);
};

/** The browser may be wrong when it says that there is a network, not when it says that there is none. */
export const isOffline = (): boolean => !navigator.onLine;

/**
 * The store of an inspection. `stage`: the one stage this visit works on, where it is not the team's; such a visit is
 * made at a desk, and keeps no copy.
 */
export async function openInspection(
	id: string,
	fetch: typeof globalThis.fetch,
	stage?: Stage
): Promise<Opening<FieldStore>> {
	if (opened && !opened.isElsewhere) {
		if (opened.snapshot.id === id && openedStage === stage) {
			void opened.refresh();
			return { kind: 'done', value: opened };
		}
		if (!opened.isKept) return { kind: 'kept_elsewhere' };
		void oneWindow().letGo(opened.snapshot.id);
	}
	opened = null;
	const hold = await oneWindow().take(id);
	if (!hold) return { kind: 'kept_elsewhere' };
	const reading = await readInspection(id, fetch, stage);
	if (hold.isLost) return { kind: 'elsewhere' };
	if (reading.kind !== 'done') {
		void oneWindow().letGo(id);
		return reading;
	}
	const { snapshot, seal, isCopy } = reading.value;
	const store = storeOf(snapshot, stage, seal);
	hold.work = opened = store;
	openedStage = stage;
	void store.flush();
	void (isCopy ? store.refresh() : store.keep());
	return { kind: 'done', value: store };
}

interface ReadInspection {
	snapshot: FieldSnapshot;
	seal: Seal;
	/** From this device, not from the server. */
	isCopy: boolean;
}

async function readInspection(
	id: string,
	fetch: typeof globalThis.fetch,
	stage: Stage | undefined
): Promise<Opening<ReadInspection>> {
	const owner = readOwner(localStorage);
	const copy = stage === undefined && owner !== null ? await readCopy(owner, id) : null;
	if (copy && !knowsRulesOf(copy.snapshot.set)) return { kind: 'outdated' };
	if (copy) return { kind: 'done', value: copy };
	const outcome = await httpTransport(fetch).load(id);
	if (outcome.kind !== 'done') return orLocked(owner, outcome);
	const { value: snapshot } = outcome;
	if (!knowsRulesOf(snapshot.set)) return { kind: 'outdated' };
	if (stage === undefined) takeOwner(snapshot.actorId);
	const opening = await openSeal(fetch, snapshot.actorId);
	if (opening.kind !== 'done') return opening;
	return { kind: 'done', value: { snapshot, seal: opening.value, isCopy: false } };
}

/** The store of an inspection that the team's pages have open, for another page to go through it. */
export const openedStore = (id: string): FieldStore | null =>
	opened?.snapshot.id === id && openedStage === undefined && !opened.isElsewhere ? opened : null;

async function readCopy(owner: string, id: string): Promise<ReadInspection | null> {
	const seal = keyring().sealOf(owner);
	const saved = seal && (await localStore().readSnapshot(owner, id));
	return saved && { snapshot: saved.snapshot, seal, isCopy: true };
}

function storeOf(snapshot: FieldSnapshot, stage: Stage | undefined, seal: Seal): FieldStore {
	return new FieldStore(snapshot, {
		transport: httpTransport(window.fetch.bind(window)),
		queue: new StorageQueue(localStorage, snapshot.actorId, snapshot.id, seal),
		device: openDevice(localStorage, v7),
		schedule,
		now: Date.now,
		newId: v7,
		random: Math.random,
		onpause: askToBeWoken,
		isOffline,
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

export function shelfOf(ownerId: string, inspectionId: string): PhotoShelf {
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
