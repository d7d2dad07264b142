import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
	dropFace,
	forgeFont,
	nameIn,
	shippedFont,
	type Alteration
} from '../../../../tests/support/font-forge.ts';
import { FONT_STYLES, type FontFault } from '#lib/domain/paper-fonts.ts';
import { inspectFont, LARGEST_FONT_MB } from './font-check.ts';
import { checkFontFolder, MOST_FONTS } from './font-folder.ts';
import { REQUIRED_LETTERS, VIETNAMESE_LETTERS } from './font-letters.ts';
import { fontSentence } from './font-sentences.ts';

let folder: string;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'thuoc-fonts-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const FAMILY = 'Chữ Cơ Quan';
const put = (name: string, bytes: Buffer | string) => writeFileSync(join(folder, name), bytes);
const regular = nameIn('regular');

describe('what a face must write', () => {
	it('is all of Vietnamese in its composed form, and what stands in this list of papers', () => {
		expect([...VIETNAMESE_LETTERS]).toHaveLength(146);
		expect(new Set(VIETNAMESE_LETTERS).size).toBe(146);
		expect(VIETNAMESE_LETTERS.normalize('NFC')).toBe(VIETNAMESE_LETTERS);
		for (const letter of 'Kế hoạch số 05/KH-SNV: «≥ 98,5 %» (§ 2)…;\u00a0đ')
			expect(REQUIRED_LETTERS).toContain(letter);
	});
});

describe('the style of a font', () => {
	it.each(FONT_STYLES)('%s is told by OS/2, by head where that is silent, by its name at last', (style) => {
		const ways: Alteration[] = [{}, { silentOs2: true }, { silentOs2: true, silentHead: true }];
		for (const way of ways)
			expect(inspectFont('x', forgeFont(style, { family: FAMILY, ...way }))).toEqual({
				family: FAMILY,
				style,
				faults: []
			});
	});
});

describe('a folder of fonts', () => {
	it('that is not there, or is empty, is no fault: papers are set in the shipped face', () => {
		const none = { face: null, family: null, files: 0, faults: [] };
		expect(checkFontFolder(join(folder, 'none'))).toEqual(none);
		expect(checkFontFolder(folder)).toEqual(none);
	});

	it('with four styles of one family is a face, whatever its files are called', () => {
		dropFace(folder, { family: FAMILY });
		put('OFL.txt', 'licence');
		put('.DS_Store', 'x');
		const { face, ...rest } = checkFontFolder(folder);
		expect(rest).toEqual({ family: FAMILY, files: 4, faults: [] });
		for (const style of FONT_STYLES) {
			expect(face![style].path).toBe(join(folder, nameIn(style)));
			expect(face![style].sha256).toMatch(/^[0-9a-f]{64}$/);
		}
		expect(new Set(FONT_STYLES.map((style) => face![style].sha256)).size).toBe(4);
	});
});

/** Four good files, and one of them replaced. */
function withRegular(bytes: Buffer | string): FontFault[] {
	dropFace(folder, { family: FAMILY });
	put(regular, bytes);
	const { face, family, faults } = checkFontFolder(folder);
	expect({ face, family }).toEqual({ face: null, family: null });
	return faults;
}

const altered = (alteration: Alteration) =>
	withRegular(forgeFont('regular', { family: FAMILY, ...alteration }));

