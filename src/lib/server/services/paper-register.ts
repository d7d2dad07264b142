/** The register of issued papers: every number of every body, those that were left out among them. */
import {
	filterEntries,
	listEntries,
	type RegisterEntry,
	type RegisterFilter,
	type RegisteredPaper
} from '#lib/domain/papers/paper-register.ts';
import { gapsOf } from '#lib/domain/papers/register-order.ts';
import { signingStateOf, slotsOf, type SigningState } from '#lib/domain/paper-signing.ts';
import { buildRegisterWorkbook } from '#lib/domain/papers/register-workbook.ts';
import { dayOf } from '#lib/domain/calendar.ts';
import { canOffice } from '#lib/domain/permissions.ts';
import { problem, ProblemError } from '#lib/domain/problems.ts';
import { writeAudit } from '../audit/audit.ts';
import { inTransaction, type Ctx } from '../context.ts';
import * as numbers from '../db/queries/paper-numbers.ts';
import { listSignaturesOf } from '../db/queries/paper-signatures.ts';
import { listDocumentRegister, listPaperEnds, type DocumentRegisterRow } from '../db/queries/registers.ts';
import { writeSheets } from '../sheets/in-worker.ts';
import { requireOffice } from './access.ts';
import { remembered } from './remembered.ts';

export type PaperRow = DocumentRegisterRow & RegisteredPaper;

/** All issued papers, the newest first, each with what it replaced and what replaced it. */
export function listRegisteredPapers(ctx: Ctx): PaperRow[] {
	requireOffice(ctx, 'campaign.read');
	return remembered(ctx, 'documents', () => {
		const rows = listDocumentRegister(ctx.db);
		const byId = new Map(rows.map((row) => [row.id, row]));
		const replaced = new Map(
			rows.flatMap((row) => (row.supersededBy === null ? [] : [[row.supersededBy, row]]))
		);
		return rows.map((row) => ({
			...row,
			successor: namedOf(byId.get(row.supersededBy ?? '')),
			predecessor: namedOf(replaced.get(row.id))
		}));
	});
}

const namedOf = (row: DocumentRegisterRow | undefined): RegisteredPaper['successor'] =>
	row === undefined
		? null
		: { id: row.id, number: row.number, sign: row.sign, issuedOn: row.issuedOn, checkCode: row.checkCode };

export interface RegisterPage {
	/** What the filter lets through: papers and left-out numbers, the newest first. */
	entries: RegisterEntry<PaperRow>[];
	/** What there is to choose from. */
	bodies: string[];
	years: number[];
	total: number;
	/** The one who looks may note why a number was left out. */
	mayNote: boolean;
}

export function readPaperRegister(ctx: Ctx, filter: RegisterFilter): RegisterPage {
	const actor = requireOffice(ctx, 'campaign.read');
	const papers = listRegisteredPapers(ctx);
	const all = remembered(ctx, 'register entries', () => listAll(ctx, papers));
	return {
		entries: filterEntries(all, filter),
		...remembered(ctx, 'register choices', () => ({
			bodies: [...new Set(papers.map(({ issuingBody }) => issuingBody))].sort((a, b) =>
				a.localeCompare(b, 'vi')
			),
			years: [...new Set(papers.map(({ year }) => year))].sort((a, b) => b - a)
		})),
		total: all.length,
		mayNote: canOffice(actor, 'register.keep')
	};
}

/** What each of these papers may be called by the signatures on it. */
export function readSigningStates(ctx: Ctx, ids: readonly string[]): Record<string, SigningState> {
	requireOffice(ctx, 'campaign.read');
	return remembered(ctx, `signing states ${ids.join(' ')}`, () => {
		const made = Map.groupBy(listSignaturesOf(ctx.db, ids), ({ documentId }) => documentId);
		return Object.fromEntries(
			listPaperEnds(ctx.db, ids).map((paper) => [
				paper.id,
				signingStateOf(slotsOf(paper), made.get(paper.id) ?? [])
			])
		);
	});
}

function listAll(ctx: Ctx, papers: readonly PaperRow[]): RegisterEntry<PaperRow>[] {
	const keyOf = ({ issuingBody, register, year }: numbers.RegisterKey) =>
		`${year} ${register} ${issuingBody}`;
	const notes = Map.groupBy(numbers.listLeftOutNumbers(ctx.db), keyOf);
	const registers = [...Map.groupBy(papers, keyOf)].map(([key, own]) => ({
		key: own[0]!,
		gaps: gapsOf(
			own.map(({ number }) => number),
			notes.get(key) ?? []
		)
	}));
	return listEntries(papers, registers);
}

export interface LeftOutInput extends numbers.RegisterKey {
	first: number;
	last: number;
	reason: string;
}

/**
 * Notes why numbers were left out: a gap, a part of one, or a noted one whose reason is put into other words (what it was
 * stays in the record). They are not given any more. Problems `input.required`, `number.no_gap`.
 */
export function noteLeftOut(ctx: Ctx, input: LeftOutInput): void {
	requireOffice(ctx, 'register.keep');
	const { first, last, issuingBody, register, year } = input;
	const reason = input.reason.trim();
	if (reason === '') throw new ProblemError(problem('input.required', { field: 'reason' }, 'reason'));
	const key = { issuingBody, register, year };
	inTransaction(ctx, () => {
		const noted = numbers.listLeftOutWithin(ctx.db, key, first, last);
		const [same] = noted;
		const isSame = noted.length === 1 && same!.first === first && same!.last === last;
		const isGap =
			noted.length === 0 &&
			first >= 1 &&
			first <= last &&
			last < numbers.lastPaperNumber(ctx.db, key) &&
			numbers.listGivenNumbers(ctx.db, key, first, last).length === 0;
		if (!isSame && !isGap) throw new ProblemError(problem('number.no_gap', { first, last }));
		const by = { reason, notedBy: ctx.actor!.id, notedAt: ctx.now() };
		const id = isSame ? same!.id : ctx.newId();
		if (isSame) numbers.rewordLeftOut(ctx.db, id, by);
		else numbers.insertLeftOut(ctx.db, { id, ...key, first, last, ...by });
		writeAudit(ctx, {
			action: 'register.leave_out',
			subjectKind: 'register',
			subjectId: id,
			old: isSame ? { reason: same!.reason } : undefined,
			new: { ...key, first, last, reason }
		});
	});
}

/** What the filter lets through as the sheet «Sổ đăng ký văn bản đi». */
export async function makeRegisterWorkbook(
	ctx: Ctx,
	filter: RegisterFilter
): Promise<{ bytes: Uint8Array; fileName: string }> {
	const { entries } = readPaperRegister(ctx, filter);
	const ends = new Map(listPaperEnds(ctx.db).map((row) => [row.id, row]));
	const sheets = buildRegisterWorkbook(entries, (id) => ends.get(id)!, filter, ctx.now());
	return { bytes: await writeSheets(sheets), fileName: `so-van-ban-di-${dayOf(ctx.now())}.xlsx` };
}
