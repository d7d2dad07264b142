/**
 * The tracker as a workbook: the list, its actions, its figures. Vietnamese, like every paper that leaves the office. The
 * words of states are those of the screen (a test compares them).
 */
import { formatDay, formatInstant } from './calendar.ts';
import type { Severity } from './finding.ts';
import type { NewSheet, SheetCell } from './new-sheet.ts';
import type { ProgressState, RemedyAction, ReportedProgress } from './remediation.ts';
import {
	countGroups,
	countStandings,
	listCommonFindings,
	summarizeRemedies,
	type RemedyFacts,
	type RemedyParts
} from './remedy-figures.ts';
import type { FilteredRemedy, RemedyCause, RemedyFilter, RemedyMark } from './remedy-filter.ts';
import { REMEDY_STANDINGS, type RemedyStanding } from './remedy-progress.ts';
import { codeOfMatter } from './repeat.ts';

export interface ListedRemedy extends RemedyFacts, FilteredRemedy {
	findingId: string;
	number: number;
	areaTitle: string;
	/** Of the subcriterion; empty where it is free. */
	matterTitle: string;
	campaignTitle: string;
	percent: number;
	responsible: readonly string[];
	awaitedBody: string;
	delayReason: string;
}

export type ListedReport = Omit<
	ReportedProgress,
	'id' | 'actionId' | 'regressReason' | 'reportedBy' | 'reportedAt'
>;

/** An action of the plan with its latest report, if there is one. */
export interface ListedAction extends Pick<
	RemedyAction,
	'findingId' | 'cause' | 'measure' | 'product' | 'leadUnit' | 'personInCharge' | 'support' | 'dueOn'
> {
	/** Days that once stood, the first first. */
	earlierDays: readonly string[];
	/** Of a rest: its last day. */
	restsUntil: string | null;
	report: ListedReport | null;
}

export const STANDING_WORDS: Record<RemedyStanding, string> = {
	no_plan: 'Chưa có kế hoạch',
	planned: 'Chưa báo cáo tiến độ',
	doing: 'Đang khắc phục',
	awaiting: 'Đã trình, chờ phê duyệt',
	reported_done: 'Chờ xác nhận',
	returned: 'Đã trả lại',
	verified: 'Đã xác nhận',
	not_accepted: 'Đã bỏ sau giải trình'
};
export const SEVERITY_WORDS: Record<Severity, string> = {
	minor: 'Nhẹ',
	moderate: 'Trung bình',
	serious: 'Nghiêm trọng'
};
export const PROGRESS_WORDS: Record<ProgressState, string> = {
	doing: 'Đang thực hiện',
	submitted_awaiting: 'Đã trình, chờ phê duyệt',
	done: 'Đã hoàn thành'
};
const CAUSE_WORDS: Record<RemedyCause, string> = {
	subjective: 'Chủ quan',
	objective: 'Khách quan, thuộc cơ quan khác',
	awaiting: 'Đã trình, chờ cơ quan khác'
};
const MARK_WORDS: Record<RemedyMark, string> = {
	late: 'quá hạn',
	mine: 'chờ tôi xác nhận',
	repeated: 'lặp lại từ lần trước',
	hindered: 'vướng cơ quan khác'
};

const dayCell = (on: string | null): SheetCell => (on === null ? null : { day: on });

