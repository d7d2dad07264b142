import { describe, expect, it } from 'vitest';
import { flatnessOf } from './flatness.ts';

const series = (of: (at: number) => number): number[] => Array.from({ length: 30 }, (_, at) => of(at));
/** Goes up and down without growing. */
const shaken = (at: number): number => Math.sin(at * 2.3) * 4;

describe('a series of measurements', () => {
	it('is flat where it only shakes', () => {
		expect(flatnessOf(series((at) => 200 + shaken(at)))).toMatchObject({ isFlat: true });
		expect(flatnessOf(series(() => 200))).toEqual({ gain: 0, noise: 0, isFlat: true });
	});

	it('is not flat where it grows more than it shakes', () => {
		const { gain, noise, isFlat } = flatnessOf(series((at) => 200 + at + shaken(at)));
		expect(isFlat).toBe(false);
		expect(gain).toBeGreaterThan(25);
		expect(noise).toBeLessThan(8);
	});

	it('is flat where it falls, and where what it gains is too little to matter', () => {
		expect(flatnessOf(series((at) => 300 - at)).isFlat).toBe(true);
		expect(flatnessOf(series((at) => 200 + at / 100)).isFlat).toBe(true);
	});

	it('has a gain from its first value to its last', () => {
		expect(flatnessOf([10, 20, 30]).gain).toBeCloseTo(20);
		expect(() => flatnessOf([1, 2])).toThrow('three values');
	});
});
