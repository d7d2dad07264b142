/** Checks a time-stamp token (RFC 3161): made over the right bytes, by a trusted time-stamping authority. */
import { createHash } from 'node:crypto';
import * as pkijs from 'pkijs';
import { arrayBuffer, hashOf, OID, type Hash } from './asn1.ts';
import { buildChain, type Trust } from './chain.ts';
import { readExtension } from './extensions.ts';
import { fault, give, type SignatureFault } from './fault.ts';
import { subjectOf } from './names.ts';
import { checkCms, octets, readSignedMessage } from './verify-cms.ts';

export interface TimestampCheck {
	/** Epoch milliseconds, as the authority states it. */
	at: number;
	/** Common name of the authority's certificate. */
	by: string;
	/** DER of the authority's certificate. */
	certificate: Buffer;
	/** The token is whole and about the right bytes. */
	intact: boolean;
	/** Everything holds: only then may `at` be believed. */
	trusted: boolean;
	faults: SignatureFault[];
}

/** The content that the token signs. */
function readContent(raw: Uint8Array): { content: Buffer; info: pkijs.TSTInfo } {
	const { data } = readSignedMessage(raw);
	try {
		const content = Buffer.from(data.encapContentInfo.eContent!.getValue());
		return { content, info: pkijs.TSTInfo.fromBER(arrayBuffer(content)) };
	} catch {
		return give('timestamp.unreadable', {});
	}
}

/** RFC 3161, 2.3: time stamping must be the key's only purpose, and marked critical. */
function isAuthority(certificate: Uint8Array): boolean {
	const usage = readExtension(pkijs.Certificate.fromBER(arrayBuffer(certificate)), OID.extendedKeyUsage);
	const purposes = (usage?.parsedValue as pkijs.ExtKeyUsage | undefined)?.keyPurposes;
	return usage?.critical === true && purposes?.length === 1 && purposes[0] === OID.timeStamping;
}

/**
 * @param stampedDigest digest of the bytes that the token should be about
 * @throws FaultError when the token cannot be read
 */
export function checkTimestamp(
	raw: Uint8Array,
	stampedDigest: (hash: Hash) => Buffer,
	trust: Trust
): TimestampCheck {
	const { content, info } = readContent(raw);
	const cms = checkCms(raw, (hash) => createHash(hash).update(content).digest(), OID.timestampInfo);
	const faults = [...cms.faults];
	const hash = hashOf(info.messageImprint.hashAlgorithm.algorithmId);
	const rightBytes = !!hash && stampedDigest(hash).equals(octets(info.messageImprint.hashedMessage));
	if (!rightBytes) faults.push(fault('timestamp.of_something_else', {}));
	if (!isAuthority(cms.certificate)) faults.push(fault('timestamp.not_an_authority', {}));
	const at = info.genTime.getTime();
	const pool = [...cms.certificates, ...(trust.intermediates ?? [])];
	const roots = trust.timestampRoots ?? trust.roots;
	const chain = buildChain(cms.certificate, pool, { ...trust, roots }, at);
	if (!chain.trusted) faults.push(fault('timestamp.untrusted', {}), chain.fault);
	const { certificate } = cms;
	const intact = cms.intact && rightBytes;
	const by = subjectOf(certificate).commonName;
	return { at, by, certificate, intact, trusted: intact && faults.length === 0, faults };
}
