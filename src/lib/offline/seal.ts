/**
 * Sealing of what this device keeps: XChaCha20-Poly1305 with a fresh random nonce before each sealed text. A label
 * says where a sealed thing belongs; in another place it does not open. This cipher does not wait, because an edit is
 * kept before the tap's handler returns. What is large goes to the browser's own cipher (AES-256-GCM), which works beside
 * the page and is many times faster; plain http has none, and there the first does all.
 */
import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';

export const KEY_BYTES = 32;
const NONCE_BYTES = 24;

/** The first byte of what is large says which cipher sealed it. */
const BY_PAGE = 0;
const BY_BROWSER = 1;
const BROWSER_NONCE_BYTES = 12;

const utf8 = new TextEncoder();
const fromUtf8 = new TextDecoder();

export class Seal {
	private readonly key: Uint8Array<ArrayBuffer>;
	private readonly subtle: SubtleCrypto | undefined;
	private browserKey: Promise<CryptoKey> | undefined;

	/** `subtle`: the browser's own cipher; undefined over plain http. */
	constructor(key: Uint8Array, subtle: SubtleCrypto | undefined = globalThis.crypto.subtle) {
		if (key.length !== KEY_BYTES) throw new Error('a key of 32 bytes is needed');
		this.key = Uint8Array.from(key);
		this.subtle = subtle;
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

	async sealLarge(bytes: Uint8Array<ArrayBuffer>, label: string): Promise<Uint8Array<ArrayBuffer>> {
		const { subtle } = this;
		if (!subtle) return joined([Uint8Array.of(BY_PAGE), this.seal(bytes, label)]);
		const iv = randomBytes(BROWSER_NONCE_BYTES);
		const how = { name: 'AES-GCM', iv, additionalData: utf8.encode(label) };
		const sealed = await subtle.encrypt(how, await this.keyOf(subtle), bytes);
		return joined([Uint8Array.of(BY_BROWSER), iv, new Uint8Array(sealed)]);
	}

	/** Null as with `open`, and where the browser has lost the cipher that sealed it. */
	async openLarge(sealed: Uint8Array<ArrayBuffer>, label: string): Promise<Uint8Array<ArrayBuffer> | null> {
		const [cipher] = sealed;
		if (cipher === BY_PAGE) return this.open(sealed.subarray(1), label);
		const { subtle } = this;
		if (cipher !== BY_BROWSER || !subtle) return null;
		const bodyAt = 1 + BROWSER_NONCE_BYTES;
		const how = { name: 'AES-GCM', iv: sealed.subarray(1, bodyAt), additionalData: utf8.encode(label) };
		return subtle.decrypt(how, await this.keyOf(subtle), sealed.subarray(bodyAt)).then(
			(opened) => new Uint8Array(opened),
			() => null
		);
	}

	/** One key for each cipher, made from the same. */
	private keyOf(subtle: SubtleCrypto): Promise<CryptoKey> {
		this.browserKey ??= subtle
			.importKey('raw', this.key, 'HKDF', false, ['deriveKey'])
			.then((key) =>
				subtle.deriveKey(
					{ name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: utf8.encode('large') },
					key,
					{ name: 'AES-GCM', length: 256 },
					false,
					['encrypt', 'decrypt']
				)
			);
		return this.browserKey;
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

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
	const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
	let at = 0;
	for (const part of parts) {
		whole.set(part, at);
		at += part.length;
	}
	return whole;
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
