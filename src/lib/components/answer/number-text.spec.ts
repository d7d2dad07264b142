import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pressKey, readEdit, showTyped, typedOf, valueOf, type PadKey } from './number-text.ts';

/** Types characters at the end, as a keyboard does. */
function type(text: string, raw = ''): string {
	for (const character of text) raw = readEdit(raw, showTyped(raw) + character, character);
	return raw;
}
const press = (...keys: PadKey[]) => keys.reduce(pressKey, '');

describe('typing a figure', () => {
	it.each([
		['2401', '2.401', 2401],
		['1234567', '1.234.567', 1_234_567],
		['86,6', '86,6', 86.6],
		['86.6', '86.6', 86.6],
		['2.431', '2.431', 2431],
		['2401,5', '2.401,5', 2401.5],
		['0', '0', 0]
	])('«%s» shows as «%s» and is %d', (typed, shown, value) => {
		const raw = type(typed);
		expect(showTyped(raw)).toBe(shown);
		expect(valueOf(raw)).toBe(value);
	});

	it('is nothing while empty, and unread when it is no number', () => {
		expect(valueOf('')).toBeNull();
		expect(valueOf(' ')).toBeNull();
		expect(valueOf('12a')).toBeUndefined();
		expect(valueOf('-5')).toBeUndefined();
	});

	it('does not stumble over a sign that is still waiting for its digits', () => {
		expect(valueOf(type('12,'))).toBe(12);
		expect(valueOf(type('12.'))).toBe(12);
	});

	it('takes a digit out of the middle of a grouped figure', () => {
		const raw = type('2401');
		expect(readEdit(raw, '2.01', null)).toBe('201');
	});

	it('reads whole figures back, however they were typed', () => {
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 9_999_999_999 }), (figure) => {
				expect(valueOf(type(String(figure)))).toBe(figure);
				expect(valueOf(typedOf(figure))).toBe(figure);
			})
		);
	});
});

describe('the number pad', () => {
	it('builds figures as thumbs do', () => {
		expect(press('2', '4', '0', '1')).toBe('2401');
		expect(press('2', '000')).toBe('2000');
		expect(press('1', ',', '5')).toBe('1,5');
		expect(press(',', '5')).toBe('0,5');
	});

	it('never leads with zeros, never opens two decimals, and takes back', () => {
		expect(press('0', '0', '7')).toBe('7');
		expect(press('000')).toBe('0');
		expect(press('1', ',', ',', '5')).toBe('1,5');
		expect(press('1', '2', 'back')).toBe('1');
		expect(press('1', '2', 'clear')).toBe('');
	});

	it('stops before a figure no office counts', () => {
		expect(press(...Array<PadKey>(30).fill('9'))).toHaveLength(14);
	});
});
