import { describe, expect, it } from 'vitest';
import { AGENCY } from '../../../../tests/support/papers-record.ts';
import { announcedRecord } from '../../../../tests/support/visit-papers.ts';
import type { TeamMember } from './inspection-record.ts';
import type { TeamDecisionContent } from './paper.ts';
import { buildTeamDecision } from './team-decision.ts';

const rowsOf = ({ sections }: TeamDecisionContent) =>
	sections[0]!.blocks.flatMap((block) =>
		block.type === 'table' ? block.table.rows.map(({ cells }) => cells) : []
	);
const textsOf = ({ sections }: TeamDecisionContent) =>
	sections[0]!.blocks.flatMap((block) =>
		block.type === 'article'
			? [`${block.marker} ${block.text}`]
			: block.type === 'item' || block.type === 'paragraph'
				? [block.text]
				: []
	);
const member = (more: Partial<TeamMember>): TeamMember => ({
	name: 'Thành viên',
	title: 'Chuyên viên',
	role: 'member',
	duty: '',
	...more
});

describe('the decision on the team', () => {
	const decision = buildTeamDecision(announcedRecord());

	it('is decided and signed by the head of the department, under its own sign, blank until issued', () => {
		expect(decision.head).toMatchObject({
			parentBody: 'UBND tỉnh Bình Định',
			issuingBody: 'Sở Nội vụ',
			sign: 'QĐ-SNV',
			number: null,
			issuedOn: null,
			year: 2018
		});
		expect(decision.authority).toBe('Giám đốc Sở Nội vụ');
		expect(decision.signatures).toMatchObject([
			{ role: 'department_head', capacity: ['KT. Giám đốc', 'Phó Giám đốc'] }
		]);
		expect(decision.recipients).toEqual(['Như Điều 3', 'UBND tỉnh Bình Định (b/c)', 'Lưu: VT, CCHC']);
	});

	it('rests on the plan and never on itself', () => {
		expect(decision.legalBases).toEqual([
			'Căn cứ quy định về chức năng, nhiệm vụ, quyền hạn và cơ cấu tổ chức của Sở Nội vụ;',
			'Căn cứ Kế hoạch số 57/KH-UBND ngày 05/3/2018 của UBND tỉnh về việc kiểm tra công tác cải cách hành chính năm 2018.'
		]);
		expect(JSON.stringify(decision)).not.toContain('1228/QĐ-UBND');
	});

	it('says in three articles who, what and when, and from when it holds', () => {
		const texts = textsOf(decision);
		expect(texts.filter((text) => text.startsWith('Điều')).map((text) => text.slice(0, 7))).toEqual([
			'Điều 1.',
			'Điều 2.',
			'Điều 3.'
		]);
		expect(texts[0]).toContain(`năm 2018 tại ${AGENCY} (Đoàn kiểm tra 1228)`);
		expect(texts).toContain('Thời kỳ kiểm tra: từ ngày 01/01/2017 đến ngày 30/6/2018.');
		expect(texts).toContain('Thời gian kiểm tra: 08 giờ 00 phút, ngày 12 tháng 9 năm 2018.');
		expect(texts.at(-1)).toMatch(
			/có hiệu lực kể từ ngày ký.*chịu trách nhiệm thi hành Quyết định này\.\/\.$/
		);
		expect(texts.join(' ')).not.toContain('Điều tra xã hội học');
	});

	it('lists the members with role and duty, the role said once', () => {
		expect(rowsOf(decision)).toEqual([
			['1', 'Trưởng đoàn kiểm tra', 'Phó Giám đốc Sở Nội vụ', 'Trưởng đoàn'],
			['2', 'Thư ký Đoàn', 'Trưởng phòng Cải cách hành chính', 'Thư ký'],
			['3', 'Thành viên lĩnh vực 3', 'Chuyên viên Văn phòng UBND tỉnh', 'Thành viên, lĩnh vực 3']
		]);
		const record = announcedRecord();
		const members = [
			member({ role: 'deputy_lead' }),
			member({ duty: 'THÀNH VIÊN phụ trách lĩnh vực 2' }),
			member({ duty: 'Thể chế; ISO' })
		];
		expect(
			rowsOf(buildTeamDecision({ ...record, team: { ...record.team, members } })).map(([, , , duty]) => duty)
		).toEqual(['Phó Trưởng đoàn', 'THÀNH VIÊN phụ trách lĩnh vực 2', 'Thành viên, thể chế, ISO']);
	});

	it('keeps blanks for a team, a day and a plan that are not there yet', () => {
		const record = announcedRecord();
		const { visit: _, ...rest } = record;
		const empty = buildTeamDecision({
			...rest,
			plan: null,
			inspection: { ...record.inspection, visitOn: null },
			team: { ...record.team, members: [] }
		});
		expect(rowsOf(empty)).toEqual([['', '……', '……', '……']]);
		expect(textsOf(empty)).toContain('Thời gian kiểm tra: ngày …… tháng …… năm 2018.');
		expect(empty.legalBases).toHaveLength(2);
		expect(empty.legalBases[1]).toBe('Căn cứ yêu cầu công tác kiểm tra cải cách hành chính năm 2018.');
		expect(textsOf(empty).join(' ')).not.toContain('kế hoạch đã được phê duyệt');
	});

	it('is composed (NFC) whatever was typed', () => {
		const record = announcedRecord();
		const members = [member({ name: 'Nguyễn Thị Ngọc'.normalize('NFD') })];
		const text = JSON.stringify(buildTeamDecision({ ...record, team: { ...record.team, members } }));
		expect(text).toContain('Nguyễn Thị Ngọc');
		expect(text).toBe(text.normalize('NFC'));
	});
});
