/**
 * Tables: cells wrapped, heading rows repeated on every page, rows kept whole. A row that no page could hold is cut
 * between its lines, so nothing is ever lost (pdfkit's own table ends such a cell with dots).
 */
import { sizeForColumns, type FontStyle } from './fonts.ts';
import type { Edges, Geometry, Sheet, Strip } from './layout.ts';
import { breakBalanced } from './balanced-lines.ts';
import { breakText, type Line } from './line-breaking.ts';
import type { Tag } from './tags.ts';
import { drawLine, type Align } from './typesetting.ts';

export interface Column {
	/** Points. */
	width: number;
	align: Align;
}

export interface Cell {
	text: string;
	style?: FontStyle;
	align?: Align;
	/** Columns it covers; 1 when absent. */
	span?: number;
}

export interface Row {
	cells: Cell[];
	/** Colour of the ground. */
	fill?: string;
	/** A row that heads the next one must not end a page. */
	keepNext?: boolean;
}

export interface TableOptions {
	geometry: Geometry;
	columns: readonly Column[];
	heading: readonly Row[];
	rows: readonly Row[];
	size: number;
	/** Space above the table. */
	before: number;
}

const PAD_X = 3.5;
const PAD_Y = 3;
const LINE_WIDTH = 0.5;
const HEADING_FILL = '#f2f2f2';
/** Pitch of lines in cells, as a share of the size. */
const LEADING = 1.18;

interface SetCell {
	x: number;
	width: number;
	align: Align;
	lines: readonly Line[];
	tag: Tag;
}

interface SetRow {
	cells: SetCell[];
	lines: number;
	fill: string | undefined;
	middle: boolean;
}

/** The strips of a table; the heading is bold, centred and tied to the first row. */
export function tableStrips(asked: TableOptions): Strip[] {
	const options = { ...asked, size: sizeForColumns(asked.size) };
	const { geometry, size, before } = options;
	const pitch = size * LEADING;
	const table: Tag = { role: 'Table' };
	const heading = options.heading.map((row) => rowStrip(setRow(options, row, table, true), size, pitch));
	const headingHeight = heading.reduce((sum, { height }) => sum + height, 0);
	const room = geometry.textHeight - headingHeight;
	const body = options.rows.flatMap((row): Strip[] => {
		const set = setRow(options, row, table, false);
		const whole = rowStrip(set, size, pitch);
		whole.keepNext = row.keepNext ?? false;
		return whole.height <= room ? [whole] : cutRow(set, size, pitch);
	});
	for (const strip of heading) strip.keepNext = true;
	for (const strip of body) strip.heading = heading;
	const strips = [...heading.map((strip) => ({ ...strip })), ...body];
	if (strips[0]) strips[0].before = before;
	return strips;
}

function setRow({ geometry, columns, size }: TableOptions, row: Row, table: Tag, isHeading: boolean): SetRow {
	const parent: Tag = { role: 'TR', parent: table };
	let x = geometry.x;
	let column = 0;
	const cells = row.cells.map((cell): SetCell => {
		const covered = columns.slice(column, column + (cell.span ?? 1));
		const width = covered.reduce((sum, { width }) => sum + width, 0);
		const style = cell.style ?? (isHeading ? 'bold' : 'regular');
		const set: SetCell = {
			x,
			width,
			align: cell.align ?? (isHeading ? 'center' : (covered[0]?.align ?? 'left')),
			lines: (isHeading ? breakBalanced : breakText)(cell.text, style, size, width - 2 * PAD_X),
			tag: { role: isHeading ? 'TH' : 'TD', parent, span: covered.length }
		};
		x += width;
		column += covered.length;
		return set;
	});
	return {
		cells,
		lines: Math.max(...cells.map(({ lines }) => lines.length)),
		fill: row.fill ?? (isHeading ? HEADING_FILL : undefined),
		middle: isHeading
	};
}

function rowStrip(row: SetRow, size: number, pitch: number): Strip {
	const height = row.lines * pitch + 2 * PAD_Y;
	return {
		height,
		before: 0,
		keepNext: false,
		lines: row.lines,
		draw(sheet, y) {
			sheet.tags.artifact(() => drawGrid(sheet, row, y, height, { first: true, last: true }));
			for (const cell of row.cells) {
				const lower = row.middle ? ((row.lines - cell.lines.length) * pitch) / 2 : 0;
				for (const [i, line] of cell.lines.entries())
					sheet.tags.write(cell.tag, () =>
						drawCellLine(sheet, cell, line, y + PAD_Y + lower + i * pitch, size, pitch)
					);
			}
		}
	};
}

/** One strip a line; the first two and the last two stay together, as in a paragraph. */
function cutRow(row: SetRow, size: number, pitch: number): Strip[] {
	const identity = {};
	return Array.from({ length: row.lines }, (_, i): Strip => {
		const top = i === 0 ? PAD_Y : 0;
		const height = pitch + top + (i === row.lines - 1 ? PAD_Y : 0);
		return {
			height,
			before: 0,
			keepNext: i === 0 || i === row.lines - 2,
			lines: 1,
			row: identity,
			draw(sheet, y, edges) {
				sheet.tags.artifact(() => drawGrid(sheet, row, y, height, edges));
				for (const cell of row.cells) {
					const line = cell.lines[i];
					if (!line) continue;
					sheet.tags.write(cell.tag, () => drawCellLine(sheet, cell, line, y + top, size, pitch));
				}
			}
		};
	});
}

function drawCellLine(
	{ doc }: Sheet,
	cell: SetCell,
	line: Line,
	y: number,
	size: number,
	pitch: number
): void {
	drawLine(doc, line, {
		x: cell.x + PAD_X,
		y,
		width: cell.width - 2 * PAD_X,
		pitch,
		size,
		align: cell.align
	});
}

/** Ground and rules of a row or of one piece of it: upright rules always, level ones only at its ends. */
function drawGrid({ doc }: Sheet, row: SetRow, y: number, height: number, { first, last }: Edges): void {
	const left = row.cells[0]!.x;
	const end = row.cells.at(-1)!;
	const right = end.x + end.width;
	if (row.fill !== undefined)
		doc
			.rect(left, y, right - left, height)
			.fill(row.fill)
			.fillColor('#000');
	doc.lineWidth(LINE_WIDTH);
	for (const { x } of row.cells) doc.moveTo(x, y).lineTo(x, y + height);
	doc.moveTo(right, y).lineTo(right, y + height);
	if (first) doc.moveTo(left, y).lineTo(right, y);
	if (last) doc.moveTo(left, y + height).lineTo(right, y + height);
	doc.stroke('#000');
}
