/** Proofs: files and citations that belong to an answer, a finding, an explanation or a progress report. */
import type { EvidenceView } from '#lib/contracts/field.ts';
import type { Stage } from '#lib/domain/answer.ts';
import { checkCitation, formatCitation, type Citation } from '#lib/domain/citation.ts';
import { findSubcriterion } from '#lib/domain/criteria.ts';
import { isAtLeast } from '#lib/domain/inspection.ts';
import type { InspectionAction } from '#lib/domain/permissions.ts';
import { isAgencyRole } from '#lib/domain/permissions.ts';
import { problem, ProblemError } from '#lib/domain/problems.ts';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import sharp from 'sharp';
import { writeAudit } from '../audit/audit.ts';
import { inTransaction, type Ctx } from '../context.ts';
import { loadSetContent } from '../db/queries/criteria.ts';
import * as queries from '../db/queries/documents.ts';
import { listFindings } from '../db/queries/field.ts';
import { bumpInspection } from '../db/queries/inspections.ts';
import { listExplanations, listProgress } from '../db/queries/remediation.ts';
import { FileStore, MAX_FILE_BYTES, mediaTypeOf } from '../evidence/store.ts';
import { loadAccess, requireInspection, verdictOn, type Access } from './access.ts';

export type EvidenceSubject = EvidenceView['subjectKind'];

export interface EvidenceInput {
	/** Made by whoever sends it, so that what is sent twice is kept once; absent: made here. */
	id?: string;
	subjectKind: EvidenceSubject;
	subjectId: string;
	stage: Stage | null;
	file: { name: string; bytes: Uint8Array } | null;
	citation: Citation | null;
	caption: string;
	takenAt: number | null;
}

const ACTION_OF: Record<EvidenceSubject, { agency: InspectionAction; team: InspectionAction }> = {
	answer: { agency: 'self.answer', team: 'appraisal.answer' },
	finding: { agency: 'explanation.write', team: 'finding.write' },
	explanation: { agency: 'explanation.write', team: 'explanation.decide' },
	progress: { agency: 'remedy.report', team: 'remedy.verify' }
};

/**
 * Keeps a proof and returns how it is shown. Throws `file.too_large`, `file.empty`, `file.kind_not_allowed` (by
 * content), `citation.year_differs` and its kin, `not_found` for a subject that is not of this inspection. Sent again
 * with the same id it is the proof that is here already.
 * Pictures lose their embedded data (place, device) on the way in; what is kept is upright.
 */
export async function addEvidence(
	ctx: Ctx,
	inspectionId: string,
	input: EvidenceInput
): Promise<EvidenceView> {
	const actor = loadAccess(ctx, inspectionId).actor;
	const side = isAgencyRole(actor.role) ? 'agency' : 'team';
	const access = requireInspection(ctx, ACTION_OF[input.subjectKind][side], inspectionId);
	requireSubject(ctx, access.inspection.criteriaSetId, inspectionId, input);
	requireCitation(input.citation);
	const known = findSentBefore(ctx, inspectionId, input.id);
	if (known) return known;
	const file = input.file && (await readFile(input.file));
	if (!file && !input.citation) throw new ProblemError(problem('input.required', { field: 'file' }, 'file'));
	const sha256 = file && new FileStore(ctx.config.dataDir).put(file.bytes);
	return inTransaction(ctx, () => {
		requireInspection(ctx, ACTION_OF[input.subjectKind][side], inspectionId);
		const meanwhile = findSentBefore(ctx, inspectionId, input.id);
		if (meanwhile) return meanwhile;
		if (file && sha256)
			queries.insertFile(ctx.db, {
				sha256,
				size: file.bytes.length,
				mediaType: file.mediaType,
				storedAt: ctx.now()
			});
		const row = {
			id: input.id ?? ctx.newId(),
			inspectionId,
			side,
			subjectKind: input.subjectKind,
			subjectId: input.subjectId,
			stage: input.stage,
			fileSha256: sha256,
			fileName: input.file?.name.normalize('NFC').slice(0, 200) ?? '',
			citation: input.citation,
			caption: input.caption.trim(),
			takenAt: input.takenAt,
			addedBy: actor.id,
			addedAt: ctx.now()
		} as const;
		queries.insertEvidence(ctx.db, row);
		bumpInspection(ctx.db, inspectionId);
		writeAudit(ctx, {
			action: 'evidence.add',
			subjectKind: 'evidence',
			subjectId: row.id,
			inspectionId,
			new: {
				subjectKind: row.subjectKind,
				subjectId: row.subjectId,
				fileSha256: sha256,
				fileName: row.fileName
			}
		});
		return toView(inspectionId, {
			...row,
			withdrawnAt: null,
			mediaType: file?.mediaType ?? null,
			size: null
		});
	});
}

