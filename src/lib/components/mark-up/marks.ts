/**
 * Marks drawn over a picture: arrows, boxes, words. Everything is in pixels of the picture itself, never of the screen,
 * so that what is seen while drawing is what the copy holds, whatever the size of either. Pure: no canvas, no page.
 */

export interface Point {
	x: number;
	y: number;
}

export interface Size {
	width: number;
	height: number;
}

/** Told apart on photos of paper, walls and sky; each is drawn with an edge of its opposite. */
export const COLOURS = {
	red: { line: '#d9121f', edge: '#ffffff' },
	yellow: { line: '#ffd500', edge: '#1b2230' },
	blue: { line: '#0b57d0', edge: '#ffffff' }
} as const;
export type Colour = keyof typeof COLOURS;

export type Shape =
	| { kind: 'arrow' | 'box'; from: Point; to: Point }
	/** `at`: the left end of the base line. */
	| { kind: 'text'; at: Point; text: string };
export type Mark = Shape & { id: number; colour: Colour };

/** Longest text of one mark, in characters: it stands in one line. */
export const LONGEST_TEXT = 80;

const longer = ({ width, height }: Size): number => Math.max(width, height);

/** Width of a line, in pixels of the picture: 8 at 1600. */
export const lineWidth = (size: Size): number => longer(size) / 200;
/** Height of letters: 50 at 1600. */
export const textHeight = (size: Size): number => longer(size) / 32;

/** Where on the picture a finger on the screen is. `shown`: the picture's place there. Never outside of the picture. */
export function toPicture(finger: Point, shown: Size & { left: number; top: number }, size: Size): Point {
	const within = (at: number, from: number, length: number, whole: number) =>
		length <= 0 ? 0 : Math.min(whole, Math.max(0, ((at - from) / length) * whole));
	return {
		x: within(finger.x, shown.left, shown.width, size.width),
		y: within(finger.y, shown.top, shown.height, size.height)
	};
}

/** The two ends of an arrow's head; its point is `to`. At most a third of the arrow. */
export function arrowHead(from: Point, to: Point, size: Size): [Point, Point] {
	const length = Math.min(lineWidth(size) * 6, distance(from, to) / 3);
	const angle = Math.atan2(to.y - from.y, to.x - from.x);
	const end = (turn: number): Point => ({
		x: to.x - length * Math.cos(angle + turn),
		y: to.y - length * Math.sin(angle + turn)
	});
	return [end(Math.PI / 6), end(-Math.PI / 6)];
}

/** A box from any two opposite corners. */
export function boxOf(from: Point, to: Point): Point & Size {
	return {
		x: Math.min(from.x, to.x),
		y: Math.min(from.y, to.y),
		width: Math.abs(to.x - from.x),
		height: Math.abs(to.y - from.y)
	};
}

/** A tap that was meant to be nothing: too short to be seen. */
export function isTooSmall(shape: Shape, size: Size): boolean {
	if (shape.kind === 'text') return shape.text.trim() === '';
	return distance(shape.from, shape.to) < lineWidth(size) * 4;
}

/** Letters are about this wide to their height. */
const LETTER_WIDTH = 0.58;

/** About the room that a text takes. */
export function textBox({ at, text }: Extract<Shape, { kind: 'text' }>, size: Size): Point & Size {
	const height = textHeight(size);
	return { x: at.x, y: at.y - height, width: text.length * height * LETTER_WIDTH, height: height * 1.25 };
}

/** Moved so that it stands inside of the picture as a whole, as far as there is room. */
export function keepInside(shape: Shape, size: Size): Shape {
	if (shape.kind !== 'text') return shape;
	const { width, height } = textBox(shape, size);
	const margin = lineWidth(size);
	return {
		...shape,
		at: {
			x: Math.max(margin, Math.min(shape.at.x, size.width - width - margin)),
			y: Math.max(height, Math.min(shape.at.y, size.height - height / 4))
		}
	};
}

/** The mark that is touched, the one drawn last first. A finger is wider than a line. */
export function markAt(marks: readonly Mark[], touched: Point, size: Size): Mark | undefined {
	const reach = lineWidth(size) * 4;
	return marks.findLast((mark) => awayFrom(mark, touched, size) <= reach);
}

function awayFrom(mark: Mark, touched: Point, size: Size): number {
	if (mark.kind === 'arrow') return toLine(touched, mark.from, mark.to);
	if (mark.kind === 'text') return toBox(touched, textBox(mark, size));
	const { x, y, width, height } = boxOf(mark.from, mark.to);
	const corners = [
		{ x, y },
		{ x: x + width, y },
		{ x: x + width, y: y + height },
		{ x, y: y + height }
	];
	return Math.min(...corners.map((corner, at) => toLine(touched, corner, corners[(at + 1) % 4]!)));
}

function toLine(point: Point, from: Point, to: Point): number {
	const length = distance(from, to);
	if (length === 0) return distance(point, from);
	const along = ((point.x - from.x) * (to.x - from.x) + (point.y - from.y) * (to.y - from.y)) / length ** 2;
	const share = Math.min(1, Math.max(0, along));
	return distance(point, { x: from.x + share * (to.x - from.x), y: from.y + share * (to.y - from.y) });
}

function toBox(point: Point, { x, y, width, height }: Point & Size): number {
	const dx = Math.max(x - point.x, 0, point.x - x - width);
	const dy = Math.max(y - point.y, 0, point.y - y - height);
	return Math.hypot(dx, dy);
}

const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y);

/** What was drawn, and what stood before each change. */
export interface Drawing {
	marks: readonly Mark[];
	before: readonly (readonly Mark[])[];
}

export const emptyDrawing: Drawing = { marks: [], before: [] };

const changed = ({ marks, before }: Drawing, now: readonly Mark[]): Drawing => ({
	marks: now,
	before: [...before, marks]
});

/** Adds a shape, unless it is too small to be one. */
export function draw(drawing: Drawing, shape: Shape, colour: Colour, size: Size): Drawing {
	if (isTooSmall(shape, size)) return drawing;
	const id = drawing.before.length + 1;
	return changed(drawing, [...drawing.marks, { ...keepInside(shape, size), id, colour }]);
}

export function erase(drawing: Drawing, id: number): Drawing {
	const rest = drawing.marks.filter((mark) => mark.id !== id);
	return rest.length === drawing.marks.length ? drawing : changed(drawing, rest);
}

/** Takes the last change back, an erasing too. */
export function undo({ marks, before }: Drawing): Drawing {
	return { marks: before.at(-1) ?? marks, before: before.slice(0, -1) };
}

/** «niem-yet (đánh dấu).jpg»; marked once more it keeps one such word. */
export function markedName(name: string): string {
	const stem = name.replace(/\.[^.]+$/, '').replace(/ \(đánh dấu\)$/, '');
	return `${stem} (đánh dấu).jpg`;
}
