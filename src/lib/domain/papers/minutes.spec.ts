import { describe, expect, it } from 'vitest';
import {
	AGENCY,
	record2018,
	strokes,
	surpriseRecord,
	surveyedRecord
} from '../../../../tests/support/papers-record.ts';
import type { InspectionRecord } from './inspection-record.ts';
import { buildMinutes } from './minutes.ts';
import type { Block, MinutesContent } from './paper.ts';

const textsOf = (blocks: Block[]): string[] =>
	blocks.flatMap((block) => {
		if (block.type === 'table') return block.table.rows.map(({ cells }) => cells.join(' | '));
		if (block.type === 'area_chart') return [];
		return [block.type === 'finding' ? `${block.lead} ${block.text}` : block.text];
	});

function section(content: MinutesContent, key: string): string[] {
	const found = content.sections.find((each) => each.key === key);
	if (!found) throw new Error(`no section ${key}`);
	return textsOf(found.blocks);
}

const withSession = (change: Partial<InspectionRecord['session']>): InspectionRecord => {
	const record = record2018();
	return { ...record, session: { ...record.session, ...change } };
};

describe('the minutes of 12/9/2018', () => {
	const minutes = buildMinutes(record2018());

	it('bear the head of the team and the day of the session', () => {
		expect(minutes.head).toEqual({
			parentBody: 'UBND tỉnh Bình Định',
			issuingBody: 'Đoàn kiểm tra 1228',
			number: 3,
			sign: 'BB-ĐKT',
			place: 'Bình Định',
			issuedOn: '2018-09-12',
			year: 2018
		});
		expect(minutes.typeName).toBe('Biên bản');
		expect(minutes.subject).toBe(`Kiểm tra công tác cải cách hành chính năm 2018 tại ${AGENCY}`);
	});

	it('rest on the decision and the plan, the last line closed by a full stop', () => {
		expect(minutes.legalBases).toEqual([
			'Căn cứ Quyết định số 1228/QĐ-UBND ngày 05/6/2018 của Chủ tịch UBND tỉnh thành lập Đoàn kiểm tra cải cách hành chính năm 2018;',
			'Căn cứ Kế hoạch số 57/KH-UBND ngày 05/3/2018 của UBND tỉnh về việc kiểm tra công tác cải cách hành chính năm 2018.'
		]);
	});

	it('open with hour, day and place, and say the period', () => {
		expect(minutes.opening).toEqual([
			`Hôm nay, vào hồi 08 giờ 00 phút, ngày 12 tháng 9 năm 2018, tại trụ sở ${AGENCY}, Đoàn kiểm tra 1228 tiến hành kiểm tra công tác cải cách hành chính năm 2018 tại ${AGENCY}.`,
			'Thời kỳ kiểm tra: từ ngày 01/01/2017 đến ngày 30/6/2018.'
		]);
	});

	it('have the six sections in order', () => {
		expect(minutes.sections.map(({ number, title }) => `${number}. ${title}`)).toEqual([
			'I. Thành phần',
			'II. Nội dung làm việc',
			'III. Kết quả kiểm tra theo lĩnh vực',
			'IV. Bảng tổng hợp điểm',
			'V. Ý kiến của cơ quan được kiểm tra',
			'VI. Kết luận của Trưởng đoàn tại buổi làm việc'
		]);
	});

	it('list who was there, each part once', () => {
		expect(section(minutes, 'participants')).toEqual([
			'Đoàn kiểm tra',
			'Trưởng đoàn kiểm tra, Phó Giám đốc Sở Nội vụ;',
			'Thành viên lĩnh vực 3, Chuyên viên Văn phòng UBND tỉnh.',
			`Cơ quan được kiểm tra: ${AGENCY}`,
			`Giám đốc Sở, ${AGENCY};`,
			'Chánh Văn phòng Sở, cán bộ đầu mối CCHC.',
			'Thư ký',
			'Thư ký Đoàn, Trưởng phòng Cải cách hành chính.'
		]);
	});

	it('tell what was heard, seen and sampled', () => {
		const work = section(minutes, 'work');
		expect(work).toContain('Xem xét kế hoạch, chương trình và văn bản chỉ đạo.');
		expect(work).toContain(
			'Hồ sơ đã trả kết quả (tiêu chí 3.4.3): kiểm tra 20/2.431 hồ sơ, 02 hồ sơ có sai sót, chưa nhập kết quả lên iGate.'
		);
		expect(work.at(-1)).toBe('Đoàn kiểm tra đã thẩm định 91/91 tiêu chí thành phần.');
	});

	it('print each finding word for word with its code and evidence', () => {
		const results = section(minutes, 'results');
		for (const finding of record2018().findings)
			expect(results).toContain(
				`Tồn tại ${finding.number} (tiêu chí ${finding.subcriterionCode}): ${finding.text}`
			);
		expect(results).toContain('Minh chứng: Bản công bố ISO 9001:2008 treo tại trụ sở.');
		expect(results).toContain('c) Điểm tự chấm: 14,60; điểm thẩm định: 13,65; điểm tối đa: 16,00.');
	});

	it('sum up by area and mark the result as provisional while the survey is out', () => {
		const totals = section(minutes, 'totals');
		expect(totals[2]).toBe('3 | Cải cách thủ tục hành chính | 21,00 | 19,65 | 17,25 | 86,25 | KAD: 3.4.2');
		expect(totals[7]).toBe(
			'8 | Khảo sát, tác động của cải cách hành chính | 15,00 |  |  |  | Chưa có kết quả'
		);
		expect(totals[8]).toBe(' | Cộng điểm thẩm định | 85,00 | 78,59 | 70,53 | 83,96 | ');
		expect(totals.at(-1)).toBe(
			'Kết quả thẩm định: 70,53/84,00 điểm, đạt tỷ lệ 83,96\u00a0%; xếp loại: Tốt (tạm tính, chưa gồm điểm điều tra xã hội học).'
		);
	});

	it('give the opinion in general and on each finding', () => {
		expect(section(minutes, 'opinion')).toEqual([
			'Thống nhất với kết quả kiểm tra.',
			'Về tồn tại 4: Sở đã liên hệ đơn vị tư vấn, sẽ chuyển đổi trong năm 2018.'
		]);
	});

	it('end with the demands and their days', () => {
		const conclusion = section(minutes, 'lead_conclusion');
		expect(conclusion).toContain(
			'Tồn tại 1: Hoàn thành Đề án vị trí việc làm của các đơn vị sự nghiệp công lập (hạn hoàn thành: ngày 31/12/2018).'
		);
		expect(conclusion.at(-1)).toContain('Kế hoạch số 6769/KH-UBND ngày 14/8/2018');
		expect(minutes.closing).toEqual([
			'Biên bản kết thúc vào hồi 11 giờ 30 phút cùng ngày, được đọc lại cho mọi người cùng nghe, thống nhất và lập thành 04 bản có giá trị như nhau, mỗi bên giữ 02 bản./.'
		]);
	});

	it('are signed by the agency, the lead and the secretary, and go to both sides', () => {
		expect(minutes.signatures.map(({ role, capacity, name }) => [role, capacity, name])).toEqual([
			['agency_head', ['Đại diện cơ quan được kiểm tra', 'Giám đốc'], 'Giám đốc Sở'],
			['team_lead', ['TM. Đoàn kiểm tra', 'Trưởng đoàn'], 'Trưởng đoàn kiểm tra'],
			['secretary', ['Thư ký'], 'Thư ký Đoàn']
		]);
		expect(minutes.recipients).toEqual([AGENCY, 'Thành viên Đoàn kiểm tra', 'Lưu: Hồ sơ Đoàn kiểm tra']);
	});

	it('carry score sheet, evidence and samples as appendices', () => {
		expect(minutes.scoreSheet.attachedTo).toBe(
			'Kèm theo Biên bản số 03/BB-ĐKT ngày 12/9/2018 của Đoàn kiểm tra 1228'
		);
		expect(minutes.appendices.map(({ key }) => key)).toEqual(['evidence', 'samples']);
		expect(minutes.appendices[0]?.table.rows.map(({ cells }) => cells[1])).toEqual([
			'1.1.1',
			'3.2.1',
			'7.4.1'
		]);
	});
});

