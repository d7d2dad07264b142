/**
 * What this device keeps so that field work opens with no network: inspections as they were last fetched, the list of
 * them, small pictures of proofs, and photos on their way. Everything is kept by its owner and sealed with their key:
 * one person's pages never read another's, and with the key closed there is nothing to read.
 * A browser that refuses to keep anything is no fault: reading finds nothing, writing answers false.
 */
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { FieldList } from '#lib/contracts/field-list.ts';
import type { FieldSnapshot } from '#lib/contracts/field.ts';
import { keyring } from './keys-here.ts';
import type { Seal } from './seal.ts';
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

/** A small picture of a proof. */
export interface SavedThumb {
	evidenceId: string;
	ownerId: string;
	inspectionId: string;
	picture: Blob;
}

/** A photo or file that the server does not have yet. */
export interface SavedPhoto {
	id: string;
	ownerId: string;
	inspectionId: string;
	upload: EvidenceUpload;
}

type Sealed = Uint8Array<ArrayBuffer>;
type SealedFile = { head: Sealed; body: Sealed };

interface Schema extends DBSchema {
	snapshots: {
		key: [owner: string, inspection: string];
		value: SavedMark & { version: number; sealed: Sealed };
	};
	lists: { key: string; value: { ownerId: string; savedAt: number; sealed: Sealed } };
	photos: {
		key: string;
		value: Omit<SavedPhoto, 'upload'> & SealedFile;
		indexes: { place: [owner: string, inspection: string] };
	};
	thumbs: {
		key: [owner: string, evidence: string];
		value: Omit<SavedThumb, 'picture'> & SealedFile;
		indexes: { place: [owner: string, inspection: string] };
	};
}

const NAME = 'thuoc';
/** Earlier ones never left the house. */
const VERSION = 3;

export class LocalStore {
	private readonly opening: Promise<IDBPDatabase<Schema> | null>;
	private readonly sealOf: (ownerId: string) => Seal | null;

	constructor(name = NAME, sealOf = (ownerId: string) => keyring().sealOf(ownerId)) {
		this.opening = openStore(name).catch(() => null);
		this.sealOf = sealOf;
	}

	readSnapshot(ownerId: string, inspectionId: string): Promise<SavedSnapshot | null> {
		return this.ask(ownerId, null, async (db, seal) => {
			const found = await db.get('snapshots', [ownerId, inspectionId]);
			const snapshot = found && (await readSealed<FieldSnapshot>(seal, found.sealed, labelOf(found)));
			if (!found || !snapshot) return null;
			const { savedAt, bytes } = found;
			return { ownerId, inspectionId, savedAt, bytes, snapshot };
		});
	}

	/** Whose it is stands in the snapshot itself. An older one never replaces a newer. */
	saveSnapshot(snapshot: FieldSnapshot, savedAt: number): Promise<boolean> {
		const { actorId: ownerId, id: inspectionId, version } = snapshot;
		return this.ask(ownerId, false, async (db, seal) => {
			const text = utf8.encode(JSON.stringify(snapshot));
			const mark = { ownerId, inspectionId, savedAt, bytes: text.length, version };
			const sealed = await seal.sealLarge(text, labelOf(mark));
			const writing = db.transaction('snapshots', 'readwrite');
			const there = await writing.store.get([ownerId, inspectionId]);
			if (!there || there.version <= version) await writing.store.put({ ...mark, sealed });
			await writing.done;
			return true;
		});
	}

	/** The inspection and its small pictures; photos on their way stay. */
	dropSnapshot(ownerId: string, inspectionId: string): Promise<boolean> {
		return this.askOpen(false, async (db) => {
			await db.delete('snapshots', [ownerId, inspectionId]);
			for (const key of await db.getAllKeysFromIndex('thumbs', 'place', [ownerId, inspectionId]))
				await db.delete('thumbs', key);
			return true;
		});
	}

	/** Which inspections of a person are on this device, by their id. */
	listSaved(ownerId: string): Promise<Map<string, SavedMark>> {
		return this.askOpen(new Map(), async (db) => {
			const saved = await db.getAll('snapshots', IDBKeyRange.bound([ownerId], [ownerId, []]));
			return new Map(saved.map(({ sealed: _, version: __, ...mark }) => [mark.inspectionId, mark]));
		});
	}

	readList(ownerId: string): Promise<FieldList | null> {
		return this.ask(ownerId, null, async (db, seal) => {
			const found = await db.get('lists', ownerId);
			return found ? readSealed<FieldList>(seal, found.sealed, `list ${ownerId}`) : null;
		});
	}

	saveList(list: FieldList, savedAt: number): Promise<boolean> {
		const { actorId: ownerId } = list;
		return this.ask(ownerId, false, async (db, seal) => {
			const sealed = await seal.sealLarge(utf8.encode(JSON.stringify(list)), `list ${ownerId}`);
			await db.put('lists', { ownerId, savedAt, sealed });
			return true;
		});
	}

	/** Those that do not open (sealed with a key that is lost) are left where they are. */
	listPhotos(ownerId: string, inspectionId: string): Promise<SavedPhoto[]> {
		return this.ask(ownerId, [], async (db, seal) => {
			const kept = await db.getAllFromIndex('photos', 'place', [ownerId, inspectionId]);
			const opened = await Promise.all(
				kept.map((row) => openFile<Omit<EvidenceUpload, 'file'>>(seal, row, `photo ${row.id}`))
			);
			return kept.flatMap(({ id }, at) => {
				const found = opened[at];
				return found ? [{ id, ownerId, inspectionId, upload: { ...found.fields, file: found.file } }] : [];
			});
		});
	}

