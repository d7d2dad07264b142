/** Criteria sets: a file comes in as a draft, is looked at, published (frozen from then on), and one day retired. */
import { createHash } from 'node:crypto';
import type { AuditAction } from '#lib/domain/audit-action.ts';
import { importSets } from '#lib/domain/criteria-import.ts';
import type { CriteriaSet } from '#lib/domain/criteria.ts';
import { canOffice } from '#lib/domain/permissions.ts';
import { problem, ProblemError, type Problem } from '#lib/domain/problems.ts';
import shippedSets from '../demo/data/criteria.json' with { type: 'json' };
import { writeAudit } from '../audit/audit.ts';
import { inTransaction, type Ctx } from '../context.ts';
import {
	deleteDraftSet,
	findCriteriaSet,
	findSetVersion,
	insertCriteriaSet,
	isSetInUse,
	listCriteriaSets as listRows,
	updateCriteriaSet,
	type CriteriaSetRow,
	type CriteriaSetSummary
} from '../db/queries/criteria.ts';
import { requireOffice, requireVersion } from './access.ts';

export const SET_MEGABYTES = 5;
const MEGABYTE = 1024 ** 2;

/** What a file holds, and all that is wrong with it, each fault with its place. */
export interface SetReport {
	sets: CriteriaSet[];
	problems: Problem[];
}

/** The two sets that come with the product, as a file to begin with: taken in as it is, or changed first. */
export function makeCriteriaTemplate(ctx: Ctx): Uint8Array {
	requireOffice(ctx, 'criteria.manage');
	return new TextEncoder().encode(`${JSON.stringify(shippedSets, null, '\t')}\n`);
}

/** All sets, newest first; drafts only for those who manage them. */
export function listCriteriaSets(ctx: Ctx): CriteriaSetSummary[] {
	const actor = requireOffice(ctx, 'criteria.read');
	const seesDrafts = canOffice(actor, 'criteria.manage');
	return listRows(ctx.db).filter(({ status }) => seesDrafts || status !== 'draft');
}

/** One set with its content. Drafts are seen only by those who manage them. Problem `not_found`. */
export function getCriteriaSet(ctx: Ctx, id: string): CriteriaSetRow & { inUse: boolean } {
	requireOffice(ctx, 'criteria.read');
	const row = findCriteriaSet(ctx.db, id);
	if (!row) throw new ProblemError(problem('not_found', {}));
	if (row.status === 'draft') requireOffice(ctx, 'criteria.manage');
	return { ...row, inUse: isSetInUse(ctx.db, id) };
}

/** Reads and checks a file without writing anything. Problems `file.*`, `set.bad_syntax`. */
export function checkCriteriaFile(ctx: Ctx, file: { name: string; bytes: Uint8Array }): SetReport {
	requireOffice(ctx, 'criteria.manage');
	if (file.bytes.length === 0) throw new ProblemError(problem('file.empty', { name: file.name }, 'file'));
	if (file.bytes.length > SET_MEGABYTES * MEGABYTE)
		throw new ProblemError(problem('file.too_large', { name: file.name, megabytes: SET_MEGABYTES }, 'file'));
	const { sets, problems } = importSets(parseJson(file));
	const taken = sets.flatMap(({ code, version }) =>
		findSetVersion(ctx.db, code, version) ? [problem('set.version_exists', { code, version }, code)] : []
	);
	return { sets, problems: [...problems, ...taken] };
}

/** Takes every set of the file as a draft, or nothing when there is a fault; returns the ids of the drafts. */
export function importCriteriaFile(
	ctx: Ctx,
	file: { name: string; bytes: Uint8Array }
): SetReport & { ids: string[] } {
	const report = checkCriteriaFile(ctx, file);
	if (report.problems.length > 0) return { ...report, ids: [] };
	return {
		...report,
		ids: inTransaction(ctx, () => report.sets.map((set) => insertDraft(ctx, set, file.name)))
	};
}

