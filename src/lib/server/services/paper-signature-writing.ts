/** What stands in the way of a signature, and the short transaction that keeps one. Its callers have asked. */
import { isSamePerson, maySignForBody, type SigningSlot } from '#lib/domain/paper-signing.ts';
import { problem, ProblemError } from '#lib/domain/problems.ts';
import { writeAudit } from '../audit/audit.ts';
import { inTransaction, type Ctx } from '../context.ts';
import { findDocument, insertFile, type DocumentRow } from '../db/queries/documents.ts';
import {
	insertPaperSignature,
	listPaperSignatures,
	type PaperSignatureRow
} from '../db/queries/paper-signatures.ts';
import { FileStore } from '../evidence/store.ts';
import { requireVersion } from './access.ts';
import { revisionsOf, type PaperRevision } from './paper-revisions.ts';

/**
 * The newest revision, if this block may still be signed on it. Throws `document.superseded`, `signing.slot_taken`,
 * `signing.persons_first` for the body's own before its people's, `version.stale` when somebody else signed since `version` was looked at.
 */
export function requireOpenSlot(
	ctx: Ctx,
	documentId: string,
	{ slot, role }: SigningSlot,
	version?: number
): PaperRevision {
	const row = findDocument(ctx.db, documentId)!;
	if (row.supersededBy !== null) throw new ProblemError(problem('document.superseded', {}));
	const signatures = listPaperSignatures(ctx.db, documentId);
	if (signatures.some((signature) => signature.slot === slot))
		throw new ProblemError(problem('signing.slot_taken', {}));
	if (role === 'organisation' && !maySignForBody(row.content, signatures))
		throw new ProblemError(problem('signing.persons_first', {}));
	const current = revisionsOf(row, signatures).at(-1)!;
	if (version !== undefined) requireVersion(current.version, version);
	return current;
}

/**
 * Whether the certificate's name is the printed one. True where somebody had to answer for another name or for a blank; without that
 * it throws `signing.other_name` or `signing.name_blank`.
 */
export function confirmName(certified: string, { name }: SigningSlot, isConfirmed: boolean): boolean {
	if (isSamePerson(certified, name)) return false;
	if (isConfirmed) return true;
	throw new ProblemError(
		name.trim() === ''
			? problem('signing.name_blank', { certified }, 'nameConfirmed')
			: problem('signing.other_name', { certified, printed: name }, 'nameConfirmed')
	);
}

export type NewSignature = Omit<
	PaperSignatureRow,
	'id' | 'documentId' | 'position' | 'fileSha256' | 'addedBy' | 'addedAt'
>;

/**
 * Keeps the bytes, then in one transaction the signature and the record's line; `check` looks again inside it. Nothing is
 * kept of it when somebody else was quicker.
 */
export function keepSignature(
	ctx: Ctx,
	row: DocumentRow,
	file: { bytes: Uint8Array; mediaType: string },
	signature: NewSignature,
	check: () => void
): void {
	const sha256 = new FileStore(ctx.config.dataDir).put(file.bytes);
	inTransaction(ctx, () => {
		check();
		insertFile(ctx.db, { sha256, size: file.bytes.length, mediaType: file.mediaType, storedAt: ctx.now() });
		const position = listPaperSignatures(ctx.db, row.id).length + 1;
		const added = { addedBy: ctx.actor!.id, addedAt: ctx.now() };
		insertPaperSignature(ctx.db, {
			...signature,
			...added,
			id: ctx.newId(),
			documentId: row.id,
			position,
			fileSha256: sha256
		});
		writeAudit(ctx, {
			action: signature.way === 'scan' ? 'document.scan' : 'document.sign',
			subjectKind: 'document',
			subjectId: row.id,
			inspectionId: row.inspectionId,
			new: { position, ...signature, fileSha256: sha256 }
		});
	});
}
