/**
 * Whether a JPEG may be kept byte for byte: a whole picture, upright, of a sensible size, and nothing in it but the
 * picture. Reads the segments and looks for their ends; decodes nothing. Whatever is not plainly so is cleaned instead.
 */

/** Longest edge of a picture that is kept, in pixels. */
export const LARGEST_EDGE = 2400;

const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const APP0 = 0xe0;
const APP2 = 0xe2;
const APP14 = 0xee;
/** Baseline, extended and progressive pictures; others (lossless, arithmetic) browsers do not show. */
const FRAMES = [0xc0, 0xc1, 0xc2];
/** Tables of quantities and codes, and the restart interval. */
const TABLES = [0xdb, 0xc4, 0xdd];
/** A profile of colours as cameras and browsers write it; a larger one is room for other things. */
const LARGEST_PROFILE = 4096;
const LENGTH_BYTES = 2;

export function isPlainJpeg(bytes: Uint8Array): boolean {
	const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	if (buffer.length < 4 || buffer[0] !== 0xff || buffer[1] !== SOI) return false;
	let at = 2;
	let hasFrame = false;
	let hasScan = false;
	while (at + 1 < buffer.length) {
		if (buffer[at] !== 0xff) return false;
		const marker = buffer[at + 1]!;
		/* Behind the end some cameras hang a film or a second picture, with all they know about the first. */
		if (marker === EOI) return hasFrame && hasScan && at + 2 === buffer.length;
		if (at + 4 > buffer.length) return false;
		const length = buffer.readUInt16BE(at + 2);
		const end = at + 2 + length;
		if (length < LENGTH_BYTES || end > buffer.length) return false;
		const segment = buffer.subarray(at + 2 + LENGTH_BYTES, end);
		if (FRAMES.includes(marker)) {
			if (hasFrame || !isSensibleFrame(segment)) return false;
			hasFrame = true;
		} else if (marker === SOS) hasScan = hasFrame;
		else if (!TABLES.includes(marker) && !isHarmless(marker, segment)) return false;
		at = marker === SOS ? endOfScan(buffer, end) : end;
	}
	return false;
}

/** Eight bits, one (grey) or three (colour) components, no edge of nothing. */
function isSensibleFrame(frame: Buffer): boolean {
	if (frame.length < 6) return false;
	const [height, width] = [frame.readUInt16BE(1), frame.readUInt16BE(3)];
	const isSized = Math.min(width, height) > 0 && Math.max(width, height) <= LARGEST_EDGE;
	return frame[0] === 8 && (frame[5] === 1 || frame[5] === 3) && isSized;
}

const begins = (segment: Buffer, word: string) =>
	segment.subarray(0, word.length).toString('latin1') === word;

/** How the picture is meant to be shown, and nothing about who took it, where, and with what. */
function isHarmless(marker: number, segment: Buffer): boolean {
	/* Bytes 12 and 13: the size of a small picture inside, which may show what the large one no longer does. */
	if (marker === APP0)
		return begins(segment, 'JFIF\0') && segment.length === 14 && !segment[12] && !segment[13];
	if (marker === APP2) return begins(segment, 'ICC_PROFILE\0') && segment.length <= LARGEST_PROFILE;
	return marker === APP14 && begins(segment, 'Adobe') && segment.length === 12;
}

/** The first marker after coded data: a stuffed zero and the restart marks belong to the data. */
function endOfScan(buffer: Buffer, from: number): number {
	let at = buffer.indexOf(0xff, from);
	while (at >= 0 && at + 1 < buffer.length) {
		const next = buffer[at + 1]!;
		if (next !== 0 && !(next >= 0xd0 && next <= 0xd7)) return at;
		at = buffer.indexOf(0xff, at + 2);
	}
	return buffer.length;
}