/** From here on the content never changes. Problems `not_found`, `version.stale`, `set.published_frozen`. */
export function publishCriteriaSet(ctx: Ctx, id: string, version: number): void {
	requireOffice(ctx, 'criteria.manage');
	inTransaction(ctx, () => {
		const row = load(ctx, id, version);
		if (row.status !== 'draft') throw new ProblemError(problem('set.published_frozen', { code: row.code }));
		updateCriteriaSet(ctx.db, id, version, { status: 'published', publishedAt: ctx.now() });
		audit(ctx, 'criteria_set.publish', row, { status: 'published', contentHash: row.contentHash });
	});
}

/** No new inspection uses it; those that do go on. Problems `not_found`, `version.stale`, `set.not_published`. */
export function retireCriteriaSet(ctx: Ctx, id: string, version: number): void {
	requireOffice(ctx, 'criteria.manage');
	inTransaction(ctx, () => {
		const row = load(ctx, id, version);
		if (row.status !== 'published') throw new ProblemError(problem('set.not_published', { code: row.code }));
		updateCriteriaSet(ctx.db, id, version, { status: 'retired', retiredAt: ctx.now() });
		audit(ctx, 'criteria_set.retire', row, { status: 'retired' });
	});
}

/** Problems `not_found`, `version.stale`, `set.published_frozen`, `set.in_use`. */
export function deleteCriteriaDraft(ctx: Ctx, id: string, version: number): void {
	requireOffice(ctx, 'criteria.manage');
	inTransaction(ctx, () => {
		const row = load(ctx, id, version);
		if (row.status !== 'draft') throw new ProblemError(problem('set.published_frozen', { code: row.code }));
		if (isSetInUse(ctx.db, id)) throw new ProblemError(problem('set.in_use', { code: row.code }));
		deleteDraftSet(ctx.db, id);
		audit(ctx, 'criteria_set.delete_draft', row, null);
	});
}

/** SHA-256 of a set's content as it is stored. */
export const hashSet = (set: CriteriaSet): string =>
	createHash('sha256').update(JSON.stringify(set)).digest('hex');

function insertDraft(ctx: Ctx, set: CriteriaSet, fileName: string): string {
	const id = ctx.newId();
	const { code, version: setVersion, title, level, year } = set;
	const row = {
		id,
		code,
		setVersion,
		title,
		level,
		year,
		status: 'draft' as const,
		contentHash: hashSet(set)
	};
	insertCriteriaSet(ctx.db, { ...row, content: set, createdAt: ctx.now() });
	writeAudit(ctx, {
		action: 'criteria_set.import',
		subjectKind: 'criteria_set',
		subjectId: id,
		new: { ...row, fileName }
	});
	return id;
}

function load(ctx: Ctx, id: string, version: number): CriteriaSetRow {
	const row = findCriteriaSet(ctx.db, id);
	if (!row) throw new ProblemError(problem('not_found', {}));
	requireVersion(row.version, version);
	return row;
}

/** JSON in UTF-8, with or without the mark that some editors put before it. */
function parseJson({ name, bytes }: { name: string; bytes: Uint8Array }): unknown {
	const text = decodeText(bytes);
	if (text === null) throw new ProblemError(problem('file.kind_not_allowed', { name }, 'file'));
	try {
		return JSON.parse(text);
	} catch (thrown) {
		throw new ProblemError(problem('set.bad_syntax', placeOfFault(text, String(thrown)), 'file'));
	}
}

function decodeText(bytes: Uint8Array): string | null {
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		return null;
	}
}

/** The reader tells the position in an English sentence, or not at all when the text ends too early. */
function placeOfFault(text: string, said: string): { line: number; column: number } {
	const position = /position (\d+)/.exec(said)?.[1];
	const endsEarly = said.includes('end of JSON');
	const before = text.slice(0, position ? Number(position) : endsEarly ? text.length : 0).split('\n');
	return { line: before.length, column: before.at(-1)!.length + 1 };
}

function audit(ctx: Ctx, action: AuditAction, row: CriteriaSetRow, now: unknown): void {
	const { id, code, setVersion, status } = row;
	writeAudit(ctx, {
		action,
		subjectKind: 'criteria_set',
		subjectId: id,
		old: { code, setVersion, status },
		new: now
	});
}
