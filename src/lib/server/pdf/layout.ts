/**
 * Pages. A paper is made of parts (the body, each appendix); a part is a list of strips from top to bottom; a strip
 * is never cut. Where a page may end is said by the strips themselves, so headings stay with what they head and a
 * signature stays with the text it signs. All measures in points; y grows downwards from the top of the page.
 */
import { Tagger, type Tag } from './tags.ts';
import { drawText } from './typesetting.ts';

export const mm = (millimetres: number): number => (millimetres * 72) / 25.4;

/** A4 and the margins of NĐ 30/2020, Phụ lục I, mục I: top 20, bottom 20, left 30, right 15 mm. */
const SHORT_SIDE = 595.28;
const LONG_SIDE = 841.89;
export const MARGINS = { top: mm(20), bottom: mm(20), left: mm(30), right: mm(15) };

export interface Geometry {
	width: number;
	height: number;
	/** Left edge and width of the text. */
	x: number;
	textWidth: number;
	top: number;
	bottom: number;
	textHeight: number;
}

function geometryOf(width: number, height: number): Geometry {
	return {
		width,
		height,
		x: MARGINS.left,
		textWidth: width - MARGINS.left - MARGINS.right,
		top: MARGINS.top,
		bottom: height - MARGINS.bottom,
		textHeight: height - MARGINS.top - MARGINS.bottom
	};
}

export const PORTRAIT = geometryOf(SHORT_SIDE, LONG_SIDE);
export const LANDSCAPE = geometryOf(LONG_SIDE, SHORT_SIDE);

/** Where the seal of the organisation goes: page from 0; left, bottom, right, top from the page's lower left corner. */
export interface SealPlace {
	page: number;
	rect: [number, number, number, number];
}

/** The page that is being drawn, and what the drawing has to tell. */
export interface Sheet {
	doc: PDFKit.PDFDocument;
	tags: Tagger;
	geometry: Geometry;
	/** Pages of the file before this one. */
	page: number;
	sealPlace: SealPlace | null;
	/** Room for the digital signature of each block, in the order in which the blocks are drawn. */
	signerPlaces: SealPlace[];
	/** The logo of the issuing body, for the head; null where it has none. */
	logo: Logo | null;
}

/** A picture that pdfkit has opened: once in the file, however often it is drawn. */
export interface Logo {
	width: number;
	height: number;
}

/** Whether the neighbours of a strip on its page are parts of the same cut row. */
export interface Edges {
	first: boolean;
	last: boolean;
}

export interface Strip {
	height: number;
	/** Space above; left out at the top of a page. */
	before: number;
	/** No page may end after this strip. */
	keepNext: boolean;
	/** Lines of text in it, to reckon how much text accompanies a signature. */
	lines: number;
	/** Strips to repeat at the top of a page that would begin with this one. */
	heading?: readonly Strip[];
	/** Strips that share it are pieces of one row that had to be cut. */
	row?: object;
	/** Drawn at the foot of its page instead of below the strip before it. */
	atFoot?: boolean;
	/** The element that it is a piece of; absent where drawing it says so of each thing by itself. */
	tag?: Tag;
	draw(sheet: Sheet, y: number, edges: Edges): void;
}

export interface Part {
	geometry: Geometry;
	strips: Strip[];
}

/** Ties the end of `strips` together so that at least `lines` lines of text stay with what comes next. */
export function keepTail(strips: Strip[], lines: number): Strip[] {
	let kept = 0;
	for (let i = strips.length - 1; i >= 0 && kept < lines; i -= 1) {
		strips[i]!.keepNext = true;
		kept += strips[i]!.lines;
	}
	return strips;
}

interface Placed {
	strip: Strip;
	y: number;
	/** Stands here once more: the same rows head a table on each of its pages. */
	isRepeated: boolean;
}

/**
 * Spreads the strips of a part over pages. A page ends as late as possible where no `keepNext` forbids it; a chain
 * longer than a page is broken where it overflows. A strip higher than a page stands alone and runs over: builders
 * must cut before (see `table.ts`).
 */
export function paginate({ geometry, strips }: Part): Placed[][] {
	const pages: Placed[][] = [];
	for (let from = 0; from < strips.length;) {
		const page = fillPage(strips, from, geometry);
		pages.push(page.placed);
		from = page.next;
	}
	return pages.length === 0 ? [[]] : pages;
}

