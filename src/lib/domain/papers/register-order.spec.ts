import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkDayOrder, gapsOf } from './register-order.ts';

describe('gaps of a register', () => {
	it('shows what lies between the numbers and before the first', () => {
		expect(gapsOf([7, 3, 5, 4], [])).toEqual([
			{ first: 1, last: 2, reason: '' },
			{ first: 6, last: 6, reason: '' }
		]);
		expect(gapsOf([1, 2], [])).toEqual([]);
		expect(gapsOf([], [])).toEqual([]);
	});

	it('tells the reason where one was noted, and what is left of the gap', () => {
		expect(gapsOf([10], [{ first: 3, last: 5, reason: 'Viết hỏng' }])).toEqual([
			{ first: 1, last: 2, reason: '' },
			{ first: 3, last: 5, reason: 'Viết hỏng' },
			{ first: 6, last: 9, reason: '' }
		]);
	});

	it('and numbers together cover every number up to the highest exactly once', () => {
		fc.assert(
			fc.property(fc.array(fc.integer({ min: 1, max: 60 })), fc.integer({ min: 1, max: 60 }), (given, at) => {
				const notes = given.includes(at) ? [] : [{ first: at, last: at, reason: 'r' }];
				const covered = [
					...new Set(given),
					...gapsOf(given, notes).flatMap(({ first, last }) =>
						Array.from({ length: last - first + 1 }, (_, i) => first + i)
					)
				].sort((a, b) => a - b);
				const highest = Math.max(0, ...given, ...notes.map(({ last }) => last));
				expect(covered).toEqual(Array.from({ length: highest }, (_, i) => i + 1));
			})
		);
	});
});

describe('order of days', () => {
	const before = { number: 4, issuedOn: '2026-03-10' };
	const after = { number: 6, issuedOn: '2026-03-12' };

	it('lets a number bear a day between its neighbours, theirs included', () => {
		for (const day of ['2026-03-10', '2026-03-11', '2026-03-12'])
			expect(checkDayOrder(day, { before, after })).toEqual({ ok: true, value: day });
		expect(checkDayOrder('2026-01-01', { before: null, after }).ok).toBe(true);
		expect(checkDayOrder('2026-12-31', { before, after: null }).ok).toBe(true);
	});

	it('names the neighbour that it does not fit', () => {
		expect(checkDayOrder('2026-03-09', { before, after })).toMatchObject({
			problem: { code: 'number.day_order', at: 'issuedOn', details: { number: 4, day: '2026-03-10' } }
		});
		expect(checkDayOrder('2026-03-13', { before, after })).toMatchObject({
			problem: { details: { number: 6, day: '2026-03-12' } }
		});
	});
});
