/** Official papers of an inspection: drafts drawn on demand, issuing what the record says, reading what was issued. */
import { canDraftPaper, paperSide, type RecordPaperKind } from '#lib/domain/papers/availability.ts';
import type { PaperKind } from '#lib/domain/papers/paper.ts';
import { isAgencyRole, judgeOffice } from '#lib/domain/permissions.ts';
import { problem, ProblemError } from '#lib/domain/problems.ts';
import type { Ctx } from '../context.ts';
import * as queries from '../db/queries/documents.ts';
import { findInspection } from '../db/queries/inspections.ts';
import { FileStore } from '../evidence/store.ts';
import { loadAccess, requireActor, requireInspection, requireOn, verdictOn, type Access } from './access.ts';
import { citeNotice, holdOn } from './paper-citations.ts';
import { draftFromRecord } from './paper-contents.ts';
import { drawWatermarked } from './paper-drawing.ts';
import { issueDraft, type IssuedPaper, type IssueInput } from './paper-issuing.ts';

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

/** The sealed bytes of an issued paper for whoever may read it. */
export function readPaper(ctx: Ctx, documentId: string): { row: queries.DocumentRow; pdf: Buffer } {
	const row = queries.findDocument(ctx.db, documentId);
	if (!row) throw new ProblemError(problem('not_found', {}));
	if (row.inspectionId === null) requireOfficeReader(ctx);
	else requireReader(ctx, row.inspectionId);
	return { row, pdf: new FileStore(ctx.config.dataDir).get(row.sealedSha256 ?? row.renderedSha256) };
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
	/** Of a reminder letter: the day that it asks an answer by (YYYY-MM-DD). */
	answerBy: string | null;
}

/** The issued papers of an inspection. The caller has asked for permission. */
export function listPapers(ctx: Ctx, inspectionId: string): PaperView[] {
	return queries.listDocuments(ctx.db, inspectionId).map(toPaperView);
}

export function toPaperView(row: queries.DocumentRow): PaperView {
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
		answerBy: row.content.kind === 'reminder_letter' ? row.content.choice.answerBy : null
	};
}

/** Papers of a campaign are the office's: an agency gets them on paper, as its «nơi nhận» says. */
function requireOfficeReader(ctx: Ctx): void {
	if (judgeOffice(requireActor(ctx), 'campaign.read') !== 'allowed')
		throw new ProblemError(problem('not_found', {}));
}

function requireReader(ctx: Ctx, inspectionId: string): Access {
	const access = loadAccess(ctx, inspectionId);
	const action = isAgencyRole(access.actor.role) ? 'inspection.read_as_agency' : 'inspection.read';
	if (verdictOn(access, action) !== 'allowed') throw new ProblemError(problem('not_found', {}));
	requireOn(access, 'document.read');
	return access;
}
