/**
 * A certificate with its key out of a PKCS #12 file (.p12, .pfx): RSA and NIST curves, the old encryption (RC2, 3DES) and
 * the new (PBES2), any Unicode passphrase. The file and the passphrase live as long as the call; nothing here writes or
 * logs. At the mercy of what the file holds: files from outside go through `openP12InWorker`.
 */
import { KeyObject, webcrypto, X509Certificate } from 'node:crypto';
import { P12Signer } from '@libpdf/core';
import * as pkijs from 'pkijs';
import { arrayBuffer } from './asn1.ts';
import { localSigner, type SigningIdentity } from './signer.ts';

export type P12ErrorCode = 'unreadable' | 'wrong_passphrase' | 'no_key' | 'key_mismatch' | 'key_kind';

/** The file cannot be signed with. The message is for programmers and never holds anything of the file. */
export class P12Error extends Error {
	readonly code: P12ErrorCode;

	constructor(code: P12ErrorCode, options?: ErrorOptions) {
		super(`The PKCS #12 file cannot be used: ${code}.`, options);
		this.name = 'P12Error';
		this.code = code;
	}
}

/** Data, the only content type of a PFX that a passphrase protects (RFC 7292, 4). */
const MAC_CHECKED = '1.2.840.113549.1.7.1';

/** What cannot be a PKCS #12 file at all: told apart before a passphrase is blamed. */
function requirePfx(file: Uint8Array): void {
	try {
		const pfx = pkijs.PFX.fromBER(arrayBuffer(file));
		if (pfx.authSafe.contentType !== MAC_CHECKED || !pfx.macData) throw new Error('no checked content');
	} catch (cause) {
		throw new P12Error('unreadable', { cause });
	}
}

function codeOf(message: string): P12ErrorCode {
	if (message.includes('No private key') || message.includes('No certificates')) return 'no_key';
	if (message.includes('Unsupported key algorithm')) return 'key_kind';
	return /integrity|invalid password/i.test(message) ? 'wrong_passphrase' : 'unreadable';
}

async function unlockWith(file: Uint8Array, passphrase: string): Promise<P12Signer> {
	try {
		return await P12Signer.create(file, passphrase);
	} catch (cause) {
		throw new P12Error(codeOf((cause as Error).message), { cause });
	}
}

/** A keyboard gives «ậ» as one sign or as several; the file was made with one of the two. */
async function unlock(file: Uint8Array, passphrase: string): Promise<P12Signer> {
	const forms = new Set([passphrase, passphrase.normalize('NFC'), passphrase.normalize('NFD')]);
	let wrong: unknown;
	for (const form of forms) {
		try {
			return await unlockWith(file, form);
		} catch (thrown) {
			if (!(thrown instanceof P12Error) || thrown.code !== 'wrong_passphrase') throw thrown;
			wrong = thrown;
		}
	}
	throw wrong;
}

/** The library keeps the key as a member that its types call private; a spec holds us to this version. */
const keyOf = (signer: P12Signer): KeyObject =>
	KeyObject.from((signer as unknown as { privateKey: webcrypto.CryptoKey }).privateKey);

const isSelfIssued = (certificate: X509Certificate): boolean => certificate.subject === certificate.issuer;

/**
 * Opens a PKCS #12 file. The signer's certificate is the one that belongs to the key, wherever it stands in the file (the
 * library takes the first); roots in it are left out, since trust comes from this installation only.
 *
 * @param passphrase in any form of Unicode
 * @throws P12Error saying what is wrong with the file
 */
export async function openP12(file: Uint8Array, passphrase: string): Promise<SigningIdentity> {
	requirePfx(file);
	const signer = await unlock(file, passphrase);
	const key = keyOf(signer);
	const certificates = [signer.certificate, ...signer.certificateChain].map(
		(raw) => new X509Certificate(raw)
	);
	const own = certificates.find((certificate) => certificate.checkPrivateKey(key));
	if (!own) throw new P12Error('key_mismatch');
	const chain = certificates.filter((other) => other !== own && !isSelfIssued(other)).map(({ raw }) => raw);
	const identity = { certificate: own.raw, chain, key };
	try {
		localSigner(identity);
	} catch (cause) {
		throw new P12Error('key_kind', { cause });
	}
	return identity;
}
