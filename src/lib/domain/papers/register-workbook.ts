/**
 * The register as a workbook: «Sổ đăng ký văn bản đi» (NĐ 30/2020/NĐ-CP, Phụ lục IV), a left-out number on a line of its own.
 * Vietnamese, like every paper that leaves the office.
 */
import { formatInstant } from '../calendar.ts';
import type { NewSheet, SheetCell } from '../new-sheet.ts';
import type { PaperRegister } from './availability.ts';
import {
	rangeText,
	type GapPlace,
	type NamedPaper,
	type RegisteredPaper,
	type RegisterEntry,
	type RegisterFilter,
	type RegisterState
} from './paper-register.ts';
import type { RegisterGap } from './register-order.ts';
import { dayInFigures, nameOfKind, numberAndSign } from './wording.ts';

/** Who signs a paper and who gets it; the last recipient is the archive's line. */
export interface PaperEnds {
	signatures: readonly { name: string }[];
	recipients: readonly string[];
}

export const REGISTER_WORDS: Record<PaperRegister, string> = {
	decision: 'Quyết định',
	notice: 'Thông báo',
	plan: 'Kế hoạch',
	report: 'Báo cáo',
	minutes: 'Biên bản',
	score_sheet: 'Bảng điểm',
	letter: 'Công văn'
};

const STATE_WORDS: Record<RegisterState, string> = {
	standing: 'còn hiệu lực',
	replaced: 'đã thay thế',
	left_out: 'số bỏ trống'
};

const COLUMNS: readonly [title: string, width: number][] = [
	['Số, ký hiệu văn bản', 20],
	['Ngày tháng văn bản', 14],
	['Tên loại và trích yếu nội dung', 60],
	['Người ký', 26],
	['Nơi nhận văn bản', 40],
	['Đơn vị, người nhận bản lưu', 24],
	['Số trang', 9],
	['Ghi chú', 44],
	['Cơ quan ban hành', 28],
	['Sổ', 14],
	['Năm', 8]
];

/** The list, and what was asked for. `madeAt` is epoch ms. */
export function buildRegisterWorkbook(
	entries: readonly RegisterEntry[],
	endsOf: (id: string) => PaperEnds,
	filter: RegisterFilter,
	madeAt: number
): NewSheet[] {
	const rows = entries.map((entry) =>
		entry.type === 'paper' ? paperRow(entry.paper, endsOf(entry.paper.id)) : gapRow(entry.gap)
	);
	return [
		{
			name: 'Sổ đăng ký văn bản đi',
			widths: COLUMNS.map(([, width]) => width),
			wraps: true,
			rows: [COLUMNS.map(([title]) => title), ...rows]
		},
		{
			name: 'Thông tin',
			widths: [26, 60],
			wraps: true,
			rows: [
				['Sổ đăng ký văn bản đi', null],
				['Thời điểm lập', formatInstant(madeAt)],
				['Điều kiện lọc', describeFilter(filter)],
				['Số văn bản', entries.filter(({ type }) => type === 'paper').length]
			]
		}
	];
}

const placeCells = ({ issuingBody, register, year }: GapPlace): SheetCell[] => [
	issuingBody,
	REGISTER_WORDS[register],
	year
];

function paperRow(paper: RegisteredPaper, { signatures, recipients }: PaperEnds): SheetCell[] {
	const { number, sign, issuedOn, kind, subject, pages, successor, predecessor } = paper;
	const names = signatures.map(({ name }) => name).filter((name) => name !== '');
	const isLetter = subject.startsWith('V/v');
	return [
		numberAndSign(number, sign),
		{ day: issuedOn },
		isLetter ? `${nameOfKind(kind)} ${subject}` : `${nameOfKind(kind)}: ${subject}`,
		names.join('; ') || null,
		recipients.slice(0, -1).join('; ') || null,
		recipients.at(-1)?.replace(/^Lưu:\s*/u, '') ?? null,
		pages,
		[
			...(successor ? [`Được thay thế bằng ${named(successor)}`] : []),
			...(predecessor ? [`Thay thế ${named(predecessor)}`] : [])
		].join('; ') || null,
		...placeCells(paper)
	];
}

const named = ({ number, sign, issuedOn }: NamedPaper): string =>
	`số ${numberAndSign(number, sign)} ngày ${dayInFigures(issuedOn)}`;

const gapRow = (gap: RegisterGap & GapPlace): SheetCell[] => [
	rangeText(gap),
	null,
	`Bỏ trống số ${rangeText(gap)}`,
	null,
	null,
	null,
	null,
	gap.reason || 'Chưa ghi lý do',
	...placeCells(gap)
];

function describeFilter({ query, body, register, year, state }: RegisterFilter): string {
	const parts = [
		body,
		register && `sổ ${REGISTER_WORDS[register].toLowerCase()}`,
		year && `năm ${year}`,
		state && STATE_WORDS[state],
		query && `có chữ «${query}»`
	].filter((part) => part !== '');
	return parts.length === 0 ? 'Tất cả' : parts.join('; ');
}
