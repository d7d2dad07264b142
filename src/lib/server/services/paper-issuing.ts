/**
 * Issuing: content frozen, numbered, drawn, sealed, kept with bytes and hashes. Drawing and sealing happen outside any
 * transaction; the short transaction at the end checks that nothing changed meanwhile.
 */
import { dayOf, isDay } from '#lib/domain/calendar.ts';
import { isMinutes, registerOf, requireIssuable, standBeside } from '#lib/domain/papers/availability.ts';
import type { SignerPlace, StampOutcome } from '#lib/domain/paper-signing.ts';
import type { PaperContent, PaperKind } from '#lib/domain/papers/paper.ts';
import type { RecordHead } from '#lib/domain/papers/record-head.ts';
import { checkDayOrder } from '#lib/domain/papers/register-order.ts';
import { problem, ProblemError, type Problem } from '#lib/domain/problems.ts';
import { randomBytes } from 'node:crypto';
import { writeAudit } from '../audit/audit.ts';
import { inTransaction, type Ctx } from '../context.ts';
import * as queries from '../db/queries/documents.ts';
import * as numbers from '../db/queries/paper-numbers.ts';
import { bumpInspection, findInspection, type InspectionRow } from '../db/queries/inspections.ts';
import { readChainHead } from '../db/queries/record-lines.ts';
import { FileStore } from '../evidence/store.ts';
import { requireVersion } from './access.ts';
import { hashBound } from './minutes.ts';
import type { Drafting } from './paper-contents.ts';
import { drawIssued, reservedFields, sealDrawn } from './paper-drawing.ts';

export interface IssueInput {
	/** Version of the inspection that was looked at. */
	version: number;
	/** Absent: the next free number of the register. */
	number?: number;
	/** Day of the paper; absent: today. Minutes always bear the day of the session. */
	issuedOn?: string;
	/** Issued all the same where the day does not fit the order of the register (`number.day_order`). */
	outOfOrder?: boolean | undefined;
}

export interface IssuedPaper {
	id: string;
	number: number;
	checkCode: string;
	/** What became of the time stamp of its seal. */
	stamp: StampOutcome;
}

interface Frozen {
	content: PaperContent;
	number: number;
	issuedOn: string;
	kind: PaperKind;
	/** The register that the number is of. */
	key: numbers.RegisterKey;
}