/** The proof that came with this id before. Throws `not_found` when it is somebody else's. */
function findSentBefore(ctx: Ctx, inspectionId: string, id: string | undefined): EvidenceView | undefined {
	const row = id === undefined ? undefined : queries.findEvidence(ctx.db, id);
	if (!row) return undefined;
	if (row.inspectionId !== inspectionId || row.addedBy !== ctx.actor?.id)
		throw new ProblemError(problem('not_found', {}));
	const file = row.fileSha256 === null ? undefined : queries.findFile(ctx.db, row.fileSha256);
	return toView(inspectionId, { ...row, mediaType: file?.mediaType ?? null, size: file?.size ?? null });
}

/** Takes a proof back: it stays in the record, but is no longer shown. Only the side that gave it may do so. */
export function withdrawEvidence(ctx: Ctx, inspectionId: string, id: string): void {
	inTransaction(ctx, () => {
		const row = queries.findEvidence(ctx.db, id);
		if (!row || row.inspectionId !== inspectionId) throw new ProblemError(problem('not_found', {}));
		requireInspection(ctx, ACTION_OF[row.subjectKind][row.side], inspectionId);
		queries.withdrawEvidence(ctx.db, id, ctx.now());
		bumpInspection(ctx.db, inspectionId);
		writeAudit(ctx, {
			action: 'evidence.withdraw',
			subjectKind: 'evidence',
			subjectId: id,
			inspectionId,
			old: { fileName: row.fileName, fileSha256: row.fileSha256 }
		});
	});
}

/** The bytes of a proof for whoever may read the inspection. Throws `not_found` otherwise. */
export function readEvidenceFile(
	ctx: Ctx,
	inspectionId: string,
	id: string
): {
	bytes: Buffer;
	mediaType: string;
	fileName: string;
} {
	const row = requireReadable(ctx, inspectionId, id);
	const file = queries.findFile(ctx.db, row.fileSha256!)!;
	return {
		bytes: new FileStore(ctx.config.dataDir).get(file.sha256),
		mediaType: file.mediaType,
		fileName: row.fileName
	};
}

const THUMBNAIL_EDGE = 320;

/** A small JPEG of a picture, made once. Throws `not_found` for anything but a picture. */
export async function readThumbnail(ctx: Ctx, inspectionId: string, id: string): Promise<Buffer> {
	const row = requireReadable(ctx, inspectionId, id);
	const file = queries.findFile(ctx.db, row.fileSha256!)!;
	if (!file.mediaType.startsWith('image/')) throw new ProblemError(problem('not_found', {}));
	const store = new FileStore(ctx.config.dataDir);
	const path = store.derived(file.sha256, 'thumb.jpg');
	if (existsSync(path)) return readFileSync(path);
	const small = await sharp(store.get(file.sha256))
		.resize(THUMBNAIL_EDGE, THUMBNAIL_EDGE, { fit: 'cover' })
		.jpeg({ quality: 72 })
		.toBuffer();
	writeFileSync(path, small);
	return small;
}

