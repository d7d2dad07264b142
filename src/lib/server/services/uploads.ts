/**
 * The bytes of proofs that field work has announced. Record first: bytes without one are refused, because nobody could
 * say who may leave them, where they belong and how many they are; the tablet sends the record and tries again. Once a
 * record is there its bytes may come at any time, also after the minutes are locked.
 */
import type { EvidenceView } from '#lib/contracts/field.ts';
import { isPicture } from '#lib/domain/evidence.ts';
import { problem, ProblemError } from '#lib/domain/problems.ts';
import { createHash } from 'node:crypto';
import { writeAudit } from '../audit/audit.ts';
import { inSharedTransaction, type Ctx } from '../context.ts';
import type { Db } from '../db/open.ts';
import { insertFile } from '../db/queries/documents.ts';
import { findEvidence, markArrived, type EvidenceRow } from '../db/queries/evidence.ts';
import { takeFile } from '../evidence/intake.ts';
import { FileStore } from '../evidence/store.ts';
import { Uploads } from '../evidence/uploads.ts';
import { loadAccess, requireSight } from './access.ts';
import { viewEvidence } from './evidence.ts';

/** A protocol answer, and the proof once its last byte is here. */
export interface UploadAnswer {
	response: Response;
	evidence: EvidenceView | null;
}

/**
 * One request of the resumable upload (HEAD, POST with the first bytes, PATCH). With the last byte the file is taken in
 * and the proof is told. Throws `evidence.record_missing`, `evidence.withdrawn`, `evidence.size_differs`, what
 * `finishUpload` throws, and `not_found` for whoever did not announce it.
 */
export async function receiveUpload(
	ctx: Ctx,
	inspectionId: string,
	evidenceId: string,
	request: Request
): Promise<UploadAnswer> {
	try {
		return await receive(ctx, requireAnnounced(ctx, inspectionId, evidenceId), request);
	} finally {
		await Uploads.discard(request);
	}
}

async function receive(ctx: Ctx, row: EvidenceRow, request: Request): Promise<UploadAnswer> {
	if (row.fileSha256 !== null) return { response: whole(request, row), evidence: viewEvidence(ctx, row) };
	const uploads = uploadsOf(ctx);
	if (request.method === 'POST') {
		if (request.headers.get('upload-length') !== String(row.size))
			throw new ProblemError(problem('evidence.size_differs', { name: row.fileName }, 'file'));
		await uploads.sweep(ctx.now());
	}
	const response = await uploads.answer(request);
	const isLast =
		response.ok && request.method !== 'HEAD' && response.headers.get('upload-offset') === String(row.size);
	return { response, evidence: isLast ? await takeIn(ctx, row) : null };
}

/**
 * Takes in what has arrived whole; the proof that it is, also when that was done before. For a sender who finds that
 * all bytes are here. Throws `evidence.incomplete`, `evidence.hash_differs` (what arrived is dropped, it is sent again
 * from its beginning), `evidence.no_picture`, and what `takeFile` throws.
 */
export async function finishUpload(
	ctx: Ctx,
	inspectionId: string,
	evidenceId: string
): Promise<EvidenceView> {
	const row = requireAnnounced(ctx, inspectionId, evidenceId);
	return row.fileSha256 === null ? takeIn(ctx, row) : viewEvidence(ctx, row);
}

function requireAnnounced(ctx: Ctx, inspectionId: string, evidenceId: string): EvidenceRow {
	const access = loadAccess(ctx, inspectionId);
	requireSight(access);
	const row = findEvidence(ctx.db, evidenceId);
	if (!row) throw new ProblemError(problem('evidence.record_missing', {}));
	if (row.inspectionId !== inspectionId || row.addedBy !== access.actor.id || row.size === null)
		throw new ProblemError(problem('not_found', {}));
	if (row.withdrawnAt !== null) throw new ProblemError(problem('evidence.withdrawn', {}));
	return row;
}

/** What the protocol says of a file that is here already. */
function whole({ url, method }: Request, { size }: EvidenceRow): Response {
	const headers = {
		'tus-resumable': '1.0.0',
		'upload-offset': String(size),
		'upload-length': String(size),
		location: new URL(url).pathname
	};
	return new Response(null, { status: method === 'POST' ? 201 : 200, headers });
}

const rooms = new WeakMap<Db, Uploads>();

