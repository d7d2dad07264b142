/**
 * The certificates of this installation, in one folder below the data folder:
 *
 *     seal.crt        the organisation's certificate, followed by intermediate ones (PEM)
 *     seal.key        its private key (PKCS #8, encrypted)
 *     authority.crt   the demonstration's own authority, and
 *     authority.key   its private key; neither is there where a real certificate was brought
 *     trusted/        roots and intermediate certificates of others to believe (PEM or DER), and revocation lists (DER)
 */
import { createPrivateKey, randomBytes, X509Certificate, type KeyObject } from 'node:crypto';
import {
	copyFileSync,
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	renameSync,
	writeFileSync
} from 'node:fs';
import { join } from 'node:path';
import { createAuthority, createSigner, type Subject } from './certificate.ts';
import type { Trust } from './chain.ts';
import type { SigningIdentity } from './signer.ts';

const SEAL_CERTIFICATE = 'seal.crt';
const SEAL_KEY = 'seal.key';
const AUTHORITY_CERTIFICATE = 'authority.crt';
const AUTHORITY_KEY = 'authority.key';
const TRUSTED = 'trusted';

const DAY_MS = 24 * 3600 * 1000;
const DEMONSTRATION_YEARS = 10;

export type IdentityErrorCode =
	| 'missing'
	| 'unreadable'
	| 'not_encrypted'
	| 'wrong_passphrase'
	| 'key_mismatch';

/** The certificates cannot be used; the message is for the person who starts the product. */
export class IdentityError extends Error {
	readonly code: IdentityErrorCode;

	constructor(code: IdentityErrorCode, message: string, options?: ErrorOptions) {
		super(message, options);
		this.name = 'IdentityError';
		this.code = code;
	}
}

const PEM_BLOCK = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;

/** DER of every certificate in a text, be it PEM (any number) or DER (one). @throws when it holds none */
export function parseCertificates(content: Buffer): Buffer[] {
	const blocks = content.toString('latin1').match(PEM_BLOCK) ?? [content];
	return blocks.map((block) => new X509Certificate(block).raw);
}

/** The same of a file. @throws IdentityError */
export function readCertificates(file: string): Buffer[] {
	try {
		return parseCertificates(readFileSync(file));
	} catch (cause) {
		throw new IdentityError('unreadable', `Không đọc được chứng thư số trong tệp ${file}.`, { cause });
	}
}

function readKey(file: string, passphrase: string): KeyObject {
	const pem = readFileSync(file, 'latin1');
	if (!pem.includes('BEGIN ENCRYPTED PRIVATE KEY')) {
		throw new IdentityError('not_encrypted', `Khóa trong tệp ${file} không được bảo vệ bằng mật khẩu.`);
	}
	try {
		return createPrivateKey({ key: pem, passphrase });
	} catch (cause) {
		const message = `Không mở được khóa trong tệp ${file}: mật khẩu bảo vệ khóa không đúng, hoặc tệp đã hỏng.`;
		throw new IdentityError('wrong_passphrase', message, { cause });
	}
}

/** Whether the folder holds a certificate to seal with. */
export function hasIdentity(folder: string): boolean {
	return existsSync(join(folder, SEAL_CERTIFICATE));
}

/**
 * The organisation's certificate and the intermediate ones behind it, without the key and so without its passphrase.
 *
 * @throws IdentityError when there is none or it cannot be read
 */
export function readSealCertificate(folder: string): { certificate: Buffer; chain: Buffer[] } {
	const file = join(folder, SEAL_CERTIFICATE);
	if (!existsSync(file)) throw new IdentityError('missing', `Không có tệp ${file}.`);
	const [certificate, ...chain] = readCertificates(file);
	return { certificate: certificate!, chain };
}

/**
 * Reads the organisation's certificate and its key.
 *
 * @param passphrase protects the key on disk
 * @throws IdentityError when there is none, it cannot be read, or the two do not belong together
 */
export function readIdentity(folder: string, passphrase: string): SigningIdentity {
	const [certificateFile, keyFile] = [join(folder, SEAL_CERTIFICATE), join(folder, SEAL_KEY)];
	for (const file of [certificateFile, keyFile]) {
		if (!existsSync(file)) throw new IdentityError('missing', `Không có tệp ${file}.`);
	}
	const [certificate, ...chain] = readCertificates(certificateFile);
	const key = readKey(keyFile, passphrase);
	if (!new X509Certificate(certificate!).checkPrivateKey(key)) {
		throw new IdentityError(
			'key_mismatch',
			`Khóa trong tệp ${keyFile} không thuộc về chứng thư số ${certificateFile}.`
		);
	}
	return { certificate: certificate!, chain, key };
}

/** Issues certificates and is issued by itself: a beginning of trust. */
export const isRoot = (raw: Buffer): boolean => {
	const certificate = new X509Certificate(raw);
	return certificate.ca && certificate.checkIssued(certificate) && certificate.verify(certificate.publicKey);
};

