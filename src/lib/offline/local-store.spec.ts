import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { openDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FieldList } from '#lib/contracts/field-list.ts';
import type { FieldSnapshot } from '#lib/contracts/field.ts';
import { LocalStore, type SavedPhoto } from './local-store.ts';
import { forgetOwner, keepOwner, readOwner } from './owner.ts';
import { randomBytes, Seal } from './seal.ts';

let store: LocalStore;
/** Keys that are open. */
let seals: Map<string, Seal>;
const open = () => new LocalStore('thuoc', (ownerId) => seals.get(ownerId) ?? null);

beforeEach(() => {
	globalThis.indexedDB = new IDBFactory();
	seals = new Map(['a', 'b'].map((owner) => [owner, new Seal(randomBytes(32))]));
	store = open();
});
afterEach(() => store.close());

const snapshot = (actorId: string, id: string, version = 1): FieldSnapshot =>
	({ actorId, id, version, code: `KT ${version}` }) as FieldSnapshot;

const photo = (id: string, ownerId: string): SavedPhoto => ({
	id,
	ownerId,
	inspectionId: 'i',
	upload: {
		file: new File(['bảng niêm yết thủ tục'], 'niem-yet.jpg', { type: 'image/jpeg', lastModified: 7 }),
		subjectKind: 'answer',
		subjectId: '3.2.1',
		stage: 'appraisal',
		caption: 'Bảng niêm yết',
		takenAt: 7
	} as SavedPhoto['upload']
});

/** Every byte and letter that lies in the browser's database. */
async function everythingKept(): Promise<string> {
	const db = await openDB('thuoc');
	const rows = await Promise.all([...db.objectStoreNames].map((name) => db.getAll(name)));
	db.close();
	return JSON.stringify(rows.flat(), (_, value: unknown) =>
		value instanceof Uint8Array ? Buffer.from(value).toString('utf8') : value
	);
}