function fillPage(
	strips: readonly Strip[],
	from: number,
	geometry: Geometry
): { placed: Placed[]; next: number } {
	const placed: Placed[] = [];
	let y = geometry.top;
	for (const strip of strips[from]!.heading ?? []) {
		placed.push({ strip, y, isRepeated: true });
		y += strip.height;
	}
	const headings = placed.length;
	let next = from;
	for (; next < strips.length; next += 1) {
		const strip = strips[next]!;
		const before = next === from ? 0 : strip.before;
		// Half a point is less than anyone sees and more than sums of fractions err.
		if (next > from && y + before + strip.height > geometry.bottom + 0.5) break;
		placed.push({
			strip,
			y: strip.atFoot ? geometry.bottom - strip.height : y + before,
			isRepeated: false
		});
		y += before + strip.height;
	}
	const end = next === strips.length ? next : lastBreak(strips, from, next);
	return { placed: placed.slice(0, headings + end - from), next: end };
}

/** The latest place up to `next` where a page may end, or `next` itself when the whole page is one chain. */
function lastBreak(strips: readonly Strip[], from: number, next: number): number {
	let end = next;
	while (end > from && strips[end - 1]!.keepNext) end -= 1;
	return end === from ? next : end;
}

export interface DrawOptions {
	/** Printed across every page in light grey. */
	watermark?: string;
	/** PNG, for the head. */
	logo?: Uint8Array;
}

/** Draws the parts one after the other and gives back how many pages there are and where seal and signatures go. */
export function drawParts(
	doc: PDFKit.PDFDocument,
	parts: readonly Part[],
	options: DrawOptions
): { pages: number; sealPlace: SealPlace | null; signerPlaces: SealPlace[] } {
	const tags = new Tagger(doc);
	const logo = options.logo === undefined ? null : openLogo(doc, options.logo);
	let page = 0;
	let sealPlace: SealPlace | null = null;
	const signerPlaces: SealPlace[] = [];
	for (const part of parts) {
		for (const [i, placed] of paginate(part).entries()) {
			const sheet: Sheet = { doc, tags, geometry: part.geometry, page, sealPlace, signerPlaces, logo };
			openPage(sheet, i + 1, options);
			for (const at of placed.keys()) drawPlaced(sheet, placed, at);
			sealPlace = sheet.sealPlace;
			page += 1;
		}
	}
	tags.end();
	return { pages: page, sealPlace, signerPlaces };
}

const openLogo = (doc: PDFKit.PDFDocument, png: Uint8Array): Logo =>
	(doc as unknown as { openImage(bytes: Buffer): Logo }).openImage(Buffer.from(png));

function drawPlaced(sheet: Sheet, placed: readonly Placed[], at: number): void {
	const { strip, y, isRepeated } = placed[at]!;
	const draw = () => strip.draw(sheet, y, edgesAt(placed, at));
	if (isRepeated) sheet.tags.artifact(draw, 'Pagination');
	else if (strip.tag) sheet.tags.write(strip.tag, draw);
	else draw();
}

function edgesAt(placed: readonly Placed[], at: number): Edges {
	const { row } = placed[at]!.strip;
	const same = (other: Placed | undefined) => row !== undefined && other?.strip.row === row;
	return { first: !same(placed[at - 1]), last: !same(placed[at + 1]) };
}

function openPage({ doc, tags, geometry }: Sheet, number: number, { watermark }: DrawOptions): void {
	const { width, height } = geometry;
	// pdfkit must never start a page by itself, so it is told of no margins.
	doc.addPage({ size: [width, height], margin: 0 });
	if (watermark !== undefined) tags.artifact(() => drawWatermark(doc, geometry, watermark), 'Pagination');
	doc.fillColor('#000').strokeColor('#000');
	if (number > 1) tags.artifact(() => drawPageNumber(doc, geometry, number), 'Pagination');
}

/** Arabic, size 13, upright, centred in the top margin, not on page 1 (NĐ 30/2020, Phụ lục I, mục I, 7). */
function drawPageNumber(doc: PDFKit.PDFDocument, { x, textWidth, top }: Geometry, number: number): void {
	const pitch = 16;
	drawText(doc, String(number), 'regular', {
		x,
		y: (top - pitch) / 2 + 4,
		width: textWidth,
		pitch,
		size: 13,
		align: 'center'
	});
}

function drawWatermark(doc: PDFKit.PDFDocument, { width, height }: Geometry, text: string): void {
	const size = 72;
	doc.save();
	doc.rotate(-45, { origin: [width / 2, height / 2] }).fillColor('#ececec');
	drawText(doc, text, 'bold', { x: 0, y: height / 2 - size / 2, width, pitch: size, size, align: 'center' });
	doc.restore();
}
