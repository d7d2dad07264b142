/**
 * The text of a figure while it is being typed. Thousands are grouped as one goes («2401» shows as «2.401»), but
 * only as long as the person has typed no dot: what «2.431» means is settled by `parseNumber` when it is whole.
 */
import { formatCount, parseNumber } from '#lib/domain/number-format.ts';

/** Digits and at most one comma: our own grouping may be put in and taken out of it freely. */
const OURS = /^\d*(,\d*)?$/;
const MAX_DIGITS = 14;

/** Typed text as it is shown: «2401» → «2.401», «2401,5» → «2.401,5»; anything else stays as typed. */
export function showTyped(raw: string): string {
	if (!OURS.test(raw)) return raw;
	const [whole = '', ...fraction] = raw.split(',');
	return [whole.replace(/\B(?=(\d{3})+$)/g, '.'), ...fraction].join(',');
}

/**
 * The typed text after an edit of the field that showed `showTyped(raw)` and now holds `value`. `typed` is the
 * character of the edit where it was one: a dot typed at the end opens a dot of the person's own.
 */
export function readEdit(raw: string, value: string, typed: string | null): string {
	if (!OURS.test(raw)) return value;
	const bare = value.replaceAll('.', '');
	return typed === '.' && value.endsWith('.') && bare !== '' ? `${bare}.` : bare;
}

export type PadKey =
	| '0'
	| '1'
	| '2'
	| '3'
	| '4'
	| '5'
	| '6'
	| '7'
	| '8'
	| '9'
	| '000'
	| ','
	| 'back'
	| 'clear';

/** The typed text after a key of the number pad. A leading zero is replaced; a second comma is ignored. */
export function pressKey(raw: string, key: PadKey): string {
	if (key === 'clear') return '';
	if (key === 'back') return raw.slice(0, -1);
	if (key === ',') return /[.,]/.test(raw) ? raw : `${raw === '' ? '0' : raw},`;
	if (raw.replace(/\D/g, '').length + key.length > MAX_DIGITS) return raw;
	if (raw === '0' || raw === '') return key === '000' ? '0' : key;
	return raw + key;
}

/** A recorded figure as typed text, without grouping: 2431.5 → «2431,5»; nothing → «». */
export function typedOf(value: number | null | undefined): string {
	return value === null || value === undefined ? '' : formatCount(value).replaceAll('.', '');
}

/** A typed text as a number; null while empty, undefined when it cannot be read. A trailing sign is still on its way. */
export function valueOf(raw: string): number | null | undefined {
	const text = raw.trim().replace(/[.,]$/, '');
	if (text === '') return null;
	const read = parseNumber(text);
	return read.ok ? read.value : undefined;
}
