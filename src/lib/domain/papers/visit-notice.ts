/**
 * Công văn thông báo lịch kiểm tra, with the outline of the self-check report and the list of papers to prepare
 * (documents of the inspection, section 8; workflow, step 4). A surprise inspection has none.
 */
import { formatCitation } from '../citation.ts';
import { inNfc } from './canonical.ts';
import { departmentHeadBlock, headOf } from './head.ts';
import type { InspectionRecord } from './inspection-record.ts';
import type { Appendix, Block, Section, VisitNoticeContent } from './paper.ts';
import { buildOutline, papersWanted } from './self-outline.ts';
import { memberLine } from './team-decision.ts';
import { areaNames, visitInWords, visitPlace } from './visit-words.ts';
import { BLANK, dayInFigures, endWith, linesOf, periodInWords, twoDigits } from './wording.ts';

const items = (lines: readonly string[]): Block[] => lines.map((text) => ({ type: 'item', text }));

/** The content of the notice, from the plan of the visit and the team; blanks stand for what is not settled yet. */
export function buildVisitNotice(record: InspectionRecord): VisitNoticeContent {
	const { agency, department, inspection } = record;
	return inNfc({
		kind: 'visit_notice',
		head: headOf(record, 'visit_notice'),
		typeName: '',
		subject: `V/v thông báo lịch kiểm tra công tác cải cách hành chính năm ${inspection.year}`,
		addressedTo: [agency.name],
		opening: [opening(record)],
		sections: sectionsOf(record),
		closing: [
			`${department.name} đề nghị ${agency.name} quan tâm, phối hợp để Đoàn kiểm tra hoàn thành nhiệm vụ./.`
		],
		recipients: ['Như trên', 'Thành viên Đoàn kiểm tra', `Lưu: VT, ${department.unitSign}`],
		signatures: [departmentHeadBlock(record)],
		outline: buildOutline(record),
		appendices: [papersWanted(record)].filter((appendix): appendix is Appendix => appendix !== null)
	});
}

function opening({ plan, teamDecision, department, agency, inspection }: InspectionRecord): string {
	const bases = [plan, teamDecision].filter((paper) => paper !== null).map(formatCitation);
	const matter = `lịch kiểm tra công tác cải cách hành chính năm ${inspection.year} tại ${agency.name} như sau:`;
	return bases.length === 0
		? `${department.name} thông báo ${matter}`
		: `Thực hiện ${bases.join('; ')}, ${department.name} thông báo ${matter}`;
}

function sectionsOf(record: InspectionRecord): Section[] {
	const { agency, inspection, set } = record;
	const areas = areaNames(set);
	const parts: [key: string, title: string, blocks: Block[]][] = [
		[
			'time',
			'Thời gian, địa điểm',
			items([`Thời gian: ${visitInWords(record)}.`, endWith(`Địa điểm: ${visitPlace(record)}`, '.')])
		],
		[
			'matter',
			'Thời kỳ, nội dung kiểm tra',
			items([
				`Thời kỳ kiểm tra: ${periodInWords(inspection.periodFrom, inspection.periodTo)}.`,
				`Nội dung: việc thực hiện ${twoDigits(areas.length)} lĩnh vực: ${areas.join('; ')}.`,
				'Việc khắc phục tồn tại, hạn chế đã được kết luận tại lần kiểm tra trước (nếu có).'
			])
		],
		['team', `Thành phần ${record.team.name}`, items(memberLines(record))],
		['asked', `Đề nghị ${agency.name}`, asked(record)]
	];
	return parts.map(([key, title, blocks], i) => ({
		key,
		number: '',
		title: '',
		blocks: [{ type: 'heading', marker: `${i + 1}.`, text: title }, ...blocks]
	}));
}

function memberLines({ team }: InspectionRecord): string[] {
	const lines = team.members.map(memberLine);
	if (lines.length === 0) return [BLANK.repeat(6)];
	return lines.map((line, i) => endWith(line, i === lines.length - 1 ? '.' : ';'));
}

/** The office's own words first, then what every agency is asked for. */
function asked({ visit, department, agency }: InspectionRecord): Block[] {
	const due = visit?.selfDueOn ?? null;
	const day = due === null ? BLANK : dayInFigures(due);
	const where =
		agency.level === 'commune' ? 'lãnh đạo UBND, các phòng, đơn vị' : 'lãnh đạo, các phòng, đơn vị';
	return [
		...linesOf(visit?.noticeText ?? '').map((text): Block => ({
			type: 'paragraph',
			text: endWith(text, '.')
		})),
		...items([
			`Tự kiểm tra, tự chấm điểm trên phần mềm và gửi báo cáo (theo đề cương kèm theo) về ${department.name} chậm nhất ngày ${day}.`,
			'Chuẩn bị hồ sơ, tài liệu theo danh mục kèm theo; gửi kèm tài liệu kiểm chứng của từng tiêu chí thành phần.',
			`Bố trí ${where} liên quan dự làm việc và cử đầu mối phối hợp với Đoàn kiểm tra.`
		])
	];
}
