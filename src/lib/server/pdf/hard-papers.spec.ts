/** Every kind of paper with every hard input that it takes, each drawn and measured once. */
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { hardPapers, LONG_NAME, WORDS } from '../../../../tests/support/hard-papers.ts';
import { LEFT, OPTIONS, squeezed, textsOf } from '../../../../tests/support/paper-checks.ts';
import {
	lineWith,
	measureAsDrawn,
	millimetres,
	type MeasuredLine,
	type MeasuredPage
} from '../../../../tests/support/pdf-measure.ts';
import { PAPER_KINDS } from '#lib/domain/papers/paper.ts';
import type { SealPlace } from './layout.ts';
import type { PaperPhoto } from './photos.ts';
import { renderPaper } from './render.ts';

const TOP = millimetres(20);
const isInTopMargin = ({ yMax }: MeasuredLine): boolean => yMax < TOP;
const papers = hardPapers();
let photos: PaperPhoto[];

beforeAll(async () => {
	const sides = [
		[640, 480],
		[360, 640],
		[640, 200]
	] as const;
	const jpegs = await Promise.all(
		sides.map(([width, height]) =>
			sharp({ create: { width, height, channels: 3, background: '#789' } })
				.jpeg()
				.toBuffer()
		)
	);
	photos = Array.from({ length: 60 }, (_, i) => ({
		jpeg: jpegs[i % jpegs.length]!,
		caption: `Ảnh thứ ${i + 1} tại ${LONG_NAME}`,
		code: '3.2.1'
	}));
});

/** Text in drawing order without the numbers of pages. */
const saidOn = (pages: readonly MeasuredPage[]): string =>
	squeezed(
		pages
			.flatMap(({ lines }) => lines)
			.filter((line) => !(isInTopMargin(line) && /^\d{1,3}$/.test(line.text)))
			.map(({ text }) => text)
			.join(' ')
	);

/**
 * In one stretch; or, in a row that no page could hold, word by word: its cells are drawn a line at a time, the heading
 * of the table between them.
 */
function isSaid(text: string, sentence: string): boolean {
	if (text.includes(squeezed(sentence))) return true;
	const isCut = text.includes(WORDS[0]!);
	const said = new Set(text.split(' '));
	return (
		isCut &&
		squeezed(sentence)
			.split(' ')
			.every((word) => said.has(word))
	);
}

/** Lines that stand outside the margins of 20, 20, 30 and 15 mm. */
const outside = ({ width, height, lines }: MeasuredPage): string[] =>
	lines
		.filter((line) => !isInTopMargin(line))
		.filter(
			({ xMin, xMax, yMin, yMax }) =>
				xMin < LEFT - 0.5 || xMax > width - millimetres(15) + 0.5 || yMin < TOP - 1 || yMax > height - TOP + 1
		)
		.map(({ text }) => text);

/** Pairs of words on one page that stand over each other. */
function overlapping({ lines }: MeasuredPage): string[] {
	const words = lines.flatMap((line) => line.words).toSorted((a, b) => a.yMin - b.yMin);
	const pairs: string[] = [];
	for (const [i, a] of words.entries())
		for (const b of words.slice(i + 1)) {
			if (b.yMin >= a.yMax) break;
			const width = Math.min(a.xMax, b.xMax) - Math.max(a.xMin, b.xMin);
			const height = Math.min(a.yMax, b.yMax) - Math.max(a.yMin, b.yMin);
			// Boxes of neighbouring lines of small type share a little: poppler reckons them by the font's ascent.
			if (width > 1 && height > 0.4 * (a.yMax - a.yMin)) pairs.push(`${a.text} / ${b.text}`);
		}
	return pairs;
}

/** Words under a place that a seal or a signature will cover. */
function covered(pages: readonly MeasuredPage[], { page: index, rect }: SealPlace): string[] {
	const { height, lines } = pages[index]!;
	const [left, bottom, right, top] = rect;
	return lines
		.flatMap(({ words }) => words)
		.filter(
			({ xMin, xMax, yMin, yMax }) =>
				xMin < right && xMax > left && yMin < height - bottom && yMax > height - top
		)
		.map(({ text }) => text);
}

const HEADING = /^(?:[IVX]+\. \p{Lu}{2}|\d+\. \p{Lu}\p{Ll}+.*[^.;]$|Điều \d+\..*:$|b\) Tồn tại, hạn chế:$)/u;

/** Pages that end with what heads the next one. */
const deserted = (pages: readonly MeasuredPage[]): string[] =>
	pages
		.slice(0, -1)
		.filter(({ width, height }) => width < height)
		.map(({ lines }) => lines.toSorted((a, b) => a.yMin - b.yMin).at(-1)?.text ?? '')
		.filter((text) => HEADING.test(text));

describe.each(papers)('$kind: $hard', ({ content, photos: count, signature }) => {
	it('is whole, inside the margins, nothing over anything, signed under its text', async () => {
		const { pdf, sealPlace, signerPlaces } = await renderPaper(content, {
			...OPTIONS,
			photos: photos.slice(0, count)
		});
		const pages = measureAsDrawn(pdf);
		const text = saidOn(pages);
		expect(textsOf(content).filter((sentence) => !isSaid(text, sentence))).toEqual([]);
		const words = text.match(/từ\d+/g) ?? [];
		for (let at = 0; at < words.length; at += WORDS.length)
			expect(words.slice(at, at + WORDS.length)).toEqual(WORDS);
		expect(pages.flatMap(outside)).toEqual([]);
		expect(pages.flatMap(overlapping)).toEqual([]);
		expect(deserted(pages)).toEqual([]);
		for (const place of [sealPlace, ...signerPlaces]) expect(covered(pages, place)).toEqual([]);
		const signed = pages.find(({ lines }) => lines.some((line) => line.text.startsWith(signature)))!;
		const first = lineWith(signed, signature);
		const above = signed.lines.filter((line) => !isInTopMargin(line) && line.yMax <= first.yMin);
		expect(new Set(above.map(({ yMin }) => Math.round(yMin))).size).toBeGreaterThanOrEqual(2);
		const captions = text.match(/Ảnh \d+ \(tiêu chí/g) ?? [];
		expect(captions).toHaveLength(count);
	});
});

describe('the hard papers', () => {
	it('are of every kind', () => {
		expect([...new Set(papers.map(({ kind }) => kind))].toSorted()).toEqual([...PAPER_KINDS].toSorted());
	});

	it('say their three thousand words and their names of eighty letters', () => {
		expect(LONG_NAME).toHaveLength(80);
		for (const { hard, content } of papers) {
			const said = textsOf(content).join(' ') + content.subject;
			if (hard === 'three thousand words') expect(said).toContain(WORDS.join(' '));
			if (hard === 'names of eighty letters') expect(said).toContain(LONG_NAME);
		}
	});
});
