import { describe, expect, it } from 'vitest';
import { openDevice } from './device.ts';

describe('the numbers of a device', () => {
	it('are counted from 1 for each person and inspection, and never fall below what is known', () => {
		const entries = new Map<string, string>();
		const open = () =>
			openDevice(
				{ getItem: (key) => entries.get(key) ?? null, setItem: (key, value) => void entries.set(key, value) },
				() => 'tablet'
			);
		const [mine, theirs] = [
			{ actorId: 'p1', inspectionId: 'i1' },
			{ actorId: 'p2', inspectionId: 'i1' }
		];
		expect([open().nextSeq(mine), open().nextSeq(mine), open().nextSeq(theirs)]).toEqual([1, 2, 1]);
		expect(open().nextSeq(mine, 40)).toBe(41);
		expect(open().nextSeq(mine, 7)).toBe(42);
	});
});
