/** Who may do what with one issued paper: read it, sign a block of it, bring in what was signed elsewhere. */
import { mayBring, placesOf, signActionOf, type SigningSlot } from '#lib/domain/paper-signing.ts';
import { paperSide } from '#lib/domain/papers/availability.ts';
import { isAgencyRole } from '#lib/domain/permissions.ts';
import { problem, ProblemError } from '#lib/domain/problems.ts';
import type { Ctx } from '../context.ts';
import { findDocument, type DocumentRow } from '../db/queries/documents.ts';
import { loadAccess, requireOn, verdictOn, type Access } from './access.ts';

export interface PaperAccess {
	row: DocumentRow & { inspectionId: string };
	access: Access;
}

/** Throws `not_found` for whoever may not see the inspection. */
export function requireReader(ctx: Ctx, inspectionId: string): Access {
	const access = loadAccess(ctx, inspectionId);
	const action = isAgencyRole(access.actor.role) ? 'inspection.read_as_agency' : 'inspection.read';
	if (verdictOn(access, action) !== 'allowed') throw new ProblemError(problem('not_found', {}));
	requireOn(access, 'document.read');
	return access;
}

/** An issued paper of an inspection for whoever may read it. Throws `not_found`, also for a campaign's. */
export function requirePaper(ctx: Ctx, documentId: string): PaperAccess {
	const row = findDocument(ctx.db, documentId);
	const inspectionId = row?.inspectionId;
	if (!row || !inspectionId) throw new ProblemError(problem('not_found', {}));
	return { row: { ...row, inspectionId }, access: requireReader(ctx, inspectionId) };
}

const sideOf = ({ actor }: Access) => (isAgencyRole(actor.role) ? 'agency' : 'office');

/** A block of a paper for whoever signs it here. Throws `not_found`, `signing.slot_unknown`, `permission.denied`. */
export function requireSigner(
	ctx: Ctx,
	documentId: string,
	slot: number
): PaperAccess & { slot: SigningSlot } {
	const paper = requirePaper(ctx, documentId);
	const found = slotIn(paper.row, slot);
	const action = signActionOf(found.role, paperSide(paper.row.kind));
	if (!action)
		throw new ProblemError(problem('permission.denied', { action: `document.sign.${found.role}` }));
	requireOn(paper.access, action);
	return { ...paper, slot: found };
}

/**
 * A paper for whoever brings in what was signed elsewhere: a block of it, or (null) a scan of the whole. Throws `not_found`,
 * `permission.denied`, `signing.slot_unknown`, `signing.not_for_side`.
 */
export function requireBringer(
	ctx: Ctx,
	documentId: string,
	slot: number | null
): PaperAccess & { slot: SigningSlot | null } {
	const paper = requirePaper(ctx, documentId);
	const side = sideOf(paper.access);
	requireOn(paper.access, side === 'agency' ? 'document.bring_signed_agency' : 'document.bring_signed');
	const found = slot === null ? null : slotIn(paper.row, slot);
	if (!mayBring(side, paper.row.kind, found?.role ?? null))
		throw new ProblemError(problem('signing.not_for_side', {}));
	return { ...paper, slot: found };
}

function slotIn(row: DocumentRow, wanted: number): SigningSlot {
	const found = placesOf(row.content).find(({ slot }) => slot === wanted);
	if (!found) throw new ProblemError(problem('signing.slot_unknown', {}, 'slot'));
	return found;
}

/** What this person could do with each block, for the page: the same decisions, without asking for the files. */
export function openWays(
	{ row, access }: PaperAccess,
	{ role }: Pick<SigningSlot, 'role'>
): { sign: boolean; bring: boolean } {
	const action = signActionOf(role, paperSide(row.kind));
	return {
		sign: action !== undefined && verdictOn(access, action) === 'allowed',
		bring: mayBringIn({ row, access }) && mayBring(sideOf(access), row.kind, role)
	};
}

/** Whether this person brings in scans of this paper. */
export const mayScan = (paper: PaperAccess): boolean =>
	mayBringIn(paper) && mayBring(sideOf(paper.access), paper.row.kind, null);

const mayBringIn = ({ access }: PaperAccess): boolean =>
	verdictOn(
		access,
		sideOf(access) === 'agency' ? 'document.bring_signed_agency' : 'document.bring_signed'
	) === 'allowed';
