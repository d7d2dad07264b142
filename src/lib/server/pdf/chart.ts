/** Bars of the areas: appraised and self score in percent. Greys, so that a photocopy still tells them apart. */
import type { AreaBar } from '#lib/domain/papers/paper.ts';
import { formatIndex } from '#lib/domain/number-format.ts';
import type { Geometry, Sheet, Strip } from './layout.ts';
import { breakText } from './line-breaking.ts';
import { drawLine, drawText } from './typesetting.ts';

const SIZE = 10;
const PITCH = 12;
const LABEL_WIDTH = 190;
const VALUE_WIDTH = 44;
const BAR_HEIGHT = 8;
const ROW_GAP = 8;
const LEGEND_HEIGHT = 20;
const AXIS_HEIGHT = 16;
const APPRAISED = '#404040';
const SELF = '#c4c4c4';
const TICKS = [0, 25, 50, 75, 100];
const WHOLE = 10_000;

interface Plot {
	x: number;
	width: number;
	top: number;
	bottom: number;
}

/** One strip: legend, a row an area, axis in percent. Values above 100 % are drawn to the end of the axis. */
export function chartStrip(geometry: Geometry, bars: readonly AreaBar[]): Strip {
	const hasSelf = bars.some(({ selfPercent }) => selfPercent !== null);
	const rows = bars.map((bar) => ({ bar, label: breakText(bar.label, 'regular', SIZE, LABEL_WIDTH - 8) }));
	const heightOf = (lines: number) => Math.max(lines * PITCH, (hasSelf ? 2 : 1) * (BAR_HEIGHT + 2)) + ROW_GAP;
	const plotHeight = rows.reduce((sum, { label }) => sum + heightOf(label.length), 0);
	return {
		height: LEGEND_HEIGHT + plotHeight + AXIS_HEIGHT,
		before: 4,
		keepNext: false,
		lines: 0,
		tag: { role: 'Figure', alt: inWords(bars) },
		draw(sheet, y) {
			const plot: Plot = {
				x: geometry.x + LABEL_WIDTH,
				width: geometry.textWidth - LABEL_WIDTH - VALUE_WIDTH,
				top: y + LEGEND_HEIGHT,
				bottom: y + LEGEND_HEIGHT + plotHeight
			};
			drawLegend(sheet, plot, y, hasSelf);
			drawAxis(sheet, plot);
			let top = plot.top;
			for (const { bar, label } of rows) {
				const height = heightOf(label.length);
				const middle = top + height / 2;
				for (const [i, line] of label.entries())
					drawLine(sheet.doc, line, {
						x: geometry.x,
						y: middle - (label.length * PITCH) / 2 + i * PITCH,
						width: LABEL_WIDTH - 8,
						pitch: PITCH,
						size: SIZE,
						align: 'left'
					});
				drawBars(sheet, plot, bar, middle, hasSelf);
				top += height;
			}
		}
	};
}

/** What the chart shows, for who does not see it. */
function inWords(bars: readonly AreaBar[]): string {
	const percent = (value: number | null) => (value === null ? 'chưa có' : `${formatIndex(value)} %`);
	return bars
		.map(({ label, percent: appraised, selfPercent }) => {
			const self = selfPercent === null ? '' : `, tự chấm ${percent(selfPercent)}`;
			return `${label}: thẩm định ${percent(appraised)}${self}`;
		})
		.join('; ');
}

function drawBars({ doc }: Sheet, plot: Plot, bar: AreaBar, middle: number, hasSelf: boolean): void {
	const lengthOf = (percent: number) => (Math.min(percent, WHOLE) / WHOLE) * plot.width;
	const upper = hasSelf ? middle - BAR_HEIGHT - 1 : middle - BAR_HEIGHT / 2;
	if (bar.percent !== null) {
		doc.rect(plot.x, upper, lengthOf(bar.percent), BAR_HEIGHT).fill(APPRAISED);
		writeValue(doc, plot, formatIndex(bar.percent), upper + BAR_HEIGHT / 2);
	}
	if (bar.selfPercent !== null)
		doc.rect(plot.x, middle + 1, lengthOf(bar.selfPercent), BAR_HEIGHT).fill(SELF);
	doc.fillColor('#000');
}

function writeValue(doc: PDFKit.PDFDocument, plot: Plot, value: string, middle: number): void {
	doc.fillColor('#000');
	drawText(doc, value, 'regular', {
		x: plot.x + plot.width,
		y: middle - PITCH / 2,
		width: VALUE_WIDTH,
		pitch: PITCH,
		size: SIZE,
		align: 'right'
	});
}

function drawAxis({ doc }: Sheet, plot: Plot): void {
	for (const tick of TICKS) {
		const x = plot.x + (plot.width * tick) / 100;
		doc
			.lineWidth(0.4)
			.moveTo(x, plot.top)
			.lineTo(x, plot.bottom)
			.stroke(tick === 0 ? '#000' : '#b0b0b0');
		drawText(doc, String(tick), 'regular', {
			x: x - 15,
			y: plot.bottom + 2,
			width: 30,
			pitch: PITCH,
			size: 9,
			align: 'center'
		});
	}
}

function drawLegend({ doc }: Sheet, plot: Plot, y: number, hasSelf: boolean): void {
	const entries: [colour: string, text: string][] = [[APPRAISED, 'Điểm thẩm định']];
	if (hasSelf) entries.push([SELF, 'Điểm tự chấm']);
	for (const [i, [colour, text]] of entries.entries()) {
		const x = plot.x + i * 105;
		doc
			.rect(x, y + 4, 10, 8)
			.fill(colour)
			.fillColor('#000');
		drawText(doc, text, 'regular', {
			x: x + 14,
			y: y + 2,
			width: 90,
			pitch: PITCH,
			size: SIZE,
			align: 'left'
		});
	}
}
