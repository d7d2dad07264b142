/**
 * Whether certificates were withdrawn: revocation lists (RFC 5280, 5) and answers of an authority's responder (RFC 6960).
 * What is not signed by the certificate's own issuer, or by a responder that it named, counts for nothing.
 */
import { createHash, verify, X509Certificate, type KeyObject } from 'node:crypto';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import { arrayBuffer, der, hashOfSignature, OID } from './asn1.ts';
import { keyUsageBits, readExtension } from './extensions.ts';

/** As they came from the network or lie in the file, DER. */
export interface RevocationMaterial {
	crls?: readonly Uint8Array[];
	ocsp?: readonly Uint8Array[];
}

/** A certificate of a path, both views. */
export interface Certified {
	x509: X509Certificate;
	asn1: pkijs.Certificate;
}

/** What the material says of one certificate; `unknown` where it says nothing that is in force. Instants epoch ms. */
export type Standing = { kind: 'revoked'; at: number } | { kind: 'good'; asOf: number } | { kind: 'unknown' };

const CRL_SIGN = 0x02;
/** Clocks differ: a list of a minute ahead is still of now. */
const CLOCK_SKEW_MS = 5 * 60_000;
/** An answer that does not say how long it holds is believed for a day. */
const DEFAULT_LIFE_MS = 24 * 3600_000;

const UNKNOWN: Standing = { kind: 'unknown' };

/** Material that was read once, to be asked about many certificates. */
export class Revocations {
	private readonly crls: pkijs.CertificateRevocationList[];
	private readonly answers: pkijs.BasicOCSPResponse[];

	constructor({ crls = [], ocsp = [] }: RevocationMaterial) {
		this.crls = crls.flatMap((raw) =>
			readOr(() => pkijs.CertificateRevocationList.fromBER(arrayBuffer(raw)))
		);
		this.answers = ocsp.flatMap((raw) => readOr(() => readAnswer(raw)));
	}

	/**
	 * A withdrawal counts whenever its list was made; «good» only while the list or answer is in force.
	 *
	 * @param now epoch milliseconds
	 */
	of(subject: Certified, issuer: Certified, now: number): Standing {
		const said = [...this.fromLists(subject, issuer, now), ...this.fromAnswers(subject, issuer, now)];
		const rank = { revoked: 0, good: 1, unknown: 2 };
		return said.sort((a, b) => rank[a.kind] - rank[b.kind])[0] ?? UNKNOWN;
	}

	private fromLists(subject: Certified, issuer: Certified, now: number): Standing[] {
		return this.crls
			.filter((crl) => isListOf(crl, subject, issuer))
			.map((crl): Standing => {
				const entry = crl.revokedCertificates?.find((revoked) =>
					revoked.userCertificate.isEqual(subject.asn1.serialNumber)
				);
				if (entry) return { kind: 'revoked', at: entry.revocationDate.value.getTime() };
				return inForce(crl.thisUpdate.value, crl.nextUpdate?.value, now);
			});
	}

	private fromAnswers(subject: Certified, issuer: Certified, now: number): Standing[] {
		return this.answers
			.filter((answer) => isAnswerOf(answer, issuer, now))
			.flatMap(({ tbsResponseData }) =>
				tbsResponseData.responses.filter(({ certID }) => names(certID, subject, issuer))
			)
			.map(({ certStatus, thisUpdate, nextUpdate }): Standing => {
				const status = (certStatus as asn1js.AsnType).idBlock.tagNumber;
				if (status === REVOKED) return { kind: 'revoked', at: revocationTime(certStatus) };
				return status === GOOD ? inForce(thisUpdate, nextUpdate, now) : UNKNOWN;
			});
	}
}

function readOr<T>(read: () => T): T[] {
	try {
		return [read()];
	} catch {
		return [];
	}
}

function inForce(from: Date, to: Date | undefined, now: number): Standing {
	const asOf = from.getTime();
	const until = to?.getTime() ?? asOf + DEFAULT_LIFE_MS;
	return asOf <= now + CLOCK_SKEW_MS && now <= until + CLOCK_SKEW_MS ? { kind: 'good', asOf } : UNKNOWN;
}

/** Signed by the issuer, and about all that it issued: one for a part only, or with additions to another, says too little. */
function isListOf(crl: pkijs.CertificateRevocationList, subject: Certified, issuer: Certified): boolean {
	if (!der(crl.issuer).equals(der(subject.asn1.issuer))) return false;
	const hash = hashOfSignature(crl.signatureAlgorithm.algorithmId);
	if (!hash || !((keyUsageBits(issuer.asn1) ?? CRL_SIGN) & CRL_SIGN)) return false;
	if (crl.crlExtensions?.extensions.some(({ critical }) => critical)) return false;
	return verify(hash, crl.tbsView, issuer.x509.publicKey, crl.signatureValue.valueBlock.valueHexView);
}

