import { describe, expect, it } from 'vitest';
import {
	AGENCY,
	record2018,
	setForDepartments,
	surpriseRecord,
	surveyedRecord
} from '../../../../tests/support/papers-record.ts';
import type { Answer } from '../answer.ts';
import { listSubcriteria } from '../criteria.ts';
import { totalOf } from '../totals.ts';
import type { InspectionRecord } from './inspection-record.ts';
import type { ScoreRow, ScoreSheetContent } from './paper.ts';
import { buildScoreSheet } from './score-sheet.ts';

function row(content: ScoreSheetContent, code: string): ScoreRow {
	const found = content.rows.find((each) => each.code === code);
	if (!found) throw new Error(`no row ${code}`);
	return found;
}

const sums = (content: ScoreSheetContent) =>
	Object.fromEntries(content.sums.map(({ label, value }) => [label, value]));

/** The record with a later stage: the appraisal with some answers changed. */
function withStage(
	stage: 'reappraisal' | 'final',
	changes: Record<string, Partial<Answer>>
): InspectionRecord {
	const record = record2018();
	const answers = new Map(record.answers.appraisal);
	for (const [code, change] of Object.entries(changes))
		answers.set(code, { ...answers.get(code)!, ...change });
	return {
		...record,
		answers: { ...record.answers, [stage]: answers },
		totals: { ...record.totals, [stage]: totalOf(record.set, answers) }
	};
}

describe('the score sheet of the minutes', () => {
	const sheet = buildScoreSheet(record2018());

	it('has a row for each area, criterion and subcriterion in the order of the set', () => {
		const set = setForDepartments();
		const codes = listSubcriteria(set).map(({ subcriterion }) => subcriterion.code);
		expect(codes).toHaveLength(95);
		expect(sheet.rows.filter(({ level }) => level === 'subcriterion').map(({ code }) => code)).toEqual(codes);
		expect(sheet.rows.filter(({ level }) => level === 'area').map(({ code }) => code)).toEqual(
			set.areas.map(({ code }) => code)
		);
		expect(sheet.rows.slice(0, 3).map(({ level, code }) => `${level} ${code}`)).toEqual([
			'area 1',
			'criterion 1.1',
			'subcriterion 1.1.1'
		]);
	});

	it('says what it is attached to and of whom it is', () => {
		expect(sheet.attachedTo).toBe('Kèm theo Biên bản số 03/BB-ĐKT ngày 12/9/2018 của Đoàn kiểm tra 1228');
		expect(sheet.title).toEqual(['Bảng điểm', `Cải cách hành chính năm 2018 của ${AGENCY}`]);
		expect(sheet.stage).toBe('appraisal');
	});

	it('shows how the points of 2.431 files came about', () => {
		expect(row(sheet, '3.4.1')).toMatchObject({
			maxPoints: 400,
			self: 400,
			appraised: 400,
			difference: 0,
			figures: '2.401 / 2.401 / 100\u00a0%'
		});
		expect(row(sheet, '3.4.1').grounds[0]).toContain('Tiếp nhận 2.431, còn 30 hồ sơ trong hạn');
	});

	it('prints KAD with its reason and leaves the difference blank', () => {
		expect(row(sheet, '3.4.2')).toMatchObject({ appraised: 'not_applicable', difference: null, figures: '' });
		expect(row(sheet, '3.4.2').grounds).toEqual([
			'KAD: Không phát sinh hồ sơ trễ hạn trong thời kỳ kiểm tra.'
		]);
		expect(sheet.notes[0]).toMatch(/^KAD: không áp dụng/);
	});

	it('gives the reason of a change, notes and papers, a line each', () => {
		expect(row(sheet, '5.1.1').grounds).toContain(
			'Lý do thay đổi điểm: Mới 01/06 đơn vị được phê duyệt Danh mục vị trí việc làm.'
		);
		expect(row(sheet, '5.1.1').difference).toBe(
			(row(sheet, '5.1.1').appraised as number) - (row(sheet, '5.1.1').self as number)
		);
		expect(row(sheet, '1.1.1').grounds.at(-1)).toBe(
			'Tài liệu kiểm chứng: Kế hoạch cải cách hành chính năm, số 136/KH-SLĐTBXH ngày 19/01/2018.'
		);
		expect(row(sheet, '1.1.2').grounds.at(-1)).toContain('thời gian hoàn thành cụ thể');
	});

	it('adds up rows to their criterion and area', () => {
		const appraised = (level: ScoreRow['level'], under: string) =>
			sheet.rows
				.filter((each) => each.level === level && each.code.startsWith(under))
				.reduce((sum, { appraised: points }) => sum + (typeof points === 'number' ? points : 0), 0);
		for (const { code } of setForDepartments().areas.filter(({ isSurvey }) => !isSurvey)) {
			expect(appraised('subcriterion', `${code}.`)).toBe(row(sheet, code).appraised);
			expect(appraised('criterion', `${code}.`)).toBe(row(sheet, code).appraised);
		}
	});

	it('leaves the survey blank and the result provisional', () => {
		expect(row(sheet, '8.1.1')).toMatchObject({ self: null, appraised: null, grounds: [] });
		expect(sums(sheet)).toEqual({
			'Tổng điểm thẩm định': '70,53 / 84,00',
			'Điểm điều tra xã hội học': 'chưa có',
			'Tổng điểm': '70,53 / 84,00',
			'Tỷ lệ': '83,96\u00a0%',
			'Xếp loại': 'Tốt (tạm tính, chưa gồm điểm điều tra xã hội học)'
		});
	});

	it('is signed by scorer, appraiser and lead', () => {
		expect(sheet.signatures.map(({ role }) => role)).toEqual(['scorer', 'appraiser', 'team_lead']);
	});
});

