import { describe, expect, it } from 'vitest';
import { askForRoom, isShort } from './room.ts';

const MEGABYTE = 1024 * 1024;
const storage = (usage: number, quota: number, persist = async () => true) => ({
	persist,
	estimate: async () => ({ usage, quota })
});

describe('the room on a device', () => {
	it('is asked for to stay, and told as the browser reckons it', async () => {
		expect(await askForRoom(storage(5, 500))).toEqual({ used: 5, allowed: 500, isPromised: true });
	});

	it('is told also where the browser promises nothing, or cannot', async () => {
		const refused = await askForRoom(storage(5, 500, async () => false));
		expect(refused).toEqual({ used: 5, allowed: 500, isPromised: false });
		const failing = async () => {
			throw new Error('not here');
		};
		expect(await askForRoom(storage(5, 500, failing))).toMatchObject({ isPromised: false });
		expect(await askForRoom({ estimate: async () => ({ usage: 1, quota: 2 }) } as never)).toMatchObject({
			isPromised: false
		});
	});

	it('is unknown where the browser does not reckon it', async () => {
		expect(await askForRoom(undefined)).toBeNull();
		expect(await askForRoom({} as never)).toBeNull();
		const failing = { persist: async () => true, estimate: () => Promise.reject(new Error('refused')) };
		expect(await askForRoom(failing)).toBeNull();
	});

	it('is short when less is left than the photos of a day take', () => {
		const left = (megabytes: number) => ({
			used: 1_000 * MEGABYTE,
			allowed: (1_000 + megabytes) * MEGABYTE,
			isPromised: true
		});
		expect(isShort(left(199))).toBe(true);
		expect(isShort(left(200))).toBe(false);
		expect(isShort({ used: 10, allowed: 0, isPromised: false })).toBe(true);
	});
});
