import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { encode } from 'uqr';
import { expect, it } from 'vitest';
import { finishDocument, newDocument } from './document.ts';
import { drawQr } from './qr.ts';

it('draws every module of the code where it belongs, the quiet zone around it', async () => {
	const text = 'https://thuoc.example.gov.vn/kiem-tra/7F3K-9QXM-2D4T';
	const { data } = encode(text, { ecc: 'M', border: 4 });
	const scale = 4;
	const doc = newDocument({ title: 'QR', author: '', createdAt: 0 });
	doc.addPage({ size: [data.length, data.length], margin: 0 });
	drawQr(doc, text, 0, 0, data.length);
	const folder = mkdtempSync(join(tmpdir(), 'thuoc-qr-'));
	try {
		writeFileSync(join(folder, 'qr.pdf'), await finishDocument(doc));
		execFileSync('pdftoppm', [
			'-r',
			String(72 * scale),
			'-png',
			'-singlefile',
			join(folder, 'qr.pdf'),
			join(folder, 'qr')
		]);
		const { data: pixels, info } = await sharp(join(folder, 'qr.png'))
			.greyscale()
			.raw()
			.toBuffer({ resolveWithObject: true });
		const isDark = (row: number, column: number): boolean => {
			const [y, x] = [row, column].map((at) => Math.floor((at + 0.5) * scale));
			return pixels[(y! * info.width + x!) * info.channels]! < 128;
		};
		const drawn = data.map((cells, row) => cells.map((_, column) => isDark(row, column)));
		expect(drawn).toEqual(data);
		expect(drawn[0]!.some(Boolean)).toBe(false);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
});
