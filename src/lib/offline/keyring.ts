/**
 * The key of each account on this device. It is made here and never leaves; what is stored of it is closed twice:
 * with a secret that the server gives to its signed-in owner, and with a code the owner may choose for opening with no
 * network. While it is open it lies in the browser: with a code until the browser is closed, without one until its
 * owner signs out or somebody else signs in (decision 0010 says what that protects against).
 */
import { closeKeys, keepOpenKey, readOpenKey, type Places } from './open-keys.ts';
import { fromBase64, KEY_BYTES, randomBytes, Seal, toBase64 } from './seal.ts';

/** What makes a key out of a code; slow on purpose. */
export type Stretch = (code: string, salt: Uint8Array) => Promise<Uint8Array>;

export type CodeOutcome = { kind: 'opened' } | { kind: 'wrong'; left: number } | { kind: 'none' };

interface Closed {
	/** The key, sealed with the server's secret. */
	login: string;
	/** The key, sealed with the owner's code. */
	code: { salt: string; sealed: string; tries: number } | null;
}

const CLOSED = 'thuoc.key.closed.';
const LABEL = 'key';
/** Wrong codes after which only signing in opens. Six digits are a million; a person who forgot needs a few. */
export const MOST_TRIES = 10;
/** Shortest code. */
export const CODE_LENGTH = 6;

export class Keyring {
	private readonly places: Places;
	private readonly stretch: Stretch;

	constructor(places: Places, stretch: Stretch) {
		this.places = places;
		this.stretch = stretch;
	}

	/** What seals an owner's things; null while their key is closed. */
	sealOf(ownerId: string): Seal | null {
		const key = this.openKey(ownerId);
		return key && new Seal(key);
	}

	/** Whether there is a key of theirs here, open or closed. */
	has(ownerId: string): boolean {
		return this.read(ownerId) !== null;
	}

	hasCode(ownerId: string): boolean {
		return this.read(ownerId)?.code != null;
	}

	/**
	 * Opens with the server's secret, and makes the key when there is none here. Null where this secret is not the one
	 * (the server has forgotten it) and only the owner's code opens; without a code what was sealed is lost, and a new
	 * key begins.
	 */
	openWithSecret(ownerId: string, secret: Uint8Array): Seal | null {
		const closed = this.read(ownerId);
		const opened = closed && new Seal(secret).open(fromBase64(closed.login) ?? new Uint8Array(), LABEL);
		if (opened) return this.keepOpen(ownerId, opened);
		const key = this.openKey(ownerId);
		if (!key && closed?.code) return null;
		const kept = key ?? randomBytes(KEY_BYTES);
		this.write(ownerId, { login: closeWith(secret, kept), code: closed?.code ?? null });
		return this.keepOpen(ownerId, kept);
	}

	async openWithCode(ownerId: string, code: string): Promise<CodeOutcome> {
		const closed = this.read(ownerId);
		if (!closed?.code) return { kind: 'none' };
		const { salt, sealed, tries } = closed.code;
		/* Counted before it is tried: who closes the page while it is reckoned has still tried. */
		const used = tries + 1;
		this.write(ownerId, { ...closed, code: used >= MOST_TRIES ? null : { salt, sealed, tries: used } });
		const stretched = await this.stretch(code, fromBase64(salt)!);
		const key = new Seal(stretched).open(fromBase64(sealed) ?? new Uint8Array(), LABEL);
		if (!key) return { kind: 'wrong', left: MOST_TRIES - used };
		this.write(ownerId, { ...closed, code: { salt, sealed, tries: 0 } });
		this.keepOpen(ownerId, key);
		return { kind: 'opened' };
	}

	/** Chooses a code for the open key, in place of an earlier one. False when the key is closed. */
	async chooseCode(ownerId: string, code: string): Promise<boolean> {
		const salt = randomBytes(16);
		const stretched = await this.stretch(code, salt);
		const key = this.openKey(ownerId);
		const closed = this.read(ownerId);
		if (!key || !closed) return false;
		const sealed = closeWith(stretched, key);
		this.write(ownerId, { ...closed, code: { salt: toBase64(salt), sealed, tries: 0 } });
		this.keepOpen(ownerId, key);
		return true;
	}

	/** From now on the key stays open until its owner signs out. */
	removeCode(ownerId: string): void {
		const closed = this.read(ownerId);
		const key = this.openKey(ownerId);
		if (!closed || !key) return;
		this.write(ownerId, { ...closed, code: null });
		this.keepOpen(ownerId, key);
	}

	/** Locks what an owner keeps here: their code or signing in opens it again. */
	close(): void {
		closeKeys(this.places);
	}

	private openKey(ownerId: string): Uint8Array | null {
		const key = fromBase64(readOpenKey(this.places, ownerId) ?? '');
		return key?.length === KEY_BYTES ? key : null;
	}

	private keepOpen(ownerId: string, key: Uint8Array): Seal {
		keepOpenKey(this.places, ownerId, toBase64(key), this.hasCode(ownerId) ? 'passing' : 'lasting');
		return new Seal(key);
	}

	private read(ownerId: string): Closed | null {
		try {
			return JSON.parse(this.places.lasting.getItem(CLOSED + ownerId) ?? 'null') as Closed | null;
		} catch {
			return null;
		}
	}

	private write(ownerId: string, closed: Closed): void {
		this.places.lasting.setItem(CLOSED + ownerId, JSON.stringify(closed));
	}
}

const closeWith = (secret: Uint8Array, key: Uint8Array): string =>
	toBase64(new Seal(secret).seal(key, LABEL));
