/** The content that both sides see and sign: built from the record, hashed the same on the tablet and here. */
import { problem, ProblemError } from '#lib/domain/problems.ts';
import { boundContent, canonicalJson } from '#lib/domain/papers/canonical.ts';
import { buildSessionMinutes, type SessionMinutes } from '#lib/domain/papers/session-minutes.ts';
import type { PaperContent } from '#lib/domain/papers/paper.ts';
import { createHash } from 'node:crypto';
import type { Ctx } from '../context.ts';
import { findInspection } from '../db/queries/inspections.ts';
import { requireInspection } from './access.ts';
import { loadRecord } from './record.ts';

/** SHA-256 (hex) of what a drawn signature binds: everything but signatures and the number given later. */
export function hashBound(content: PaperContent): string {
	return createHash('sha256')
		.update(canonicalJson(boundContent(content)), 'utf8')
		.digest('hex');
}

/** The minutes as they stand, with the hash that a signature drawn now will carry. */
export function previewMinutes(ctx: Ctx, inspectionId: string): { content: SessionMinutes; hash: string } {
	const { inspection } = requireInspection(ctx, 'inspection.read', inspectionId);
	const content = buildSessionMinutes(loadRecord(ctx, inspection));
	return { content, hash: hashBound(content) };
}

/**
 * Throws `minutes.content_changed` when a drawn signature was made on other content than the one that would now be
 * frozen: whoever signed has to see the change and sign again.
 */
export function requireSignedContent(ctx: Ctx, inspectionId: string): void {
	const record = loadRecord(ctx, findInspection(ctx.db, inspectionId)!);
	const hash = hashBound(buildSessionMinutes(record));
	if (record.drawn.some(({ contentHash }) => contentHash !== hash))
		throw new ProblemError(problem('minutes.content_changed', {}));
}
