/**
 * Báo cáo kết quả khắc phục, also as công văn (documents of the inspection, section 6). Each finding is repeated word
 * for word as a heading, as offices answer a notice; under it what was done, the degree, what stays.
 */
import type { OwedAction } from '../action-request.ts';
import { formatCitation } from '../citation.ts';
import { isOverdue, type Finding } from '../finding.ts';
import { formatCount, formatPercent } from '../number-format.ts';
import { latestByAction, type ProgressReport } from '../remediation.ts';
import { dueOfRemedy, isRemedyLate, percentOfRemedy } from '../remedy-progress.ts';
import { percentOf } from '../totals.ts';
import { criterionMark, listedFindings, wordEvidence } from './area-results.ts';
import { inNfc } from './canonical.ts';
import { agencyHeadBlock, headOf } from './head.ts';
import type { InspectionRecord } from './inspection-record.ts';
import type { Block, PaperTable, RemediationReportContent, Section } from './paper.ts';
import { movedDaysInWords, owedInRecord } from './plan-changes.ts';
import { citeNotice, furtherRecipients } from './remediation-plan.ts';
import {
	dayInFigures,
	citeOwn,
	endWith,
	inOneSentence,
	linesOf,
	nameOfKind,
	sentencesOf,
	twoDigits
} from './wording.ts';

const items = (lines: readonly string[]): Block[] => lines.map((text) => ({ type: 'item', text }));
const paragraphs = (lines: readonly string[]): Block[] => lines.map((text) => ({ type: 'paragraph', text }));

export type RemedyDegree = 'remedied' | 'remedying' | 'not_remedied';

const DEGREE_WORDS: Record<RemedyDegree, string> = {
	remedied: 'đã khắc phục',
	remedying: 'đang khắc phục',
	not_remedied: 'chưa khắc phục'
};

/** The latest progress of the actions of a finding, in the order of the plan. */
function progressOf(record: InspectionRecord, finding: Finding): ProgressReport[] {
	const latest = latestByAction(record.remediation?.progress ?? []);
	return (record.remediation?.actions ?? [])
		.filter(({ findingId }) => findingId === finding.id)
		.flatMap(({ id }) => latest.get(id) ?? []);
}

/**
 * How far a finding is remedied: all its actions reported done; some progress; none. «Đã trình, chờ phê duyệt» waits
 * for another body and is not done; nor is what was reported done and returned, until it is reported anew.
 */
export function degreeOf(record: InspectionRecord, finding: Finding): RemedyDegree {
	if (finding.state === 'verified') return 'remedied';
	const actions = (record.remediation?.actions ?? []).filter(({ findingId }) => findingId === finding.id);
	const progress = progressOf(record, finding);
	if (progress.length === 0) return 'not_remedied';
	const isAllDone = progress.length === actions.length && progress.every(({ state }) => state === 'done');
	return isAllDone && finding.state !== 'returned' ? 'remedied' : 'remedying';
}

/** Whole percent of a finding, as the screens say it. */
export function percentOfFinding(record: InspectionRecord, finding: Finding): number {
	const actions = (record.remediation?.actions ?? []).filter(({ findingId }) => findingId === finding.id);
	return percentOfRemedy(finding, actions, latestByAction(record.remediation?.progress ?? []));
}

/** The content of the report, in the form of a báo cáo or of a công văn. */
export function buildRemediationReport(
	record: InspectionRecord,
	form: 'report' | 'letter'
): RemediationReportContent {
	const kind = form === 'report' ? 'remediation_report' : 'remediation_letter';
	const { agency, department } = record;
	const subject = `kết quả khắc phục tồn tại, hạn chế theo ${citeNotice(record)}`;
	return inNfc({
		kind,
		head: headOf(record, kind),
		typeName: form === 'report' ? nameOfKind(kind) : '',
		subject: form === 'report' ? subject.charAt(0).toUpperCase() + subject.slice(1) : `V/v ${subject}`,
		addressedTo: [department.name],
		opening: [opening(record)],
		sections: sectionsOf(record, form),
		closing: [`${agency.name} báo cáo và đề nghị ${department.name} xem xét, xác nhận kết quả khắc phục./.`],
		recipients: recipientsOf(record),
		signatures: [agencyHeadBlock(record)]
	});
}

function recipientsOf(record: InspectionRecord): string[] {
	const { agency } = record;
	const further = furtherRecipients(record);
	const leaders = agency.level === 'commune' ? 'Lãnh đạo UBND' : 'Lãnh đạo Sở';
	return ['Như trên', ...(further.length > 0 ? further : [leaders]), `Lưu: VT, ${agency.unitSign}`];
}

