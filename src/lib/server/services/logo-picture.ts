/** The picture of a body's logo, made harmless and fit for a paper that lasts (PDF/A-2b allows a clear ground). */
import { problem, ProblemError } from '#lib/domain/problems.ts';
import sharp from 'sharp';
import { mediaTypeOf } from '../evidence/store.ts';

export const LARGEST_LOGO_MB = 2;
const MEGABYTE = 1024 * 1024;
/** A picture of 25 million takes 100 MB of memory to open. */
const MOST_MEGAPIXELS = 25;
/** 13 mm at 200 dots an inch. */
export const LEAST_SIDE = 100;
/** 45 mm at 450 dots an inch. */
const LARGEST_SIDE = 800;

/**
 * A PNG or JPEG anew as a PNG of 8 bits in sRGB: upright, without what else was in the file, the first picture where there
 * are several; what was clear stays clear. The same file gives the same bytes. Throws `file.empty`, `file.too_large`,
 * `logo.not_a_picture`, `logo.too_many_pixels`, `logo.too_small`. The caller has asked for permission.
 */
export async function cleanLogo({ name, bytes }: { name: string; bytes: Uint8Array }): Promise<Buffer> {
	if (bytes.length === 0) throw new ProblemError(problem('file.empty', { name }, 'file'));
	if (bytes.length > LARGEST_LOGO_MB * MEGABYTE)
		throw new ProblemError(problem('file.too_large', { name, megabytes: LARGEST_LOGO_MB }, 'file'));
	if (!['image/png', 'image/jpeg'].includes(mediaTypeOf(bytes) ?? '')) throw notAPicture(name);
	await requireMeasure(name, bytes);
	try {
		return await sharp(bytes, { limitInputPixels: MOST_MEGAPIXELS * 1_000_000 })
			.autoOrient()
			.resize({ width: LARGEST_SIDE, height: LARGEST_SIDE, fit: 'inside', withoutEnlargement: true })
			.toColourspace('srgb')
			.png({ compressionLevel: 9 })
			.toBuffer();
	} catch {
		throw notAPicture(name);
	}
}

/** By what the head of the file says: nothing is opened that would fill the memory. */
async function requireMeasure(name: string, bytes: Uint8Array): Promise<void> {
	const { width, height } = await sharp(bytes, { limitInputPixels: false })
		.metadata()
		.catch(() => {
			throw notAPicture(name);
		});
	if (width * height > MOST_MEGAPIXELS * 1_000_000)
		throw new ProblemError(problem('logo.too_many_pixels', { name, megapixels: MOST_MEGAPIXELS }, 'file'));
	if (Math.min(width, height) < LEAST_SIDE)
		throw new ProblemError(problem('logo.too_small', { name, least: LEAST_SIDE }, 'file'));
}

const notAPicture = (name: string): ProblemError =>
	new ProblemError(problem('logo.not_a_picture', { name }, 'file'));
