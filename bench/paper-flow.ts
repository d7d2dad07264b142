/**
 * The content of a paper as a plain run of texts, tables and photos, for engines that do not know our layout. What only
 * ours draws stays out: the rules of the head, the chart (its figures are a table here), the outline of who signs where.
 */
import type {
	Block,
	PaperContent,
	PaperTable,
	ScoreSheetContent,
	Section
} from '#lib/domain/papers/paper.ts';

export type TextStyle = 'title' | 'heading' | 'paragraph' | 'item' | 'slanted' | 'bold';

export interface FlowRow {
	cells: string[];
	bold: boolean;
}

export type Flow =
	| { type: 'text'; style: TextStyle; text: string }
	| { type: 'columns'; left: string[]; right: string[] }
	| { type: 'table'; columns: string[]; rows: FlowRow[] }
	| { type: 'photo'; index: number; caption: string }
	| { type: 'page'; landscape: boolean };

const text = (style: TextStyle, words: string): Flow => ({ type: 'text', style, text: words });
const paragraphs = (lines: readonly string[]): Flow[] => lines.map((line) => text('paragraph', line));

const tableOf = ({ columns, rows }: PaperTable): Flow => ({
	type: 'table',
	columns,
	rows: rows.map(({ cells, emphasis }) => ({ cells, bold: emphasis !== 'none' }))
});

function flowOfBlock(block: Block): Flow[] {
	if (block.type === 'table') return [tableOf(block.table)];
	if (block.type === 'area_chart')
		return [
			text('slanted', block.title),
			{
				type: 'table',
				columns: ['', ''],
				rows: block.bars.map(({ label, percent }) => ({
					cells: [label, percent === null ? '' : String(percent / 100)],
					bold: false
				}))
			}
		];
	if (block.type === 'paragraph') return [text('paragraph', block.text)];
	if (block.type === 'item') return [text('item', `- ${block.text}`)];
	const lead = 'lead' in block ? block.lead : block.marker;
	return [text(block.type === 'article' ? 'paragraph' : 'bold', `${lead} ${block.text}`)];
}

const flowOfSection = ({ number, title, blocks }: Section): Flow[] => [
	...(title === '' ? [] : [text('heading', `${number}. ${title.toUpperCase()}`)]),
	...blocks.flatMap(flowOfBlock)
];

const points = (cell: unknown): string => (typeof cell === 'number' ? (cell / 100).toFixed(2) : '');

function flowOfScores(sheet: ScoreSheetContent): Flow[] {
	const rows = sheet.rows.map((row) => ({
		cells: [
			row.code,
			row.title,
			points(row.maxPoints),
			points(row.self),
			points(row.appraised),
			points(row.difference),
			row.figures,
			row.grounds.join('\n')
		],
		bold: row.level !== 'subcriterion'
	}));
	const columns = ['Mã', 'Tiêu chí', 'Tối đa', 'Tự chấm', 'Thẩm định', 'Chênh lệch', 'Số liệu', 'Lý do'];
	return [
		...sheet.title.map((line) => text('title', line)),
		text('slanted', sheet.attachedTo),
		{ type: 'table', columns, rows },
		...sheet.sums.map(({ label, value }) => text('paragraph', `${label}: ${value}`)),
		...paragraphs(sheet.notes)
	];
}

function headOf({ head }: PaperContent): Flow {
	const number = `Số: ${head.number ?? ''}/${head.sign}`;
	return {
		type: 'columns',
		left: [head.parentBody.toUpperCase(), head.issuingBody.toUpperCase(), number],
		right: [
			'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
			'Độc lập - Tự do - Hạnh phúc',
			`${head.place}, ngày ${head.issuedOn ?? ''}`
		]
	};
}

const endOf = ({ recipients, signatures }: PaperContent): Flow => ({
	type: 'columns',
	left: ['Nơi nhận:', ...recipients.map((line) => `- ${line}`)],
	right: signatures.flatMap(({ capacity, name }) => [...capacity.map((line) => line.toUpperCase()), '', name])
});

function appendicesOf(content: PaperContent): Flow[] {
	const sheet = 'scoreSheet' in content ? [{ type: 'page', landscape: true } as const] : [];
	const wide = 'actions' in content ? [content.actions, content.changes].filter((part) => part !== null) : [];
	const tables = [
		...('appendices' in content ? content.appendices : []),
		...('agencies' in content ? [content.agencies] : [])
	];
	const outline =
		'outline' in content
			? [
					{ type: 'page', landscape: false } as const,
					...content.outline.title.map((line) => text('title', line)),
					...paragraphs(content.outline.opening),
					...content.outline.sections.flatMap(flowOfSection)
				]
			: [];
	const attached = (landscape: boolean) => (part: { title: string; table: PaperTable }) => [
		{ type: 'page', landscape } as const,
		text('title', part.title),
		tableOf(part.table)
	];
	return [
		...sheet,
		...('scoreSheet' in content ? flowOfScores(content.scoreSheet) : []),
		...outline,
		...wide.flatMap(attached(true)),
		...tables.flatMap(attached(false))
	];
}

/** The whole paper; `captions` are those of its photos, which come last. */
export function flowOf(content: PaperContent, captions: readonly string[]): Flow[] {
	const photos = captions.map((caption, index): Flow => ({ type: 'photo', index, caption }));
	const pictures: Flow[] = photos.length === 0 ? [] : [{ type: 'page', landscape: false }, ...photos];
	if (content.kind === 'score_sheet')
		return [{ type: 'page', landscape: true }, ...flowOfScores(content), endOf(content), ...pictures];
	const sections: Section[] = content.sections;
	return [
		headOf(content),
		...(content.typeName === '' ? [] : [text('title', content.typeName.toUpperCase())]),
		text('title', content.subject),
		...('authority' in content ? [text('title', content.authority.toUpperCase())] : []),
		...('addressedTo' in content ? [text('paragraph', `Kính gửi: ${content.addressedTo.join('; ')}`)] : []),
		...('legalBases' in content ? content.legalBases.map((line) => text('slanted', line)) : []),
		...paragraphs(content.opening),
		...sections.flatMap(flowOfSection),
		...paragraphs(content.closing),
		endOf(content),
		...appendicesOf(content),
		...pictures
	];
}
