/** Which bytes of an issued paper are the newest: its seal first, then a revision for each digital signature. */
import { signingStateOf, slotsOf, type SigningState } from '#lib/domain/paper-signing.ts';
import type { Ctx } from '../context.ts';
import { findFile, type DocumentRow } from '../db/queries/documents.ts';
import { listPaperSignatures, type PaperSignatureRow } from '../db/queries/paper-signatures.ts';
import type { KeptBytes, Trust } from '../signing/chain.ts';
import { loadTrust } from './seal.ts';

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

/**
 * Since when the register holds each revision. A certificate may end, and a signature that was good when it came stays good:
 * the register is the witness that it was there before.
 */
function keptRevisions(ctx: Pick<Ctx, 'db'>, row: DocumentRow): KeptBytes[] {
	const signatures = listPaperSignatures(ctx.db, row.id).filter(isDigital);
	const kept = [
		{ sha256: row.sealedSha256, at: row.sealedAt },
		...signatures.map(({ fileSha256: sha256, addedAt: at }) => ({ sha256, at }))
	];
	return kept.flatMap(({ sha256, at }) => {
		const file = sha256 === null ? undefined : findFile(ctx.db, sha256);
		return file && at !== null ? [{ sha256: file.sha256, size: file.size, at }] : [];
	});
}

/** Whom this installation believes about a file: of one that the register knows, also that it was there before. */
export const trustFor = (ctx: Ctx, row: DocumentRow | undefined): Trust => ({
	...loadTrust(ctx),
	kept: row ? keptRevisions(ctx, row) : []
});

/** What an issued paper may be called by the signatures it bears. */
export const stateOfPaper = (
	row: Pick<DocumentRow, 'content'>,
	signatures: readonly PaperSignatureRow[]
): SigningState => signingStateOf(slotsOf(row.content), signatures);
