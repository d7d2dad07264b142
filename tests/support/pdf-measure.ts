/**
 * Measures PDFs by poppler's tools, which know nothing of our drawing: paper, fonts, where each word stands, what a
 * reader copies out. Throws where a tool is missing: a measure that was not taken must not look like a good one.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Points; y grows downwards from the top of the page. */
export interface Box {
	xMin: number;
	yMin: number;
	xMax: number;
	yMax: number;
}

export interface MeasuredWord extends Box {
	text: string;
}

export interface MeasuredLine extends Box {
	text: string;
	words: MeasuredWord[];
}

export interface MeasuredPage {
	width: number;
	height: number;
	/** From top to bottom, then from left to right. */
	lines: MeasuredLine[];
}

export interface MeasuredFont {
	name: string;
	embedded: boolean;
	subset: boolean;
	unicode: boolean;
}

export const millimetres = (value: number): number => (value * 72) / 25.4;

/** Lends a PDF as a file in a folder of its own, which is gone afterwards with all that was laid beside it. */
export function withFile<T>(pdf: Uint8Array, use: (path: string) => T): T {
	const folder = mkdtempSync(join(tmpdir(), 'thuoc-pdf-'));
	try {
		const path = join(folder, 'paper.pdf');
		writeFileSync(path, pdf);
		return use(path);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

/** What a tool prints; throws where it is missing or fails. */
export const run = (tool: string, args: string[]): string =>
	execFileSync(tool, args, {
		encoding: 'utf8',
		maxBuffer: 64 * 1024 * 1024,
		stdio: ['ignore', 'pipe', 'pipe']
	});

/** Keys and values of `pdfinfo`: «Title», «Pages», «Producer», … */
export function pdfInfo(pdf: Uint8Array): Record<string, string> {
	const text = withFile(pdf, (path) => run('pdfinfo', [path]));
	return Object.fromEntries(
		text
			.split('\n')
			.map((line) => /^([^:]+):\s*(.*)$/.exec(line))
			.flatMap((match) => (match ? [[match[1]!, match[2]!]] : []))
	);
}

export function pdfFonts(pdf: Uint8Array): MeasuredFont[] {
	const lines = withFile(pdf, (path) => run('pdffonts', [path]))
		.split('\n')
		.slice(2);
	return lines
		.filter((line) => line.trim() !== '')
		.map((line) => {
			const flags = /\s(yes|no)\s+(yes|no)\s+(yes|no)\s+\d+\s+\d+\s*$/.exec(line);
			if (!flags) throw new Error(`pdffonts: unknown line «${line}»`);
			const name = line
				.trim()
				.split(/\s+/)[0]!
				.replace(/^[A-Z]{6}\+/, '');
			return { name, embedded: flags[1] === 'yes', subset: flags[2] === 'yes', unicode: flags[3] === 'yes' };
		});
}

/** What a reader gets by copying, with blanks and line ends made single blanks. */
export const pdfText = (pdf: Uint8Array, page?: number): string =>
	rawText(pdf, page).replace(/\s+/g, ' ').trim();

/** In the order of drawing, line by line. */
export function rawText(pdf: Uint8Array, page?: number): string {
	return withFile(pdf, (path) => run('pdftotext', ['-raw', ...pageArguments(page), path, '-']));
}

const pageArguments = (page: number | undefined): string[] =>
	page === undefined ? [] : ['-f', String(page), '-l', String(page)];

/** What a reader that speaks says, element by element. Slow: for papers of a few pages. */
export function spoken(pdf: Uint8Array): string {
	const lines = withFile(pdf, (path) => run('pdfinfo', ['-struct-text', path])).split('\n');
	const said = lines.flatMap((line) => /^\s*"(.*)"$/.exec(line)?.[1] ?? []);
	return said.join(' ').replace(/\s+/g, ' ');
}

/** The tree of elements, a line each, without their text. */
export const structure = (pdf: Uint8Array): string =>
	withFile(pdf, (path) => run('pdfinfo', ['-struct', path]));

const OPENS = /\b(?:BDC|BMC)$/;
const PAINTS = /^(?:BT|S|s|f|f\*|B|b)$|\bDo$| re$/;

/** Things painted on the pages that are neither an element nor an artifact (ISO 32000-1, 14.8.2.2). */
export function untagged(pdf: Uint8Array): string[] {
	const plain = withFile(pdf, (path) => run('qpdf', ['--qdf', '--object-streams=disable', path, '-']));
	const contents = plain.matchAll(/%% Contents for page \d+\n[\s\S]*?\nstream\n([\s\S]*?)\nendstream/g);
	return [...contents].flatMap(([, content]) => {
		let depth = 0;
		return content!.split('\n').filter((line) => {
			if (OPENS.test(line)) depth += 1;
			else if (line === 'EMC') depth -= 1;
			return depth === 0 && PAINTS.test(line);
		});
	});
}

/** The text of one page as it looks, columns kept apart by blanks. */
export const pageAsSeen = (pdf: Uint8Array, page: number): string =>
	withFile(pdf, (path) => run('pdftotext', ['-layout', ...pageArguments(page), path, '-']));

const unescapeXml = (text: string): string =>
	text
		.replaceAll('&lt;', '<')
		.replaceAll('&gt;', '>')
		.replaceAll('&quot;', '"')
		.replaceAll('&#39;', "'")
		.replaceAll('&amp;', '&');

function boxOf(attributes: string): Box {
	const value = (name: string) => {
		const match = new RegExp(`${name}="(-?[\\d.]+)"`).exec(attributes);
		if (!match) throw new Error(`pdftotext -bbox-layout: no ${name} in «${attributes}»`);
		return Number(match[1]);
	};
	return { xMin: value('xMin'), yMin: value('yMin'), xMax: value('xMax'), yMax: value('yMax') };
}

const PAGE = /<page width="([\d.]+)" height="([\d.]+)">([\s\S]*?)<\/page>/g;

const wordsIn = (xml: string): MeasuredWord[] =>
	[...xml.matchAll(/<word ([^>]*)>([\s\S]*?)<\/word>/g)].map((word) => ({
		...boxOf(word[1]!),
		text: unescapeXml(word[2]!)
	}));

/** Words further apart are of two columns. */
const COLUMN_GAP = 30;

/** Whether a word goes on in the line of the one drawn before it. */
const goesOn = (word: MeasuredWord, before: MeasuredWord): boolean =>
	Math.abs(word.yMin - before.yMin) < 2 &&
	word.xMin >= before.xMax - 1 &&
	word.xMin - before.xMax < COLUMN_GAP;

/**
 * Text and places from one reading, which takes the longest: lines in the order in which they were drawn, as they were
 * drawn (the cells of a row each by themselves).
 */
export function measureAsDrawn(pdf: Uint8Array): MeasuredPage[] {
	const xml = withFile(pdf, (path) => run('pdftotext', ['-raw', '-bbox', path, '-']));
	return [...xml.matchAll(PAGE)].map(([, width, height, content]) => {
		const groups: MeasuredWord[][] = [];
		for (const word of wordsIn(content!)) {
			const line = groups.at(-1);
			if (line && goesOn(word, line.at(-1)!)) line.push(word);
			else groups.push([word]);
		}
		return { width: Number(width), height: Number(height), lines: groups.map(lineOf) };
	});
}

const lineOf = (words: MeasuredWord[]): MeasuredLine => ({
	words,
	text: words.map(({ text }) => text).join(' '),
	xMin: Math.min(...words.map(({ xMin }) => xMin)),
	yMin: Math.min(...words.map(({ yMin }) => yMin)),
	xMax: Math.max(...words.map(({ xMax }) => xMax)),
	yMax: Math.max(...words.map(({ yMax }) => yMax))
});

/** Every word with its place; on one page only, counted from 1, where `only` is given. */
export function measurePages(pdf: Uint8Array, only?: number): MeasuredPage[] {
	const xml = withFile(pdf, (path) => run('pdftotext', ['-bbox-layout', ...pageArguments(only), path, '-']));
	return [...xml.matchAll(PAGE)].map((page) => ({
		width: Number(page[1]),
		height: Number(page[2]),
		lines: [...page[3]!.matchAll(/<line ([^>]*)>([\s\S]*?)<\/line>/g)]
			.map((line): MeasuredLine => {
				const words = wordsIn(line[2]!);
				return { ...boxOf(line[1]!), words, text: words.map(({ text }) => text).join(' ') };
			})
			.sort((a, b) => a.yMin - b.yMin || a.xMin - b.xMin)
	}));
}

/** A page as a picture (PNG), counted from 1, at so many dots an inch. */
export const pageImage = (pdf: Uint8Array, page: number, dots: number): Buffer =>
	withFile(pdf, (path) => {
		const range = ['-f', String(page), '-l', String(page), '-r', String(dots), '-singlefile'];
		run('pdftoppm', ['-png', ...range, path, `${path}-page`]);
		return readFileSync(`${path}-page.png`);
	});

/** Tinos reaches 0,891 of its size above the base line and 0,216 below; poppler's boxes are that high. */
const HEIGHT_OF_SIZE = 0.891 + 0.216;

/** The size of a line's letters in points, from the height of its box. */
export const sizeOf = ({ yMin, yMax }: Box): number => (yMax - yMin) / HEIGHT_OF_SIZE;

export const middleOf = ({ xMin, xMax }: Box): number => (xMin + xMax) / 2;

/** The first line of a page that contains a text; throws when there is none. */
export function lineWith(page: MeasuredPage, text: string): MeasuredLine {
	const line = page.lines.find((each) => each.text.includes(text));
	if (!line)
		throw new Error(`no line with «${text}»; lines: ${page.lines.map(({ text: t }) => t).join(' | ')}`);
	return line;
}

/** Text by style: «bold», «italic», «bold italic» or «», as the fonts say. */
export function styledTexts(pdf: Uint8Array, page: number): { text: string; style: string }[] {
	const xml = withFile(pdf, (path) =>
		run('pdftohtml', ['-xml', '-stdout', '-i', '-f', String(page), '-l', String(page), path])
	);
	return [...xml.matchAll(/<text [^>]*>(.*?)<\/text>/g)].map(([, inner = '']) => ({
		/* A blank that is wider than its font's is read as two. */
		text: unescapeXml(inner.replace(/<[^>]+>/g, ''))
			.replace(/ {2,}/g, ' ')
			.trim(),
		style: [inner.includes('<b>') ? 'bold' : '', inner.includes('<i>') ? 'italic' : '']
			.filter(Boolean)
			.join(' ')
	}));
}
