import { buildCms, type TimestampSource } from './cms.ts';
import { prepareRevision, type SealRequest } from './revision.ts';
import type { Signer } from './signer.ts';

/**
 * Seals a PDF: PAdES B-B, or B-T with a time-stamping authority. The result begins with the bytes of `file`,
 * unchanged; sealing again adds a second signature.
 *
 * Slow (about 20 ms) and synchronous in the main: requests go through `signInWorker`.
 *
 * @throws SealError for a file or a request that cannot be sealed
 */
export async function sealPdf(
	file: Uint8Array,
	request: SealRequest,
	signer: Signer,
	timestamp?: TimestampSource
): Promise<Buffer> {
	const revision = await prepareRevision(file, request);
	return revision.complete(await buildCms(signer, revision.digest(signer.hash), timestamp));
}
