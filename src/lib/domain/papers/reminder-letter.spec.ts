import { describe, expect, it } from 'vitest';
import { AGENCY, record2021 } from '../../../../tests/support/papers-record.ts';
import { overdueItems } from '../../../../tests/support/remedy-papers.ts';
import type { InspectionRecord } from './inspection-record.ts';
import type { ReminderChoice, ReminderLetterContent } from './paper.ts';
import { buildReminderLetter, checkReminder } from './reminder-letter.ts';

const record = record2021();
const items = overdueItems(record);
const overdue = { overdue: items, day: '2021-11-22' };
const choose = (change: Partial<ReminderChoice> = {}): ReminderChoice => ({
	keys: items.map(({ key }) => key),
	answerBy: '2021-12-01',
	note: '',
	toSuperior: false,
	...change
});
const issuedAs = (given: InspectionRecord): InspectionRecord => ({
	...given,
	issued: { ...given.issued, reminder_letter: { number: 7, issuedOn: '2021-11-22' } }
});
const headings = ({ sections }: ReminderLetterContent) =>
	sections.map(({ blocks: [first] }) => (first?.type === 'heading' ? `${first.marker} ${first.text}` : ''));
const linesOf = ({ sections }: ReminderLetterContent, key: string) =>
	sections
		.find((section) => section.key === key)!
		.blocks.flatMap((block) => (block.type === 'item' || block.type === 'paragraph' ? [block.text] : []));
const rowsOf = ({ sections }: ReminderLetterContent) =>
	sections
		.flatMap(({ blocks }) => blocks)
		.flatMap((block) => (block.type === 'table' ? block.table.rows.map(({ cells }) => cells) : []));

