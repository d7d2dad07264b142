/**
 * Photos made ready on the device before they are kept and sent: upright, at most 1600 px, without what the camera
 * wrote into them (place, device). A weak network carries a tenth, and what should not leave the device does not.
 */

/** Longest edge of a photo that is sent, in pixels; enough to read a posted A4 sheet. */
export const LONGEST_EDGE = 1600;
const QUALITY = 0.82;

/** The size of a picture whose longer edge is at most `longest`; never enlarged. Whole pixels, at least one. */
export function fitInto(
	size: { width: number; height: number },
	longest: number
): { width: number; height: number } {
	const scale = Math.min(1, longest / Math.max(size.width, size.height));
	const fit = (edge: number) => Math.max(1, Math.round(edge * scale));
	return { width: fit(size.width), height: fit(size.height) };
}

/** The photo as it is sent. What is no picture, or one that this browser cannot read, stays as it is. */
export async function readyForSending(file: File): Promise<File> {
	if (!file.type.startsWith('image/')) return file;
	try {
		const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
		const { width, height } = fitInto(picture, LONGEST_EDGE);
		const canvas = new OffscreenCanvas(width, height);
		canvas.getContext('2d')!.drawImage(picture, 0, 0, width, height);
		picture.close();
		const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: QUALITY });
		return new File([blob], jpegName(file.name), { type: 'image/jpeg', lastModified: file.lastModified });
	} catch {
		return file;
	}
}

/**
 * SHA-256 (hex) of a file; null where the page has no cryptography (plain http on an office's own network), or the file cannot
 * be read.
 */
export async function hashOfFile(file: Blob): Promise<string | null> {
	if (!globalThis.crypto?.subtle) return null;
	const bytes = await file.arrayBuffer().catch(() => null);
	if (bytes === null) return null;
	const digest = await crypto.subtle.digest('SHA-256', bytes);
	return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

const jpegName = (name: string): string => `${name.replace(/\.[^.]+$/, '')}.jpg`;
