import { describe, expect, it } from 'vitest';
import { emptyKept, StorageQueue, waitingIn, type Kept } from './operation-queue.ts';
import { randomBytes, Seal } from './seal.ts';

function storage() {
	const entries = new Map<string, string>();
	return {
		entries,
		isFull: false,
		getItem: (key: string) => entries.get(key) ?? null,
		setItem(key: string, value: string) {
			if (this.isFull) throw new DOMException('full', 'QuotaExceededError');
			entries.set(key, value);
		},
		removeItem: (key: string) => void entries.delete(key)
	};
}

const seal = new Seal(randomBytes(32));
const withDraft = (draft: string): Kept => ({ ...emptyKept(), drafts: { '3.4.1': { note: draft } } });
const operation = (opId: string) => ({ opId, seq: 1, type: 'answer.set' }) as never;

describe('the queue in the browser', () => {
	it('keeps each person and inspection apart and leaves nothing behind when all is sent', () => {
		const kept = storage();
		const mine = new StorageQueue(kept, 'p1', 'i1', seal);
		mine.save(withDraft('24'));
		expect(new StorageQueue(kept, 'p1', 'i1', seal).load()).toEqual(withDraft('24'));
		expect(new StorageQueue(kept, 'p2', 'i1', seal).load()).toEqual(emptyKept());
		expect(mine.save(emptyKept())).toBe(true);
		expect(kept.entries.size).toBe(0);
	});

	it('says how much waits, and nothing else, to whoever reads the storage', () => {
		const kept = storage();
		const refused = [{ operation: operation('o2'), problem: { code: 'not_found', details: {} } as never }];
		new StorageQueue(kept, 'p1', 'i1', seal).save({
			...withDraft('Ghi chú kín'),
			pending: [operation('o1')],
			sent: [{ operation: operation('o0'), version: 3, findingNumber: null }],
			refused
		});
		const text = [...kept.entries.values()].join();
		expect(JSON.parse(text)).toMatchObject({ waiting: 2 });
		expect(text).not.toContain('Ghi chú');
		expect(text).not.toContain('answer.set');
	});

	it('counts a file that waits once: the file, not its announcement', () => {
		const announcement = { ...(operation('o1') as object), type: 'evidence.add' } as never;
		expect(waitingIn({ ...emptyKept(), pending: [announcement, operation('o2')] })).toBe(1);
	});

	it.each([
		['what is broken', '{broken'],
		['what another key has sealed', null]
	])('puts %s aside instead of overwriting it', (_, text) => {
		const kept = storage();
		if (text === null) new StorageQueue(kept, 'p1', 'i1', new Seal(randomBytes(32))).save(withDraft('24'));
		else kept.setItem('thuoc.unsent.p1.i1', text);
		const there = kept.getItem('thuoc.unsent.p1.i1')!;
		expect(new StorageQueue(kept, 'p1', 'i1', seal).load()).toEqual(emptyKept());
		expect(kept.getItem('thuoc.unsent.p1.i1.unreadable')).toBe(there);
	});

	it('says when the browser has no room, and keeps what it had', () => {
		const kept = storage();
		const queue = new StorageQueue(kept, 'p1', 'i1', seal);
		queue.save(withDraft('24'));
		kept.isFull = true;
		expect(queue.save(withDraft('245'))).toBe(false);
		expect(queue.load()).toEqual(withDraft('24'));
	});

	it('does not open in the place of another inspection', () => {
		const kept = storage();
		new StorageQueue(kept, 'p1', 'i1', seal).save(withDraft('24'));
		kept.setItem('thuoc.unsent.p1.i2', kept.getItem('thuoc.unsent.p1.i1')!);
		expect(new StorageQueue(kept, 'p1', 'i2', seal).load()).toEqual(emptyKept());
	});
});
