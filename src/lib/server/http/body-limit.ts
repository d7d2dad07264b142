/** The largest body that the server adapter takes (`BODY_SIZE_LIMIT`: bytes, or with K, M, G). */

const UNITS: Record<string, number> = { '': 1, K: 1024, M: 1024 ** 2, G: 1024 ** 3 };
const DEFAULT_BYTES = 512 * 1024;
const MEGABYTE = 1024 ** 2;

/** In megabytes, for the sentence that tells of it. */
export function bodyLimitMegabytes(env: Record<string, string | undefined>): number {
	const text = env['BODY_SIZE_LIMIT'] ?? '';
	const match = /^(\d+(?:\.\d+)?)\s*([KMG]?)$/i.exec(text.trim());
	const bytes = match ? Number(match[1]) * UNITS[match[2]!.toUpperCase()]! : DEFAULT_BYTES;
	return bytes / MEGABYTE;
}
