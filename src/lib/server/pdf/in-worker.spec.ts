import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { record2018 } from '../../../../tests/support/papers-record.ts';
import { buildMinutes } from '#lib/domain/papers/minutes.ts';
import { renderInWorker, sealAppearanceInWorker } from './in-worker.ts';
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
