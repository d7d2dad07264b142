/**
 * Tinos, metric-compatible with Times New Roman (which is not free to ship): four styles, parsed once for the whole
 * process because parsing costs ten times the drawing. Every text passes `cleanText` before it is measured or drawn.
 */
import { createRequire } from 'node:module';
import * as fontkit from 'fontkit';

export const FONT_STYLES = ['regular', 'bold', 'italic', 'boldItalic'] as const;
export type FontStyle = (typeof FONT_STYLES)[number];

const FILES: Record<FontStyle, string> = {
	regular: '400Regular/Tinos_400Regular.ttf',
	bold: '700Bold/Tinos_700Bold.ttf',
	italic: '400Regular_Italic/Tinos_400Regular_Italic.ttf',
	boldItalic: '700Bold_Italic/Tinos_700Bold_Italic.ttf'
};

let parsed: Record<FontStyle, fontkit.Font> | undefined;

/** The four parsed fonts; read from disk on the first call only. */
export function loadFonts(): Record<FontStyle, fontkit.Font> {
	if (parsed === undefined) {
		const { resolve } = createRequire(import.meta.url);
		const open = (style: FontStyle) =>
			withLayoutCache(fontkit.openSync(resolve(`@expo-google-fonts/tinos/${FILES[style]}`)));
		parsed = {
			regular: open('regular'),
			bold: open('bold'),
			italic: open('italic'),
			boldItalic: open('boldItalic')
		};
	}
	return parsed;
}

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

/** Widths in ems by style and word. Vietnamese syllables repeat, so nearly all measuring is a look-up. */
const widths: Record<FontStyle, Map<string, number>> = {
	regular: new Map(),
	bold: new Map(),
	italic: new Map(),
	boldItalic: new Map()
};
const KEPT_WIDTHS = 20_000;

/** Width in points of a piece of clean text at a size in points. */
export function widthOf(text: string, style: FontStyle, size: number): number {
	const known = widths[style];
	let em = known.get(text);
	if (em === undefined) {
		const font = loadFonts()[style];
		em = font.layout(text).advanceWidth / font.unitsPerEm;
		if (known.size >= KEPT_WIDTHS) known.clear();
		known.set(text, em);
	}
	return em * size;
}

/** Height of the letters above the base line, as a share of the size. */
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
