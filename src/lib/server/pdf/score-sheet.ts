/** Bảng điểm: landscape, eight columns, areas on grey, criteria in bold (documents of the inspection, section 7). */
import { formatPoints } from '#lib/domain/number-format.ts';
import type { PointsCell, ScoreRow, ScoreSheetContent } from '#lib/domain/papers/paper.ts';
import { dayInWords } from '#lib/domain/papers/wording.ts';
import { appendixHead, type AppendixSource } from './appendix.ts';
import type { FontStyle } from './fonts.ts';
import { keepTail, LANDSCAPE, type Geometry, type Part, type Strip } from './layout.ts';
import { lineStrips } from './paragraphs.ts';
import { signatureRow } from './signing-block.ts';
import { tableStrips, type Column, type Row } from './table.ts';
import { breakText } from './line-breaking.ts';

const SIZE = 10.5;
const NOTE_SIZE = 11;
const AREA_FILL = '#e4e4e4';
const SUM_FILL = '#f2f2f2';
const HEADING = [
	'Mã',
	'Lĩnh vực / tiêu chí / tiêu chí thành phần',
	'Điểm tối đa',
	'Điểm tự chấm',
	'Điểm thẩm định',
	'Chênh lệch',
	// Fixed blanks: the form is named in brackets and must not break inside them.
	'Số liệu (tử\u00a0/\u00a0mẫu\u00a0/\u00a0%)',
	'Lý do, tài liệu kiểm chứng'
];
const SHARES: [share: number, align: Column['align']][] = [
	[36, 'left'],
	[196, 'left'],
	[40, 'center'],
	[40, 'center'],
	[46, 'center'],
	[42, 'center'],
	[86, 'center'],
	[228.33, 'left']
];
const LABEL_COLUMNS = 2;
const VALUE_COLUMNS = SHARES.length - LABEL_COLUMNS;

/** As an appendix to minutes or conclusion. */
export const scoreSheetAppendix = (content: ScoreSheetContent): AppendixSource => ({
	build: (label) => scoreSheetPart(content, label)
});

/** The sheet as a file of its own: it still is an appendix and says to what. */
export const composeScoreSheet = (content: ScoreSheetContent): Part[] => [scoreSheetPart(content, 'Phụ lục')];

function scoreSheetPart(content: ScoreSheetContent, label: string): Part {
	const { title, attachedTo, notes, signatures } = content;
	const strips = [
		...appendixHead(LANDSCAPE, { label, title, attachedTo }),
		...tableStrips({
			geometry: LANDSCAPE,
			columns: columnsOf(LANDSCAPE),
			heading: [{ cells: HEADING.map((text) => ({ text })) }],
			rows: [...content.rows.map(scoreRow), ...sumRows(content)],
			size: SIZE,
			before: 8
		}),
		...notes.flatMap((note, i) => noteStrips(note, i === 0 ? 6 : 0))
	];
	return {
		geometry: LANDSCAPE,
		strips: [
			...keepTail(strips, 2),
			...dateStrips(content),
			signatureRow(LANDSCAPE, signatures, { before: 4 })
		]
	};
}

function columnsOf({ textWidth }: Geometry): Column[] {
	const shares = SHARES.reduce((sum, [share]) => sum + share, 0);
	return SHARES.map(([share, align]) => ({ width: (share / shares) * textWidth, align }));
}

const STYLES: Record<ScoreRow['level'], FontStyle> = {
	area: 'bold',
	criterion: 'bold',
	subcriterion: 'regular'
};

function scoreRow(row: ScoreRow): Row {
	const { level, code, title, maxPoints, self, appraised, difference, figures, grounds } = row;
	const texts = [
		code,
		level === 'area' ? title.toUpperCase() : title,
		formatPoints(maxPoints),
		pointsText(self),
		pointsText(appraised),
		difference === null ? '' : signed(difference),
		figures,
		grounds.join('\n')
	];
	return {
		cells: texts.map((text) => ({ text, style: STYLES[level] })),
		...(level === 'area' ? { fill: AREA_FILL } : {}),
		keepNext: level !== 'subcriterion'
	};
}

function pointsText(cell: PointsCell): string {
	if (cell === null) return '';
	if (cell === 'not_applicable') return 'KAD';
	return cell === 'pending' ? '…' : formatPoints(cell);
}

/** A true minus, not a hyphen: «−0,50»; a plus before a gain. */
const signed = (hundredths: number): string => {
	if (hundredths === 0) return formatPoints(0);
	return `${hundredths > 0 ? '+' : '−'}${formatPoints(Math.abs(hundredths))}`;
};

function sumRows({ sums }: ScoreSheetContent): Row[] {
	return sums.map(({ label, value, emphasis }, i): Row => {
		const style: FontStyle = emphasis ? 'bold' : 'regular';
		return {
			cells: [
				{ text: label, style, span: LABEL_COLUMNS },
				{ text: value, style, span: VALUE_COLUMNS, align: 'left' }
			],
			fill: SUM_FILL,
			keepNext: i < sums.length - 1
		};
	});
}

function noteStrips(note: string, before: number): Strip[] {
	const { x, textWidth } = LANDSCAPE;
	const lines = breakText(`Ghi chú: ${note}`, 'italic', NOTE_SIZE, textWidth);
	return lineStrips(lines, { x, width: textWidth, size: NOTE_SIZE, pitch: 14, align: 'left', before });
}

function dateStrips({ head, signatures }: ScoreSheetContent): Strip[] {
	const { x, textWidth } = LANDSCAPE;
	const width = textWidth / Math.max(2, signatures.length);
	const text = `${head.place}, ${dayInWords(head.issuedOn, head.year)}`;
	const strips = lineStrips(breakText(text, 'italic', 13, width), {
		x: x + textWidth - width,
		width,
		size: 13,
		pitch: 16,
		align: 'center',
		before: 14
	});
	for (const strip of strips) {
		strip.keepNext = true;
		strip.lines = 0;
	}
	return strips;
}
