import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { measurePages, pdfText } from '../../../../tests/support/pdf-measure.ts';
import { record2018, strokes } from '../../../../tests/support/papers-record.ts';
import { buildMinutes } from '#lib/domain/papers/minutes.ts';
import { renderPaper } from './render.ts';

const OPTIONS = { createdAt: Date.parse('2026-09-12T10:00:00+07:00') };

describe('drawn signatures of any shape', () => {
	it.each([
		['a dot', [{ points: [{ x: 5, y: 5, time: 0, pressure: 1 }] }]],
		['a line of one place', [{ points: [strokes[0]!.points[0]!, strokes[0]!.points[0]!] }]],
		[
			'numbers that are none',
			[{ points: [{ x: NaN, y: Infinity, time: 0, pressure: 0 }, strokes[0]!.points[1]!] }]
		],
		['nothing', [{ points: [] }]],
		[
			'huge',
			[
				{
					points: [
						{ x: -1e9, y: 0, time: 0, pressure: 1 },
						{ x: 1e9, y: 5, time: 1, pressure: 1 }
					]
				}
			]
		]
	])('%s gives a sound file', async (_, drawn) => {
		const record = record2018();
		record.drawn = [
			{ side: 'team', name: 'Trưởng đoàn', title: '', strokes: drawn, signedAt: 0, contentHash: '' }
		];
		const { pdf } = await renderPaper(buildMinutes(record), OPTIONS);
		expect(pdf.toString('latin1')).not.toContain('NaN');
		expect(pdfText(pdf)).toContain('TRƯỞNG ĐOÀN');
	});
});

describe('photos', () => {
	let jpegs: Buffer[];

	beforeAll(async () => {
		jpegs = await Promise.all(
			Array.from({ length: 20 }, (_, i) =>
				sharp({
					create: { width: 160 + i, height: 120, channels: 3, background: { r: i * 12, g: 90, b: 120 } }
				})
					.jpeg()
					.toBuffer()
			)
		);
	});

	const photosOf = (files: Buffer[]) =>
		files.map((jpeg, i) => ({ jpeg, caption: `Ảnh tại bộ phận một cửa số ${i + 1}`, code: '3.2.1' }));

	it('stand six to a page with number, code and caption, each file embedded as it is', async () => {
		const { pdf } = await renderPaper(buildMinutes(record2018()), { ...OPTIONS, photos: photosOf(jpegs) });
		const captions = measurePages(pdf).map(
			({ lines }) => lines.filter(({ text }) => /^Ảnh \d+ \(tiêu chí 3\.2\.1\):/.test(text)).length
		);
		expect(captions.filter((count) => count > 0)).toEqual([6, 6, 6, 2]);
		expect(embeddedJpegs(pdf)).toEqual(jpegs.map((jpeg) => jpeg.toString('base64')).toSorted());
	});

	it('a damaged one is said to be unreadable, the paper still comes', async () => {
		const damaged = [Buffer.from('not a photo'), jpegs[0]!.subarray(0, 20), jpegs[1]!];
		const { pdf } = await renderPaper(buildMinutes(record2018()), { ...OPTIONS, photos: photosOf(damaged) });
		expect(pdfText(pdf).match(/\(Không đọc được ảnh\)/g)).toHaveLength(2);
		expect(embeddedJpegs(pdf)).toHaveLength(1);
	});
});

function embeddedJpegs(pdf: Buffer): string[] {
	const folder = mkdtempSync(join(tmpdir(), 'thuoc-photos-'));
	try {
		writeFileSync(join(folder, 'paper.pdf'), pdf);
		execFileSync('pdfimages', ['-j', join(folder, 'paper.pdf'), join(folder, 'photo')]);
		return readdirSync(folder)
			.filter((name) => name.endsWith('.jpg'))
			.map((name) => readFileSync(join(folder, name)).toString('base64'))
			.toSorted();
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}
