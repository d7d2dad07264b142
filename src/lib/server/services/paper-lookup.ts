/** What anybody may learn of a paper that they hold: that it is in the register, and whether it still stands. */
import type { PaperKind } from '#lib/domain/papers/paper.ts';
import type { RecordHead } from '#lib/domain/papers/record-head.ts';
import { numberAndSign } from '#lib/domain/papers/wording.ts';
import { createHash } from 'node:crypto';
import { contentHashOf, linkHashOf } from '../audit/chain.ts';
import type { Ctx } from '../context.ts';
import * as queries from '../db/queries/documents.ts';
import { findSignedRevision } from '../db/queries/paper-signatures.ts';
import { findLine } from '../db/queries/record-lines.ts';
import { currentRevision } from './paper-revisions.ts';

/** What the public page may say of a paper found by its check code or by its bytes; never its content. */
export interface PublicPaper {
	kind: PaperKind;
	numberAndSign: string;
	issuedOn: string;
	issuingBody: string;
	subject: string;
	superseded: boolean;
	/** SHA-256 of the newest revision, sealed and signed as far as it is. */
	currentSha256: string;
	/** Digital signatures of persons on that revision. */
	signatures: number;
	/** What was brought is an earlier revision: others have signed since. */
	outdated: boolean;
	/** The paper that stands in its place now, also after several replacements. */
	successor: { numberAndSign: string; issuedOn: string } | null;
	/** The head of the record that is printed on it, and whether the record still has it; null on older papers. */
	record: (RecordHead & { holds: boolean }) | null;
}

/** Looks a paper up by the code printed on it (case and dashes do not matter); undefined when the register has none. */
export function findByCheckCode(ctx: Pick<Ctx, 'db'>, typed: string): PublicPaper | undefined {
	const letters = typed.toUpperCase().replace(/[^0-9A-Z]/g, '');
	const row = queries.findDocumentByCheckCode(ctx.db, letters.replace(/(.{4})(?=.)/g, '$1-'));
	return row && toPublic(ctx, row);
}

/** Looks a paper up by its very bytes, whichever of its revisions they are. */
export function findByBytes(
	ctx: Pick<Ctx, 'db'>,
	bytes: Uint8Array
): { row: queries.DocumentRow; paper: PublicPaper } | undefined {
	const sha256 = createHash('sha256').update(bytes).digest('hex');
	const revision = findSignedRevision(ctx.db, sha256);
	const row = revision
		? queries.findDocument(ctx.db, revision.documentId)
		: queries.findDocumentByFile(ctx.db, sha256);
	return row && { row, paper: toPublic(ctx, row, sha256) };
}

function toPublic(ctx: Pick<Ctx, 'db'>, row: queries.DocumentRow, brought?: string): PublicPaper {
	const standing = standingFor(ctx.db, row);
	const { recordLine: line, recordHash: hash } = row;
	const { sha256: currentSha256, version: signatures } = currentRevision(ctx, row);
	return {
		kind: row.kind,
		numberAndSign: numberAndSign(row.number, row.sign),
		issuedOn: row.issuedOn,
		issuingBody: row.issuingBody,
		subject: row.content.subject,
		superseded: row.supersededBy !== null,
		successor:
			standing === row
				? null
				: { numberAndSign: numberAndSign(standing.number, standing.sign), issuedOn: standing.issuedOn },
		record: line === null || hash === null ? null : { line, hash, holds: holdsHead(ctx, { line, hash }) },
		currentSha256,
		signatures,
		outdated: brought !== undefined && brought !== currentSha256
	};
}

/** A paper is superseded by one issued later, so the way ends. */
function standingFor(db: Ctx['db'], row: queries.DocumentRow): queries.DocumentRow {
	const next = row.supersededBy === null ? undefined : queries.findDocument(db, row.supersededBy);
	return next === undefined ? row : standingFor(db, next);
}

/**
 * The record still has the line that a paper names, with the hash that it names, and the line still is what was hashed. That
 * the lines before it hold is for whoever walks the whole chain (`audit verify`).
 */
export function holdsHead({ db }: Pick<Ctx, 'db'>, { line: id, hash }: RecordHead): boolean {
	const line = findLine(db, id);
	return line?.hash === hash && linkHashOf(id, line.previousHash ?? '', contentHashOf(line)) === hash;
}
