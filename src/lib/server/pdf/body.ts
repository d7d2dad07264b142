/** The body of a paper: what it rests on, how it opens, its sections, how it closes. */
import type { Block, PaperTable, Section, TableForm, TableRow } from '#lib/domain/papers/paper.ts';
import { chartStrip } from './chart.ts';
import { keepTail, type Geometry, type Strip } from './layout.ts';
import type { Tag } from './tags.ts';
import { headingStrips, itemStrips, paragraphStrips, PARAGRAPH_GAP, textParagraph } from './paragraphs.ts';
import { tableStrips, type Column, type Row } from './table.ts';
import type { Align } from './typesetting.ts';

export interface Body {
	legalBases?: readonly string[];
	opening: readonly string[];
	sections: readonly Section[];
	closing: readonly string[];
}

export interface BodyStyle {
	/** A finding as a bold heading of its own (conclusion, report) or as a line with a bold lead (minutes). */
	findings: 'heading' | 'line';
}

/** A signature must have at least two lines of text above it on its page. */
const LINES_WITH_SIGNATURE = 2;

/** The whole body, its tail tied to the signatures that must follow. */
export function bodyStrips(geometry: Geometry, body: Body, style: BodyStyle): Strip[] {
	const strips = [
		...(body.legalBases ?? []).flatMap((text) => textParagraph(geometry, text, 'italic')),
		...body.opening.flatMap((text) => textParagraph(geometry, text)),
		...body.sections.flatMap((section) => sectionStrips(geometry, section, style)),
		...body.closing.flatMap((text) => textParagraph(geometry, text))
	];
	if (strips[0]) strips[0].before = 16;
	return keepTail(strips, LINES_WITH_SIGNATURE);
}

function sectionStrips(geometry: Geometry, section: Section, style: BodyStyle): Strip[] {
	const { number, title, blocks } = section;
	const heading =
		title === ''
			? []
			: headingStrips(geometry, [number && `${number}.`, title.toUpperCase()].filter(Boolean).join(' '), {
					style: 'bold',
					role: 'H2',
					before: 10
				});
	let list: Tag = { role: 'L' };
	return [
		...heading,
		...blocks.flatMap((block) => {
			/* Lines that follow each other are one list. */
			if (block.type !== 'item') list = { role: 'L' };
			return blockStrips(geometry, block, { ...style, list });
		})
	];
}

function blockStrips(geometry: Geometry, block: Block, style: BodyStyle & { list: Tag }): Strip[] {
	switch (block.type) {
		case 'heading':
			return headingStrips(geometry, `${block.marker} ${block.text}`, { style: 'bold', role: 'H3' });
		case 'subheading':
			return headingStrips(geometry, `${block.marker} ${block.text}`, {
				style: 'regular',
				role: 'H4',
				before: 4
			});
		case 'paragraph':
			return textParagraph(geometry, block.text);
		case 'item':
			return itemStrips(geometry, block.text, style.list);
		case 'finding':
			return findingStrips(geometry, block, style);
		case 'article':
			return articleStrips(geometry, block);
		case 'table':
			return [...paperTable(geometry, block.table), gap(PARAGRAPH_GAP)];
		case 'area_chart':
			return [
				...headingStrips(geometry, block.title, { style: 'italic', role: 'Caption', before: 6 }),
				chartStrip(geometry, block.bars)
			];
	}
}

function findingStrips(
	geometry: Geometry,
	{ lead, text }: Extract<Block, { type: 'finding' }>,
	{ findings }: BodyStyle
): Strip[] {
	if (findings === 'heading') return headingStrips(geometry, `${lead} ${text}`, { style: 'bold', role: 'P' });
	// The finding itself stays word for word; only the line that holds it is closed.
	const stop = /[.;:!?…]$/.test(text.trimEnd()) ? '' : '.';
	return paragraphStrips(
		geometry,
		[
			{ text: `-\u00a0${lead} `, style: 'boldItalic' },
			{ text: text + stop, style: 'regular' }
		],
		4
	);
}

/** «Điều 1. …»: the number in bold, its first lines with what follows. */
function articleStrips(geometry: Geometry, { marker, text }: Extract<Block, { type: 'article' }>): Strip[] {
	const strips = paragraphStrips(geometry, [
		{ text: `${marker} `, style: 'bold' },
		{ text, style: 'regular' }
	]);
	if (text.endsWith(':')) for (const strip of strips) strip.keepNext = true;
	return strips;
}

const gap = (height: number): Strip => ({ height: 0, before: height, keepNext: false, lines: 0, draw() {} });

type ColumnForm = [share: number, align: Align];

const EVEN_SIX = Array.from({ length: 6 }, (): ColumnForm => [1, 'center']);

