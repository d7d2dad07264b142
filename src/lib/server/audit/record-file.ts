/**
 * The record as a file that is read without this project (`src/cli/verify-record.mjs`, docs/decisions/0019): JSON Lines. The
 * first line says where the chain begins and ends and which papers bear its heads; then a line of the record each. JSON
 * columns stay the very text that was hashed.
 */
import type { RecordHead } from '#lib/domain/papers/record-head.ts';
import { contentHashOf, type ChainHead } from './chain.ts';
import type { KeptLine } from './check-chain.ts';

export interface RecordFile {
	/** Where the file begins in the chain: the line before its first. */
	start: ChainHead;
	head: ChainHead;
	/** Heads that papers bear, named as the paper is. */
	papers: (RecordHead & { paper: string })[];
	lines: Iterable<KeptLine>;
	/** Whether a line's content may be seen; of the others only the hash of the content is written. */
	isOpen: (line: KeptLine) => boolean;
}

export const RECORD_FORMAT = 'thuoc-record-1';

/** The file, a text with its line end each. */
export function* recordFileTexts({ start, head, papers, lines, isOpen }: RecordFile): Generator<string> {
	yield `${JSON.stringify({ format: RECORD_FORMAT, start, head, papers })}\n`;
	for (const line of lines) yield `${JSON.stringify(isOpen(line) ? opened(line) : closed(line))}\n`;
}

/**
 * What the lines of some inspections tell, without the addresses and devices of those who did it, which are for the
 * administrator alone (docs/decisions/0019). `without`: acts that are not told. JSON Lines; old and new as JSON.
 */
export function* recordAccount(
	lines: Iterable<KeptLine>,
	inspectionIds: ReadonlySet<string>,
	without: readonly string[]
): Generator<string> {
	for (const line of lines) {
		const { inspectionId, action } = line;
		if (inspectionId === null || !inspectionIds.has(inspectionId) || without.includes(action)) continue;
		const { address: _, device: __, previousHash: ___, hash: ____, ...told } = opened(line);
		yield `${JSON.stringify(told)}\n`;
	}
}

const closed = (line: KeptLine) => ({
	id: line.id,
	previousHash: line.previousHash,
	hash: line.hash,
	contentHash: contentHashOf(line)
});

/** Field by field, so that a column that is added later changes no file. */
const opened = (line: KeptLine) => ({
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
	new: line.new,
	address: line.address,
	device: line.device
});