function opening(record: InspectionRecord): string {
	const answered = (record.remediation?.answeredPapers ?? []).map(formatCitation);
	const plan = record.issued.remediation_plan
		? [citeOwn('remediation_plan', headOf(record, 'remediation_plan'), record.agency.name)]
		: [];
	const papers = [...answered, citeNotice(record), ...plan].join('; ');
	return `Thực hiện ${papers}, ${record.agency.name} báo cáo kết quả khắc phục tồn tại, hạn chế như sau:`;
}

/** A công văn has no parts with Roman numbers: its headings are the findings themselves. */
function sectionsOf(record: InspectionRecord, form: 'report' | 'letter'): Section[] {
	const { remediation } = record;
	const steering = (remediation?.steering ?? []).flatMap(sentencesOf);
	const obstacles = [
		...(remediation?.difficulties ?? []).flatMap(sentencesOf),
		...(remediation?.proposals ?? []).flatMap(sentencesOf).map((line) => `Kiến nghị: ${line}`)
	];
	const none = ['Không có.'];
	const parts: Omit<Section, 'number'>[] = [
		{
			key: 'steering',
			title: 'Công tác chỉ đạo',
			blocks: paragraphs(steering.length > 0 || form === 'letter' ? steering : none)
		},
		{
			key: 'results',
			title: 'Kết quả từng tồn tại, hạn chế',
			blocks: listedFindings(record).flatMap((finding) => findingBlocks(record, finding))
		},
		{ key: 'summary', title: 'Bảng tổng hợp', blocks: summaryBlocks(record, form) },
		{
			key: 'obstacles',
			title: 'Khó khăn, kiến nghị',
			blocks: items(obstacles.length > 0 || form === 'letter' ? obstacles : none)
		}
	];
	const roman = ['I', 'II', 'III', 'IV'];
	return form === 'report'
		? parts.map((part, i) => ({ ...part, number: roman[i]! }))
		: parts.filter(({ blocks }) => blocks.length > 0).map((part) => ({ ...part, number: '', title: '' }));
}

function findingBlocks(record: InspectionRecord, finding: Finding): Block[] {
	const progress = progressOf(record, finding);
	const delay = record.remediation?.delays.find(({ findingId }) => findingId === finding.id);
	const actions = (record.remediation?.actions ?? []).filter(({ findingId }) => findingId === finding.id);
	const verified = record.remediation?.verifications.findLast(({ findingId }) => findingId === finding.id);
	return [
		{ type: 'finding', lead: `${finding.number}.`, text: finding.text },
		...items([
			...progress.flatMap(({ doneText }) => sentencesOf(doneText)),
			...progress.flatMap(figuresLine),
			degreeLine(record, finding, progress),
			...evidenceLines(record, finding),
			...progress.flatMap(({ remainingText }) =>
				linesOf(remainingText).map((line) => endWith(`Việc còn phải làm: ${line}`, '.'))
			),
			...actions.flatMap((action) => movedDaysInWords(record, action)),
			...(delay
				? [
						`Lý do chậm: ${inOneSentence(delay.reason)}.` +
							(delay.newDueOn === null ? '' : ` Thời hạn mới: ngày ${dayInFigures(delay.newDueOn)}.`)
					]
				: []),
			...(verified?.outcome === 'verified'
				? [`${record.department.name} đã xác nhận ngày ${dayInFigures(verified.on)}.`]
				: [])
		])
	];
}

function figuresLine({ numerator, denominator, asOfOn }: ProgressReport): string[] {
	if (numerator === null) return [];
	const percent = denominator === null ? null : percentOf(numerator, denominator);
	const of = denominator === null ? '' : `/${formatCount(denominator)}`;
	const share = percent === null ? '' : ` (${formatPercent(percent)})`;
	return [`Số liệu đến ngày ${dayInFigures(asOfOn)}: ${formatCount(numerator)}${of}${share}.`];
}

