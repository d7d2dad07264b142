/**
 * A file to the server in pieces that need not be sent twice (tus, resumable upload). Loaded only when there is a file
 * to send. The address of an upload is known before it begins (it is the proof's own), so whoever comes back to it asks
 * there how much has arrived, whatever became of the answers before.
 */
import { Upload, type DetailedError, type HttpResponse } from 'tus-js-client';
import type { EvidenceView } from '#lib/contracts/field.ts';
import { ask, outcomeOf, type Going, type Outcome } from './transport.ts';

/**
 * Bytes of one request. The server keeps what has arrived of a request that breaks off, so this matters only behind a
 * proxy that hands on whole requests: there a cut costs at most this much, four seconds of a link of 1 Mbit/s. A photo as
 * tablets scale it is smaller and goes in one request.
 */
export const CHUNK_BYTES = 512 * 1024;
/** A link that is dead without saying so. */
const STALL_MS = 45_000;

/** Statuses of the question «how much is there» that mean «nothing yet». */
const NOTHING_THERE = [404, 410];

export async function sendFile(
	fetch: typeof globalThis.fetch,
	address: string,
	file: File,
	going: Going
): Promise<Outcome<EvidenceView>> {
	const outcome = await transfer(address, file, going);
	/* All there, but nobody has said what became of it. */
	if (outcome !== 'told') return outcome;
	const finished = await ask<{ evidence: EvidenceView }>(fetch, address, { method: 'PUT' });
	return finished.kind === 'done' ? { kind: 'done', value: finished.value.evidence } : finished;
}

function transfer(
	address: string,
	file: File,
	{ isResumed, signal, onprogress }: Going
): Promise<Outcome<EvidenceView> | 'told'> {
	return new Promise((resolve) => {
		let stall: ReturnType<typeof setTimeout> | undefined;
		let isRefusedToTell = false;
		const end = (outcome: Outcome<EvidenceView> | 'told') => {
			clearTimeout(stall);
			resolve(outcome);
		};
		const upload = new Upload(file, {
			endpoint: address,
			uploadUrl: isResumed ? address : null,
			chunkSize: CHUNK_BYTES,
			uploadDataDuringCreation: true,
			/* When to try again is the tray's to say, and what was begun stands beside the photo. */
			retryDelays: null,
			storeFingerprintForResuming: false,
			fingerprint: async () => address,
			onProgress: (sent, total) => {
				watch();
				onprogress(total === 0 ? 0 : sent / total);
			},
			onAfterResponse: (request, response) => {
				const status = response.getStatus();
				isRefusedToTell = request.getMethod() === 'HEAD' && status >= 400 && !NOTHING_THERE.includes(status);
				/* Otherwise the whole file would be sent to somebody who will not have it. */
				if (isRefusedToTell) throw new Error('refused');
			},
			onSuccess: ({ lastResponse }) => end(proofIn(lastResponse) ?? 'told'),
			onError: (error) => {
				const response = 'originalResponse' in error ? (error as DetailedError).originalResponse : null;
				if (isRefusedToTell) end('told');
				else end(response ? answerOf(response) : { kind: 'unreachable' });
			}
		});
		const stop = () => {
			void upload.abort();
			end({ kind: 'unreachable' });
		};
		const watch = () => {
			clearTimeout(stall);
			stall = setTimeout(stop, STALL_MS);
		};
		signal.addEventListener('abort', stop, { once: true });
		watch();
		upload.start();
	});
}

function bodyOf(response: HttpResponse): unknown {
	try {
		return JSON.parse(response.getBody());
	} catch {
		return undefined;
	}
}

function proofIn(response: HttpResponse): Outcome<EvidenceView> | null {
	const body = bodyOf(response) as { evidence?: EvidenceView } | undefined;
	return body?.evidence ? { kind: 'done', value: body.evidence } : null;
}

/** Without the number that every answer of the server carries it is somebody else's word. */
function answerOf(response: HttpResponse): Outcome<never> {
	if (!response.getHeader('x-request-id')) return { kind: 'unreachable' };
	const outcome = outcomeOf<never>(response.getStatus(), bodyOf(response));
	return outcome.kind === 'done' ? { kind: 'failed', status: response.getStatus() } : outcome;
}
