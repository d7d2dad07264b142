/** What is kept and shown of a certificate; never anything of its key. */
import { X509Certificate } from 'node:crypto';
import * as pkijs from 'pkijs';
import { arrayBuffer } from './asn1.ts';
import { buildChain, type Trust } from './chain.ts';
import { fault, type SignatureFault } from './fault.ts';
import { readName, subjectOf } from './names.ts';
import type { SignerReport } from './verification.ts';
import { maySign } from './verify-cms.ts';

export interface CertificateFacts extends SignerReport {
	/** SHA-256 of the DER, hexadecimal with colons. */
	fingerprint: string;
}

/** Whose a certificate is, by whom and for how long. @throws when the bytes are no certificate */
export function describeSigner(raw: Uint8Array): SignerReport {
	const x509 = new X509Certificate(raw);
	const { issuer } = pkijs.Certificate.fromBER(arrayBuffer(raw));
	return {
		...subjectOf(raw),
		issuer: readName(issuer).commonName,
		serialNumber: x509.serialNumber,
		validFrom: x509.validFromDate.getTime(),
		validTo: x509.validToDate.getTime()
	};
}

/** @throws when the bytes are no certificate */
export const certificateFacts = (raw: Uint8Array): CertificateFacts => ({
	...describeSigner(raw),
	fingerprint: new X509Certificate(raw).fingerprint256
});

/**
 * Why a certificate would be refused as a signer's at a moment, by the verifier's own measure; undefined when it would
 * not. A signature that the verifier refuses must not be made.
 *
 * @param at epoch milliseconds
 */
export function faultOfSigner(
	{ certificate, chain }: { certificate: Uint8Array; chain: readonly Uint8Array[] },
	trust: Trust,
	at: number
): SignatureFault | undefined {
	const path = buildChain(certificate, [...chain, ...(trust.intermediates ?? [])], trust, at);
	if (!path.trusted) return path.fault;
	if (maySign(certificate)) return undefined;
	return fault('signature.certificate_may_not_sign', { name: subjectOf(certificate).commonName });
}