const GOOD = 0;
const REVOKED = 1;
const SUCCESSFUL = 0;

function readAnswer(raw: Uint8Array): pkijs.BasicOCSPResponse {
	const response = pkijs.OCSPResponse.fromBER(arrayBuffer(raw));
	const status = response.responseStatus.valueBlock.valueDec;
	if (status !== SUCCESSFUL || !response.responseBytes) throw new Error('no answer');
	return pkijs.BasicOCSPResponse.fromBER(
		arrayBuffer(response.responseBytes.response.valueBlock.valueHexView)
	);
}

/** By the issuer itself, or by one whom it made its responder (RFC 6960, 4.2.2.2). */
function isAnswerOf(answer: pkijs.BasicOCSPResponse, issuer: Certified, now: number): boolean {
	const hash = hashOfSignature(answer.signatureAlgorithm.algorithmId);
	if (!hash) return false;
	const signature = answer.signature.valueBlock.valueHexView;
	const isBy = (key: KeyObject) => verify(hash, answer.tbsResponseData.tbsView, key, signature);
	return [issuer.x509, ...respondersOf(answer, issuer, now)].some(({ publicKey }) => isBy(publicKey));
}

function respondersOf(answer: pkijs.BasicOCSPResponse, issuer: Certified, now: number): X509Certificate[] {
	return (answer.certs ?? [])
		.filter((certificate) => {
			const usage = readExtension(certificate, OID.extendedKeyUsage)?.parsedValue as
				| pkijs.ExtKeyUsage
				| undefined;
			return usage?.keyPurposes.includes(OID.ocspSigning) === true;
		})
		.map((certificate) => new X509Certificate(der(certificate)))
		.filter(
			(x509) =>
				x509.checkIssued(issuer.x509) &&
				x509.verify(issuer.x509.publicKey) &&
				x509.validFromDate.getTime() <= now &&
				now <= x509.validToDate.getTime()
		);
}

function names(certId: pkijs.CertID, subject: Certified, issuer: Certified): boolean {
	const own = [OID.sha1, OID.sha256].map((algorithm) => certIdOf(subject, issuer, algorithm));
	return own.some((one) => one.isEqual(certId));
}

function revocationTime(status: unknown): number {
	const [time] = (status as { valueBlock: { value: asn1js.GeneralizedTime[] } }).valueBlock.value;
	return time!.toDate().getTime();
}

/** SHA-1 here only names the issuer: most responders know no other way (RFC 5019, 2.1.1). */
function certIdOf(subject: Certified, issuer: Certified, algorithm: string): pkijs.CertID {
	const hash = algorithm === OID.sha1 ? 'sha1' : 'sha256';
	const digest = (bytes: Uint8Array) =>
		new asn1js.OctetString({ valueHex: arrayBuffer(createHash(hash).update(bytes).digest()) });
	return new pkijs.CertID({
		hashAlgorithm: new pkijs.AlgorithmIdentifier({
			algorithmId: algorithm,
			algorithmParams: new asn1js.Null()
		}),
		issuerNameHash: digest(der(subject.asn1.issuer)),
		issuerKeyHash: digest(issuer.asn1.subjectPublicKeyInfo.subjectPublicKey.valueBlock.valueHexView),
		serialNumber: subject.asn1.serialNumber
	});
}

/** The question about one certificate, as a responder takes it (RFC 6960, 4.1). */
export function ocspQuestion(subject: Certified, issuer: Certified): Buffer {
	const request = new pkijs.OCSPRequest({
		tbsRequest: new pkijs.TBSRequest({
			requestList: [new pkijs.Request({ reqCert: certIdOf(subject, issuer, OID.sha1) })]
		})
	});
	return der(request.toSchema(true) as asn1js.AsnType);
}

/** Where an authority says that its lists lie and its responder answers; http and https only. */
export function placesToAsk({ asn1 }: Certified): { lists: string[]; responders: string[] } {
	const points = readExtension(asn1, OID.crlDistributionPoints)?.parsedValue as
		| pkijs.CRLDistributionPoints
		| undefined;
	const access = readExtension(asn1, OID.authorityInfoAccess)?.parsedValue as pkijs.InfoAccess | undefined;
	const lists = (points?.distributionPoints ?? []).flatMap(({ distributionPoint }) =>
		Array.isArray(distributionPoint) ? distributionPoint.map(addressOf) : []
	);
	const responders = (access?.accessDescriptions ?? [])
		.filter(({ accessMethod }) => accessMethod === OID.ocsp)
		.map(({ accessLocation }) => addressOf(accessLocation));
	const isWeb = (address: string) => /^https?:\/\//i.test(address);
	return { lists: lists.filter(isWeb), responders: responders.filter(isWeb) };
}

const URI = 6;
const addressOf = ({ type, value }: pkijs.GeneralName): string => (type === URI ? String(value) : '');
