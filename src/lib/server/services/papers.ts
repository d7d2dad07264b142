/** Official papers of an inspection: drafts drawn on demand, issuing what the record says, reading what was issued. */
import { canDraftPaper, paperSide, type RecordPaperKind } from '#lib/domain/papers/availability.ts';
import { slotsOf, type SigningSlot, type SigningState } from '#lib/domain/paper-signing.ts';
import type { PaperKind } from '#lib/domain/papers/paper.ts';
import { isAgencyRole } from '#lib/domain/permissions.ts';
import { problem, ProblemError } from '#lib/domain/problems.ts';
import type { Ctx } from '../context.ts';
import * as queries from '../db/queries/documents.ts';
import { findInspection } from '../db/queries/inspections.ts';
import {
	listCampaignSignatures,
	listInspectionSignatures,
	listPaperSignatures,
	type PaperSignatureRow
} from '../db/queries/paper-signatures.ts';
import { FileStore } from '../evidence/store.ts';
import { requireInspection } from './access.ts';
import { requirePaper, requireReader } from './paper-access.ts';
import { citeNotice, holdOn } from './paper-citations.ts';
import { draftFromRecord } from './paper-contents.ts';
import { drawWatermarked } from './paper-drawing.ts';
import { issueDraft, type IssuedPaper, type IssueInput } from './paper-issuing.ts';
import { revisionsOf, stateOfPaper } from './paper-revisions.ts';

/**
 * Issues a paper that the record says everything about: freezes its content, gives it number and day, draws it, seals it,
 * keeps bytes and hashes. A notice of the visit becomes the one that the inspection cites. Throws what `issueDraft` and
 * `holdOn` say.
 */
export async function issuePaper(
	ctx: Ctx,
	inspectionId: string,
	kind: RecordPaperKind,
	input: IssueInput
): Promise<IssuedPaper> {
	const action = paperSide(kind) === 'office' ? 'document.issue' : 'document.issue_agency';
	const { inspection } = requireInspection(ctx, action, inspectionId);
	return issueDraft(ctx, inspection, {
		kind,
		draft: draftFromRecord(ctx, inspection, kind),
		input,
		hold: () => holdOn(ctx, findInspection(ctx.db, inspectionId)!, kind),
		along: () => {
			if (kind === 'visit_notice') citeNotice(ctx, inspectionId);
		}
	});
}

/** A draft with its watermark, drawn now. Throws `not_found` before there is anything to draw. */
export async function drawDraft(ctx: Ctx, inspectionId: string, kind: RecordPaperKind): Promise<Buffer> {
	const { inspection, actor } = requireReader(ctx, inspectionId);
	const isOthers = isAgencyRole(actor.role) && paperSide(kind) !== 'agency';
	if (isOthers || !canDraftPaper(kind, inspection)) throw new ProblemError(problem('not_found', {}));
	return drawWatermarked(ctx, inspectionId, draftFromRecord(ctx, inspection, kind)(null));
}

/**
 * The newest bytes of an issued paper, sealed and signed as far as it is, for whoever may read it; or an earlier revision, by
 * the number of signatures on it. Throws `not_found`.
 */
export function readPaper(
	ctx: Ctx,
	documentId: string,
	version?: number
): { row: queries.DocumentRow; pdf: Buffer } {
	const { row } = requirePaper(ctx, documentId);
	const revisions = revisionsOf(row, listPaperSignatures(ctx.db, documentId));
	const revision = version === undefined ? revisions.at(-1) : revisions[version];
	if (!revision) throw new ProblemError(problem('not_found', {}));
	return { row, pdf: new FileStore(ctx.config.dataDir).get(revision.sha256) };
}

export interface PaperView {
	id: string;
	kind: PaperKind;
	number: number;
	sign: string;
	issuedOn: string;
	issuingBody: string;
	checkCode: string;
	sealed: boolean;
	superseded: boolean;
	/** What it may be called by the signatures on it; and whose is awaited next, null where nobody's is. */
	signing: SigningState;
	nextSigner: SigningSlot | null;
	/** Of a reminder letter: the day that it asks an answer by (YYYY-MM-DD). */
	answerBy: string | null;
}

/** The issued papers of an inspection. The caller has asked for permission. */
export const listPapers = ({ db }: Pick<Ctx, 'db'>, inspectionId: string): PaperView[] =>
	viewsOf(queries.listDocuments(db, inspectionId), listInspectionSignatures(db, inspectionId));

/** Those of a campaign as a whole. The caller has asked for permission. */
export const listCampaignPapers = ({ db }: Pick<Ctx, 'db'>, campaignId: string): PaperView[] =>
	viewsOf(queries.listCampaignDocuments(db, campaignId), listCampaignSignatures(db, campaignId));

function viewsOf(
	rows: readonly queries.DocumentRow[],
	signatures: readonly PaperSignatureRow[]
): PaperView[] {
	const made = Map.groupBy(signatures, ({ documentId }) => documentId);
	return rows.map((row) => toPaperView(row, made.get(row.id) ?? []));
}

function toPaperView(row: queries.DocumentRow, signatures: readonly PaperSignatureRow[]): PaperView {
	const signed = new Set(signatures.map(({ slot }) => slot));
	const state = stateOfPaper(row, signatures);
	const isOver = row.supersededBy !== null || state === 'scanned';
	return {
		id: row.id,
		kind: row.kind,
		number: row.number,
		sign: row.sign,
		issuedOn: row.issuedOn,
		issuingBody: row.issuingBody,
		checkCode: row.checkCode,
		sealed: row.sealedSha256 !== null,
		superseded: row.supersededBy !== null,
		signing: state,
		nextSigner: isOver ? null : (slotsOf(row.content).find(({ slot }) => !signed.has(slot)) ?? null),
		answerBy: row.content.kind === 'reminder_letter' ? row.content.choice.answerBy : null
	};
}
