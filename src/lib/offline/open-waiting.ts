/** All work of the person who works here that this device still has, inspection by inspection. */
import { v7 } from 'uuid';
import type { FieldSnapshot } from '#lib/contracts/field.ts';
import { knowsRulesOf } from '#lib/domain/scoring.ts';
import { openDevice } from './device.ts';
import { openSeal, orLocked, type Opening } from './keys-here.ts';
import { localStore } from './local-store.ts';
import { oneWindow } from './one-window.ts';
import { isOffline, openedStore, schedule, shelfOf } from './open-inspection.ts';
import { StorageQueue, type Kept } from './operation-queue.ts';
import { readOwner } from './owner.ts';
import { readyForSending } from './photo.ts';
import type { Seal } from './seal.ts';
import { httpTransport } from './transport.ts';
import { listQueued } from './unsent.ts';
import { askToBeWoken } from './wake.ts';
import { LooseWork, type WaitingWork } from './waiting-work.svelte.ts';

export interface WaitingInspection {
	id: string;
	/** Null where neither the list nor a copy on this device tells. */
	agencyName: string | null;
	code: string | null;
	/** Null when the copy is no longer on this device. */
	snapshot: FieldSnapshot | null;
	work: WaitingWork;
}

export interface Waiting {
	ownerId: string;
	ownerName: string | null;
	deviceId: string;
	inspections: WaitingInspection[];
}

/** Null when nobody is known to work here: then nobody's work is shown. Opens with its owner's key only. */
export async function openWaiting(fetch: typeof globalThis.fetch): Promise<Opening<Waiting> | null> {
	const ownerId = readOwner(localStorage);
	if (ownerId === null) return null;
	const opening = await openSeal(fetch, ownerId);
	if (opening.kind === 'locked') return opening;
	return opening.kind === 'done'
		? { kind: 'done', value: await readWaiting(ownerId, opening.value) }
		: orLocked(ownerId, opening);
}

async function readWaiting(ownerId: string, seal: Seal): Promise<Waiting> {
	const store = localStore();
	const [list, withPhotos] = await Promise.all([store.readList(ownerId), store.countPhotos(ownerId)]);
	const ids = [...new Set([...listQueued(localStorage, ownerId), ...withPhotos.keys()])];
	const inspections = await Promise.all(
		ids.map(async (id): Promise<WaitingInspection> => {
			const copy = openedStore(id)?.snapshot ?? (await store.readSnapshot(ownerId, id))?.snapshot ?? null;
			/* Rules of a newer version cannot be put into words; codes can. */
			const snapshot = copy && knowsRulesOf(copy.set) ? copy : null;
			const listed = list?.inspections.find((item) => item.id === id);
			return {
				id,
				agencyName: snapshot?.agency.name ?? listed?.agencyName ?? null,
				code: snapshot?.code ?? listed?.code ?? null,
				snapshot,
				work: openedStore(id) ?? (await openLoose(ownerId, id, snapshot, seal))
			};
		})
	);
	const ownerName =
		list?.actorName ?? inspections.find(({ snapshot }) => snapshot)?.snapshot?.actorName ?? null;
	return { ownerId, ownerName, deviceId: openDevice(localStorage, v7).id, inspections };
}

/** The page is left: nothing is sent from it any more. */
export function closeWaiting({ inspections }: Waiting): void {
	for (const { id } of inspections) if (!openedStore(id)) void oneWindow().letGo(id);
}

/** Where another window has the inspection open, its work is only looked at. */
async function openLoose(
	actorId: string,
	inspectionId: string,
	snapshot: FieldSnapshot | null,
	seal: Seal
): Promise<LooseWork> {
	const hold = await oneWindow().takeIfFree(inspectionId);
	const queue = new StorageQueue(localStorage, actorId, inspectionId, seal);
	const work = new LooseWork({
		transport: httpTransport(window.fetch.bind(window)),
		queue,
		shelf: shelfOf(actorId, inspectionId),
		prepare: readyForSending,
		device: openDevice(localStorage, v7),
		schedule,
		now: Date.now,
		newId: v7,
		isOffline,
		random: Math.random,
		onpause: askToBeWoken,
		inspectionId,
		actorId,
		version: snapshot?.version ?? versionIn(queue.load()),
		conflicts: snapshot?.conflicts ?? [],
		keepsSent: snapshot !== null
	});
	if (hold) hold.work = work;
	else work.giveAway();
	void work.flush();
	return work;
}

/** The newest version that the work itself speaks of. */
const versionIn = ({ pending, refused, sent }: Kept): number =>
	[
		...pending.map(({ baseVersion }) => baseVersion),
		...refused.map(({ operation }) => operation.baseVersion),
		...sent.map(({ version }) => version)
	].reduce((highest, version) => Math.max(highest, version), 0);
