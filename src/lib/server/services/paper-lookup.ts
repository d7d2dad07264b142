/** What anybody may learn of a paper that they hold: that it is in the register, and whether it still stands. */
import type { PaperKind } from '#lib/domain/papers/paper.ts';
import { numberAndSign } from '#lib/domain/papers/wording.ts';
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
	/** The paper that stands in its place now, also after several replacements. */
	successor: { numberAndSign: string; issuedOn: string } | null;
	sealedSha256: string | null;
}

/** Looks a paper up by the code printed on it (case and dashes do not matter); undefined when the register has none. */
export function findByCheckCode(ctx: Pick<Ctx, 'db'>, typed: string): PublicPaper | undefined {
	const letters = typed.toUpperCase().replace(/[^0-9A-Z]/g, '');
	const row = queries.findDocumentByCheckCode(ctx.db, letters.replace(/(.{4})(?=.)/g, '$1-'));
	return row && toPublic(ctx, row);
}

/** Looks a paper up by its very bytes. */
export function findByBytes(ctx: Pick<Ctx, 'db'>, bytes: Uint8Array): PublicPaper | undefined {
	const row = queries.findDocumentByFile(ctx.db, createHash('sha256').update(bytes).digest('hex'));
	return row && toPublic(ctx, row);
}

function toPublic({ db }: Pick<Ctx, 'db'>, row: queries.DocumentRow): PublicPaper {
	const standing = standingFor(db, row);
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
		sealedSha256: row.sealedSha256
	};
}

/** A paper is superseded by one issued later, so the way ends. */
function standingFor(db: Ctx['db'], row: queries.DocumentRow): queries.DocumentRow {
	const next = row.supersededBy === null ? undefined : queries.findDocument(db, row.supersededBy);
	return next === undefined ? row : standingFor(db, next);
}