/** Shares of the width and alignment of each form's columns. */
const FORMS: Record<TableForm, { size: number; columns: ColumnForm[] }> = {
	area_totals: {
		size: 11.5,
		columns: [
			[26, 'center'],
			[158, 'left'],
			[46, 'center'],
			[48, 'center'],
			[52, 'center'],
			[48, 'center'],
			[90, 'left']
		]
	},
	actions: {
		size: 10.5,
		columns: [
			[28, 'center'],
			[132, 'left'],
			[92, 'left'],
			[126, 'left'],
			[84, 'left'],
			[82, 'left'],
			[52, 'left'],
			[58, 'center'],
			[64, 'left']
		]
	},
	plan_changes: {
		size: 10.5,
		columns: [
			[28, 'center'],
			[92, 'left'],
			[92, 'left'],
			[230, 'left'],
			[150, 'left'],
			[126, 'left']
		]
	},
	overdue: {
		size: 10.5,
		columns: [
			[24, 'center'],
			[138, 'left'],
			[112, 'left'],
			[62, 'center'],
			[48, 'center'],
			[84, 'left']
		]
	},
	settled: {
		size: 10.5,
		columns: [
			[24, 'center'],
			[168, 'left'],
			[66, 'center'],
			[64, 'center'],
			[60, 'center'],
			[86, 'left']
		]
	},
	remedy_summary: { size: 12, columns: EVEN_SIX },
	remedy_summary_awaiting: { size: 12, columns: [...EVEN_SIX, [1.2, 'center']] },
	evidence: {
		size: 11.5,
		columns: [
			[28, 'center'],
			[48, 'center'],
			[246, 'left'],
			[60, 'center'],
			[86, 'center']
		]
	},
	samples: {
		size: 11.5,
		columns: [
			[28, 'center'],
			[48, 'center'],
			[130, 'left'],
			[48, 'center'],
			[52, 'center'],
			[50, 'center'],
			[112, 'left']
		]
	},
	team_members: {
		size: 12,
		columns: [
			[30, 'center'],
			[130, 'left'],
			[166, 'left'],
			[142, 'left']
		]
	},
	self_totals: {
		size: 11.5,
		columns: [
			[26, 'center'],
			[188, 'left'],
			[52, 'center'],
			[56, 'center'],
			[52, 'center'],
			[94, 'left']
		]
	},
	self_scores: {
		size: 10.5,
		columns: [
			[38, 'left'],
			[214, 'left'],
			[44, 'center'],
			[44, 'center'],
			[92, 'center'],
			[282, 'left']
		]
	},
	own_evidence: {
		size: 11.5,
		columns: [
			[28, 'center'],
			[52, 'center'],
			[322, 'left'],
			[66, 'center']
		]
	},
	papers_wanted: {
		size: 11.5,
		columns: [
			[38, 'left'],
			[220, 'left'],
			[210, 'left']
		]
	},
	unit_figures: {
		size: 11.5,
		columns: [
			[28, 'center'],
			[248, 'left'],
			[64, 'center'],
			[64, 'center'],
			[64, 'center']
		]
	},
	contested: {
		size: 11.5,
		columns: [
			[28, 'center'],
			[48, 'center'],
			[188, 'left'],
			[48, 'center'],
			[52, 'center'],
			[52, 'center'],
			[52, 'center']
		]
	},
	planned_agencies: {
		size: 12,
		columns: [
			[30, 'center'],
			[252, 'left'],
			[86, 'center'],
			[100, 'center']
		]
	},
	ranking: {
		size: 12,
		columns: [
			[40, 'center'],
			[186, 'left'],
			[62, 'center'],
			[58, 'center'],
			[56, 'center'],
			[66, 'center']
		]
	}
};

const HEADS: readonly TableRow['emphasis'][] = ['group', 'head'];
const HEAD_FILL = '#e8e8e8';

/** A table of the domain in the columns of its form, over the whole width of the text. */
export function paperTable(geometry: Geometry, table: PaperTable): Strip[] {
	const form = FORMS[table.form];
	const shares = form.columns.reduce((sum, [share]) => sum + share, 0);
	const columns = form.columns.map(([share, align]): Column => ({
		width: (share / shares) * geometry.textWidth,
		align
	}));
	return tableStrips({
		geometry,
		columns,
		heading: [{ cells: table.columns.map((text) => ({ text })) }],
		rows: table.rows.map((row, i) => ({
			...asRow(row, columns.length),
			// A sum never stands alone on a page.
			keepNext: HEADS.includes(row.emphasis) || table.rows[i + 1]?.emphasis === 'total'
		})),
		size: form.size,
		before: 8
	});
}

function asRow({ cells, emphasis }: TableRow, columns: number): Row {
	if (emphasis === 'group')
		return {
			cells: [{ text: cells[0] ?? '', style: 'bold', span: columns, align: 'left' }],
			fill: HEAD_FILL
		};
	const style = emphasis === 'none' ? 'regular' : 'bold';
	return {
		cells: cells.map((text) => ({ text, style })),
		...(emphasis === 'head' ? { fill: HEAD_FILL } : {})
	};
}
