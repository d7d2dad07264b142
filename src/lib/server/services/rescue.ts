/**
 * Unsent work brought by hand. What is in a rescue file is taken as if its author's tablet had sent it: the same
 * operations, the same order, the same conflicts, idempotent with what the tablet sends later. Whoever brings it answers
 * for it, and nothing in it can do what they could not do themselves.
 */
import type {
	RescueFate,
	RescueLine,
	RescueManifest,
	RescuePhoto,
	RescuePreview
} from '#lib/contracts/rescue.ts';
import { parseOperation, type OperationResult } from '#lib/contracts/field.ts';
import { subjectOf } from '#lib/domain/operation.ts';
import { isAgencyRole, type Actor } from '#lib/domain/permissions.ts';
import { problem, ProblemError } from '#lib/domain/problems.ts';
import { writeAudit } from '../audit/audit.ts';
import { inTransaction, type Ctx } from '../context.ts';
import { findKnownOperations } from '../db/queries/operations.ts';
import { findAccount } from '../db/queries/people.ts';
import { openArchive, type Archive } from '../rescue/archive.ts';
import { RescueUploads, type UploadKey } from '../rescue/uploads.ts';
import { accessOf, requireInspection, requireOn, verdictOn, type Access } from './access.ts';
import { applyRescued } from './operations.ts';
import { judgePhoto, keepPhoto, photoName, type Hands } from './rescue-photos.ts';

/** An upload of the person who acts. `fileName`: what they call the file. */
export interface RescueSource {
	uploadId: string;
	fileName: string;
}

/**
 * Adds a piece of an upload at byte `at` and returns how many bytes are here. Throws `rescue.too_large`,
 * `rescue.upload_lost` for a piece out of turn.
 */
export async function receiveRescue(
	ctx: Ctx,
	inspectionId: string,
	uploadId: string,
	at: number,
	bytes: Uint8Array
): Promise<number> {
	const { actor } = requireInspection(ctx, 'rescue.import', inspectionId);
	return uploadsOf(ctx).add({ actorId: actor.id, inspectionId, uploadId }, at, bytes, ctx.now());
}

/** Gives an upload up. */
export async function dropRescue(ctx: Ctx, inspectionId: string, uploadId: string): Promise<void> {
	const { actor } = requireInspection(ctx, 'rescue.import', inspectionId);
	await uploadsOf(ctx).drop({ actorId: actor.id, inspectionId, uploadId });
}

/** What taking the file would do. Everything in it is checked; nothing is kept. */
export async function previewRescue(
	ctx: Ctx,
	inspectionId: string,
	source: RescueSource
): Promise<RescuePreview> {
	return withArchive(ctx, inspectionId, source, async (archive, hands, asAuthor) => {
		await archive.checkPhotos();
		const lines = rehearse(ctx, () => [
			...takeOperations(asAuthor, hands, archive),
			...archive.manifest.photos.map((photo) => photoLine(asAuthor, hands, photo))
		]);
		return previewOf(archive, source.fileName, hands.author.actor, lines);
	});
}

/**
 * Takes the operations of the file, all at once, with one line in the record that names the file by its hash, whoever
 * brings it, and its author. Safe to repeat.
 */
export async function takeRescue(
	ctx: Ctx,
	inspectionId: string,
	source: RescueSource
): Promise<{ lines: RescueLine[]; photos: string[] }> {
	return withArchive(ctx, inspectionId, source, async (archive, hands, asAuthor) => {
		await archive.checkPhotos();
		const { manifest, sha256 } = archive;
		return inTransaction(ctx, () => {
			requireOn(hands.bearer, 'rescue.import');
			const lines = takeOperations(asAuthor, hands, archive);
			writeAudit(ctx, {
				action: 'rescue.import',
				subjectKind: 'rescue_file',
				subjectId: sha256,
				inspectionId,
				new: {
					fileName: source.fileName,
					sha256,
					author: manifest.author.id,
					device: manifest.device,
					madeAt: manifest.madeAt,
					operations: countFates(lines),
					photos: manifest.photos.length
				}
			});
			return { lines: lines.filter(isTold), photos: manifest.photos.map(({ id }) => id) };
		});
	});
}

/** Takes one photo of the file. Safe to repeat. Throws `not_found` for one that is not in it. */
export async function takeRescuePhoto(
	ctx: Ctx,
	inspectionId: string,
	source: RescueSource,
	photoId: string
): Promise<RescueLine> {
	return withArchive(ctx, inspectionId, source, async (archive, hands, asAuthor) => {
		const photo = archive.manifest.photos.find(({ id }) => id === photoId);
		if (!photo) throw new ProblemError(problem('not_found', {}));
		const line = photoLine(asAuthor, hands, photo);
		if (line.fate !== 'new') return line;
		try {
			await keepPhoto(asAuthor, inspectionId, photo, await archive.readPhoto(photo));
			return line;
		} catch (thrown) {
			if (!(thrown instanceof ProblemError)) throw thrown;
			return { ...line, fate: 'refused', problem: thrown.problem };
		}
	});
}

const uploadsOf = ({ config }: Ctx): RescueUploads => new RescueUploads(config.dataDir);

