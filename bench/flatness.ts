/** Does a series of measurements grow, or is what it does no more than noise? */
export interface Flatness {
	/** What the straight line through the series gains from its first value to its last, in the unit of the values. */
	gain: number;
	/** Twice the uncertainty of that gain. */
	noise: number;
	isFlat: boolean;
}

/**
 * The allocator takes memory from the system in steps, which are no noise around a line and no leak either: a gain below
 * this share of the mean is one step, not a growth.
 */
const SMALL_SHARE = 0.03;

/**
 * Least squares over values taken at even distances. Flat: the gain is within twice its own uncertainty, or below three
 * hundredths of the mean. Needs three values at least.
 */
export function flatnessOf(values: readonly number[]): Flatness {
	const n = values.length;
	if (n < 3) throw new Error('flatnessOf: three values at least');
	const meanAt = (n - 1) / 2;
	const mean = values.reduce((sum, value) => sum + value, 0) / n;
	let spread = 0;
	let together = 0;
	for (const [at, value] of values.entries()) {
		spread += (at - meanAt) ** 2;
		together += (at - meanAt) * (value - mean);
	}
	const slope = together / spread;
	const left = values.reduce((sum, value, at) => sum + (value - mean - slope * (at - meanAt)) ** 2, 0);
	const gain = slope * (n - 1);
	const noise = 2 * Math.sqrt(left / (n - 2) / spread) * (n - 1);
	return { gain, noise, isFlat: gain <= noise || gain <= SMALL_SHARE * mean };
}
