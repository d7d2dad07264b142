/**
 * Official papers: drafts drawn on demand, and issued ones whose content and bytes are frozen, numbered and sealed.
 * Drawing and sealing happen in worker threads, outside any transaction; the short transaction at the end checks
 * that nothing changed meanwhile.
 */
import { dayOf, isDay } from '#lib/domain/calendar.ts';
import { canDraftPaper, paperSide, requireIssuable } from '#lib/domain/papers/availability.ts';
import { buildConclusion } from '#lib/domain/papers/conclusion.ts';
import type { InspectionRecord } from '#lib/domain/papers/inspection-record.ts';
import { buildMinutes } from '#lib/domain/papers/minutes.ts';
import type { PaperContent, PaperKind } from '#lib/domain/papers/paper.ts';
import { buildRemediationPlan } from '#lib/domain/papers/remediation-plan.ts';
import { buildRemediationReport } from '#lib/domain/papers/remediation-report.ts';
import { buildScoreSheet } from '#lib/domain/papers/score-sheet.ts';
import { isAgencyRole } from '#lib/domain/permissions.ts';
import { problem, ProblemError } from '#lib/domain/problems.ts';
import { createHash, randomBytes } from 'node:crypto';
import { writeAudit } from '../audit/audit.ts';
import { inTransaction, type Ctx } from '../context.ts';
import * as queries from '../db/queries/documents.ts';
import { bumpInspection, findInspection, type InspectionRow } from '../db/queries/inspections.ts';
import { FileStore } from '../evidence/store.ts';
import { renderInWorker, sealAppearanceInWorker } from '../pdf/in-worker.ts';
import type { RenderedPaper } from '../pdf/render.ts';
import { sealInWorker } from '../signing/in-worker.ts';
import { subjectOf } from '../signing/names.ts';
import {
	loadAccess,
	requireInspection,
	requireOn,
	requireVersion,
	verdictOn,
	type Access
} from './access.ts';
import { hashBound } from './minutes.ts';
import { listPhotos } from './photos.ts';
import { loadRecord } from './record.ts';
import { loadSealIdentity } from './seal.ts';

const BUILDERS: Record<PaperKind, (record: InspectionRecord) => PaperContent> = {
	minutes: buildMinutes,
	score_sheet: buildScoreSheet,
	conclusion: buildConclusion,
	remediation_plan: buildRemediationPlan,
	remediation_report: (record) => buildRemediationReport(record, 'report'),
	remediation_letter: (record) => buildRemediationReport(record, 'letter')
};

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

/** Letters and digits that cannot be taken for one another when typed off a print. */
const CODE_LETTERS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const newCheckCode = (): string => {
	const letters = [...randomBytes(12)].map((byte) => CODE_LETTERS[byte % CODE_LETTERS.length]).join('');
	return letters.replace(/(.{4})(?=.)/g, '$1-');
};

/**
 * Issues a paper: freezes its content, gives it number and day, draws it, seals it, keeps bytes and hashes. A paper
 * of the same kind that stood before is superseded. Throws `document.not_issued` before its time, `number.taken`,
 * `version.stale` when the inspection changed meanwhile, `date.invalid`.
 */
