/** QR codes as vectors. */
import { encode } from 'uqr';

/** Modules of light around the code that readers need. */
const QUIET = 4;

/** Draws the code of a text in a square of `size` points, its quiet zone included. Level M: 15 % may be damaged. */
export function drawQr(doc: PDFKit.PDFDocument, text: string, x: number, y: number, size: number): void {
	const { data } = encode(text, { ecc: 'M', border: QUIET });
	const module = size / data.length;
	for (const [row, cells] of data.entries()) {
		for (let from = 0; from < cells.length;) {
			if (!cells[from]) {
				from += 1;
				continue;
			}
			let to = from;
			while (cells[to]) to += 1;
			doc.rect(x + from * module, y + row * module, (to - from) * module, module);
			from = to;
		}
	}
	doc.fill('#000');
}
