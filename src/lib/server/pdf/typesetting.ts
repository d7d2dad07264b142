/** Lines → the page. */
import { ASCENT, cleanText, DESCENT, widthOf, type FontStyle } from './fonts.ts';
import type { Line, Piece } from './line-breaking.ts';

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

/**
 * pdfkit stretches blanks by leaving them out and moving on: a blank at the end of a piece would be lost there, so it
 * is taken off here, its width being in the caller's sum. pdfkit treats fixed spaces like blanks, hence `gapsIn`.
 */
function drawPiece(
	doc: PDFKit.PDFDocument,
	piece: Piece,
	x: number,
	baseline: number,
	stretch: number
): void {
	const text = piece.text.trimEnd();
	if (text === '') return;
	doc.text(text, x, baseline, { lineBreak: false, baseline: 'alphabetic', wordSpacing: stretch });
}

/** A single line of text at a place, without breaking it. */
export function drawText(doc: PDFKit.PDFDocument, text: string, style: FontStyle, place: LinePlace): void {
	const clean = cleanText(text).replaceAll('\n', ' ');
	const width = widthOf(clean, style, place.size);
	drawLine(doc, { pieces: [{ text: clean, style, width, gaps: 0 }], width, last: true }, place);
}
