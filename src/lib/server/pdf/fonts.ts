/**
 * The letters of papers: Tinos, metric-compatible with Times New Roman (which is not free to ship), or the face that an
 * office dropped into its data folder. Each is parsed once for the whole process because parsing costs ten times the
 * drawing. Every text passes `cleanText` before it is measured or drawn.
 */
import { FONT_STYLES, type FontStyle } from '#lib/domain/paper-fonts.ts';
import * as fontkit from 'fontkit';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

export { FONT_STYLES, type FontStyle };

/** The four files of an office's own face, checked before (`font-folder.ts`). The hash tells when a file is another by now. */
export type OwnFace = Record<FontStyle, { path: string; sha256: string }>;

interface Face {
	fonts: Record<FontStyle, fontkit.Font>;
	/** Widths in ems by style and word. Vietnamese syllables repeat, so nearly all measuring is a look-up. */
	widths: Record<FontStyle, Map<string, number>>;
}

const FILES: Record<FontStyle, string> = {
	regular: '400Regular/Tinos_400Regular.ttf',
	bold: '700Bold/Tinos_700Bold.ttf',
	italic: '400Regular_Italic/Tinos_400Regular_Italic.ttf',
	boldItalic: '700Bold_Italic/Tinos_700Bold_Italic.ttf'
};

const ofEach = <T>(make: (style: FontStyle) => T): Record<FontStyle, T> =>
	Object.fromEntries(FONT_STYLES.map((style) => [style, make(style)])) as Record<FontStyle, T>;

const makeFace = (open: (style: FontStyle) => fontkit.Font): Face => ({
	fonts: ofEach((style) => withLayoutCache(open(style))),
	widths: ofEach(() => new Map())
});

let shipped: Face | undefined;
let own: { key: string; face: Face } | undefined;
let current: Face | undefined;

const { resolve } = createRequire(import.meta.url);

const shippedFace = (): Face =>
	(shipped ??= makeFace((style) => fontkit.openSync(resolve(`@expo-google-fonts/tinos/${FILES[style]}`))));

/** One is kept: an office has one, and changes it once in years. */
function ownFace(files: OwnFace): Face {
	const key = FONT_STYLES.map((style) => files[style].sha256).join();
	if (own?.key !== key) own = { key, face: makeFace((style) => openChecked(files[style])) };
	return own.face;
}

function openChecked({ path, sha256 }: OwnFace[FontStyle]): fontkit.Font {
	const bytes = readFileSync(path);
	if (createHash('sha256').update(bytes).digest('hex') !== sha256)
		throw new Error(`font ${path} is another file than the one that was checked`);
	return fontkit.create(bytes);
}

/**
 * Measures and draws in a face: the office's own, or Tinos where it has none. Only what `draw` does before it first waits
 * is in that face; composing, drawing and ending a document all do. Throws when a file is not the checked one any more.
 */
export function setIn<T>(face: OwnFace | undefined, draw: () => T): T {
	const before = current;
	current = face === undefined ? shippedFace() : ownFace(face);
	try {
		return draw();
	} finally {
		current = before;
	}
}

const currentFace = (): Face => current ?? shippedFace();

/** The four parsed fonts of the face that is set in; read from disk on the first call only. */
export const loadFonts = (): Record<FontStyle, fontkit.Font> => currentFace().fonts;

const KEPT_RUNS = 20_000;

/**
 * Choosing the glyphs of a word takes far longer than drawing it, and pdfkit forgets them with each document, so the
 * font itself remembers. pdfkit scales the positions it is given in place: every caller gets positions of its own.
 */
