import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDer } from './strict-der.ts';

const bytes = (hex: string) => Buffer.from(hex.replaceAll(' ', ''), 'hex');

const isDer = (value: Buffer) => readDer(value)?.der.equals(value) ?? false;

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

	it('is not put right when a length is written too long', () => {
		expect(readDer(bytes('30 81 03 02 01 05'))).toBeUndefined();
		expect(readDer(Buffer.concat([bytes('04 82 00 80'), Buffer.alloc(128)]))).toBeUndefined();
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

	it('is itself when it is read', () => {
		const value: fc.Arbitrary<Buffer> = fc.letrec<{ value: Buffer }>((tie) => ({
			value: fc.oneof(
				{ maxDepth: 4 },
				fc.uint8Array({ maxLength: 300 }).map((content) => encode(0x04, Buffer.from(content))),
				fc.array(tie('value'), { maxLength: 4 }).map((parts) => encode(0x30, Buffer.concat(parts)))
			)
		})).value;
		fc.assert(
			fc.property(value, fc.uint8Array({ maxLength: 9 }), (der, tail) => {
				expect(readDer(Buffer.concat([der, tail]))).toEqual({ der, end: der.length });
				expect(isDer(der)).toBe(true);
			})
		);
	});

	it('never breaks on other bytes', () => {
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 200 }), (any) => {
				const read = readDer(any);
				expect(read === undefined || (read.end <= any.length && isDer(read.der))).toBe(true);
			})
		);
	});
});

describe('open lengths', () => {
	it.each([
		['30 80 00 00', '30 00'],
		['30 80 02 01 05 00 00', '30 03 02 01 05'],
		['30 80 a0 80 02 01 05 00 00 05 00 00 00', '30 07 a0 03 02 01 05 05 00'],
		['30 07 a0 80 02 01 05 00 00', '30 05 a0 03 02 01 05']
	])('%s is read as %s', (open, closed) => {
		const read = readDer(bytes(`${open} 00 00`));
		expect(read).toEqual({ der: bytes(closed), end: bytes(open).length });
		expect(isDer(bytes(open))).toBe(false);
	});

	it.each([
		['without their end', '30 80 02 01 05'],
		['with half an end', '30 80 02 01 05 00'],
		['of a primitive value', '04 80 01 00 00'],
		['whose end lies outside', '30 05 a0 80 02 01 05 00 00']
	])('are not read %s', (_, open) => {
		expect(readDer(bytes(open))).toBeUndefined();
	});
});

function encode(tag: number, content: Buffer): Buffer {
	const { length } = content;
	if (length < 128) return Buffer.concat([Buffer.from([tag, length]), content]);
	if (length < 256) return Buffer.concat([Buffer.from([tag, 0x81, length]), content]);
	return Buffer.concat([Buffer.from([tag, 0x82, length >> 8, length & 255]), content]);
}