const LIST_COLUMNS: readonly [title: string, width: number, of: (remedy: ListedRemedy) => SheetCell][] = [
	['Cơ quan', 28, ({ agencyName }) => agencyName],
	['Cuộc kiểm tra', 16, ({ inspectionCode }) => inspectionCode],
	['Năm', 8, ({ year }) => year],
	['Tồn tại số', 9, ({ number }) => number],
	['Mã tiêu chí', 11, ({ code }) => code],
	['Lĩnh vực', 28, ({ areaTitle }) => areaTitle],
	['Nội dung tồn tại, hạn chế', 60, ({ text }) => text],
	['Mức độ', 14, ({ severity }) => SEVERITY_WORDS[severity]],
	['Trạng thái', 22, ({ standing }) => STANDING_WORDS[standing]],
	['Tiến độ (%)', 10, ({ percent }) => percent],
	['Thời hạn', 13, ({ due }) => dayCell(due?.on ?? null)],
	['Quá hạn', 9, ({ late }) => (late ? 'Có' : null)],
	['Số ngày làm việc chậm', 13, ({ daysLate }) => daysLate],
	['Lý do chậm', 32, ({ delayReason }) => delayReason || null],
	['Đơn vị chịu trách nhiệm', 30, ({ responsible }) => responsible.join('; ') || null],
	[
		'Loại nguyên nhân',
		20,
		({ causeOutside }) => (causeOutside ? CAUSE_WORDS.objective : CAUSE_WORDS.subjective)
	],
	['Đang chờ cơ quan', 24, ({ awaitedBody }) => awaitedBody || null],
	['Lặp lại từ năm', 11, ({ repeatOf }) => repeatOf],
	['Ngày nêu', 13, ({ raisedOn }) => dayCell(raisedOn)],
	['Ngày xác nhận', 13, ({ verifiedOn }) => dayCell(verifiedOn)]
];

type Line = { remedy: ListedRemedy; action: ListedAction };
const ACTION_COLUMNS: readonly [title: string, width: number, of: (line: Line) => SheetCell][] = [
	['Cơ quan', 28, ({ remedy }) => remedy.agencyName],
	['Cuộc kiểm tra', 16, ({ remedy }) => remedy.inspectionCode],
	['Tồn tại số', 9, ({ remedy }) => remedy.number],
	['Mã tiêu chí', 11, ({ remedy }) => remedy.code],
	['Nguyên nhân', 36, ({ action }) => action.cause],
	['Biện pháp', 48, ({ action }) => action.measure],
	['Sản phẩm', 30, ({ action }) => action.product],
	['Đơn vị chủ trì', 26, ({ action }) => action.leadUnit],
	['Người phụ trách', 24, ({ action }) => action.personInCharge],
	['Phối hợp', 24, ({ action }) => action.support || null],
	['Thời hạn', 13, ({ action }) => dayCell(action.dueOn)],
	['Thời hạn trước đây', 20, ({ action }) => action.earlierDays.map(formatDay).join('; ') || null],
	['Tạm dừng đến hết', 13, ({ action }) => dayCell(action.restsUntil)],
	['Tiến độ (%)', 10, ({ action }) => action.report?.percent ?? 0],
	['Tình trạng', 22, ({ action }) => (action.report ? PROGRESS_WORDS[action.report.state] : 'Chưa báo cáo')],
	['Đã làm được', 12, ({ action }) => action.report?.numerator ?? null],
	['Trên tổng số', 12, ({ action }) => action.report?.denominator ?? null],
	['Số liệu tính đến', 13, ({ action }) => dayCell(action.report?.asOfOn ?? null)],
	['Kết quả đã thực hiện', 48, ({ action }) => action.report?.doneText ?? null],
	['Còn lại', 36, ({ action }) => action.report?.remainingText || null],
	['Chờ cơ quan phê duyệt', 24, ({ action }) => action.report?.awaitedBody || null],
	['Lý do chậm', 32, ({ action }) => action.report?.delayReason || null],
	['Hạn mới cơ quan nêu', 13, ({ action }) => dayCell(action.report?.newDueOn ?? null)],
	['Số ngày làm việc chậm khi xong', 14, ({ action }) => action.report?.daysLate ?? null]
];

/** The three sheets. `filter` tells what was asked for; `madeAt` is epoch ms. */
export function buildRemedyWorkbook(
	remedies: readonly ListedRemedy[],
	actions: readonly ListedAction[],
	filter: RemedyFilter,
	madeAt: number
): NewSheet[] {
	const byFinding = Map.groupBy(actions, ({ findingId }) => findingId);
	const lines = remedies.flatMap((remedy) =>
		(byFinding.get(remedy.findingId) ?? []).map((action) => ({ remedy, action }))
	);
	return [
		sheetOf('Tồn tại', LIST_COLUMNS, remedies),
		sheetOf('Biện pháp', ACTION_COLUMNS, lines),
		buildSummary(remedies, describeFilter(filter, remedies), madeAt)
	];
}

