/** Signatures drawn on the glass, redrawn as vectors: nothing is parsed that could carry anything but points. */
import type { Stroke, StrokePoint } from '#lib/domain/session.ts';

/** Signatures are blue (NĐ 30/2020, Phụ lục I, mục II, 7). */
const BLUE = '#0b2f8a';
const PEN = 1.1;

export interface Box {
	x: number;
	y: number;
	width: number;
	height: number;
}

const isPoint = ({ x, y }: StrokePoint): boolean => Number.isFinite(x) && Number.isFinite(y);

/** Draws the strokes as large as they fit in a box, centred, their proportions kept. Points that are none are left out. */
export function drawInk(doc: PDFKit.PDFDocument, strokes: readonly Stroke[], box: Box): void {
	const drawn = strokes.map(({ points }) => points.filter(isPoint)).filter((points) => points.length > 0);
	if (drawn.length === 0) return;
	const place = placing(drawn.flat(), box);
	doc.save().strokeColor(BLUE).fillColor(BLUE).lineCap('round').lineJoin('round').lineWidth(PEN);
	for (const points of drawn) drawStroke(doc, points.map(place));
	doc.restore();
}

type Place = (point: StrokePoint) => [x: number, y: number];

function placing(points: readonly StrokePoint[], box: Box): Place {
	let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
	for (const { x, y } of points) {
		[left, right] = [Math.min(left, x), Math.max(right, x)];
		[top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
	}
	const scale = Math.min(box.width / Math.max(1, right - left), box.height / Math.max(1, bottom - top));
	const dx = box.x + (box.width - (right - left) * scale) / 2;
	const dy = box.y + (box.height - (bottom - top) * scale) / 2;
	return ({ x, y }) => [dx + (x - left) * scale, dy + (y - top) * scale];
}

/** Curves through the middles between points, so that the line has no corners. */
function drawStroke(doc: PDFKit.PDFDocument, points: [number, number][]): void {
	const [first, ...rest] = points;
	const last = rest.pop();
	if (last === undefined) {
		doc.circle(...first!, PEN * 0.7).fill(BLUE);
		return;
	}
	doc.moveTo(...first!);
	for (const [i, [x, y]] of rest.entries()) {
		const [nextX, nextY] = rest[i + 1] ?? last;
		doc.quadraticCurveTo(x, y, (x + nextX) / 2, (y + nextY) / 2);
	}
	doc.lineTo(...last).stroke();
}
