/** Results by area, as minutes and conclusion print them: what was good, what was lacking, the table of points. */
import type { Stage } from '../answer.ts';
import type { Area, Subcriterion } from '../criteria.ts';
import { findSubcriterion, listSubcriteria } from '../criteria.ts';
import type { Finding } from '../finding.ts';
import { formatIndex, formatPoints } from '../number-format.ts';
import type { Subtotal, Totals } from '../totals.ts';
import type { EvidenceItem, InspectionRecord } from './inspection-record.ts';
import type { AreaBar, PaperTable, TableRow } from './paper.ts';
import { joinParts, sentencesOf } from './wording.ts';

/** «tạm tính»: printed wherever the result is given while the survey is out (workflow, 4). */
export const PROVISIONAL = 'tạm tính, chưa gồm điểm điều tra xã hội học';

/** The self score counts as given only when there is any answer in it; a surprise inspection never has one. */
export function hasSelf(record: InspectionRecord): boolean {
	return record.inspection.kind !== 'surprise' && (record.answers.self?.size ?? 0) > 0;
}

/** The self totals, or undefined when there was no self-assessment. */
export const selfTotals = (record: InspectionRecord): Totals | undefined =>
	hasSelf(record) ? record.totals.self : undefined;

/**
 * The stage whose values a paper prints: the minutes the first appraisal, which they freeze; the conclusion the
 * latest that was entered.
 */
export function appraisedStage(record: InspectionRecord, paper: 'minutes' | 'conclusion'): Stage {
	const latestFirst: Stage[] = paper === 'minutes' ? ['appraisal'] : ['final', 'reappraisal', 'appraisal'];
	return latestFirst.find((stage) => (record.answers[stage]?.size ?? 0) > 0) ?? 'appraisal';
}

/** True while the set has a survey part and no result of it was entered. */
export const isSurveyMissing = (totals: Totals | undefined): boolean =>
	totals === undefined || (totals.survey.total > 0 && totals.survey.answered < totals.survey.total);

export const titleOfArea = (record: InspectionRecord, code: string): string =>
	record.set.areas.find((area) => area.code === code)?.title ?? code;

/** Areas that a paper speaks of: all but the survey, and that too when something was said about it. */
export function spokenAreas(record: InspectionRecord): Area[] {
	const mentioned = new Set([...record.findings, ...record.strengths].map(({ areaCode }) => areaCode));
	return record.set.areas.filter((area) => !area.isSurvey || mentioned.has(area.code));
}

/** Findings by number; those dropped after an explanation are left out unless asked for. */
export function listedFindings(record: InspectionRecord, withDropped = false): Finding[] {
	return record.findings
		.filter((finding) => withDropped || finding.state !== 'not_accepted')
		.toSorted((a, b) => a.number - b.number);
}

export const criterionMark = (finding: Pick<Finding, 'subcriterionCode'>): string =>
	finding.subcriterionCode === null ? '' : ` (tiêu chí ${finding.subcriterionCode})`;

/** The words of a finding with its code behind them: a stop that was typed after them would part the two. */
export const textWithCriterion = (finding: Pick<Finding, 'text' | 'subcriterionCode'>): string =>
	finding.subcriterionCode === null
		? finding.text
		: finding.text.trimEnd().replace(/[.;]+$/, '') + criterionMark(finding);

export function subcriterionOf(record: InspectionRecord, code: string | null): Subcriterion | undefined {
	return code === null ? undefined : findSubcriterion(record.set, code)?.subcriterion;
}

/** Evidence worded: «Kế hoạch CCHC năm 2021, số 136/KH-SLĐTBXH ngày 19/01/2022». */
export const wordEvidence = ({ title, citation }: EvidenceItem): string => joinParts(title, citation);

/** Evidence of a finding: what was tied to it, and what the team itself took for its subcriterion. */
export function evidenceOfFinding(record: InspectionRecord, finding: Finding): EvidenceItem[] {
	return record.evidence.filter(
		(item) =>
			item.findingId === finding.id ||
			(item.side === 'team' &&
				item.findingId === null &&
				item.subcriterionCode !== null &&
				item.subcriterionCode === finding.subcriterionCode)
	);
}

/** That a finding came back, and where it was named before; nothing where it is new. */
export function repeatLines({ repeats }: InspectionRecord, finding: Finding): string[] {
	const before = finding.subcriterionCode === null ? undefined : repeats?.[finding.subcriterionCode];
	if (!before) return [];
	const where =
		before.conclusion === ''
			? `cuộc kiểm tra ${before.inspectionCode} năm ${before.year}`
			: `Thông báo kết luận số ${before.conclusion}`;
	return [`Tồn tại lặp lại: đã nêu tại tồn tại ${before.number}, ${where}.`];
}

