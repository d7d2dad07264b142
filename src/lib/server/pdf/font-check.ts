/**
 * Whether a font that an office dropped into its data folder can set papers: told by its own tables, never by its name
 * (OpenType 1.9: `OS/2`, `head`, `name`). Runs in the worker, for a damaged font can make its reader spin.
 */
import type { FontFault, FontStyle } from '#lib/domain/paper-fonts.ts';
import * as fontkit from 'fontkit';
import { listLetters, REQUIRED_LETTERS } from './font-letters.ts';
import { STATE_NAME, STATE_ROOM, STATE_SIZE } from './head-block.ts';

/** Times New Roman has about one megabyte, faces with Chinese letters twenty. */
export const LARGEST_FONT_MB = 24;

type FileFault = Exclude<
	FontFault,
	{ kind: 'unchecked' | 'too_many' | 'style_twice' | 'style_missing' | 'families_differ' }
>;

export type InspectedFont =
	| { family: string; style: FontStyle; faults: FileFault[] }
	/** Not even its style could be told. */
	| { family: null; style: null; faults: FileFault[] };

type Unreadable = 'not_a_font' | 'collection' | 'not_truetype' | 'variable' | 'damaged';

const unreadable = (kind: Unreadable, file: string): InspectedFont => ({
	family: null,
	style: null,
	faults: [{ kind, file }]
});

/** What one file is and what is wrong with it. Never throws. */
export function inspectFont(file: string, bytes: Buffer): InspectedFont {
	const kind = kindOf(bytes);
	if (kind !== 'truetype') return unreadable(kind, file);
	try {
		const font = fontkit.create(bytes);
		const style = styleOf(font);
		return { family: familyOf(font), style, faults: faultsIn(font, file, style) };
	} catch {
		return unreadable('damaged', file);
	}
}

/** By the first four bytes and the tables, before anything reads what is in them. */
function kindOf(bytes: Buffer): 'truetype' | Unreadable {
	const tag = bytes.toString('latin1', 0, 4);
	if (tag === 'ttcf') return 'collection';
	if (['OTTO', 'wOFF', 'wOF2', 'typ1'].includes(tag)) return 'not_truetype';
	if (tag !== '\0\x01\0\0' && tag !== 'true') return 'not_a_font';
	const tables = tablesOf(bytes);
	if (tables === null) return 'damaged';
	if (!tables.has('glyf')) return 'not_truetype';
	if (tables.has('fvar')) return 'variable';
	const isWhole = NEEDED_TABLES.every((name) => tables.has(name)) && [...tables].every(isAsWritten);
	return isWhole ? 'truetype' : 'damaged';
}

const NEEDED_TABLES = ['OS/2', 'cmap', 'head', 'hhea', 'hmtx', 'loca', 'maxp', 'name', 'post'];

interface Table {
	bytes: Buffer;
	checksum: number;
}

/** The tables by name; null where the file is shorter than its own directory says. */
function tablesOf(bytes: Buffer): Map<string, Table> | null {
	const count = bytes.length < 12 ? 0 : bytes.readUInt16BE(4);
	if (count === 0 || 12 + count * 16 > bytes.length) return null;
	const tables = new Map<string, Table>();
	for (let at = 12; at < 12 + count * 16; at += 16) {
		const start = bytes.readUInt32BE(at + 8);
		const end = start + bytes.readUInt32BE(at + 12);
		if (end > bytes.length) return null;
		const table = { bytes: bytes.subarray(start, end), checksum: bytes.readUInt32BE(at + 4) };
		tables.set(bytes.toString('latin1', at, at + 4), table);
	}
	return tables;
}

/** Where the sum of the whole file stands in `head`; it is no part of the sum of the table. */
const ADJUSTMENT = 8;

