/** Sizes of files and stores for people: 118 KB, 3,2 MB, 1,9 GB (of 1.024). */
import { formatCount } from '#lib/domain/number-format.ts';

const STEP = 1024;
const UNITS = ['B', 'KB', 'MB', 'GB', 'TB'];

/** One decimal below ten, none above; bytes and kilobytes are whole. */
export function sizeText(bytes: number): string {
	let [size, unit] = [bytes, 0];
	while (size >= STEP && unit < UNITS.length - 1) [size, unit] = [size / STEP, unit + 1];
	const decimals = unit >= 2 && size < 10 ? 1 : 0;
	return `${formatCount(Number(size.toFixed(decimals)))} ${UNITS[unit]}`;
}