function withLayoutCache(font: fontkit.Font): fontkit.Font {
	const runs = new Map<string, fontkit.GlyphRun>();
	const layout = font.layout.bind(font);
	font.layout = (text, features, ...more) => {
		if (features !== undefined) return layout(text, features, ...more);
		let run = runs.get(text);
		if (run === undefined) {
			if (runs.size >= KEPT_RUNS) runs.clear();
			const { glyphs, positions, advanceWidth } = layout(text);
			run = { glyphs: withCodePoints(glyphs, text), positions, advanceWidth };
			runs.set(text, run);
		}
		return copyOf(run);
	};
	return font;
}

/**
 * fontkit keeps one object a glyph for good, with the letters it was first asked for: none at all when it was first
 * met as a part of another («u» in «ụ»), and those of whatever text came first where two letters share a glyph. What
 * a reader copies out of a later document would lack those letters, so every run says for itself what it stands for.
 */
function withCodePoints(glyphs: fontkit.Glyph[], text: string): fontkit.Glyph[] {
	const letters = Array.from(text, (letter) => letter.codePointAt(0)!);
	let at = 0;
	const named = glyphs.map((glyph) => {
		const { codePoints } = glyph;
		const isLigature = codePoints.length > 1 && codePoints.every((code, i) => code === letters[at + i]);
		const own = letters.slice(at, at + (isLigature ? codePoints.length : 1));
		at += own.length;
		return Object.create(glyph, { codePoints: { value: own } }) as fontkit.Glyph;
	});
	return at === letters.length ? named : glyphs;
}

function copyOf({ glyphs, positions }: fontkit.GlyphRun): fontkit.GlyphRun {
	const own = positions.map(({ xAdvance, yAdvance, xOffset, yOffset }) => ({
		xAdvance,
		yAdvance,
		xOffset,
		yOffset
	}));
	return {
		glyphs,
		positions: own,
		get advanceWidth() {
			return own.reduce((sum, { xAdvance }) => sum + xAdvance, 0);
		}
	};
}

const KEPT_WIDTHS = 20_000;

/** Width in points of a piece of clean text at a size in points. */
export const widthOf = (text: string, style: FontStyle, size: number): number =>
	emsOf(currentFace(), text, style) * size;

function emsOf({ widths, fonts }: Face, text: string, style: FontStyle): number {
	const known = widths[style];
	let em = known.get(text);
	if (em === undefined) {
		const font = fonts[style];
		em = font.layout(text).advanceWidth / font.unitsPerEm;
		if (known.size >= KEPT_WIDTHS) known.clear();
		known.set(text, em);
	}
	return em;
}

/** Letters, capitals and figures as tables have them. */
const SAMPLE = 'Sau thời hạn của Thông báo (31/8/2021) Điểm tự chấm 98,75 %';

/**
 * The size for a column that was made for letters of Times at `size`, both in points: smaller where the letters of the face
 * are wider, so that a date is not cut in two. The size itself for the shipped face.
 */
export function sizeForColumns(size: number): number {
	const face = currentFace();
	if (face === shipped) return size;
	const wider = (style: FontStyle) => emsOf(face, SAMPLE, style) / emsOf(shippedFace(), SAMPLE, style);
	return Math.floor((size * 10) / Math.max(1, ...FONT_STYLES.map(wider))) / 10;
}

/**
 * Height of the letters above the base line, as a share of the size: of Times, for every face, so that base lines stand
 * where the form wants them whatever a font says of itself.
 */
export const ASCENT = 0.891;
export const DESCENT = 0.216;

// Soft hyphens, zero-width marks and byte-order marks have no glyph; typed text from the web is full of them.
const INVISIBLE =
	/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff]/g;

/**
 * NFC always: fontkit does not compose, so the marks of decomposed Vietnamese would stand beside their letters.
 * Tabs and odd spaces become blanks, line ends become «\n», what cannot be seen goes.
 */
export function cleanText(text: string): string {
	return text
		.normalize('NFC')
		.replace(/\r\n?/g, '\n')
		.replace(/[\t\u2000-\u200a\u3000]/g, ' ')
		.replace(/\u202f/g, '\u00a0')
		.replace(INVISIBLE, '');
}
