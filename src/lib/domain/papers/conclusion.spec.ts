import { describe, expect, it } from 'vitest';
import { AGENCY, record2018, surveyedRecord } from '../../../../tests/support/papers-record.ts';
import type { Explanation } from '../explanation.ts';
import { buildConclusion } from './conclusion.ts';
import type { Block, ConclusionContent } from './paper.ts';

const blocks = (content: ConclusionContent, key: string): Block[] => {
	const found = content.sections.find((each) => each.key === key);
	if (!found) throw new Error(`no section ${key}`);
	return found.blocks;
};
const texts = (content: ConclusionContent, key: string): string[] =>
	blocks(content, key).flatMap((block) => ('text' in block ? [block.text] : []));

const explanation = (change: Partial<Explanation>): Explanation => ({
	id: 'x',
	findingId: null,
	subcriterionCode: null,
	stance: 'disagree',
	reason: 'Đã trình hồ sơ',
	requestedPoints: null,
	daysLate: 0,
	decision: 'rejected',
	decisionReason: 'Chưa được phê duyệt',
	...change
});

describe('the conclusion of the inspection of 2018', () => {
	const conclusion = buildConclusion(record2018());

	it('is a notice of the department, its number and day still open', () => {
		expect(conclusion.head).toMatchObject({
			parentBody: 'UBND tỉnh Bình Định',
			issuingBody: 'Sở Nội vụ',
			number: null,
			sign: 'TB-SNV',
			issuedOn: null,
			year: 2018
		});
		expect(conclusion.typeName).toBe('Thông báo');
		expect(conclusion.subject).toBe(`Kết luận kiểm tra công tác cải cách hành chính năm 2018 tại ${AGENCY}`);
	});

	it('opens with the session and the minutes it rests on', () => {
		expect(conclusion.opening).toEqual([
			`Ngày 12 tháng 9 năm 2018, Đoàn kiểm tra 1228 đã kiểm tra công tác cải cách hành chính năm 2018 tại ${AGENCY}. Trên cơ sở Biên bản số 03/BB-ĐKT ngày 12/9/2018 của Đoàn kiểm tra 1228, Sở Nội vụ thông báo kết luận như sau:`
		]);
	});

	it('has the six parts', () => {
		expect(conclusion.sections.map(({ number, title }) => `${number}. ${title}`)).toEqual([
			'I. Khái quát',
			'II. Kết quả đạt được',
			'III. Tồn tại, hạn chế',
			'IV. Nguyên nhân',
			'V. Kết quả chấm điểm',
			'VI. Yêu cầu, kiến nghị'
		]);
	});

	it('tells the facts of the visit', () => {
		expect(texts(conclusion, 'overview')).toContain('Số tiêu chí thành phần đã thẩm định: 91/91.');
		expect(texts(conclusion, 'overview')).toContain(
			'Số hồ sơ mẫu đã kiểm tra: 20 hồ sơ (danh sách kèm theo).'
		);
		expect(texts(conclusion, 'achievements')).toContain('Điểm thẩm định 17,25/20,00, đạt 86,25\u00a0%.');
	});

	it('lists each finding word for word with place, severity and evidence, and only bases that were checked', () => {
		const listed = blocks(conclusion, 'shortcomings').flatMap((block) =>
			block.type === 'finding' ? [`${block.lead} ${block.text}`] : []
		);
		expect(listed).toEqual(record2018().findings.map(({ number, text }) => `${number}. ${text}`));
		const said = texts(conclusion, 'shortcomings');
		expect(said).toContain('Lĩnh vực: Cải cách chế độ công vụ (tiêu chí 5.1.1); mức độ: nghiêm trọng.');
		expect(said).toContain('Minh chứng: Bản công bố ISO 9001:2008 treo tại trụ sở.');
		expect(said.filter((text) => text.startsWith('Căn cứ:'))).not.toHaveLength(0);
	});

	it('names each cause once, with the findings it explains', () => {
		expect(texts(conclusion, 'causes')).toEqual([
			'Nguyên nhân khách quan',
			'Không ghi nhận.',
			'Nguyên nhân chủ quan',
			'Việc theo dõi, đôn đốc chưa thường xuyên (tồn tại 1, 2, 3, 4).',
			'Trách nhiệm',
			'Người đứng đầu Sở chịu trách nhiệm chung; Văn phòng Sở chịu trách nhiệm tham mưu.'
		]);
	});

	it('shows points as table and bars, provisional without the survey', () => {
		expect(texts(conclusion, 'scores')[0]).toContain('(tạm tính, chưa gồm điểm điều tra xã hội học)');
		const chart = blocks(conclusion, 'scores').find((block) => block.type === 'area_chart');
		expect(chart?.bars).toHaveLength(7);
		expect(chart?.bars[2]).toEqual({
			label: 'Cải cách thủ tục hành chính',
			selfPercent: 9357,
			percent: 8625
		});
	});

	it('ties demands to findings and days, and says until when plan and report are due', () => {
		const demands = texts(conclusion, 'demands');
		expect(demands).toContain(
			'Hoàn thành Đề án vị trí việc làm của các đơn vị sự nghiệp công lập (tồn tại 1; hạn hoàn thành: ngày 31/12/2018).'
		);
		expect(demands.at(-1)).toBe(
			`${AGENCY} ban hành kế hoạch khắc phục tồn tại, hạn chế trước ngày 12 tháng 10 năm 2018; báo cáo kết quả khắc phục về Sở Nội vụ trước ngày 31 tháng 12 năm 2018.`
		);
	});

	it('goes to the committee, the agency and the team, signed as the signer’s authority says', () => {
		expect(conclusion.recipients).toEqual([
			'UBND tỉnh Bình Định (b/c)',
			`${AGENCY} (t/h)`,
			'Thành viên Đoàn kiểm tra',
			'Lưu: VT, CCHC'
		]);
		expect(conclusion.signatures[0]).toMatchObject({
			role: 'department_head',
			capacity: ['KT. Giám đốc', 'Phó Giám đốc']
		});
	});
});

