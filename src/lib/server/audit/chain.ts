/**
 * The canonical form of a line of the record and how lines are chained. Written down once more, in plain words, in
 * docs/decisions/0019 and, by intent, a second time in `src/cli/verify-record.mjs`, which must work without this project:
 * a spec holds both to the same vectors. A change here makes every earlier record unreadable: a new form gets a new name.
 */
import { hash } from 'node:crypto';

/** A line exactly as the database holds it: JSON columns as their text, NULL as null. */
export interface StoredLine {
	id: number;
	at: number;
	actorId: string | null;
	action: string;
	subjectKind: string;
	subjectId: string;
	inspectionId: string | null;
	old: string | null;
	new: string | null;
	address: string;
	device: string;
	/** 32 hex digits of chance; null on a line of the first form. */
	originSalt: string | null;
}

/** A place in the chain: a line's number and its hash (SHA-256, hex). */
export interface ChainHead {
	id: number;
	hash: string;
}

const FIRST_FORM = 'thuoc-record-1';
const FORM = 'thuoc-record-2';
const ORIGIN = 'thuoc-origin-1';

/** What the first line names as its predecessor. */
export const CHAIN_START: ChainHead = { id: 0, hash: '0'.repeat(64) };

/**
 * SHA-256 (hex) of where a line came from. It goes into the line as a hash, so that the line can be shown and checked
 * without it; the salt is there because addresses are few and could be guessed.
 */
export const originHashOf = ({ originSalt, address, device }: StoredLine): string =>
	hash('sha256', JSON.stringify([ORIGIN, originSalt, address, device]));

/** One text for one line: a JSON array without blanks, the fields in this order, numbers in decimal, NULL as `null`. */
export function lineText(line: StoredLine): string {
	const told = [
		line.id,
		line.at,
		line.actorId,
		line.action,
		line.subjectKind,
		line.subjectId,
		line.inspectionId,
		line.old,
		line.new
	];
	return JSON.stringify(
		line.originSalt === null
			? [FIRST_FORM, ...told, line.address, line.device]
			: [FORM, ...told, originHashOf(line)]
	);
}

/** SHA-256 (hex) of the UTF-8 of a line's text. */
export const contentHashOf = (line: StoredLine): string => hash('sha256', lineText(line));

/**
 * The hash of a line: its number, the hash of the line before and the hash of its content, parted by line feeds. The
 * content goes in as a hash, so that a chain can be checked where some contents are not to be seen.
 */
export const linkHashOf = (id: number, previousHash: string, contentHash: string): string =>
	hash('sha256', `${id}\n${previousHash}\n${contentHash}`);