describe('without a self-assessment', () => {
	it('the self column is blank, not zero, and says so', () => {
		const sheet = buildScoreSheet(surpriseRecord());
		expect(new Set(sheet.rows.map(({ self }) => self))).toEqual(new Set([null]));
		expect(new Set(sheet.rows.map(({ difference }) => difference))).toEqual(new Set([null]));
		expect(sheet.notes).toContain('Không có điểm tự chấm: cột «Điểm tự chấm» để trống.');
	});

	it('the same holds where the stage is there but empty', () => {
		const record = record2018();
		const empty = {
			...record,
			answers: { ...record.answers, self: new Map() },
			totals: { ...record.totals }
		};
		expect(buildScoreSheet(empty).hasSelf).toBe(false);
	});
});

describe('with the survey in', () => {
	it('the whole is of 100 less what does not apply, and final', () => {
		const sheet = buildScoreSheet(surveyedRecord());
		expect(sums(sheet)['Điểm điều tra xã hội học']).toMatch(/^\d+,\d{2} \/ 15,00$/);
		expect(sums(sheet)['Tổng điểm']).toMatch(/ \/ 99,00$/);
		expect(sums(sheet)['Xếp loại']).not.toContain('tạm tính');
		expect(row(sheet, '8.1.1').self).toBeNull();
	});
});

describe('the score sheet of the conclusion', () => {
	it('shows the latest stage with the reasons of all changes, oldest first', () => {
		const record = withStage('reappraisal', {
			'5.1.1': {
				input: { kind: 'ratio', numerator: 6, denominator: 6 },
				changeReason: 'Đã có đủ quyết định phê duyệt'
			}
		});
		const sheet = buildScoreSheet(record, 'conclusion');
		expect(sheet.stage).toBe('reappraisal');
		expect(row(sheet, '5.1.1').appraised).toBe(row(sheet, '5.1.1').maxPoints);
		expect(row(sheet, '5.1.1').grounds.filter((ground) => ground.startsWith('Lý do thay đổi'))).toEqual([
			'Lý do thay đổi điểm: Mới 01/06 đơn vị được phê duyệt Danh mục vị trí việc làm.',
			'Lý do thay đổi điểm: Đã có đủ quyết định phê duyệt.'
		]);
		expect(sheet.attachedTo).toBe('Kèm theo Thông báo số ……/TB-SNV ngày ……/……/2018 của Sở Nội vụ');
	});

	it('does not repeat a reason that a later stage only carries on, and leaves the minutes at the first appraisal', () => {
		const record = withStage('final', {});
		expect(
			row(buildScoreSheet(record, 'conclusion'), '5.1.1').grounds.filter((g) => g.startsWith('Lý do'))
		).toHaveLength(1);
		expect(buildScoreSheet(record, 'minutes').stage).toBe('appraisal');
	});

	it('shows the agency’s explanation where it scored without a paper', () => {
		const record = record2018();
		const self = new Map(record.answers.self);
		self.set('1.2.2', { ...self.get('1.2.2')!, explanation: 'Báo cáo gửi qua hệ thống iDesk' });
		const sheet = buildScoreSheet({ ...record, answers: { ...record.answers, self } });
		expect(row(sheet, '1.2.2').grounds).toContain('Cơ quan giải trình: Báo cáo gửi qua hệ thống iDesk.');
	});
});
