/**
 * Sealing of what this device keeps: XChaCha20-Poly1305 with a fresh random nonce before each sealed text. A label
 * says where a sealed thing belongs; in another place it does not open. One cipher everywhere and without waiting,
 * because an edit is kept before the tap's handler returns, and because plain http has no `crypto.subtle`.
 */
import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';

export const KEY_BYTES = 32;
const NONCE_BYTES = 24;

const utf8 = new TextEncoder();
const fromUtf8 = new TextDecoder();

export class Seal {
	private readonly key: Uint8Array;

	constructor(key: Uint8Array) {
		if (key.length !== KEY_BYTES) throw new Error('a key of 32 bytes is needed');
		this.key = key;
	}

	seal(bytes: Uint8Array, label: string): Uint8Array<ArrayBuffer> {
		const nonce = randomBytes(NONCE_BYTES);
		const sealed = new Uint8Array(NONCE_BYTES + bytes.length + 16);
		sealed.set(nonce);
		xchacha20poly1305(this.key, nonce, utf8.encode(label)).encrypt(bytes, sealed.subarray(NONCE_BYTES));
		return sealed;
	}

	/** Null when it was sealed with another key, for another place, or was changed. */
	open(sealed: Uint8Array, label: string): Uint8Array<ArrayBuffer> | null {
		try {
			const nonce = sealed.subarray(0, NONCE_BYTES);
			const opened = xchacha20poly1305(this.key, nonce, utf8.encode(label)).decrypt(
				sealed.subarray(NONCE_BYTES)
			);
			return opened as Uint8Array<ArrayBuffer>;
		} catch {
			return null;
		}
	}

	sealText(text: string, label: string): string {
		return toBase64(this.seal(utf8.encode(text), label));
	}

	openText(sealed: string, label: string): string | null {
		const bytes = fromBase64(sealed);
		const opened = bytes && this.open(bytes, label);
		return opened && fromUtf8.decode(opened);
	}
}

export const randomBytes = (length: number): Uint8Array<ArrayBuffer> =>
	crypto.getRandomValues(new Uint8Array(length));

/** Characters at once: a call takes only so many arguments. */
const CHUNK = 0x8000;

export function toBase64(bytes: Uint8Array): string {
	let characters = '';
	for (let at = 0; at < bytes.length; at += CHUNK)
		characters += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
	return btoa(characters);
}

/** Null for what is no base64. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> | null {
	try {
		return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
	} catch {
		return null;
	}
}