describe('what a device keeps', () => {
	it('gives an inspection back to its owner and to nobody else', async () => {
		await store.saveSnapshot(snapshot('a', 'i'), 5);
		expect((await store.readSnapshot('a', 'i'))?.snapshot).toEqual(snapshot('a', 'i'));
		expect(await store.readSnapshot('b', 'i')).toBeNull();
		expect([...(await store.listSaved('a')).keys()]).toEqual(['i']);
		expect((await store.listSaved('b')).size).toBe(0);
		expect((await store.listSaved('')).size).toBe(0);
	});

	it('names what is kept without reading it out, with its size', async () => {
		await store.saveSnapshot(snapshot('a', 'i'), 5);
		const mark = (await store.listSaved('a')).get('i')!;
		expect(mark).toEqual({
			ownerId: 'a',
			inspectionId: 'i',
			savedAt: 5,
			bytes: JSON.stringify(snapshot('a', 'i')).length
		});
	});

	it('never puts an older inspection over a newer one', async () => {
		await store.saveSnapshot(snapshot('a', 'i', 7), 5);
		await store.saveSnapshot(snapshot('a', 'i', 6), 6);
		expect((await store.readSnapshot('a', 'i'))?.snapshot.version).toBe(7);
		await store.saveSnapshot(snapshot('a', 'i', 8), 7);
		expect((await store.readSnapshot('a', 'i'))?.snapshot.version).toBe(8);
	});

	it('forgets what is dropped', async () => {
		await store.saveSnapshot(snapshot('a', 'i'), 5);
		await store.dropSnapshot('a', 'i');
		expect(await store.readSnapshot('a', 'i')).toBeNull();
	});

	it('keeps a list for each person', async () => {
		const list = { actorId: 'a', actorName: 'A', today: '2026-09-12', inspections: [] } as FieldList;
		await store.saveList(list, 5);
		expect(await store.readList('a')).toEqual(list);
		expect(await store.readList('b')).toBeNull();
	});

	it('keeps photos by owner and inspection until they are dropped', async () => {
		await store.savePhoto(photo('p1', 'a'));
		await store.savePhoto(photo('p2', 'b'));
		expect((await store.listPhotos('a', 'i')).map(({ id }) => id)).toEqual(['p1']);
		expect(await store.countPhotos('a')).toEqual(new Map([['i', 1]]));
		await store.dropPhoto('p1');
		expect(await store.countPhotos('a')).toEqual(new Map());
		expect(await store.listPhotos('a', 'i')).toEqual([]);
	});

	it('gives a photo back as it was, with its name and what is said of it', async () => {
		await store.savePhoto(photo('p1', 'a'));
		const [{ upload }] = (await store.listPhotos('a', 'i')) as [SavedPhoto];
		const { file, ...fields } = photo('p1', 'a').upload;
		expect(upload).toMatchObject(fields);
		expect([upload.file.name, upload.file.type, upload.file.lastModified]).toEqual([
			file.name,
			file.type,
			file.lastModified
		]);
		expect(await upload.file.text()).toBe('bảng niêm yết thủ tục');
	});

	it('shows nothing of its content to whoever reads the disk', async () => {
		await store.saveSnapshot({ ...snapshot('a', 'i'), code: 'KT-MẬT' }, 5);
		await store.saveList({ actorId: 'a', actorName: 'Trưởng đoàn', today: '', inspections: [] }, 5);
		await store.savePhoto(photo('p1', 'a'));
		await store.saveThumb({
			evidenceId: 'e1',
			ownerId: 'a',
			inspectionId: 'i',
			picture: new Blob(['ảnh nhỏ'], { type: 'image/jpeg' })
		});
		const kept = await everythingKept();
		expect(kept).toContain('"inspectionId":"i"');
		for (const secret of ['KT-MẬT', 'Trưởng đoàn', 'niêm yết', 'niem-yet', '3.2.1', 'ảnh nhỏ'])
			expect(kept).not.toContain(secret);
	});

	it('opens nothing while the key is closed, and everything once it is open again', async () => {
		await store.saveSnapshot(snapshot('a', 'i'), 5);
		await store.savePhoto(photo('p1', 'a'));
		const key = seals.get('a')!;
		seals.delete('a');
		expect(await store.readSnapshot('a', 'i')).toBeNull();
		expect(await store.listPhotos('a', 'i')).toEqual([]);
		expect(await store.saveSnapshot(snapshot('a', 'j'), 5)).toBe(false);
		expect(await store.countPhotos('a')).toEqual(new Map([['i', 1]]));
		seals.set('a', new Seal(randomBytes(32)));
		expect(await store.readSnapshot('a', 'i')).toBeNull();
		seals.set('a', key);
		expect((await store.readSnapshot('a', 'i'))?.snapshot).toEqual(snapshot('a', 'i'));
		expect(await store.listPhotos('a', 'i')).toHaveLength(1);
	});

	it('keeps small pictures with their inspection', async () => {
		const picture = new Blob(['ảnh nhỏ'], { type: 'image/jpeg' });
		await store.saveThumb({ evidenceId: 'e1', ownerId: 'a', inspectionId: 'i', picture });
		expect(await (await store.readThumb('a', 'e1'))?.text()).toBe('ảnh nhỏ');
		expect(await store.readThumb('b', 'e1')).toBeNull();
		await store.dropSnapshot('a', 'i');
		expect(await store.readThumb('a', 'e1')).toBeNull();
	});

	it('answers quietly where the browser keeps nothing', async () => {
		Object.assign(globalThis, {
			indexedDB: {
				open: () => {
					throw new Error('refused');
				}
			}
		});
		const none = open();
		expect(await none.saveSnapshot(snapshot('a', 'i'), 5)).toBe(false);
		expect(await none.readSnapshot('a', 'i')).toBeNull();
		expect(await none.listPhotos('a', 'i')).toEqual([]);
	});

	it('remembers who worked here last', () => {
		const kept = new Map<string, string>();
		const storage = {
			getItem: (key: string) => kept.get(key) ?? null,
			setItem: (key: string, value: string) => void kept.set(key, value),
			removeItem: (key: string) => void kept.delete(key)
		};
		expect(readOwner(storage)).toBeNull();
		keepOwner(storage, 'a');
		expect(readOwner(storage)).toBe('a');
		forgetOwner(storage);
		expect(readOwner(storage)).toBeNull();
	});
});
