import { describe, expect, it } from 'vitest';
import { AGENCY, LIMITATIONS_2021, record2018, record2021 } from '../../../../tests/support/papers-record.ts';
import type { InspectionRecord } from './inspection-record.ts';
import type { Block, RemediationReportContent } from './paper.ts';
import { buildRemediationPlan } from './remediation-plan.ts';
import { buildRemediationReport, degreeOf, percentOfFinding } from './remediation-report.ts';

const findingTexts = (content: RemediationReportContent): string[] =>
	content.sections.flatMap(({ blocks }) =>
		blocks.flatMap((block) => (block.type === 'finding' ? [block.text] : []))
	);

/** What stands under a finding, up to the next one. */
function under(content: RemediationReportContent, number: number): string[] {
	const blocks: Block[] = content.sections.flatMap((section) => section.blocks);
	const from = blocks.findIndex((block) => block.type === 'finding' && block.lead === `${number}.`);
	const rest = blocks.slice(from + 1);
	const to = rest.findIndex((block) => block.type !== 'item');
	return rest
		.slice(0, to < 0 ? undefined : to)
		.flatMap((block) => (block.type === 'item' ? [block.text] : []));
}

const withRemediation = (change: Partial<NonNullable<InspectionRecord['remediation']>>): InspectionRecord => {
	const record = record2021();
	return { ...record, remediation: { ...record.remediation!, ...change } };
};

describe('the remediation plan', () => {
	const plan = buildRemediationPlan(record2021());

	it('is issued by the agency and names the notice it answers', () => {
		expect(plan.head).toMatchObject({
			parentBody: 'UBND tỉnh Bình Định',
			issuingBody: AGENCY,
			number: 12,
			sign: 'KH-SLĐTBXH'
		});
		expect(plan.subject).toBe(
			'Khắc phục tồn tại, hạn chế theo Thông báo số 05/TB-SNV ngày 14/7/2021 của Sở Nội vụ'
		);
		expect(plan.recipients).toEqual([
			'Sở Nội vụ (để theo dõi)',
			'Phòng KSTTHC - UBND tỉnh',
			'Lãnh đạo Sở',
			'Lưu: VT, VP'
		]);
		expect(plan.signatures).toMatchObject([{ role: 'agency_head', capacity: ['Giám đốc'] }]);
	});

	it('holds every finding word for word with its code, in nine columns', () => {
		const { columns, rows } = plan.actions.table;
		expect(columns).toHaveLength(9);
		expect(rows.map(({ cells }) => cells[1])).toEqual(
			LIMITATIONS_2021.map(
				(text, i) => `${text.replace(/\.$/, '')} (tiêu chí ${record2021().findings[i]!.subcriterionCode})`
			)
		);
	});

	it('warns of a date after the notice’s and shows a finding without an action', () => {
		const notes = plan.actions.table.rows.map(({ cells }) => cells[8]);
		expect(notes).toEqual([
			'Sau thời hạn của Thông báo (31/8/2021)',
			...Array.from({ length: 6 }, () => ''),
			'Chưa có giải pháp'
		]);
	});

	it('prints what is done at once apart from what is done against the cause, whose cause it is, the figure aimed at and the steps', () => {
		const [first] = record2021().remediation!.actions;
		const deep = {
			...first!,
			cause: 'Chờ hướng dẫn',
			causeKind: 'objective' as const,
			causeOwner: 'other' as const,
			causeBody: 'Bộ Nội vụ',
			correction: 'Bổ sung 05 hồ sơ còn thiếu',
			measure: 'Ban hành quy trình rà soát hằng quý',
			target: { what: 'hồ sơ đúng hạn', unit: 'hồ sơ', numerator: 2431, denominator: 2431 },
			milestones: [{ id: 'm', text: 'Trình dự thảo', dueOn: '2021-08-10', doneOn: null }]
		};
		const cellsOf = (action: typeof deep) =>
			buildRemediationPlan(withRemediation({ actions: [action] })).actions.table.rows[0]!.cells;
		const cells = cellsOf(deep);
		expect(cells.slice(2, 5)).toEqual([
			'Chờ hướng dẫn\n(Nguyên nhân khách quan, thuộc Bộ Nội vụ)',
			'Xử lý ngay: Bổ sung 05 hồ sơ còn thiếu\nKhắc phục nguyên nhân: Ban hành quy trình rà soát hằng quý\nCác bước:\n- Trình dự thảo (10/8/2021)',
			`${first!.product}\nChỉ tiêu: hồ sơ đúng hạn 2.431/2.431 hồ sơ`
		]);
		const alone = cellsOf({ ...deep, measure: '', correctionOnlyReason: 'Lỗi đơn lẻ', milestones: [] });
		expect(alone[3]).toBe('Xử lý ngay: Bổ sung 05 hồ sơ còn thiếu\n(Không cần biện pháp khác: Lỗi đơn lẻ)');
	});

	it('numbers further actions of one finding under it', () => {
		const record = record2021();
		const [first] = record.remediation!.actions;
		const two = buildRemediationPlan(
			withRemediation({ actions: [first!, { ...first!, id: 'action-1b', product: 'Kế hoạch' }] })
		);
		expect(two.actions.table.rows.slice(0, 2).map(({ cells }) => [cells[0], cells[1], cells[4]])).toEqual([
			['1', expect.stringContaining('chưa thực hiện đầy đủ'), 'Báo cáo, văn bản đã ban hành'],
			['1.2', '(Tồn tại 1, tiếp theo)', 'Kế hoạch']
		]);
	});

	it('has a part on money only when money is asked for', () => {
		expect(plan.sections.map(({ number, title }) => `${number}. ${title}`)).toEqual([
			'I. Mục đích, yêu cầu',
			'II. Nội dung',
			'III. Tổ chức thực hiện'
		]);
		const funded = buildRemediationPlan(withRemediation({ funding: 'Từ dự toán được giao.' }));
		expect(funded.sections.at(-1)).toMatchObject({ number: 'IV', title: 'Kinh phí' });
	});

	it('of an inspection without a plan yet is an empty draft with blanks', () => {
		const draft = buildRemediationPlan(record2018());
		expect(draft.head.number).toBeNull();
		expect(draft.subject).toContain('Thông báo số ……/TB-SNV');
		expect(draft.actions.table.rows.every(({ cells }) => cells[8] === 'Chưa có giải pháp')).toBe(true);
	});
});

