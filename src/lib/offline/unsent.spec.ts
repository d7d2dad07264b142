import { describe, expect, it } from 'vitest';
import { countAllUnsent, countUnsent, listQueued } from './unsent.ts';

function storageOf(entries: Record<string, unknown>) {
	const keys = Object.keys(entries);
	return {
		length: keys.length,
		key: (at: number) => keys[at] ?? null,
		getItem: (key: string) => (key in entries ? JSON.stringify(entries[key]) : null)
	};
}

const storage = storageOf({
	'thuoc.device': 'd',
	'thuoc.unsent.a.i1': { waiting: 4, sealed: '…' },
	'thuoc.unsent.a.i2': { waiting: 0, sealed: '…' },
	'thuoc.unsent.a.i3.unreadable': { waiting: 9, sealed: '…' },
	'thuoc.unsent.b.i1': { waiting: 1, sealed: '…' }
});

/** Photos on the shelf: three of one inspection, two of another that has nothing else. */
const photos = {
	countPhotos: async (owner: string) =>
		new Map(
			owner === 'a'
				? [
						['i1', 3],
						['i9', 2]
					]
				: []
		)
};
const none = { countPhotos: async () => new Map<string, number>() };

describe('unsent work', () => {
	it('is counted by inspection, for its owner alone, and with the key closed too', async () => {
		expect([...(await countUnsent(storage, 'a', none))]).toEqual([['i1', 4]]);
		expect([...(await countUnsent(storage, 'b', none))]).toEqual([['i1', 1]]);
		expect((await countUnsent(storage, 'c', none)).size).toBe(0);
	});

	it('is listed with what was sent already; what could not be read is none of it', () => {
		expect(listQueued(storage, 'a')).toEqual(['i1', 'i2']);
		expect(listQueued(storage, 'c')).toEqual([]);
	});

	it('includes photos, also where nothing else waits', async () => {
		expect(await countUnsent(storage, 'a', photos)).toEqual(
			new Map([
				['i1', 7],
				['i9', 2]
			])
		);
		expect(await countAllUnsent(storage, 'a', photos)).toBe(9);
		expect(await countAllUnsent(storage, 'c', photos)).toBe(0);
	});

	it('that cannot be read is none, not a fault', async () => {
		const broken = { length: 1, key: () => 'thuoc.unsent.a.i1', getItem: () => '{' };
		expect((await countUnsent(broken, 'a', none)).size).toBe(0);
	});
});
