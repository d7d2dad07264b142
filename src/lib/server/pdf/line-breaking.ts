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

interface Word {
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

const wordsByParagraph = (runs: readonly Run[], size: number, width: number): Word[][] =>
	splitParagraphs(runs).map((paragraph) =>
		wordsOf(paragraph, size).flatMap((word) => cutToFit(word, size, width))
	);

/** The last of `widths` is that of all further lines. */
function fillAll(paragraphs: readonly Word[][], size: number, widths: readonly number[]): Line[] {
	const lines: Line[] = [];
	for (const words of paragraphs)
		lines.push(...fill(words, size, lines.length === 0 ? widths : widths.slice(-1)));
	return lines;
}

/** One style, no runs: cells, titles, names. */
export const breakText = (text: string, style: FontStyle, size: number, width: number): Line[] =>
	breakLines([{ text, style }], size, width);

/** Words that a line of a title may well begin with. */
const GOOD_OPENINGS = new Set([
	'tại',
	'theo',
	'của',
	'về',
	'và',
	'được',
	'năm',
	'cho',
	'đối',
	'thuộc',
	'kèm',
	'ngày',
	'sau'
]);
/** Words of two syllables that titles and names are full of: no line should end inside one. */
const COMPOUNDS = new Set(
	(
		'cải cách, cách hành, hành chính, công tác, kiểm tra, tồn tại, hạn chế, khắc phục, kết quả, kết thúc, theo dõi, đôn đốc, ' +
		'thông báo, kế hoạch, báo cáo, quyết định, biên bản, công văn, giải trình, xếp hạng, thành lập, công bố, ' +
		'cơ quan, đơn vị, quản lý, công nghệ, công nghiệp, nông nghiệp, nông thôn, môi trường, kinh tế, khu vực, ' +
		'lao động, thương binh, xã hội, văn hóa, thể thao, du lịch, thông tin, truyền thông, khoa học, giáo dục, ' +
		'đào tạo, giao thông, vận tải, xây dựng, tài nguyên, tài chính, tư pháp, nội vụ, dân tộc, tôn giáo, thanh tra, ' +
		'ủy ban, nhân dân, trung tâm, văn phòng, phát triển, chính quyền, điện tử'
	).split(', ')
);
/** All lines become half as wide at the most, the first alone a third. */
const BALANCE_STEPS = 24;
const SHORTEST_FIRST = 32;
/** How much raggedness, as a share of the widest line, a break at a poor place is worth; and one inside a compound. */
const POOR_BREAK = 0.5;
const TORN_COMPOUND = 0.5;

/**
 * As few lines as needed, of about equal length and, where possible, beginning with words that open a phrase: a title
 * of two lines must not end in one short word or tear a name apart. All lines are tried ever narrower, and so is the
 * first alone, and the first two: a long name in the last line cannot be narrowed.
 */
export function breakBalanced(text: string, style: FontStyle, size: number, width: number): readonly Line[] {
	const key = `${style} ${size} ${width} ${text}`;
	let lines = balanced.get(key);
	if (lines === undefined) {
		if (balanced.size >= KEPT_TITLES) balanced.clear();
		lines = balance(text, style, size, width);
		balanced.set(key, lines);
	}
	return lines;
}

/** Titles and headings of tables are the same in every paper, and trying all places takes its time. */
const balanced = new Map<string, readonly Line[]>();
const KEPT_TITLES = 1000;

function balance(text: string, style: FontStyle, size: number, width: number): Line[] {
	const words = wordsByParagraph([{ text, style }], size, width);
	let best = fillAll(words, size, [width]);
	if (best.length < 2) return best;
	let least = raggedness(best);
	const longestWord = Math.max(...words.flat().map((word) => word.width));
	for (const widths of narrowed(width, longestWord, best.length)) {
		const lines = fillAll(words, size, widths);
		/* Fewer: too narrow for words that belong together, which were torn apart. */
		if (lines.length !== best.length) continue;
		const cost = raggedness(lines);
		if (cost < least) [best, least] = [lines, cost];
	}
	return best;
}

/** Widths of first, second and further lines to try. */
function* narrowed(width: number, least: number, lines: number): Generator<number[]> {
	for (let step = 1; step <= SHORTEST_FIRST; step += 1) {
		const narrower = width * (1 - step / (BALANCE_STEPS * 2));
		if (narrower < least) return;
		if (step <= BALANCE_STEPS) yield [narrower, narrower, narrower];
		for (let second = 0; second <= (lines > 2 ? BALANCE_STEPS : 0); second += 4) {
			const other = width * (1 - second / (BALANCE_STEPS * 2));
			if (other >= least) yield [narrower, other, width];
		}
	}
}

function raggedness(lines: readonly Line[]): number {
	const widths = lines.map(({ width }) => width);
	const widest = Math.max(...widths);
	let breaks = 0;
	for (const [i, line] of lines.entries()) {
		const before = lines[i - 1];
		if (!before) continue;
		const first = wordsIn(line)[0] ?? '';
		const last = wordsIn(before).at(-1) ?? '';
		if (!GOOD_OPENINGS.has(first)) breaks += POOR_BREAK;
		if (COMPOUNDS.has(`${last} ${first}`)) breaks += TORN_COMPOUND;
	}
	return (widest - Math.min(...widths)) / widest + breaks / (lines.length - 1);
}

const wordsIn = ({ pieces }: Line): string[] =>
	pieces
		.map(({ text }) => text)
		.join('')
		.toLowerCase()
		.replaceAll(/[,;.:()]/g, '')
		.split(' ');

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
