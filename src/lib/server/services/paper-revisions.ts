/** Which bytes of an issued paper are the newest: its seal first, then a revision for each digital signature. */
import { signingStateOf, slotsOf, type SigningState } from '#lib/domain/paper-signing.ts';
import type { Ctx } from '../context.ts';
import type { DocumentRow } from '../db/queries/documents.ts';
import { listPaperSignatures, type PaperSignatureRow } from '../db/queries/paper-signatures.ts';

export interface PaperRevision {
	sha256: string;
	/** Digital signatures on it, the seal not counted: the version that a signer looked at. */
	version: number;
}

const isDigital = ({ way }: PaperSignatureRow): boolean => way !== 'scan';

/** Every revision, the oldest (sealed, nobody's signature yet) first. */
export function revisionsOf(
	row: Pick<DocumentRow, 'renderedSha256' | 'sealedSha256'>,
	signatures: readonly PaperSignatureRow[]
): PaperRevision[] {
	const files = signatures.filter(isDigital).map(({ fileSha256 }) => fileSha256);
	return [row.sealedSha256 ?? row.renderedSha256, ...files].map((sha256, version) => ({ sha256, version }));
}

/** The newest revision. The callers have asked for permission. */
export const currentRevision = (ctx: Pick<Ctx, 'db'>, row: DocumentRow): PaperRevision =>
	revisionsOf(row, listPaperSignatures(ctx.db, row.id)).at(-1)!;

/** What an issued paper may be called by the signatures it bears. */
export const stateOfPaper = (
	row: Pick<DocumentRow, 'content'>,
	signatures: readonly PaperSignatureRow[]
): SigningState => signingStateOf(slotsOf(row.content), signatures);
