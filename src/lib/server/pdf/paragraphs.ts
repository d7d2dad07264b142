/** Running text of the body: sizes and spaces of NĐ 30/2020, Phụ lục I, mục II, 5 (13 to 14 points, justified). */
import type { FontStyle } from './fonts.ts';
import type { Geometry, Sheet, Strip } from './layout.ts';
import { mm } from './layout.ts';
import { breakBalanced } from './balanced-lines.ts';
import { breakLines, type Line, type Run } from './line-breaking.ts';
import { itemTag, type Role, type Tag } from './tags.ts';
import { drawLine, type Align } from './typesetting.ts';

export const BODY_SIZE = 14;
export const BODY_PITCH = 18;
/** Between paragraphs at least 6 points. */
export const PARAGRAPH_GAP = 6;
const FIRST_LINE_INDENT = mm(12.7);

interface LineStripOptions {
	x: number;
	width: number;
	size: number;
	pitch: number;
	align: Align;
	/** Space above the first line. */
	before: number;
	firstIndent?: number;
	/** What the lines are together; a paragraph when absent. */
	tag?: Tag;
}

/** Lines → strips; a paragraph never leaves a single line behind or sends one ahead. */
export function lineStrips(lines: readonly Line[], options: LineStripOptions): Strip[] {
	const { x, width, size, pitch, align, before, firstIndent = 0, tag = { role: 'P' } } = options;
	return lines.map((line, i) => {
		const indent = i === 0 ? firstIndent : 0;
		return {
			height: pitch,
			before: i === 0 ? before : 0,
			keepNext: lines.length > 1 && (i === 0 || i === lines.length - 2),
			lines: 1,
			tag,
			draw({ doc }, y) {
				drawLine(doc, line, { x: x + indent, y, width: width - indent, pitch, size, align });
			}
		};
	});
}

/** A paragraph of the body: justified, its first line indented by 1,27 cm. */
export function paragraphStrips(
	geometry: Geometry,
	runs: readonly Run[],
	before = PARAGRAPH_GAP,
	tag: Tag = { role: 'P' }
): Strip[] {
	const { x, textWidth } = geometry;
	const lines = breakLines(runs, BODY_SIZE, textWidth, textWidth - FIRST_LINE_INDENT);
	return lineStrips(lines, {
		x,
		width: textWidth,
		size: BODY_SIZE,
		pitch: BODY_PITCH,
		align: 'justify',
		before,
		firstIndent: FIRST_LINE_INDENT,
		tag
	});
}

export const textParagraph = (geometry: Geometry, text: string, style: FontStyle = 'regular'): Strip[] =>
	paragraphStrips(geometry, [{ text, style }]);

/** A line of a list: «- …», below one of its lines «+ …», closer to the line above than a paragraph. */
export const itemStrips = (geometry: Geometry, text: string, list: Tag, mark: '-' | '+' = '-'): Strip[] =>
	paragraphStrips(geometry, [{ text: `${mark}\u00a0${text}`, style: 'regular' }], 4, itemTag(list));

export interface HeadingForm {
	style: FontStyle;
	/** Its level, or what else it is. */
	role: Role;
	before?: number;
}

/** A heading in the body; it stays with what follows. */
export function headingStrips(
	geometry: Geometry,
	text: string,
	{ style, role, before = 8 }: HeadingForm
): Strip[] {
	const strips = paragraphStrips(geometry, [{ text, style }], before, { role });
	for (const strip of strips) strip.keepNext = true;
	return strips;
}

/** Centred lines of about equal length. */
export function centredStrips(
	geometry: Geometry,
	text: string,
	options: { style: FontStyle; size: number; pitch: number; before: number; width?: number; tag?: Tag }
): Strip[] {
	const { style, size, pitch, before, width = geometry.textWidth, tag } = options;
	const lines = breakBalanced(text, style, size, width);
	const x = geometry.x + (geometry.textWidth - width) / 2;
	const strips = lineStrips(lines, {
		x,
		width,
		size,
		pitch,
		align: 'center',
		before,
		...(tag ? { tag } : {})
	});
	for (const strip of strips) strip.keepNext = true;
	return strips;
}

/** A centred rule under a title, a share of the text's width long. */
export function ruleStrip(geometry: Geometry, length: number, before = 3): Strip {
	return {
		height: 2,
		before,
		keepNext: true,
		lines: 0,
		draw: (sheet, y) => drawRule(sheet, geometry.x + (geometry.textWidth - length) / 2, y, length)
	};
}

/** A level line from `x`, `length` points long; nothing that is read. */
export function drawRule(
	{ doc, tags }: Sheet,
	x: number,
	y: number,
	length: number,
	{ width = 0.7, colour = '#000' } = {}
): void {
	tags.artifact(() =>
		doc
			.lineWidth(width)
			.moveTo(x, y)
			.lineTo(x + length, y)
			.stroke(colour)
	);
}
