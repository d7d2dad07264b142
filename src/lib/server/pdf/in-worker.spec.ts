import sharp from 'sharp';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { dropFace } from '../../../../tests/support/font-forge.ts';
import { record2018 } from '../../../../tests/support/papers-record.ts';
import { buildMinutes } from '#lib/domain/papers/minutes.ts';
import { PoolError } from '../workers/pool.ts';
import { checkFontFolder } from './font-folder.ts';
import { setIn } from './fonts.ts';
import { checkFontsInWorker, renderInWorker, sealAppearanceInWorker } from './in-worker.ts';
import { renderPaper } from './render.ts';
import { sealAppearance } from './seal-appearance.ts';

describe('a paper drawn in the worker', () => {
	it('has the same bytes as one drawn here, and the caller keeps its photos', async () => {
		const jpeg = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#336699' } })
			.jpeg()
			.toBuffer();
		const options = { createdAt: 1_789_000_000_000, photos: [{ jpeg, caption: 'Niêm yết', code: '3.2.1' }] };
		const content = buildMinutes(record2018());
		const here = await renderPaper(content, options);
		const there = await renderInWorker(content, options);
		expect(there.pdf).toBeInstanceOf(Buffer);
		expect(there.pdf.equals(here.pdf)).toBe(true);
		expect({ pages: there.pages, sealPlace: there.sealPlace }).toEqual({
			pages: here.pages,
			sealPlace: here.sealPlace
		});
		expect(jpeg.byteLength).toBeGreaterThan(0);
	});

	it('draws seals too', async () => {
		const options = { organisation: 'Sở Nội vụ', at: 1_789_000_000_000 };
		expect((await sealAppearanceInWorker(options)).equals(await sealAppearance(options))).toBe(true);
	});
});

function fontFolder(): string {
	const folder = mkdtempSync(join(tmpdir(), 'thuoc-worker-'));
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
	return folder;
}

describe("an office's own letters in the worker", () => {
	it('are checked there, and drawn there as here', async () => {
		const folder = fontFolder();
		dropFace(folder, { family: 'Van Phong', wider: 1.05 });
		const check = await checkFontsInWorker(folder);
		expect(check).toEqual(checkFontFolder(folder));
		const face = check.face!;
		const options = { organisation: 'Sở Nội vụ', at: 1_789_000_000_000 };
		const there = await sealAppearanceInWorker(options, face);
		expect(there.equals(await setIn(face, () => sealAppearance(options)))).toBe(true);
		expect(there.equals(await sealAppearance(options))).toBe(false);
		expect((await sealAppearanceInWorker(options)).equals(await sealAppearance(options))).toBe(true);
	});

	it('that make their reader spin end with its time; papers are drawn as before', async () => {
		const folder = fontFolder();
		/* Composite glyphs that have no end, with a right sum: only time tells. */
		const endless = Buffer.alloc(400_000, Buffer.from([0x7f, 0x01, 0xfe, 0x33, 0x80]));
		dropFace(folder, { add: { glyf: endless } }, ['regular']);
		const refused = await checkFontsInWorker(folder, 1500).catch((thrown: unknown) => thrown);
		expect(refused).toBeInstanceOf(PoolError);
		expect(refused).toMatchObject({ code: 'timeout' });
		const options = { organisation: 'Sở Nội vụ', at: 1_789_000_000_000 };
		expect((await sealAppearanceInWorker(options)).equals(await sealAppearance(options))).toBe(true);
	});
});
