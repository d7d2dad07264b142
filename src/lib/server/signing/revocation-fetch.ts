/**
 * Asks authorities whether they have withdrawn certificates. Only authorities that lead to a root of the configuration
 * are asked: the addresses stand in certificates, and a stranger's file must not make this machine call anywhere.
 */
import { X509Certificate } from 'node:crypto';
import * as pkijs from 'pkijs';
import { arrayBuffer } from './asn1.ts';
import {
	ocspQuestion,
	placesToAsk,
	Revocations,
	type Certified,
	type RevocationMaterial
} from './revocation.ts';

export interface AskDeps {
	fetch: typeof globalThis.fetch;
	/** Epoch milliseconds. */
	now: () => number;
	/** How long one authority may take to answer. */
	patienceMs: number;
}

/** Largest list that is read: those of national authorities have a few megabytes. */
const LARGEST_BYTES = 20 * 1024 * 1024;
/** Lists are asked for again after this time, also where they hold longer. */
const KEEP_MS = 3600_000;
/** Nobody waits again and again for an authority that does not answer. */
const KEEP_SILENCE_MS = 60_000;
const MOST_KEPT = 50;

/** Keeps what it was told for an hour, so that checking a hundred papers asks once. */
export class RevocationAsker {
	private readonly deps: AskDeps;
	private readonly kept = new Map<string, { until: number; bytes: Promise<Uint8Array | null> }>();

	constructor(deps: AskDeps) {
		this.deps = deps;
	}

	/**
	 * What the authorities say of the certificates on trusted paths, each path from a signer to its root (DER). Authorities
	 * that cannot be reached are left out; never throws.
	 */
	async ask(paths: readonly (readonly Uint8Array[])[]): Promise<Required<RevocationMaterial>> {
		const asked = new Map<string, [subject: Certified, issuer: Certified]>();
		for (const path of paths) {
			const links = path.map(readCertified);
			for (const [i, subject] of links.slice(0, -1).entries())
				asked.set(subject.x509.fingerprint256, [subject, links[i + 1]!]);
		}
		const answers = await Promise.all(
			[...asked.values()].map(([subject, issuer]) => this.askOf(subject, issuer))
		);
		return {
			crls: answers.flatMap(({ crls }) => crls),
			ocsp: answers.flatMap(({ ocsp }) => ocsp)
		};
	}

	/** The responder first, whose answer is of this minute; the list where there is none or it does not say. */
	private async askOf(subject: Certified, issuer: Certified): Promise<Required<RevocationMaterial>> {
		const { lists, responders } = placesToAsk(subject);
		for (const address of responders) {
			const answer = await this.once(`${address} ${subject.x509.fingerprint256}`, () =>
				this.read(address, {
					method: 'POST',
					headers: { 'content-type': 'application/ocsp-request' },
					body: new Uint8Array(ocspQuestion(subject, issuer))
				})
			);
			const ocsp = answer ? [answer] : [];
			if (new Revocations({ ocsp }).of(subject, issuer, this.deps.now()).kind !== 'unknown')
				return { crls: [], ocsp };
		}
		for (const address of lists) {
			const list = await this.once(address, () => this.read(address));
			const crls = list ? [list] : [];
			if (new Revocations({ crls }).of(subject, issuer, this.deps.now()).kind !== 'unknown')
				return { crls, ocsp: [] };
		}
		return { crls: [], ocsp: [] };
	}

	private once(key: string, read: () => Promise<Uint8Array | null>): Promise<Uint8Array | null> {
		const at = this.deps.now();
		const known = this.kept.get(key);
		if (known && at < known.until) return known.bytes;
		const bytes = read();
		const entry = { until: at + KEEP_MS, bytes };
		this.kept.delete(key);
		this.kept.set(key, entry);
		void bytes.then((got) => got ?? (entry.until = at + KEEP_SILENCE_MS));
		for (const [oldest] of this.kept) {
			if (this.kept.size <= MOST_KEPT) break;
			this.kept.delete(oldest);
		}
		return bytes;
	}

	private async read(address: string, init: RequestInit = {}): Promise<Uint8Array | null> {
		const signal = AbortSignal.timeout(this.deps.patienceMs);
		try {
			const response = await this.deps.fetch(address, { ...init, redirect: 'error', signal });
			if (!response.ok || !response.body) return null;
			return await upTo(LARGEST_BYTES, response.body);
		} catch {
			return null;
		}
	}
}

/** Null when there is more. */
async function upTo(limit: number, body: ReadableStream<Uint8Array>): Promise<Uint8Array | null> {
	const parts: Uint8Array[] = [];
	let length = 0;
	for await (const part of body) {
		length += part.length;
		if (length > limit) return null;
		parts.push(part);
	}
	return Buffer.concat(parts);
}

const readCertified = (raw: Uint8Array): Certified => ({
	x509: new X509Certificate(raw),
	asn1: pkijs.Certificate.fromBER(arrayBuffer(raw))
});
