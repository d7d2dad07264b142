/** Checks a PDF with what the authorities say today of the certificates in it. */
import type { Trust } from './chain.ts';
import { verifyInWorker } from './in-worker.ts';
import { RevocationAsker } from './revocation-fetch.ts';
import type { Verification } from './verification.ts';

/** A person waits for the page. */
const PATIENCE_MS = 4_000;

const authorities = new RevocationAsker({
	fetch: (...request) => globalThis.fetch(...request),
	now: Date.now,
	patienceMs: PATIENCE_MS
});

/**
 * As `verifyInWorker`, and then once more with the revocation lists and answers of the authorities on the paths that are
 * trusted, where they can be reached. What nobody said stays `notRevokedAsOf: null`.
 *
 * @throws PoolError when too many checks are waiting or the process is shutting down
 */
export async function verifyOnline(
	file: Uint8Array,
	trust: Trust,
	asker: Pick<RevocationAsker, 'ask'> = authorities
): Promise<Verification> {
	const offline = await verifyInWorker(file, trust);
	const paths = offline.signatures
		.filter(({ path, notRevokedAsOf }) => path.length > 0 && notRevokedAsOf === null)
		.map(({ path }) => path.map((raw) => Buffer.from(raw, 'base64')));
	if (paths.length === 0) return offline;
	const { crls, ocsp } = await asker.ask(paths);
	if (crls.length + ocsp.length === 0) return offline;
	return verifyInWorker(file, {
		...trust,
		crls: [...(trust.crls ?? []), ...crls],
		ocsp: [...(trust.ocsp ?? []), ...ocsp]
	});
}
