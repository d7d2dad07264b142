import { describe, expect, it } from 'vitest';
import { pdfText } from '../../../../tests/support/pdf-measure.ts';
import { finishDocument, newDocument } from './document.ts';
import { cleanText, FONT_STYLES, loadFonts, type FontStyle } from './fonts.ts';
import { breakText } from './line-breaking.ts';
import { drawLine } from './typesetting.ts';

async function pdfOf(text: string, style: FontStyle, align: 'left' | 'justify' = 'left'): Promise<Buffer> {
	const doc = newDocument({ title: 'Thử', author: '', createdAt: 0 });
	doc.addPage({ size: 'A4', margin: 0 });
	for (const [i, line] of breakText(text, style, 12, 480).entries())
		drawLine(doc, line, { x: 50, y: 50 + i * 16, width: 480, pitch: 16, size: 12, align });
	return finishDocument(doc);
}

const VOWELS = 'aăâeêioôơuưy';
const TONES = ['', '\u0300', '\u0301', '\u0303', '\u0309', '\u0323'];
const LETTERS =
	[...VOWELS].flatMap((vowel) => TONES.map((tone) => (vowel + tone).normalize('NFC'))).join('') + 'đ';
const ALL = LETTERS + LETTERS.toUpperCase();

// The order of these tests matters: the first one asks for composed letters before any of their parts.
describe('what a reader copies out', () => {
	it('does not depend on which letters earlier papers held', async () => {
		expect(pdfText(await pdfOf('ụởỉạẹỵ', 'bold'))).toBe('ụởỉạẹỵ');
		expect(pdfText(await pdfOf('u o i a e y Quản lý Khu công nghệ cao', 'bold'))).toBe(
			'u o i a e y Quản lý Khu công nghệ cao'
		);
	});

	it('keeps apart two letters that share a glyph when they stand in different papers', async () => {
		expect(pdfText(await pdfOf('ÐÐÐ', 'regular'))).toBe('ÐÐÐ');
		expect(pdfText(await pdfOf('ĐĐĐ', 'regular'))).toBe('ĐĐĐ');
	});

	it.each(FONT_STYLES)('is every Vietnamese letter, in %s', async (style) => {
		expect(LETTERS).toHaveLength(73);
		expect(pdfText(await pdfOf(ALL.match(/.{1,20}/g)!.join(' '), style)).replaceAll(' ', '')).toBe(ALL);
	});

	it('is the same when a line is stretched', async () => {
		const text =
			'Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư; '.repeat(
				4
			);
		expect(pdfText(await pdfOf(text, 'italic', 'justify'))).toBe(text.trim());
	});

	it('has the signs of official papers', async () => {
		const signs = '“ ” – — … ≥ ≤ × ÷ ° ² ³ € ₫ § № « » − %';
		expect(pdfText(await pdfOf(signs, 'regular'))).toBe(signs);
	});
});

describe('the fonts', () => {
	it('are parsed once', () => {
		expect(loadFonts()).toBe(loadFonts());
	});

	it.each(FONT_STYLES)('hold a glyph for every Vietnamese letter in %s', (style) => {
		const font = loadFonts()[style];
		const missing = [...ALL].filter((letter) => !font.hasGlyphForCodePoint(letter.codePointAt(0)!));
		expect(missing).toEqual([]);
	});
});

describe('cleanText', () => {
	it.each([
		['decomposed letters', 'Ủy ban'.normalize('NFD'), 'Ủy ban'],
		['line ends of Windows', 'một\r\nhai\rba', 'một\nhai\nba'],
		['tabs and wide spaces', 'một\thai\u3000ba\u2009bốn', 'một hai ba bốn'],
		['invisible marks', '\ufeffmột\u200b\u00adhai\u0000\u2028', 'mộthai'],
		['a narrow fixed space', '86,6\u202f%', '86,6\u00a0%']
	])('settles %s', (_, typed, clean) => {
		expect(cleanText(typed)).toBe(clean);
	});
});
