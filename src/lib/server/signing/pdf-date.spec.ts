import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatPdfDate, parsePdfDate } from './pdf-date.ts';

describe('dates in a PDF', () => {
	it('are written in the time of Việt Nam', () => {
		expect(formatPdfDate(Date.UTC(2026, 8, 11, 18, 5, 9))).toBe("D:20260912010509+07'00'");
	});

	it('are read back as they were written, to the second', () => {
		const seconds = fc.integer({ min: 0, max: 4_000_000_000 });
		fc.assert(
			fc.property(seconds, (second) => {
				expect(parsePdfDate(formatPdfDate(second * 1000))).toBe(second * 1000);
			})
		);
	});

	it.each([
		['D:2026', Date.UTC(2026, 0, 1)],
		['D:202609', Date.UTC(2026, 8, 1)],
		['D:20260912103000', Date.UTC(2026, 8, 12, 10, 30)],
		['D:20260912103000Z', Date.UTC(2026, 8, 12, 10, 30)],
		["D:20260912103000Z00'00'", Date.UTC(2026, 8, 12, 10, 30)],
		["D:20260912103000-03'30'", Date.UTC(2026, 8, 12, 14, 0)],
		["D:20260912103000+07'00", Date.UTC(2026, 8, 12, 3, 30)],
		['D:20260912103000+07', Date.UTC(2026, 8, 12, 3, 30)]
	])('%s is understood', (text, at) => {
		expect(parsePdfDate(text)).toBe(at);
	});

	it.each(['', 'hôm nay', '20260912', 'D:20261340', "D:20260912103000+7'00'"])('«%s» is no date', (text) => {
		expect(parsePdfDate(text)).toBeUndefined();
	});
});