type Work<T> = (archive: Archive, hands: Hands, asAuthor: Ctx) => Promise<T>;

async function withArchive<T>(
	ctx: Ctx,
	inspectionId: string,
	{ uploadId, fileName }: RescueSource,
	work: Work<T>
): Promise<T> {
	const bearer = requireInspection(ctx, 'rescue.import', inspectionId);
	const key: UploadKey = { actorId: bearer.actor.id, inspectionId, uploadId };
	const archive = await openArchive(await uploadsOf(ctx).require(key), fileName);
	try {
		const hands = { author: requireAuthor(ctx, bearer, archive.manifest), bearer };
		return await work(archive, hands, asAuthorOf(ctx, hands, archive));
	} finally {
		archive.close();
	}
}

/**
 * The author as they stand here, whatever the file says of their rights. Throws `rescue.other_inspection`,
 * `rescue.author_unknown` for an account that is none, is closed or is an agency's, `rescue.not_yours`.
 */
function requireAuthor(ctx: Ctx, bearer: Access, { inspection, author }: RescueManifest): Access {
	if (inspection.id !== bearer.inspection.id)
		throw new ProblemError(problem('rescue.other_inspection', { code: inspection.code ?? '' }));
	const account = findAccount(ctx.db, author.id);
	if (!account || account.disabledAt !== null || isAgencyRole(account.role))
		throw new ProblemError(problem('rescue.author_unknown', { name: author.name ?? '' }));
	const { id, role, agencyId, displayName, mustChangePassword } = account;
	if (id !== bearer.actor.id && verdictOn(bearer, 'rescue.import_other') !== 'allowed')
		throw new ProblemError(problem('rescue.not_yours', { name: displayName }));
	return accessOf(ctx, { id, role, agencyId, displayName, mustChangePassword }, bearer.inspection);
}

/** Lines of the record that say «by the author» also say through which file, and by whose hand. */
function asAuthorOf(ctx: Ctx, { author, bearer }: Hands, { sha256 }: Archive): Ctx {
	const device = `rescue ${sha256.slice(0, 16)} by ${bearer.actor.id}`;
	return { ...ctx, actor: author.actor, origin: { ...ctx.origin, device } };
}

function takeOperations(asAuthor: Ctx, { bearer }: Hands, { manifest, operations }: Archive): RescueLine[] {
	const raw = [
		...operations.sent,
		...operations.refused.map(({ operation }) => operation),
		...operations.pending
	];
	const byId = new Map(raw.map((one) => [String((one as { opId?: unknown } | null)?.opId), one]));
	const known = findKnownOperations(asAuthor.db, [...byId.keys()]);
	const results = applyRescued(asAuthor, manifest.inspection.id, manifest.device, bearer, raw);
	return results.map((result) => operationLine(result, byId.get(result.opId), known.has(result.opId)));
}

function operationLine(result: OperationResult, raw: unknown, isKnown: boolean): RescueLine {
	const operation = parseOperation(raw);
	return {
		what: operation?.type ?? 'unknown',
		subject: operation ? subjectOf(operation) : '',
		fate: fateOf(result, isKnown),
		problem: result.status === 'rejected' ? result.problem : null
	};
}

function fateOf({ status }: OperationResult, isKnown: boolean): RescueFate {
	if (status === 'rejected' || status === 'held') return 'refused';
	if (isKnown || status === 'duplicate') return 'known';
	return status === 'conflict' ? 'conflict' : 'new';
}

function photoLine(ctx: Ctx, hands: Hands, photo: RescuePhoto): RescueLine {
	const judged = judgePhoto(ctx, hands, photo);
	const line = { what: 'evidence.file', subject: photoName(photo) };
	return typeof judged === 'string'
		? { ...line, fate: judged, problem: null }
		: { ...line, fate: 'refused', problem: judged };
}

function previewOf(
	{ manifest, sha256, size }: Archive,
	fileName: string,
	author: Actor,
	lines: readonly RescueLine[]
): RescuePreview {
	const { product, inspection, device, madeAt } = manifest;
	const isPhoto = ({ what }: RescueLine) => what === 'evidence.file';
	return {
		fileName,
		sha256,
		size,
		product,
		code: inspection.code,
		author: { id: author.id, name: author.displayName },
		device,
		madeAt,
		operations: countFates(lines.filter((line) => !isPhoto(line))),
		photos: countFates(lines.filter(isPhoto)),
		lines: lines.filter(isTold)
	};
}

const isTold = ({ fate }: RescueLine): boolean => fate === 'refused' || fate === 'conflict';

function countFates(lines: readonly RescueLine[]): Record<RescueFate, number> {
	const counts = { new: 0, known: 0, conflict: 0, refused: 0 };
	for (const { fate } of lines) counts[fate] += 1;
	return counts;
}

const TAKEN_BACK = Symbol('rehearsed');

/** Does the work in a transaction and takes it back: what would happen, by what happens. */
function rehearse<T>(ctx: Ctx, work: () => T): T {
	let value: T | undefined;
	try {
		inTransaction(ctx, () => {
			value = work();
			throw TAKEN_BACK;
		});
	} catch (thrown) {
		if (thrown !== TAKEN_BACK) throw thrown;
	}
	return value as T;
}
