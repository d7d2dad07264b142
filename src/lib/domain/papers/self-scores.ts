/** Bảng tự chấm điểm: the agency's own column with figures and grounds, appendix to its self-check report. */
import { listSubcriteria, type Area, type Criterion, type Subcriterion } from '../criteria.ts';
import { formatCount, formatIndex, formatPoints } from '../number-format.ts';
import { percentOf, type Subtotal, type Totals } from '../totals.ts';
import { ownEvidence } from './appendices.ts';
import { selfTotals } from './area-results.ts';
import type { InspectionRecord, UnitPart } from './inspection-record.ts';
import type { Appendix, PointsCell, TableRow } from './paper.ts';
import { cellOf, evidenceTitles, figuresOf, howPointsCame, sumCell } from './score-sheet.ts';
import { endWith, linesOf } from './wording.ts';

/** Points of a sum; empty while nothing of it is answered, «KAD» where nothing of it applies. */
export const pointsInWords = (sum: Subtotal | undefined): string => cellInWords(sumCell(sum));

function cellInWords(cell: PointsCell): string {
	if (cell === null) return '';
	if (cell === 'not_applicable') return 'KAD';
	return cell === 'pending' ? '…' : formatPoints(cell);
}

interface Sheet {
	record: InspectionRecord;
	self: Totals | undefined;
	papers: Map<string, string[]>;
}

/** The sheet without the survey, which nobody scores for oneself; null while nothing is scored. */
export function selfScoresAppendix(record: InspectionRecord): Appendix | null {
	const self = selfTotals(record);
	if (!self) return null;
	const sheet: Sheet = { record, self, papers: evidenceTitles({ evidence: ownEvidence(record) }) };
	return {
		key: 'self_scores',
		title: 'Bảng tự chấm điểm',
		table: {
			form: 'self_scores',
			columns: [
				'Mã',
				'Lĩnh vực / tiêu chí / tiêu chí thành phần',
				'Điểm tối đa',
				'Điểm tự chấm',
				'Số liệu (tử\u00a0/\u00a0mẫu\u00a0/\u00a0%)',
				'Cách chấm, giải trình, tài liệu kiểm chứng'
			],
			rows: record.set.areas.filter(({ isSurvey }) => !isSurvey).flatMap((area) => areaRows(sheet, area))
		}
	};
}

const areaRows = (sheet: Sheet, area: Area): TableRow[] => [
	headRow(area, sheet.self?.byArea.get(area.code), area.title.toUpperCase()),
	...area.criteria.flatMap((criterion) => [
		headRow(criterion, sheet.self?.byCriterion.get(criterion.code), criterion.title),
		...criterion.subcriteria.map((subcriterion) => subcriterionRow(sheet, subcriterion))
	])
];

const headRow = (
	{ code, maxPoints }: Area | Criterion,
	sum: Subtotal | undefined,
	title: string
): TableRow => ({
	emphasis: 'head',
	cells: [code, title, formatPoints(maxPoints), pointsInWords(sum), '', '']
});

function subcriterionRow(
	{ record, self, papers }: Sheet,
	{ code, title, maxPoints }: Subcriterion
): TableRow {
	const answer = record.answers.self?.get(code);
	const scored = self?.bySubcriterion.get(code);
	const explanation = linesOf(answer?.explanation ?? '');
	const proofs = papers.get(code) ?? [];
	const grounds = [
		...howPointsCame(scored),
		...linesOf(answer?.note ?? ''),
		...explanation.map((line, i) => endWith(i === 0 ? `Giải trình: ${line}` : line, '.')),
		...(proofs.length === 0 ? [] : [endWith(`Tài liệu kiểm chứng: ${proofs.join('; ')}`, '.')])
	];
	return {
		emphasis: 'none',
		cells: [
			code,
			title,
			formatPoints(maxPoints),
			cellInWords(cellOf(scored)),
			answer && answer.notApplicableReason === null ? figuresOf(answer.input) : '',
			grounds.join('\n')
		]
	};
}

/** Số liệu theo đơn vị: a group a subcriterion; null where no unit gave any. */
export function unitFiguresAppendix({ set, unitParts = [] }: InspectionRecord): Appendix | null {
	if (unitParts.length === 0) return null;
	const byCode = Map.groupBy(unitParts, ({ code }) => code);
	return {
		key: 'unit_figures',
		title: 'Số liệu theo đơn vị',
		table: {
			form: 'unit_figures',
			columns: ['TT', 'Phòng, đơn vị', 'Tử số', 'Mẫu số', 'Tỷ lệ (%)'],
			rows: listSubcriteria(set).flatMap(({ subcriterion: { code, title } }): TableRow[] => {
				const parts = byCode.get(code) ?? [];
				if (parts.length === 0) return [];
				return [
					{ emphasis: 'group', cells: [`${code}. ${title}`] },
					...parts.map((part, i) => unitRow(part, i + 1))
				];
			})
		}
	};
}

function unitRow({ unit, numerator, denominator }: UnitPart, order: number): TableRow {
	const percent = percentOf(numerator, denominator);
	return {
		emphasis: 'none',
		cells: [
			String(order),
			unit,
			formatCount(numerator),
			formatCount(denominator),
			percent === null ? '' : formatIndex(percent).replace(/\s*%$/u, '')
		]
	};
}
