/**
 * The CMS of a PAdES baseline signature (ETSI EN 319 142-1): detached, one signer, no signing-time attribute
 * (the claimed time is /M in the PDF), the signer's certificate bound by signing-certificate-v2 (RFC 5035).
 */
import { createHash } from 'node:crypto';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import { arrayBuffer, der, OID, signatureOid } from './asn1.ts';
import type { Signer } from './signer.ts';

/**
 * A time-stamping authority (RFC 3161).
 *
 * @param imprint SHA-256 of the signature value
 * @returns DER of the time-stamp token
 */
export type TimestampSource = (imprint: Buffer) => Promise<Uint8Array>;

/** ESSCertIDv2: hash, issuer and serial number of the signer's certificate. */
function certificateId(signer: Signer, certificate: pkijs.Certificate): asn1js.Sequence {
	// SHA-256 is the DEFAULT of the hash algorithm: DER leaves a default out.
	const algorithm =
		signer.hash === 'sha256'
			? []
			: [new asn1js.Sequence({ value: [new asn1js.ObjectIdentifier({ value: OID[signer.hash] })] })];
	const hash = createHash(signer.hash).update(signer.certificate).digest();
	const directoryName = new asn1js.Constructed({
		idBlock: { tagClass: 3, tagNumber: 4 },
		value: [certificate.issuer.toSchema()]
	});
	const issuerSerial = [new asn1js.Sequence({ value: [directoryName] }), certificate.serialNumber];
	return new asn1js.Sequence({
		value: [
			...algorithm,
			new asn1js.OctetString({ valueHex: arrayBuffer(hash) }),
			new asn1js.Sequence({ value: issuerSerial })
		]
	});
}

function signedAttributes(
	signer: Signer,
	certificate: pkijs.Certificate,
	digest: Uint8Array
): pkijs.Attribute[] {
	const signingCertificate = new asn1js.Sequence({
		value: [new asn1js.Sequence({ value: [certificateId(signer, certificate)] })]
	});
	const attributes = [
		new pkijs.Attribute({
			type: OID.contentType,
			values: [new asn1js.ObjectIdentifier({ value: OID.data })]
		}),
		new pkijs.Attribute({
			type: OID.messageDigest,
			values: [new asn1js.OctetString({ valueHex: arrayBuffer(digest) })]
		}),
		new pkijs.Attribute({ type: OID.signingCertificateV2, values: [signingCertificate] })
	];
	// DER orders the members of a SET OF by their encoding; pkijs does not.
	return attributes.sort((one, other) => Buffer.compare(der(one), der(other)));
}

function signatureAlgorithm({ kind, hash }: Signer): pkijs.AlgorithmIdentifier {
	const algorithmId = signatureOid(kind, hash);
	// RFC 4055: NULL for RSA; RFC 5758: nothing at all for ECDSA.
	return new pkijs.AlgorithmIdentifier(
		kind === 'rsa' ? { algorithmId, algorithmParams: new asn1js.Null() } : { algorithmId }
	);
}

async function unsignedAttributes(signature: Uint8Array, timestamp: TimestampSource) {
	const token = await timestamp(createHash('sha256').update(signature).digest());
	const value = asn1js.fromBER(arrayBuffer(token)).result;
	return new pkijs.SignedAndUnsignedAttributes({
		type: 1,
		attributes: [new pkijs.Attribute({ type: OID.timestampToken, values: [value] })]
	});
}

/**
 * Signs a digest.
 *
 * @param digest of the bytes that the PDF's byte range covers, made with the signer's hash
 * @param timestamp makes B-T out of B-B
 * @returns DER of the ContentInfo, to be written into /Contents
 */
export async function buildCms(
	signer: Signer,
	digest: Uint8Array,
	timestamp?: TimestampSource
): Promise<Buffer> {
	const certificate = pkijs.Certificate.fromBER(arrayBuffer(signer.certificate));
	const attributes = signedAttributes(signer, certificate, digest);
	// What is signed is the SET itself (tag 0x31), although the CMS carries it as [0]: RFC 5652, 5.4.
	const set = new asn1js.Set({ value: attributes.map((attribute) => attribute.toSchema()) });
	const signature = await signer.sign(der(set));
	const digestAlgorithm = new pkijs.AlgorithmIdentifier({ algorithmId: OID[signer.hash] });
	const signerInfo = new pkijs.SignerInfo({
		version: 1,
		sid: new pkijs.IssuerAndSerialNumber({
			issuer: certificate.issuer,
			serialNumber: certificate.serialNumber
		}),
		digestAlgorithm,
		signedAttrs: new pkijs.SignedAndUnsignedAttributes({ type: 0, attributes }),
		signatureAlgorithm: signatureAlgorithm(signer),
		signature: new asn1js.OctetString({ valueHex: arrayBuffer(signature) })
	});
	if (timestamp) signerInfo.unsignedAttrs = await unsignedAttributes(signature, timestamp);
	const signedData = new pkijs.SignedData({
		version: 1,
		digestAlgorithms: [digestAlgorithm],
		encapContentInfo: new pkijs.EncapsulatedContentInfo({ eContentType: OID.data }),
		certificates: [signer.certificate, ...signer.chain].map((raw) =>
			pkijs.Certificate.fromBER(arrayBuffer(raw))
		),
		signerInfos: [signerInfo]
	});
	return der(new pkijs.ContentInfo({ contentType: OID.signedData, content: signedData.toSchema(true) }));
}
