/**
 * From a signer's certificate to a trusted root. Own path building: pkijs' engine takes the last of the given
 * certificates as the signer's after removing duplicates, so that a signer who is also in the pool is never
 * checked at all (PeculiarVentures/PKI.js#247).
 */
import { verify, X509Certificate, type KeyObject } from 'node:crypto';
import * as pkijs from 'pkijs';
import { arrayBuffer, der, hashOfSignature, OID } from './asn1.ts';
import { fault, type SignatureFault } from './fault.ts';
import { readName } from './names.ts';

/** What a verifier believes. Certificates and revocation lists as DER. */
export interface Trust {
	roots: readonly Uint8Array[];
	/** Roots of time-stamping authorities; `roots` when left out. */
	timestampRoots?: readonly Uint8Array[];
	intermediates?: readonly Uint8Array[];
	/** A list whose signature does not hold is passed over. */
	crls?: readonly Uint8Array[];
	/** The moment to judge at, epoch milliseconds, where no trusted time stamp gives one. */
	at: number;
}

export type ChainResult = { trusted: true } | { trusted: false; fault: SignatureFault };

const LONGEST_CHAIN = 6;
const SHORTEST_RSA_BITS = 2048;
const CURVES = new Set(['prime256v1', 'secp384r1', 'secp521r1']);

/** Critical extensions whose rules are kept here. Any other critical one makes a certificate unusable (RFC 5280, 4.2). */
const UNDERSTOOD = new Set<string>([
	OID.basicConstraints,
	OID.keyUsage,
	OID.extendedKeyUsage,
	OID.subjectAltName,
	OID.certificatePolicies
]);

const CRL_SIGN = 0x02;

/** A certificate with both views that the checks need. */
interface Link {
	x509: X509Certificate;
	asn1: pkijs.Certificate;
	name: string;
}

function readLink(raw: Uint8Array): Link | undefined {
	try {
		const asn1 = pkijs.Certificate.fromBER(arrayBuffer(raw));
		return { x509: new X509Certificate(raw), asn1, name: readName(asn1.subject).commonName };
	} catch {
		return undefined;
	}
}

const isLink = (link: Link | undefined): link is Link => link !== undefined;

/** The extension's content as pkijs reads it; undefined when it is not there. */
export function readExtension(certificate: pkijs.Certificate, oid: string): pkijs.Extension | undefined {
	return certificate.extensions?.find(({ extnID }) => extnID === oid);
}

/** First octet of the key usage; undefined when the certificate does not limit it. */
export function keyUsageBits(certificate: pkijs.Certificate): number | undefined {
	const usage = readExtension(certificate, OID.keyUsage)?.parsedValue as
		{ valueBlock?: { valueHexView?: Uint8Array } } | undefined;
	if (!usage) return undefined;
	return usage.valueBlock?.valueHexView?.[0] ?? 0;
}

/** Whether a key is long enough to be believed: RSA from 2048 bits, ECDSA on a NIST curve. */
function isStrongKey(key: KeyObject): boolean {
	const details = key.asymmetricKeyDetails;
	if (key.asymmetricKeyType === 'rsa') return (details?.modulusLength ?? 0) >= SHORTEST_RSA_BITS;
	return key.asymmetricKeyType === 'ec' && CURVES.has(details?.namedCurve ?? '');
}

function faultOf({ x509, asn1, name }: Link, at: number): SignatureFault | undefined {
	const [from, to] = [x509.validFromDate.getTime(), x509.validToDate.getTime()];
	if (at < from) return fault('signature.certificate_not_yet_valid', { name, at: from });
	if (at > to) return fault('signature.certificate_expired', { name, at: to });
	if (!isStrongKey(x509.publicKey)) return fault('signature.weak_key', {});
	const foreign = asn1.extensions?.some(({ critical, extnID }) => critical && !UNDERSTOOD.has(extnID));
	return foreign ? fault('signature.certificate_unsupported', { name }) : undefined;
}

