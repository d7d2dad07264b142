/** Walks a chain and says of each line that breaks it what happened to it. */
import { CHAIN_START, contentHashOf, linkHashOf, type ChainHead, type StoredLine } from './chain.ts';

/** A line with the hashes that were kept with it. */
export type KeptLine = StoredLine & { previousHash: string | null; hash: string | null };

/**
 * `changed`: content or hashes of this line are others than were written. `removed`: no line bears this number any more.
 * `inserted`: nobody wrote this line. `reordered`: this line stood elsewhere. `cut`: this line and all after it are gone.
 */
export type ChainFaultKind = 'changed' | 'removed' | 'inserted' | 'reordered' | 'cut';

export interface ChainFault {
	kind: ChainFaultKind;
	/** Number of the line. */
	id: number;
}

export interface ChainCheck {
	/** Lines that were read. */
	lines: number;
	head: ChainHead;
	/** In the order of the lines; the first is what was done, later ones may follow from it. */
	faults: ChainFault[];
}

export interface ChainSource {
	/** In the order of their numbers. */
	lines: Iterable<KeptLine>;
	/** Number of the line that bears a hash; asked only where something is wrong. */
	findByHash: (hash: string) => number | undefined;
	/** The highest number that was ever given. */
	lastGiven: number;
}

/** Each reads the whole record: somebody who damaged every line must not make the check endless. */
const MOST_LOOK_UPS = 50;

/** What was read so far: the hashes of the last line and of the one before it. */
interface Walked {
	last: ChainHead;
	hashBefore: string | null;
}

/** Checks every line. Only lines that break the chain are kept, so that a long record needs no memory. */
export function checkChain({ lines, findByHash, lastGiven }: ChainSource): ChainCheck {
	const faults: ChainFault[] = [];
	let walked: Walked = { last: CHAIN_START, hashBefore: null };
	let count = 0;
	const lookUp = (hash: string) => (faults.length < MOST_LOOK_UPS ? findByHash(hash) : undefined);
	for (const line of lines) {
		const fault = faultOf(line, walked, lookUp);
		const known = faults.at(-1);
		if (fault && (fault.kind !== known?.kind || fault.id !== known.id)) faults.push(fault);
		walked = { last: { id: line.id, hash: line.hash ?? '' }, hashBefore: walked.last.hash };
		count += 1;
	}
	if (lastGiven > walked.last.id) faults.push({ kind: 'cut', id: walked.last.id + 1 });
	return { lines: count, head: walked.last, faults };
}

function faultOf(
	line: KeptLine,
	{ last, hashBefore }: Walked,
	findByHash: ChainSource['findByHash']
): ChainFault | null {
	const { id, previousHash } = line;
	if (id !== last.id + 1) return { kind: 'removed', id: last.id + 1 };
	if (line.hash === null) return { kind: 'inserted', id };
	const holds = holdsAs(line, id);
	if (previousHash === last.hash) return holds ? null : { kind: 'changed', id };
	if (previousHash !== null && previousHash === hashBefore) return { kind: 'inserted', id: last.id };
	if (previousHash !== null && findByHash(previousHash) !== undefined) return { kind: 'reordered', id };
	// Renumbered, so that the gap does not show: it still is what it was under its old number.
	if (holdsAs(line, id + 1)) return { kind: 'removed', id };
	// Whole in itself, so it is the line before whose hash was made anew after a change.
	return { kind: 'changed', id: holds && last.id > 0 ? last.id : id };
}

const holdsAs = (line: KeptLine, id: number): boolean =>
	line.hash === linkHashOf(id, line.previousHash ?? '', contentHashOf({ ...line, id }));
