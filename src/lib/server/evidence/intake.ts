/** What may come in as a proof, and in which shape it is kept. Kinds are told by content, never by name. */
import sharp from 'sharp';
import { faultOfFile } from '#lib/domain/evidence.ts';
import { problem, ProblemError } from '#lib/domain/problems.ts';
import { isPlainJpeg, LARGEST_EDGE } from './jpeg.ts';
import { mediaTypeOf, type MediaType } from './store.ts';

export interface TakenFile {
	bytes: Uint8Array;
	mediaType: MediaType;
}

/**
 * The file as it is kept. A JPEG that holds nothing but its picture stays as it is, byte for byte, and so does what is
 * no picture; any other picture is turned upright, brought to a sensible size and loses what the camera wrote into it
 * (place, device). Throws `file.empty`, `file.too_large`, `file.kind_not_allowed`, also for a damaged picture.
 */
export async function takeFile(name: string, bytes: Uint8Array): Promise<TakenFile> {
	const fault = faultOfFile({ fileName: name, size: bytes.length });
	if (fault) throw new ProblemError(fault);
	const mediaType = mediaTypeOf(bytes);
	if (mediaType === null) throw notAllowed(name);
	if (!mediaType.startsWith('image/')) return { bytes, mediaType };
	if (mediaType === 'image/jpeg' && isPlainJpeg(bytes)) return { bytes, mediaType };
	return { bytes: await cleanPicture(name, bytes), mediaType: 'image/jpeg' };
}

async function cleanPicture(name: string, bytes: Uint8Array): Promise<Uint8Array> {
	try {
		return await sharp(bytes)
			.rotate()
			.resize(LARGEST_EDGE, LARGEST_EDGE, { fit: 'inside', withoutEnlargement: true })
			.jpeg({ quality: 85 })
			.toBuffer();
	} catch {
		throw notAllowed(name);
	}
}

const notAllowed = (name: string) => new ProblemError(problem('file.kind_not_allowed', { name }, 'file'));

const THUMBNAIL_EDGE = 320;

/** A small JPEG of a picture; null for one too damaged to show anything of it. */
export async function thumbnailOf(bytes: Uint8Array): Promise<Buffer | null> {
	/* A picture kept as it came was not decoded then: what can be shown of it is shown. */
	return sharp(bytes, { failOn: 'none' })
		.resize(THUMBNAIL_EDGE, THUMBNAIL_EDGE, { fit: 'cover' })
		.jpeg({ quality: 72 })
		.toBuffer()
		.catch(() => null);
}
