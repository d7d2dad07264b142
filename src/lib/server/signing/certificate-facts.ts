/** What is kept and shown of a certificate; never anything of its key. */
import { X509Certificate } from 'node:crypto';
import * as pkijs from 'pkijs';
import { arrayBuffer } from './asn1.ts';
import { buildChain, type Trust } from './chain.ts';
import { fault, type SignatureFault } from './fault.ts';
import { readName, subjectOf } from './names.ts';
import { maySign } from './verify-cms.ts';

export interface CertificateFacts {
	commonName: string;
	organisation: string | undefined;
	/** Common name of the authority that issued it. */
	issuer: string;
	/** Hexadecimal. */
	serialNumber: string;
	/** Epoch milliseconds. */
	validFrom: number;
	validTo: number;
	/** SHA-256 of the DER, hexadecimal with colons. */
	fingerprint: string;
}

/** @throws when the bytes are no certificate */
export function certificateFacts(raw: Uint8Array): CertificateFacts {
	const x509 = new X509Certificate(raw);
	const { issuer } = pkijs.Certificate.fromBER(arrayBuffer(raw));
	return {
		...subjectOf(raw),
		issuer: readName(issuer).commonName,
		serialNumber: x509.serialNumber,
		validFrom: x509.validFromDate.getTime(),
		validTo: x509.validToDate.getTime(),
		fingerprint: x509.fingerprint256
	};
}

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
