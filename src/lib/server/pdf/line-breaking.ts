/** Text → lines that fit a width. Greedy: Vietnamese words are short and are never hyphenated. */
import { cleanText, widthOf, type FontStyle } from './fonts.ts';

export interface Run {
	text: string;
	style: FontStyle;
}

/** A stretch of one line in one style; `gaps` are its blanks, which justifying stretches. */
export interface Piece {
	text: string;
	style: FontStyle;
	width: number;
	gaps: number;
}

export interface Line {
	pieces: Piece[];
	/** Natural width, points. */
	width: number;
	/** True for the last line of a paragraph, which is never stretched. */
	last: boolean;
}

export interface Word {
	text: string;
	style: FontStyle;
	width: number;
	/** How it stands to the word before it: apart; with a blank that must not break; without any blank;
	 * or the rest of a word that was too long for a line. */
	link: 'apart' | 'bound' | 'glued' | 'cut';
}

/**
 * Breaks runs at blanks into lines no wider than `width`, the first no wider than `firstWidth`; line ends in the text
 * are kept. No break comes at a fixed space, before «%» or «(b/c)», or inside «ngày 12», «số 05/…». A word wider than the line is
 * cut by letters. All in points.
 */
export const breakLines = (runs: readonly Run[], size: number, width: number, firstWidth = width): Line[] =>
	fillAll(wordsByParagraph(runs, size, width), size, [firstWidth, width]);

/** The words of each paragraph, cut where one is wider than a line. */
export const wordsByParagraph = (runs: readonly Run[], size: number, width: number): Word[][] =>
	splitParagraphs(runs).map((paragraph) =>
		wordsOf(paragraph, size).flatMap((word) => cutToFit(word, size, width))
	);

/** Lines of words; the last of `widths` is that of all further lines. */
export function fillAll(paragraphs: readonly Word[][], size: number, widths: readonly number[]): Line[] {
	const lines: Line[] = [];
	for (const words of paragraphs)
		lines.push(...fill(words, size, lines.length === 0 ? widths : widths.slice(-1)));
	return lines;
}

/** One style, no runs: cells, titles, names. */
export const breakText = (text: string, style: FontStyle, size: number, width: number): Line[] =>
	breakLines([{ text, style }], size, width);

function splitParagraphs(runs: readonly Run[]): Run[][] {
	const paragraphs: Run[][] = [[]];
	for (const run of runs) {
		const [first = '', ...rest] = cleanText(run.text).split('\n');
		paragraphs.at(-1)!.push({ ...run, text: first });
		for (const text of rest) paragraphs.push([{ ...run, text }]);
	}
	return paragraphs;
}

/** Two or more in a row are a blank to fill in by hand and stay as they are. */
const FIXED_SPACE = /(?<!\u00a0)\u00a0(?!\u00a0)/;
const BEFORE_NUMBER = new Set(['ngày', 'tháng', 'năm', 'số', 'điều', 'khoản', 'mục', 'chí', 'quý', 'tại']);

function wordsOf(runs: readonly Run[], size: number): Word[] {
	const words: Word[] = [];
	let apart = true;
	for (const { text, style } of runs) {
		for (const part of text.split(/( +)/)) {
			if (part === '') continue;
			if (part.startsWith(' ')) {
				apart = true;
				continue;
			}
			for (const [i, piece] of part.split(FIXED_SPACE).entries()) {
				const link = i > 0 ? 'bound' : apart ? linkTo(words.at(-1)?.text, piece) : 'glued';
				words.push({ text: piece, style, width: widthOf(piece, style, size), link });
			}
			apart = false;
		}
	}
	return words;
}

/** After a recipient: «(b/c)», «(t/h)». */
const PURPOSE = /^\(\p{L}\/\p{L}\)/u;

function linkTo(before: string | undefined, word: string): Word['link'] {
	if (before === undefined) return 'apart';
	const numbered = /^\d/.test(word) && BEFORE_NUMBER.has(before.toLowerCase());
	return numbered || word.startsWith('%') || PURPOSE.test(word) ? 'bound' : 'apart';
}

function cutToFit(word: Word, size: number, width: number): Word[] {
	if (word.width <= width) return [word];
	const parts: Word[] = [];
	let letters = '';
	for (const letter of word.text) {
		if (letters !== '' && widthOf(letters + letter, word.style, size) > width) {
			parts.push({
				...word,
				text: letters,
				width: widthOf(letters, word.style, size),
				link: linkOf(parts, word)
			});
			letters = '';
		}
		letters += letter;
	}
	parts.push({
		...word,
		text: letters,
		width: widthOf(letters, word.style, size),
		link: linkOf(parts, word)
	});
	return parts;
}

/** The rest of a cut word follows without a blank, yet may begin a line: `cut` below. */
const linkOf = (parts: readonly Word[], word: Word): Word['link'] => (parts.length === 0 ? word.link : 'cut');

function fill(words: readonly Word[], size: number, widths: readonly number[]): Line[] {
	const lines: Line[] = [];
	let line: Word[] = [];
	let used = 0;
	for (let at = 0; at < words.length;) {
		const room = widths[lines.length] ?? widths.at(-1)!;
		const group = groupAt(words, at, size, room);
		const blank = line.length === 0 ? 0 : blankBefore(words, at, size);
		const groupWidth = widthOfGroup(group, size);
		if (line.length > 0 && used + blank + groupWidth > room) {
			lines.push(closeLine(line, size, false));
			line = [];
			used = 0;
			continue;
		}
		line.push(...group);
		used += blank + groupWidth;
		at += group.length;
	}
	lines.push(closeLine(line, size, true));
	return lines;
}

/** Words that must stay on one line; the ties of what could never fit on one are loosened. */
function groupAt(words: readonly Word[], from: number, size: number, room: number): Word[] {
	const group = [words[from]!];
	for (const word of words.slice(from + 1, from + LONGEST_GROUP)) {
		if (word.link !== 'glued' && word.link !== 'bound') break;
		if (word.link === 'bound' && widthOfGroup([...group, word], size) > room) break;
		group.push(word);
	}
	return group;
}

const LONGEST_GROUP = 12;

const widthOfGroup = (group: readonly Word[], size: number): number =>
	group.reduce((sum, word, i) => sum + word.width + (i === 0 ? 0 : blankBefore(group, i, size)), 0);

/** Width of the blank between a word and the one before it. */
const blankBefore = (words: readonly Word[], at: number, size: number): number =>
	['apart', 'bound'].includes(words[at]!.link) ? widthOf(' ', words[at - 1]!.style, size) : 0;

const gapsIn = (word: string): number => word.split('\u00a0').length - 1;

/** Joins neighbours of one style, so that a line is drawn in as few strokes as it has styles. */
function closeLine(words: readonly Word[], size: number, last: boolean): Line {
	const pieces: Piece[] = [];
	for (const [i, word] of words.entries()) {
		const piece = pieces.at(-1);
		const blank = i === 0 ? 0 : blankBefore(words, i, size);
		if (piece && piece.style === word.style) {
			piece.text += (blank > 0 ? ' ' : '') + word.text;
			piece.width += blank + word.width;
			piece.gaps += (blank > 0 ? 1 : 0) + gapsIn(word.text);
		} else {
			if (piece && blank > 0) {
				piece.text += ' ';
				piece.width += blank;
				piece.gaps += 1;
			}
			pieces.push({ text: word.text, style: word.style, width: word.width, gaps: gapsIn(word.text) });
		}
	}
	return { pieces, width: pieces.reduce((sum, { width }) => sum + width, 0), last };
}