describe('the remediation report', () => {
	const report = buildRemediationReport(record2021(), 'report');

	it('repeats each finding word for word, in order', () => {
		expect(findingTexts(report)).toEqual(LIMITATIONS_2021);
	});

	it('opens with the papers it answers', () => {
		expect(report.opening).toEqual([
			`Thực hiện Công văn số 4334/UBND-KSTT ngày 20/7/2021 của UBND tỉnh Bình Định về việc nâng cao Chỉ số cải cách hành chính và Chỉ số hài lòng về sự phục vụ hành chính của tỉnh; Thông báo số 05/TB-SNV ngày 14/7/2021 của Sở Nội vụ; Kế hoạch số 12/KH-SLĐTBXH ngày 26/7/2021 của ${AGENCY}, ${AGENCY} báo cáo kết quả khắc phục tồn tại, hạn chế như sau:`
		]);
	});

	it('tells what was done with its figures, the degree, the proof', () => {
		expect(under(report, 3)).toEqual([
			'Từ ngày 01/01/2021 đến 24/8/2021 đã tiếp nhận 2.431 hồ sơ; đã giải quyết 2.401 hồ sơ trước thời hạn (đạt 100%); đang giải quyết 30 hồ sơ chưa đến thời hạn; không có hồ sơ trễ hạn.',
			'Số liệu đến ngày 24/8/2021: 2.401/2.401 (100\u00a0%).',
			'Mức độ: đã khắc phục, đạt 100\u00a0% (đến ngày 24/8/2021); tiêu chí 3.2.2.',
			'Tài liệu kiểm chứng: Bảng trích xuất hệ thống một cửa, ngày 24/8/2021.'
		]);
	});

	it('never takes «đã trình» for done, and gives the reason of a delay with the new day', () => {
		expect(under(report, 5).slice(2)).toEqual([
			'Số liệu đến ngày 24/8/2021: 1/6 (16,67\u00a0%).',
			'Mức độ: đang khắc phục (đã trình, chờ phê duyệt), đạt 60\u00a0% (đến ngày 24/8/2021); tiêu chí 5.1.2.',
			'Việc còn phải làm: Chờ UBND tỉnh phê duyệt 05 đơn vị.',
			'Lý do chậm: Chờ cơ quan có thẩm quyền phê duyệt. Thời hạn mới: ngày 31/12/2021.'
		]);
	});

	it('calls nothing remedied that was reported done and returned, until it is reported anew', () => {
		const record = record2021();
		const returned = {
			...record,
			findings: record.findings.map((one) =>
				one.id === 'finding-3' ? { ...one, state: 'returned' as const } : one
			)
		};
		expect(degreeOf(returned, returned.findings[2]!)).toBe('remedying');
		const paper = buildRemediationReport(returned, 'report');
		expect(under(paper, 3)[2]).toBe(
			'Mức độ: đang khắc phục, đã báo cáo đạt 100\u00a0% (đến ngày 24/8/2021) nhưng chưa được xác nhận; tiêu chí 3.2.2.'
		);
		const [table] = paper.sections.find(({ key }) => key === 'summary')!.blocks;
		expect(table).toMatchObject({ table: { rows: [{ cells: ['08', '04', '03', '01', '04', '03', '01'] }] } });
	});

	it('says plainly where nothing was done', () => {
		expect(under(report, 8)).toEqual(['Mức độ: chưa khắc phục, đạt 0\u00a0%; tiêu chí 3.3.3.']);
	});

	it('sums up by degree and by date; what waits for another body is not counted against the agency', () => {
		const summary = report.sections.find(({ key }) => key === 'summary')!;
		const [table] = summary.blocks;
		expect(table).toMatchObject({
			type: 'table',
			table: { rows: [{ cells: ['08', '05', '02', '01', '05', '02', '01'] }] }
		});
		expect(table).toHaveProperty('table.columns.6', 'Quá hạn do nguyên nhân khách quan');
	});

	it('counts a cause that the office placed with another body apart, too; the agency’s word alone does not', () => {
		const { actions } = record2021().remediation!;
		const cellsWith = (decision: 'accepted' | null) => {
			const placed = withRemediation({
				actions: actions.map((one) =>
					one.findingId === 'finding-1'
						? { ...one, causeOwner: 'other' as const, causeBody: 'UBND tỉnh', decision }
						: one
				)
			});
			const [table] = buildRemediationReport(placed, 'report').sections.find(
				({ key }) => key === 'summary'
			)!.blocks;
			return table?.type === 'table' ? table.table.rows[0]!.cells.slice(4) : [];
		};
		expect(cellsWith(null)).toEqual(['05', '02', '01']);
		expect(cellsWith('accepted')).toEqual(['05', '01', '02']);
	});

	it('has no column for other bodies where none is waited for', () => {
		const { actions, progress } = record2021().remediation!;
		const own = withRemediation({
			actions,
			progress: progress.map((one) => ({
				...one,
				state: one.state === 'submitted_awaiting' ? ('doing' as const) : one.state
			}))
		});
		const [table] = buildRemediationReport(own, 'report').sections.find(
			({ key }) => key === 'summary'
		)!.blocks;
		expect(table).toMatchObject({ table: { rows: [{ cells: ['08', '05', '02', '01', '05', '03'] }] } });
	});

	it('counts days against the day of issue: nothing is overdue before', () => {
		const record = record2021();
		const early = buildRemediationReport(
			{ ...record, issued: { ...record.issued, remediation_report: { number: 1, issuedOn: '2021-08-30' } } },
			'report'
		);
		const [table] = early.sections.find(({ key }) => key === 'summary')!.blocks;
		expect(table).toMatchObject({ table: { rows: [{ cells: ['08', '05', '02', '01', '08', '00'] }] } });
	});

	it('notes what the department has verified', () => {
		const verified = buildRemediationReport(
			withRemediation({
				verifications: [
					{
						findingId: 'finding-3',
						outcome: 'returned',
						on: '2021-09-10',
						note: 'Thiếu số liệu',
						by: 'papers'
					},
					{ findingId: 'finding-3', outcome: 'verified', on: '2021-09-20', note: '', by: 'papers' }
				]
			}),
			'report'
		);
		expect(under(verified, 3).at(-1)).toBe('Sở Nội vụ đã xác nhận ngày 20/9/2021.');
	});
});