describe('a fault in one file keeps the whole face out', () => {
	it.each([
		['a text', 'not a font at all, though it is called one', 'not_a_font'],
		['nothing', '', 'not_a_font'],
		['a PDF', '%PDF-1.7\n%âãÏÓ', 'not_a_font'],
		['a collection', Buffer.concat([Buffer.from('ttcf'), Buffer.alloc(40)]), 'collection'],
		['an OpenType font with PostScript outlines', Buffer.from('OTTO\0\x05'), 'not_truetype'],
		['a font for web pages', Buffer.from('wOF2\0\x01'), 'not_truetype'],
		['the beginning of a font', Buffer.from('\0\x01\0\0\0\x0a', 'latin1'), 'damaged']
	] as const)('%s', (_, bytes, kind) => {
		expect(withRegular(bytes)).toEqual([{ kind, file: regular }]);
	});

	it('half a font, as a broken copy leaves it', () => {
		const whole = shippedFont('regular');
		expect(withRegular(whole.subarray(0, whole.length / 2))).toEqual([{ kind: 'damaged', file: regular }]);
	});

	it('a font whose outlines are not there', () => {
		expect(altered({ leaveOut: ['glyf', 'loca'] })).toEqual([{ kind: 'not_truetype', file: regular }]);
		expect(altered({ leaveOut: ['loca'] })).toEqual([{ kind: 'damaged', file: regular }]);
	});

	it('a font in which a single bit is another', () => {
		const bytes = forgeFont('regular', { family: FAMILY });
		const middle = bytes.length >> 1;
		bytes.writeUInt8(bytes.readUInt8(middle) ^ 1, middle);
		expect(withRegular(bytes)).toEqual([{ kind: 'damaged', file: regular }]);
	});

	it('a variable font', () => {
		expect(altered({ add: { fvar: Buffer.alloc(36) } })).toEqual([{ kind: 'variable', file: regular }]);
	});

	it.each([
		['restricted', 0x0002, true],
		['no part of it', 0x0100, true],
		['bitmaps only', 0x0200, true],
		['installable', 0x0000, false],
		['preview and print', 0x0004, false],
		['editable', 0x0008, false],
		['old, restricted and editable', 0x000a, false]
	])('embedding: %s', (_, fsType, isForbidden) => {
		const { faults } = inspectFont('x', forgeFont('regular', { fsType }));
		expect(faults).toEqual(isForbidden ? [{ kind: 'embedding_forbidden', file: 'x' }] : []);
	});

	it('letters that are missing, or empty, each by name', () => {
		expect(altered({ without: 'ẵỮ«\u00a0' })).toEqual([
			{ kind: 'letters_missing', file: regular, letters: 'ẵ Ữ U+00A0 «' }
		]);
		expect(altered({ blank: 'đ≥' })).toEqual([{ kind: 'letters_missing', file: regular, letters: 'đ ≥' }]);
	});

	it.each(['Chữ-Đậm', 'Phong(1)', 'A/B', 'A B', ''])('a name that a PDF cannot hold: «%s»', (postscript) => {
		expect(altered({ postscript })).toEqual([{ kind: 'unnamed', file: regular }]);
	});

	it('letters too wide for the name of the State', () => {
		dropFace(folder, { family: FAMILY, wider: 1.3 });
		expect(checkFontFolder(folder).faults).toEqual([{ kind: 'too_wide', file: nameIn('bold') }]);
	});

	it('a folder, a loop of links, a file beyond all measure', () => {
		dropFace(folder, { family: FAMILY });
		mkdirSync(join(folder, 'Times'));
		symlinkSync('loop.ttf', join(folder, 'loop.ttf'));
		put('zz.ttf', Buffer.alloc(LARGEST_FONT_MB * 1024 * 1024 + 1));
		expect(checkFontFolder(folder).faults).toEqual([
			{ kind: 'folder', file: 'Times' },
			{ kind: 'unreadable', file: 'loop.ttf' },
			{ kind: 'too_large', file: 'zz.ttf', megabytes: LARGEST_FONT_MB }
		]);
	});
});

describe('a fault in the set', () => {
	it('two files for one style, and none for another', () => {
		dropFace(folder, { family: FAMILY });
		put(nameIn('italic'), forgeFont('bold', { family: FAMILY }));
		expect(checkFontFolder(folder).faults).toEqual([
			{ kind: 'style_twice', style: 'bold', files: [nameIn('bold'), nameIn('italic')] },
			{ kind: 'style_missing', style: 'italic' }
		]);
	});

	it('three styles', () => {
		dropFace(folder, { family: FAMILY }, ['regular', 'bold', 'italic']);
		expect(checkFontFolder(folder).faults).toEqual([{ kind: 'style_missing', style: 'boldItalic' }]);
	});

	it('styles of several families', () => {
		dropFace(folder, { family: FAMILY });
		put(regular, forgeFont('regular', { family: 'Chữ Khác' }));
		expect(checkFontFolder(folder).faults).toEqual([
			{ kind: 'families_differ', families: ['Chữ Khác', FAMILY] }
		]);
	});

	it('a whole collection of files is not even read', () => {
		for (let i = 0; i <= MOST_FONTS; i += 1) put(`${i}.ttf`, 'x');
		expect(checkFontFolder(folder).faults).toEqual([
			{ kind: 'too_many', count: MOST_FONTS + 1, most: MOST_FONTS }
		]);
	});
});

describe('the sentence for each fault', () => {
	const file = 'phong.ttf';
	const faults: FontFault[] = [
		...(
			[
				'folder',
				'unreadable',
				'not_a_font',
				'collection',
				'not_truetype',
				'variable',
				'damaged',
				'unnamed',
				'embedding_forbidden',
				'too_wide'
			] as const
		).map((kind) => ({ kind, file })),
		{ kind: 'too_large', file, megabytes: 24 },
		{ kind: 'letters_missing', file, letters: 'ẵ Ữ' },
		{ kind: 'too_many', count: 13, most: 12 },
		{ kind: 'style_twice', style: 'bold', files: [file, 'b.ttf'] },
		{ kind: 'style_missing', style: 'boldItalic' },
		{ kind: 'families_differ', families: ['A', 'B'] },
		{ kind: 'unchecked' }
	];

	it('names what it is about, and no two are alike', () => {
		const sentences = faults.map(fontSentence);
		expect(new Set(sentences).size).toBe(faults.length);
		for (const [i, fault] of faults.entries()) if ('file' in fault) expect(sentences[i]).toContain(file);
		expect(sentences.join('\n')).toMatch(/ẵ Ữ[\s\S]*đậm nghiêng/);
	});
});
