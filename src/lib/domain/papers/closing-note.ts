/**
 * Thông báo kết thúc theo dõi khắc phục: how each finding was settled, what is still to be judged later, and what goes to
 * the archive. Issued once the inspection is closed (workflow of a CCHC inspection, step 18).
 */
import type { Finding } from '../finding.ts';
import { formatCount } from '../number-format.ts';
import { listedFindings, textWithCriterion } from './area-results.ts';
import { inNfc } from './canonical.ts';
import { citeRegistered, departmentHeadBlock, headOf, issuerName } from './head.ts';
import type { InspectionRecord, RecordedProgress, VerificationItem } from './inspection-record.ts';
import type { Block, ClosingNoteContent, PaperTable, Section, TableRow } from './paper.ts';
import { owedInRecord, owedWithEarlier } from './plan-changes.ts';
import { citeNotice } from './remediation-plan.ts';
import {
	asLegalBases,
	citeOwn,
	closed,
	dayInFigures,
	dayInWords,
	nameOfKind,
	phraseOf,
	twoDigits
} from './wording.ts';

const ROMAN = ['I', 'II', 'III'];
const paragraph = (text: string): Block => ({ type: 'paragraph', text });
const items = (lines: readonly string[]): Block[] => lines.map((text) => ({ type: 'item', text }));

/** The content of the note, from the inspection as it was closed. */
export function buildClosingNote(record: InspectionRecord): ClosingNoteContent {
	const { agency, department, province, inspection, closedOn } = record;
	const sections: Omit<Section, 'number'>[] = [
		{ key: 'results', title: 'Kết quả khắc phục', blocks: results(record) },
		{ key: 'effects', title: 'Đánh giá hiệu lực', blocks: effects(record) },
		{ key: 'archive', title: 'Hồ sơ lưu trữ', blocks: archive(record) }
	];
	const matter = `khắc phục tồn tại, hạn chế sau kiểm tra cải cách hành chính năm ${inspection.year}`;
	return inNfc({
		kind: 'closing_note',
		head: headOf(record, 'closing_note', closedOn),
		typeName: nameOfKind('closing_note'),
		subject: `Kết thúc theo dõi ${matter} tại ${agency.name}`,
		legalBases: asLegalBases([citeNotice(record), ...answers(record)]),
		opening: [
			`${department.name} thông báo kết thúc theo dõi ${matter} của ${agency.name} kể từ ` +
				`${dayInWords(closedOn, inspection.year)}, như sau:`
		],
		sections: sections.map((section, i) => ({ ...section, number: ROMAN[i]! })),
		closing: closed(phraseOf(record, 'closing_note_closing')),
		recipients: [
			agency.name,
			`${province.committee} (b/c)`,
			'Thành viên Đoàn kiểm tra',
			`Lưu: VT, ${department.unitSign}, hồ sơ kiểm tra`
		],
		signatures: [departmentHeadBlock(record)]
	});
}

const ANSWERS = ['remediation_plan', 'remediation_report', 'remediation_letter'];

/** The agency's plan and report that stand. */
const answers = (record: InspectionRecord): string[] =>
	record.register
		.filter(({ kind, superseded }) => ANSWERS.includes(kind) && !superseded)
		.map((paper) => citeRegistered(record, paper));

/** The verification that counts: the last one, where it found the remedy done. */
function verifiedOf({ remediation }: InspectionRecord, finding: Finding): VerificationItem | null {
	if (finding.state !== 'verified') return null;
	return remediation?.verifications.findLast(({ findingId }) => findingId === finding.id) ?? null;
}

function results(record: InspectionRecord): Block[] {
	const findings = listedFindings(record, true);
	if (findings.length === 0) return [paragraph('Kết luận kiểm tra không nêu tồn tại, hạn chế.')];
	const verified = findings.flatMap((finding) => verifiedOf(record, finding) ?? []);
	const onSpot = verified.filter(({ by }) => by === 'recheck').length;
	const dropped = findings.filter(({ state }) => state === 'not_accepted').length;
	const how = [
		...(verified.length - onSpot > 0 ? [`${twoDigits(verified.length - onSpot)} qua hồ sơ`] : []),
		...(onSpot > 0 ? [`${twoDigits(onSpot)} qua kiểm tra lại`] : [])
	].join(', ');
	return [
		paragraph(
			`Đoàn kiểm tra đã nêu ${twoDigits(findings.length)} tồn tại, hạn chế. ` +
				`${twoDigits(verified.length)} tồn tại đã khắc phục và được xác nhận${how === '' ? '' : ` (${how})`}` +
				(dropped === 0
					? '.'
					: `; ${twoDigits(dropped)} nội dung không tiếp tục theo dõi sau khi xem xét giải trình.`)
		),
		{ type: 'table', table: settledTable(record, findings) }
	];
}

function settledTable(record: InspectionRecord, findings: readonly Finding[]): PaperTable {
	return {
		form: 'settled',
		columns: ['TT', 'Tồn tại, hạn chế', 'Thời hạn', 'Báo cáo hoàn thành', 'Tiến độ', 'Cách kết thúc'],
		rows: findings.map((finding) => settledRow(record, finding))
	};
}

