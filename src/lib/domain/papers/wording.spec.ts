import { describe, expect, it } from 'vitest';
import { record2018, record2021 } from '../../../../tests/support/papers-record.ts';
import { closedRecord } from '../../../../tests/support/remedy-papers.ts';
import { buildClosingNote } from './closing-note.ts';
import { buildConclusion } from './conclusion.ts';
import { buildRemediationPlan } from './remediation-plan.ts';
import { uncapitalised } from './wording.ts';

describe('a text inside a sentence', () => {
	it.each([
		['Phụ trách chung', 'phụ trách chung'],
		['Đơn vị chủ trì', 'đơn vị chủ trì'],
		['Thư', 'thư'],
		['CCHC của Sở', 'CCHC của Sở'],
		['Bình Định và Gia Lai', 'Bình Định và Gia Lai'],
		['30 hồ sơ', '30 hồ sơ'],
		['', '']
	])('«%s» becomes «%s»', (text, inside) => {
		expect(uncapitalised(text)).toBe(inside);
	});
});

const itemsOf = (key: string, record = record2018()): string[] =>
	buildConclusion(record)
		.sections.find((section) => section.key === key)!
		.blocks.flatMap((block) => (block.type === 'item' ? [block.text] : []));

describe('the overview of a conclusion', () => {
	it('names duties inside one list of members: small letters, no second semicolon', () => {
		const record = record2018();
		const members = record.team.members.map((member, i) => ({
			...member,
			duty: ['Phụ trách chung', 'Thư ký; Chế độ công vụ', 'Thể chế'][i]!
		}));
		expect(itemsOf('overview', { ...record, team: { ...record.team, members } })).toContain(
			'Thành phần Đoàn kiểm tra: Trưởng đoàn kiểm tra, Phó Giám đốc Sở Nội vụ, phụ trách chung; ' +
				'Thư ký Đoàn, Trưởng phòng Cải cách hành chính, chế độ công vụ; ' +
				'Thành viên lĩnh vực 3, Chuyên viên Văn phòng UBND tỉnh, thể chế.'
		);
	});

	it('says what the words about files are about', () => {
		const record = record2018();
		const session = { ...record.session, samples: 'Các bộ TTHC niêm yết.\n30 hồ sơ TTHC' };
		expect(itemsOf('overview', { ...record, session })).toContain(
			'Hồ sơ đã xem: các bộ TTHC niêm yết; 30 hồ sơ TTHC.'
		);
	});
});

describe('a basis that is younger than the visit', () => {
	it('is not cited: nobody could have followed it', () => {
		const record = record2018();
		const area = structuredClone(record.set.areas);
		const subcriterion = area[0]!.criteria[0]!.subcriteria[2]!;
		subcriterion.legalBasis = [
			{ key: 'later', text: 'Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ', verified: true },
			{ key: 'plan', text: 'Kế hoạch CCHC hằng năm của UBND tỉnh', verified: true }
		];
		const lines = itemsOf('shortcomings', { ...record, set: { ...record.set, areas: area } });
		expect(lines).toContain('Căn cứ: Kế hoạch CCHC hằng năm của UBND tỉnh.');
		expect(lines.join(' ')).not.toContain('76/NQ-CP');
	});
});

describe('the days of a plan', () => {
	const contentsOf = (days: string[]): string => {
		const record = record2021();
		const actions = record.remediation!.actions.map((action, i) => ({
			...action,
			dueOn: days[i % days.length]!
		}));
		const plan = buildRemediationPlan({ ...record, remediation: { ...record.remediation!, actions } });
		const block = plan.sections.find(({ title }) => title === 'Nội dung')!.blocks[0]!;
		return block.type === 'paragraph' ? block.text : '';
	};

	it('are not said, nor how many remedies, while there is none', () => {
		const { remediation, ...record } = record2021();
		const plan = buildRemediationPlan({ ...record, remediation: { ...remediation!, actions: [] } });
		expect(JSON.stringify(plan.sections)).toContain(
			'Khắc phục 08 tồn tại, hạn chế. Nội dung cụ thể tại Phụ lục kèm theo.'
		);
	});

	it('are a span, or one day where all are the same', () => {
		expect(contentsOf(['2021-08-31', '2021-12-31'])).toContain(
			'thời hạn từ ngày 31/8/2021 đến ngày 31/12/2021.'
		);
		expect(contentsOf(['2021-08-31'])).toContain('; thời hạn hoàn thành: ngày 31/8/2021. Nội dung');
	});
});

describe('a finding whose words end with a stop', () => {
	it('has its code before the stop would come, not after it', () => {
		const record = record2021();
		const { actions } = buildRemediationPlan(record);
		const texts = actions.table.rows.map(({ cells }) => cells[1]!);
		expect(record.findings[6]!.text).toMatch(/chưa cao\.$/);
		expect(texts.some((text) => text.endsWith('chưa cao (tiêu chí 7.2.2)'))).toBe(true);
		expect(texts.join()).not.toMatch(/[.;] \(tiêu chí/);
	});
});

describe('the papers that a closing note lists', () => {
	it('name the score sheet by the minutes whose number it bears', () => {
		const record = closedRecord();
		const register = [
			...record.register,
			{ kind: 'score_sheet', number: 3, sign: 'BB-ĐKT', issuedOn: '2021-07-14', superseded: false } as const
		];
		const listed = buildClosingNote({ ...record, register }).sections.flatMap(({ blocks }) =>
			blocks.flatMap((block) => (block.type === 'item' ? [block.text] : []))
		);
		expect(listed).toContain(
			'Bảng điểm kèm theo Biên bản số 03/BB-ĐKT ngày 05/7/2021 của Đoàn kiểm tra 1228.'
		);
	});
});
