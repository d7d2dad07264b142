/**
 * The one rounding of the product, and exact arithmetic under it: points and percentages are settled on whole
 * numbers, so that 1,005 never becomes 1,00 because of a binary fraction.
 */

/** Figures carry at most four decimals (money, points of a survey form): they are scaled to whole numbers by this. */
export const FIGURE_SCALE = 10_000;
export const FIGURE_DECIMALS = 4;

/** Whole numbers; `bigint` once a product passes 2^53. */
export type Whole = number | bigint;

/**
 * The only rounding: to the nearest whole, a half goes up (towards plus infinity). `above / below` is divided
 * exactly where both are whole; a fraction may be given alone. `below` must be above zero (else RangeError).
 */
export function roundHalfUp(above: Whole, below: Whole = 1): number {
	if (below <= 0) throw new RangeError('roundHalfUp: the divisor must be above zero');
	if (typeof above === 'number' && typeof below === 'number') {
		if (below === 1) return Math.round(above) + 0;
		if (Number.isSafeInteger(2 * above + below) && Number.isSafeInteger(2 * below))
			return floorDivide(2 * above + below, 2 * below);
	}
	const [a, b] = [BigInt(above), BigInt(below)];
	const [dividend, divisor] = [2n * a + b, 2n * b];
	const down = dividend / divisor;
	return Number(dividend < 0n && down * divisor !== dividend ? down - 1n : down);
}

/** Exact for safe integers: the remainder is exact where the quotient of doubles may not be. */
function floorDivide(a: number, b: number): number {
	const remainder = ((a % b) + b) % b;
	return (a - remainder) / b;
}

/** Product of whole numbers, exact whatever its size. */
export function productOf(a: number, b: number, c = 1): Whole {
	const product = a * b * c;
	return Number.isSafeInteger(product) ? product : BigInt(a) * BigInt(b) * BigInt(c);
}

/** A pair of figures as whole numbers in the same scale: only their ratio matters. */
export function asWholePair(a: number, b: number): [number, number] {
	if (Number.isInteger(a) && Number.isInteger(b)) return [a, b];
	return [roundHalfUp(a * FIGURE_SCALE), roundHalfUp(b * FIGURE_SCALE)];
}
