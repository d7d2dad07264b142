/** Photos as an appendix: two in a row, three rows a page, each with its number, code and caption. */
import type { Geometry, Sheet, Strip } from './layout.ts';
import { breakText, type Line } from './line-breaking.ts';
import type { Tag } from './tags.ts';
import { drawLine, drawText } from './typesetting.ts';

export interface PaperPhoto {
	/** A JPEG, embedded as it is: size and metadata are settled when it is uploaded. */
	jpeg: Uint8Array;
	caption: string;
	/** Code of the subcriterion, or null. */
	code: string | null;
}

const COLUMNS = 2;
const COLUMN_GAP = 14;
const PHOTO_HEIGHT = 160;
const CAPTION_SIZE = 11;
const CAPTION_PITCH = 13;
const CAPTION_LINES = 3;
const ROW_GAP = 8;

interface Framed {
	photo: PaperPhoto;
	caption: Line[];
}

/** The rows of photos; a caption that needs more than three lines ends in dots, the list of evidence has it whole. */
export function photoStrips(geometry: Geometry, photos: readonly PaperPhoto[]): Strip[] {
	const width = (geometry.textWidth - COLUMN_GAP * (COLUMNS - 1)) / COLUMNS;
	const framed = photos.map((photo, i) => ({ photo, caption: setCaption(photo, i + 1, width) }));
	return Array.from({ length: Math.ceil(framed.length / COLUMNS) }, (_, row): Strip => {
		const pair = framed.slice(row * COLUMNS, (row + 1) * COLUMNS);
		return {
			height: PHOTO_HEIGHT + 4 + CAPTION_LINES * CAPTION_PITCH,
			before: row === 0 ? 6 : ROW_GAP,
			keepNext: false,
			lines: CAPTION_LINES,
			draw(sheet, y) {
				for (const [i, frame] of pair.entries())
					drawFramed(sheet, frame, geometry.x + i * (width + COLUMN_GAP), y, width);
			}
		};
	});
}

function setCaption({ code, caption }: PaperPhoto, number: number, width: number): Line[] {
	const text = `Ảnh ${number}${code === null ? '' : ` (tiêu chí ${code})`}: ${caption}`;
	const lines = breakText(text, 'regular', CAPTION_SIZE, width);
	if (lines.length <= CAPTION_LINES) return lines;
	const kept = lines.slice(0, CAPTION_LINES).map(({ pieces }) => pieces.map((piece) => piece.text).join(''));
	return kept.flatMap((line, i) => {
		const shown = i === CAPTION_LINES - 1 ? `${line.split(' ').slice(0, -1).join(' ')} …` : line;
		return breakText(shown, 'regular', CAPTION_SIZE, width).slice(0, 1);
	});
}

function drawFramed(
	{ doc, tags }: Sheet,
	{ photo, caption }: Framed,
	x: number,
	y: number,
	width: number
): void {
	const figure: Tag = { role: 'Figure', alt: photo.caption || 'Ảnh chụp tại nơi kiểm tra' };
	tags.write(figure, () => drawPhoto(doc, photo, x, y, width));
	tags.artifact(() => doc.lineWidth(0.5).rect(x, y, width, PHOTO_HEIGHT).stroke('#808080'));
	const captionTag: Tag = { role: 'Caption' };
	for (const [i, line] of caption.entries())
		tags.write(captionTag, () =>
			drawLine(doc, line, {
				x,
				y: y + PHOTO_HEIGHT + 4 + i * CAPTION_PITCH,
				width,
				pitch: CAPTION_PITCH,
				size: CAPTION_SIZE,
				align: 'center'
			})
		);
}

function drawPhoto(doc: PDFKit.PDFDocument, { jpeg }: PaperPhoto, x: number, y: number, width: number): void {
	try {
		doc.image(bufferOf(jpeg), x, y, {
			fit: [width, PHOTO_HEIGHT],
			align: 'center',
			valign: 'center'
		});
	} catch {
		// pdfkit throws plain texts at a damaged JPEG; the paper is still due, and says so.
		drawText(doc, '(Không đọc được ảnh)', 'italic', {
			x,
			y: y + PHOTO_HEIGHT / 2 - 8,
			width,
			pitch: 16,
			size: CAPTION_SIZE,
			align: 'center'
		});
	}
}

const bufferOf = ({ buffer, byteOffset, byteLength }: Uint8Array): Buffer =>
	Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength);
