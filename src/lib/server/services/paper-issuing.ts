/**
 * Issuing: content frozen, numbered, drawn, sealed, kept with bytes and hashes. Drawing and sealing happen outside any
 * transaction; the short transaction at the end checks that nothing changed meanwhile.
 */
import { dayOf, isDay } from '#lib/domain/calendar.ts';
import { isMinutes, kindsOfRegister, requireIssuable, standBeside } from '#lib/domain/papers/availability.ts';
import type { PaperContent, PaperKind } from '#lib/domain/papers/paper.ts';
import { problem, ProblemError, type Problem } from '#lib/domain/problems.ts';
import { randomBytes } from 'node:crypto';
import { writeAudit } from '../audit/audit.ts';
import { inTransaction, type Ctx } from '../context.ts';
import * as queries from '../db/queries/documents.ts';
import { bumpInspection, findInspection, type InspectionRow } from '../db/queries/inspections.ts';
import { FileStore } from '../evidence/store.ts';
import { requireVersion } from './access.ts';
import { hashBound } from './minutes.ts';
import type { Drafting } from './paper-contents.ts';
import { drawIssued, sealDrawn } from './paper-drawing.ts';

export interface IssueInput {
	/** Version of the inspection that was looked at. */
	version: number;
	/** Absent: the next free number of the register. */
	number?: number;
	/** Day of the paper; absent: today. Minutes always bear the day of the session. */
	issuedOn?: string;
}

export interface IssuedPaper {
	id: string;
	number: number;
	checkCode: string;
}

interface Frozen {
	content: PaperContent;
	number: number;
	year: number;
	issuedOn: string;
	kind: PaperKind;
}

/** Letters and digits that cannot be taken for one another when typed off a print. */
const CODE_LETTERS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const newCheckCode = (): string => {
	const letters = [...randomBytes(12)].map((byte) => CODE_LETTERS[byte % CODE_LETTERS.length]).join('');
	return letters.replace(/(.{4})(?=.)/g, '$1-');
};

export interface Issuing {
	kind: PaperKind;
	draft: Drafting;
	input: IssueInput;
	/** What else stands in the way; asked before the drawing, and again in the transaction. */
	hold?: () => Problem | null;
	/** What else happens with it, in the same transaction: all or nothing. */
	along?: (issued: IssuedPaper & { content: PaperContent; issuedOn: string }) => void;
}

/**
 * Issues what `draft` builds. A paper of the kind that stood before is superseded, unless several stand beside each other.
 * The callers have asked for permission. Throws `document.not_issued` before its time, `number.taken`, `version.stale`
 * when the inspection changed meanwhile, `date.invalid`, and what `hold` says.
 */
export async function issueDraft(
	ctx: Ctx,
	inspection: InspectionRow,
	issuing: Issuing
): Promise<IssuedPaper> {
	const { kind, draft, input, hold, along } = issuing;
	requireVersion(inspection.version, input.version);
	const issuable = requireIssuable(kind, inspection);
	if (!issuable.ok) throw new ProblemError(issuable.problem);
	requireNothing(hold);
	const frozen = freeze(ctx, kind, draft, input);
	const checkCode = newCheckCode();
	const drawn = await drawIssued(ctx, inspection.id, frozen.content, checkCode);
	const files = storeFiles(ctx, { rendered: drawn.pdf, sealed: await sealDrawn(ctx, drawn) });
	const issued = { id: ctx.newId(), number: frozen.number, checkCode };
	inTransaction(ctx, () => {
		requireVersion(findInspection(ctx.db, inspection.id)!.version, input.version);
		requireNothing(hold);
		requireFreeNumber(ctx, frozen);
		register(ctx, inspection.id, frozen, issued, files);
		along?.({ ...issued, content: frozen.content, issuedOn: frozen.issuedOn });
		bumpInspection(ctx.db, inspection.id);
	});
	return issued;
}

function requireNothing(hold: Issuing['hold']): void {
	const held = hold?.() ?? null;
	if (held) throw new ProblemError(held);
}

function freeze(ctx: Ctx, kind: PaperKind, draft: Drafting, input: IssueInput): Frozen {
	const { head } = draft(null);
	const issuedOn = issueDay(ctx, kind, head.issuedOn, input);
	const year = Number(issuedOn.slice(0, 4));
	const number = input.number ?? nextNumber(ctx, head.issuingBody, kind, year);
	if (!Number.isInteger(number) || number < 1)
		throw new ProblemError(problem('input.not_whole', { value: number }, 'number'));
	const frozen = { content: draft({ number, issuedOn }), number, year, issuedOn, kind };
	requireFreeNumber(ctx, frozen);
	return frozen;
}

const nextNumber = (ctx: Ctx, issuingBody: string, kind: PaperKind, year: number): number =>
	queries.lastDocumentNumber(ctx.db, issuingBody, kindsOfRegister(kind), year) + 1;

/** Minutes bear the day of the session, which their draft names. Problem `date.invalid`. */
function issueDay(ctx: Ctx, kind: PaperKind, drafted: string | null, input: IssueInput): string {
	const issuedOn = (isMinutes(kind) ? drafted : null) ?? input.issuedOn ?? dayOf(ctx.now());
	if (!isDay(issuedOn)) throw new ProblemError(problem('date.invalid', { text: issuedOn }, 'issuedOn'));
	return issuedOn;
}

function requireFreeNumber(ctx: Ctx, { content, kind, year, number }: Frozen): void {
	if (queries.isDocumentNumberTaken(ctx.db, content.head.issuingBody, kindsOfRegister(kind), year, number))
		throw new ProblemError(problem('number.taken', { number: `${number}/${content.head.sign}` }, 'number'));
}

interface StoredFiles {
	rendered: { sha256: string; size: number };
	sealed: { sha256: string; size: number };
}

function storeFiles(ctx: Ctx, pdfs: Record<keyof StoredFiles, Buffer>): StoredFiles {
	const store = new FileStore(ctx.config.dataDir);
	const put = (pdf: Buffer) => ({ sha256: store.put(pdf), size: pdf.length });
	return { rendered: put(pdfs.rendered), sealed: put(pdfs.sealed) };
}

function register(
	ctx: Ctx,
	inspectionId: string,
	{ content, kind, number, year, issuedOn }: Frozen,
	{ id, checkCode }: IssuedPaper,
	{ rendered, sealed }: StoredFiles
): void {
	const at = ctx.now();
	for (const file of [rendered, sealed])
		queries.insertFile(ctx.db, { ...file, mediaType: 'application/pdf', storedAt: at });
	const before = standBeside(kind) ? undefined : queries.findStandingDocument(ctx.db, inspectionId, kind);
	const hashes = { renderedSha256: rendered.sha256, sealedSha256: sealed.sha256 };
	queries.insertDocument(ctx.db, {
		id,
		inspectionId,
		kind,
		issuingBody: content.head.issuingBody,
		number,
		sign: content.head.sign,
		year,
		issuedOn,
		content,
		contentHash: hashBound(content),
		...hashes,
		checkCode,
		issuedBy: ctx.actor!.id,
		issuedAt: at,
		sealedAt: at
	});
	if (before) queries.supersedeDocument(ctx.db, before.id, id);
	writeAudit(ctx, {
		action: 'document.issue',
		subjectKind: 'document',
		subjectId: id,
		inspectionId,
		old: before && { superseded: before.id },
		new: { kind, number, issuedOn, ...hashes }
	});
}