/** Strengths of an area, a line each. */
export const strengthLines = (record: InspectionRecord, areaCode: string): string[] =>
	record.strengths
		.filter((strength) => strength.areaCode === areaCode)
		.flatMap(({ text }) => sentencesOf(text));

const points = (subtotal: Subtotal | undefined): string =>
	subtotal === undefined || subtotal.answered === 0 ? '' : formatPoints(subtotal.points);

const percent = (subtotal: Subtotal | undefined): string =>
	subtotal === undefined || subtotal.percent === null
		? ''
		: formatIndex(subtotal.percent).replace(/\s*%$/u, '');

/** The points of an area in one sentence. */
export function pointsSentence(record: InspectionRecord, area: Area, stage: Stage): string {
	const appraised = record.totals[stage]?.byArea.get(area.code);
	const self = selfTotals(record)?.byArea.get(area.code);
	const selfText = points(self) === '' ? 'không có' : points(self);
	const appraisedText = points(appraised) === '' ? 'chưa chấm' : points(appraised);
	return `Điểm tự chấm: ${selfText}; điểm thẩm định: ${appraisedText}; điểm tối đa: ${formatPoints(area.maxPoints)}.`;
}

/** Bảng tổng hợp điểm (documents, 3.IV): a line an area, then appraised part, survey and whole. */
export function areaTotalsTable(record: InspectionRecord, stage: Stage): PaperTable {
	const totals = record.totals[stage];
	const self = selfTotals(record);
	const rows = record.set.areas.map((area, i): TableRow => {
		const sums = totals?.byArea.get(area.code);
		return {
			emphasis: 'none',
			cells: [
				String(i + 1),
				area.title,
				formatPoints(area.maxPoints),
				area.isSurvey ? '' : points(self?.byArea.get(area.code)),
				points(sums),
				percent(sums),
				noteOfArea(record, area, stage)
			]
		};
	});
	const sum = (
		label: string,
		of: Subtotal | undefined,
		selfSum: Subtotal | undefined,
		note: string
	): TableRow => ({
		emphasis: 'total',
		cells: ['', label, of ? formatPoints(of.maximum) : '', points(selfSum), points(of), percent(of), note]
	});
	rows.push(sum('Cộng điểm thẩm định', totals?.appraised, self?.appraised, ''));
	if (totals && !isSurveyMissing(totals)) rows.push(sum('Tổng cộng', totals.whole, undefined, ''));
	return {
		form: 'area_totals',
		columns: ['TT', 'Lĩnh vực', 'Điểm tối đa', 'Điểm tự chấm', 'Điểm thẩm định', 'Tỷ lệ (%)', 'Ghi chú'],
		rows
	};
}

/** What stands beside an area in a table of totals: the survey that is out, the codes that do not apply. */
export function noteOfArea(record: InspectionRecord, area: Area, stage: Stage): string {
	const totals = record.totals[stage];
	if (area.isSurvey) return isSurveyMissing(totals) ? 'Chưa có kết quả' : '';
	const codes = listSubcriteria(record.set)
		.filter((placed) => placed.area === area)
		.map(({ subcriterion }) => subcriterion.code)
		.filter((code) => totals?.bySubcriterion.get(code)?.status === 'excluded');
	return codes.length === 0 ? '' : `KAD: ${codes.join(', ')}`;
}

/** Bars of the appraised areas in order; an area with no self score has none. */
export function areaBars(record: InspectionRecord, stage: Stage): AreaBar[] {
	const totals = record.totals[stage];
	const self = selfTotals(record);
	return record.set.areas
		.filter((area) => !(area.isSurvey && isSurveyMissing(totals)))
		.map((area) => ({
			label: area.title,
			selfPercent: area.isSurvey ? null : (self?.byArea.get(area.code)?.percent ?? null),
			percent: totals?.byArea.get(area.code)?.percent ?? null
		}));
}

/** «Tỷ lệ: 86,60 %; xếp loại: Tốt (tạm tính, …)»; says that nothing was scored when nothing was. */
export function ratingSentence(record: InspectionRecord, stage: Stage): string {
	const totals = record.totals[stage];
	if (!totals || totals.whole.percent === null) return 'Chưa có điểm thẩm định.';
	const provisional = isSurveyMissing(totals) ? ` (${PROVISIONAL})` : '';
	const rating = totals.rating === null ? '' : `; xếp loại: ${totals.rating.label}`;
	const reached = `${formatPoints(totals.whole.points)}/${formatPoints(totals.whole.answeredPossible)} điểm`;
	return `Kết quả thẩm định: ${reached}, đạt tỷ lệ ${formatIndex(totals.whole.percent)}${rating}${provisional}.`;
}
