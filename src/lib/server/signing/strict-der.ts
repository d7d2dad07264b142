/**
 * Whether bytes are one DER value: every length definite, written in the shortest way, and every value exactly
 * filled by its parts. asn1js reads far more than that, and would let two different files count as one.
 */

const DEEPEST = 40;

interface Header {
	constructed: boolean;
	/** Where the content begins, and where it ends. */
	from: number;
	to: number;
}

function readHeader(bytes: Uint8Array, at: number, end: number): Header | undefined {
	const tag = bytes[at];
	const first = bytes[at + 1];
	// Tag 0 ends values of indefinite length; numbers above 30 take more bytes. None of the structures here has one.
	if (!tag || first === undefined || (tag & 0x1f) === 0x1f) return undefined;
	const constructed = (tag & 0x20) !== 0;
	if (first < 0x80) return { constructed, from: at + 2, to: at + 2 + first };
	const count = first & 0x7f;
	if (count === 0 || count > 4 || at + 2 + count > end) return undefined;
	let length = 0;
	for (let index = 0; index < count; index++) length = length * 256 + bytes[at + 2 + index]!;
	const shortest = length >= 0x80 && bytes[at + 2] !== 0;
	return shortest ? { constructed, from: at + 2 + count, to: at + 2 + count + length } : undefined;
}

function isSequenceOfValues(bytes: Uint8Array, from: number, to: number, depth: number): boolean {
	let at = from;
	while (at < to) {
		const header = readHeader(bytes, at, to);
		if (!header || header.to > to) return false;
		if (header.constructed && !hasParts(bytes, header, depth + 1)) return false;
		at = header.to;
	}
	return true;
}

function hasParts(bytes: Uint8Array, { from, to }: Header, depth: number): boolean {
	return depth <= DEEPEST && isSequenceOfValues(bytes, from, to, depth);
}

/** Where the value at the beginning of some bytes ends; undefined when none begins there or it is cut short. */
export function derEnd(bytes: Uint8Array): number | undefined {
	const end = readHeader(bytes, 0, bytes.length)?.to;
	return end !== undefined && end <= bytes.length ? end : undefined;
}

/** @returns true for exactly one value without anything after it; the content of primitive values is not looked at */
export function isDer(bytes: Uint8Array): boolean {
	const header = readHeader(bytes, 0, bytes.length);
	return header?.to === bytes.length && isSequenceOfValues(bytes, 0, bytes.length, 0);
}