/** What a paper is of: an inspection, or a campaign as a whole. */
export interface PaperPlace {
	of: 'inspection' | 'campaign';
	id: string;
	/** As it stands now; read again in the transaction. */
	version: () => number;
	/** What else must still hold in the transaction, where the version does not tell. */
	recheck?: () => void;
	bump: () => void;
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
 * Issues what `draft` builds of an inspection. A paper of the kind that stood before is superseded, unless several stand
 * beside each other. The callers have asked for permission. Throws `document.not_issued` before its time, what `hold` says,
 * and what `issueAt` says.
 */
export async function issueDraft(
	ctx: Ctx,
	inspection: InspectionRow,
	issuing: Issuing
): Promise<IssuedPaper> {
	const { kind, input, hold } = issuing;
	requireVersion(inspection.version, input.version);
	const issuable = requireIssuable(kind, inspection);
	if (!issuable.ok) throw new ProblemError(issuable.problem);
	requireNothing(hold);
	const { id } = inspection;
	const place: PaperPlace = {
		of: 'inspection',
		id,
		version: () => findInspection(ctx.db, id)!.version,
		recheck: () => requireNothing(hold),
		bump: () => bumpInspection(ctx.db, id)
	};
	return issueAt(ctx, place, issuing);
}

/**
 * The same for any place; whether it is time was asked. Throws `number.taken`, `number.left_out`, `number.day_order` unless
 * confirmed, `version.stale` when the place changed meanwhile, `date.invalid`.
 */
export async function issueAt(ctx: Ctx, place: PaperPlace, issuing: Issuing): Promise<IssuedPaper> {
	const { kind, draft, input, along } = issuing;
	const frozen = freeze(ctx, kind, draft, input);
	const checkCode = newCheckCode();
	const inspectionId = place.of === 'inspection' ? place.id : null;
	const recordHead = currentHead(ctx);
	const drawn = await drawIssued(ctx, inspectionId, frozen.content, { checkCode, recordHead });
	const { file: sealed, stamp } = await sealDrawn(ctx, drawn, reservedFields(frozen.content, drawn));
	const files = storeFiles(ctx, { rendered: drawn.pdf, sealed });
	const issued = { id: ctx.newId(), number: frozen.number, checkCode, stamp };
	inTransaction(ctx, () => {
		requireVersion(place.version(), input.version);
		place.recheck?.();
		requireFreeNumber(ctx, frozen, input);
		register(ctx, place, { ...frozen, recordHead }, issued, {
			...files,
			pages: drawn.pages,
			signerPlaces: drawn.signerPlaces
		});
		along?.({ ...issued, content: frozen.content, issuedOn: frozen.issuedOn });
		place.bump();
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
	const key = { issuingBody: head.issuingBody, register: registerOf(kind), year };
	const number = input.number ?? numbers.lastPaperNumber(ctx.db, key) + 1;
	if (!Number.isInteger(number) || number < 1)
		throw new ProblemError(problem('input.not_whole', { value: number }, 'number'));
	const frozen = { content: draft({ number, issuedOn }), number, issuedOn, kind, key };
	requireFreeNumber(ctx, frozen, input);
	return frozen;
}

function currentHead({ db }: Ctx): RecordHead {
	const { id: line, hash } = readChainHead(db);
	return { line, hash };
}

/** Minutes bear the day of the session, which their draft names. Problem `date.invalid`. */
function issueDay(ctx: Ctx, kind: PaperKind, drafted: string | null, input: IssueInput): string {
	const issuedOn = (isMinutes(kind) ? drafted : null) ?? input.issuedOn ?? dayOf(ctx.now());
	if (!isDay(issuedOn)) throw new ProblemError(problem('date.invalid', { text: issuedOn }, 'issuedOn'));
	return issuedOn;
}

/** A number is given once; minutes bear the day of their session, which says nothing of when they were numbered. */
function requireFreeNumber(
	ctx: Ctx,
	{ content, kind, key, number, issuedOn }: Frozen,
	{ outOfOrder }: IssueInput
): void {
	const named = `${number}/${content.head.sign}`;
	if (numbers.isPaperNumberTaken(ctx.db, key, number))
		throw new ProblemError(problem('number.taken', { number: named }, 'number'));
	if (numbers.listLeftOutWithin(ctx.db, key, number, number).length > 0)
		throw new ProblemError(problem('number.left_out', { number: named }, 'number'));
	if (outOfOrder || isMinutes(kind)) return;
	const inOrder = checkDayOrder(issuedOn, numbers.findNeighbours(ctx.db, key, number));
	if (!inOrder.ok) throw new ProblemError(inOrder.problem);
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
	place: PaperPlace,
	{ content, kind, number, key, issuedOn, recordHead }: Frozen & { recordHead: RecordHead },
	{ id, checkCode, stamp }: IssuedPaper,
	{ rendered, sealed, pages, signerPlaces }: StoredFiles & { pages: number; signerPlaces: SignerPlace[] }
): void {
	const at = ctx.now();
	for (const file of [rendered, sealed])
		queries.insertFile(ctx.db, { ...file, mediaType: 'application/pdf', storedAt: at });
	const before = standBeside(kind)
		? undefined
		: queries.findStandingDocument(ctx.db, place.id, kind, place.of);
	const inspectionId = place.of === 'inspection' ? place.id : null;
	const hashes = { renderedSha256: rendered.sha256, sealedSha256: sealed.sha256 };
	queries.insertDocument(ctx.db, {
		id,
		inspectionId,
		campaignId: place.of === 'campaign' ? place.id : null,
		kind,
		...key,
		number,
		sign: content.head.sign,
		issuedOn,
		content,
		contentHash: hashBound(content),
		...hashes,
		checkCode,
		signerPlaces,
		issuedBy: ctx.actor!.id,
		issuedAt: at,
		sealedAt: at,
		pages,
		recordLine: recordHead.line,
		recordHash: recordHead.hash
	});
	if (before) queries.supersedeDocument(ctx.db, before.id, id);
	writeAudit(ctx, {
		action: 'document.issue',
		subjectKind: 'document',
		subjectId: id,
		inspectionId,
		old: before && { superseded: before.id },
		new: { kind, number, issuedOn, ...hashes, sealStamp: stamp, recordLine: recordHead.line }
	});
}
