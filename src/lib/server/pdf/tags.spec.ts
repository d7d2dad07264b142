import { describe, expect, it } from 'vitest';
import { squeezed, textsOf, OPTIONS } from '../../../../tests/support/paper-checks.ts';
import { record2021 } from '../../../../tests/support/papers-record.ts';
import { spoken, structure } from '../../../../tests/support/pdf-measure.ts';
import { buildRemediationReport } from '#lib/domain/papers/remediation-report.ts';
import { finishDocument, newDocument } from './document.ts';
import { drawParts, PORTRAIT, type Strip } from './layout.ts';
import { renderPaper } from './render.ts';
import { tableStrips, type Row } from './table.ts';
import { itemStrips, textParagraph } from './paragraphs.ts';

async function draw(strips: Strip[]): Promise<Buffer> {
	const doc = newDocument({ title: 'Bảng', author: 'Sở', createdAt: 0 });
	drawParts(doc, [{ geometry: PORTRAIT, strips }], {});
	return finishDocument(doc);
}

const structureOf = async (strips: Strip[]): Promise<string> => structure(await draw(strips));

const COLUMNS = [100, 100, 200].map((width) => ({ width, align: 'left' as const }));
const tableOf = (rows: Row[]): Strip[] =>
	tableStrips({
		geometry: PORTRAIT,
		columns: COLUMNS,
		heading: [{ cells: ['A', 'B', 'C'].map((text) => ({ text })) }],
		rows,
		size: 12,
		before: 0
	});
const cells = (...texts: string[]): Row => ({ cells: texts.map((text) => ({ text })) });
const count = (text: string, pattern: RegExp): number => [...text.matchAll(pattern)].length;

describe('the elements of a table', () => {
	it('has a cell for every column, also where nothing is written', async () => {
		const text = await structureOf(tableOf([cells('1', '', '3'), cells('', '', '')]));
		expect(count(text, /^\s*TR$/gm)).toBe(3);
		expect(count(text, /^\s*TH\b/gm)).toBe(3);
		expect(count(text, /^\s*TD\b/gm)).toBe(6);
	});

	it('a cell over several columns says over how many', async () => {
		const group = { cells: [{ text: 'Nhóm', span: 3 }] };
		expect(await structureOf(tableOf([group]))).toMatch(/TD[^T]*\/ColSpan 3/);
	});

	it('is one table on all its pages, its heading spoken once', async () => {
		const text = await structureOf(tableOf(Array.from({ length: 90 }, (_, i) => cells(`${i}`, 'b', 'c'))));
		expect(count(text, /^\s*Table\b/gm)).toBe(1);
		expect(count(text, /^\s*TH\b/gm)).toBe(3);
		expect(count(text, /^\s*TD\b/gm)).toBe(270);
	});

	it('a row that is cut between pages stays one row', async () => {
		const words = Array.from({ length: 900 }, (_, i) => `từ${i}`).join(' ');
		const text = await structureOf(tableOf([cells('1', 'b', words)]));
		expect(count(text, /^\s*TR$/gm)).toBe(2);
		expect(count(text, /^\s*TD\b/gm)).toBe(3);
	});
});

describe('the elements of running text', () => {
	it('a paragraph over two pages is one, with the blanks between its words', async () => {
		const words = Array.from({ length: 700 }, (_, i) => `từ${i}`).join(' ');
		const pdf = await draw(textParagraph(PORTRAIT, words));
		expect(count(structure(pdf), /^\s*P\b/gm)).toBe(1);
		expect(spoken(pdf).trim()).toBe(words);
	});

	it('items under one tag are one list', async () => {
		const list = { role: 'L' } as const;
		const text = await structureOf(['một', 'hai'].flatMap((word) => itemStrips(PORTRAIT, word, list)));
		expect(count(text, /^\s*L \(/gm)).toBe(1);
		expect(count(text, /^\s*LI \(/gm)).toBe(2);
	});
});

it('a paper is spoken whole: every sentence of its content, with the blanks between its words', async () => {
	const content = buildRemediationReport(record2021(), 'letter');
	const text = spoken((await renderPaper(content, OPTIONS)).pdf);
	expect(textsOf(content).filter((sentence) => !text.includes(squeezed(sentence)))).toEqual([]);
	expect(text).toContain('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc');
});
