/** The whole record as a file, to be kept and checked elsewhere. */
import { CHAIN_START } from '../audit/chain.ts';
import { writeAudit } from '../audit/audit.ts';
import { recordFileTexts } from '../audit/record-file.ts';
import { inTransaction, type Ctx } from '../context.ts';
import { listRecordHeads } from '../db/queries/documents.ts';
import { readChainHead, readLines } from '../db/queries/record-lines.ts';
import { requireOffice } from './access.ts';

/** How a paper is named beside the head that it bears: «conclusion 05/TB-SNV, 2026-09-12». */
export const paperName = ({
	kind,
	number,
	sign,
	issuedOn
}: Pick<ReturnType<typeof listRecordHeads>[number], 'kind' | 'number' | 'sign' | 'issuedOn'>): string =>
	`${kind} ${String(number).padStart(2, '0')}/${sign}, ${issuedOn}`;

/** The heads that papers bear, named. The callers have asked. */
export const namedHeads = ({ db }: Pick<Ctx, 'db'>, inspectionIds?: readonly string[]) =>
	(inspectionIds === undefined
		? listRecordHeads(db)
		: inspectionIds.flatMap((id) => listRecordHeads(db, id))
	).map((row) => ({ paper: paperName(row), line: row.line, hash: row.hash }));

/**
 * The record up to now, this export included, as texts to write one after another. Throws `permission.denied` for all but
 * those with `audit.read`.
 */
export function exportRecord(ctx: Ctx): Iterable<string> {
	const actor = requireOffice(ctx, 'audit.read');
	inTransaction(ctx, () =>
		writeAudit(ctx, { action: 'record.export', subjectKind: 'record', subjectId: actor.id })
	);
	const head = readChainHead(ctx.db);
	return recordFileTexts({
		start: CHAIN_START,
		head,
		papers: namedHeads(ctx),
		lines: readLines(ctx.db, 0, head.id),
		show: () => 'all'
	});
}
