/** Slips of the pen that no rule of a form asks about: marks twice, a day without its zero, a word that is none. */
import type { Block, PaperContent, Section } from '#lib/domain/papers/paper.ts';

const SLIPS: Record<string, RegExp> = {
	'two marks in a row': /(?<![.…])[.;,:]\s*[.;,](?![./])/,
	'a blank before a mark': /\p{L} [.,;:)]/u,
	'a blank after a bracket': /\(\s/,
	'two blanks': / {2}/,
	'a day without its zero': /ngày [1-9](?:\/| tháng)|tháng [12] năm|\d\/[12]\/\d{4}/,
	'a stop before a bracket': /[.;] \((?:tiêu chí|hạn|thời hạn)/,
	'a capital inside a list': /; (?:Phụ trách|Thành viên,|Thư ký,)/,
	'a value of the program': /\b(?:undefined|null|NaN|Infinity|true|false)\b|\[object/,
	'an identifier': /\b[a-z]+_[a-z_]+\b/,
	'a word of the interface': /\b(?:draft|page|table|finding|score|minutes|the|and)\b/,
	'an unpaired quotation mark': /«[^»]*$|^[^«]*»/
};

const wordsOf = (block: Block): string[] => {
	if (block.type === 'table') return block.table.rows.flatMap(({ cells }) => cells);
	return block.type === 'area_chart' ? [block.title] : [block.text];
};

/** Lines of the body that are not one sentence with its mark. */
const unended = (sections: readonly Section[]): string[] =>
	sections.flatMap(({ blocks }) =>
		blocks.flatMap((block) =>
			(block.type === 'item' || block.type === 'paragraph') && !/^[^\n]*[.;:!?…]$/.test(block.text)
				? [`is no sentence: ${block.text}`]
				: []
		)
	);

const isLead = (block: Block | undefined): boolean => block?.type === 'paragraph' && block.text.endsWith(':');

/** What stands alone: a heading with nothing under it, a colon after which nothing comes. */
function dangling({ title, blocks }: Section): string[] {
	const last = blocks.at(-1);
	const empty = blocks.length === 0 || last?.type === 'heading' || isLead(last);
	const headings = blocks.filter(
		(block, i) =>
			(block.type === 'heading' || isLead(block)) &&
			(blocks[i + 1] === undefined || blocks[i + 1]!.type === 'heading')
	);
	return [...(empty ? [title] : []), ...headings.flatMap(wordsOf)].map((text) => `nothing after «${text}»`);
}

function textsOf(content: PaperContent): string[] {
	const sections: Section[] = 'sections' in content ? content.sections : [];
	const tables = [
		...('appendices' in content ? content.appendices.map(({ table }) => table) : []),
		...('actions' in content ? [content.actions.table] : []),
		...('agencies' in content ? [content.agencies.table] : [])
	];
	return [
		content.subject,
		...('legalBases' in content ? content.legalBases : []),
		...('opening' in content ? content.opening : []),
		...sections.flatMap(({ title, blocks }) => [title, ...blocks.flatMap(wordsOf)]),
		...('closing' in content ? content.closing : []),
		...content.recipients,
		...tables.flatMap(({ rows }) => rows.flatMap(({ cells }) => cells)),
		...('scoreSheet' in content ? content.scoreSheet.rows.flatMap(({ grounds }) => grounds) : [])
	];
}

/** Each slip with the text that it stands in; empty for a paper that can go out. */
export function slipsIn(content: PaperContent): string[] {
	const written = textsOf(content).flatMap((text) =>
		Object.entries(SLIPS).flatMap(([slip, pattern]) => (pattern.test(text) ? [`${slip}: ${text}`] : []))
	);
	const sections: Section[] = 'sections' in content ? content.sections : [];
	const bases = 'legalBases' in content ? content.legalBases : [];
	const ends = [
		...bases.filter((text, i) => !text.endsWith(i === bases.length - 1 ? '.' : ';')),
		...('closing' in content ? content.closing.slice(-1).filter((text) => !text.endsWith('./.')) : [])
	];
	return [
		...written,
		...unended(sections),
		...sections.flatMap(dangling),
		...ends.map((text) => `ends wrongly: ${text}`)
	];
}
