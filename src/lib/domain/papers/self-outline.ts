/**
 * Đề cương báo cáo tự kiểm tra, sent with the notice of the visit. Its parts are those of the report that the application
 * makes (`self-report.ts`): who writes by hand and who issues here hand in the same.
 */
import type { Area, Subcriterion } from '../criteria.ts';
import type { InspectionRecord } from './inspection-record.ts';
import type { Appendix, Block, OutlineContent, Section, TableRow } from './paper.ts';
import { periodInWords } from './wording.ts';

/** Titles of the parts of the report, in order. */
export const SELF_PARTS = {
	organisation: 'Tổ chức tự kiểm tra',
	results: 'Kết quả tự kiểm tra theo lĩnh vực',
	scores: 'Kết quả tự chấm điểm',
	explained: 'Nội dung giải trình'
} as const;
export type SelfPart = keyof typeof SELF_PARTS;

const ROMAN = ['I', 'II', 'III', 'IV'];
const items = (lines: readonly string[]): Block[] => lines.map((text) => ({ type: 'item', text }));

/** The four parts with their numbers, each with what is said in it. */
export const selfSections = (blocks: Record<SelfPart, Block[]>): Section[] =>
	(Object.keys(SELF_PARTS) as SelfPart[]).map((key, i) => ({
		key,
		number: ROMAN[i]!,
		title: SELF_PARTS[key],
		blocks: blocks[key]
	}));

/** The outline by the areas and criteria of the set. */
export function buildOutline({ set, inspection }: InspectionRecord): OutlineContent {
	const period = periodInWords(inspection.periodFrom, inspection.periodTo);
	return {
		title: [
			'Đề cương báo cáo',
			`Tự kiểm tra, tự chấm điểm công tác cải cách hành chính năm ${inspection.year}`
		],
		opening: [`Số liệu tính trong thời kỳ ${period}; ghi rõ số, ký hiệu, ngày của văn bản được dẫn.`],
		sections: selfSections({
			organisation: items([
				'Việc phân công tự kiểm tra, tự chấm điểm; các phòng, đơn vị trực thuộc tham gia.',
				'Số tiêu chí thành phần đã tự chấm, số tài liệu kiểm chứng gửi kèm.'
			]),
			results: set.areas.filter(({ isSurvey }) => !isSurvey).flatMap((area, i) => areaOutline(area, i + 1)),
			scores: items([
				'Bảng tổng hợp điểm tự chấm theo lĩnh vực (điểm tối đa, điểm tự chấm, tỷ lệ).',
				'Nội dung tự chấm chưa đạt điểm tối đa, nguyên nhân.',
				'Bảng tự chấm điểm chi tiết và danh mục tài liệu kiểm chứng kèm theo.'
			]),
			explained: items([
				'Tiêu chí thành phần không áp dụng và lý do.',
				'Tiêu chí thành phần không có tài liệu kiểm chứng: giải trình cách chấm.'
			])
		})
	};
}

const areaOutline = ({ title, criteria }: Area, order: number): Block[] => [
	{ type: 'heading', marker: `${order}.`, text: title },
	...items(criteria.map((criterion) => `Tiêu chí ${criterion.code}. ${criterion.title}`))
];

/** Hồ sơ, tài liệu cần chuẩn bị: what the set asks for, by subcriterion; null where it asks for nothing. */
export function papersWanted({ set }: Pick<InspectionRecord, 'set'>): Appendix | null {
	const rows = set.areas
		.filter(({ isSurvey }) => !isSurvey)
		.flatMap((area): TableRow[] => {
			const asked = area.criteria.flatMap(({ subcriteria }) => subcriteria).flatMap(wantedRow);
			return asked.length === 0 ? [] : [{ emphasis: 'group', cells: [area.title] }, ...asked];
		});
	if (rows.length === 0) return null;
	return {
		key: 'papers_wanted',
		title: 'Danh mục hồ sơ, tài liệu cần chuẩn bị',
		table: {
			form: 'papers_wanted',
			columns: ['Mã', 'Tiêu chí thành phần', 'Hồ sơ, tài liệu cần chuẩn bị'],
			rows
		}
	};
}

function wantedRow({ code, title, evidence }: Subcriterion): TableRow[] {
	const papers = evidence.map((line) => line.trim()).filter((line) => line !== '');
	return papers.length === 0 ? [] : [{ emphasis: 'none', cells: [code, title, papers.join('; ')] }];
}
