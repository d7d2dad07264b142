import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkTarget, isTargetReached, LARGEST_FIGURE, type ActionTarget } from './action-target.ts';

const TARGET: ActionTarget = {
	what: 'Hồ sơ trả đúng hạn',
	unit: 'hồ sơ',
	numerator: 2401,
	denominator: 2401
};

describe('a target', () => {
	it('says what is counted and how many', () => {
		expect(checkTarget({ ...TARGET, what: ' Hồ sơ trả đúng hạn ' })).toEqual({ ok: true, value: TARGET });
		expect(checkTarget({ ...TARGET, denominator: null }).ok).toBe(true);
		expect(checkTarget({ ...TARGET, numerator: 0 }).ok).toBe(true);
	});

	it.each<[Partial<ActionTarget>, string, string]>([
		[{ what: ' ' }, 'input.required', 'targetWhat'],
		[{ numerator: 2402 }, 'answer.numerator_above_denominator', 'targetNumerator'],
		[{ numerator: 1.5 }, 'input.not_whole', 'targetNumerator'],
		[{ numerator: -1 }, 'input.negative', 'targetNumerator'],
		[{ denominator: 0 }, 'input.required', 'targetDenominator'],
		[{ denominator: LARGEST_FIGURE + 1 }, 'input.too_large', 'targetDenominator']
	])('%o is refused', (patch, code, at) => {
		expect(checkTarget({ ...TARGET, ...patch })).toMatchObject({ ok: false, problem: { code, at } });
	});
});

describe('whether it is reached', () => {
	it.each<[number | null, number | null, boolean | null]>([
		[2401, 2401, true],
		[2431, 2431, true],
		[2401, 2431, false],
		[null, null, null],
		[2401, null, null],
		[0, 0, null]
	])('%s of %s: %s', (numerator, denominator, reached) => {
		expect(isTargetReached(TARGET, { numerator, denominator })).toBe(reached);
	});

	it('goes by the number alone where there is no whole', () => {
		const target = { ...TARGET, numerator: 5, denominator: null };
		expect(isTargetReached(target, { numerator: 5, denominator: null })).toBe(true);
		expect(isTargetReached(target, { numerator: 4, denominator: 4 })).toBe(false);
	});

	const count = fc.integer({ min: 0, max: LARGEST_FIGURE });
	const whole = fc.integer({ min: 1, max: LARGEST_FIGURE });

	it('is always so at the target itself, and more is never worse', () => {
		fc.assert(
			fc.property(count, whole, whole, count, count, (a, b, denominator, one, other) => {
				const target = { ...TARGET, numerator: Math.min(a, b), denominator: b };
				expect(isTargetReached(target, target)).toBe(true);
				const [less, more] = [Math.min(one, other), Math.max(one, other)];
				if (isTargetReached(target, { numerator: less, denominator }))
					expect(isTargetReached(target, { numerator: more, denominator })).toBe(true);
			})
		);
	});
});