function degreeLine(record: InspectionRecord, finding: Finding, progress: ProgressReport[]): string {
	const degree = degreeOf(record, finding);
	const waiting = degree === 'remedying' && progress.some(({ state }) => state === 'submitted_awaiting');
	const asOf = progress
		.map(({ asOfOn }) => asOfOn)
		.toSorted()
		.at(-1);
	const code = criterionMark(finding)
		.trim()
		.replace(/^\(|\)$/g, '');
	/* The figure is the agency's word from before the return. */
	const isUnconfirmed = finding.state === 'returned' && progress.length > 0;
	const degreeText =
		`Mức độ: ${DEGREE_WORDS[degree]}${waiting ? ' (đã trình, chờ phê duyệt)' : ''}, ` +
		(isUnconfirmed ? 'đã báo cáo ' : '') +
		`đạt ${percentOfFinding(record, finding)}\u00a0%${asOf === undefined ? '' : ` (đến ngày ${dayInFigures(asOf)})`}` +
		(isUnconfirmed ? ' nhưng chưa được xác nhận' : '');
	return endWith([degreeText, code].filter((part) => part !== '').join('; '), '.');
}

function evidenceLines(record: InspectionRecord, finding: Finding): string[] {
	const actionIds = new Set(
		(record.remediation?.actions ?? [])
			.filter(({ findingId }) => findingId === finding.id)
			.map(({ id }) => id)
	);
	const titles = record.evidence
		.filter(({ actionId }) => actionId !== null && actionIds.has(actionId))
		.map(wordEvidence);
	return titles.length === 0 ? [] : [endWith(`Tài liệu kiểm chứng: ${titles.join('; ')}`, '.')];
}

function summaryBlocks(record: InspectionRecord, form: 'report' | 'letter'): Block[] {
	const table = summaryTable(record);
	const lead: Block = { type: 'paragraph', text: 'Tổng hợp kết quả khắc phục:' };
	return form === 'report' ? [{ type: 'table', table }] : [lead, { type: 'table', table }];
}

/**
 * Counts by degree, and of all findings how many are in time on the day of the report. Overdue is what is not done by the
 * agency's own doing and past the day demanded, or the later one that the office agreed to; what is past it but waits for
 * another body, or has an objective cause, is counted apart, in a column that stands only where there is such. Without a day of issue the day of the
 * latest figures counts.
 */
function summaryTable(record: InspectionRecord): PaperTable {
	const findings = listedFindings(record);
	const count = (degree: RemedyDegree) =>
		twoDigits(findings.filter((finding) => degreeOf(record, finding) === degree).length);
	const issued = record.issued.remediation_report ?? record.issued.remediation_letter;
	const latest = (record.remediation?.progress ?? [])
		.map(({ asOfOn }) => asOfOn)
		.toSorted()
		.at(-1);
	const today = issued?.issuedOn ?? latest ?? '';
	const past = findings.filter((finding) => isPast(record, finding, today));
	const late = past.filter((finding) => isLateByItself(record, finding, today)).length;
	const awaiting = past.length - late;
	return {
		form: awaiting === 0 ? 'remedy_summary' : 'remedy_summary_awaiting',
		columns: [
			'Tổng số tồn tại, hạn chế',
			'Đã khắc phục',
			'Đang khắc phục',
			'Chưa khắc phục',
			'Đúng hạn',
			'Quá hạn',
			...(awaiting === 0 ? [] : ['Quá hạn do nguyên nhân khách quan'])
		],
		rows: [
			{
				emphasis: 'none',
				cells: [
					twoDigits(findings.length),
					count('remedied'),
					count('remedying'),
					count('not_remedied'),
					twoDigits(findings.length - past.length),
					twoDigits(late),
					...(awaiting === 0 ? [] : [twoDigits(awaiting)])
				]
			}
		]
	};
}

function isPast(record: InspectionRecord, finding: Finding, today: string): boolean {
	const { endsOn } = dueInRecord(record, finding);
	return degreeOf(record, finding) !== 'remedied' && isOverdue({ state: finding.state, endsOn }, today);
}

function isLateByItself(record: InspectionRecord, finding: Finding, today: string): boolean {
	const { actions, endsOn } = dueInRecord(record, finding);
	return isRemedyLate(finding, endsOn, actions, latestByAction(record.remediation?.progress ?? []), today);
}

/** What the plan owes for a finding, and when its term ends: by the notice's day, or the later one that the office agreed to. */
function dueInRecord(
	record: InspectionRecord,
	finding: Finding
): { actions: readonly OwedAction[]; endsOn: string | null } {
	const actions = (record.remediation?.actions ?? [])
		.filter(({ findingId }) => findingId === finding.id)
		.map((action) => owedInRecord(record, action));
	const { dueOn } = dueOfRemedy(finding, actions, null);
	return { actions, endsOn: dueOn && (record.remediation?.termEnds[dueOn] ?? dueOn) };
}
