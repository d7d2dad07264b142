/**
 * The head of a paper (NĐ 30/2020, Phụ lục I, mục II, 1 to 5): two columns without borders, on the left who issues it
 * and under which number, on the right the name of the State, its motto, place and day; below, what the paper is.
 */
import type { PaperHead } from '#lib/domain/papers/paper.ts';
import { dayInWords, twoDigits } from '#lib/domain/papers/wording.ts';
import { widthOf, type FontStyle } from './fonts.ts';
import { mm, PORTRAIT, type Geometry, type Sheet, type Strip } from './layout.ts';
import { centredStrips, drawRule, ruleStrip } from './paragraphs.ts';
import { breakBalanced } from './balanced-lines.ts';
import type { Line } from './line-breaking.ts';
import type { Role, Tag } from './tags.ts';
import { drawLine } from './typesetting.ts';

export const STATE_NAME = 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM';
const MOTTO = 'Độc lập - Tự do - Hạnh phúc';
/** Left about 40 %, right about 60 % of the text; an office's own wide letters may take up to two thirds. */
const LEFT_SHARE = 0.41;
const LEAST_LEFT_SHARE = 1 / 3;
const BETWEEN_COLUMNS = 8;
const SMALL = 12;
/** The name of the State is never broken: what a face has to keep within, in points at its size. */
export const STATE_SIZE = SMALL;
export const STATE_ROOM = PORTRAIT.textWidth * (1 - LEAST_LEFT_SHARE) - BETWEEN_COLUMNS;
const LARGE = 13;
const PITCH = 16;
/** Rules and the gaps around them. */
const RULE_GAP = 3;
const NUMBER_GAP = 8;

export interface HeadOptions {
	/** «V/v …» under the number of a công văn; empty for papers with a name of their kind. */
	matter: string;
}

interface Column {
	x: number;
	width: number;
}

interface SetLine {
	line: Line;
	size: number;
	y: number;
	tag: Tag;
}

/** The head as one strip. A number or day not yet given leaves a blank to fill in. */
export function headBlock(geometry: Geometry, head: PaperHead, { matter }: HeadOptions): Strip {
	const { left, right } = columnsOf(geometry);
	const issuer = stack(
		[head.parentBody, 'regular', SMALL],
		[head.issuingBody, 'bold', SMALL]
	)(left.width - BETWEEN_COLUMNS);
	const issuerHeight = issuer.length * PITCH;
	// Number and day share a row: below the taller of the two columns above them.
	const row = Math.max(issuerHeight, 2 * PITCH) + RULE_GAP + NUMBER_GAP;
	const number = setLines(numberText(head), 'regular', LARGE, left.width, row);
	const about =
		matter === ''
			? []
			: setLines(matter, 'regular', SMALL, left.width - 12, row + number.length * PITCH + 6, 'H1');
	const day = setLines(placeAndDay(head), 'italic', LARGE, right.width, row);
	const lastLine = Math.max(...[...number, ...about, ...day].map(({ y }) => y));
	return {
		height: lastLine + PITCH,
		before: 0,
		keepNext: true,
		lines: 0,
		draw(sheet, y) {
			if (head.logo !== undefined) drawLogo(sheet, y, left, head.issuingBody);
			drawColumn(sheet, y, right, state());
			drawColumn(sheet, y, left, [...issuer, ...number]);
			drawColumn(sheet, y, right, day);
			drawColumn(sheet, y, left, about);
			ruleUnder(sheet, left, y + issuerHeight + RULE_GAP, issuerRule(issuer));
			ruleUnder(sheet, right, y + 2 * PITCH + RULE_GAP, widthOf(MOTTO, 'bold', LARGE));
		}
	};
}

/**
 * The decree's head knows no logo, so one must not move any of its lines: it stands above the left column in the top
 * margin, which is free on the first page, and never needs more than 13 mm of it (allowed: 16).
 */
const LOGO = { width: mm(45), height: mm(13), gap: mm(1.5) };

