import { afterEach, describe, expect, it } from 'vitest';
import { OneWindow, type AtWork } from './one-window.ts';

const channels: BroadcastChannel[] = [];
afterEach(() => {
	for (const channel of channels.splice(0)) channel.close();
});

/** Two of them are two windows: locks and channel of one name are shared, as in a browser. */
function newWindow(name: string, { isBlind = false, patienceMs = 2_000 } = {}): OneWindow {
	const channel = new BroadcastChannel(name);
	channels.push(channel);
	return new OneWindow({ ...(isBlind ? {} : { locks: navigator.locks }), channel, patienceMs });
}

class Work implements AtWork {
	readonly isKept: boolean;
	readonly seen: string[] = [];

	constructor(isKept = true) {
		this.isKept = isKept;
	}

	giveAway(): void {
		this.seen.push('given');
	}

	stop(): void {
		this.seen.push('stopped');
	}
}

let count = 0;
const newName = () => `one-window-${(count += 1)}`;

describe.each([
	['with locks', {}],
	['in a browser that has no locks', { isBlind: true, patienceMs: 100 }]
])('one window at a time, %s', (_, options) => {
	it('the window that opens it last has it; the one before stops first', async () => {
		const name = newName();
		const [first, second] = [newWindow(name, options), newWindow(name, options)];
		const work = new Work();
		const hold = await first.take(name);
		hold!.work = work;
		const taken = await second.take(name);
		expect(taken).not.toBeNull();
		expect(work.seen).toEqual(['given']);
		expect(hold!.isLost).toBe(true);
		expect(taken!.isLost).toBe(false);
	});

	it('work that only memory keeps is not given; what holds it goes on', async () => {
		const name = newName();
		const [first, second] = [newWindow(name, options), newWindow(name, options)];
		const work = new Work(false);
		const hold = await first.take(name);
		hold!.work = work;
		expect(await second.take(name)).toBeNull();
		expect(work.seen).toEqual([]);
		expect(hold!.isLost).toBe(false);
	});

	it('a window that was still opening it learns that it lost it', async () => {
		const name = newName();
		const [first, second] = [newWindow(name, options), newWindow(name, options)];
		const hold = await first.take(name);
		await second.take(name);
		expect(hold!.isLost).toBe(true);
	});

	it('goes to and fro', async () => {
		const name = newName();
		const [first, second] = [newWindow(name, options), newWindow(name, options)];
		await first.take(name);
		const there = (await second.take(name))!;
		there.work = new Work();
		const back = await first.take(name);
		expect(back!.isLost).toBe(false);
		expect((there.work as Work).seen).toEqual(['given']);
	});

	it('another inspection is another matter', async () => {
		const name = newName();
		const [first, second] = [newWindow(name, options), newWindow(name, options)];
		const hold = await first.take(name);
		await second.take(`${name}-other`);
		expect(hold!.isLost).toBe(false);
	});

	it('within one window the page before stops, silently', async () => {
		const name = newName();
		const here = newWindow(name, options);
		const work = new Work();
		(await here.take(name))!.work = work;
		expect((await here.take(name))!.isLost).toBe(false);
		expect(work.seen).toEqual(['stopped']);
	});
});

describe('where the browser has locks', () => {
	it('a page that only looks takes it from nobody', async () => {
		const name = newName();
		const [first, second] = [newWindow(name), newWindow(name)];
		const hold = await first.take(name);
		expect(await second.takeIfFree(name)).toBeNull();
		expect(hold!.isLost).toBe(false);
		await first.letGo(name);
		expect(await second.takeIfFree(name)).not.toBeNull();
	});

	it('one that is loaded anew in its own window has it at once', async () => {
		const name = newName();
		const here = newWindow(name);
		await here.takeIfFree(name);
		expect(await here.takeIfFree(name)).not.toBeNull();
	});

	it('a window that sleeps does not hold others up, and stops when it wakes', async () => {
		const name = newName();
		const deaf = new OneWindow({
			locks: navigator.locks,
			channel: { postMessage: () => undefined, addEventListener: () => undefined },
			patienceMs: 50
		});
		const work = new Work();
		const hold = (await deaf.take(name))!;
		hold.work = work;
		expect(await newWindow(name, { patienceMs: 50 }).take(name)).not.toBeNull();
		await expect.poll(() => work.seen).toEqual(['given']);
		expect(hold.isLost).toBe(true);
	});
});