	/** How many photos of a person wait here, by inspection; with their key closed, too. */
	countPhotos(ownerId: string): Promise<Map<string, number>> {
		return this.askOpen(new Map(), async (db) => {
			const counts = new Map<string, number>();
			const place = db.transaction('photos').store.index('place');
			const range = IDBKeyRange.bound([ownerId], [ownerId, []]);
			for (let at = await place.openKeyCursor(range); at; at = await at.continue())
				counts.set(at.key[1], (counts.get(at.key[1]) ?? 0) + 1);
			return counts;
		});
	}

	savePhoto({ id, ownerId, inspectionId, upload }: SavedPhoto): Promise<boolean> {
		return this.ask(ownerId, false, async (db, seal) => {
			const { file, ...fields } = upload;
			await db.put('photos', {
				id,
				ownerId,
				inspectionId,
				...(await closeFile(seal, fields, file, `photo ${id}`))
			});
			return true;
		});
	}

	dropPhoto(id: string): Promise<boolean> {
		return this.askOpen(false, async (db) => {
			await db.delete('photos', id);
			return true;
		});
	}

	readThumb(ownerId: string, evidenceId: string): Promise<Blob | null> {
		return this.ask(ownerId, null, async (db, seal) => {
			const found = await db.get('thumbs', [ownerId, evidenceId]);
			const opened = found && (await openFile(seal, found, `thumb ${evidenceId}`));
			return opened?.file ?? null;
		});
	}

	saveThumb({ evidenceId, ownerId, inspectionId, picture }: SavedThumb): Promise<boolean> {
		return this.ask(ownerId, false, async (db, seal) => {
			const file = new File([picture], 'thumb', { type: picture.type });
			const sealed = await closeFile(seal, {}, file, `thumb ${evidenceId}`);
			await db.put('thumbs', { evidenceId, ownerId, inspectionId, ...sealed });
			return true;
		});
	}

	async close(): Promise<void> {
		(await this.opening)?.close();
	}

	private ask<T>(
		ownerId: string,
		otherwise: T,
		work: (db: IDBPDatabase<Schema>, seal: Seal) => Promise<T>
	): Promise<T> {
		return this.askOpen(otherwise, async (db) => {
			const seal = this.sealOf(ownerId);
			return seal ? work(db, seal) : otherwise;
		});
	}

	private async askOpen<T>(otherwise: T, work: (db: IDBPDatabase<Schema>) => Promise<T>): Promise<T> {
		const db = await this.opening;
		if (db === null) return otherwise;
		return work(db).catch(() => otherwise);
	}
}

const utf8 = new TextEncoder();
const fromUtf8 = new TextDecoder();

const labelOf = ({ ownerId, inspectionId }: { ownerId: string; inspectionId: string }): string =>
	`snapshot ${ownerId} ${inspectionId}`;

async function readSealed<T>(seal: Seal, sealed: Sealed, label: string): Promise<T | null> {
	const opened = await seal.openLarge(sealed, label);
	return opened && (JSON.parse(fromUtf8.decode(opened)) as T);
}

interface FileHead<F> {
	fields: F;
	name: string;
	type: string;
	lastModified: number;
}

/** A file and what is said of it, sealed apart: the name is as telling as the picture. */
async function closeFile(seal: Seal, fields: object, file: File, label: string): Promise<SealedFile> {
	const { name, type, lastModified } = file;
	const head: FileHead<object> = { fields, name, type, lastModified };
	return {
		head: await seal.sealLarge(utf8.encode(JSON.stringify(head)), `${label} head`),
		body: await seal.sealLarge(new Uint8Array(await file.arrayBuffer()), label)
	};
}

async function openFile<F>(
	seal: Seal,
	sealed: SealedFile,
	label: string
): Promise<{ fields: F; file: File } | null> {
	const head = await readSealed<FileHead<F>>(seal, sealed.head, `${label} head`);
	const body = head && (await seal.openLarge(sealed.body, label));
	if (!head || !body) return null;
	const { fields, name, type, lastModified } = head;
	return { fields, file: new File([body], name, { type, lastModified }) };
}

/** Async, so that a browser that throws at once and one that refuses later are met alike. */
async function openStore(name: string): Promise<IDBPDatabase<Schema>> {
	return openDB<Schema>(name, VERSION, {
		upgrade(db) {
			for (const there of db.objectStoreNames) db.deleteObjectStore(there);
			db.createObjectStore('snapshots', { keyPath: ['ownerId', 'inspectionId'] });
			db.createObjectStore('lists', { keyPath: 'ownerId' });
			db.createObjectStore('photos', { keyPath: 'id' }).createIndex('place', ['ownerId', 'inspectionId']);
			const thumbs = db.createObjectStore('thumbs', { keyPath: ['ownerId', 'evidenceId'] });
			thumbs.createIndex('place', ['ownerId', 'inspectionId']);
		}
	});
}

let shared: LocalStore | undefined;

/** The store of this browser. */
export const localStore = (): LocalStore => (shared ??= new LocalStore());