function settledRow(record: InspectionRecord, finding: Finding): TableRow {
	const row = (...rest: string[]): TableRow => ({
		emphasis: 'none',
		cells: [String(finding.number), textWithCriterion(finding), ...rest]
	});
	if (finding.state === 'not_accepted')
		return row('', '', '', 'Không tiếp tục theo dõi: đã chấp nhận giải trình');
	const done = doneReports(record, finding);
	const doneOn = done
		.map(({ asOfOn }) => asOfOn)
		.toSorted()
		.at(-1);
	return row(
		dueCell(record, finding),
		doneOn === undefined ? '' : dayInFigures(doneOn),
		lateCell(done),
		settledCell(verifiedOf(record, finding))
	);
}

/** The last report of each action of a finding, of those that were reported done. */
function doneReports({ remediation }: InspectionRecord, finding: Finding): RecordedProgress[] {
	const actions = (remediation?.actions ?? []).filter(({ findingId }) => findingId === finding.id);
	return actions.flatMap(
		({ id }) =>
			remediation?.progress.findLast(({ actionId, state }) => actionId === id && state === 'done') ?? []
	);
}

/** The day of its action that is owed last, against which «late» was counted; under it the days that stood before. */
function dueCell(record: InspectionRecord, finding: Finding): string {
	const last = (record.remediation?.actions ?? [])
		.filter(({ findingId }) => findingId === finding.id)
		.toSorted((a, b) => (owedInRecord(record, a).owedOn < owedInRecord(record, b).owedOn ? -1 : 1))
		.at(-1);
	if (last) return owedWithEarlier(record, last);
	return finding.dueOn === null ? '' : dayInFigures(finding.dueOn);
}

/** The latest of its actions counts. */
function lateCell(done: readonly RecordedProgress[]): string {
	if (done.length === 0) return '';
	const late = Math.max(...done.map(({ daysLate }) => daysLate ?? 0));
	return late === 0 ? 'Đúng hạn' : `Chậm ${formatCount(late)} ngày làm việc`;
}

function settledCell(verified: VerificationItem | null): string {
	if (verified === null) return 'Chưa xác nhận';
	const how = verified.by === 'recheck' ? 'qua kiểm tra lại' : 'qua hồ sơ';
	return `Đã xác nhận ${how} ngày ${dayInFigures(verified.on)}`;
}

function effects(record: InspectionRecord): Block[] {
	const findings = listedFindings(record);
	const numberOf = new Map(findings.map(({ id, number }) => [id, number]));
	const known = (record.remediation?.effects ?? []).filter(({ findingId }) => numberOf.has(findingId));
	if (known.length === 0) return [paragraph('Không có nội dung phải đánh giá hiệu lực.')];
	const byDay = Map.groupBy(
		known.filter(({ review }) => review === null),
		({ dueOn }) => dueOn
	);
	const numbers = (ids: readonly { findingId: string }[]) =>
		ids
			.map(({ findingId }) => numberOf.get(findingId)!)
			.toSorted((a, b) => a - b)
			.join(', ');
	const coming = [...byDay]
		.toSorted(([a], [b]) => (a < b ? -1 : 1))
		.map(([day, of]) => `Tồn tại ${numbers(of)}: đánh giá từ ngày ${dayInFigures(day)}.`);
	const judged = known.flatMap(({ findingId, review }) =>
		review === null
			? []
			: [
					`Tồn tại ${numberOf.get(findingId)}: đã đánh giá ngày ${dayInFigures(review.on)}, kết quả khắc phục ` +
						(review.result === 'effective' ? 'có hiệu lực.' : 'không có hiệu lực, đã nêu thành tồn tại mới.')
				]
	);
	return [
		...items([...judged, ...coming]),
		...(coming.length === 0
			? []
			: [
					paragraph(
						`${record.department.name} đánh giá việc duy trì kết quả khắc phục theo thời gian nêu trên. ` +
							'Kết quả không được duy trì thì nội dung đó được nêu thành tồn tại mới và theo dõi trở lại.'
					)
				])
	];
}

/** It bears the number of the minutes that it is attached to, as an appendix does, and is named by them. */
const citeScoreSheet = (record: InspectionRecord): string =>
	`Bảng điểm kèm theo ${citeOwn('minutes', headOf(record, 'minutes'), issuerName(record, 'minutes'))}`;

function archive(record: InspectionRecord): Block[] {
	const { department, inspection, register } = record;
	const papers = register
		.filter(({ kind, superseded }) => kind !== 'closing_note' && !superseded)
		.map((paper) => (paper.kind === 'score_sheet' ? citeScoreSheet(record) : citeRegistered(record, paper)));
	return [
		paragraph(
			`Hồ sơ cuộc kiểm tra ${inspection.code} gồm các văn bản sau và tài liệu kiểm chứng kèm theo, được lập và ` +
				`lưu tại ${department.name} theo quy định về công tác văn thư, lưu trữ:`
		),
		...items(papers.map((paper, i) => `${paper}${i === papers.length - 1 ? '.' : ';'}`))
	];
}
