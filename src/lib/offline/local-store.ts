/**
 * What this device keeps so that field work opens with no network: inspections as they were last fetched, the list of
 * them, and photos on their way. Everything is kept by its owner: one person's pages never read another's.
 * A browser that refuses to keep anything is no fault: reading finds nothing, writing answers false.
 */
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { FieldList } from '#lib/contracts/field-list.ts';
import type { FieldSnapshot } from '#lib/contracts/field.ts';
import type { EvidenceUpload } from './transport.ts';

/** An inspection as the server last gave it to its owner. */
export interface SavedSnapshot {
	ownerId: string;
	inspectionId: string;
	/** Epoch ms of this device's clock. */
	savedAt: number;
	/** Size as text, in bytes. */
	bytes: number;
	snapshot: FieldSnapshot;
}

export type SavedMark = Omit<SavedSnapshot, 'snapshot'>;

/** A photo or file that the server does not have yet. */
export interface SavedPhoto {
	id: string;
	ownerId: string;
	inspectionId: string;
	upload: EvidenceUpload;
}

interface Schema extends DBSchema {
	snapshots: { key: [owner: string, inspection: string]; value: SavedSnapshot };
	lists: { key: string; value: { ownerId: string; savedAt: number; list: FieldList } };
	photos: { key: string; value: SavedPhoto; indexes: { place: [owner: string, inspection: string] } };
}

const NAME = 'thuoc';

export class LocalStore {
	private readonly opening: Promise<IDBPDatabase<Schema> | null>;

	constructor(name = NAME) {
		this.opening = openStore(name).catch(() => null);
	}

	readSnapshot(ownerId: string, inspectionId: string): Promise<SavedSnapshot | null> {
		return this.ask(null, async (db) => (await db.get('snapshots', [ownerId, inspectionId])) ?? null);
	}

	/** Whose it is stands in the snapshot itself. An older one never replaces a newer. */
	saveSnapshot(snapshot: FieldSnapshot, savedAt: number): Promise<boolean> {
		const { actorId: ownerId, id: inspectionId, version } = snapshot;
		const bytes = new Blob([JSON.stringify(snapshot)]).size;
		return this.ask(false, async (db) => {
			const writing = db.transaction('snapshots', 'readwrite');
			const there = await writing.store.get([ownerId, inspectionId]);
			if (!there || there.snapshot.version <= version)
				await writing.store.put({ ownerId, inspectionId, savedAt, bytes, snapshot });
			await writing.done;
			return true;
		});
	}

	dropSnapshot(ownerId: string, inspectionId: string): Promise<boolean> {
		return this.ask(false, async (db) => {
			await db.delete('snapshots', [ownerId, inspectionId]);
			return true;
		});
	}

	/** Which inspections of a person are on this device, by their id. */
	listSaved(ownerId: string): Promise<Map<string, SavedMark>> {
		return this.ask(new Map(), async (db) => {
			const saved = await db.getAll('snapshots', IDBKeyRange.bound([ownerId], [ownerId, []]));
			return new Map(saved.map(({ snapshot: _, ...mark }) => [mark.inspectionId, mark]));
		});
	}

	readList(ownerId: string): Promise<FieldList | null> {
		return this.ask(null, async (db) => (await db.get('lists', ownerId))?.list ?? null);
	}

	saveList(list: FieldList, savedAt: number): Promise<boolean> {
		return this.ask(false, async (db) => {
			await db.put('lists', { ownerId: list.actorId, savedAt, list });
			return true;
		});
	}

	listPhotos(ownerId: string, inspectionId: string): Promise<SavedPhoto[]> {
		return this.ask([], (db) => db.getAllFromIndex('photos', 'place', [ownerId, inspectionId]));
	}

	/** Photos of a person that wait here, whatever the inspection. */
	countPhotos(ownerId: string): Promise<number> {
		return this.ask(0, (db) =>
			db.countFromIndex('photos', 'place', IDBKeyRange.bound([ownerId], [ownerId, []]))
		);
	}

	savePhoto(photo: SavedPhoto): Promise<boolean> {
		return this.ask(false, async (db) => {
			await db.put('photos', photo);
			return true;
		});
	}

	dropPhoto(id: string): Promise<boolean> {
		return this.ask(false, async (db) => {
			await db.delete('photos', id);
			return true;
		});
	}

	async close(): Promise<void> {
		(await this.opening)?.close();
	}

	private async ask<T>(otherwise: T, work: (db: IDBPDatabase<Schema>) => Promise<T>): Promise<T> {
		const db = await this.opening;
		if (db === null) return otherwise;
		return work(db).catch(() => otherwise);
	}
}

/** Async, so that a browser that throws at once and one that refuses later are met alike. */
async function openStore(name: string): Promise<IDBPDatabase<Schema>> {
	return openDB<Schema>(name, 1, {
		upgrade(db) {
			db.createObjectStore('snapshots', { keyPath: ['ownerId', 'inspectionId'] });
			db.createObjectStore('lists', { keyPath: 'ownerId' });
			db.createObjectStore('photos', { keyPath: 'id' }).createIndex('place', ['ownerId', 'inspectionId']);
		}
	});
}

let shared: LocalStore | undefined;

/** The store of this browser. */
export const localStore = (): LocalStore => (shared ??= new LocalStore());