/** Node's checkIssued compares names, key identifiers and the issuer's right to sign certificates. */
function issued(issuer: Link, subject: Link): boolean {
	if (!issuer.x509.ca || !subject.x509.checkIssued(issuer.x509)) return false;
	if (!hashOfSignature(subject.asn1.signatureAlgorithm.algorithmId)) return false;
	return subject.x509.verify(issuer.x509.publicKey);
}

function pathLimit({ asn1 }: Link): number {
	const constraints = readExtension(asn1, OID.basicConstraints)?.parsedValue as
		pkijs.BasicConstraints | undefined;
	const limit = constraints?.pathLenConstraint;
	if (limit === undefined) return Infinity;
	return typeof limit === 'number' ? limit : limit.valueBlock.valueDec;
}

function readCrls(crls: readonly Uint8Array[]): pkijs.CertificateRevocationList[] {
	return crls.flatMap((raw) => {
		try {
			return [pkijs.CertificateRevocationList.fromBER(arrayBuffer(raw))];
		} catch {
			return [];
		}
	});
}

function revokedAt(subject: Link, issuer: Link, crls: pkijs.CertificateRevocationList[]): number | undefined {
	for (const crl of crls) {
		if (!der(crl.issuer).equals(der(subject.asn1.issuer))) continue;
		const hash = hashOfSignature(crl.signatureAlgorithm.algorithmId);
		const signature = crl.signatureValue.valueBlock.valueHexView;
		if (!hash || !((keyUsageBits(issuer.asn1) ?? CRL_SIGN) & CRL_SIGN)) continue;
		if (!verify(hash, crl.tbsView, issuer.x509.publicKey, signature)) continue;
		const entry = crl.revokedCertificates?.find((revoked) =>
			revoked.userCertificate.isEqual(subject.asn1.serialNumber)
		);
		if (entry) return entry.revocationDate.value.getTime();
	}
	return undefined;
}

/**
 * Looks for a path from a certificate to one of the trusted roots, every certificate on it valid at one moment,
 * strong, not revoked by then, and issued by the next.
 *
 * A certificate that is itself among the roots is not thereby trusted as a signer: roots issue, they do not sign.
 *
 * @param pool certificates that may stand between: those in the signature and those of the configuration
 * @param at epoch milliseconds
 */
export function buildChain(
	certificate: Uint8Array,
	pool: readonly Uint8Array[],
	trust: Pick<Trust, 'roots' | 'crls'>,
	at: number
): ChainResult {
	const leaf = readLink(certificate);
	if (!leaf) return { trusted: false, fault: fault('signature.unreadable', {}) };
	const roots = trust.roots.map(readLink).filter(isLink);
	const rootPrints = new Set(roots.map(({ x509 }) => x509.fingerprint256));
	const issuers = [...roots, ...pool.map(readLink).filter(isLink)];
	const crls = readCrls(trust.crls ?? []);

	// Breadth first, each certificate once: a pool of certificates that sign each other stays cheap, and the
	// first way to a certificate is the shortest, so that no limit of length is met on a later one only.
	const seen = new Set([leaf.x509.fingerprint256]);
	const queue = [{ link: leaf, depth: 0 }];
	let reason: SignatureFault | undefined;
	for (const { link, depth } of queue) {
		const wrong = faultOf(link, at);
		if (wrong) {
			reason ??= wrong;
			continue;
		}
		if (depth > 0 && rootPrints.has(link.x509.fingerprint256)) return { trusted: true };
		if (depth >= LONGEST_CHAIN) reason ??= fault('signature.chain_too_long', {});
		else {
			for (const issuer of issuers) {
				if (seen.has(issuer.x509.fingerprint256) || !issued(issuer, link)) continue;
				const revoked = revokedAt(link, issuer, crls);
				if (revoked !== undefined && revoked <= at) {
					reason ??= fault('signature.certificate_revoked', { name: link.name, at: revoked });
				} else if (pathLimit(issuer) < depth) reason ??= fault('signature.chain_too_long', {});
				else {
					seen.add(issuer.x509.fingerprint256);
					queue.push({ link: issuer, depth: depth + 1 });
				}
			}
		}
	}
	const issuer = readName(leaf.asn1.issuer).commonName;
	return { trusted: false, fault: reason ?? fault('signature.untrusted_root', { issuer }) };
}
