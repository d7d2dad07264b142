import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { Keyring, MOST_TRIES } from './keyring.ts';
import { closeKeys, type Places } from './open-keys.ts';
import { randomBytes, type Seal } from './seal.ts';

function storage() {
	const entries = new Map<string, string>();
	return {
		entries,
		get length() {
			return entries.size;
		},
		key: (at: number) => [...entries.keys()][at] ?? null,
		getItem: (key: string) => entries.get(key) ?? null,
		setItem: (key: string, value: string) => void entries.set(key, value),
		removeItem: (key: string) => void entries.delete(key)
	};
}

/** Quick, where the product's is slow on purpose. */
const stretch = async (code: string, salt: Uint8Array) =>
	new Uint8Array(createHash('sha256').update(salt).update(code).digest());

let lasting: ReturnType<typeof storage>;
let passing: ReturnType<typeof storage>;
let places: Places;
let ring: Keyring;
const secret = randomBytes(32);

/** The browser was closed: what is kept until then is gone. */
function restart(): void {
	passing.entries.clear();
	ring = new Keyring(places, stretch);
}

beforeEach(() => {
	[lasting, passing] = [storage(), storage()];
	places = { lasting, passing };
	ring = new Keyring(places, stretch);
});

describe('the key of an account on a device', () => {
	let sealed: string;
	const opens = (seal: Seal | null) => seal?.openText(sealed, 'x') === 'việc chưa gửi';

	beforeEach(() => {
		sealed = ring.openWithSecret('a', secret)!.sealText('việc chưa gửi', 'x');
	});

	it('stays open over a restart until its owner signs out, where no code was chosen', () => {
		restart();
		expect(opens(ring.sealOf('a'))).toBe(true);
		ring.close();
		expect(ring.sealOf('a')).toBeNull();
		expect(opens(ring.openWithSecret('a', secret))).toBe(true);
	});

	it('with a code is gone when the browser is closed, and the code opens it with no network', async () => {
		expect(await ring.chooseCode('a', '246810')).toBe(true);
		expect(opens(ring.sealOf('a'))).toBe(true);
		restart();
		expect(ring.sealOf('a')).toBeNull();
		expect(await ring.openWithCode('a', '246811')).toEqual({ kind: 'wrong', left: MOST_TRIES - 1 });
		expect(await ring.openWithCode('a', '246810')).toEqual({ kind: 'opened' });
		expect(opens(ring.sealOf('a'))).toBe(true);
	});

	it('lies nowhere in the storage of a closed device', async () => {
		const open = lasting.getItem('thuoc.key.open.a')!;
		await ring.chooseCode('a', '246810');
		restart();
		const kept = [...lasting.entries.values()].join();
		expect(open).toHaveLength(44);
		expect(kept).not.toContain(open);
		expect(kept).not.toContain('246810');
	});

	it('is opened by no code after ten wrong ones, but still by signing in', async () => {
		await ring.chooseCode('a', '246810');
		restart();
		for (let left = MOST_TRIES - 1; left >= 0; left -= 1)
			expect(await ring.openWithCode('a', 'sai')).toEqual({ kind: 'wrong', left });
		expect(await ring.openWithCode('a', '246810')).toEqual({ kind: 'none' });
		expect(opens(ring.openWithSecret('a', secret))).toBe(true);
		expect(ring.hasCode('a')).toBe(false);
	});

	it('counts wrong codes anew after a right one', async () => {
		await ring.chooseCode('a', '246810');
		await ring.openWithCode('a', 'sai');
		await ring.openWithCode('a', '246810');
		expect(await ring.openWithCode('a', 'sai')).toEqual({ kind: 'wrong', left: MOST_TRIES - 1 });
	});

	it('keeps its code over signing in again, and opens until the browser is closed only', async () => {
		await ring.chooseCode('a', '246810');
		ring.close();
		ring.openWithSecret('a', secret);
		expect(ring.hasCode('a')).toBe(true);
		restart();
		expect(ring.sealOf('a')).toBeNull();
	});

	it('stays open again over a restart when the code is taken away', async () => {
		await ring.chooseCode('a', '246810');
		ring.removeCode('a');
		restart();
		expect(opens(ring.sealOf('a'))).toBe(true);
		expect(await ring.openWithCode('a', '246810')).toEqual({ kind: 'none' });
	});

	it('takes no code while it is closed', async () => {
		ring.close();
		expect(await ring.chooseCode('a', '246810')).toBe(false);
		expect(ring.hasCode('a')).toBe(false);
	});

	it('of another account is another, and closes when somebody else signs in', () => {
		const other = ring.openWithSecret('b', randomBytes(32));
		expect(opens(other)).toBe(false);
		closeKeys(places, 'b');
		expect(ring.sealOf('a')).toBeNull();
		expect(ring.sealOf('b')).not.toBeNull();
	});

	it('is not overwritten when the server has another secret now: the code still opens it', async () => {
		await ring.chooseCode('a', '246810');
		ring.close();
		expect(ring.openWithSecret('a', randomBytes(32))).toBeNull();
		await ring.openWithCode('a', '246810');
		expect(opens(ring.sealOf('a'))).toBe(true);
		/* Open, it is closed with the new secret too. */
		const now = randomBytes(32);
		ring.openWithSecret('a', now);
		ring.close();
		expect(opens(ring.openWithSecret('a', now))).toBe(true);
	});

	it('begins anew where neither secret nor code opens the old one', () => {
		ring.close();
		const fresh = ring.openWithSecret('a', randomBytes(32));
		expect(fresh).not.toBeNull();
		expect(opens(fresh)).toBe(false);
	});
});