/** The demonstration's authority, where there is one. */
export function ownAuthority(folder: string): Buffer[] {
	const own = join(folder, AUTHORITY_CERTIFICATE);
	return existsSync(own) ? readCertificates(own) : [];
}

/** Folder of the certificates of others to believe. */
export const trustedFolder = (folder: string): string => join(folder, TRUSTED);

/** The files in it that count. */
export function trustedFiles(folder: string): string[] {
	const others = trustedFolder(folder);
	if (!existsSync(others)) return [];
	const names = readdirSync(others).filter((name) => /\.(crt|cer|pem|der)$/i.test(name));
	return names.sort().map((name) => join(others, name));
}

/**
 * Whom this installation believes: the demonstration's authority and everything in `trusted/`.
 *
 * @param at the moment to judge at, epoch milliseconds
 * @throws IdentityError when a file there is no certificate
 */
export function readTrust(folder: string, at: number): Trust {
	const others = join(folder, TRUSTED);
	const lists = existsSync(others) ? readdirSync(others).filter((name) => /\.crl$/i.test(name)) : [];
	const certificates = [...ownAuthority(folder), ...trustedFiles(folder).flatMap(readCertificates)];
	return {
		roots: certificates.filter(isRoot),
		intermediates: certificates.filter((certificate) => !isRoot(certificate)),
		crls: lists.sort().map((name) => readFileSync(join(others, name))),
		at
	};
}

/** Written beside and moved into place: a file is there whole or not at all. */
export function writeWhole(file: string, content: string, mode: number): void {
	const draft = `${file}.${randomBytes(4).toString('hex')}`;
	writeFileSync(draft, content, { mode, flag: 'wx' });
	renameSync(draft, file);
}

function writeKey(file: string, key: KeyObject, passphrase: string): void {
	const pem = key.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase });
	writeWhole(file, pem.toString(), 0o600);
}

const writeCertificate = (file: string, raw: Buffer): void =>
	writeWhole(file, new X509Certificate(raw).toString(), 0o644);

const pemOf = (certificates: readonly Uint8Array[]): string =>
	certificates.map((raw) => new X509Certificate(raw).toString()).join('');

/**
 * Puts another certificate and key in the place of those that are there. The old ones stay beside them under the name of the
 * moment: what they sealed can be looked into for ever. The caller has checked the new ones.
 *
 * @param passphrase protects the new key on disk
 * @param at epoch milliseconds
 */
export function replaceIdentity(
	folder: string,
	{ certificate, chain, key }: SigningIdentity,
	passphrase: string,
	at: number
): void {
	mkdirSync(folder, { recursive: true, mode: 0o700 });
	const stamp = new Date(at).toISOString().replace(/[-:]/g, '').slice(0, 15);
	for (const name of [SEAL_CERTIFICATE, SEAL_KEY])
		if (existsSync(join(folder, name)))
			copyFileSync(join(folder, name), join(folder, `old-${stamp}-${name}`));
	writeKey(join(folder, SEAL_KEY), key, passphrase);
	writeWhole(join(folder, SEAL_CERTIFICATE), pemOf([certificate, ...chain]), 0o644);
}

export interface DemonstrationIdentity {
	/** The organisation that seals, and the body above it. */
	subject: Subject;
	/** Beginning of validity, epoch milliseconds. */
	from: number;
	/** End of validity; absent: ten years after its beginning. */
	to?: number;
}

/**
 * The certificate of the folder; where there is none, one by an authority of its own is made first. For the
 * demonstration: nobody outside knows that authority, and its name says so.
 *
 * @throws IdentityError as {@link readIdentity}
 */
export async function ensureDemonstrationIdentity(
	folder: string,
	passphrase: string,
	{ subject, from, to = from + DEMONSTRATION_YEARS * 365 * DAY_MS }: DemonstrationIdentity
): Promise<SigningIdentity> {
	if (hasIdentity(folder)) return readIdentity(folder, passphrase);
	const validity = { from, to };
	const authoritySubject = { commonName: 'Thước – chứng thực minh họa', organisation: subject.organisation };
	const authority = await createAuthority(authoritySubject, validity);
	const seal = await createSigner(authority, subject, validity);
	mkdirSync(folder, { recursive: true, mode: 0o700 });
	writeKey(join(folder, AUTHORITY_KEY), authority.key, passphrase);
	writeCertificate(join(folder, AUTHORITY_CERTIFICATE), authority.certificate);
	writeKey(join(folder, SEAL_KEY), seal.key, passphrase);
	// Last, since its presence says that everything is there.
	writeCertificate(join(folder, SEAL_CERTIFICATE), seal.certificate);
	return readIdentity(folder, passphrase);
}
