/** Requests of a resumable upload, as a tablet's browser would make them. */
import { createHash } from 'node:crypto';
import type { EvidenceView } from '#lib/contracts/field.ts';
import type { NewProof } from '#lib/domain/evidence.ts';
import type { OperationBody } from '#lib/domain/operation.ts';
import type { Ctx } from '#lib/server/context.ts';
import { receiveUpload } from '#lib/server/services/uploads.ts';

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** The announcement of a file. */
export const announced = (
	id: string,
	bytes: Uint8Array,
	given: Partial<NewProof> = {}
): Extract<OperationBody, { type: 'evidence.add' }> => ({
	type: 'evidence.add',
	payload: {
		id,
		subjectKind: 'answer',
		subjectId: '3.2.1',
		stage: 'appraisal',
		fileName: 'niem-yet.jpg',
		mediaType: 'image/jpeg',
		size: bytes.length,
		sha256: sha256(bytes),
		caption: '',
		takenAt: null,
		place: null,
		originalId: null,
		position: 0,
		...given
	}
});

const addressOf = (inspectionId: string, id: string) => `http://localhost/api/uploads/${inspectionId}/${id}`;

/** The bytes, then nothing more: as many as arrive before the link is cut. */
function cutAfter(bytes: Uint8Array, arriving: number): ReadableStream<Uint8Array> {
	const pieces: Uint8Array[] = [];
	for (let at = 0; at < arriving; at += 16_384) pieces.push(bytes.slice(at, Math.min(at + 16_384, arriving)));
	return new ReadableStream({
		pull(controller) {
			const piece = pieces.shift();
			if (piece) controller.enqueue(piece);
			else if (arriving < bytes.length) controller.error(new Error('the link was cut'));
			else controller.close();
		}
	});
}

interface Sending {
	inspectionId: string;
	id: string;
	bytes: Uint8Array;
	/** Where this request begins; from 0 it makes the upload. */
	offset?: number;
	/** How many of its bytes arrive. */
	arriving?: number;
	/** What is said to be the length of the whole. */
	length?: number;
}

/** One request with the bytes from `offset` on. */
export async function sendBytes(
	ctx: Ctx,
	{ inspectionId, id, bytes, offset = 0, arriving, length = bytes.length }: Sending
): Promise<{ status: number; offset: number; evidence: EvidenceView | null }> {
	const rest = bytes.slice(offset);
	const request = new Request(addressOf(inspectionId, id), {
		method: offset === 0 ? 'POST' : 'PATCH',
		headers: {
			'tus-resumable': '1.0.0',
			'content-type': 'application/offset+octet-stream',
			'content-length': String(rest.length),
			...(offset === 0 ? { 'upload-length': String(length) } : { 'upload-offset': String(offset) })
		},
		body: cutAfter(rest, arriving ?? rest.length),
		duplex: 'half'
	} as RequestInit);
	const { response, evidence } = await receiveUpload(ctx, inspectionId, id, request);
	return { status: response.status, offset: Number(response.headers.get('upload-offset')), evidence };
}

/** How much is there; null for nothing. */
export async function askOffset(ctx: Ctx, inspectionId: string, id: string): Promise<number | null> {
	const request = new Request(addressOf(inspectionId, id), {
		method: 'HEAD',
		headers: { 'tus-resumable': '1.0.0' }
	});
	const { response } = await receiveUpload(ctx, inspectionId, id, request);
	return response.ok ? Number(response.headers.get('upload-offset')) : null;
}
