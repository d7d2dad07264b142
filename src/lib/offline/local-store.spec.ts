import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FieldList } from '#lib/contracts/field-list.ts';
import type { FieldSnapshot } from '#lib/contracts/field.ts';
import { LocalStore } from './local-store.ts';
import { forgetOwner, keepOwner, readOwner } from './owner.ts';

let store: LocalStore;

beforeEach(() => {
	globalThis.indexedDB = new IDBFactory();
	store = new LocalStore();
});
afterEach(() => store.close());

const snapshot = (actorId: string, id: string, version = 1): FieldSnapshot =>
	({ actorId, id, version, code: `KT ${version}` }) as FieldSnapshot;

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
		const upload = { caption: 'Bảng niêm yết', subjectKind: 'answer', subjectId: '3.2.1' } as never;
		await store.savePhoto({ id: 'p1', ownerId: 'a', inspectionId: 'i', upload });
		await store.savePhoto({ id: 'p2', ownerId: 'b', inspectionId: 'i', upload });
		expect((await store.listPhotos('a', 'i')).map(({ id }) => id)).toEqual(['p1']);
		expect(await store.countPhotos('a')).toBe(1);
		await store.dropPhoto('p1');
		expect(await store.countPhotos('a')).toBe(0);
		expect(await store.listPhotos('a', 'i')).toEqual([]);
	});

	it('answers quietly where the browser keeps nothing', async () => {
		Object.assign(globalThis, {
			indexedDB: {
				open: () => {
					throw new Error('refused');
				}
			}
		});
		const none = new LocalStore();
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
