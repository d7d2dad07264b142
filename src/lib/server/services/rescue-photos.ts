/** The photo part of a rescue file: what may be kept of it, and keeping it as a proof of its author. */
import * as v from 'valibot';
import type { RescuePhoto } from '#lib/contracts/rescue.ts';
import { STAGES } from '#lib/domain/answer.ts';
import { evidenceAction } from '#lib/domain/evidence.ts';
import { problem, type Problem } from '#lib/domain/problems.ts';
import type { Ctx } from '../context.ts';
import { findEvidence, type EvidenceRow } from '../db/queries/evidence.ts';
import { verdictOn, type Access } from './access.ts';
import { addEvidence, hasSubject } from './evidence.ts';
import { takeWhole } from './uploads.ts';

const photoRecord = v.object({
	fileName: v.pipe(v.string(), v.maxLength(300)),
	subjectKind: v.picklist(['answer', 'finding']),
	subjectId: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
	stage: v.nullable(v.picklist(STAGES)),
	caption: v.pipe(v.string(), v.maxLength(2000)),
	takenAt: v.nullable(v.pipe(v.number(), v.integer()))
});

/** Author and bearer, as they stand in the inspection. */
export interface Hands {
	author: Access;
	bearer: Access;
}

/** Whether a photo is here already, may be kept, or why not. Reads only. */
export function judgePhoto(
	ctx: Ctx,
	{ author, bearer }: Hands,
	photo: RescuePhoto
): 'known' | 'new' | Problem {
	const { inspection, actor } = author;
	const there = findEvidence(ctx.db, photo.id);
	if (there && (there.inspectionId !== inspection.id || there.addedBy !== actor.id))
		return problem('operation.foreign', {});
	/* Announced, by the tablet itself or in the same file, and never arrived: its bytes may come in any state. */
	if (there) return isWaitedFor(there) ? 'new' : 'known';
	const record = v.safeParse(photoRecord, photo.record);
	if (!record.success || !v.is(v.pipe(v.string(), v.uuid()), photo.id))
		return problem('rescue.damaged', { entry: photo.entry });
	const action = evidenceAction('team', record.output);
	const verdict = verdictOn(author, action);
	if (verdict === 'closed') return problem('inspection.locked', { state: inspection.state });
	if (verdict !== 'allowed') return problem('permission.denied', { action });
	if (bearer.actor.id !== actor.id && verdictOn(bearer, action) !== 'allowed')
		return problem('rescue.bearer_may_not', { action });
	return hasSubject(ctx, inspection, record.output) ? 'new' : problem('finding.unknown', {});
}

const isWaitedFor = ({ size, fileSha256, withdrawnAt }: EvidenceRow): boolean =>
	size !== null && fileSha256 === null && withdrawnAt === null;

/**
 * Keeps a photo that was judged new. `ctx.actor` is the author. Throws what `addEvidence` throws, or `takeWhole` for one
 * that was announced.
 */
export async function keepPhoto(
	ctx: Ctx,
	inspectionId: string,
	photo: RescuePhoto,
	bytes: Uint8Array
): Promise<void> {
	if (findEvidence(ctx.db, photo.id)) {
		await takeWhole(ctx, inspectionId, photo.id, Buffer.from(bytes));
		return;
	}
	const { fileName, subjectKind, subjectId, stage, caption, takenAt } = v.parse(photoRecord, photo.record);
	await addEvidence(ctx, inspectionId, {
		id: photo.id,
		subjectKind,
		subjectId,
		stage,
		file: { name: fileName, bytes },
		citation: null,
		caption,
		takenAt
	});
}

/** For a list: the file's name, or its entry where that cannot be read. */
export function photoName({ record, entry }: RescuePhoto): string {
	const { fileName } = record;
	return typeof fileName === 'string' ? fileName.slice(0, 120) : entry;
}
