/** Words in a frame on one page of their own, in one colour on a clear ground: the look of a visible signature. */
import { dayOf } from '#lib/domain/calendar.ts';
import { finishDocument, newDocument } from './document.ts';
import type { FontStyle } from './fonts.ts';
import { breakText, type Line } from './line-breaking.ts';
import { drawLine } from './typesetting.ts';

const PAD = 4;
/** Size 8 as is usual for the visible lines of a signature; smaller only where a long name would not fit. */
const SIZES = [8, 7.5, 7, 6.5, 6, 5.5, 5];

/** Three lines at size 7 or 8, and the least height at which a picture can be made out. */
const WORDS_UNDER_PICTURE = 32;
const SMALLEST_PICTURE = 16;

export interface AppearanceBox {
	texts: readonly [text: string, style: FontStyle][];
	colour: string;
	/** Points. */
	width: number;
	height: number;
	frame: boolean;
	/** PNG, centred above the words; left out where the box has no room for it. */
	picture?: Uint8Array | undefined;
	/** For the metadata of the page. */
	title: string;
	/** Epoch milliseconds. */
	at: number;
}

/** Vietnamese time with its offset, «12.09.2026 10:30:05 +07:00»; fixed blanks keep it on one line. */
export function signingTime(at: number): string {
	const [year, month, day] = dayOf(at).split('-');
	const clock = new Date(at + 7 * 3_600_000).toISOString().slice(11, 19);
	return `${day}.${month}.${year}\u00a0${clock}\u00a0+07:00`;
}

/** One page of exactly the box. The ground is left clear, so that what lies under it shows. */
export async function appearanceBox(box: AppearanceBox): Promise<Buffer> {
	const { colour, width, height, title, at } = box;
	const doc = newDocument({ title, author: title, createdAt: at });
	doc.addPage({ size: [width, height], margin: 0 });
	if (box.frame)
		doc
			.lineWidth(0.8)
			.rect(0.6, 0.6, width - 1.2, height - 1.2)
			.stroke(colour);
	const above =
		box.picture && height - WORDS_UNDER_PICTURE >= SMALLEST_PICTURE ? height - WORDS_UNDER_PICTURE : 0;
	if (box.picture && above > 0)
		doc.image(Buffer.from(box.picture), PAD, 1, {
			fit: [width - 2 * PAD, above - 1],
			align: 'center',
			valign: 'center'
		});
	const { lines, size } = setToFit({ ...box, height: height - above });
	const pitch = size * 1.2;
	let y = above + (height - above - lines.length * pitch) / 2;
	doc.fillColor(colour);
	for (const line of lines) {
		drawLine(doc, line, { x: PAD, y, width: width - 2 * PAD, pitch, size, align: 'left' });
		y += pitch;
	}
	return finishDocument(doc);
}

function setToFit({ texts, width, height }: AppearanceBox): { lines: Line[]; size: number } {
	for (const size of SIZES) {
		const lines = texts.flatMap(([text, style]) => breakText(text, style, size, width - 2 * PAD));
		if (lines.length * size * 1.2 <= height - PAD || size === SIZES.at(-1)) return { lines, size };
	}
	throw new Error('appearanceBox: no size to try');
}