describe('demands on others', () => {
	it('stand apart from those on the agency', () => {
		const record = record2018();
		const conclusion = buildConclusion({
			...record,
			demands: [{ id: 'd', text: 'Sớm ban hành hướng dẫn', addressedTo: 'Bộ Nội vụ', dueOn: null }]
		});
		expect(texts(conclusion, 'demands')).toContain('Bộ Nội vụ: Sớm ban hành hướng dẫn.');
		expect(texts(conclusion, 'demands')).not.toContain('Không có kiến nghị.');
	});
});

describe('explanations in the conclusion', () => {
	it('drop what was accepted and count it', () => {
		const record = record2018();
		const findings = record.findings.map((finding) =>
			finding.number === 2 ? { ...finding, state: 'not_accepted' as const } : finding
		);
		const said = texts(buildConclusion({ ...record, findings }), 'shortcomings');
		expect(said.at(-1)).toBe('Đã tiếp thu giải trình và không đưa vào kết luận 01 nội dung.');
		expect(said.join()).not.toContain('Kế hoạch đào tạo năm 2017, 2018');
	});

	it('print what stays unsettled on a finding and on a score, with both views', () => {
		const conclusion = buildConclusion({
			...record2018(),
			explanations: [
				explanation({ findingId: 'finding-1' }),
				explanation({
					subcriterionCode: '3.4.3',
					stance: 'agree_in_part',
					requestedPoints: 75,
					decision: 'accepted_in_part',
					decisionReason: ''
				}),
				explanation({ findingId: 'finding-3', stance: 'agree', decision: null })
			]
		});
		expect(texts(conclusion, 'shortcomings')).toContain(
			'Về tồn tại 1: cơ quan được kiểm tra không nhất trí, lý do: Đã trình hồ sơ. Đoàn kiểm tra không chấp nhận giải trình, lý do: Chưa được phê duyệt. Cơ quan được kiểm tra bảo lưu ý kiến.'
		);
		expect(texts(conclusion, 'scores')).toContain(
			'Về điểm tiêu chí 3.4.3: cơ quan được kiểm tra nhất trí một phần, lý do: Đã trình hồ sơ; đề nghị 0,75 điểm. Đoàn kiểm tra chấp nhận một phần giải trình. Cơ quan được kiểm tra bảo lưu ý kiến.'
		);
		expect(texts(conclusion, 'scores')).toContain(
			'Còn 02 nội dung hai bên chưa thống nhất, đã ghi ý kiến của mỗi bên.'
		);
		expect(conclusion.opening[0]).toContain(`và văn bản giải trình của ${AGENCY},`);
	});
});

describe('a conclusion without findings, with the survey in', () => {
	it('says that there is nothing to remedy and is not provisional', () => {
		const conclusion = buildConclusion({ ...surveyedRecord(), findings: [], conclusion: null });
		expect(texts(conclusion, 'shortcomings')).toEqual(['Không có tồn tại, hạn chế phải khắc phục.']);
		expect(texts(conclusion, 'scores')[0]).not.toContain('tạm tính');
		expect(texts(conclusion, 'demands').at(-1)).toContain('trước ngày ……');
		expect(conclusion.signatures[0]?.capacity).toEqual(['Giám đốc']);
	});
});

describe('a finding that came back', () => {
	it('names the conclusion that named it before, or the inspection where none was issued here', () => {
		const record = record2018();
		const code = record.findings.find(({ subcriterionCode }) => subcriterionCode !== null)!.subcriterionCode!;
		const mark = { findingId: 'f', number: 3, inspectionId: 'i', inspectionCode: 'KT-2016-004', year: 2016 };
		const lines = (conclusion: string) =>
			texts(
				buildConclusion({ ...record, repeats: { [code]: { ...mark, conclusion } } }),
				'shortcomings'
			).filter((text) => text.startsWith('Tồn tại lặp lại'));
		expect(lines('07/TB-SNV ngày 14/7/2016')).toEqual([
			'Tồn tại lặp lại: đã nêu tại tồn tại 3, Thông báo kết luận số 07/TB-SNV ngày 14/7/2016.'
		]);
		expect(lines('')).toEqual(['Tồn tại lặp lại: đã nêu tại tồn tại 3, cuộc kiểm tra KT-2016-004 năm 2016.']);
	});
});