describe('minutes with gaps', () => {
	it('leave blanks for hours that nobody entered, and never say that the agency agreed when it said nothing', () => {
		const minutes = buildMinutes(
			withSession({
				startedAt: null,
				endedAt: null,
				attendance: [],
				agencyOpinion: ' ',
				findingOpinions: {},
				leadConclusion: ''
			})
		);
		expect(minutes.opening[0]).toMatch(/^Hôm nay, vào hồi …… giờ …… phút, ngày 12 tháng 9 năm 2018,/);
		expect(minutes.closing[0]).toContain('kết thúc vào hồi …… giờ …… phút cùng ngày');
		expect(section(minutes, 'opinion')).toEqual(['Không ghi nhận ý kiến khác.']);
		expect(section(minutes, 'participants').filter((text) => /^…+$/.test(text))).toHaveLength(2);
	});

	it('name the day when the session ended on another one, and split an odd number of copies', () => {
		const minutes = buildMinutes(
			withSession({ endedAt: Date.parse('2018-09-13T00:10:00+07:00'), copies: 5 })
		);
		expect(minutes.closing[0]).toContain('vào hồi 00 giờ 10 phút ngày 13 tháng 9 năm 2018,');
		expect(minutes.closing[0]).toContain(
			'05 bản có giá trị như nhau, Đoàn kiểm tra giữ 03 bản, cơ quan được kiểm tra giữ 02 bản./.'
		);
	});

	it('of an empty inspection still have all sections', () => {
		const record = record2018();
		const minutes = buildMinutes({
			...record,
			findings: [],
			strengths: [],
			demands: [],
			evidence: [],
			samples: [],
			answers: {},
			totals: {},
			plan: null,
			teamDecision: null,
			issued: {}
		});
		expect(minutes.sections).toHaveLength(6);
		expect(minutes.legalBases).toEqual([]);
		expect(minutes.head.number).toBeNull();
		expect(section(minutes, 'results')).toContain('b) Tồn tại, hạn chế: không.');
		expect(section(minutes, 'totals').at(-1)).toBe('Chưa có điểm thẩm định.');
		expect(minutes.appendices).toEqual([]);
	});
});

