/**
 * Numbers as Việt Nam writes them: a dot groups thousands, a comma opens decimals («2.431», «86,6 %»). Own exact
 * code, because a host's locale data differs from machine to machine and papers must not.
 */
import { fail, ok, type Result } from './problems.ts';

const GROUP = '.';
const DECIMAL = ',';
/** A fixed space: the sign must not fall on the next line. */
const NBSP = '\u00a0';
const HUNDREDTHS = 100;

function groupThousands(digits: string): string {
	return digits.replace(/\B(?=(\d{3})+$)/g, GROUP);
}

function formatHundredths(value: number, decimals: 'two' | 'needed'): string {
	if (!Number.isSafeInteger(value)) throw new RangeError(`hundredths must be whole: ${value}`);
	const size = Math.abs(value);
	const fraction = String(size % HUNDREDTHS).padStart(2, '0');
	const shown = decimals === 'two' ? fraction : fraction.replace(/0{1,2}$/, '');
	const sign = value < 0 ? '-' : '';
	const whole = groupThousands(String(Math.floor(size / HUNDREDTHS)));
	return sign + whole + (shown === '' ? '' : DECIMAL + shown);
}

/** Hundredths → points with two decimals: 400 → «4,00». */
export function formatPoints(hundredths: number): string {
	return formatHundredths(hundredths, 'two');
}

/**
 * Hundredths of a percent → «86,6 %», «100 %», «92,92 %» (decimals only where there are any, as offices write
 * them; a fixed space before the sign). Results of a set are shown with two decimals by `formatIndex`.
 */
export function formatPercent(hundredths: number): string {
	return formatHundredths(hundredths, 'needed') + NBSP + '%';
}

/** Hundredths of a percent → «86,60 %»: the index of an agency, always with two decimals. */
export function formatIndex(hundredths: number): string {
	return formatHundredths(hundredths, 'two') + NBSP + '%';
}

/** A counted or measured figure: 2431 → «2.431», 1234.5 → «1.234,5». At most six decimals are shown. */
export function formatCount(value: number): string {
	if (!Number.isFinite(value)) throw new RangeError(`no figure: ${value}`);
	const [whole = '0', fraction = ''] = Math.abs(value).toFixed(6).split('.');
	const shown = fraction.replace(/0+$/, '');
	const sign = value < 0 && (shown !== '' || whole !== '0') ? '-' : '';
	return sign + groupThousands(whole) + (shown === '' ? '' : DECIMAL + shown);
}

/**
 * What a person typed → a number of zero or more. Both «86,6» and «86.6» are 86,6. The rule for a lone separator:
 * a comma always opens decimals; a dot groups thousands when 1 to 3 digits (not a lone 0) stand before it and
 * exactly three after («2.431» is two thousand …, «0.431» and «2.4311» are decimals). Several equal dots group
 * thousands and must stand so («1.234.567»); dot and comma together: the last opens decimals, the other groups.
 * Spaces (plain, fixed, narrow) may group too. Problems: `input.required` when empty, `input.negative`,
 * `input.not_a_number` for all else, as text, two decimal signs, wrong groups, and what no number can hold exactly.
 */
export function parseNumber(text: string): Result<number> {
	const typed = text.normalize('NFC').trim();
	if (typed === '') return fail('input.required', { field: '' });
	if (/^[-−–]\s*\d/.test(typed)) {
		const size = parseNumber(typed.slice(1));
		if (size.ok && size.value > 0) return fail('input.negative', { value: -size.value });
		return size.ok ? size : fail('input.not_a_number', { text });
	}
	const plain = plainDecimal(typed);
	const value = plain === null ? NaN : Number(plain);
	if (!Number.isFinite(value) || value > Number.MAX_SAFE_INTEGER) return fail('input.not_a_number', { text });
	return ok(value);
}

const SPACED_GROUPS = /^\d{1,3}([ \u00a0\u2009\u202f]\d{3})+(?=$|[.,])/;

/** The typed text as digits with at most one dot, or null where it is no number. */
function plainDecimal(typed: string): string | null {
	const text = SPACED_GROUPS.test(typed)
		? typed.replace(SPACED_GROUPS, (groups) => groups.replace(/\D/g, ''))
		: typed;
	const spaced = text !== typed;
	if (!/^\d+([.,]\d+)*$/.test(text)) return null;
	const separators = text.replace(/\d/g, '');
	const last = separators.at(-1);
	if (last === undefined) return text;
	const opensDecimals =
		separators.length === 1
			? last === ',' || spaced || !/^[1-9]\d{0,2}\.\d{3}$/.test(text)
			: separators[0] !== last;
	const at = opensDecimals ? text.lastIndexOf(last) : text.length;
	const whole = text.slice(0, at);
	if (/[.,]/.test(whole) && !isGrouped(whole)) return null;
	return whole.replace(/[.,]/g, '') + (opensDecimals ? '.' + text.slice(at + 1) : '');
}

function isGrouped(whole: string): boolean {
	return /^[1-9]\d{0,2}(\.\d{3})+$/.test(whole) || /^[1-9]\d{0,2}(,\d{3})+$/.test(whole);
}
