import { describe, expect, it } from 'vitest';
import { AGENCY, LIMITATIONS_2021, strokes } from '../../../../tests/support/papers-record.ts';
import { recheckRecord } from '../../../../tests/support/remedy-papers.ts';
import { buildRecheckMinutes, type RecheckFinding } from './recheck-minutes.ts';
import type { RecheckMinutesContent } from './paper.ts';

const minutes = buildRecheckMinutes(recheckRecord());
const section = (content: RecheckMinutesContent, key: string) =>
	content.sections.find((one) => one.key === key)!;
const linesOf = (content: RecheckMinutesContent, key: string) =>
	section(content, key).blocks.flatMap((block) =>
		block.type === 'item' || block.type === 'paragraph' ? [block.text] : []
	);
const withFirst = (change: Partial<RecheckFinding>) => {
	const record = recheckRecord();
	const [first, ...others] = record.findings;
	return buildRecheckMinutes({ ...record, findings: [{ ...first!, ...change }, ...others] });
};

describe('the minutes of a re-check', () => {
	it('are the team’s, dated by the visit, on decision, notice, plan and report', () => {
		expect(minutes.head).toMatchObject({
			issuingBody: 'Đoàn kiểm tra 1228',
			sign: 'BB-ĐKT',
			number: 2,
			issuedOn: '2022-02-10'
		});
		expect(minutes.subject).toBe(
			`Kiểm tra lại việc khắc phục tồn tại, hạn chế sau kiểm tra cải cách hành chính năm 2021 tại ${AGENCY}`
		);
		expect(minutes.legalBases.map((line) => line.slice(0, 32))).toEqual([
			'Căn cứ Quyết định số 21/QĐ-SNV n',
			'Căn cứ Thông báo số 05/TB-SNV ng',
			'Căn cứ Kế hoạch số 12/KH-SLĐTBXH',
			'Căn cứ Báo cáo số 74/BC-SLĐTBXH '
		]);
		expect(buildRecheckMinutes({ ...recheckRecord(), issued: null }).head).toMatchObject({
			number: null,
			issuedOn: '2022-02-10'
		});
	});

	it('go from who took part to the lead’s conclusion', () => {
		expect(minutes.sections.map(({ number, title }) => `${number}. ${title}`)).toEqual([
			'I. Thành phần',
			'II. Nội dung làm việc',
			'III. Kết quả kiểm tra lại từng tồn tại, hạn chế',
			'IV. Ý kiến của cơ quan được kiểm tra',
			'V. Kết luận của Trưởng đoàn'
		]);
		expect(minutes.opening[0]).toContain('vào hồi 08 giờ 00 phút, ngày 10 tháng 02 năm 2022');
		expect(linesOf(minutes, 'work')).toContain(
			'Quy trình ISO đang áp dụng: kiểm tra 12/92 hồ sơ, 02 hồ sơ có sai sót, chưa cập nhật biểu mẫu.'
		);
	});

	it('repeat each finding word for word, in order, and say what was reported, seen and judged', () => {
		const findings = section(minutes, 'results').blocks.flatMap((block) =>
			block.type === 'finding' ? [[block.lead, block.text]] : []
		);
		expect(findings).toEqual([
			['Tồn tại 1 (tiêu chí 1.1.3):', LIMITATIONS_2021[0]],
			['Tồn tại 5 (tiêu chí 5.1.2):', LIMITATIONS_2021[4]],
			['Tồn tại 7 (tiêu chí 7.2.2):', LIMITATIONS_2021[6]]
		]);
		expect(linesOf(minutes, 'results')).toEqual([
			'Yêu cầu: Khắc phục trong năm 2021 (thời hạn: ngày 31/8/2021).',
			'Cơ quan báo cáo: Đã hoàn thành theo Kế hoạch. Đã trình 05 hồ sơ (số liệu đến ngày 24/8/2021).',
			'Kiểm tra thực tế: Có đủ kế hoạch và báo cáo (03 ảnh kèm theo).',
			'Kết luận: đã khắc phục.',
			'Yêu cầu: Khắc phục trong năm 2021 (thời hạn: ngày 31/12/2021; thời hạn trước: ngày 31/8/2021).',
			'Cơ quan báo cáo: Đã hoàn thành theo Kế hoạch. Đã trình 05 hồ sơ (số liệu đến ngày 24/8/2021).',
			'Kiểm tra thực tế: 04/05 hồ sơ đã được phê duyệt.',
			'Kết luận: khắc phục một phần; lý do: Còn 01 hồ sơ chờ phê duyệt.',
			'Yêu cầu: Khắc phục trong năm 2021 (thời hạn: ngày 31/8/2021).',
			'Cơ quan báo cáo: chưa báo cáo.',
			'Kiểm tra thực tế: Chưa cập nhật quy trình.',
			'Kết luận: chưa khắc phục; lý do: Chưa phân công người thực hiện.',
			'Tổng hợp: 01 tồn tại đã khắc phục; 01 khắc phục một phần; 01 chưa khắc phục.'
		]);
	});

	it('leave a blank where nothing was judged yet, and no sum then', () => {
		const draft = linesOf(withFirst({ verdict: null, seen: '', photos: 0 }), 'results');
		expect(draft.slice(2, 4)).toEqual(['Kiểm tra thực tế: ……', 'Kết luận: ……']);
		expect(draft.some((line) => line.startsWith('Tổng hợp'))).toBe(false);
	});

	it('keep what the agency says of a finding, and say so where it says nothing', () => {
		expect(linesOf(minutes, 'opinion')).toEqual([
			'Về tồn tại 5: Đề nghị UBND tỉnh sớm phê duyệt hồ sơ đã trình.'
		]);
		const record = recheckRecord();
		const silent = buildRecheckMinutes({ ...record, session: { ...record.session, findingOpinions: {} } });
		expect(linesOf(silent, 'opinion')).toEqual(['Không ghi nhận ý kiến khác.']);
	});

	it('are signed by both sides and the secretary; a refusal is told with its witnesses', () => {
		const record = recheckRecord();
		const drawn = {
			side: 'agency' as const,
			name: 'Giám đốc Sở',
			title: 'Giám đốc',
			strokes,
			signedAt: 1,
			contentHash: ''
		};
		const signed = buildRecheckMinutes({ ...record, drawn: [drawn] });
		expect(signed.signatures.map(({ role }) => role)).toEqual(['agency_head', 'team_lead', 'secretary']);
		expect(signed.signatures[0]!.drawn).toEqual(drawn);
		const session = {
			...record.session,
			refusalReason: 'Không thống nhất',
			refusalWitnesses: 'Trưởng phòng CCHC, Sở Nội vụ'
		};
		const refused = buildRecheckMinutes({ ...record, session });
		expect(refused.closing.at(-1)).toContain('không ký biên bản. Lý do: Không thống nhất.');
		expect(refused.signatures.map(({ role, note }) => `${role} ${note}`)).toEqual([
			'agency_head (Từ chối ký)',
			'team_lead ',
			'secretary ',
			'witness '
		]);
	});
});
