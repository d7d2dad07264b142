/** Certificates, keys and papers for the specs of signing: real ones, made once per spec file. */
import { createHash, createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { createRequire } from 'node:module';
import * as asn1js from 'asn1js';
import PDFDocument from 'pdfkit';
import * as pkijs from 'pkijs';
import { arrayBuffer, der, OID } from '#lib/server/signing/asn1.ts';
import {
	authorityExtensions,
	createAuthority,
	createSigner,
	extension,
	issueCertificate,
	signerExtensions,
	usageExtensions,
	type KeyedCertificate,
	type Subject,
	type Validity
} from '#lib/server/signing/certificate.ts';
import type { Trust } from '#lib/server/signing/chain.ts';
import type { TimestampSource } from '#lib/server/signing/cms.ts';
import type { SealRequest } from '#lib/server/signing/revision.ts';
import { sealPdf } from '#lib/server/signing/seal.ts';
import { localSigner, type Signer } from '#lib/server/signing/signer.ts';

const DAY = 24 * 3600 * 1000;

/** The moment at which the papers of the specs are signed and judged: 12/9/2026, 09:30 in Việt Nam. */
export const NOW = Date.UTC(2026, 8, 12, 2, 30);

export const YEARS = (from: number, to: number, now = NOW): Validity => ({
	from: now + from * 365 * DAY,
	to: now + to * 365 * DAY
});

export const OFFICE: Subject = { commonName: 'Sở Nội vụ', organisation: 'Ủy ban nhân dân tỉnh Đắk Lắk' };
export const AGENCY: Subject = { commonName: 'Phòng Nội vụ – Ưu Ơn', organisation: 'Ủy ban nhân dân xã' };
const AUTHORITY: Subject = { commonName: 'Chứng thực thử nghiệm', organisation: 'Bộ Thử nghiệm' };

const FONT = createRequire(import.meta.url).resolve(
	'@expo-google-fonts/tinos/400Regular/Tinos_400Regular.ttf'
);

/** A paper of two pages with text, a drawing and metadata. */
export function samplePdf(options: PDFKit.PDFDocumentOptions = {}): Promise<Buffer> {
	return drawPdf(options, (doc) => {
		doc.fontSize(14).text('BIÊN BẢN kiểm tra công tác cải cách hành chính', 90, 90);
		doc.text('Tổng điểm: 86,60 điểm', 90, 130).rect(90, 160, 200, 40).stroke();
		doc.addPage().text('Trang thứ hai: kiến nghị, thời hạn 30 ngày.', 90, 90);
	});
}

/** The look of a visible signature. */
export function sampleAppearance(text = 'Ký bởi: Sở Nội vụ'): Promise<Buffer> {
	return drawPdf({ size: [180, 60], margin: 4 }, (doc) => doc.fontSize(8).text(text, 6, 6, { width: 168 }));
}

function drawPdf(
	options: PDFKit.PDFDocumentOptions,
	draw: (doc: PDFKit.PDFDocument) => unknown
): Promise<Buffer> {
	const info = { CreationDate: new Date(NOW), Title: 'Biên bản' };
	const doc = new PDFDocument({ font: FONT, pdfVersion: '1.7', info, ...options });
	const parts: Buffer[] = [];
	const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
	doc.on('data', (part: Buffer) => parts.push(part));
	doc.on('end', () => resolve(Buffer.concat(parts)));
	doc.on('error', reject);
	draw(doc);
	doc.end();
	return promise;
}

export const signerOf = (owner: KeyedCertificate, chain: Uint8Array[] = []): Signer =>
	localSigner({ ...owner, chain });

/** A signing certificate of any key and with any extensions. */
export function issueSigner(
	issuer: KeyedCertificate,
	options: {
		subject?: Subject;
		validity?: Validity;
		key?: KeyObject;
		extensions?: pkijs.Extension[];
	} = {}
): KeyedCertificate {
	const key = options.key ?? ecKey();
	const request = {
		subject: options.subject ?? AGENCY,
		validity: options.validity ?? YEARS(-1, 2),
		publicKey: createPublicKey(key),
		extensions: options.extensions ?? signerExtensions()
	};
	return { certificate: issueCertificate(request, issuer), key };
}

export const ecKey = (namedCurve = 'P-256'): KeyObject =>
	generateKeyPairSync('ec', { namedCurve }).privateKey;

export const rsaKey = (modulusLength: number): KeyObject =>
	generateKeyPairSync('rsa', { modulusLength }).privateKey;

/** An authority below another one. */
export function issueAuthority(
	issuer: KeyedCertificate,
	subject: Subject,
	pathLength?: number
): KeyedCertificate {
	return issueSigner(issuer, {
		subject,
		extensions: authorityExtensions(pathLength),
		validity: YEARS(-2, 8)
	});
}

/** A root without limits on what stands below it, on an EC key because that is quick to make. */
export function ecRoot(subject: Subject = AUTHORITY, validity: Validity = YEARS(-3, 10)): KeyedCertificate {
	const key = ecKey();
	const request = { subject, validity, publicKey: createPublicKey(key), extensions: authorityExtensions() };
	return { certificate: issueCertificate(request, { key }), key };
}

/** Looks like the office's certificate, but nobody issued it. */
export function impostor(): KeyedCertificate {
	const key = ecKey();
	const request = {
		subject: OFFICE,
		validity: YEARS(-1, 2),
		publicKey: createPublicKey(key),
		extensions: signerExtensions()
	};
	return { certificate: issueCertificate(request, { key }), key };
}

export interface Kit {
	authority: KeyedCertificate;
	office: Signer;
	officeKey: KeyObject;
	agency: Signer;
	trust: Trust;
	paper: Buffer;
	/** Seals for the office with a visible signature on page 0, unless told otherwise. */
	seal(
		file: Uint8Array,
		changes?: Partial<SealRequest>,
		signer?: Signer,
		stamp?: TimestampSource
	): Promise<Buffer>;
}

/**
 * The demonstration's own kind of authority, the office (RSA) and the agency (EC) below it, and a paper.
 *
 * @param now the middle of the certificates' life; tools that are not ours ask the machine's clock
 */
export async function makeKit(now = NOW): Promise<Kit> {
	const authority = await createAuthority(AUTHORITY, YEARS(-2, 8, now));
	const officeOwner = await createSigner(authority, OFFICE, YEARS(-1, 4, now));
	const office = signerOf(officeOwner);
	const agency = signerOf(issueSigner(authority, { validity: YEARS(-1, 2, now) }));
	const appearance = await sampleAppearance();
	const request: SealRequest = {
		fieldName: 'Seal',
		page: 0,
		rect: [320, 300, 500, 360],
		appearance,
		name: OFFICE.commonName,
		reason: 'Đóng dấu điện tử',
		at: NOW
	};
	return {
		authority,
		office,
		officeKey: officeOwner.key,
		agency,
		trust: { roots: [authority.certificate], at: now },
		paper: await samplePdf(),
		seal: (file, changes = {}, signer = office, stamp) =>
			sealPdf(file, { ...request, ...changes }, signer, stamp)
	};
}

/** A certificate for time stamps (RFC 3161, 2.3: the one critical purpose). */
export function issueTimestamper(
	issuer: KeyedCertificate,
	options: { critical?: boolean; validity?: Validity } = {}
): KeyedCertificate {
	const purposes = new pkijs.ExtKeyUsage({ keyPurposes: [OID.timeStamping] }).toSchema();
	const extensions = [
		...usageExtensions(['digitalSignature']),
		extension(OID.extendedKeyUsage, options.critical ?? true, purposes)
	];
	const subject = { commonName: 'Dấu thời gian thử nghiệm', organisation: AUTHORITY.organisation };
	return issueSigner(issuer, { subject, extensions, validity: options.validity ?? YEARS(-1, 2) });
}

/** A time-stamping authority whose clock says `at`. */
export function timestampSource(owner: KeyedCertificate, at: number): TimestampSource {
	return async (imprint) => timestampToken(owner, imprint, at);
}

function timestampToken(owner: KeyedCertificate, imprint: Buffer, at: number): Buffer {
	const info = new pkijs.TSTInfo({
		version: 1,
		policy: '1.2.3.4.1',
		messageImprint: new pkijs.MessageImprint({
			hashAlgorithm: new pkijs.AlgorithmIdentifier({ algorithmId: OID.sha256 }),
			hashedMessage: new asn1js.OctetString({ valueHex: arrayBuffer(imprint) })
		}),
		serialNumber: new asn1js.Integer({ value: 7 }),
		genTime: new Date(at)
	});
	const content = der(info);
	const attributes = [
		new pkijs.Attribute({
			type: OID.contentType,
			values: [new asn1js.ObjectIdentifier({ value: OID.timestampInfo })]
		}),
		new pkijs.Attribute({
			type: OID.messageDigest,
			values: [
				new asn1js.OctetString({ valueHex: arrayBuffer(createHash('sha256').update(content).digest()) })
			]
		})
	];
	const set = der(new asn1js.Set({ value: attributes.map((attribute) => attribute.toSchema()) }));
	const certificate = pkijs.Certificate.fromBER(arrayBuffer(owner.certificate));
	const sha256 = new pkijs.AlgorithmIdentifier({ algorithmId: OID.sha256 });
	const data = new pkijs.SignedData({
		version: 3,
		digestAlgorithms: [sha256],
		encapContentInfo: new pkijs.EncapsulatedContentInfo({
			eContentType: OID.timestampInfo,
			eContent: new asn1js.OctetString({ valueHex: arrayBuffer(content) })
		}),
		certificates: [certificate],
		signerInfos: [
			new pkijs.SignerInfo({
				version: 1,
				sid: new pkijs.IssuerAndSerialNumber({
					issuer: certificate.issuer,
					serialNumber: certificate.serialNumber
				}),
				digestAlgorithm: sha256,
				signedAttrs: new pkijs.SignedAndUnsignedAttributes({ type: 0, attributes }),
				signatureAlgorithm: new pkijs.AlgorithmIdentifier({ algorithmId: OID.ecdsaWithSha256 }),
				signature: new asn1js.OctetString({ valueHex: arrayBuffer(sign('sha256', set, owner.key)) })
			})
		]
	});
	return der(new pkijs.ContentInfo({ contentType: OID.signedData, content: data.toSchema(true) }));
}

/** A revocation list that names one certificate. */
export function revocationList(issuer: KeyedCertificate, revoked: Uint8Array, revokedAt: number): Buffer {
	const time = (at: number) => new pkijs.Time({ type: 0, value: new Date(at) });
	const authority = pkijs.Certificate.fromBER(arrayBuffer(issuer.certificate));
	const isRsa = issuer.key.asymmetricKeyType === 'rsa';
	const algorithm = () =>
		isRsa
			? new pkijs.AlgorithmIdentifier({ algorithmId: OID.sha256WithRsa, algorithmParams: new asn1js.Null() })
			: new pkijs.AlgorithmIdentifier({ algorithmId: OID.ecdsaWithSha256 });
	const list = new pkijs.CertificateRevocationList({
		version: 1,
		signature: algorithm(),
		issuer: authority.subject,
		thisUpdate: time(revokedAt),
		nextUpdate: time(revokedAt + 30 * DAY),
		revokedCertificates: [
			new pkijs.RevokedCertificate({
				userCertificate: pkijs.Certificate.fromBER(arrayBuffer(revoked)).serialNumber,
				revocationDate: time(revokedAt)
			})
		],
		signatureAlgorithm: algorithm()
	});
	const body = der((list.toSchema(true) as asn1js.Sequence).valueBlock.value[0] as asn1js.AsnType);
	list.signatureValue = new asn1js.BitString({ valueHex: arrayBuffer(sign('sha256', body, issuer.key)) });
	return der(list.toSchema(true) as asn1js.AsnType);
}
