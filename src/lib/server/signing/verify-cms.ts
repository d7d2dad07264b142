/** Checks a CMS SignedData: what it signs, with which key, and whether the certificate is the one it names. */
import {
	constants,
	createHash,
	verify,
	X509Certificate,
	type KeyObject,
	type VerifyKeyObjectInput
} from 'node:crypto';
import { Null, ObjectIdentifier, type AsnType } from 'asn1js';
import * as pkijs from 'pkijs';
import { arrayBuffer, der, hashOf, hashOfSignature, OID, type Hash } from './asn1.ts';
import { keyUsageBits, readExtension } from './extensions.ts';
import { fault, give, type SignatureFault } from './fault.ts';

export interface CmsCheck {
	/** Digest and signature value hold. */
	intact: boolean;
	/** DER of the signer's certificate, and of all certificates that came along. */
	certificate: Buffer;
	certificates: Buffer[];
	/** signing-certificate-v2 is there and names this certificate. */
	bound: boolean;
	/** PAdES baseline forbids the attribute. */
	hasSigningTime: boolean;
	signature: Buffer;
	timestampToken: Buffer | undefined;
	faults: SignatureFault[];
}

/** More certificates than any honest chain has: checking them all would only cost time. */
const MOST_CERTIFICATES = 20;

const DIGITAL_SIGNATURE_OR_NON_REPUDIATION = 0xc0;

interface HexValue {
	valueBlock: { valueHexView: Uint8Array };
}

/** The bytes of a primitive ASN.1 value. */
export const octets = (value: unknown): Buffer => Buffer.from((value as HexValue).valueBlock.valueHexView);

function strongHash(oid: string): Hash {
	return hashOf(oid) ?? give('signature.weak_digest', { algorithm: oid });
}

/** A SignedData with exactly one signer. */
interface SignedMessage {
	data: pkijs.SignedData;
	signer: pkijs.SignerInfo;
	/** DER of the certificates, as they came. */
	certificates: Buffer[];
}

interface Asn1Node {
	idBlock: { tagClass: number; tagNumber: number };
	valueBlock: { value: Asn1Node[] };
	valueBeforeDecodeView: Uint8Array;
}

/** The certificates byte by byte: pkijs would write them anew. Other kinds (tagged) are passed over. */
function rawCertificates(signedData: Asn1Node): Buffer[] {
	const set = signedData.valueBlock.value.find(
		({ idBlock }) => idBlock.tagClass === 3 && idBlock.tagNumber === 0
	);
	const items = set?.valueBlock.value.filter(({ idBlock }) => idBlock.tagClass === 1) ?? [];
	return items.slice(0, MOST_CERTIFICATES).map((item) => Buffer.from(item.valueBeforeDecodeView));
}

/** @throws FaultError for what is no SignedData, or has not exactly one signer */
export function readSignedMessage(raw: Uint8Array): SignedMessage {
	let data: pkijs.SignedData;
	let certificates: Buffer[];
	try {
		const info = pkijs.ContentInfo.fromBER(arrayBuffer(raw));
		if (info.contentType !== OID.signedData) throw new Error('no SignedData');
		data = new pkijs.SignedData({ schema: info.content });
		certificates = rawCertificates(info.content as Asn1Node);
	} catch {
		return give('signature.unreadable', {});
	}
	const [signer] = data.signerInfos;
	if (!signer || data.signerInfos.length !== 1) {
		return give('signature.several_signers', { count: data.signerInfos.length });
	}
	return { data, signer, certificates };
}

/** No signature covers this part of the message; it must at least agree with what is signed (RFC 5652, 5.1). */
function checkHeader({ data, signer }: SignedMessage): void {
	const announced = data.digestAlgorithms.some(
		({ algorithmId }) => algorithmId === signer.digestAlgorithm.algorithmId
	);
	const sid: unknown = signer.sid;
	const signerVersion = sid instanceof pkijs.IssuerAndSerialNumber ? 1 : 3;
	const version = data.encapContentInfo.eContentType === OID.data ? signerVersion : 3;
	if (!announced || signer.version !== signerVersion || data.version !== version) {
		give('signature.attributes_wrong', {});
	}
}

function findSignerCertificate(signer: pkijs.SignerInfo, certificates: readonly Buffer[]): Buffer {
	const sid: unknown = signer.sid;
	const found = certificates.find((raw) => {
		const certificate = pkijs.Certificate.fromBER(arrayBuffer(raw));
		if (sid instanceof pkijs.IssuerAndSerialNumber) {
			const sameIssuer = der(certificate.issuer).equals(der(sid.issuer));
			return sameIssuer && certificate.serialNumber.isEqual(sid.serialNumber);
		}
		const identifier = readExtension(certificate, OID.subjectKeyIdentifier)?.parsedValue;
		return identifier !== undefined && octets(identifier).equals(octets(sid));
	});
	return found ?? give('signature.certificate_missing', {});
}

/** The only value of an attribute that must occur once (RFC 5652, 11). */
function singleValue(attributes: readonly pkijs.Attribute[], oid: string): AsnType | undefined {
	const [found, second] = attributes.filter(({ type }) => type === oid);
	if (!found) return undefined;
	if (second || found.values.length !== 1) give('signature.attributes_wrong', {});
	return found.values[0] as AsnType;
}

interface VerifyingKey {
	hash: Hash;
	key: KeyObject | VerifyKeyObjectInput;
}

