/** Bảng điểm: appendix to the minutes or the conclusion (documents of the inspection, section 7). */
import type { Answer, AnswerInput, Stage } from '../answer.ts';
import type { Area, Criterion, Subcriterion } from '../criteria.ts';
import { formatCount, formatIndex, formatPercent, formatPoints } from '../number-format.ts';
import { sentenceOf } from '../points-sentence.ts';
import type { Scored } from '../scoring.ts';
import { STAGE_BEFORE } from '../stage.ts';
import { percentOf, type Subtotal, type Totals } from '../totals.ts';
import {
	appraisedStage,
	hasSelf,
	isSurveyMissing,
	PROVISIONAL,
	selfTotals,
	wordEvidence
} from './area-results.ts';
import { inNfc } from './canonical.ts';
import { headOf, issuerName, nameByRole, signatureBlock } from './head.ts';
import type { InspectionRecord } from './inspection-record.ts';
import type { PointsCell, ScoreRow, ScoreSheetContent, ScoreSum } from './paper.ts';
import { citeOwn, endWith, linesOf } from './wording.ts';

/** What the sheet of one paper is built from. */
interface Columns {
	record: InspectionRecord;
	stage: Stage;
	self: Totals | undefined;
	appraised: Totals | undefined;
	/** Titles of papers by subcriterion. */
	evidence: Map<string, string[]>;
}

/**
 * The score sheet as attached to a paper: the minutes show the first appraisal, the conclusion the latest stage.
 * Without a self-assessment the self column is blank, never zero; KAD stands where something does not apply, its
 * reason beside it; without the survey the result is marked as provisional.
 */
export function buildScoreSheet(
	record: InspectionRecord,
	attachedTo: 'minutes' | 'conclusion' = 'minutes'
): ScoreSheetContent {
	const stage = appraisedStage(record, attachedTo);
	const columns: Columns = {
		record,
		stage,
		self: selfTotals(record),
		appraised: record.totals[stage],
		evidence: evidenceTitles(record)
	};
	const main = headOf(record, attachedTo);
	return inNfc({
		kind: 'score_sheet',
		head: { ...headOf(record, 'score_sheet'), sign: main.sign, number: main.number, issuedOn: main.issuedOn },
		subject: `Bảng điểm cải cách hành chính năm ${record.inspection.year} của ${record.agency.name}`,
		attachedTo: `Kèm theo ${citeOwn(attachedTo, main, issuerName(record, attachedTo))}`,
		title: ['Bảng điểm', `Cải cách hành chính năm ${record.inspection.year} của ${record.agency.name}`],
		stage,
		hasSelf: hasSelf(record),
		rows: record.set.areas.flatMap((area) => areaRows(columns, area)),
		sums: sumsOf(columns.appraised),
		notes: notesOf(columns),
		recipients: [],
		signatures: [
			signatureBlock('scorer', ['Người chấm']),
			signatureBlock('appraiser', ['Người thẩm định']),
			signatureBlock('team_lead', ['Trưởng đoàn'], nameByRole(record, 'lead'))
		]
	});
}

/** Titles of papers by subcriterion; evidence of the remedy is not in them. */
export function evidenceTitles({ evidence }: Pick<InspectionRecord, 'evidence'>): Map<string, string[]> {
	const titles = new Map<string, string[]>();
	for (const item of evidence) {
		if (item.subcriterionCode === null || item.actionId !== null) continue;
		titles.set(item.subcriterionCode, [...(titles.get(item.subcriterionCode) ?? []), wordEvidence(item)]);
	}
	return titles;
}

function areaRows(columns: Columns, area: Area): ScoreRow[] {
	return [
		sumRow(columns, 'area', area, 'byArea', area.isSurvey),
		...area.criteria.flatMap((criterion) => [
			sumRow(columns, 'criterion', criterion, 'byCriterion', area.isSurvey),
			...criterion.subcriteria.map((subcriterion) => subcriterionRow(columns, subcriterion))
		])
	];
}

function sumRow(
	{ self, appraised }: Columns,
	level: 'area' | 'criterion',
	{ code, title, maxPoints }: Area | Criterion,
	sums: 'byArea' | 'byCriterion',
	isSurvey: boolean
): ScoreRow {
	const [selfCell, appraisedCell] = [
		isSurvey ? null : sumCell(self?.[sums].get(code)),
		sumCell(appraised?.[sums].get(code))
	];
	return {
		level,
		code,
		title,
		maxPoints,
		self: selfCell,
		appraised: appraisedCell,
		difference: differenceOf(selfCell, appraisedCell),
		figures: '',
		grounds: []
	};
}

/** The cell of a sum: nothing where nothing was answered, «KAD» where nothing of it applies. */
export function sumCell(sum: Subtotal | undefined): PointsCell {
	if (sum === undefined || sum.answered === 0) return null;
	return sum.excluded === sum.total ? 'not_applicable' : sum.points;
}

/** The cell of one subcriterion. */
export function cellOf(scored: Scored | undefined): PointsCell {
	switch (scored?.status) {
		case 'scored':
			return scored.points;
		case 'excluded':
			return 'not_applicable';
		case 'pending':
			return 'pending';
		default:
			return null;
	}
}

