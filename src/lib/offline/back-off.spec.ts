import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BackOff } from './back-off.ts';

const pausesOf = (chance: number, count: number) => {
	const backOff = new BackOff(() => chance);
	return Array.from({ length: count }, () => backOff.next());
};

describe('the pauses between attempts', () => {
	it('grow to a minute and stay there', () => {
		expect(pausesOf(1, 8)).toEqual([2_000, 4_000, 8_000, 15_000, 30_000, 60_000, 60_000, 60_000]);
	});

	it('are half of it at the least, whatever chance says', () => {
		fc.assert(
			fc.property(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (chance) => {
				const longest = pausesOf(1, 7);
				expect(pausesOf(chance, 7).every((ms, at) => ms >= longest[at]! / 2 && ms <= longest[at]!)).toBe(
					true
				);
			})
		);
	});

	it('begin anew once something got through', () => {
		const backOff = new BackOff(() => 1);
		backOff.next();
		backOff.next();
		backOff.reset();
		expect(backOff.next()).toBe(2_000);
	});
});
