import { describe, expect, it } from 'vitest';
import { campaignRecord, plannedAgency, resultOf } from '../../../../tests/support/campaign-record.ts';
import { paperTextsOf } from '../campaign-paper-texts.ts';
import { canonicalJson } from './canonical.ts';
import { buildRankingDecision } from './ranking-decision.ts';
import { buildYearlyPlan } from './yearly-plan.ts';

const textsOf = (blocks: readonly object[]) =>
	blocks.flatMap((block) => ('text' in block && typeof block.text === 'string' ? [block.text] : []));
const section = (content: ReturnType<typeof buildYearlyPlan>, key: string) =>
	textsOf(content.sections.find((one) => one.key === key)!.blocks);

const OUTSIDE_PLAN = {
	kind: 'Kế hoạch',
	number: '52',
	sign: 'KH-UBND',
	issuedOn: '2026-01-05',
	issuer: 'UBND tỉnh',
	subject: 'kiểm tra công tác cải cách hành chính năm 2026'
};

describe('the yearly plan', () => {
	it('lists agencies by level and day; a surprise is told of, never named', () => {
		const content = buildYearlyPlan(campaignRecord());
		expect(content.agencies.table.rows.map(({ cells }) => cells)).toEqual([
			['Khối sở, ban, ngành'],
			['1', 'Sở Y tế', 'Qua báo cáo', '12/9/2026'],
			['2', 'Sở Xây dựng', 'Trực tiếp', '01/10/2026'],
			['3', 'Sở Tư pháp', 'Trực tiếp', 'Thông báo sau'],
			['Khối ủy ban nhân dân cấp xã'],
			['4', 'UBND xã Một', 'Trực tiếp', 'Thông báo sau']
		]);
		expect(canonicalJson(content)).not.toContain('Sở Tài chính');
		const matter = section(content, 'matter');
		expect(matter).toContain(
			'03 sở, ban, ngành và 01 ủy ban nhân dân cấp xã (danh sách tại Phụ lục kèm theo).'
		);
		expect(matter).toContain('Trực tiếp: 03 cơ quan.');
		expect(matter).toContain('Qua báo cáo: 01 cơ quan.');
		expect(matter).toContain(
			'Đột xuất: khi cần thiết, không báo trước; cơ quan được kiểm tra đột xuất không nêu trong danh sách.'
		);
		expect(matter).toContain('Thời kỳ kiểm tra: từ ngày 01/01/2025 đến ngày 30/6/2026.');
		expect(
			matter.some((text) => text.startsWith('Thời gian kiểm tra: từ ngày 12/9/2026 đến ngày 01/10/2026'))
		).toBe(true);
	});

	it('has its head, sign, blanks and archive; the usual sentences stand where nothing was written', () => {
		const content = buildYearlyPlan(campaignRecord());
		expect(content.head).toEqual({
			parentBody: 'UBND tỉnh Bình Định',
			issuingBody: 'Sở Nội vụ',
			sign: 'KH-SNV',
			place: 'Bình Định',
			number: null,
			issuedOn: null,
			year: 2026
		});
		expect(content.subject).toBe('Kiểm tra công tác cải cách hành chính năm 2026');
		expect(content.sections.map(({ number, title }) => `${number}. ${title}`)).toEqual([
			'I. Mục đích, yêu cầu',
			'II. Nội dung kiểm tra',
			'III. Trình tự, thời hạn',
			'IV. Tổ chức thực hiện'
		]);
		expect(section(content, 'purpose')).toHaveLength(3);
		expect(content.recipients.at(-1)).toBe('Lưu: VT, CCHC');
		expect(content.closing[0]!.endsWith('./.')).toBe(true);
		expect(content.signatures).toMatchObject([{ role: 'department_head', capacity: ['Giám đốc'] }]);
	});

	it('tells the terms of the campaign, small numbers with a zero', () => {
		const steps = section(buildYearlyPlan(campaignRecord()), 'steps');
		expect(steps[2]).toBe('Cơ quan giải trình (nếu có) trong 05 ngày làm việc kể từ ngày ký biên bản.');
		expect(steps[4]).toContain('trong 10 ngày làm việc và báo cáo kết quả khắc phục trong 60 ngày làm việc');
	});

	it('takes the words of the office, in NFC, a line each', () => {
		const purpose = ' - Đánh giá kết quả\n\n- Chấn chỉnh kịp thời.'.normalize('NFD');
		const content = buildYearlyPlan(campaignRecord({ texts: paperTextsOf({ purpose }) }));
		expect(section(content, 'purpose')).toEqual(['Đánh giá kết quả.', 'Chấn chỉnh kịp thời.']);
		expect(canonicalJson(content)).toBe(canonicalJson(content).normalize('NFC'));
	});

	it("is the committee's where the office says so", () => {
		const { head, signatures, recipients, opening } = buildYearlyPlan(
			campaignRecord({ texts: paperTextsOf({ planBody: 'committee' }) })
		);
		expect(head).toMatchObject({
			parentBody: '',
			issuingBody: 'Ủy ban nhân dân tỉnh Bình Định',
			sign: 'KH-UBND'
		});
		expect(signatures).toMatchObject([
			{ role: 'committee_chair', capacity: ['TM. Ủy ban nhân dân', 'Chủ tịch'], name: '' }
		]);
		expect(recipients).toContain('Sở Nội vụ');
		expect(opening[0]).toContain('Ủy ban nhân dân tỉnh Bình Định ban hành Kế hoạch');
	});

	it('rests on what can be cited: the bases of the sets once, and the plan of another body', () => {
		expect(buildYearlyPlan(campaignRecord()).legalBases).toEqual([
			'Căn cứ Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ.'
		]);
		expect(buildYearlyPlan(campaignRecord({ plan: OUTSIDE_PLAN })).legalBases.at(-1)).toBe(
			'Căn cứ Kế hoạch số 52/KH-UBND ngày 05/01/2026 của UBND tỉnh về việc kiểm tra công tác cải cách hành chính năm 2026.'
		);
		expect(buildYearlyPlan(campaignRecord({ plan: OUTSIDE_PLAN, isOwnPlan: true })).legalBases).toHaveLength(
			1
		);
	});

	it('tells one day as one day, and counts names as people do', () => {
		const content = buildYearlyPlan(
			campaignRecord({ agencies: ['Xã 10', 'Xã 2'].map((name) => plannedAgency(name)) })
		);
		expect(content.agencies.table.rows.map(({ cells }) => cells[1])).toEqual([undefined, 'Xã 2', 'Xã 10']);
		expect(section(content, 'matter').at(-1)).toMatch(/^Thời gian kiểm tra: ngày 12\/9\/2026;/);
	});

	it('tells the areas of each level apart where its set has others', () => {
		const { sets } = campaignRecord();
		const content = buildYearlyPlan(
			campaignRecord({ sets: [sets[0]!, { ...sets[1]!, areas: ['Cải cách thể chế'] }] })
		);
		expect(
			content.sections[1]!.blocks.filter(({ type }) => type === 'subheading').map((block) => block)
		).toMatchObject([{ marker: 'a)' }, { marker: 'b)' }]);
	});

	it('stands for a campaign without agencies, sets and bases', () => {
		const content = buildYearlyPlan(
			campaignRecord({
				agencies: [plannedAgency('Sở Tài chính', { kind: 'surprise' })],
				sets: [],
				plan: null
			})
		);
		expect(content.legalBases).toEqual([]);
		expect(content.agencies.table.rows).toEqual([]);
		expect(section(content, 'matter')).toContain('Thời gian kiểm tra tại từng cơ quan được thông báo sau.');
	});
});