describe('a reminder letter', () => {
	const letter = buildReminderLetter(issuedAs(record), overdue, choose());

	it('is a công văn of the department to the agency', () => {
		expect(letter).toMatchObject({
			typeName: '',
			head: { issuingBody: 'Sở Nội vụ', number: 7, sign: 'SNV-CCHC', issuedOn: '2021-11-22' },
			subject: 'V/v đôn đốc khắc phục tồn tại, hạn chế sau kiểm tra cải cách hành chính năm 2021',
			addressedTo: [AGENCY],
			recipients: ['Như trên', 'Lưu: VT, CCHC'],
			signatures: [{ role: 'department_head', capacity: ['KT. Giám đốc', 'Phó Giám đốc'] }]
		});
		expect(letter.closing.at(-1)).toMatch(/\.\/\.$/);
	});

	it('opens with the conclusion and the plan, and the day up to which it looks', () => {
		expect(letter.opening).toEqual([
			`Theo Thông báo số 05/TB-SNV ngày 14/7/2021 của Sở Nội vụ; Kế hoạch số 12/KH-SLĐTBXH ngày 26/7/2021 của ${AGENCY}, ${AGENCY} có trách nhiệm khắc phục các tồn tại, hạn chế đã được kết luận. Đến ngày 22/11/2021, qua theo dõi của Sở Nội vụ, ${AGENCY} còn nội dung quá hạn như sau:`
		]);
	});

	it('names the letters before it and says which it is', () => {
		const before = (number: number, issuedOn: string) =>
			({ kind: 'reminder_letter', number, sign: 'SNV-CCHC', issuedOn, superseded: false }) as const;
		const third = buildReminderLetter(
			{ ...record, register: [...record.register, before(3, '2021-10-18'), before(5, '2021-11-01')] },
			overdue,
			choose()
		);
		expect(third.subject).toMatch(/năm 2021 \(lần 3\)$/);
		expect(third.opening[0]).toContain(
			'Sở Nội vụ đã đôn đốc bằng Công văn số 03/SNV-CCHC ngày 18/10/2021; Công văn số 05/SNV-CCHC ngày 01/11/2021. Đến ngày 22/11/2021'
		);
	});

	it('says what is owed on paper, and lists remedies with who, days and the latest progress', () => {
		expect(headings(letter)).toEqual([
			'1. Văn bản chưa gửi',
			'2. Biện pháp khắc phục quá hạn: 07 biện pháp',
			`3. Sở Nội vụ đề nghị ${AGENCY}`
		]);
		expect(linesOf(letter, 'papers')).toEqual([
			'Báo cáo kết quả khắc phục: thời hạn gửi ngày 15/10/2021, đã quá hạn 26 ngày làm việc; Sở Nội vụ chưa nhận được.'
		]);
		const rows = rowsOf(letter);
		expect(rows[1]).toEqual([
			'2',
			`Tồn tại 2 (tiêu chí 2.2.1): ${record.findings[1]!.text}`,
			'Giao nhiệm vụ, kết quả sản phẩm, thời gian hoàn thành cụ thể cho từng phòng, đơn vị\n(Văn phòng Sở, Chánh Văn phòng)',
			'29/10/2021\n(trước: 31/8/2021; 30/9/2021)',
			'16',
			'Đạt 100\u00a0% (đến ngày 24/8/2021)'
		]);
		expect(rows.map((cells) => cells[5])).toEqual([
			'Đạt 80\u00a0% (đến ngày 24/8/2021)',
			'Đạt 100\u00a0% (đến ngày 24/8/2021)',
			'Đạt 100\u00a0% (đến ngày 24/8/2021); đã được yêu cầu thực hiện lại',
			'Chưa có báo cáo tiến độ',
			'Đạt 60\u00a0% (đến ngày 24/8/2021); đã trình, chờ UBND tỉnh phê duyệt',
			'Đạt 100\u00a0% (đến ngày 24/8/2021)',
			'Đạt 100\u00a0% (đến ngày 24/8/2021)\nNguyên nhân thuộc cơ quan khác'
		]);
	});

	it('as a draft has its number open, and the year of its day beside the blank', () => {
		const later = buildReminderLetter(record, { ...overdue, day: '2022-01-04' }, choose());
		expect(later.head).toMatchObject({ number: null, issuedOn: null, year: 2022 });
		expect(later.opening[0]).toContain('Đến ngày 04/01/2022');
	});

	it('holds what was chosen only, and asks for it alone', () => {
		const onlyReport = buildReminderLetter(record, overdue, choose({ keys: ['report:i'], toSuperior: true }));
		expect(headings(onlyReport)).toHaveLength(2);
		expect(rowsOf(onlyReport)).toEqual([]);
		expect(linesOf(onlyReport, 'demand')).toEqual([
			'Gửi báo cáo kết quả khắc phục về Sở Nội vụ trước ngày 01/12/2021.',
			expect.stringContaining('Trả lời Sở Nội vụ bằng văn bản trước ngày 01/12/2021')
		]);
		expect(onlyReport.recipients[1]).toBe('UBND tỉnh Bình Định (b/c)');
		expect(onlyReport.choice.keys).toEqual(['report:i']);
	});

	it('puts the office’s own words before the demands', () => {
		const own = buildReminderLetter(record, overdue, choose({ note: 'Lời một\n- Lời hai.' }));
		expect(linesOf(own, 'demand').slice(0, 2)).toEqual(['Lời một.', 'Lời hai.']);
	});
});

describe('what is chosen for a letter', () => {
	it.each([
		['nothing', { keys: [] }, 'chasing.nothing_chosen', {}],
		[
			'something that is done by now',
			{ keys: ['report:i', 'action:gone'] },
			'reminder.settled',
			{ count: 1 }
		],
		[
			'an answer on the day itself',
			{ answerBy: '2021-11-22' },
			'reminder.answer_too_early',
			{ day: '2021-11-22' }
		]
	])('is refused with %s', (_, change, code, details) => {
		const checked = checkReminder(choose(change), items, '2021-11-22');
		expect(checked).toMatchObject({ ok: false, problem: { code, details } });
	});

	it('counts once and keeps the words without blanks around them', () => {
		const checked = checkReminder(
			choose({ keys: ['report:i', 'report:i'], note: ' Lời. ' }),
			items,
			'2021-11-22'
		);
		expect(checked).toMatchObject({ ok: true, value: { keys: ['report:i'], note: 'Lời.' } });
	});
});