/** A letter that a bad disk changed would be drawn wrong on every paper, and noise can make the reader spin. */
function isAsWritten([name, { bytes, checksum }]: [string, Table]): boolean {
	let sum = 0;
	for (let at = 0; at < bytes.length; at += 4) {
		const isLeftOut = name === 'head' && at === ADJUSTMENT;
		if (!isLeftOut) sum = (sum + wordAt(bytes, at)) % 2 ** 32;
	}
	return sum === checksum;
}

/** Four bytes as a number; beyond the end of a table there are zeros. */
const wordAt = (bytes: Buffer, at: number): number =>
	at + 4 <= bytes.length
		? bytes.readUInt32BE(at)
		: Buffer.concat([bytes.subarray(at), Buffer.alloc(4)]).readUInt32BE(0);

/** `OS/2` says it; where it says nothing, `head` does, and where that is silent too, the name of the style. */
function styleOf(font: fontkit.Font): FontStyle {
	const { bold, italic, oblique, regular } = font['OS/2'].fsSelection;
	const { macStyle } = font.head;
	const isSaid = bold || italic || oblique || regular;
	const isNamed = isSaid || macStyle.bold || macStyle.italic;
	const name = font.subfamilyName ?? '';
	const isBold = isSaid ? bold : isNamed ? macStyle.bold : /bold/i.test(name);
	const isItalic = isSaid ? italic || oblique : isNamed ? macStyle.italic : /italic|oblique/i.test(name);
	if (isBold) return isItalic ? 'boldItalic' : 'bold';
	return isItalic ? 'italic' : 'regular';
}

const familyOf = (font: fontkit.Font): string => (font.familyName ?? '').normalize('NFC').trim();

/** As OpenType 1.9 has it (`name`, 6). pdfkit writes it into the file as it is, where other signs would end the name. */
const POSTSCRIPT_NAME = /^[^\s[\](){}<>/%#\u0000-\u0020\u007f-\uffff]{1,63}$/;

function faultsIn(font: fontkit.Font, file: string, style: FontStyle): FileFault[] {
	const faults: FileFault[] = [];
	if (!POSTSCRIPT_NAME.test(font.postscriptName ?? '')) faults.push({ kind: 'unnamed', file });
	if (!mayBeEmbedded(font)) faults.push({ kind: 'embedding_forbidden', file });
	const missing = REQUIRED_LETTERS.filter((letter) => !canWrite(font, letter));
	if (missing.length > 0) faults.push({ kind: 'letters_missing', file, letters: listLetters(missing) });
	tryDrawing(font, missing);
	if (style === 'bold' && isTooWide(font)) faults.push({ kind: 'too_wide', file });
	return faults;
}

const canWrite = (font: fontkit.Font, letter: string): boolean =>
	font.hasGlyphForCodePoint(letter.codePointAt(0)!) &&
	(letter.trim() === '' || font.layout(letter).glyphs.some(({ path }) => path.commands.length > 0));

/**
 * `fsType` (OpenType 1.9, `OS/2`): restricted fonts may not be embedded; a paper embeds only the letters it uses, and
 * their outlines, so «no subsetting» and «bitmaps only» forbid it too. Old fonts set several levels: the freest counts.
 */
function mayBeEmbedded(font: fontkit.Font): boolean {
	const { noEmbedding, viewOnly, editable, noSubsetting, bitmapOnly } = font['OS/2'].fsType;
	return !(noEmbedding && !viewOnly && !editable) && !noSubsetting && !bitmapOnly;
}

/** As pdfkit does when it embeds them. Throws for outlines that cannot be read. */
function tryDrawing(font: fontkit.Font, missing: readonly string[]): void {
	const subset = font.createSubset();
	for (const letter of REQUIRED_LETTERS)
		if (!missing.includes(letter)) for (const glyph of font.layout(letter).glyphs) subset.includeGlyph(glyph);
	if (subset.encode().length === 0) throw new Error('nothing to embed');
	if (!(font.unitsPerEm > 0)) throw new Error('no size');
}

const isTooWide = (font: fontkit.Font): boolean =>
	(font.layout(STATE_NAME).advanceWidth / font.unitsPerEm) * STATE_SIZE > STATE_ROOM;
