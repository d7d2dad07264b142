/** The few parts of fontkit 2 that are used here; the package brings no types. */
declare module 'fontkit' {
	export interface GlyphRun {
		advanceWidth: number;
	}
	export interface Font {
		unitsPerEm: number;
		ascent: number;
		descent: number;
		layout(text: string): GlyphRun;
		hasGlyphForCodePoint(codePoint: number): boolean;
	}
	export function openSync(path: string): Font;
}
