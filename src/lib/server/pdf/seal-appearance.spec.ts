import { describe, expect, it } from 'vitest';
import { measurePages, pdfFonts, pdfText, sizeOf } from '../../../../tests/support/pdf-measure.ts';
import { sealAppearance } from './seal-appearance.ts';
import { SEAL_SIZE } from './signing-block.ts';

const AT = Date.parse('2026-09-12T03:04:05Z');

describe('the look of a seal', () => {
	it('is one page of its size with the organisation and the time in Việt Nam', async () => {
		const pdf = await sealAppearance({ organisation: 'Sở Nội vụ tỉnh Bình Định', at: AT });
		const [page, ...others] = measurePages(pdf);
		expect(others).toEqual([]);
		expect([page!.width, page!.height]).toEqual([SEAL_SIZE.width, SEAL_SIZE.height]);
		expect(pdfText(pdf)).toBe(
			'Đóng dấu điện tử bởi: Sở Nội vụ tỉnh Bình Định Thời gian ký: 12.09.2026 10:04:05 +07:00'
		);
		for (const line of page!.lines) expect(sizeOf(line)).toBeCloseTo(8, 1);
		expect(pdfFonts(pdf).every(({ name, embedded }) => name.startsWith('Tinos-') && embedded)).toBe(true);
	});

	it('makes long names smaller instead of cutting them', async () => {
		const organisation = `${'Ban Quản lý Khu công nghệ cao và các khu công nghiệp '.repeat(3)}tỉnh Bình Định`;
		const pdf = await sealAppearance({ organisation, at: AT });
		expect(pdfText(pdf)).toContain(organisation);
		for (const line of measurePages(pdf)[0]!.lines) {
			expect(line.yMin).toBeGreaterThanOrEqual(0);
			expect(line.yMax).toBeLessThanOrEqual(SEAL_SIZE.height);
			expect(sizeOf(line)).toBeLessThan(8);
		}
	});

	it('takes another size and gives the same bytes for the same input', async () => {
		const options = { organisation: 'Sở Nội vụ', at: AT, width: 200, height: 60 };
		const [first, second] = [await sealAppearance(options), await sealAppearance(options)];
		expect(measurePages(first)[0]).toMatchObject({ width: 200, height: 60 });
		expect(first.equals(second)).toBe(true);
	});
});
