/** Roots and intermediate certificates that an administrator chooses to believe, one file each in `trusted/`. */
import { X509Certificate } from 'node:crypto';
import { mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { certificateFacts, type CertificateFacts } from './certificate-facts.ts';
import {
	isRoot,
	ownAuthority,
	parseCertificates,
	readCertificates,
	trustedFiles,
	trustedFolder,
	writeWhole
} from './identity.ts';

export interface TrustedCertificate extends CertificateFacts {
	/** A root; otherwise one that only stands between. */
	root: boolean;
	/** The demonstration's own, which cannot be taken out here. */
	own: boolean;
}

const describe = (raw: Buffer, own: boolean): TrustedCertificate => ({
	...certificateFacts(raw),
	root: isRoot(raw),
	own
});

/** Everything that is believed. @throws IdentityError when a file there is no certificate */
export const listTrusted = (folder: string): TrustedCertificate[] => [
	...ownAuthority(folder).map((raw) => describe(raw, true)),
	...trustedFiles(folder)
		.flatMap(readCertificates)
		.map((raw) => describe(raw, false))
];

export type TrustRefusal = 'unreadable' | 'not_a_root' | 'known';

/**
 * Believes the certificates of a file (PEM, any number, or DER). All of them must be authorities' and at least one new; those
 * known already are passed over. @returns what was added, or why nothing was
 */
export function addTrusted(folder: string, file: Uint8Array): CertificateFacts[] | TrustRefusal {
	let certificates: Buffer[];
	try {
		certificates = parseCertificates(Buffer.from(file));
	} catch {
		return 'unreadable';
	}
	if (!certificates.every((raw) => new X509Certificate(raw).ca)) return 'not_a_root';
	const known = new Set(listTrusted(folder).map(({ fingerprint }) => fingerprint));
	const fresh = certificates.filter((raw) => !known.has(new X509Certificate(raw).fingerprint256));
	if (fresh.length === 0) return 'known';
	mkdirSync(trustedFolder(folder), { recursive: true, mode: 0o700 });
	return fresh.map((raw) => {
		const facts = certificateFacts(raw);
		const name = `${facts.fingerprint.replaceAll(':', '').slice(0, 32).toLowerCase()}.crt`;
		writeWhole(join(trustedFolder(folder), name), new X509Certificate(raw).toString(), 0o644);
		return facts;
	});
}

/**
 * Stops believing one certificate. Its file stays under a name that counts no more; others in the same file stay believed.
 *
 * @param at epoch milliseconds
 * @returns what was taken out; undefined when it is not there
 */
export function removeTrusted(folder: string, fingerprint: string, at: number): CertificateFacts | undefined {
	for (const file of trustedFiles(folder)) {
		const certificates = readCertificates(file);
		const gone = certificates.find((raw) => new X509Certificate(raw).fingerprint256 === fingerprint);
		if (!gone) continue;
		const others = certificates.filter((raw) => raw !== gone);
		renameSync(file, `${file}.removed-${at}`);
		if (others.length > 0)
			writeWhole(file, others.map((raw) => new X509Certificate(raw).toString()).join(''), 0o644);
		return certificateFacts(gone);
	}
	return undefined;
}
