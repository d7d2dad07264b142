/**
 * Quyết định thành lập Đoàn kiểm tra, issued by the head of the department (documents of the inspection, section 8;
 * workflow, step 3). In the form of a decision with articles (NĐ 30/2020, Phụ lục III, mẫu 1.2).
 */
import { formatCitation } from '../citation.ts';
import type { TeamRole } from '../inspection.ts';
import { inNfc } from './canonical.ts';
import { departmentHeadBlock, headOf } from './head.ts';
import type { InspectionRecord, TeamMember } from './inspection-record.ts';
import type { Block, PaperTable, TeamDecisionContent } from './paper.ts';
import { areaNames, visitInWords } from './visit-words.ts';
import {
	asLegalBases,
	BLANK,
	capitalised,
	dutyParts,
	inspectedMatter,
	nameOfKind,
	periodInWords
} from './wording.ts';

const article = (number: number, text: string): Block => ({
	type: 'article',
	marker: `Điều ${number}.`,
	text
});
const item = (text: string): Block => ({ type: 'item', text });
const paragraph = (text: string): Block => ({ type: 'paragraph', text });

/** The content of the decision, from the team as it is set; blanks stand for what is not settled yet. */
export function buildTeamDecision(record: InspectionRecord): TeamDecisionContent {
	const { department, province, plan, inspection } = record;
	return inNfc({
		kind: 'team_decision',
		head: headOf(record, 'team_decision'),
		typeName: nameOfKind('team_decision'),
		subject: `Về việc thành lập Đoàn ${inspectedMatter(record)}`,
		authority: `Giám đốc ${department.name}`,
		legalBases: asLegalBases([
			`quy định về chức năng, nhiệm vụ, quyền hạn và cơ cấu tổ chức của ${department.name}`,
			plan === null
				? `yêu cầu công tác kiểm tra cải cách hành chính năm ${inspection.year}`
				: formatCitation(plan)
		]),
		opening: [],
		sections: [{ key: 'articles', number: '', title: '', blocks: articles(record) }],
		closing: [],
		recipients: [`Như Điều 3`, `${province.committee} (b/c)`, `Lưu: VT, ${department.unitSign}`],
		signatures: [departmentHeadBlock(record)]
	});
}

function articles(record: InspectionRecord): Block[] {
	const { agency, department, team, inspection } = record;
	return [
		article(1, `Thành lập Đoàn ${inspectedMatter(record)} (${team.name}), gồm các ông, bà có tên sau đây:`),
		{ type: 'table', table: memberTable(team.members) },
		article(2, 'Đoàn kiểm tra có nhiệm vụ:'),
		...duties(record).map(item),
		paragraph(`Thời kỳ kiểm tra: ${periodInWords(inspection.periodFrom, inspection.periodTo)}.`),
		paragraph(`Thời gian kiểm tra: ${visitInWords(record)}.`),
		paragraph('Đoàn kiểm tra tự giải thể sau khi hoàn thành nhiệm vụ.'),
		article(
			3,
			`Quyết định này có hiệu lực kể từ ngày ký. Người đứng đầu các phòng, đơn vị liên quan thuộc ${department.name}, ` +
				`${agency.name} và các ông, bà có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này./.`
		)
	];
}

function duties(record: InspectionRecord): string[] {
	const { agency, department, set } = record;
	const areas = areaNames(set);
	const plan = record.plan === null ? '' : ' theo kế hoạch đã được phê duyệt';
	return [
		`Kiểm tra việc thực hiện công tác cải cách hành chính tại ${agency.name}${plan}, gồm các lĩnh vực: ${areas.join('; ')}.`,
		'Đối chiếu số liệu, tài liệu kiểm chứng; chấm điểm thẩm định; lập biên bản với cơ quan được kiểm tra.',
		`Tổng hợp kết quả, tham mưu Giám đốc ${department.name} thông báo kết luận kiểm tra và theo dõi việc khắc phục.`
	];
}

const ROLE_WORDS: Record<TeamRole, string> = {
	lead: 'Trưởng đoàn',
	deputy_lead: 'Phó Trưởng đoàn',
	secretary: 'Thư ký',
	member: 'Thành viên'
};

function memberTable(members: readonly TeamMember[]): PaperTable {
	const rows = members.map((member, i) => [String(i + 1), member.name, member.title, dutyInWords(member)]);
	return {
		form: 'team_members',
		columns: ['TT', 'Họ và tên', 'Chức vụ, đơn vị công tác', 'Nhiệm vụ trong Đoàn'],
		rows: (rows.length === 0 ? [['', BLANK, BLANK, BLANK]] : rows).map((cells) => ({
			cells,
			emphasis: 'none'
		}))
	};
}

/** Role, then what the member checks; a duty that begins with the role says it already. */
function dutyInWords({ role, duty }: TeamMember): string {
	const [word, said] = [ROLE_WORDS[role], dutyParts(duty).join(', ')];
	if (said === '') return word;
	return said.toLowerCase().startsWith(word.toLowerCase()) ? capitalised(said) : `${word}, ${said}`;
}

/** «Trưởng đoàn kiểm tra, Phó Giám đốc Sở Nội vụ - Trưởng đoàn»: a line a member, for papers without the table. */
export const memberLine = (member: TeamMember): string =>
	`${[member.name, member.title].filter((part) => part !== '').join(', ')} - ${dutyInWords(member)}`;
