import { describe, expect, it } from 'vitest';
import { AGENCY, LIMITATIONS_2021 } from '../../../../tests/support/papers-record.ts';
import { closedRecord } from '../../../../tests/support/remedy-papers.ts';
import { buildClosingNote } from './closing-note.ts';
import type { ClosingNoteContent } from './paper.ts';

const note = buildClosingNote(closedRecord());
const textsOf = ({ sections }: ClosingNoteContent, key: string) =>
	sections
		.find((section) => section.key === key)!
		.blocks.flatMap((block) => (block.type === 'item' || block.type === 'paragraph' ? [block.text] : []));
const rows = note.sections[0]!.blocks.flatMap((block) =>
	block.type === 'table' ? block.table.rows.map(({ cells }) => cells) : []
);

describe('the note that ends the follow-up', () => {
	it('is a notice of the department, on the conclusion, the plan and the report', () => {
		expect(note.head).toMatchObject({ issuingBody: 'Sở Nội vụ', sign: 'TB-SNV', number: null, year: 2022 });
		expect(note.typeName).toBe('Thông báo');
		expect(note.legalBases).toEqual([
			'Căn cứ Thông báo số 05/TB-SNV ngày 14/7/2021 của Sở Nội vụ;',
			`Căn cứ Kế hoạch số 12/KH-SLĐTBXH ngày 26/7/2021 của ${AGENCY};`,
			`Căn cứ Báo cáo số 74/BC-SLĐTBXH ngày 06/9/2021 của ${AGENCY}.`
		]);
		expect(note.opening[0]).toContain('kể từ ngày 15 tháng 02 năm 2022');
	});

	it('counts how findings were settled', () => {
		expect(textsOf(note, 'results')).toEqual([
			'Đoàn kiểm tra đã nêu 08 tồn tại, hạn chế. 07 tồn tại đã khắc phục và được xác nhận (05 qua hồ sơ, 02 qua kiểm tra lại); 01 nội dung không tiếp tục theo dõi sau khi xem xét giải trình.'
		]);
	});

	it('lists each word for word with its days, how late it was and how it ended', () => {
		expect(rows.map((cells) => cells[1]!.replace(/ \(tiêu chí [\d.]+\)$/, ''))).toEqual(
			LIMITATIONS_2021.map((text) => text.replace(/\.$/, ''))
		);
		expect(rows[0]!.slice(2)).toEqual([
			'31/01/2022\n(thời hạn trước: 31/12/2021)',
			'10/01/2022',
			'Chậm 6 ngày làm việc',
			'Đã xác nhận qua hồ sơ ngày 20/01/2022'
		]);
		expect(rows[3]!.slice(2)).toEqual(['', '', '', 'Không tiếp tục theo dõi: đã chấp nhận giải trình']);
		expect(rows[6]!.slice(2)).toEqual([
			'31/8/2021',
			'10/01/2022',
			'Đúng hạn',
			'Đã xác nhận qua kiểm tra lại ngày 10/02/2022'
		]);
	});

	it('says when the effect is still to be judged, and what was judged', () => {
		expect(textsOf(note, 'effects').slice(0, 3)).toEqual([
			'Tồn tại 1: đã đánh giá ngày 25/7/2022, kết quả khắc phục có hiệu lực.',
			'Tồn tại 3, 6, 8: đánh giá từ ngày 20/7/2022.',
			'Tồn tại 2, 5, 7: đánh giá từ ngày 20/10/2022.'
		]);
		const none = { ...closedRecord(), remediation: null };
		expect(textsOf(buildClosingNote(none), 'effects')).toEqual(['Không có nội dung phải đánh giá hiệu lực.']);
	});

	it('names every paper that stands for the archive, and none that was superseded', () => {
		const record = closedRecord();
		const [first, ...others] = record.register;
		const papers = textsOf(
			buildClosingNote({ ...record, register: [{ ...first!, superseded: true }, ...others] }),
			'archive'
		).slice(1);
		expect(papers).toHaveLength(5);
		expect(papers.at(-1)).toBe('Công văn số 15/SNV-CCHC ngày 20/12/2021 của Sở Nội vụ.');
		expect(textsOf(note, 'archive')[1]).toBe('Biên bản số 03/BB-ĐKT ngày 05/7/2021 của Đoàn kiểm tra 1228;');
	});

	it('of an inspection without findings says so', () => {
		const empty = buildClosingNote({ ...closedRecord(), findings: [] });
		expect(textsOf(empty, 'results')).toEqual(['Kết luận kiểm tra không nêu tồn tại, hạn chế.']);
	});
});
