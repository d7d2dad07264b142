import { describe, expect, it } from 'vitest';
import { AGENCY } from '../../../../tests/support/papers-record.ts';
import { announcedRecord, selfRecord } from '../../../../tests/support/visit-papers.ts';
import { listScoredSubcriteria } from '../criteria.ts';
import type { Block, VisitNoticeContent } from './paper.ts';
import { papersWanted } from './self-outline.ts';
import { buildSelfReport } from './self-report.ts';
import { buildVisitNotice } from './visit-notice.ts';

const text = (block: Block): string => {
	if (block.type === 'heading') return `${block.marker} ${block.text}`;
	return block.type === 'item' || block.type === 'paragraph' ? block.text : '';
};
const partOf = ({ sections }: VisitNoticeContent, key: string) =>
	sections.find((section) => section.key === key)!.blocks.map(text);

describe('the notice of a visit', () => {
	const notice = buildVisitNotice(announcedRecord());

	it('is a letter of the department to the agency, resting on plan and decision', () => {
		expect(notice.head).toMatchObject({ issuingBody: 'Sở Nội vụ', sign: 'SNV-CCHC', number: null });
		expect(notice.typeName).toBe('');
		expect(notice.subject).toBe('V/v thông báo lịch kiểm tra công tác cải cách hành chính năm 2018');
		expect(notice.addressedTo).toEqual([AGENCY]);
		expect(notice.opening).toEqual([
			'Thực hiện Kế hoạch số 57/KH-UBND ngày 05/3/2018 của UBND tỉnh về việc kiểm tra công tác cải cách hành chính năm 2018; ' +
				'Quyết định số 1228/QĐ-UBND ngày 05/6/2018 của Chủ tịch UBND tỉnh thành lập Đoàn kiểm tra cải cách hành chính năm 2018, ' +
				`Sở Nội vụ thông báo lịch kiểm tra công tác cải cách hành chính năm 2018 tại ${AGENCY} như sau:`
		]);
	});

	it('says when, where, what, who comes, and what is asked for by which day', () => {
		expect(partOf(notice, 'time')).toEqual([
			'1. Thời gian, địa điểm',
			'Thời gian: 08 giờ 00 phút, ngày 12 tháng 9 năm 2018.',
			`Địa điểm: Hội trường ${AGENCY}.`
		]);
		expect(partOf(notice, 'matter')[1]).toBe('Thời kỳ kiểm tra: từ ngày 01/01/2017 đến ngày 30/6/2018.');
		expect(partOf(notice, 'matter')[2]).toMatch(/^Nội dung: việc thực hiện 07 lĩnh vực: Công tác chỉ đạo/);
		expect(partOf(notice, 'team')).toEqual([
			'3. Thành phần Đoàn kiểm tra 1228',
			'Trưởng đoàn kiểm tra, Phó Giám đốc Sở Nội vụ - Trưởng đoàn;',
			'Thư ký Đoàn, Trưởng phòng Cải cách hành chính - Thư ký;',
			'Thành viên lĩnh vực 3, Chuyên viên Văn phòng UBND tỉnh - Thành viên, lĩnh vực 3.'
		]);
		const asked = partOf(notice, 'asked');
		expect(asked[1]).toBe('Đề nghị Sở chuẩn bị báo cáo bằng văn bản.');
		expect(asked[2]).toContain('về Sở Nội vụ chậm nhất ngày 05/9/2018.');
	});

	it('keeps blanks for what is not settled', () => {
		const record = announcedRecord();
		const { visit: _, ...rest } = record;
		const bare = buildVisitNotice({
			...rest,
			plan: null,
			teamDecision: null,
			inspection: { ...record.inspection, visitOn: null },
			team: { ...record.team, members: [] }
		});
		expect(bare.opening[0]).toMatch(/^Sở Nội vụ thông báo lịch/);
		expect(partOf(bare, 'time').slice(1)).toEqual(['Thời gian: ngày …… tháng …… năm 2018.', 'Địa điểm: …….']);
		expect(partOf(bare, 'asked')[1]).toContain('chậm nhất ngày ……');
	});

	it('outlines the report in the parts that the report made here has', () => {
		const titles = notice.outline.sections.map(({ number, title }) => `${number}. ${title}`);
		expect(titles).toEqual(
			buildSelfReport(selfRecord()).sections.map(({ number, title }) => `${number}. ${title}`)
		);
		const results = notice.outline.sections.find(({ key }) => key === 'results')!.blocks.map(text);
		const { set } = announcedRecord();
		const criteria = set.areas.filter(({ isSurvey }) => !isSurvey).flatMap((area) => area.criteria);
		expect(results.filter((line) => line.startsWith('Tiêu chí '))).toEqual(
			criteria.map(({ code, title }) => `Tiêu chí ${code}. ${title}`)
		);
	});

	it('lists by subcriterion the papers that the set asks for, and nothing of the survey', () => {
		const { set } = announcedRecord();
		const [wanted] = notice.appendices;
		const rows = wanted!.table.rows.filter(({ emphasis }) => emphasis === 'none');
		expect(rows.map(({ cells }) => cells[0])).toEqual(
			listScoredSubcriteria(set)
				.filter(({ subcriterion }) => subcriterion.evidence.length > 0)
				.map(({ subcriterion }) => subcriterion.code)
		);
		const { subcriterion } = listScoredSubcriteria(set)[0]!;
		expect(rows[0]!.cells).toEqual([subcriterion.code, subcriterion.title, subcriterion.evidence.join('; ')]);
	});

	it('has no list where the set asks for no papers', () => {
		const { set } = announcedRecord();
		const silent = {
			...set,
			areas: set.areas.map((area) => ({
				...area,
				criteria: area.criteria.map((criterion) => ({
					...criterion,
					subcriteria: criterion.subcriteria.map((one) => ({ ...one, evidence: [' '] }))
				}))
			}))
		};
		expect(papersWanted({ set: silent })).toBeNull();
		expect(buildVisitNotice({ ...announcedRecord(), set: silent }).appendices).toEqual([]);
	});
});
