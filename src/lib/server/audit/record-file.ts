/**
 * The record as a file that is read without this project (`src/cli/verify-record.mjs`, docs/decisions/0019): JSON Lines. The
 * first line says where the chain begins and ends and which papers bear its heads; then a line of the record each. JSON
 * columns stay the very text that was hashed.
 */
import type { RecordHead } from '#lib/domain/papers/record-head.ts';
import { contentHashOf, originHashOf, type ChainHead } from './chain.ts';
import type { KeptLine } from './check-chain.ts';

export interface RecordFile {
	/** Where the file begins in the chain: the line before its first. */
	start: ChainHead;
	head: ChainHead;
	/** Heads that papers bear, named as the paper is. */
	papers: (RecordHead & { paper: string })[];
	lines: Iterable<KeptLine>;
	/** How much of a line is written. */
	show: (line: KeptLine) => LineShown;
}

/** All of it; all but where it came from (address, device); only the hash of its content. */
export type LineShown = 'all' | 'told' | 'hash';

export const RECORD_FORMAT = 'thuoc-record-2';

/** The file, a text with its line end each. */
export function* recordFileTexts({ start, head, papers, lines, show }: RecordFile): Generator<string> {
	yield `${JSON.stringify({ format: RECORD_FORMAT, start, head, papers })}\n`;
	for (const line of lines) yield `${JSON.stringify(shown(line, show(line)))}\n`;
}

function shown(line: KeptLine, how: LineShown): object {
	if (how === 'all') return opened(line);
	/* In the first form where a line came from was part of its content. */
	return how === 'told' && line.originSalt !== null ? told(line) : closed(line);
}

const closed = (line: KeptLine) => ({
	id: line.id,
	previousHash: line.previousHash,
	hash: line.hash,
	contentHash: contentHashOf(line)
});

/** Field by field, so that a column that is added later changes no file. */
const toldFields = (line: KeptLine) => ({
	id: line.id,
	previousHash: line.previousHash,
	hash: line.hash,
	at: line.at,
	actorId: line.actorId,
	action: line.action,
	subjectKind: line.subjectKind,
	subjectId: line.subjectId,
	inspectionId: line.inspectionId,
	old: line.old,
	new: line.new
});

const told = (line: KeptLine) => ({ ...toldFields(line), originHash: originHashOf(line) });

const opened = (line: KeptLine) => ({
	...toldFields(line),
	address: line.address,
	device: line.device,
	originSalt: line.originSalt
});
