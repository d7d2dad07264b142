/** The keys of this browser, opened by signing in or by a code. */
import { openDevice } from './device.ts';
import { Keyring } from './keyring.ts';
import { closeKeys, places } from './open-keys.ts';
import { keepOwner, readOwner } from './owner.ts';
import { fromBase64, type Seal } from './seal.ts';
import { ask, type Outcome } from './transport.ts';
import { v7 } from 'uuid';

/** What is here is sealed, and neither an open key nor the server is there to open it. */
export interface Locked {
	kind: 'locked';
	ownerId: string;
	hasCode: boolean;
}

/**
 * `outdated`: it holds rules that this version of the application does not know. `elsewhere`: another window of this
 * browser has it; `kept_elsewhere`: and cannot give it, its memory keeps what the device had no room for.
 */
export type Opening<T> = Outcome<T> | Locked | { kind: 'outdated' | 'elsewhere' | 'kept_elsewhere' };

let ring: Keyring | undefined;

export const keyring = (): Keyring => (ring ??= new Keyring(places(), stretchCode));

/** About half a second on a tablet. Fetched when it is needed: the walk is weighed. */
async function stretchCode(code: string, salt: Uint8Array): Promise<Uint8Array> {
	const { scryptAsync } = await import('@noble/hashes/scrypt.js');
	return scryptAsync(code.normalize('NFC'), salt, { N: 2 ** 15, r: 8, p: 1, dkLen: 32 });
}

/** What seals an owner's things; with the key closed it is opened by the server's word for who is signed in. */
export async function openSeal(
	fetch: typeof globalThis.fetch,
	ownerId: string
): Promise<Outcome<Seal> | Locked> {
	const open = keyring().sealOf(ownerId);
	if (open) return { kind: 'done', value: open };
	const { id: deviceId } = openDevice(localStorage, v7);
	const outcome = await ask<{ accountId: string; secret: string }>(fetch, '/api/device-key', {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ deviceId })
	});
	if (outcome.kind !== 'done') return outcome;
	const secret = fromBase64(outcome.value.secret);
	/* Somebody else signed in between two requests: their secret is not for this key. */
	if (!secret || outcome.value.accountId !== ownerId) return { kind: 'failed', status: 0 };
	const seal = keyring().openWithSecret(ownerId, secret);
	return seal ? { kind: 'done', value: seal } : lockedFor(ownerId);
}

/** What is said instead of `otherwise` where work of somebody is here and only their key is missing. */
export function orLocked<T extends Outcome<never>>(ownerId: string | null, otherwise: T): T | Locked {
	const isAway = otherwise.kind === 'unreachable' || otherwise.kind === 'signed_out';
	const isClosed = ownerId !== null && keyring().has(ownerId) && !keyring().sealOf(ownerId);
	return isAway && isClosed ? lockedFor(ownerId) : otherwise;
}

const lockedFor = (ownerId: string): Locked => ({
	kind: 'locked',
	ownerId,
	hasCode: keyring().hasCode(ownerId)
});

/** The server has said who works here: what others kept here is closed. */
export function takeOwner(ownerId: string): void {
	if (readOwner(localStorage) !== ownerId) closeKeys(places(), ownerId);
	keepOwner(localStorage, ownerId);
}
