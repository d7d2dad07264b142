import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ScoringRule } from './scoring.ts';
import {
	checkUnitFigure,
	sumUnits,
	UNIT_FIGURE_STATES,
	type UnitFigure,
	type UnitPlace
} from './unit-figures.ts';

const unit = (id: string, validTo: string | null = null): UnitPlace => ({
	id,
	name: `Đơn vị ${id}`,
	validTo
});
const figure = (unitId: string, patch: Partial<UnitFigure> = {}): UnitFigure => ({
	unitId,
	numerator: 0,
	denominator: 1,
	asOfOn: '2023-11-30',
	note: '',
	state: 'submitted',
	...patch
});
const rule: ScoringRule = {
	type: 'ratio_linear',
	floorPercent: 0,
	targetPercent: 10_000,
	numeratorLabel: 'Đã phê duyệt',
	denominatorLabel: 'Tổng số đơn vị',
	whenDenominatorZero: 'exclude'
};
const ON = '2023-12-08';

describe('sumUnits', () => {
	it('six units of a department: one approved, five submitted', () => {
		const units = ['1', '2', '3', '4', '5', '6'].map((id) => unit(id));
		const figures = units.map(({ id }) =>
			id === '3' ? figure(id, { numerator: 1, state: 'approved' }) : figure(id)
		);
		expect(sumUnits(units, figures, ON)).toMatchObject({
			numerator: 1,
			denominator: 6,
			asOfOn: '2023-11-30',
			missing: [],
			counts: { drafted: 0, submitted: 5, approved: 1 }
		});
	});

	it('a unit merged away keeps what it gave, marked; it is not asked for more', () => {
		const sum = sumUnits(
			[unit('a'), unit('b', '2023-07-01'), unit('c', '2023-07-01'), unit('d'), unit('e', '2024-07-01')],
			[figure('a', { numerator: 1 }), figure('b', { numerator: 1, asOfOn: '2023-06-30' })],
			ON
		);
		expect(sum.parts.map(({ unitId, isClosed }) => [unitId, isClosed])).toEqual([
			['a', false],
			['b', true]
		]);
		expect([sum.numerator, sum.denominator, sum.asOfOn]).toEqual([2, 2, '2023-11-30']);
		expect(sum.missing.map(({ id }) => id)).toEqual(['d', 'e']);
	});

	it('the parts add up, whatever their order, decimals included, and every unit is a part, missing or closed', () => {
		const cents = fc.integer({ min: 0, max: 9_999_999_999 });
		const given = fc.record({
			cents: fc.tuple(cents, cents),
			state: fc.constantFrom(...UNIT_FIGURE_STATES),
			gives: fc.boolean(),
			validTo: fc.constantFrom(null, '2023-07-01', '2024-07-01')
		});
		fc.assert(
			fc.property(fc.array(given, { maxLength: 40 }), (drawn) => {
				const units = drawn.map(({ validTo }, i) => unit(String(i), validTo));
				const figures = drawn.flatMap(({ cents: [n, d], state, gives }, i) =>
					gives ? [figure(String(i), { numerator: n / 100, denominator: d / 100, state })] : []
				);
				const sum = sumUnits(units, figures, ON);
				const whole = (at: 0 | 1) =>
					drawn.reduce((all, { cents, gives }) => all + (gives ? BigInt(cents[at]) : 0n), 0n);
				expect([sum.numerator, sum.denominator]).toEqual([Number(whole(0)) / 100, Number(whole(1)) / 100]);
				expect(sumUnits(units.toReversed(), figures.toReversed(), ON)).toEqual(sum);
				expect(sum.counts.drafted + sum.counts.submitted + sum.counts.approved).toBe(sum.parts.length);
				const silent = drawn.filter(({ gives, validTo }) => !gives && validTo === '2023-07-01').length;
				expect(sum.parts.length + sum.missing.length + silent).toBe(units.length);
			})
		);
	});
});

describe('checkUnitFigure', () => {
	const check = (patch: Partial<UnitFigure>, of: ScoringRule = rule) => {
		const result = checkUnitFigure(of, figure('a', patch), ON);
		return result.ok ? null : result.problem.code;
	};

	it('takes a ratio of a day that has been', () => {
		expect(check({})).toBeNull();
		expect(check({ asOfOn: ON })).toBeNull();
		expect(check({ asOfOn: '2023-12-09' })).toBe('date.in_future');
		expect(check({ asOfOn: '30/11' })).toBe('date.invalid');
		expect(check({ numerator: 2 })).toBe('answer.numerator_above_denominator');
		expect(check({ numerator: 2 }, { ...rule, allowAbove: true })).toBeNull();
		expect(check({ numerator: -1 })).toBe('input.negative');
		expect(check({}, { type: 'yes_no', yesPoints: 1, noPoints: 0 })).toBe('answer.wrong_kind');
	});
});