describe('the same as a công văn', () => {
	const letter = buildRemediationReport(record2021(), 'letter');

	it('has «V/v», «Kính gửi» and no name of its kind, its number open until issued', () => {
		expect(letter.kind).toBe('remediation_letter');
		expect(letter.typeName).toBe('');
		expect(letter.head).toMatchObject({ number: null, issuedOn: null, sign: 'SLĐTBXH-VP', year: 2021 });
		expect(letter.subject).toBe(
			'V/v kết quả khắc phục tồn tại, hạn chế theo Thông báo số 05/TB-SNV ngày 14/7/2021 của Sở Nội vụ'
		);
		expect(letter.addressedTo).toEqual(['Sở Nội vụ']);
		expect(letter.recipients).toEqual(['Như trên', 'Phòng KSTTHC - UBND tỉnh', 'Lãnh đạo Sở', 'Lưu: VT, VP']);
	});

	it('says «Như trên» and the archive once, also where they were typed too', () => {
		const typed = withRemediation({ recipients: ['Như trên;', 'Lãnh đạo Sở', 'Lưu: VT, VP.'] });
		expect(buildRemediationReport(typed, 'letter').recipients).toEqual([
			'Như trên',
			'Lãnh đạo Sở',
			'Lưu: VT, VP'
		]);
		expect(buildRemediationPlan(typed).recipients).toEqual([
			'Sở Nội vụ (để theo dõi)',
			'Lãnh đạo Sở',
			'Lưu: VT, VP'
		]);
	});

	it('has no headings but the findings, word for word', () => {
		expect(findingTexts(letter)).toEqual(LIMITATIONS_2021);
		expect(letter.sections.map(({ number, title }) => number + title)).toEqual(['', '', '', '']);
		expect(letter.closing[0]).toMatch(/\.\/\.$/);
	});
});

