/** Proofs: files and citations that belong to an answer, a finding, an explanation or a progress report. */
import type { EvidenceView } from '#lib/contracts/field.ts';
import type { Stage } from '#lib/domain/answer.ts';
import { checkCitation, formatCitation, type Citation } from '#lib/domain/citation.ts';
import { findSubcriterion } from '#lib/domain/criteria.ts';
import {
	codesOf,
	evidenceAction,
	isPicture,
	LONGEST_FILE_NAME,
	nextPosition,
	type EvidenceSubject
} from '#lib/domain/evidence.ts';
import { isAtLeast, type SignatureSide } from '#lib/domain/inspection.ts';
import { isAgencyRole } from '#lib/domain/permissions.ts';
import { problem, ProblemError } from '#lib/domain/problems.ts';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { writeAudit } from '../audit/audit.ts';
import { inTransaction, type Ctx } from '../context.ts';
import { loadSetContent } from '../db/queries/criteria.ts';
import { findFile, insertFile } from '../db/queries/documents.ts';
import { listEffectReviews } from '../db/queries/effect-reviews.ts';
import * as queries from '../db/queries/evidence.ts';
import { listFindings } from '../db/queries/field.ts';
import { bumpInspection, findAccountName, type InspectionRow } from '../db/queries/inspections.ts';
import { listExplanations, listProgress } from '../db/queries/remediation.ts';
import { takeFile, thumbnailOf } from '../evidence/intake.ts';
import { FileStore } from '../evidence/store.ts';
import { loadAccess, requireInspection, requireSight, type Access } from './access.ts';
import { requireAnswerDay } from './explanations.ts';
import { requireUnverifiedReport } from './remedy-basis.ts';
import { requireReopened } from './self-returns.ts';

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

/**
 * Keeps a proof and returns how it is shown. Throws `file.too_large`, `file.empty`, `file.kind_not_allowed` (by
 * content), `citation.year_differs` and its kin, `not_found` for a subject that is not of this inspection. Sent again
 * with the same id it is the proof that is here already.
 * Pictures lose their embedded data (place, device) on the way in; what is kept is upright. This is the form's way, for
 * citations and for what is given at a desk; field work announces a proof first (`operations.ts`, `uploads.ts`).
 */
export async function addEvidence(
	ctx: Ctx,
	inspectionId: string,
	input: EvidenceInput
): Promise<EvidenceView> {
	const actor = loadAccess(ctx, inspectionId).actor;
	const side = isAgencyRole(actor.role) ? 'agency' : 'team';
	const access = requireInspection(ctx, evidenceAction(side, input), inspectionId);
	if (!hasSubject(ctx, access.inspection, input)) throw new ProblemError(problem('not_found', {}));
	requireCitation(input.citation);
	requireOpenSubject(ctx, access.inspection, { ...input, side });
	const known = findSentBefore(ctx, inspectionId, input.id);
	if (known) return known;
	const file = input.file && (await takeFile(input.file.name, input.file.bytes));
	if (!file && !input.citation) throw new ProblemError(problem('input.required', { field: 'file' }, 'file'));
	const sha256 = file && new FileStore(ctx.config.dataDir).put(file.bytes);
	return inTransaction(ctx, () => {
		const now = requireInspection(ctx, evidenceAction(side, input), inspectionId);
		requireOpenSubject(ctx, now.inspection, { ...input, side });
		const meanwhile = findSentBefore(ctx, inspectionId, input.id);
		if (meanwhile) return meanwhile;
		if (file && sha256)
			insertFile(ctx.db, {
				sha256,
				size: file.bytes.length,
				mediaType: file.mediaType,
				storedAt: ctx.now()
			});
		const subject = { subjectKind: input.subjectKind, subjectId: input.subjectId };
		const row: queries.EvidenceRow = {
			...subject,
			id: input.id ?? ctx.newId(),
			inspectionId,
			side,
			stage: input.stage,
			fileSha256: sha256,
			mediaType: file?.mediaType ?? null,
			size: file?.bytes.length ?? null,
			sha256: null,
			arrivedSha256: input.file && createHash('sha256').update(input.file.bytes).digest('hex'),
			arrivedAt: input.file && ctx.now(),
			fileName: input.file?.name.normalize('NFC').slice(0, LONGEST_FILE_NAME) ?? '',
			citation: input.citation,
			caption: input.caption.trim(),
			takenAt: input.takenAt,
			place: null,
			originalId: null,
			position: nextPosition(listOfSubject(ctx, inspectionId, subject)),
			addedBy: actor.id,
			addedAt: ctx.now(),
			withdrawnAt: null
		};
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
		return viewEvidence(ctx, row);
	});
}

