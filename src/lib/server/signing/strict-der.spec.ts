import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { derEnd, isDer } from './strict-der.ts';

const bytes = (hex: string) => Buffer.from(hex.replaceAll(' ', ''), 'hex');

describe('DER', () => {
	it.each([
		['an empty sequence', '30 00'],
		['a sequence of two', '30 06 02 01 05 02 01 06'],
		['a tagged value in a set', '31 04 a0 02 05 00'],
		['a long octet string', `04 81 80 ${'00'.repeat(128)}`]
	])('is %s', (_, hex) => {
		expect(isDer(bytes(hex))).toBe(true);
	});

	it.each([
		['nothing', ''],
		['half a header', '30'],
		['something after the value', '30 00 00'],
		['a value cut short', '30 03 02 01'],
		['a part that sticks out of its whole', '30 03 02 02 05'],
		['a part that ends before its whole', '30 04 02 01 05 02'],
		['an indefinite length', '30 80 00 00'],
		['a length in more bytes than needed', '30 81 03 02 01 05'],
		['a length with zeros before it', '30 82 00 80 04 7e'.padEnd(18 + 126 * 2, '00')],
		['an end mark', '30 04 02 00 00 00'],
		['a tag of many bytes', '3f 81 00 00'],
		['a length of five bytes', '30 85 01 00 00 00 00']
	])('is not %s', (_, hex) => {
		expect(isDer(bytes(hex))).toBe(false);
	});

	it('is not nested without end', () => {
		const nested = (depth: number): Buffer => {
			let value = bytes('05 00');
			for (let step = 0; step < depth; step++)
				value = Buffer.concat([Buffer.from([0x30, value.length]), value]);
			return value;
		};
		expect(isDer(nested(30))).toBe(true);
		expect(isDer(nested(50))).toBe(false);
	});

	it('never breaks on other bytes', () => {
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 200 }), (any) => {
				const end = derEnd(any);
				expect(end === undefined || end <= any.length).toBe(true);
				expect(isDer(any) && end !== any.length).toBe(false);
			})
		);
	});
});