describe('how far a finding is remedied', () => {
	it('counts actions that were never reported as nothing done', () => {
		const record = record2021();
		const [first] = record.remediation!.actions;
		const more = withRemediation({
			actions: [...record.remediation!.actions, { ...first!, id: 'action-2b', findingId: 'finding-2' }]
		});
		const finding = more.findings[1]!;
		expect(percentOfFinding(more, finding)).toBe(50);
		expect(degreeOf(more, finding)).toBe('remedying');
	});

	it('says the percentage that the screens say: rounded down, and whole once verified', () => {
		const { findings, remediation } = record2021();
		const [first] = remediation!.progress;
		const record = withRemediation({ progress: [{ ...first!, percent: 99 }] });
		const twice = withRemediation({
			actions: [...remediation!.actions, { ...remediation!.actions[0]!, id: 'extra' }],
			progress: [
				{ ...first!, percent: 100 },
				{ ...first!, id: 'p9', actionId: 'extra', percent: 99 }
			]
		});
		expect(percentOfFinding(twice, twice.findings[0]!)).toBe(99);
		expect(percentOfFinding(record, { ...findings[0]!, state: 'verified' })).toBe(100);
	});

	it('takes the latest report of an action', () => {
		const record = record2021();
		const [first] = record.remediation!.progress;
		const later = withRemediation({
			progress: [...record.remediation!.progress, { ...first!, id: 'p9', percent: 100, state: 'done' }]
		});
		expect(degreeOf(later, later.findings[0]!)).toBe('remedied');
		expect(percentOfFinding(later, later.findings[0]!)).toBe(100);
	});

	it('of a commune’s paper: signed for the committee', () => {
		const record = withRemediation({ signer: { capacity: [], name: '' }, recipients: [] });
		const commune = {
			...record,
			agency: { ...record.agency, level: 'commune' as const, headTitle: 'Chủ tịch', headName: '' }
		};
		const report = buildRemediationReport(commune, 'report');
		expect(report.signatures[0]?.capacity).toEqual(['TM. Ủy ban nhân dân', 'Chủ tịch']);
		expect(report.recipients).toEqual(['Như trên', 'Lãnh đạo UBND', 'Lưu: VT, VP']);
	});
});
