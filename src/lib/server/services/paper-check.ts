/** The public check of a paper: its signatures, and whether the register knows these very bytes. Needs no account. */
import { problem, ProblemError } from '#lib/domain/problems.ts';
import type { Ctx } from '../context.ts';
import { LARGEST_FILE_MB } from '../signing/in-worker.ts';
import type { Verification } from '../signing/verification.ts';
import { verifyOnline } from '../signing/verify-online.ts';
import { findByBytes, type PublicPaper } from './paper-lookup.ts';
import { trustFor } from './paper-revisions.ts';

const MEGABYTE = 1024 * 1024;
/** Readers find the mark within the first kilobyte (ISO 32000-1, annex H.3.4.1). */
const HEADER_WITHIN = 1024;

export interface PaperCheck {
	verification: Verification;
	/** The paper whose sealed or drawn bytes these are; null when the register has none. */
	registered: PublicPaper | null;
}

/**
 * Checks a file that somebody brought. Throws `file.empty`, `file.too_large`, `file.not_pdf` for what cannot be a paper
 * at all; everything else about the file is in the result.
 */
export async function checkPaper(ctx: Ctx, file: { name: string; bytes: Uint8Array }): Promise<PaperCheck> {
	const { name, bytes } = file;
	if (bytes.length === 0) throw new ProblemError(problem('file.empty', { name }, 'file'));
	if (bytes.length > LARGEST_FILE_MB * MEGABYTE)
		throw new ProblemError(problem('file.too_large', { name, megabytes: LARGEST_FILE_MB }, 'file'));
	if (!Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, HEADER_WITHIN)).includes('%PDF-'))
		throw new ProblemError(problem('file.not_pdf', {}, 'file'));
	const found = findByBytes(ctx, bytes);
	const verification = await verifyOnline(bytes, trustFor(ctx, found?.row));
	return { verification, registered: found?.paper ?? null };
}
