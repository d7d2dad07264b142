/** The object identifiers and encodings that CMS, certificates and time stamps share. */
import type { AsnType } from 'asn1js';

export const OID = {
	data: '1.2.840.113549.1.7.1',
	signedData: '1.2.840.113549.1.7.2',
	timestampInfo: '1.2.840.113549.1.9.16.1.4',
	// signed and unsigned attributes
	contentType: '1.2.840.113549.1.9.3',
	messageDigest: '1.2.840.113549.1.9.4',
	signingTime: '1.2.840.113549.1.9.5',
	signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
	timestampToken: '1.2.840.113549.1.9.16.2.14',
	// digests
	sha1: '1.3.14.3.2.26',
	sha256: '2.16.840.1.101.3.4.2.1',
	sha384: '2.16.840.1.101.3.4.2.2',
	sha512: '2.16.840.1.101.3.4.2.3',
	// signature algorithms
	rsaEncryption: '1.2.840.113549.1.1.1',
	rsaPss: '1.2.840.113549.1.1.10',
	sha256WithRsa: '1.2.840.113549.1.1.11',
	sha384WithRsa: '1.2.840.113549.1.1.12',
	sha512WithRsa: '1.2.840.113549.1.1.13',
	ecdsaWithSha256: '1.2.840.10045.4.3.2',
	ecdsaWithSha384: '1.2.840.10045.4.3.3',
	ecdsaWithSha512: '1.2.840.10045.4.3.4',
	// names
	commonName: '2.5.4.3',
	country: '2.5.4.6',
	organisation: '2.5.4.10',
	// certificate extensions
	subjectKeyIdentifier: '2.5.29.14',
	keyUsage: '2.5.29.15',
	subjectAltName: '2.5.29.17',
	basicConstraints: '2.5.29.19',
	crlDistributionPoints: '2.5.29.31',
	authorityInfoAccess: '1.3.6.1.5.5.7.1.1',
	certificatePolicies: '2.5.29.32',
	authorityKeyIdentifier: '2.5.29.35',
	extendedKeyUsage: '2.5.29.37',
	// purposes of a key
	emailProtection: '1.3.6.1.5.5.7.3.4',
	timeStamping: '1.3.6.1.5.5.7.3.8',
	ocspSigning: '1.3.6.1.5.5.7.3.9',
	ocsp: '1.3.6.1.5.5.7.48.1',
	documentSigning: '1.3.6.1.5.5.7.3.36'
} as const;

/** The digests that are strong enough. What is not here (MD5, SHA-1) counts as broken. */
export type Hash = 'sha256' | 'sha384' | 'sha512';

const HASH_OF: Record<string, Hash> = {
	[OID.sha256]: 'sha256',
	[OID.sha384]: 'sha384',
	[OID.sha512]: 'sha512'
};

const HASH_OF_SIGNATURE: Record<string, Hash> = {
	[OID.sha256WithRsa]: 'sha256',
	[OID.sha384WithRsa]: 'sha384',
	[OID.sha512WithRsa]: 'sha512',
	[OID.ecdsaWithSha256]: 'sha256',
	[OID.ecdsaWithSha384]: 'sha384',
	[OID.ecdsaWithSha512]: 'sha512'
};

/** The digest behind an identifier; undefined for weak and unknown ones. */
export const hashOf = (oid: string): Hash | undefined => HASH_OF[oid];

/** The digest within a signature algorithm's identifier (not RSA-PSS, whose digest is a parameter). */
export const hashOfSignature = (oid: string): Hash | undefined => HASH_OF_SIGNATURE[oid];

/** The identifier of RSA (PKCS #1 v1.5) or ECDSA with a digest. */
export function signatureOid(kind: 'rsa' | 'ec', hash: Hash): string {
	const names = {
		rsa: { sha256: OID.sha256WithRsa, sha384: OID.sha384WithRsa, sha512: OID.sha512WithRsa },
		ec: { sha256: OID.ecdsaWithSha256, sha384: OID.ecdsaWithSha384, sha512: OID.ecdsaWithSha512 }
	};
	return names[kind][hash];
}

/** Bytes as the plain ArrayBuffer that asn1js and pkijs take. Always a copy. */
export function arrayBuffer(bytes: Uint8Array): ArrayBuffer {
	return new Uint8Array(bytes).buffer;
}

/** DER of an asn1js value or of a pkijs object. */
export function der(value: AsnType | { toSchema(): AsnType }): Buffer {
	return Buffer.from(('toSchema' in value ? value.toSchema() : value).toBER(false));
}
