/** Titles, names and headings of tables: as few lines as needed, of about equal length, broken between phrases. */
import { loadFonts, type FontStyle } from './fonts.ts';
import { fillAll, wordsByParagraph, type Line } from './line-breaking.ts';

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
	const known = balancedIn(loadFonts());
	const key = `${style} ${size} ${width} ${text}`;
	let lines = known.get(key);
	if (lines === undefined) {
		if (known.size >= KEPT_TITLES) known.clear();
		lines = balance(text, style, size, width);
		known.set(key, lines);
	}
	return lines;
}

/** Titles and headings of tables are the same in every paper of a face, and trying all places takes its time. */
const balanced = new WeakMap<object, Map<string, readonly Line[]>>();
const KEPT_TITLES = 1000;

function balancedIn(face: object): Map<string, readonly Line[]> {
	const known = balanced.get(face) ?? new Map<string, readonly Line[]>();
	balanced.set(face, known);
	return known;
}

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
