/** Who may do what with one issued paper: read it, sign a block of it, bring in what was signed elsewhere. */
import {
	campaignSignActionOf,
	mayBring,
	placesOf,
	signActionOf,
	type SigningSlot,
	type SlotRole
} from '#lib/domain/paper-signing.ts';
import { paperSide } from '#lib/domain/papers/availability.ts';
import {
	isAgencyRole,
	type InspectionAction,
	type OfficeAction,
	type Verdict
} from '#lib/domain/permissions.ts';
import { problem, ProblemError } from '#lib/domain/problems.ts';
import type { Ctx } from '../context.ts';
import { findDocument, type DocumentRow } from '../db/queries/documents.ts';
import {
	loadAccess,
	requireCampaignReader,
	requireOn,
	requireOnCampaign,
	verdictOn,
	verdictOnCampaign,
	type Access,
	type CampaignAccess
} from './access.ts';

/** One decision of the table: what it says, and the same as a refusal that is thrown. */
interface Gate {
	verdict: Verdict;
	pass: () => void;
}

/** An issued paper for a person who may read it. Where it belongs, to an inspection or to a campaign, decides the rest. */
export interface PaperAccess {
	row: DocumentRow;
	/** Whose people the reader is of. */
	side: 'office' | 'agency';
	/** Signing a block here; undefined for a block that is signed elsewhere or on paper only. */
	toSign: (role: SlotRole) => Gate | undefined;
	/** Bringing in what was signed elsewhere; for which papers is decided further (`mayBring`). */
	toBring: Gate;
}

/** Throws `not_found` for whoever may not see the inspection. */
export function requireReader(ctx: Ctx, inspectionId: string): Access {
	const access = loadAccess(ctx, inspectionId);
	const action = isAgencyRole(access.actor.role) ? 'inspection.read_as_agency' : 'inspection.read';
	if (verdictOn(access, action) !== 'allowed') throw new ProblemError(problem('not_found', {}));
	requireOn(access, 'document.read');
	return access;
}

/**
 * An issued paper for whoever may read it. Papers of a campaign are the office's: an agency gets them on paper, as their
 * «nơi nhận» says. Throws `not_found`.
 */
export function requirePaper(ctx: Ctx, documentId: string): PaperAccess {
	const row = findDocument(ctx.db, documentId);
	if (row?.inspectionId) return ofInspection(row, requireReader(ctx, row.inspectionId));
	if (row?.campaignId) return ofCampaign(row, requireCampaignReader(ctx, row.campaignId));
	throw new ProblemError(problem('not_found', {}));
}

function ofInspection(row: DocumentRow, access: Access): PaperAccess {
	const isAgencys = isAgencyRole(access.actor.role);
	const gate = (action: InspectionAction): Gate => ({
		verdict: verdictOn(access, action),
		pass: () => requireOn(access, action)
	});
	return {
		row,
		side: isAgencys ? 'agency' : 'office',
		toSign: (role) => gateOf(signActionOf(role, paperSide(row.kind)), gate),
		toBring: gate(isAgencys ? 'document.bring_signed_agency' : 'document.bring_signed')
	};
}

function ofCampaign(row: DocumentRow, access: CampaignAccess): PaperAccess {
	const gate = (action: OfficeAction): Gate => ({
		verdict: verdictOnCampaign(access, action),
		pass: () => requireOnCampaign(access, action)
	});
	return {
		row,
		side: 'office',
		toSign: (role) => gateOf(campaignSignActionOf(role), gate),
		toBring: gate('campaign.bring_signed')
	};
}

const gateOf = <A>(action: A | undefined, gate: (action: A) => Gate): Gate | undefined =>
	action === undefined ? undefined : gate(action);

/** A block of a paper for whoever signs it here. Throws `not_found`, `signing.slot_unknown`, `permission.denied`. */
export function requireSigner(
	ctx: Ctx,
	documentId: string,
	slot: number
): PaperAccess & { slot: SigningSlot } {
	const paper = requirePaper(ctx, documentId);
	const found = slotIn(paper.row, slot);
	const gate = paper.toSign(found.role);
	if (!gate) throw new ProblemError(problem('permission.denied', { action: `document.sign.${found.role}` }));
	gate.pass();
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
	paper.toBring.pass();
	const found = slot === null ? null : slotIn(paper.row, slot);
	if (!mayBring(paper.side, paper.row.kind, found?.role ?? null))
		throw new ProblemError(problem('signing.not_for_side', {}));
	return { ...paper, slot: found };
}

/**
 * A block of a paper for whoever signs it here or brings in what was signed elsewhere: the tool on one's own machine does
 * both at once. Throws what `requireBringer` throws for whoever may do neither.
 */
export function requireSignerOrBringer(
	ctx: Ctx,
	documentId: string,
	slot: number
): PaperAccess & { slot: SigningSlot } {
	const paper = requirePaper(ctx, documentId);
	const found = slotIn(paper.row, slot);
	if (!openWays(paper, found).sign) requireBringer(ctx, documentId, slot);
	return { ...paper, slot: found };
}

function slotIn(row: DocumentRow, wanted: number): SigningSlot {
	const found = placesOf(row.content).find(({ slot }) => slot === wanted);
	if (!found) throw new ProblemError(problem('signing.slot_unknown', {}, 'slot'));
	return found;
}

/** What this person could do with each block, for the page: the same decisions, without asking for the files. */
export const openWays = (
	paper: PaperAccess,
	{ role }: Pick<SigningSlot, 'role'>
): { sign: boolean; bring: boolean } => ({
	sign: paper.toSign(role)?.verdict === 'allowed',
	bring: mayBringIn(paper, role)
});

/** Whether this person brings in scans of this paper. */
export const mayScan = (paper: PaperAccess): boolean => mayBringIn(paper, null);

const mayBringIn = ({ row, side, toBring }: PaperAccess, role: SlotRole | null): boolean =>
	toBring.verdict === 'allowed' && mayBring(side, row.kind, role);