const sheetOf = <T>(
	name: string,
	columns: readonly (readonly [title: string, width: number, of: (row: T) => SheetCell])[],
	rows: readonly T[]
): NewSheet => ({
	name,
	widths: columns.map(([, width]) => width),
	wraps: true,
	rows: [columns.map(([title]) => title), ...rows.map((row) => columns.map(([, , of]) => of(row)))]
});

const PART_TITLES = ['Tổng số', 'Đã xác nhận', 'Chờ xác nhận', 'Đang khắc phục', 'Quá hạn'];
const partCells = ({ total, verified, waiting, doing, late }: RemedyParts): SheetCell[] => [
	total,
	verified,
	waiting,
	doing,
	late
];

function buildSummary(remedies: readonly ListedRemedy[], filter: string, madeAt: number): NewSheet {
	const summary = summarizeRemedies(remedies);
	const groups = (keyOf: (remedy: ListedRemedy) => string) =>
		countGroups(remedies, keyOf)
			.sort((a, b) => a.key.localeCompare(b.key, 'vi', { numeric: true }))
			.map(({ key, ...parts }) => [key, ...partCells(parts)]);
	return {
		name: 'Tổng hợp',
		widths: [46, 14, 14, 14, 16, 12, 12],
		wraps: true,
		rows: [
			['Theo dõi khắc phục tồn tại, hạn chế', null, null, null, null, null],
			['Thời điểm lập', formatInstant(madeAt)],
			['Điều kiện lọc', filter],
			['Số dòng trong danh sách', remedies.length],
			['Số cơ quan', summary.agencies],
			['Đã đến hạn', summary.dueSoFar],
			['Đến hạn, không còn chậm', summary.keptSoFar],
			['Chậm lâu nhất (ngày làm việc)', summary.longestLate],
			['Lặp lại từ lần trước', summary.repeated],
			[],
			['Chung', ...PART_TITLES],
			['Tất cả', ...partCells(summary)],
			[],
			['Theo trạng thái', 'Tổng số', 'Quá hạn'],
			...countStandings(remedies, REMEDY_STANDINGS).map(({ standing, count, late }) => [
				STANDING_WORDS[standing],
				count,
				late
			]),
			[],
			['Theo lĩnh vực', ...PART_TITLES],
			...groups(({ areaCode, areaTitle }) => `${areaCode}. ${areaTitle}`),
			[],
			['Theo cơ quan', ...PART_TITLES],
			...groups(({ agencyName }) => agencyName),
			[],
			['Tồn tại chung của nhiều cơ quan', ...PART_TITLES, 'Số cơ quan'],
			...listCommonFindings(remedies).map(({ agencies, ...common }) => [
				nameMatter(common.key, remedies),
				...partCells(common),
				agencies
			])
		]
	};
}

/** «3.2.3. Công khai tiến độ giải quyết hồ sơ», as the newest of its findings names it. */
function nameMatter(key: string, remedies: readonly ListedRemedy[]): string {
	const named = remedies.filter(({ matter }) => matter === key);
	const { matterTitle } = named.reduce((newest, one) => (one.year > newest.year ? one : newest), named[0]!);
	return `${codeOfMatter(key)}. ${matterTitle}`;
}

/** What was asked for, in words; names are taken from the remedies that are shown. */
export function describeFilter(filter: RemedyFilter, shown: readonly ListedRemedy[]): string {
	const { query, year, campaign, agency, area, matter, severity, standing, cause, marks } = filter;
	const first = shown[0];
	const parts = [
		year && `năm ${year}`,
		campaign && `đợt «${first?.campaignTitle ?? campaign}»`,
		agency && (first?.agencyName ?? agency),
		area && `lĩnh vực ${area}${first ? `. ${first.areaTitle}` : ''}`,
		matter && `tiêu chí ${codeOfMatter(matter)}`,
		severity && `mức độ ${SEVERITY_WORDS[severity].toLowerCase()}`,
		standing && `trạng thái «${STANDING_WORDS[standing]}»`,
		cause && `nguyên nhân: ${CAUSE_WORDS[cause].toLowerCase()}`,
		...marks.map((mark) => MARK_WORDS[mark]),
		query && `có chữ «${query}»`
	].filter((part) => part !== '');
	return parts.length === 0 ? 'Tất cả' : parts.join('; ');
}
