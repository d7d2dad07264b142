/** Lines → the page. */
import { ASCENT, cleanText, DESCENT, widthOf, type FontStyle } from './fonts.ts';
import type { Line, Piece } from './line-breaking.ts';

/** The blank that may break and the one that may not. */
const BLANKS = [' ', '\u00a0'];

export type Align = 'left' | 'center' | 'right' | 'justify';

export interface LinePlace {
	x: number;
	/** Top of the line's band, from the top of the page. */
	y: number;
	/** Width that the line is aligned in. */
	width: number;
	/** Height of the band; the letters stand in its middle. */
	pitch: number;
	size: number;
	align: Align;
}

/** Draws one line in the colour that is set. Never moves to another page. */
export function drawLine(doc: PDFKit.PDFDocument, line: Line, place: LinePlace): void {
	const { width, pitch, size, align } = place;
	const spare = width - line.width;
	const gaps = line.pieces.reduce((sum, piece) => sum + piece.gaps, 0);
	const stretch = align === 'justify' && !line.last && gaps > 0 && spare > 0 ? spare / gaps : 0;
	const shift = align === 'center' ? spare / 2 : align === 'right' ? spare : 0;
	const baseline = place.y + (pitch - size * (ASCENT + DESCENT)) / 2 + size * ASCENT;
	let x = place.x + shift;
	for (const piece of line.pieces) {
		doc.font(piece.style).fontSize(size);
		drawPiece(doc, piece, x, baseline, stretch);
		x += piece.width + piece.gaps * stretch;
	}
}

/** A blank at the end of a piece is not drawn; its width is in the caller's sum. */
function drawPiece(
	doc: PDFKit.PDFDocument,
	piece: Piece,
	x: number,
	baseline: number,
	stretch: number
): void {
	const text = piece.text.trimEnd();
	if (text === '') return;
	const draw = () => doc.text(text, x, baseline, { lineBreak: false, baseline: 'alphabetic' });
	if (stretch === 0) draw();
	else withWiderBlanks(doc, stretch, draw);
}

interface Font {
	/** Codes of the glyphs, and how far each moves on (thousandths of the size). */
	encode(text: string, features?: unknown): [codes: string[], moves: { xAdvance: number }[]];
}

/**
 * Blanks that are `stretch` points wider. pdfkit's own way of stretching leaves them out and moves on; whoever hears or
 * copies the text would have its words without blanks.
 */
function withWiderBlanks(doc: PDFKit.PDFDocument, stretch: number, draw: () => void): void {
	const { _font: font, _fontSize: size } = doc as unknown as { _font: Font; _fontSize: number };
	const encode = font.encode.bind(font);
	const blanks = new Set(BLANKS.flatMap((blank) => encode(blank)[0]));
	font.encode = (text, features) => {
		const [codes, moves] = encode(text, features);
		const widened = moves.map((move, i) =>
			blanks.has(codes[i]!) ? { ...move, xAdvance: move.xAdvance + (stretch * 1000) / size } : move
		);
		return [codes, widened];
	};
	try {
		draw();
	} finally {
		/* The font's own way again, which is its class's. */
		delete (font as Partial<Font>).encode;
	}
}

/** A single line of text at a place, without breaking it. */
export function drawText(doc: PDFKit.PDFDocument, text: string, style: FontStyle, place: LinePlace): void {
	const clean = cleanText(text).replaceAll('\n', ' ');
	const width = widthOf(clean, style, place.size);
	drawLine(doc, { pieces: [{ text: clean, style, width, gaps: 0 }], width, last: true }, place);
}