export async function issuePaper(
	ctx: Ctx,
	inspectionId: string,
	kind: PaperKind,
	input: IssueInput
): Promise<IssuedPaper> {
	const { inspection, actor } = requireInspection(ctx, issueAction(kind), inspectionId);
	requireVersion(inspection.version, input.version);
	const issuable = requireIssuable(kind, inspection.state);
	if (!issuable.ok) throw new ProblemError(issuable.problem);
	const frozen = freeze(ctx, inspection, kind, input);
	const checkCode = newCheckCode();
	const drawn = await draw(ctx, inspection, frozen.content, { checkCode });
	const sealed = await seal(ctx, drawn);
	const store = new FileStore(ctx.config.dataDir);
	const renderedSha256 = store.put(drawn.pdf);
	const sealedSha256 = store.put(sealed);
	const id = ctx.newId();
	inTransaction(ctx, () => {
		requireVersion(findInspection(ctx.db, inspectionId)!.version, input.version);
		requireFreeNumber(ctx, frozen);
		for (const [sha256, bytes] of [
			[renderedSha256, drawn.pdf],
			[sealedSha256, sealed]
		] as const)
			queries.insertFile(ctx.db, {
				sha256,
				size: bytes.length,
				mediaType: 'application/pdf',
				storedAt: ctx.now()
			});
		const before = queries.findStandingDocument(ctx.db, inspectionId, kind);
		queries.insertDocument(ctx.db, {
			id,
			inspectionId,
			kind,
			issuingBody: frozen.content.head.issuingBody,
			number: frozen.number,
			sign: frozen.content.head.sign,
			year: frozen.year,
			issuedOn: frozen.issuedOn,
			content: frozen.content,
			contentHash: hashBound(frozen.content),
			renderedSha256,
			sealedSha256,
			checkCode,
			issuedBy: actor.id,
			issuedAt: ctx.now(),
			sealedAt: ctx.now()
		});
		if (before) queries.supersedeDocument(ctx.db, before.id, id);
		bumpInspection(ctx.db, inspectionId);
		writeAudit(ctx, {
			action: 'document.issue',
			subjectKind: 'document',
			subjectId: id,
			inspectionId,
			old: before && { superseded: before.id },
			new: { kind, number: frozen.number, issuedOn: frozen.issuedOn, renderedSha256, sealedSha256 }
		});
	});
	return { id, number: frozen.number, checkCode };
}

const issueAction = (kind: PaperKind) =>
	paperSide(kind) === 'office' ? 'document.issue' : 'document.issue_agency';

interface Frozen {
	content: PaperContent;
	number: number;
	year: number;
	issuedOn: string;
	kind: PaperKind;
}

function freeze(ctx: Ctx, inspection: InspectionRow, kind: PaperKind, input: IssueInput): Frozen {
	const record = loadRecord(ctx, inspection);
	delete record.issued[kind];
	const draft = BUILDERS[kind](record);
	const issuedOn = (kind === 'minutes' ? draft.head.issuedOn : null) ?? input.issuedOn ?? dayOf(ctx.now());
	if (!isDay(issuedOn)) throw new ProblemError(problem('date.invalid', { text: issuedOn }, 'issuedOn'));
	const year = Number(issuedOn.slice(0, 4));
	const number = input.number ?? queries.lastDocumentNumber(ctx.db, draft.head.issuingBody, kind, year) + 1;
	if (!Number.isInteger(number) || number < 1)
		throw new ProblemError(problem('input.not_whole', { value: number }, 'number'));
	record.issued[kind] = { number, issuedOn };
	const frozen = { content: BUILDERS[kind](record), number, year, issuedOn, kind };
	requireFreeNumber(ctx, frozen);
	return frozen;
}

function requireFreeNumber(ctx: Ctx, { content, kind, year, number }: Frozen): void {
	if (queries.isDocumentNumberTaken(ctx.db, content.head.issuingBody, kind, year, number))
		throw new ProblemError(problem('number.taken', { number: `${number}/${content.head.sign}` }, 'number'));
}

async function draw(
	ctx: Ctx,
	inspection: InspectionRow,
	content: PaperContent,
	{ checkCode, watermark }: { checkCode?: string; watermark?: string }
): Promise<RenderedPaper> {
	return renderInWorker(content, {
		createdAt: ctx.now(),
		watermark,
		checkCode,
		qrUrl: checkCode && `${ctx.config.origin}/verify/${checkCode}`,
		photos: content.kind === 'minutes' ? listPhotos(ctx, inspection.id) : []
	});
}