function pssKey(algorithm: pkijs.AlgorithmIdentifier, key: KeyObject): VerifyingKey {
	const parameters = new pkijs.RSASSAPSSParams({ schema: algorithm.algorithmParams });
	const padding = constants.RSA_PKCS1_PSS_PADDING;
	return {
		hash: strongHash(parameters.hashAlgorithm.algorithmId),
		key: { key, padding, saltLength: parameters.saltLength }
	};
}

/** The key as the signature algorithm wants it used. The algorithm must fit the digest and the kind of key. */
function verifyingKey(algorithm: pkijs.AlgorithmIdentifier, key: KeyObject, digest: Hash): VerifyingKey {
	const { algorithmId: oid, algorithmParams: parameters } = algorithm;
	const isRsa = key.asymmetricKeyType === 'rsa';
	if (oid === OID.rsaPss && isRsa) return pssKey(algorithm, key);
	const hash = oid === OID.rsaEncryption ? digest : hashOfSignature(oid);
	const isRsaOid = oid.startsWith('1.2.840.113549.');
	const plain = parameters === undefined || (isRsa && parameters instanceof Null);
	if (hash !== digest || isRsa !== isRsaOid || !plain)
		give('signature.unknown_algorithm', { algorithm: oid });
	return { hash: digest, key };
}

const oidOf = (value: unknown): string => (value instanceof ObjectIdentifier ? value.getValue() : '');

/** ESSCertIDv2 (RFC 5035): the first certificate it names must be the signer's. */
function namesCertificate(signingCertificate: AsnType, certificate: Uint8Array): boolean {
	type Node = AsnType & { valueBlock: { value: Node[] }; idBlock: { tagNumber: number } };
	const identifier = (signingCertificate as Node).valueBlock.value[0]?.valueBlock.value[0]?.valueBlock.value;
	const [first, second] = identifier ?? [];
	if (!first) return false;
	const hasAlgorithm = first.idBlock.tagNumber === 16;
	const hash = hasAlgorithm ? hashOf(oidOf(first.valueBlock.value[0])) : 'sha256';
	const value = hasAlgorithm ? second : first;
	if (!hash || !value) return false;
	return createHash(hash).update(certificate).digest().equals(octets(value));
}

/** The signed attributes as they were signed: a SET OF (0x31), although the CMS carries them as [0]. */
function signedBytes(attributes: pkijs.SignedAndUnsignedAttributes): Buffer {
	const bytes = Buffer.from(attributes.encodedValue);
	bytes[0] = 0x31;
	return bytes;
}

function checkSignature(signer: pkijs.SignerInfo, certificate: X509Certificate, digest: Hash): boolean {
	const { hash, key } = verifyingKey(signer.signatureAlgorithm, certificate.publicKey, digest);
	return verify(hash, signedBytes(signer.signedAttrs!), key, octets(signer.signature));
}

function checkContentType(data: pkijs.SignedData, attributes: readonly pkijs.Attribute[], expected: string) {
	const stated = singleValue(attributes, OID.contentType);
	const detached = expected === OID.data;
	const { eContentType, eContent } = data.encapContentInfo;
	return eContentType === expected && oidOf(stated) === expected && detached === !eContent;
}

/**
 * Checks the CMS of a detached signature or of a time stamp.
 *
 * @param raw DER, as `readDer` gives it: pkijs alone would read more than one way of writing the same
 * @param digestOf digest of what should have been signed
 * @throws FaultError for what cannot be judged any further
 */
export function checkCms(
	raw: Uint8Array,
	digestOf: (hash: Hash) => Buffer,
	contentType: string = OID.data
): CmsCheck {
	const message = readSignedMessage(raw);
	const { data, signer, certificates } = message;
	const faults: SignatureFault[] = [];
	const digest = strongHash(signer.digestAlgorithm.algorithmId);
	checkHeader(message);
	const certificate = findSignerCertificate(signer, certificates);
	const attributes = signer.signedAttrs?.attributes ?? give('signature.attributes_wrong', {});
	if (!checkContentType(data, attributes, contentType)) faults.push(fault('signature.attributes_wrong', {}));

	const stated = singleValue(attributes, OID.messageDigest);
	const sameDigest = stated !== undefined && octets(stated).equals(digestOf(digest));
	if (!sameDigest) faults.push(fault('signature.digest_differs', {}));
	const x509 = new X509Certificate(certificate);
	const sameValue = checkSignature(signer, x509, digest);
	if (!sameValue) faults.push(fault('signature.value_wrong', {}));

	const naming = singleValue(attributes, OID.signingCertificateV2);
	const bound = naming !== undefined && namesCertificate(naming, certificate);
	if (naming && !bound) faults.push(fault('signature.certificate_not_bound', {}));
	const [token] =
		signer.unsignedAttrs?.attributes.find(({ type }) => type === OID.timestampToken)?.values ?? [];
	return {
		intact: sameDigest && sameValue,
		certificate,
		certificates,
		bound,
		hasSigningTime: attributes.some(({ type }) => type === OID.signingTime),
		signature: octets(signer.signature),
		timestampToken: token ? Buffer.from((token as Asn1Node).valueBeforeDecodeView) : undefined,
		faults
	};
}

/** Whether the certificate's key usage allows signing documents; a certificate without key usage may. */
export function maySign(certificate: Uint8Array): boolean {
	const bits = keyUsageBits(pkijs.Certificate.fromBER(arrayBuffer(certificate)));
	return bits === undefined || (bits & DIGITAL_SIGNATURE_OR_NON_REPUDIATION) !== 0;
}
