import { sign, X509Certificate, type KeyObject } from 'node:crypto';
import type { Hash } from './asn1.ts';

/**
 * Whoever can sign. The key never has to be handed over: `sign` gets the DER of the signed attributes and
 * gives back the signature value, so a token, an HSM or a remote service fits as well as a key in memory.
 */
export interface Signer {
	/** DER of the signer's certificate. */
	certificate: Uint8Array;
	/** DER of the intermediate certificates, nearest first; the root stays out. */
	chain: readonly Uint8Array[];
	kind: 'rsa' | 'ec';
	hash: Hash;
	/** Signs with `hash`: PKCS #1 v1.5 for RSA, the DER form for ECDSA. */
	sign(signedAttributes: Uint8Array): Promise<Uint8Array>;
}

/** A certificate with its private key, as plain data: it may be sent to a worker thread. */
export interface SigningIdentity {
	/** DER. */
	certificate: Uint8Array;
	chain: readonly Uint8Array[];
	key: KeyObject;
}

const HASH_OF_CURVE: Record<string, Hash> = {
	prime256v1: 'sha256',
	secp384r1: 'sha384',
	secp521r1: 'sha512'
};

/**
 * A signer whose key is in this process.
 *
 * @throws when the key is neither RSA nor on a NIST curve, or does not belong to the certificate
 */
export function localSigner({ certificate, chain, key }: SigningIdentity): Signer {
	if (!new X509Certificate(certificate).checkPrivateKey(key)) {
		throw new Error('The private key does not belong to the certificate.');
	}
	const { kind, hash } = algorithmOf(key);
	return { certificate, chain, kind, hash, sign: async (attributes) => sign(hash, attributes, key) };
}

function algorithmOf(key: KeyObject): Pick<Signer, 'kind' | 'hash'> {
	if (key.asymmetricKeyType === 'rsa') return { kind: 'rsa', hash: 'sha256' };
	const hash = HASH_OF_CURVE[key.asymmetricKeyDetails?.namedCurve ?? ''];
	if (key.asymmetricKeyType === 'ec' && hash) return { kind: 'ec', hash };
	throw new Error(`Keys of type «${key.asymmetricKeyType}» cannot seal a PDF.`);
}
