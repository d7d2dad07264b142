import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { codeOf } from '../../../../tests/support/database.ts';
import { cleanLogo, LARGEST_LOGO_MB, LEAST_SIDE } from './logo-picture.ts';

const RED = { r: 200, g: 16, b: 46 };
const square = (side: number, background: object = RED) =>
	sharp({ create: { width: side, height: side, channels: 3, background } });
const clean = (bytes: Uint8Array, name = 'bieu-trung.png') => cleanLogo({ name, bytes });
const said = (bytes: Uint8Array) => codeOf(() => clean(bytes));

/** A piece of a PNG with its length and sum. */
function chunk(type: string, data: Buffer): Buffer {
	const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
	const length = Buffer.alloc(4);
	length.writeUInt32BE(data.length);
	return Buffer.concat([length, body, crcOf(body)]);
}

function crcOf(bytes: Buffer): Buffer {
	let crc = 0xffffffff;
	for (const byte of bytes) {
		crc ^= byte;
		for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
	}
	const sum = Buffer.alloc(4);
	sum.writeUInt32BE((crc ^ 0xffffffff) >>> 0);
	return sum;
}

const SIGNATURE = 8;
/** The signature and the first piece, which says how large the picture is. */
const HEAD_END = SIGNATURE + 25;

describe('the picture of a logo', () => {
	it('is a PNG anew: small enough, in plain colours, without what else was in the file', async () => {
		const photo = await square(3000)
			.withExif({ IFD0: { Artist: 'ai do', Copyright: 'bi mat' }, IFD3: { GPSLatitude: '13/1 45/1 0/1' } })
			.jpeg()
			.toBuffer();
		const picture = await clean(photo, 'anh.jpg');
		expect(picture.toString('latin1')).not.toMatch(/ai do|bi mat|Exif|eXIf|iCCP/);
		expect(await sharp(picture).metadata()).toMatchObject({
			format: 'png',
			width: 800,
			height: 800,
			space: 'srgb',
			depth: 'uchar',
			isProgressive: false
		});
	});

	it('keeps what is clear, and is not made larger', async () => {
		const source = await sharp({
			create: { width: 200, height: 120, channels: 4, background: { ...RED, alpha: 0 } }
		})
			.composite([{ input: await square(60).png().toBuffer() }])
			.png()
			.toBuffer();
		const { data, info } = await sharp(await clean(source))
			.raw()
			.toBuffer({ resolveWithObject: true });
		expect(info).toMatchObject({ width: 200, height: 120, channels: 4 });
		const alphas = new Set(data.filter((_, i) => i % 4 === 3));
		expect(alphas).toEqual(new Set([0, 255]));
	});

	it('of 16 bits, or in the colours of a press, comes in 8 bits of red, green and blue', async () => {
		const deep = await square(150).toColourspace('rgb16').png().toBuffer();
		expect((await sharp(deep).metadata()).depth).toBe('ushort');
		expect((await sharp(await clean(deep)).metadata()).depth).toBe('uchar');

		const press = await square(150).toColourspace('cmyk').jpeg({ quality: 100 }).toBuffer();
		expect((await sharp(press).metadata()).space).toBe('cmyk');
		const picture = sharp(await clean(press, 'in-an.jpg'));
		expect(await picture.metadata()).toMatchObject({ space: 'srgb', channels: 3 });
		const { channels } = await picture.stats();
		expect(channels[0]!.mean).toBeGreaterThan(150);
		expect(channels[1]!.mean).toBeLessThan(80);
	});

	it('lying on its side in the file stands upright', async () => {
		const lying = await sharp({ create: { width: 300, height: 150, channels: 3, background: RED } })
			.withMetadata({ orientation: 6 })
			.jpeg()
			.toBuffer();
		expect(await sharp(await clean(lying)).metadata()).toMatchObject({ width: 150, height: 300 });
	});

	it('that moves is its first picture', async () => {
		const still = await square(150).png().toBuffer();
		const acTL = chunk('acTL', Buffer.from([0, 0, 0, 2, 0, 0, 0, 0]));
		const moving = Buffer.concat([still.subarray(0, HEAD_END), acTL, still.subarray(HEAD_END)]);
		expect((await clean(moving)).equals(await clean(still))).toBe(true);
		expect((await clean(moving)).includes('acTL')).toBe(false);
	});

	it('is the same bytes for the same file', async () => {
		const source = await square(400).png().toBuffer();
		expect((await clean(source)).equals(await clean(source))).toBe(true);
	});
});

describe('refused', () => {
	it('what is no PNG or JPEG, whatever its name', async () => {
		const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="200"><script>1</script></svg>';
		expect(await said(Buffer.from(svg))).toBe('logo.not_a_picture');
		expect(await said(await square(150).gif().toBuffer())).toBe('logo.not_a_picture');
		expect(await said(await square(150).webp().toBuffer())).toBe('logo.not_a_picture');
		expect(await said(Buffer.from('%PDF-1.7'))).toBe('logo.not_a_picture');
		expect(await said(new Uint8Array())).toBe('file.empty');
	});

	it('a picture that breaks off, or is one by its first bytes only', async () => {
		const whole = await square(400).png().toBuffer();
		expect(await said(whole.subarray(0, HEAD_END + 20))).toBe('logo.not_a_picture');
		expect(await said(Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.alloc(500, 7)]))).toBe(
			'logo.not_a_picture'
		);
	});

	it('a file too large, before it is opened', async () => {
		const size = LARGEST_LOGO_MB * 1024 * 1024;
		expect(await said(Buffer.alloc(size + 1))).toBe('file.too_large');
		expect(await said(Buffer.alloc(size))).toBe('logo.not_a_picture');
	});

	it('a small file that says it is a huge picture', async () => {
		const bomb = await square(150).png().toBuffer();
		const header = bomb.subarray(SIGNATURE + 8, HEAD_END - 4);
		header.writeUInt32BE(60_000, 0);
		header.writeUInt32BE(60_000, 4);
		crcOf(bomb.subarray(SIGNATURE + 4, HEAD_END - 4)).copy(bomb, HEAD_END - 4);
		expect(await said(bomb)).toBe('logo.too_many_pixels');
	});

	it('a picture too small to print', async () => {
		expect(
			await said(
				await square(LEAST_SIDE - 1)
					.png()
					.toBuffer()
			)
		).toBe('logo.too_small');
		expect(await said(await square(LEAST_SIDE).png().toBuffer())).toBeNull();
	});
});