/**
 * What may be changed now: of the agency a subcriterion that was given back, an answer whose day is not over; of a report
 * what nobody has verified yet, of an effect what nobody has judged yet.
 */
function requireOpenSubject(
	ctx: Ctx,
	inspection: InspectionRow,
	proof: Pick<queries.EvidenceRow, 'side' | 'subjectKind' | 'subjectId'>
): void {
	if (proof.subjectKind === 'effect') requireUnjudged(ctx, inspection.id, proof.subjectId);
	if (proof.subjectKind === 'progress') requireUnverifiedReport(ctx, inspection.id, proof.subjectId);
	if (proof.side === 'team') return;
	if (proof.subjectKind === 'answer') requireReopened(ctx, inspection, codesOf(proof));
	else if (proof.subjectKind !== 'progress') requireAnswerDay(ctx, inspection);
}

/** The proofs of a review are part of it: afterwards none comes or goes. */
function requireUnjudged(ctx: Ctx, inspectionId: string, findingId: string): void {
	if (isJudged(ctx, inspectionId, findingId)) throw new ProblemError(problem('remedy.effect_reviewed', {}));
}

const isJudged = ({ db }: Pick<Ctx, 'db'>, inspectionId: string, findingId: string): boolean =>
	listEffectReviews(db, inspectionId).some((review) => review.findingId === findingId);

const listOfSubject = (
	ctx: Ctx,
	inspectionId: string,
	{ subjectKind, subjectId }: Pick<queries.EvidenceRow, 'subjectKind' | 'subjectId'>
) =>
	queries
		.listEvidence(ctx.db, inspectionId)
		.filter((one) => one.subjectKind === subjectKind && one.subjectId === subjectId);

/** The proof that came with this id before. Throws `not_found` when it is somebody else's. */
function findSentBefore(ctx: Ctx, inspectionId: string, id: string | undefined): EvidenceView | undefined {
	const row = id === undefined ? undefined : queries.findEvidence(ctx.db, id);
	if (!row) return undefined;
	if (row.inspectionId !== inspectionId || row.addedBy !== ctx.actor?.id)
		throw new ProblemError(problem('not_found', {}));
	return viewEvidence(ctx, row);
}

