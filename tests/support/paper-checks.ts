/** What every drawn paper must be: measured by poppler's tools on the finished file. */
import { beforeAll, describe, expect, it } from 'vitest';
import {
	measurePages,
	middleOf,
	millimetres,
	pdfFonts,
	rawText,
	sizeOf,
	structure,
	untagged,
	type MeasuredLine,
	type MeasuredPage
} from './pdf-measure.ts';
import type { Block, PaperContent, Section } from '#lib/domain/papers/paper.ts';
import { renderPaper, type RenderedPaper, type RenderOptions } from '#lib/server/pdf/render.ts';

export const OPTIONS: RenderOptions = {
	createdAt: Date.parse('2026-09-12T10:00:00+07:00'),
	qrUrl: 'https://thuoc.example.gov.vn/kiem-tra/7F3K-9QXM-2D4T',
	checkCode: '7F3K-9QXM-2D4T'
};

export const LEFT = millimetres(30);
const TOP = millimetres(20);
const A4 = { short: millimetres(210), long: millimetres(297) };
const isLandscape = ({ width, height }: MeasuredPage): boolean => width > height;
/** The middle of the text, not of the paper: the left margin is the wider one. */
export const textMiddle = ({ width }: MeasuredPage): number => (LEFT + width - millimetres(15)) / 2;
const isInTopMargin = ({ yMax }: MeasuredLine): boolean => yMax < TOP;

export interface PaperCase {
	name: string;
	content: PaperContent;
	/** Pages of each part, in order, as `p` and `l` for portrait and landscape. */
	parts: RegExp;
	/** First words of the signature that must not stand alone. */
	signature: string;
}

const blockTexts = (block: Block): string[] => {
	if (block.type === 'table') return block.table.rows.flatMap(({ cells }) => cells);
	if (block.type === 'area_chart') return [block.title, ...block.bars.map(({ label }) => label)];
	return 'marker' in block ? [`${block.marker} ${block.text}`] : [block.text];
};

const sectionTexts = (sections: readonly Section[]): string[] =>
	sections.flatMap(({ title, blocks }) => [title.toUpperCase(), ...blocks.flatMap(blockTexts)]);

/** Every sentence that the paper must say. */
export function textsOf(content: PaperContent): string[] {
	if (content.kind === 'score_sheet')
		return [
			...content.title.slice(1),
			content.attachedTo,
			...content.rows.flatMap(({ title, level, grounds }) => [
				level === 'area' ? title.toUpperCase() : title,
				...grounds
			]),
			...content.sums.map(({ value }) => value),
			...content.notes
		];
	const sections: Section[] = content.sections;
	return [
		...('authority' in content ? [content.authority.toUpperCase()] : []),
		...('legalBases' in content ? content.legalBases : []),
		...content.opening,
		...sectionTexts(sections),
		...content.closing,
		...content.recipients,
		...('authority' in content ? [content.authority.toUpperCase()] : []),
		...('outline' in content ? sectionTexts(content.outline.sections) : []),
		...('scoreSheet' in content ? textsOf(content.scoreSheet) : []),
		...('appendices' in content
			? content.appendices.flatMap(({ table }) => table.rows.flatMap(({ cells }) => cells))
			: []),
		...('agencies' in content ? content.agencies.table.rows.flatMap(({ cells }) => cells) : []),
		...('actions' in content ? content.actions.table.rows.flatMap(({ cells }) => cells) : []),
		...('changes' in content ? (content.changes?.table.rows ?? []).flatMap(({ cells }) => cells) : [])
	].filter((text) => text.trim() !== '');
}

export const squeezed = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** The text in drawing order without the page numbers that stand first on their pages. */
export const runningText = (pdf: Uint8Array): string =>
	squeezed(
		rawText(pdf)
			.split('\f')
			.map((page) => page.replace(/^\s*\d{1,3}\n/, ''))
			.join(' ')
	);

interface Letters {
	/** Names of the fonts that may be in the file. */
	fonts: RegExp;
	draw: typeof renderPaper;
}