describe('the decision on results', () => {
	it('announces points, percent, class and shared places', () => {
		const content = buildRankingDecision(campaignRecord({ plan: OUTSIDE_PLAN }));
		expect(content).toMatchObject({
			typeName: 'Quyết định',
			authority: 'Giám đốc Sở Nội vụ',
			head: { sign: 'QĐ-SNV', number: null },
			leftOut: []
		});
		expect(content.legalBases).toEqual([
			'Căn cứ Kế hoạch số 52/KH-UBND ngày 05/01/2026 của UBND tỉnh về việc kiểm tra công tác cải cách hành chính năm 2026;',
			'Căn cứ Quyết định số 871/QĐ-UBND ngày 02/3/2026 của UBND tỉnh thành lập Đoàn kiểm tra;',
			'Căn cứ các Thông báo kết luận kiểm tra công tác cải cách hành chính năm 2026;',
			'Theo đề nghị của Trưởng Đoàn kiểm tra công tác cải cách hành chính năm 2026.'
		]);
		const table = content.sections[0]!.blocks.find((block) => block.type === 'table')!;
		expect(table.table.rows.map(({ cells }) => cells)).toEqual([
			['Khối sở, ban, ngành'],
			['1', 'Sở Tài chính', '81,90', '90,00', '91,00', 'Tốt'],
			['1', 'Sở Y tế', '81,90', '90,00', '91,00', 'Tốt'],
			['3', 'Sở Xây dựng', '71,10', '90,00', '79,00', 'Khá']
		]);
		const blocks = content.sections[0]!.blocks;
		expect(blocks.filter((block) => block.type === 'article').map(({ marker }) => marker)).toEqual([
			'Điều 1.',
			'Điều 2.',
			'Điều 3.'
		]);
		expect(textsOf(blocks)).toContain('Kết quả chưa gồm điểm điều tra xã hội học.');
		expect(textsOf(blocks)[0]).toContain('của 03 cơ quan');
	});

	it('names who is not in it, and why', () => {
		const content = buildRankingDecision(
			campaignRecord({
				results: [resultOf('Sở A', 80), resultOf('Sở B', 90, { isConcluded: false, percent: null })]
			})
		);
		expect(content.leftOut).toEqual(['Sở B']);
		expect(textsOf(content.sections[0]!.blocks)).toContain(
			'Chưa công bố kết quả của 01 cơ quan: Sở B (chưa kết luận kiểm tra).'
		);
	});

	it('says nothing of a survey that is in the figures, or that the set does not have', () => {
		for (const hasSurvey of [true, null]) {
			const { sections } = buildRankingDecision(
				campaignRecord({ results: [resultOf('Sở A', 80, { hasSurvey })] })
			);
			expect(textsOf(sections[0]!.blocks).join(' ')).not.toContain('điều tra xã hội học');
		}
	});

	it("is the committee's where the office says so", () => {
		const content = buildRankingDecision(
			campaignRecord({ texts: paperTextsOf({ rankingBody: 'committee' }) })
		);
		expect(content).toMatchObject({
			authority: 'Ủy ban nhân dân tỉnh Bình Định',
			head: { sign: 'QĐ-UBND', parentBody: '' }
		});
		expect(content.legalBases.at(-1)).toBe('Theo đề nghị của Giám đốc Sở Nội vụ.');
		expect(textsOf(content.sections[0]!.blocks).at(-1)).toContain('Giám đốc Sở Nội vụ, thủ trưởng');
	});
});
