/**
 * Makes X.509 certificates: the demonstration's own authority and the organisation's certificate below it.
 * Signed by node:crypto; pkijs only lays out the structure (its process-wide crypto engine stays unused).
 */
import { createHash, createPublicKey, generateKeyPair, randomBytes, sign, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import { arrayBuffer, der, OID, signatureOid } from './asn1.ts';

const makeKeyPair = promisify(generateKeyPair);

export interface Subject {
	commonName: string;
	organisation: string;
	/** Two letters; VN when left out. */
	country?: string;
}

/** Epoch milliseconds; certificates count in whole seconds. */
export interface Validity {
	from: number;
	to: number;
}

/** A certificate (DER) and its private key. */
export interface KeyedCertificate {
	certificate: Buffer;
	key: KeyObject;
}

export interface CertificateRequest {
	subject: Subject;
	publicKey: KeyObject;
	validity: Validity;
	/** Besides the key identifiers, which every certificate gets. */
	extensions: readonly pkijs.Extension[];
}

/** Bits of KeyUsage (RFC 5280, 4.2.1.3), first bit first. */
const KEY_USAGE = { digitalSignature: 0x80, nonRepudiation: 0x40, keyCertSign: 0x04, crlSign: 0x02 };

const YEAR_2050 = Date.UTC(2050, 0, 1);

/** RSA-2048: of all kinds the one that every tool for checking signatures accepts. */
export async function makeRsaKey(modulusLength = 2048): Promise<KeyObject> {
	return (await makeKeyPair('rsa', { modulusLength })).privateKey;
}

/** One attribute per relative name: pkijs, left to itself, would put all of them into one. */
function distinguishedName(subject: Subject): pkijs.RelativeDistinguishedNames {
	const utf8 = (value: string) => new asn1js.Utf8String({ value: value.normalize('NFC') });
	const entries: [string, asn1js.AsnType][] = [
		[OID.country, new asn1js.PrintableString({ value: subject.country ?? 'VN' })],
		[OID.organisation, utf8(subject.organisation)],
		[OID.commonName, utf8(subject.commonName)]
	];
	const relativeNames = entries.map(([type, value]) => {
		const attribute = new asn1js.Sequence({ value: [new asn1js.ObjectIdentifier({ value: type }), value] });
		return new asn1js.Set({ value: [attribute] });
	});
	const name = der(new asn1js.Sequence({ value: relativeNames }));
	return pkijs.RelativeDistinguishedNames.fromBER(arrayBuffer(name));
}

/** RFC 5280, 4.1.2.5: UTCTime until the end of 2049, GeneralizedTime from then on. */
function time(at: number): pkijs.Time {
	return new pkijs.Time({ type: at < YEAR_2050 ? 0 : 1, value: new Date(Math.floor(at / 1000) * 1000) });
}

/** A positive number of 16 bytes, as RFC 5280 asks: neither guessable nor repeated. */
function serialNumber(): asn1js.Integer {
	const bytes = randomBytes(16);
	bytes[0] = (bytes[0]! & 0x3f) | 0x40;
	return new asn1js.Integer({ valueHex: arrayBuffer(bytes) });
}

function publicKeyInfo(key: KeyObject): pkijs.PublicKeyInfo {
	return pkijs.PublicKeyInfo.fromBER(arrayBuffer(key.export({ type: 'spki', format: 'der' })));
}

/** RFC 5280, 4.2.1.2, method 1: SHA-1 of the key's bits. A name for the key; no security rests on it. */
function keyIdentifier(key: KeyObject): asn1js.OctetString {
	const bits = publicKeyInfo(key).subjectPublicKey.valueBlock.valueHexView;
	return new asn1js.OctetString({ valueHex: arrayBuffer(createHash('sha1').update(bits).digest()) });
}

/** An extension from its content. */
export function extension(extnID: string, critical: boolean, content: asn1js.AsnType): pkijs.Extension {
	return new pkijs.Extension({ extnID, critical, extnValue: arrayBuffer(der(content)) });
}

/** What the certificate's key may be used for; purposes are those of the extended key usage. */
export function usageExtensions(
	bits: (keyof typeof KEY_USAGE)[],
	purposes: string[] = []
): pkijs.Extension[] {
	const octet = bits.reduce((sum, bit) => sum | KEY_USAGE[bit], 0);
	const unusedBits = 31 - Math.clz32(octet & -octet);
	const usage = new asn1js.BitString({ valueHex: Uint8Array.of(octet).buffer, unusedBits });
	const extensions = [extension(OID.keyUsage, true, usage)];
	if (purposes.length === 0) return extensions;
	const list = new pkijs.ExtKeyUsage({ keyPurposes: purposes }).toSchema();
	return [...extensions, extension(OID.extendedKeyUsage, false, list)];
}

/** @param pathLength how many authorities may stand below this one; undefined: any number */
export function authorityExtensions(pathLength?: number): pkijs.Extension[] {
	// pkijs takes an undefined limit for a limit of 0.
	const limit = pathLength === undefined ? {} : { pathLenConstraint: pathLength };
	const constraints = new pkijs.BasicConstraints({ cA: true, ...limit });
	return [
		extension(OID.basicConstraints, true, constraints.toSchema()),
		...usageExtensions(['keyCertSign', 'crlSign'])
	];
}

/** A certificate that signs documents. Readers built on NSS ask for e-mail protection, newer ones for RFC 9336. */
export function signerExtensions(): pkijs.Extension[] {
	return [
		extension(OID.basicConstraints, true, new pkijs.BasicConstraints({ cA: false }).toSchema()),
		...usageExtensions(['digitalSignature', 'nonRepudiation'], [OID.emailProtection, OID.documentSigning])
	];
}

function issuerName(
	issuer: KeyedCertificate | undefined,
	subject: Subject
): pkijs.RelativeDistinguishedNames {
	if (!issuer) return distinguishedName(subject);
	return pkijs.Certificate.fromBER(arrayBuffer(issuer.certificate)).subject;
}

/**
 * Issues a certificate (X.509 v3, SHA-256).
 *
 * @param issuer the authority; for a root, its own key alone under `{ key }`
 * @returns DER
 */
export function issueCertificate(
	request: CertificateRequest,
	issuer: KeyedCertificate | { certificate?: undefined; key: KeyObject }
): Buffer {
	const authority = issuer.certificate ? issuer : undefined;
	const kind = issuer.key.asymmetricKeyType === 'rsa' ? 'rsa' : 'ec';
	const algorithm = () =>
		new pkijs.AlgorithmIdentifier({
			algorithmId: signatureOid(kind, 'sha256'),
			...(kind === 'rsa' ? { algorithmParams: new asn1js.Null() } : {})
		});
	const authorityKey = new pkijs.AuthorityKeyIdentifier({
		keyIdentifier: keyIdentifier(createPublicKey(issuer.key))
	});
	const certificate = new pkijs.Certificate({
		version: 2,
		serialNumber: serialNumber(),
		signature: algorithm(),
		issuer: issuerName(authority, request.subject),
		notBefore: time(request.validity.from),
		notAfter: time(request.validity.to),
		subject: distinguishedName(request.subject),
		subjectPublicKeyInfo: publicKeyInfo(request.publicKey),
		extensions: [
			...request.extensions,
			extension(OID.subjectKeyIdentifier, false, keyIdentifier(request.publicKey)),
			...(authority ? [extension(OID.authorityKeyIdentifier, false, authorityKey.toSchema())] : [])
		],
		signatureAlgorithm: algorithm()
	});
	// pkijs keeps `encodeTBS` to itself; encoding the whole and taking the first part gives the same bytes.
	const unsigned = certificate.toSchema(true) as asn1js.Sequence;
	const body = der(unsigned.valueBlock.value[0] as asn1js.AsnType);
	const signature = new asn1js.BitString({ valueHex: arrayBuffer(sign('sha256', body, issuer.key)) });
	certificate.signatureValue = signature;
	return der(certificate.toSchema(true) as asn1js.AsnType);
}

/** A self-signed root that may issue certificates for signers only (RSA-3072). */
export async function createAuthority(subject: Subject, validity: Validity): Promise<KeyedCertificate> {
	const key = await makeRsaKey(3072);
	const request = { subject, validity, publicKey: createPublicKey(key), extensions: authorityExtensions(0) };
	return { certificate: issueCertificate(request, { key }), key };
}

/** A certificate with which an organisation seals its papers (RSA-2048). */
export async function createSigner(
	issuer: KeyedCertificate,
	subject: Subject,
	validity: Validity
): Promise<KeyedCertificate> {
	const key = await makeRsaKey();
	const request = { subject, validity, publicKey: createPublicKey(key), extensions: signerExtensions() };
	return { certificate: issueCertificate(request, issuer), key };
}
