import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatCount, formatIndex, formatPercent, formatPoints, parseNumber } from './number-format.ts';

const NBSP = '\u00a0';

describe('formats of Việt Nam', () => {
	it.each([
		[0, '0,00'],
		[5, '0,05'],
		[400, '4,00'],
		[8660, '86,60'],
		[123_456_789, '1.234.567,89'],
		[-250, '-2,50']
	])('points %i', (hundredths, text) => {
		expect(formatPoints(hundredths)).toBe(text);
	});

	it.each([
		[10_000, '100'],
		[8660, '86,6'],
		[9292, '92,92'],
		[5, '0,05'],
		[0, '0'],
		[-3333, '-33,33'],
		[250_000, '2.500']
	])('percent %i', (hundredths, text) => {
		expect(formatPercent(hundredths)).toBe(text + NBSP + '%');
	});

	it('index, always with two decimals', () => {
		expect(formatIndex(8660)).toBe('86,60' + NBSP + '%');
	});

	it.each([
		[2431, '2.431'],
		[999, '999'],
		[1000, '1.000'],
		[9_999_999_999, '9.999.999.999'],
		[1234.5, '1.234,5'],
		[0.0625, '0,0625'],
		[-0.0000001, '0'],
		[-12.5, '-12,5']
	])('count %d', (value, text) => {
		expect(formatCount(value)).toBe(text);
	});

	it('refuses what is no figure', () => {
		expect(() => formatCount(NaN)).toThrow(RangeError);
		expect(() => formatPoints(0.5)).toThrow(RangeError);
	});
});

describe('parseNumber', () => {
	it.each([
		['86,6', 86.6],
		['86.6', 86.6],
		['2.431', 2431],
		['2,431', 2.431],
		['0.431', 0.431],
		['0,5', 0.5],
		['1 234,5', 1234.5],
		[`1${NBSP}234`, 1234],
		['1\u202f234\u202f567,25', 1_234_567.25],
		['1 234.567', 1234.567],
		['1.234.567', 1_234_567],
		['1,234,567', 1_234_567],
		['1.234,5', 1234.5],
		['1,234.5', 1234.5],
		['2431', 2431],
		['2.4311', 2.4311],
		['1234.567', 1234.567],
		[' 007 ', 7],
		['-0', 0],
		['100.000', 100_000]
	])('%j is %d', (text, value) => {
		expect(parseNumber(text)).toEqual({ ok: true, value });
	});

	it.each([
		['', 'input.required'],
		['   ', 'input.required'],
		['-5', 'input.negative'],
		['−2.431', 'input.negative'],
		['abc', 'input.not_a_number'],
		['12a', 'input.not_a_number'],
		['NaN', 'input.not_a_number'],
		['Infinity', 'input.not_a_number'],
		['1e5', 'input.not_a_number'],
		['0x10', 'input.not_a_number'],
		['86,6,5', 'input.not_a_number'],
		['86.6.5', 'input.not_a_number'],
		['1.234,5,6', 'input.not_a_number'],
		['1.23.456', 'input.not_a_number'],
		['0.123.456', 'input.not_a_number'],
		['12.34,5', 'input.not_a_number'],
		['1 23', 'input.not_a_number'],
		['5 %', 'input.not_a_number'],
		['.5', 'input.not_a_number'],
		['5.', 'input.not_a_number'],
		['--5', 'input.not_a_number'],
		['-x', 'input.not_a_number'],
		['9'.repeat(17), 'input.not_a_number']
	])('%j is refused: %s', (text, code) => {
		expect(parseNumber(text)).toMatchObject({ ok: false, problem: { code } });
	});

	it('reads back what was printed', () => {
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 9_999_999_999 }), (hundredths) => {
				const value = hundredths / 100;
				expect(parseNumber(formatCount(value))).toEqual({ ok: true, value });
				expect(parseNumber(formatCount(hundredths))).toEqual({ ok: true, value: hundredths });
				expect(parseNumber(formatPoints(hundredths))).toEqual({ ok: true, value });
			})
		);
	});

	it('never gives a negative or a half-read number, whatever is typed', () => {
		fc.assert(
			fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[-0-9., a]{0,12}$/)), (text) => {
				const result = parseNumber(text);
				if (result.ok) {
					expect(result.value).toBeGreaterThanOrEqual(0);
					expect(Number.isFinite(result.value)).toBe(true);
					expect(text).toMatch(/\d/);
				} else expect(result.problem.code).toMatch(/^input\./);
			})
		);
	});
});
