/**
 * From a signer's certificate to a trusted root. Own path building: pkijs' engine takes the last of the given
 * certificates as the signer's after removing duplicates, so that a signer who is also in the pool is never
 * checked at all (PeculiarVentures/PKI.js#247).
 */
import { X509Certificate, type KeyObject } from 'node:crypto';
import * as pkijs from 'pkijs';
import { arrayBuffer, hashOfSignature, OID } from './asn1.ts';
import { readExtension } from './extensions.ts';
import { fault, type SignatureFault } from './fault.ts';
import { readName } from './names.ts';
import { Revocations, type Certified, type RevocationMaterial, type Standing } from './revocation.ts';

/** Bytes that somebody whose word counts is known to have held at a moment: whatever is in them was made by then. */
export interface KeptBytes {
	size: number;
	/** Hexadecimal. */
	sha256: string;
	/** Epoch milliseconds. */
	at: number;
}

/** What a verifier believes. Certificates and revocation lists as DER. */
export interface Trust extends RevocationMaterial {
	roots: readonly Uint8Array[];
	/** Roots of time-stamping authorities; `roots` when left out. */
	timestampRoots?: readonly Uint8Array[];
	intermediates?: readonly Uint8Array[];
	/** The moment to judge at, epoch milliseconds, where neither a trusted time stamp nor `kept` gives one. */
	at: number;
	/** Revisions of the file under examination that the register holds. */
	kept?: readonly KeptBytes[];
}

/** `path`: DER, from the certificate to its root. `asOf`: no certificate on it was withdrawn then; null: not known. */
export type ChainResult =
	| { trusted: true; path: Uint8Array[]; asOf: number | null }
	| { trusted: false; fault: SignatureFault };

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

/** A certificate with both views that the checks need. */
interface Link extends Certified {
	name: string;
}

/** A link of a path that is being looked for, with those below it. */
interface Step {
	link: Link;
	depth: number;
	below: Step | null;
	/** Since when it and those below are known not to be withdrawn (the root needs no word); null: not of all. */
	asOf: number | null;
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
		| pkijs.BasicConstraints
		| undefined;
	const limit = constraints?.pathLenConstraint;
	if (limit === undefined) return Infinity;
	return typeof limit === 'number' ? limit : limit.valueBlock.valueDec;
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
	trust: Pick<Trust, 'roots' | 'crls' | 'ocsp' | 'at'>,
	at: number
): ChainResult {
	const leaf = readLink(certificate);
	if (!leaf) return { trusted: false, fault: fault('signature.unreadable', {}) };
	const roots = trust.roots.map(readLink).filter(isLink);
	const rootPrints = new Set(roots.map(({ x509 }) => x509.fingerprint256));
	const issuers = [...roots, ...pool.map(readLink).filter(isLink)];
	const revocations = new Revocations(trust);

	// Breadth first, each certificate once: a pool of certificates that sign each other stays cheap, and the
	// first way to a certificate is the shortest, so that no limit of length is met on a later one only.
	const seen = new Set([leaf.x509.fingerprint256]);
	const queue: Step[] = [{ link: leaf, depth: 0, below: null, asOf: Infinity }];
	let reason: SignatureFault | undefined;
	for (const step of queue) {
		const { link, depth } = step;
		const wrong = faultOf(link, at);
		if (wrong) {
			reason ??= wrong;
			continue;
		}
		if (depth > 0 && rootPrints.has(link.x509.fingerprint256))
			return { trusted: true, path: pathTo(step), asOf: step.asOf };
		if (depth >= LONGEST_CHAIN) reason ??= fault('signature.chain_too_long', {});
		else {
			for (const issuer of issuers) {
				if (seen.has(issuer.x509.fingerprint256) || !issued(issuer, link)) continue;
				const standing = revocations.of(link, issuer, trust.at);
				if (standing.kind === 'revoked' && standing.at <= at) {
					reason ??= fault('signature.certificate_revoked', { name: link.name, at: standing.at });
				} else if (pathLimit(issuer) < depth) reason ??= fault('signature.chain_too_long', {});
				else {
					seen.add(issuer.x509.fingerprint256);
					queue.push({ link: issuer, depth: depth + 1, below: step, asOf: earlier(step.asOf, standing, at) });
				}
			}
		}
	}
	const issuer = readName(leaf.asn1.issuer).commonName;
	return { trusted: false, fault: reason ?? fault('signature.untrusted_root', { issuer }) };
}

function pathTo(step: Step): Uint8Array[] {
	const path: Uint8Array[] = [];
	for (let at: Step | null = step; at; at = at.below) path.unshift(at.link.x509.raw);
	return path;
}

/** Withdrawn later than the moment that counts: it was good then. */
function earlier(asOf: number | null, standing: Standing, at: number): number | null {
	if (asOf === null || standing.kind === 'unknown') return null;
	return Math.min(asOf, standing.kind === 'good' ? standing.asOf : at);
}
