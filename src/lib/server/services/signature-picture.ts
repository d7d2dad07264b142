/** Pictures about signatures, made harmless: of a handwritten one, and scans of what was signed by pen. */
import { problem, ProblemError } from '#lib/domain/problems.ts';
import sharp from 'sharp';
import { mediaTypeOf } from '../evidence/store.ts';

export const LARGEST_PICTURE_MB = 1;
/** A signature of 55 mm at 300 dots an inch has 650. */
const LARGEST_SIDE = 800;
const MOST_PIXELS = 16_000_000;

/**
 * The picture of a handwritten signature (NĐ 30/2020, Phụ lục I, mục II, 8: PNG with a clear ground) anew, without what else was in the file. Throws `file.kind_not_allowed` for what is no PNG, `file.too_large`.
 * The caller has asked for permission.
 */
export async function cleanPicture({ name, bytes }: { name: string; bytes: Uint8Array }): Promise<Buffer> {
	if (bytes.length > LARGEST_PICTURE_MB * 1024 * 1024)
		throw new ProblemError(problem('file.too_large', { name, megabytes: LARGEST_PICTURE_MB }, 'picture'));
	if (mediaTypeOf(bytes) !== 'image/png') throw refusal(name);
	try {
		return await sharp(bytes, { limitInputPixels: MOST_PIXELS })
			.resize({ width: LARGEST_SIDE, height: LARGEST_SIDE, fit: 'inside', withoutEnlargement: true })
			.png()
			.toBuffer();
	} catch {
		throw refusal(name);
	}
}

const refusal = (name: string): ProblemError =>
	new ProblemError(problem('file.kind_not_allowed', { name }, 'picture'));

/** An A3 page at 600 dots an inch. */
const MOST_SCANNED_PIXELS = 80_000_000;

/**
 * A scan as it is kept: a PDF byte for byte; a JPEG upright, in its full size, without what a phone wrote into it (place,
 * device). Throws `file.kind_not_allowed`, also for a damaged picture. The caller has asked for permission.
 */
export async function cleanScan(file: {
	name: string;
	bytes: Uint8Array;
}): Promise<{ bytes: Uint8Array; mediaType: string }> {
	const mediaType = mediaTypeOf(file.bytes);
	if (mediaType === 'application/pdf') return { bytes: file.bytes, mediaType };
	const refused = new ProblemError(problem('file.kind_not_allowed', { name: file.name }, 'file'));
	if (mediaType !== 'image/jpeg') throw refused;
	try {
		const picture = sharp(file.bytes, { limitInputPixels: MOST_SCANNED_PIXELS }).rotate();
		return { bytes: await picture.jpeg({ quality: 92 }).toBuffer(), mediaType };
	} catch {
		throw refused;
	}
}
