/** The few parts of fontkit 2 that are used here; the package brings no types. */
declare module 'fontkit' {
	export interface Position {
		xAdvance: number;
		yAdvance: number;
		xOffset: number;
		yOffset: number;
	}
	export interface Glyph {
		id: number;
		codePoints: number[];
	}
	export interface GlyphRun {
		glyphs: Glyph[];
		positions: Position[];
		readonly advanceWidth: number;
	}
	export interface Font {
		unitsPerEm: number;
		ascent: number;
		descent: number;
		layout(text: string, features?: unknown, ...more: unknown[]): GlyphRun;
		hasGlyphForCodePoint(codePoint: number): boolean;
	}
	export function openSync(path: string): Font;
}
