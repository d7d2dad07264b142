/** Draws marks into a copy of a picture, at the picture's own size. The original is not touched. */
import {
	arrowHead,
	boxOf,
	COLOURS,
	lineWidth,
	markedName,
	textHeight,
	type Mark,
	type Point,
	type Size
} from './marks.ts';

const QUALITY = 0.88;

/** A new JPEG, without what a camera wrote into the original. Rejects where the browser cannot read the picture. */
export async function makeMarkedCopy(picture: Blob, name: string, marks: readonly Mark[]): Promise<File> {
	const bitmap = await createImageBitmap(picture, { imageOrientation: 'from-image' });
	const size = { width: bitmap.width, height: bitmap.height };
	const canvas = new OffscreenCanvas(size.width, size.height);
	const context = canvas.getContext('2d')!;
	context.drawImage(bitmap, 0, 0);
	bitmap.close();
	for (const mark of marks) drawMark(context, mark, size);
	const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: QUALITY });
	return new File([blob], markedName(name), { type: 'image/jpeg' });
}

type Context = OffscreenCanvasRenderingContext2D;

/** The edge first, wider, then the line over it: readable on dark and on light. */
function drawMark(context: Context, mark: Mark, size: Size): void {
	const { line, edge } = COLOURS[mark.colour];
	const width = lineWidth(size);
	context.lineJoin = 'round';
	context.lineCap = 'round';
	if (mark.kind === 'text') {
		context.font = `700 ${textHeight(size)}px 'Be Vietnam Pro', sans-serif`;
		context.lineWidth = width;
		context.strokeStyle = edge;
		context.strokeText(mark.text, mark.at.x, mark.at.y);
		context.fillStyle = line;
		context.fillText(mark.text, mark.at.x, mark.at.y);
		return;
	}
	for (const [style, wide] of [
		[edge, width * 1.8],
		[line, width]
	] as const) {
		context.strokeStyle = style;
		context.lineWidth = wide;
		context.beginPath();
		if (mark.kind === 'box') {
			const { x, y, width: across, height } = boxOf(mark.from, mark.to);
			context.rect(x, y, across, height);
		} else arrow(context, mark.from, mark.to, size);
		context.stroke();
	}
}

function arrow(context: Context, from: Point, to: Point, size: Size): void {
	const [left, right] = arrowHead(from, to, size);
	context.moveTo(from.x, from.y);
	context.lineTo(to.x, to.y);
	context.moveTo(left.x, left.y);
	context.lineTo(to.x, to.y);
	context.lineTo(right.x, right.y);
}
