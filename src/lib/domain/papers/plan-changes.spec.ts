import { describe, expect, it } from 'vitest';
import { AGENCY, record2021 } from '../../../../tests/support/papers-record.ts';
import { changedRecord } from '../../../../tests/support/remedy-papers.ts';
import { buildRemediationPlan } from './remediation-plan.ts';
import { buildRemediationReport } from './remediation-report.ts';

const plan = buildRemediationPlan(changedRecord());

describe('the plan after the office agreed to changes', () => {
	it('says which version it is only where it is not the first', () => {
		expect(plan.opening).toEqual([
			`${AGENCY} ban hành Kế hoạch khắc phục tồn tại, hạn chế (lần thứ 2, thay bản trình ngày 22/7/2021) như sau:`
		]);
		expect(buildRemediationPlan(record2021()).opening[0]).not.toContain('lần thứ');
	});

	it('lists each change with what stood, the reason and the decision', () => {
		expect(plan.changes!.title).toBe('Điều chỉnh kế hoạch');
		expect(plan.changes!.table.rows.map(({ cells }) => cells)).toEqual([
			[
				'1',
				'Tồn tại 5 (tiêu chí 5.1.2)',
				'Gia hạn',
				'Thời hạn: từ ngày 31/8/2021 thành ngày 31/12/2021',
				'Chờ UBND tỉnh phê duyệt hồ sơ đã trình ngày 20/8/2021',
				'Sở Nội vụ đồng ý ngày 30/8/2021\nCập nhật tiến độ hằng tháng.'
			],
			[
				'2',
				'Tồn tại 2 (tiêu chí 2.2.1)',
				'Thay biện pháp',
				'Biện pháp trước: Giao nhiệm vụ, kết quả sản phẩm, thời gian hoàn thành cụ thể cho từng phòng, đơn vị\nBiện pháp mới: Phân công đầu mối rà soát văn bản của từng lĩnh vực, báo cáo hằng quý\nSản phẩm: Bảng phân công; báo cáo rà soát quý',
				'Không còn phù hợp sau khi có quy định mới',
				'Sở Nội vụ đồng ý ngày 31/8/2021'
			],
			[
				'3',
				'Tồn tại 3 (tiêu chí 3.2.2)',
				'Chuyển đơn vị, người chủ trì',
				'Từ: Văn phòng Sở, Chánh Văn phòng\nThành: Phòng Kế hoạch - Tài chính, Trưởng phòng',
				'Điều động nhân sự',
				'Sở Nội vụ đồng ý ngày 01/9/2021'
			],
			[
				'4',
				'Tồn tại 1 (tiêu chí 1.1.3)',
				'Tạm dừng có thời hạn',
				'Chưa thực hiện được; tạm dừng đến hết ngày 31/01/2022',
				'Tạm dừng do dịch COVID-19',
				'Sở Nội vụ đồng ý ngày 02/9/2021'
			]
		]);
	});

	it('keeps the earlier day beside the new one, and no longer warns of a day that was agreed to', () => {
		const fifth = plan.actions.table.rows[4]!.cells;
		expect(fifth[7]).toBe('31/12/2021\n(thời hạn trước: 31/8/2021)');
		expect(fifth[8]).toBe('Đã được gia hạn (thời hạn của Thông báo: 31/8/2021)');
	});

	it('has no annex while nothing was agreed to', () => {
		expect(buildRemediationPlan(record2021()).changes).toBeNull();
	});
});

describe.each(['report', 'letter'] as const)('the %s after an extension', (form) => {
	const content = buildRemediationReport(changedRecord(), form);
	const lines = content.sections.flatMap(({ blocks }) =>
		blocks.flatMap((block) => (block.type === 'item' ? [block.text] : []))
	);

	it('shows the day that stood beside the one agreed to, and rests', () => {
		expect(lines).toContain(
			'Thời hạn thực hiện: ngày 31/12/2021, đã được gia hạn (Sở Nội vụ đồng ý ngày 30/8/2021); thời hạn trước: ngày 31/8/2021.'
		);
		expect(lines).toContain(
			'Tạm dừng thực hiện đến hết ngày 31/01/2022 (Sở Nội vụ đồng ý ngày 02/9/2021): Tạm dừng do dịch COVID-19.'
		);
		expect(lines.filter((line) => line.startsWith('Thời hạn thực hiện'))).toHaveLength(1);
	});

	it('does not count as overdue what was given more time', () => {
		const table = content.sections.flatMap(({ blocks }) => blocks).find((block) => block.type === 'table');
		expect(table).toMatchObject({ table: { rows: [{ cells: ['08', '05', '02', '01', '07', '01'] }] } });
	});
});
