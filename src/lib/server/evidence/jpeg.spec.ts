import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { isPlainJpeg } from './jpeg.ts';

let plain: Buffer;
const picture = (width = 640, height = 480) =>
	sharp({
		create: {
			width,
			height,
			channels: 3,
			background: '#b9c2cf',
			noise: { type: 'gaussian', mean: 128, sigma: 30 }
		}
	});
beforeAll(async () => {
	plain = await picture().jpeg().toBuffer();
});

/** With a segment put in behind the start of the picture. */
function withSegment(marker: number, content: Buffer): Buffer {
	const head = Buffer.alloc(4);
	head.writeUInt16BE(0xff00 + marker, 0);
	head.writeUInt16BE(content.length + 2, 2);
	return Buffer.concat([plain.subarray(0, 2), head, content, plain.subarray(2)]);
}

describe('a JPEG with nothing in it but the picture', () => {
	it('is kept as it is: baseline, progressive, grey, with restart marks', async () => {
		expect(isPlainJpeg(plain)).toBe(true);
		expect(isPlainJpeg(await picture().jpeg({ progressive: true }).toBuffer())).toBe(true);
		expect(isPlainJpeg(await picture().greyscale().toColourspace('b-w').jpeg().toBuffer())).toBe(true);
		expect(isPlainJpeg(await picture(2400, 10).jpeg({ quality: 100 }).toBuffer())).toBe(true);
	});

	it('may say which colours it means', async () => {
		expect(isPlainJpeg(await picture().withIccProfile('srgb').jpeg().toBuffer())).toBe(true);
		expect(isPlainJpeg(withSegment(0xe2, Buffer.from(`ICC_PROFILE\0${'x'.repeat(5000)}`)))).toBe(false);
	});
});

describe('anything else is not', () => {
	it.each<[string, () => Buffer | Promise<Buffer>]>([
		[
			'what the camera wrote into it',
			() =>
				picture()
					.withExif({ IFD0: { Make: 'X' } })
					.jpeg()
					.toBuffer()
		],
		['a turn beside the picture', () => picture().withMetadata({ orientation: 6 }).jpeg().toBuffer()],
		['XMP', () => withSegment(0xe1, Buffer.from('http://ns.adobe.com/xap/1.0/\0<x/>'))],
		['IPTC', () => withSegment(0xed, Buffer.from('Photoshop 3.0\0'))],
		['a comment', () => withSegment(0xfe, Buffer.from('13.78, 109.22'))],
		['several pictures in one', () => withSegment(0xe2, Buffer.from('MPF\0'))],
		[
			'a small picture inside',
			() => withSegment(0xe0, Buffer.from('JFIF\0\x01\x01\0\0\x01\0\x01\x01\x01abc', 'latin1'))
		],
		['something hung on behind', () => Buffer.concat([plain, Buffer.from('ftypmp42')])],
		['a second picture behind', () => Buffer.concat([plain, plain])],
		['too large', () => picture(2401, 8).jpeg().toBuffer()],
		['four colours', () => picture().toColourspace('cmyk').jpeg().toBuffer()],
		['a PNG', () => picture().png().toBuffer()],
		['no picture', () => Buffer.from([0xff, 0xd8, 0xff, 0xd9])],
		['nothing', () => Buffer.alloc(0)],
		['a length beyond its end', () => withSegment(0xdb, Buffer.alloc(3)).subarray(0, 6)]
	])('%s', async (_, make) => {
		expect(isPlainJpeg(await make())).toBe(false);
	});

	it('cut anywhere', () => {
		fc.assert(fc.property(fc.nat(plain.length - 1), (at) => isPlainJpeg(plain.subarray(0, at)) === false));
		expect(isPlainJpeg(plain.subarray(0, plain.length - 1))).toBe(false);
	});

	it('never throws, whatever the bytes', () => {
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 300 }), fc.boolean(), (bytes, isHeaded) => {
				const head = isHeaded ? plain.subarray(0, 200) : Buffer.from([0xff, 0xd8, 0xff]);
				expect(typeof isPlainJpeg(Buffer.concat([head, bytes]))).toBe('boolean');
			})
		);
	});
});
