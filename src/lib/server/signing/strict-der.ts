/**
 * Reads one ASN.1 value and gives it back as DER. A signature should be DER; signers built on NSS (poppler,
 * LibreOffice) leave some lengths open instead («indefinite», closed by two zeros), which says the same. Nothing
 * else is let through: asn1js reads far more, and would let two different files count as one.
 */

const DEEPEST = 40;

const INDEFINITE = 0x80;

interface Value {
	der: Buffer;
	/** First byte after the value as it was written. */
	end: number;
}

interface Header {
	tag: number;
	/** Where the content begins. */
	from: number;
	/** Where it ends; undefined when two zeros end it. */
	to: number | undefined;
}

const isConstructed = (tag: number): boolean => (tag & 0x20) !== 0;

function readHeader(bytes: Uint8Array, at: number, limit: number): Header | undefined {
	const [tag, first] = [bytes[at], bytes[at + 1]];
	// Tag 0 is the end mark; numbers above 30 take more bytes. None of the structures here has one.
	if (!tag || (tag & 0x1f) === 0x1f || first === undefined || at + 2 > limit) return undefined;
	if (first === INDEFINITE) return isConstructed(tag) ? { tag, from: at + 2, to: undefined } : undefined;
	if (first < 0x80) return { tag, from: at + 2, to: at + 2 + first };
	const count = first & 0x7f;
	const from = at + 2 + count;
	if (count > 4 || from > limit) return undefined;
	let length = 0;
	for (let index = 0; index < count; index++) length = length * 256 + bytes[at + 2 + index]!;
	const shortest = length >= 0x80 && bytes[at + 2] !== 0;
	return shortest ? { tag, from, to: from + length } : undefined;
}

function encodeLength(length: number): Buffer {
	if (length < 0x80) return Buffer.from([length]);
	const bytes: number[] = [];
	for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
	return Buffer.from([0x80 | bytes.length, ...bytes]);
}

/** The parts of a constructed value, up to its end or its end mark. */
function readParts(bytes: Uint8Array, header: Header, limit: number, depth: number): Value | undefined {
	const parts: Buffer[] = [];
	const end = header.to ?? limit;
	let at = header.from;
	while (at < end) {
		if (header.to === undefined && bytes[at] === 0 && bytes[at + 1] === 0 && at + 2 <= limit) {
			return { der: Buffer.concat(parts), end: at + 2 };
		}
		const part = readValue(bytes, at, end, depth + 1);
		if (!part) return undefined;
		parts.push(part.der);
		at = part.end;
	}
	return header.to === undefined ? undefined : { der: Buffer.concat(parts), end };
}

function readValue(bytes: Uint8Array, at: number, limit: number, depth: number): Value | undefined {
	const header = readHeader(bytes, at, limit);
	if (!header || depth > DEEPEST || (header.to ?? 0) > limit) return undefined;
	const content = isConstructed(header.tag)
		? readParts(bytes, header, limit, depth)
		: { der: Buffer.from(bytes.subarray(header.from, header.to)), end: header.to! };
	if (!content) return undefined;
	const head = Buffer.concat([Buffer.from([header.tag]), encodeLength(content.der.length)]);
	return { der: Buffer.concat([head, content.der]), end: content.end };
}

/**
 * The value at the beginning of some bytes, every length definite and as short as can be.
 *
 * @returns its DER and where it ended in `bytes`; undefined when there is none, it is cut short, or a value does
 * not exactly fill the one around it. The content of primitive values is not looked at
 */
export function readDer(bytes: Uint8Array): { der: Buffer; end: number } | undefined {
	return readValue(bytes, 0, bytes.length, 0);
}
