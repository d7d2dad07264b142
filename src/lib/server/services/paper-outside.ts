/** What was signed elsewhere comes back: a PDF signed with the office's own tool, or a scan of a print signed by pen. */
import type { SigningSlot } from '#lib/domain/paper-signing.ts';
import { problem, ProblemError } from '#lib/domain/problems.ts';
import type { Ctx } from '../context.ts';
import type { DocumentRow } from '../db/queries/documents.ts';
import { listPaperSignatures } from '../db/queries/paper-signatures.ts';
import { FileStore } from '../evidence/store.ts';
import { LARGEST_FILE_MB, verifyInWorker } from '../signing/in-worker.ts';
import type { SignatureReport, SignerReport, Verification } from '../signing/verification.ts';
import { requireBringer } from './paper-access.ts';
import { withPaperLock } from './paper-lock.ts';
import { currentRevision, revisionsOf, trustFor, type PaperRevision } from './paper-revisions.ts';
import { confirmName, keepSignature, requireOpenSlot } from './paper-signature-writing.ts';
import { certified } from './paper-signing.ts';
import { cleanScan } from './signature-picture.ts';
import { SignatureRefused } from './signature-refused.ts';

export interface Brought {
	name: string;
	bytes: Uint8Array;
}

export interface OutsideInput {
	slot: number;
	file: Brought;
	/** Whoever brings it answers for a certificate whose name is not the printed one. */
	nameConfirmed: boolean;
}

const asBuffer = ({ buffer, byteOffset, byteLength }: Uint8Array): Buffer =>
	Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength);

function requireSize({ name, bytes }: Brought): void {
	if (bytes.length === 0) throw new ProblemError(problem('file.empty', { name }, 'file'));
	if (bytes.length > LARGEST_FILE_MB * 1024 * 1024)
		throw new ProblemError(problem('file.too_large', { name, megabytes: LARGEST_FILE_MB }, 'file'));
}

/**
 * Takes a file back that was signed with another tool: the bytes that were handed out must be its beginning, exactly one
 * signature more must be on it, all of them valid by our verifier (which allows no other addition), made by the person whose
 * block it is. Otherwise nothing changes.
 *
 * Throws `not_found`, `permission.denied`, `signing.not_for_side`, what `requireOpenSlot` says, `file.*`,
 * `signing.not_our_bytes`, `signing.older_revision`, `signing.nothing_added`, `signing.several_added`,
 * `signing.file_refused`, `signing.other_name`, `signing.name_blank`.
 */
export async function takeSignedPaper(
	ctx: Ctx,
	documentId: string,
	{ slot: wanted, ...brought }: OutsideInput
): Promise<{ signerName: string }> {
	const { row, slot } = requireBringer(ctx, documentId, wanted);
	return takeSignedOn(ctx, { row, slot: slot! }, brought);
}

/** The one way in for every file that was signed elsewhere. The callers have asked; throws the rest of the above. */
export async function takeSignedOn(
	ctx: Ctx,
	{ row, slot }: { row: DocumentRow; slot: SigningSlot },
	{ file, nameConfirmed }: Omit<OutsideInput, 'slot'>
): Promise<{ signerName: string }> {
	return withPaperLock(row.id, async () => {
		const current = requireOpenSlot(ctx, row.id, slot);
		requireSize(file);
		requireBeginning(ctx, row, current, asBuffer(file.bytes));
		const report = requireOneMore(
			await verifyInWorker(file.bytes, trustFor(ctx, row)),
			signedBy(row, current)
		);
		const signer = report.signer;
		const confirmed = confirmName(signer.commonName, slot, nameConfirmed);
		const kept = { way: 'outside', slot: slot.slot, role: slot.role, baseSha256: current.sha256 } as const;
		const told = { claimedAt: report.claimedAt ?? null, stamp: null, nameConfirmed: confirmed };
		keepSignature(
			ctx,
			row,
			{ bytes: file.bytes, mediaType: 'application/pdf' },
			{ ...kept, ...certified(signer, report), ...told },
			() => void requireOpenSlot(ctx, row.id, slot, current.version)
		);
		return { signerName: signer.commonName };
	});
}

const begins = (file: Buffer, beginning: Buffer): boolean =>
	file.length >= beginning.length && file.subarray(0, beginning.length).equals(beginning);

/** The file continues the newest revision. An older one that it continues is told apart: signed on in vain. */
function requireBeginning(ctx: Ctx, row: DocumentRow, current: PaperRevision, file: Buffer): void {
	const store = new FileStore(ctx.config.dataDir);
	const newest = store.get(current.sha256);
	if (begins(file, newest)) {
		if (file.length === newest.length) throw new ProblemError(problem('signing.nothing_added', {}, 'file'));
		return;
	}
	const older = revisionsOf(row, listPaperSignatures(ctx.db, row.id)).slice(0, -1);
	const continuesOlder = older.some(({ sha256 }) => begins(file, store.get(sha256)));
	throw new ProblemError(
		problem(continuesOlder ? 'signing.older_revision' : 'signing.not_our_bytes', {}, 'file')
	);
}

/** Signatures on a revision, the seal among them. */
const signedBy = ({ sealedSha256 }: DocumentRow, { version }: PaperRevision): number =>
	version + (sealedSha256 === null ? 0 : 1);

/** The one signature beyond those that were there. Time stamps over the whole may stand beside it. */
function requireOneMore(
	{ valid, faults, signatures }: Verification,
	before: number
): SignatureReport & { signer: SignerReport } {
	const persons = signatures.filter(({ kind }) => kind === 'signature');
	const added = persons.length - before;
	if (added > 1) throw new ProblemError(problem('signing.several_added', { count: added }, 'file'));
	if (!valid) {
		const [first] = [...faults, ...signatures.toReversed().flatMap((signature) => signature.faults)];
		throw new SignatureRefused('signing.file_refused', first!);
	}
	const report = persons.at(-1);
	if (added < 1 || !report?.signer) throw new ProblemError(problem('signing.nothing_added', {}, 'file'));
	return { ...report, signer: report.signer };
}

/**
 * Keeps a scan of a print that was signed by pen, beside the digital file, which stays as it is. It is a picture and never
 * counts as a digital signature. PDF or JPEG, told by content. Throws `not_found`, `permission.denied`,
 * `signing.not_for_side`, `document.superseded`, `file.*`.
 */
export async function takeScan(ctx: Ctx, documentId: string, file: Brought): Promise<void> {
	const { row } = requireBringer(ctx, documentId, null);
	if (row.supersededBy !== null) throw new ProblemError(problem('document.superseded', {}));
	requireSize(file);
	const scan = await cleanScan(file);
	const none = {
		slot: null,
		role: null,
		signerName: null,
		organisation: null,
		issuer: null,
		serialNumber: null,
		validFrom: null,
		validTo: null,
		level: null,
		claimedAt: null,
		stampedAt: null,
		stamp: null,
		nameConfirmed: false
	};
	const baseSha256 = currentRevision(ctx, row).sha256;
	keepSignature(ctx, row, scan, { way: 'scan', baseSha256, ...none }, () => {});
}