/** Takes a proof back: it stays in the record, but is no longer shown. Only the side that gave it may do so. */
export function withdrawEvidence(ctx: Ctx, inspectionId: string, id: string): void {
	inTransaction(ctx, () => {
		const row = queries.findEvidence(ctx.db, id);
		if (!row || row.inspectionId !== inspectionId) throw new ProblemError(problem('not_found', {}));
		const { inspection } = requireInspection(ctx, evidenceAction(row.side, row), inspectionId);
		const placed = queries.listEvidence(ctx.db, inspectionId).find((one) => one.id === id);
		requireOpenSubject(ctx, inspection, { ...(placed ?? row), side: row.side });
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
	const file = findFile(ctx.db, row.fileSha256!)!;
	return {
		bytes: new FileStore(ctx.config.dataDir).get(file.sha256),
		mediaType: file.mediaType,
		fileName: row.fileName
	};
}

/** A small JPEG of a picture, made once. Throws `not_found` for anything but a picture that can be read. */
export async function readThumbnail(ctx: Ctx, inspectionId: string, id: string): Promise<Buffer> {
	const row = requireReadable(ctx, inspectionId, id);
	const file = findFile(ctx.db, row.fileSha256!)!;
	if (!file.mediaType.startsWith('image/')) throw new ProblemError(problem('not_found', {}));
	const store = new FileStore(ctx.config.dataDir);
	const path = store.derived(file.sha256, 'thumb.jpg');
	if (existsSync(path)) return readFileSync(path);
	const small = await thumbnailOf(store.get(file.sha256));
	if (!small) throw new ProblemError(problem('not_found', {}));
	writeFileSync(path, small);
	return small;
}

function requireReadable(ctx: Ctx, inspectionId: string, id: string): queries.EvidenceRow {
	const access = loadAccess(ctx, inspectionId);
	requireSight(access);
	const row = queries.findEvidence(ctx.db, id);
	if (!row || row.inspectionId !== inspectionId || row.fileSha256 === null || isTeamOnly(ctx, access, row))
		throw new ProblemError(problem('not_found', {}));
	return row;
}

/** What the team gathers is its own until the minutes are signed; of an effect, until it is judged. */
function isTeamOnly(ctx: Ctx, { actor, inspection }: Access, row: queries.EvidenceRow): boolean {
	if (row.side !== 'team' || !isAgencyRole(actor.role)) return false;
	if (row.subjectKind === 'effect') return !isJudged(ctx, inspection.id, row.subjectId);
	return !isAtLeast(inspection.state, 'minutes_signed');
}

/** All proofs of an inspection as pages show them. The caller has asked for permission. */
export function listEvidenceViews(ctx: Pick<Ctx, 'db'>, inspectionId: string): EvidenceView[] {
	return queries.listEvidence(ctx.db, inspectionId).map(toView);
}

/** One proof as pages show it. The caller has asked for permission. */
export function viewEvidence(
	{ db }: Pick<Ctx, 'db'>,
	row: queries.EvidenceRow,
	fileType: string | null = row.fileSha256 === null ? null : (findFile(db, row.fileSha256)?.mediaType ?? null)
): EvidenceView {
	return toView({ ...row, fileType, byName: findAccountName(db, row.addedBy) ?? '' });
}

function toView(row: queries.EvidenceListRow): EvidenceView {
	const url = row.fileSha256 === null ? null : `/api/inspections/${row.inspectionId}/evidence/${row.id}`;
	return {
		...queries.toProof(row),
		url,
		thumbUrl: url && isPicture(row.fileType) ? `${url}/thumb` : null,
		citationText: row.citation ? formatCitation(row.citation) : '',
		isAwaited: row.size !== null && row.fileSha256 === null,
		byName: row.byName
	};
}

/** Of the files that one side has announced, how many are not here yet. The caller has asked for permission. */
export const countAwaitedFiles = (
	{ db }: Pick<Ctx, 'db'>,
	inspectionId: string,
	side: SignatureSide = 'team'
): { awaited: number; all: number } => queries.countAwaited(db, inspectionId, side);

/**
 * Whether what a proof is for is there: a subcriterion of the set, or a finding, an explanation, a report of this
 * inspection. Reads only; the caller has asked for permission.
 */
export function hasSubject(
	{ db }: Pick<Ctx, 'db'>,
	{ id: inspectionId, criteriaSetId }: Pick<InspectionRow, 'id' | 'criteriaSetId'>,
	{ subjectKind, subjectId }: Pick<EvidenceInput, 'subjectKind' | 'subjectId'>
): boolean {
	const isIt = ({ id }: { id: string }) => id === subjectId;
	return {
		answer: () => findSubcriterion(loadSetContent(db, criteriaSetId), subjectId) !== undefined,
		finding: () => listFindings(db, inspectionId).some(isIt),
		explanation: () => listExplanations(db, inspectionId).some(isIt),
		progress: () => listProgress(db, inspectionId).some(isIt),
		effect: () =>
			listFindings(db, inspectionId).some((finding) => isIt(finding) && finding.state === 'verified')
	}[subjectKind]();
}

/** A year in the sign that differs from the date is only warned of on the page: such papers do exist (workflow 4.3). */
function requireCitation(citation: Citation | null): void {
	const fault = citation && checkCitation(citation).find(({ code }) => code !== 'citation.year_differs');
	if (fault) throw new ProblemError(fault);
}