function requireReadable(ctx: Ctx, inspectionId: string, id: string): queries.EvidenceRow {
	const access = loadAccess(ctx, inspectionId);
	const reads = (['evidence.read', 'inspection.read_as_agency'] as const).some(
		(action) => verdictOn(access, action) === 'allowed'
	);
	const row = queries.findEvidence(ctx.db, id);
	if (
		!reads ||
		!row ||
		row.inspectionId !== inspectionId ||
		row.fileSha256 === null ||
		isTeamOnly(access, row)
	)
		throw new ProblemError(problem('not_found', {}));
	return row;
}

/** What the team gathers is its own until the minutes are signed. */
const isTeamOnly = ({ actor, inspection }: Access, { side }: queries.EvidenceRow): boolean =>
	side === 'team' && isAgencyRole(actor.role) && !isAtLeast(inspection.state, 'minutes_signed');

/** All proofs of an inspection as pages show them. The caller has asked for permission. */
export function listEvidenceViews(ctx: Ctx, inspectionId: string): EvidenceView[] {
	return queries.listEvidence(ctx.db, inspectionId).map((row) => toView(inspectionId, row));
}

function toView(inspectionId: string, row: queries.EvidenceListRow): EvidenceView {
	const url = row.fileSha256 === null ? null : `/api/inspections/${inspectionId}/evidence/${row.id}`;
	return {
		id: row.id,
		side: row.side,
		subjectKind: row.subjectKind,
		subjectId: row.subjectId,
		stage: row.stage,
		fileName: row.fileName,
		mediaType: row.mediaType,
		url,
		thumbUrl: url && row.mediaType?.startsWith('image/') ? `${url}/thumb` : null,
		caption: row.caption,
		citationText: row.citation ? formatCitation(row.citation) : ''
	};
}

function requireSubject(ctx: Ctx, setId: string, inspectionId: string, input: EvidenceInput): void {
	const { subjectKind, subjectId } = input;
	const found = {
		answer: () => findSubcriterion(loadSetContent(ctx.db, setId), subjectId) !== undefined,
		finding: () => listFindings(ctx.db, inspectionId).some(({ id }) => id === subjectId),
		explanation: () => listExplanations(ctx.db, inspectionId).some(({ id }) => id === subjectId),
		progress: () => listProgress(ctx.db, inspectionId).some(({ id }) => id === subjectId)
	}[subjectKind]();
	if (!found) throw new ProblemError(problem('not_found', {}));
}

/** A year in the sign that differs from the date is only warned of on the page: such papers do exist (workflow 4.3). */
function requireCitation(citation: Citation | null): void {
	const fault = citation && checkCitation(citation).find(({ code }) => code !== 'citation.year_differs');
	if (fault) throw new ProblemError(fault);
}

const LARGEST_EDGE = 2400;

async function readFile({ name, bytes }: { name: string; bytes: Uint8Array }) {
	if (bytes.length === 0) throw new ProblemError(problem('file.empty', { name }, 'file'));
	if (bytes.length > MAX_FILE_BYTES)
		throw new ProblemError(
			problem('file.too_large', { name, megabytes: MAX_FILE_BYTES / 1024 / 1024 }, 'file')
		);
	const mediaType = mediaTypeOf(bytes);
	if (mediaType === null) throw new ProblemError(problem('file.kind_not_allowed', { name }, 'file'));
	if (!mediaType.startsWith('image/')) return { bytes, mediaType };
	return { bytes: await cleanPicture(name, bytes), mediaType: 'image/jpeg' as const };
}

/** Turned upright, brought to a sensible size, and without the data that a camera writes into it. */
async function cleanPicture(name: string, bytes: Uint8Array): Promise<Uint8Array> {
	try {
		return await sharp(bytes)
			.rotate()
			.resize(LARGEST_EDGE, LARGEST_EDGE, { fit: 'inside', withoutEnlargement: true })
			.jpeg({ quality: 85 })
			.toBuffer();
	} catch {
		throw new ProblemError(problem('file.kind_not_allowed', { name }, 'file'));
	}
}
