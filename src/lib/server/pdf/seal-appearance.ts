/** How the seal of an organisation looks: a red box of text, drawn as one page that the signing module embeds. */
import { dayOf } from '#lib/domain/calendar.ts';
import { finishDocument, newDocument } from './document.ts';
import { SEAL_SIZE } from './signing-block.ts';
import { breakText, type Line } from './line-breaking.ts';
import { drawLine } from './typesetting.ts';
import type { FontStyle } from './fonts.ts';

const RED = '#c00000';
const PAD = 4;
/** Size 8 as is usual for the visible lines of a signature; smaller only where a long name would not fit. */
const SIZES = [8, 7.5, 7, 6.5, 6, 5.5, 5];

export interface SealAppearanceOptions {
	organisation: string;
	/** Epoch milliseconds. */
	at: number;
	/** Points; the size of the place that `renderPaper` keeps when absent. */
	width?: number;
	height?: number;
}

/**
 * One page of exactly the box: who sealed, and when in Vietnamese time with its offset, «12.09.2026 10:30:05 +07:00»
 * (documents of the inspection, section 1.2). The ground is left clear, so that a signature under it shows.
 */
export async function sealAppearance(options: SealAppearanceOptions): Promise<Buffer> {
	const { organisation, at, width = SEAL_SIZE.width, height = SEAL_SIZE.height } = options;
	const doc = newDocument({ title: organisation, author: organisation, createdAt: at }, { tagged: false });
	doc.addPage({ size: [width, height], margin: 0 });
	doc
		.lineWidth(0.8)
		.rect(0.6, 0.6, width - 1.2, height - 1.2)
		.stroke(RED);
	const { lines, size } = setToFit(organisation, at, width - 2 * PAD, height - PAD);
	const pitch = size * 1.2;
	let y = (height - lines.length * pitch) / 2;
	doc.fillColor(RED);
	for (const line of lines) {
		drawLine(doc, line, { x: PAD, y, width: width - 2 * PAD, pitch, size, align: 'left' });
		y += pitch;
	}
	return finishDocument(doc);
}

function setToFit(
	organisation: string,
	at: number,
	width: number,
	height: number
): { lines: Line[]; size: number } {
	const texts: [text: string, style: FontStyle][] = [
		['Đóng dấu điện tử bởi:', 'regular'],
		[organisation, 'bold'],
		// Fixed blanks: the time stays on one line.
		[`Thời gian ký: ${sealTime(at).replaceAll(' ', '\u00a0')}`, 'regular']
	];
	for (const size of SIZES) {
		const lines = texts.flatMap(([text, style]) => breakText(text, style, size, width));
		if (lines.length * size * 1.2 <= height || size === SIZES.at(-1)) return { lines, size };
	}
	throw new Error('sealAppearance: no size to try');
}

/** «12.09.2026 10:30:05 +07:00». */
function sealTime(at: number): string {
	const [year, month, day] = dayOf(at).split('-');
	const clock = new Date(at + 7 * 3_600_000).toISOString().slice(11, 19);
	return `${day}.${month}.${year} ${clock} +07:00`;
}