/** One for each open installation: it also keeps two requests from writing one file. */
function uploadsOf({ db, config }: Pick<Ctx, 'db' | 'config'>): Uploads {
	let room = rooms.get(db);
	if (!room) {
		const sizeOf = (id: string) => findEvidence(db, id)?.size ?? undefined;
		rooms.set(db, (room = new Uploads(config.dataDir, sizeOf)));
	}
	return room;
}

const beingTaken = new Map<string, Promise<EvidenceView>>();

/** Two requests that find the last byte here are one taking in. */
function takeIn(ctx: Ctx, row: EvidenceRow): Promise<EvidenceView> {
	let taking = beingTaken.get(row.id);
	if (!taking) {
		taking = takeArrived(ctx, row).finally(() => beingTaken.delete(row.id));
		beingTaken.set(row.id, taking);
	}
	return taking;
}

/** Another request may have brought the last byte, too, and be done with it. */
function viewArrived(ctx: Ctx, id: string): EvidenceView | undefined {
	const row = findEvidence(ctx.db, id);
	return row?.fileSha256 ? viewEvidence(ctx, row) : undefined;
}

/**
 * Takes the whole file of an announced proof, however it came here; `ctx.actor` is whoever announced it. Throws what
 * `finishUpload` throws.
 */
export async function takeWhole(
	ctx: Ctx,
	inspectionId: string,
	evidenceId: string,
	bytes: Buffer
): Promise<EvidenceView> {
	const row = requireAnnounced(ctx, inspectionId, evidenceId);
	if (row.fileSha256 !== null) return viewEvidence(ctx, row);
	uploadsOf(ctx).hold(evidenceId, bytes);
	return takeIn(ctx, row);
}

async function takeArrived(ctx: Ctx, row: EvidenceRow): Promise<EvidenceView> {
	const uploads = uploadsOf(ctx);
	const before = viewArrived(ctx, row.id);
	if (before) {
		await uploads.release(row.id, { isTaken: true });
		return before;
	}
	const found = await uploads.read(row.id);
	if (!found || found.bytes.length < row.size!) throw new ProblemError(problem('evidence.incomplete', {}));
	const { bytes } = found;
	const arrivedSha256 = createHash('sha256').update(bytes).digest('hex');
	try {
		const { fileSha256, mediaType, size } = await keep(ctx, row, found, arrivedSha256);
		const evidence = await inSharedTransaction(ctx, () => {
			const meanwhile = viewArrived(ctx, row.id);
			if (meanwhile) return meanwhile;
			const at = ctx.now();
			insertFile(ctx.db, { sha256: fileSha256, size, mediaType, storedAt: at });
			markArrived(ctx.db, { id: row.id, fileSha256, arrivedSha256, at });
			writeAudit(ctx, {
				action: 'evidence.arrive',
				subjectKind: 'evidence',
				subjectId: row.id,
				inspectionId: row.inspectionId,
				new: { fileSha256, arrivedSha256, size }
			});
			return viewEvidence(ctx, { ...row, fileSha256, arrivedSha256, arrivedAt: at }, mediaType);
		});
		await uploads.release(row.id, { isTaken: true });
		return evidence;
	} catch (thrown) {
		/* What will never be taken is not left lying; the next try begins anew. */
		await uploads.release(row.id, { isTaken: thrown instanceof ProblemError });
		throw thrown;
	}
}

async function keep(
	ctx: Ctx,
	row: EvidenceRow,
	{ bytes, isWritten }: { bytes: Buffer; isWritten: boolean },
	arrivedSha256: string
) {
	const { fileName: name } = row;
	if (bytes.length !== row.size || (row.sha256 !== null && row.sha256 !== arrivedSha256))
		throw new ProblemError(problem('evidence.hash_differs', { name }, 'file'));
	const taken = await takeFile(name, bytes);
	if (isPicture(row.mediaType) && !isPicture(taken.mediaType))
		throw new ProblemError(problem('evidence.no_picture', { name }, 'file'));
	const store = new FileStore(ctx.config.dataDir);
	const isKept = taken.bytes === bytes;
	const fileSha256 = isKept ? arrivedSha256 : createHash('sha256').update(taken.bytes).digest('hex');
	if (isKept && isWritten) await store.adopt(uploadsOf(ctx).pathOf(row.id), fileSha256);
	else await store.save(taken.bytes, fileSha256);
	return { fileSha256, mediaType: taken.mediaType, size: taken.bytes.length };
}