/** The seal names whoever holds the certificate, which need not be the body whose paper it is. */
async function seal(ctx: Ctx, drawn: RenderedPaper): Promise<Buffer> {
	const identity = loadSealIdentity(ctx);
	const { commonName, organisation = commonName } = subjectOf(identity.certificate);
	const at = ctx.now();
	const appearance = await sealAppearanceInWorker({ organisation, at });
	const request = { fieldName: 'DauCoQuan', ...drawn.sealPlace, appearance, name: organisation, at };
	return sealInWorker(drawn.pdf, request, identity);
}

/** A draft with its watermark, drawn now. Throws `not_found` before there is anything to draw. */
export async function drawDraft(ctx: Ctx, inspectionId: string, kind: PaperKind): Promise<Buffer> {
	const access = requireReader(ctx, inspectionId);
	const mine = isAgencyRole(access.actor.role) === (paperSide(kind) === 'agency');
	if (!canDraftPaper(kind, access.inspection.state) || (isAgencyRole(access.actor.role) && !mine))
		throw new ProblemError(problem('not_found', {}));
	const record = loadRecord(ctx, access.inspection);
	delete record.issued[kind];
	const { pdf } = await draw(ctx, access.inspection, BUILDERS[kind](record), { watermark: 'BẢN NHÁP' });
	return pdf;
}

/** The sealed bytes of an issued paper for whoever may read it. */
export function readPaper(ctx: Ctx, documentId: string): { row: queries.DocumentRow; pdf: Buffer } {
	const row = queries.findDocument(ctx.db, documentId);
	if (!row) throw new ProblemError(problem('not_found', {}));
	requireReader(ctx, row.inspectionId);
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
}

/** The issued papers of an inspection. The caller has asked for permission. */
export function listPapers(ctx: Ctx, inspectionId: string): PaperView[] {
	return queries.listDocuments(ctx.db, inspectionId).map((row) => ({
		id: row.id,
		kind: row.kind,
		number: row.number,
		sign: row.sign,
		issuedOn: row.issuedOn,
		issuingBody: row.issuingBody,
		checkCode: row.checkCode,
		sealed: row.sealedSha256 !== null,
		superseded: row.supersededBy !== null
	}));
}

/** What the public page may say of a paper found by its check code or by its bytes; never its content. */
export interface PublicPaper {
	kind: PaperKind;
	numberAndSign: string;
	issuedOn: string;
	issuingBody: string;
	subject: string;
	superseded: boolean;
	sealedSha256: string | null;
}

/** Looks a paper up by the code printed on it (case and dashes do not matter); undefined when the register has none. */
export function findByCheckCode(ctx: Pick<Ctx, 'db'>, typed: string): PublicPaper | undefined {
	const letters = typed.toUpperCase().replace(/[^0-9A-Z]/g, '');
	const row = queries.findDocumentByCheckCode(ctx.db, letters.replace(/(.{4})(?=.)/g, '$1-'));
	return row && toPublic(row);
}

/** Looks a paper up by its very bytes. */
export function findByBytes(ctx: Pick<Ctx, 'db'>, bytes: Uint8Array): PublicPaper | undefined {
	const row = queries.findDocumentByFile(ctx.db, createHash('sha256').update(bytes).digest('hex'));
	return row && toPublic(row);
}

function toPublic(row: queries.DocumentRow): PublicPaper {
	return {
		kind: row.kind,
		numberAndSign: `${String(row.number).padStart(2, '0')}/${row.sign}`,
		issuedOn: row.issuedOn,
		issuingBody: row.issuingBody,
		subject: row.content.subject,
		superseded: row.supersededBy !== null,
		sealedSha256: row.sealedSha256
	};
}

function requireReader(ctx: Ctx, inspectionId: string): Access {
	const access = loadAccess(ctx, inspectionId);
	const action = isAgencyRole(access.actor.role) ? 'inspection.read_as_agency' : 'inspection.read';
	if (verdictOn(access, action) !== 'allowed') throw new ProblemError(problem('not_found', {}));
	requireOn(access, 'document.read');
	return access;
}
