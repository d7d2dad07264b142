import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asWholePair, productOf, roundHalfUp } from './rounding.ts';

describe('roundHalfUp', () => {
	it.each([
		[0, 1, 0],
		[1, 2, 1],
		[1, 3, 0],
		[2, 3, 1],
		[5, 2, 3],
		[-1, 2, 0],
		[-5, 2, -2],
		[-7, 2, -3],
		[-2, 3, -1],
		[10_049_999, 100_000, 100],
		[10_050_000, 100_000, 101],
		[9_999_999_999, 2, 5_000_000_000]
	])('rounds %i / %i to %i', (above, below, expected) => {
		expect(roundHalfUp(above, below)).toBe(expected);
	});

	it('rounds a lone fraction and never gives minus zero', () => {
		expect(roundHalfUp(0.49999999999999994)).toBe(0);
		expect(roundHalfUp(2.5)).toBe(3);
		expect(Object.is(roundHalfUp(-0.2), 0)).toBe(true);
	});

	it('is exact beyond 2^53', () => {
		expect(roundHalfUp(90_071_992_547_409_935n, 10n)).toBe(9_007_199_254_740_994);
		expect(roundHalfUp(-90_071_992_547_409_965n, 10n)).toBe(-9_007_199_254_740_996);
	});

	it('refuses a divisor of zero or less', () => {
		expect(() => roundHalfUp(1, 0)).toThrow(RangeError);
		expect(() => roundHalfUp(1n, -2n)).toThrow(RangeError);
	});

	it('gives the same on both of its ways, within half a unit', () => {
		fc.assert(
			fc.property(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: 1, max: 1e6 }), (above, below) => {
				const rounded = roundHalfUp(above, below);
				expect(rounded).toBe(roundHalfUp(BigInt(above), BigInt(below)));
				expect(2 * (rounded * below - above)).toBeLessThanOrEqual(below);
				expect(2 * (above - rounded * below)).toBeLessThan(below);
			})
		);
	});
});

describe('exact products and pairs', () => {
	it('changes to big whole numbers where doubles end', () => {
		expect(productOf(3, 4, 5)).toBe(60);
		expect(productOf(9_999_999_999, 10_000, 1_000)).toBe(99_999_999_990_000_000n);
	});

	it('scales decimals to whole numbers and leaves whole ones alone', () => {
		expect(asWholePair(2401, 2431)).toEqual([2401, 2431]);
		expect(asWholePair(0.3, 0.1)).toEqual([3000, 1000]);
		expect(asWholePair(1.005, 2)).toEqual([10_050, 20_000]);
	});
});