function drawLogo({ doc, tags, logo }: Sheet, top: number, column: Column, of: string): void {
	if (logo === null) throw new Error('headBlock: the head names a logo that was not given');
	const scale = Math.min(LOGO.width / logo.width, LOGO.height / logo.height);
	const width = logo.width * scale;
	const height = logo.height * scale;
	const x = column.x + (column.width - width) / 2;
	tags.write({ role: 'Figure', alt: `Biểu trưng của ${of}` }, () =>
		doc.image(logo as unknown as string, x, top - LOGO.gap - height, { width, height })
	);
}

function columnsOf({ x, textWidth }: Geometry): { left: Column; right: Column } {
	const needed = widthOf(STATE_NAME, 'bold', SMALL) + BETWEEN_COLUMNS;
	const width = Math.max(textWidth * (1 - LEFT_SHARE), needed);
	return { left: { x, width: textWidth - width }, right: { x: x + textWidth - width, width } };
}

const state = (): SetLine[] => [
	...setLines(STATE_NAME, 'bold', SMALL, Infinity, 0),
	...setLines(MOTTO, 'bold', LARGE, Infinity, PITCH)
];

function setLines(
	text: string,
	style: FontStyle,
	size: number,
	width: number,
	y: number,
	role: Role = 'P'
): SetLine[] {
	const tag: Tag = { role };
	return breakBalanced(text, style, size, width).map((line, i) => ({ line, size, y: y + i * PITCH, tag }));
}

/** Names in capitals, one below the other. */
function stack(...names: [text: string, style: FontStyle, size: number][]): (width: number) => SetLine[] {
	return (width) => {
		const lines: SetLine[] = [];
		for (const [text, style, size] of names)
			if (text !== '') lines.push(...setLines(text.toUpperCase(), style, size, width, lines.length * PITCH));
		return lines;
	};
}

/** Numbers under 10 take a leading zero; a blank one leaves room for the clerk's hand. */
const numberText = ({ number, sign }: PaperHead): string =>
	`Số: ${number === null ? '\u00a0'.repeat(8) : twoDigits(number)}/${sign}`;

function placeAndDay({ place, issuedOn, year }: PaperHead): string {
	const blank = '\u00a0'.repeat(6);
	const day = issuedOn === null ? `ngày${blank}tháng${blank}năm ${year}` : dayInWords(issuedOn, year);
	return `${place}, ${day}`;
}

/** A third to a half of the line it stands under. */
const issuerRule = (issuer: readonly SetLine[]): number => (issuer.at(-1)?.line.width ?? 0) * 0.42;

function drawColumn(
	{ doc, tags }: Sheet,
	top: number,
	{ x, width }: Column,
	lines: readonly SetLine[]
): void {
	for (const { line, size, y, tag } of lines)
		tags.write(tag, () => drawLine(doc, line, { x, y: top + y, width, pitch: PITCH, size, align: 'center' }));
}

const ruleUnder = (sheet: Sheet, { x, width }: Column, y: number, length: number): void =>
	drawRule(sheet, x + (width - length) / 2, y, length);

/** The name of the kind in capitals and the subject under it, both bold and centred, with a rule below. */
export function titleStrips(geometry: Geometry, typeName: string, subject: string): Strip[] {
	const tag: Tag = { role: 'H1' };
	return [
		...centredStrips(geometry, typeName.toUpperCase(), {
			style: 'bold',
			size: 14,
			pitch: 18,
			before: 20,
			tag
		}),
		...centredStrips(geometry, subject, {
			style: 'bold',
			size: 14,
			pitch: 18,
			before: 2,
			width: geometry.textWidth * 0.86,
			tag
		}),
		ruleStrip(geometry, geometry.textWidth * 0.22, 4)
	];
}

/** «Kính gửi: …» of a công văn or a report. */
export function addresseeStrips(geometry: Geometry, addressedTo: readonly string[]): Strip[] {
	if (addressedTo.length === 0) return [];
	return centredStrips(geometry, `Kính gửi: ${addressedTo.join('; ')}`, {
		style: 'regular',
		size: 14,
		pitch: 18,
		before: 18
	});
}
