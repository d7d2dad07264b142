import { describe, expect, it } from 'vitest';
import { AGENCY } from '../../../../tests/support/papers-record.ts';
import { announcedRecord, explainedRecord } from '../../../../tests/support/visit-papers.ts';
import { buildConclusion } from './conclusion.ts';
import { buildExplanationLetter, checkExplanationLetter } from './explanation-letter.ts';
import type { Block, ExplanationLetterContent } from './paper.ts';

const text = (block: Block): string => {
	if (block.type === 'heading') return `${block.marker} ${block.text}`;
	if (block.type === 'finding') return `${block.lead} ${block.text}`;
	return block.type === 'item' || block.type === 'paragraph' ? block.text : '';
};
const linesOf = ({ sections }: ExplanationLetterContent) =>
	sections.map(({ blocks }) => blocks.map(text).filter((line) => line !== ''));

describe('the explanation letter', () => {
	const record = explainedRecord();
	const letter = buildExplanationLetter(record);

	it('is a letter of the agency to the department and the team, on the minutes', () => {
		expect(letter.head).toMatchObject({ issuingBody: AGENCY, sign: 'SLĐTBXH-VP' });
		expect(letter.addressedTo).toEqual(['Sở Nội vụ', 'Đoàn kiểm tra 1228']);
		expect(letter.opening).toEqual([
			`Sau khi xem xét Biên bản số 03/BB-ĐKT ngày 12/9/2018 của Đoàn kiểm tra 1228, ${AGENCY} giải trình như sau:`
		]);
		expect(buildExplanationLetter({ ...record, register: [] }).opening[0]).toContain(
			`Biên bản kiểm tra công tác cải cách hành chính năm 2018 tại ${AGENCY} ngày 12/9/2018,`
		);
	});

	it('takes findings by their number, then scores; each with view, reason, new papers and points asked', () => {
		const [second, fourth, score, agreed, summary] = linesOf(letter);
		expect(second).toEqual([
			'1. Về tồn tại 2 (tiêu chí 5.3.1): Kế hoạch đào tạo năm 2017, 2018 xây dựng chậm so với quy định',
			'Ý kiến của cơ quan: nhất trí một phần.',
			'Lý do: Chậm do chờ hướng dẫn.',
			'Tài liệu bổ sung: Công văn hướng dẫn.'
		]);
		expect(fourth!.slice(1)).toEqual([
			'Ý kiến của cơ quan: không nhất trí.',
			'Lý do: Sở đã hợp đồng với đơn vị tư vấn từ tháng 5/2018.',
			'Dự kiến hoàn thành trong năm 2018.',
			'Tài liệu bổ sung: Hợp đồng tư vấn ISO, số 15/HĐ-SLĐTBXH ngày 04/5/2018.',
			'Điểm đề nghị: 0,50 (điểm thẩm định: 0,40; điểm tối đa: 0,75).'
		]);
		expect(score![0]).toBe(
			'3. Về điểm tiêu chí 5.1.2: Bản mô tả công việc và khung năng lực cho từng vị trí'
		);
		expect(score).toContain('Tài liệu bổ sung: không có.');
		expect(agreed).toEqual([`${AGENCY} nhất trí với tồn tại 1.`]);
		expect(summary).toEqual(['4. Tổng hợp đề nghị về điểm']);
	});

	it('sums up the points asked for where there are several', () => {
		const table = letter.sections
			.flatMap(({ blocks }) => blocks)
			.flatMap((block) => (block.type === 'table' ? [block.table] : []))[0]!;
		expect(table.rows.map(({ cells }) => [cells[1], ...cells.slice(3)])).toEqual([
			['7.4.1', '0,75', '0,40', '0,40', '0,50'],
			['5.1.2', '1,25', '0,60', '0,60', '1,00']
		]);
		const one = { ...record, explanations: record.explanations.slice(0, 3) };
		expect(JSON.stringify(buildExplanationLetter(one))).not.toContain('Tổng hợp đề nghị');
	});

	it('is the agency’s own word: nothing of what was decided on it, nor of the team’s papers', () => {
		const said = JSON.stringify(letter);
		expect(said).not.toContain('Hợp đồng chưa thực hiện');
		expect(said).not.toContain('Ảnh của Đoàn');
	});

	it('says plain agreement where nothing is contested', () => {
		const agreeing = {
			...record,
			explanations: record.explanations.filter(({ stance }) => stance === 'agree')
		};
		const content = buildExplanationLetter(agreeing);
		expect(content.opening[0]).toMatch(/nhất trí với kết quả kiểm tra\.$/);
		expect(linesOf(content)).toEqual([]);
		expect(content.closing[0]).not.toContain('đề nghị');
	});

	it('is no letter while the agency has answered nothing: then it has blanks and does not agree', () => {
		const silent = announcedRecord();
		expect(checkExplanationLetter(silent)).toMatchObject({
			ok: false,
			problem: { code: 'explanation.nothing_said' }
		});
		expect(checkExplanationLetter(record).ok).toBe(true);
		const content = buildExplanationLetter(silent);
		expect(JSON.stringify(content)).not.toContain('nhất trí');
		expect(linesOf(content)).toEqual([['……'.repeat(6)]]);
	});

	it('is cited by its number in the conclusion once it is issued', () => {
		expect(buildConclusion(record).opening[0]).toContain(`và văn bản giải trình của ${AGENCY}, `);
		const register = [
			...record.register,
			{
				kind: 'explanation_letter' as const,
				number: 31,
				sign: 'SLĐTBXH-VP',
				issuedOn: '2018-09-17',
				superseded: false
			}
		];
		expect(buildConclusion({ ...record, register }).opening[0]).toContain(
			`và Công văn số 31/SLĐTBXH-VP ngày 17/9/2018 của ${AGENCY}, `
		);
	});
});