/** Every check on every paper, in the shipped letters or in others. */
export function describePapers(
	cases: readonly PaperCase[],
	{ fonts: allowed, draw }: Letters = { fonts: /^Tinos-/, draw: renderPaper }
): void {
	describe.each(cases)('the PDF of the $name', ({ content, parts, signature }) => {
		let paper: RenderedPaper;
		let pages: MeasuredPage[];

		beforeAll(async () => {
			paper = await draw(content, OPTIONS);
			pages = measurePages(paper.pdf);
		});

		it('is on A4, each part in its direction', () => {
			expect(pages).toHaveLength(paper.pages);
			for (const { width, height } of pages) {
				expect(Math.min(width, height)).toBeCloseTo(A4.short, 0);
				expect(Math.max(width, height)).toBeCloseTo(A4.long, 0);
			}
			expect(pages.map((page) => (isLandscape(page) ? 'l' : 'p')).join('')).toMatch(parts);
		});

		it('has its own letters only, embedded, with a way back to Unicode', () => {
			const fonts = pdfFonts(paper.pdf);
			expect(fonts.length).toBeGreaterThanOrEqual(3);
			for (const font of fonts) {
				expect(font.name).toMatch(allowed);
				expect(font).toMatchObject({ embedded: true, subset: true, unicode: true });
			}
		});

		it('keeps the margins of 20, 20, 30 and 15 mm on every page', () => {
			for (const page of pages) {
				for (const line of page.lines.filter((each) => !isInTopMargin(each))) {
					expect(line.xMin).toBeGreaterThanOrEqual(LEFT - 0.5);
					expect(line.xMax).toBeLessThanOrEqual(page.width - millimetres(15) + 0.5);
					expect(line.yMin).toBeGreaterThanOrEqual(TOP - 1);
					expect(line.yMax).toBeLessThanOrEqual(page.height - millimetres(20) + 1);
				}
			}
		});

		it('numbers pages from 2 in the middle of the top margin, each part anew', () => {
			let expected = 0;
			for (const page of pages) {
				const numbers = page.lines.filter(isInTopMargin);
				expected = numbers.length === 0 ? 1 : expected + 1;
				if (numbers.length === 0) continue;
				expect(numbers).toHaveLength(1);
				expect(numbers[0]!.text).toBe(String(expected));
				expect(middleOf(numbers[0]!)).toBeCloseTo(textMiddle(page), 0);
				expect(sizeOf(numbers[0]!)).toBeCloseTo(13, 0);
			}
			expect(pages[0]!.lines.filter(isInTopMargin)).toEqual([]);
		});

		it('says every sentence of its content, letter by letter', () => {
			const text = runningText(paper.pdf);
			const missing = textsOf(content).filter((sentence) => !text.includes(squeezed(sentence)));
			expect(missing).toEqual([]);
		});

		it('has elements for readers that speak, and nothing on it is without a meaning', () => {
			expect(structure(paper.pdf)).toMatch(/^ {2}H1\b/m);
			expect(untagged(paper.pdf)).toEqual([]);
		});

		it('is of the archival kind: its own colours, its own fonts, what it is in its metadata', () => {
			const raw = paper.pdf.toString('latin1');
			expect(raw).toMatch(/<pdfaid:part>2<\/pdfaid:part>\s*<pdfaid:conformance>B</);
			expect(raw).toMatch(/\/OutputIntents/);
			expect(raw).toMatch(/\/ID \[/);
			expect(raw).not.toMatch(/\/JavaScript|\/Encrypt|\/AA\b/);
		});

		it('never leaves a signature alone: two lines of text stand above it', () => {
			const page = pages.find(({ lines }) => lines.some(({ text }) => text.startsWith(signature)))!;
			const [first] = page.lines.filter(({ text }) => text.startsWith(signature));
			const above = page.lines.filter((line) => !isInTopMargin(line) && line.yMax <= first!.yMin);
			expect(new Set(above.map(({ yMin }) => Math.round(yMin))).size).toBeGreaterThanOrEqual(2);
		});

		it('ends with the code and the address by which it is checked', () => {
			const lines = pages.at(-1)!.lines.slice(-2);
			expect(lines.map(({ text }) => text)).toEqual([
				'Mã kiểm tra: 7F3K-9QXM-2D4T',
				`Kiểm tra văn bản tại ${OPTIONS.qrUrl}`
			]);
			for (const line of lines) expect(sizeOf(line)).toBeCloseTo(9, 0);
			expect(
				pages
					.slice(0, -1)
					.some(({ lines: others }) => others.some(({ text }) => text.includes('Mã kiểm tra')))
			).toBe(false);
		});

		it('keeps a place for the seal inside the page and clear of all text', () => {
			const { page: index, rect } = paper.sealPlace;
			const page = pages[index]!;
			const [left, bottom, right, top] = rect;
			expect(left).toBeGreaterThanOrEqual(LEFT - 0.5);
			expect(right).toBeLessThanOrEqual(page.width - millimetres(15) + 0.5);
			expect(bottom).toBeGreaterThan(0);
			expect(top).toBeLessThan(page.height);
			const [yMin, yMax] = [page.height - top, page.height - bottom];
			const touching = page.lines.filter(
				(line) => line.xMin < right && line.xMax > left && line.yMin < yMax && line.yMax > yMin
			);
			expect(touching).toEqual([]);
		});

		it('gives the same bytes again', async () => {
			expect((await draw(content, OPTIONS)).pdf.equals(paper.pdf)).toBe(true);
		});
	});
}
