/** Sealing and verifying for requests: off the event loop, within limits of size, time and memory. */
import { createWorkerPool, PoolError } from '../workers/pool.ts';
import type { Trust } from './chain.ts';
import { fault } from './fault.ts';
import { P12Error } from './p12.ts';
import type { SealRequest } from './revision.ts';
import type { SigningIdentity } from './signer.ts';
import type { StampAuthority, StampedSeal } from './stamped-seal.ts';
import { refused, type Verification } from './verification.ts';
import type { SigningTasks } from './worker.ts';

/** Largest file that is looked at. A minutes paper with 20 photos has about 6 MB. */
export const LARGEST_FILE_MB = 30;

/** Longest time that one file may take; an honest one takes a tenth of a second. */
const LONGEST_CHECK_SECONDS = 15;

/** A file of the largest size, read three times over, with room to unpack its object streams. */
const MEMORY_MB = 512;

const MEGABYTE = 1024 * 1024;

const pool = createWorkerPool<SigningTasks>({
	script: 'src/lib/server/signing/worker.ts',
	timeoutMs: LONGEST_CHECK_SECONDS * 1000,
	memoryMb: MEMORY_MB
});

/**
 * Seals or signs a PDF in a worker thread: B-T where an authority is given and answers, B-B otherwise, saying which.
 *
 * @returns the signed file; it begins with the bytes of `file`
 * @throws an error named SealError, with its `code`, for a file or request that cannot be signed; PoolError when
 * the worker failed
 */
export async function signInWorker(
	file: Uint8Array,
	request: SealRequest,
	identity: SigningIdentity,
	authority: StampAuthority | null
): Promise<StampedSeal> {
	const signed = await pool.run('sign', { file, request, identity, authority });
	const { buffer, byteOffset, byteLength } = signed.file;
	return { file: Buffer.from(buffer, byteOffset, byteLength), stamp: signed.stamp };
}

/**
 * Opens a PKCS #12 file in a worker thread. A file that breaks the worker or keeps it too long (a count of rounds made to
 * do so) is unreadable.
 *
 * @throws P12Error; PoolError when too much is waiting or the process is shutting down
 */
export async function openP12InWorker(file: Uint8Array, passphrase: string): Promise<SigningIdentity> {
	return pool.run('openP12', { file, passphrase }).catch((error: unknown) => {
		if (error instanceof PoolError) {
			if (error.code === 'closed' || error.code === 'queue_full') throw error;
			throw new P12Error('unreadable');
		}
		if (error instanceof Error && error.name === 'P12Error') throw new P12Error((error as P12Error).code);
		throw error;
	});
}

function refusal(error: unknown): Verification {
	if (!(error instanceof PoolError) || error.code === 'closed' || error.code === 'queue_full') throw error;
	if (error.code === 'timeout')
		return refused(fault('file.check_too_long', { seconds: LONGEST_CHECK_SECONDS }));
	return refused(fault('file.check_failed', {}));
}

/**
 * Checks a PDF from anywhere in a worker thread. What the file holds never makes it throw: a file that is too
 * large, takes too long or breaks the worker is a fault in the result.
 *
 * @throws PoolError when too many checks are waiting or the process is shutting down
 */
export async function verifyInWorker(file: Uint8Array, trust: Trust): Promise<Verification> {
	if (file.byteLength > LARGEST_FILE_MB * MEGABYTE) {
		return refused(fault('file.too_large', { megabytes: LARGEST_FILE_MB }));
	}
	return pool.run('verify', { file, trust }).catch(refusal);
}

/** Ends the threads. Called when the process shuts down. */
export function closeSigningPool(): Promise<void> {
	return pool.close();
}