const differenceOf = (self: PointsCell, appraised: PointsCell): number | null =>
	typeof self === 'number' && typeof appraised === 'number' ? appraised - self : null;

function subcriterionRow(columns: Columns, subcriterion: Subcriterion): ScoreRow {
	const { record, stage, self, appraised } = columns;
	const { code, title, maxPoints, isSurvey } = subcriterion;
	const answer = record.answers[stage]?.get(code);
	const scored = appraised?.bySubcriterion.get(code);
	const [selfCell, appraisedCell] = [
		isSurvey ? null : cellOf(self?.bySubcriterion.get(code)),
		cellOf(scored)
	];
	return {
		level: 'subcriterion',
		code,
		title,
		maxPoints,
		self: selfCell,
		appraised: appraisedCell,
		difference: differenceOf(selfCell, appraisedCell),
		figures: answer?.notApplicableReason == null ? figuresOf(answer?.input ?? null) : '',
		grounds: groundsOf(columns, code, answer, scored)
	};
}

/** «2.401 / 2.401 / 100 %», «3», «110 / 100»; empty for rules without figures. */
export function figuresOf(input: AnswerInput | null): string {
	switch (input?.kind) {
		case 'ratio': {
			const percent = percentOf(input.numerator, input.denominator);
			const fraction = `${formatCount(input.numerator)} / ${formatCount(input.denominator)}`;
			return percent === null ? fraction : `${fraction} / ${formatPercent(percent)}`;
		}
		case 'count':
			return formatCount(input.count);
		case 'growth':
			return `${formatCount(input.current)} / ${formatCount(input.previous)}`;
		case 'survey':
			return formatPercent(input.percent);
		default:
			return '';
	}
}

function groundsOf(
	{ record, stage, evidence }: Columns,
	code: string,
	answer: Answer | undefined,
	scored: Scored | undefined
): string[] {
	const explanation = record.answers.self?.get(code)?.explanation.trim() ?? '';
	const papers = evidence.get(code) ?? [];
	return [
		...howPointsCame(scored),
		...changeReasons(record, stage, code),
		...linesOf(answer?.note ?? ''),
		...(explanation === '' ? [] : [endWith(`Cơ quan giải trình: ${explanation}`, '.')]),
		...(papers.length === 0 ? [] : [endWith(`Tài liệu kiểm chứng: ${papers.join('; ')}`, '.')])
	];
}

/** How the points of one subcriterion came about, a line a sentence. */
export function howPointsCame(scored: Scored | undefined): string[] {
	if (scored === undefined || scored.status === 'unanswered') return [];
	if (scored.status === 'pending') return ['Chờ kết quả chung của nhóm.'];
	if (scored.reason.kind === 'not_applicable') return [endWith(`KAD: ${scored.reason.reason}`, '.')];
	const points = scored.status === 'scored' ? scored.points : 0;
	return linesOf(sentenceOf(scored.reason, points, 'vi'));
}

/** Every change of the score from stage to stage with its reason, oldest first (workflow, 4). */
function changeReasons(record: InspectionRecord, stage: Stage, code: string): string[] {
	const reasons: string[] = [];
	for (let at: Stage | null = stage; at !== null && at !== 'self'; at = STAGE_BEFORE[at]) {
		const reason = record.answers[at]?.get(code)?.changeReason.trim() ?? '';
		const line = endWith(`Lý do thay đổi điểm: ${reason}`, '.');
		// A later stage starts from a copy of the one before, its reason included.
		if (reason !== '' && !reasons.includes(line)) reasons.unshift(line);
	}
	return reasons;
}

function sumsOf(totals: Totals | undefined): ScoreSum[] {
	if (!totals) return [];
	const { appraised, survey, whole, rating } = totals;
	const missing = isSurveyMissing(totals);
	const of = (sum: Subtotal) => `${formatPoints(sum.points)} / ${formatPoints(sum.answeredPossible)}`;
	return [
		{ label: 'Tổng điểm thẩm định', value: of(appraised), emphasis: false },
		{ label: 'Điểm điều tra xã hội học', value: missing ? 'chưa có' : of(survey), emphasis: false },
		{ label: 'Tổng điểm', value: of(whole), emphasis: true },
		{ label: 'Tỷ lệ', value: whole.percent === null ? '' : formatIndex(whole.percent), emphasis: true },
		{
			label: 'Xếp loại',
			value: rating === null ? '' : rating.label + (missing ? ` (${PROVISIONAL})` : ''),
			emphasis: true
		}
	];
}

function notesOf({ record, appraised }: Columns): string[] {
	const notes: string[] = [];
	if (!hasSelf(record)) notes.push('Không có điểm tự chấm: cột «Điểm tự chấm» để trống.');
	if ((appraised?.whole.excluded ?? 0) > 0)
		notes.push(
			'KAD: không áp dụng; tiêu chí thành phần được loại khỏi cả điểm đạt và điểm tối đa để tính tỷ lệ.'
		);
	if (isSurveyMissing(appraised)) notes.push(`Kết quả ${PROVISIONAL}.`);
	return notes;
}
