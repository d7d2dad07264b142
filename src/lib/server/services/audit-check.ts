/** Does the record still hold? The whole chain, and the head that each issued paper bears. */
import type { PaperKind } from '#lib/domain/papers/paper.ts';
import type { RecordHead } from '#lib/domain/papers/record-head.ts';
import { checkChain, type ChainCheck } from '../audit/check-chain.ts';
import type { Ctx } from '../context.ts';
import { listRecordHeads } from '../db/queries/documents.ts';
import { findLineByHash, lastGivenLine, readLines } from '../db/queries/record-lines.ts';
import { requireOffice } from './access.ts';
import { holdsHead } from './paper-lookup.ts';

export interface PaperHead extends RecordHead {
	kind: PaperKind;
	number: number;
	sign: string;
	issuedOn: string;
}

export interface RecordCheck extends ChainCheck {
	/** How many papers bear a head. */
	papers: number;
	/** Those whose head the record does not have any more. */
	brokenPapers: PaperHead[];
}

/**
 * Walks the whole record. What it cannot see: a record whose every line was made anew, papers' heads in the database
 * included; then only the prints tell (docs/decisions/0019). Throws `permission.denied` for all but those with `audit.read`.
 */
export function checkRecord(ctx: Ctx): RecordCheck {
	requireOffice(ctx, 'audit.read');
	const { db } = ctx;
	const chain = checkChain({
		lines: readLines(db, 0, Number.MAX_SAFE_INTEGER),
		findByHash: (hash) => findLineByHash(db, hash),
		lastGiven: lastGivenLine(db)
	});
	const papers: PaperHead[] = listRecordHeads(db);
	return { ...chain, papers: papers.length, brokenPapers: papers.filter((head) => !holdsHead(ctx, head)) };
}
