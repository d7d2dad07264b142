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
		path: { commands: unknown[] };
	}
	export interface GlyphRun {
		glyphs: Glyph[];
		positions: Position[];
		readonly advanceWidth: number;
	}
	export interface Subset {
		includeGlyph(glyph: Glyph): number;
		encode(): Uint8Array;
	}
	type Flags<Name extends string> = Record<Name, boolean>;
	export interface Font {
		unitsPerEm: number;
		ascent: number;
		descent: number;
		postscriptName: string | null;
		familyName: string | null;
		subfamilyName: string | null;
		head: { macStyle: Flags<'bold' | 'italic'> };
		'OS/2': {
			fsType: Flags<'noEmbedding' | 'viewOnly' | 'editable' | 'noSubsetting' | 'bitmapOnly'>;
			fsSelection: Flags<'bold' | 'italic' | 'oblique' | 'regular'>;
		};
		layout(text: string, features?: unknown, ...more: unknown[]): GlyphRun;
		hasGlyphForCodePoint(codePoint: number): boolean;
		createSubset(): Subset;
	}
	export function openSync(path: string): Font;
	/** Throws for what is no font at all. */
	export function create(bytes: Uint8Array): Font;
}