describe('a refusal to sign', () => {
	const minutes = buildMinutes({
		...withSession({
			refusalReason: 'Không đồng ý với điểm tiêu chí 5.1.1',
			refusalWitnesses: 'Người chứng kiến thứ nhất, Văn phòng Sở\nNgười chứng kiến thứ hai, Phòng CCHC'
		}),
		drawn: [{ side: 'agency', name: 'Giám đốc Sở', title: 'Giám đốc', strokes, signedAt: 1, contentHash: '' }]
	});

	it('is told with its reason and the witnesses, and nobody is said to have agreed', () => {
		expect(minutes.closing).toHaveLength(2);
		expect(minutes.closing[0]).not.toContain('thống nhất');
		expect(minutes.closing[0]).toMatch(/mỗi bên giữ 02 bản\.$/);
		expect(minutes.closing[1]).toBe(
			`Đại diện ${AGENCY} không ký biên bản. Lý do: Không đồng ý với điểm tiêu chí 5.1.1. Người chứng kiến: Người chứng kiến thứ nhất, Văn phòng Sở; Người chứng kiến thứ hai, Phòng CCHC./.`
		);
	});

	it('leaves the agency without name and signature, and gives each witness a place to sign', () => {
		expect(minutes.signatures[0]).toMatchObject({
			role: 'agency_head',
			note: '(Từ chối ký)',
			name: '',
			drawn: null
		});
		expect(minutes.signatures.slice(3).map(({ role, name }) => [role, name])).toEqual([
			['witness', 'Người chứng kiến thứ nhất'],
			['witness', 'Người chứng kiến thứ hai']
		]);
	});
});

describe('minutes of other kinds of inspection', () => {
	it('have no self score where the inspection was a surprise', () => {
		const minutes = buildMinutes(surpriseRecord());
		const totals = section(minutes, 'totals');
		expect(totals[0]).toBe(
			'1 | Công tác chỉ đạo, điều hành cải cách hành chính | 16,00 |  | 13,65 | 85,31 | '
		);
		expect(section(minutes, 'results')).toContain(
			'c) Điểm tự chấm: không có; điểm thẩm định: 13,65; điểm tối đa: 16,00.'
		);
		expect(minutes.scoreSheet.hasSelf).toBe(false);
	});

	it('add up everything once the survey is in', () => {
		const totals = section(buildMinutes(surveyedRecord()), 'totals');
		expect(totals.at(-2)).toMatch(/^ \| Tổng cộng \| 100,00 \|/);
		expect(totals.at(-1)).not.toContain('tạm tính');
	});

	it('are signed for the lead by the deputy who stood in', () => {
		const record = record2018();
		const deputy = {
			name: 'Phó Trưởng đoàn kiểm tra',
			title: 'Phó Giám đốc Sở Tài chính',
			role: 'deputy_lead' as const,
			duty: ''
		};
		const minutes = buildMinutes({
			...record,
			team: { ...record.team, members: [...record.team.members, deputy] },
			drawn: [{ side: 'team', name: deputy.name, title: deputy.title, strokes, signedAt: 1, contentHash: '' }]
		});
		expect(minutes.signatures[1]).toMatchObject({
			capacity: ['TM. Đoàn kiểm tra', 'KT. Trưởng đoàn', 'Phó Trưởng đoàn'],
			name: deputy.name
		});
	});

	it('print an explanation that was not accepted, with both views', () => {
		const minutes = buildMinutes({
			...record2018(),
			explanations: [
				{
					id: 'x1',
					findingId: 'finding-2',
					subcriterionCode: null,
					stance: 'disagree',
					reason: 'Kế hoạch đã ban hành đúng hạn.',
					requestedPoints: null,
					daysLate: 0,
					decision: 'rejected',
					decisionReason: 'Văn bản ghi ngày sau thời hạn'
				}
			]
		});
		expect(section(minutes, 'opinion')).toContain(
			'Về tồn tại 2: cơ quan được kiểm tra không nhất trí, lý do: Kế hoạch đã ban hành đúng hạn. Đoàn kiểm tra không chấp nhận giải trình, lý do: Văn bản ghi ngày sau thời hạn. Cơ quan được kiểm tra bảo lưu ý kiến.'
		);
	});

	it('take texts typed in decomposed letters', () => {
		const minutes = buildMinutes(withSession({ leadConclusion: 'Đề nghị khắc phục ngay'.normalize('NFD') }));
		expect(section(minutes, 'lead_conclusion')[0]).toBe('Đề nghị khắc phục ngay.');
	});
});
