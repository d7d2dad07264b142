import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitInto, readyForSending } from './photo.ts';

describe('the size of a photo that is sent', () => {
	it.each([
		[4000, 3000, 1600, 1200],
		[3000, 4000, 1200, 1600],
		[800, 600, 800, 600],
		[10_000, 3, 1600, 1]
	])('%d × %d becomes %d × %d', (width, height, w, h) => {
		expect(fitInto({ width, height }, 1600)).toEqual({ width: w, height: h });
	});

	it('is never larger than it was, nor than the limit, and keeps its shape', () => {
		const edge = fc.integer({ min: 1, max: 12_000 });
		fc.assert(
			fc.property(edge, edge, (width, height) => {
				const fit = fitInto({ width, height }, 1600);
				expect(Math.max(fit.width, fit.height)).toBeLessThanOrEqual(1600);
				expect(fit.width).toBeLessThanOrEqual(width);
				expect(fit.height).toBeLessThanOrEqual(height);
				const scale = Math.min(1, 1600 / Math.max(width, height));
				expect(Math.abs(fit.width - width * scale)).toBeLessThanOrEqual(1);
				expect(Math.abs(fit.height - height * scale)).toBeLessThanOrEqual(1);
			})
		);
	});
});

it('leaves alone what is no picture, and what cannot be read here', async () => {
	const pdf = new File(['%PDF-'], 'a.pdf', { type: 'application/pdf' });
	expect(await readyForSending(pdf)).toBe(pdf);
	const unreadable = new File(['?'], 'a.heic', { type: 'image/heic' });
	expect(await readyForSending(unreadable)).toBe(unreadable);
});
