/** What anybody may learn of a paper that they hold: that it is in the register, and whether it still stands. */
import type { PaperKind } from '#lib/domain/papers/paper.ts';
import { createHash } from 'node:crypto';
import type { Ctx } from '../context.ts';
import * as queries from '../db/queries/documents.ts';

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
