import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	arrowHead,
	boxOf,
	draw,
	emptyDrawing,
	erase,
	keepInside,
	lineWidth,
	markAt,
	markedName,
	textBox,
	textHeight,
	toPicture,
	undo,
	type Drawing,
	type Shape
} from './marks.ts';

const SIZE = { width: 1600, height: 1200 };
const coordinate = fc.double({ min: -500, max: 2500, noNaN: true });
const point = fc.record({ x: coordinate, y: coordinate });
const size = fc.record({
	width: fc.integer({ min: 1, max: 4000 }),
	height: fc.integer({ min: 1, max: 4000 })
});
const arrow: Shape = { kind: 'arrow', from: { x: 100, y: 100 }, to: { x: 400, y: 100 } };
const box: Shape = { kind: 'box', from: { x: 900, y: 800 }, to: { x: 600, y: 500 } };
const text: Shape = { kind: 'text', at: { x: 200, y: 900 }, text: 'Chưa niêm yết' };

describe('places', () => {
	it('on the screen become places on the picture, whatever the size of either', () => {
		const shown = { left: 50, top: 20, width: 400, height: 300 };
		expect(toPicture({ x: 250, y: 170 }, shown, SIZE)).toEqual({ x: 800, y: 600 });
		expect(toPicture({ x: 50, y: 20 }, shown, SIZE)).toEqual({ x: 0, y: 0 });
	});

	it('are never outside of the picture', () => {
		fc.assert(
			fc.property(point, size, size, (finger, shown, picture) => {
				const { x, y } = toPicture(finger, { ...shown, left: 7, top: 9 }, picture);
				expect(x >= 0 && x <= picture.width && y >= 0 && y <= picture.height).toBe(true);
			})
		);
		expect(toPicture({ x: 5, y: 5 }, { left: 0, top: 0, width: 0, height: 0 }, SIZE)).toEqual({ x: 0, y: 0 });
	});
});

describe('shapes', () => {
	it('grow with the picture: twice the size, twice the line', () => {
		const twice = { width: 3200, height: 2400 };
		expect([lineWidth(twice), textHeight(twice)]).toEqual([2 * lineWidth(SIZE), 2 * textHeight(SIZE)]);
		expect([lineWidth(SIZE), textHeight(SIZE)]).toEqual([8, 50]);
	});

	it('an arrow has both ends of its head behind its point, alike', () => {
		fc.assert(
			fc.property(point, point, (from, to) => {
				const [left, right] = arrowHead(from, to, SIZE);
				const length = Math.hypot(to.x - from.x, to.y - from.y);
				const ends = [left, right].map((end) => Math.hypot(end.x - to.x, end.y - to.y));
				expect(ends[0]).toBeCloseTo(ends[1]!, 6);
				expect(ends[0]! <= length / 3 + 1e-6).toBe(true);
			})
		);
		const [left] = arrowHead({ x: 0, y: 0 }, { x: 600, y: 0 }, SIZE);
		expect([Math.round(left.x), Math.round(left.y)]).toEqual([558, -24]);
	});

	it('a box is the same from each corner', () => {
		const corners = { x: 600, y: 500, width: 300, height: 300 };
		expect(boxOf({ x: 900, y: 800 }, { x: 600, y: 500 })).toEqual(corners);
		expect(boxOf({ x: 600, y: 800 }, { x: 900, y: 500 })).toEqual(corners);
	});

	it('a text that would leave the picture is moved inside', () => {
		const moved = keepInside({ ...text, at: { x: 1590, y: 3 } } as Shape, SIZE) as typeof text;
		const { x, y, width } = textBox(moved as Extract<Shape, { kind: 'text' }>, SIZE);
		expect(x + width <= SIZE.width && y >= 0).toBe(true);
		expect(keepInside(arrow, SIZE)).toBe(arrow);
	});
});

describe('a drawing', () => {
	const drawn = [arrow, box, text].reduce<Drawing>(
		(drawing, shape) => draw(drawing, shape, 'red', SIZE),
		emptyDrawing
	);

	it('takes no shape that nobody can see', () => {
		const dot: Shape = { kind: 'box', from: { x: 5, y: 5 }, to: { x: 8, y: 8 } };
		expect(draw(emptyDrawing, dot, 'red', SIZE)).toBe(emptyDrawing);
		expect(draw(emptyDrawing, { ...text, text: '  ' } as Shape, 'red', SIZE)).toBe(emptyDrawing);
	});

	it('finds what is touched: the line, not the inside of a box; the last drawn first', () => {
		expect(markAt(drawn.marks, { x: 250, y: 115 }, SIZE)?.kind).toBe('arrow');
		expect(markAt(drawn.marks, { x: 600, y: 650 }, SIZE)?.kind).toBe('box');
		expect(markAt(drawn.marks, { x: 750, y: 650 }, SIZE)).toBeUndefined();
		expect(markAt(drawn.marks, { x: 260, y: 880 }, SIZE)?.kind).toBe('text');
		const over = draw(drawn, { ...arrow, kind: 'box' } as Shape, 'blue', SIZE);
		expect(markAt(over.marks, { x: 250, y: 100 }, SIZE)?.colour).toBe('blue');
	});

	it('takes each change back, an erasing too, down to nothing', () => {
		const [first] = drawn.marks;
		const erased = erase(drawn, first!.id);
		expect(erased.marks.map(({ kind }) => kind)).toEqual(['box', 'text']);
		expect(undo(erased).marks).toEqual(drawn.marks);
		expect(undo(undo(undo(undo(erased)))).marks).toEqual([]);
		expect(undo(emptyDrawing)).toEqual(emptyDrawing);
		expect(erase(drawn, 99)).toBe(drawn);
	});

	it('gives no two marks one number, whatever was erased and taken back', () => {
		const again = draw(erase(drawn, drawn.marks[0]!.id), arrow, 'blue', SIZE);
		expect(new Set(again.marks.map(({ id }) => id)).size).toBe(again.marks.length);
		const after = draw(undo(again), box, 'blue', SIZE);
		expect(new Set(after.marks.map(({ id }) => id)).size).toBe(after.marks.length);
	});
});

it('the copy is named after its original', () => {
	expect(markedName('niêm yết.png')).toBe('niêm yết (đánh dấu).jpg');
	expect(markedName('anh')).toBe('anh (đánh dấu).jpg');
	expect(markedName('niêm yết (đánh dấu).jpg')).toBe('niêm yết (đánh dấu).jpg');
});
