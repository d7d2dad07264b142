import { describe, expect, it } from 'vitest';
import { AGENCY, surpriseRecord } from '../../../../tests/support/papers-record.ts';
import { announcedRecord, selfRecord, unitParts, withSelf } from '../../../../tests/support/visit-papers.ts';
import { listScoredSubcriteria } from '../criteria.ts';
import { formatPoints } from '../number-format.ts';
import type { InspectionRecord } from './inspection-record.ts';
import type { Block, SelfReportContent } from './paper.ts';
import { buildSelfReport } from './self-report.ts';

const text = (block: Block): string => {
	if (block.type === 'heading') return `${block.marker} ${block.text}`;
	return block.type === 'item' || block.type === 'paragraph' ? block.text : '';
};
const partOf = ({ sections }: SelfReportContent, key: string) =>
	sections.find((section) => section.key === key)!.blocks.map(text);
const tableOf = ({ sections }: SelfReportContent) =>
	sections.flatMap(({ blocks }) =>
		blocks.flatMap((block) => (block.type === 'table' ? [block.table] : []))
	)[0]!;
const appendixOf = ({ appendices }: SelfReportContent, key: string) =>
	appendices.find((appendix) => appendix.key === key);

describe('the self-check report', () => {
	const record = selfRecord();
	const report = buildSelfReport(record);
	const self = record.totals.self!;

	it('is a report of the agency to the department, signed by its head', () => {
		expect(report.head).toMatchObject({ issuingBody: AGENCY, sign: 'BC-SLĐTBXH', number: null });
		expect(report.typeName).toBe('Báo cáo');
		expect(report.addressedTo).toEqual(['Sở Nội vụ']);
		expect(report.signatures).toMatchObject([{ role: 'agency_head', capacity: ['Giám đốc'] }]);
	});

	it('answers the notice of the visit where there is one, else the decision', () => {
		expect(report.opening[0]).toContain('Thực hiện Quyết định số 1228/QĐ-UBND');
		const visitNotice = {
			kind: 'Công văn',
			number: '08',
			sign: 'SNV-CCHC',
			issuedOn: '2018-08-20',
			issuer: 'Sở Nội vụ',
			subject: ''
		};
		expect(buildSelfReport({ ...record, visitNotice }).opening[0]).toMatch(
			/^Thực hiện Công văn số 08\/SNV-CCHC ngày 20\/8\/2018 của Sở Nội vụ, /
		);
	});

	it('gives area by area the points with their maximum, and the figures of each criterion', () => {
		const lines = partOf(report, 'results');
		const area = self.byArea.get('3')!;
		const at = lines.indexOf('3. Cải cách thủ tục hành chính');
		expect(lines[at + 1]).toBe(
			`Điểm tự chấm: ${formatPoints(area.points)}; điểm tối đa: ${formatPoints(area.maximum)}; đạt 93,00\u00a0%.`
		);
		const settled = lines.find((line) => line.startsWith('Tiêu chí 3.4. '))!;
		expect(settled).toContain('Số liệu: 3.4.1: 2.401/2.431 (98,77\u00a0%); ');
		expect(settled).not.toContain('3.4.2:');
		expect(lines).toContain('Tiêu chí 2.1.1: Trong đó 04 văn bản do UBND tỉnh giao.');
	});

	it('sums by area what the screens sum, the survey left out', () => {
		const { rows } = tableOf(report);
		expect(rows).toHaveLength(8);
		expect(rows.at(-1)).toMatchObject({
			emphasis: 'total',
			cells: ['', 'Cộng', '85,00', formatPoints(self.appraised.points), expect.any(String), '']
		});
		expect(rows[2]!.cells[5]).toBe('KAD: 3.4.2');
	});

	it('names every subcriterion below its maximum with both figures', () => {
		const lines = partOf(report, 'scores');
		const below = listScoredSubcriteria(record.set).filter(({ subcriterion }) => {
			const scored = self.bySubcriterion.get(subcriterion.code);
			return scored?.status === 'scored' && scored.points < subcriterion.maxPoints;
		});
		expect(below.length).toBeGreaterThan(5);
		for (const { subcriterion } of below)
			expect(lines.join(' ')).toMatch(
				new RegExp(`(?<![\\d.])${subcriterion.code} \\(\\d,\\d\\d/${formatPoints(subcriterion.maxPoints)}\\)`)
			);
	});

	it('explains what does not apply and what no paper proves, the same words once with all codes', () => {
		const lines = partOf(report, 'explained');
		expect(lines[0]).toMatch(/^1\. .*không áp dụng/);
		expect(lines[1]).toMatch(/^Tiêu chí 3\.4\.2 \(.+\): Không phát sinh hồ sơ trễ hạn\.$/);
		expect(lines.filter((line) => line.endsWith(': Theo hồ sơ lưu tại cơ quan.'))).toHaveLength(1);
		expect(lines).toContainEqual(
			expect.stringMatching(/^Tiêu chí 1\.1\.2 \(.+\): Kế hoạch giao nhiệm vụ cho từng phòng\.$/)
		);
		const all = lines.join(' ');
		/* 1.1.1 has a paper. */
		expect(all).not.toMatch(/(?<![\d.])1\.1\.1(?![\d.])/);
		expect(all).toMatch(/(?<![\d.])1\.1\.3(?![\d.])/);
	});

	it('attaches its own column of the score sheet and the list of its own papers', () => {
		const sheet = appendixOf(report, 'self_scores')!.table;
		const rows = sheet.rows.filter(({ emphasis }) => emphasis === 'none');
		expect(rows).toHaveLength(listScoredSubcriteria(record.set).length);
		expect(rows.find(({ cells }) => cells[0] === '3.4.2')!.cells.slice(3)).toEqual([
			'KAD',
			'',
			'KAD: Không phát sinh hồ sơ trễ hạn.\nGiải trình: Theo hồ sơ lưu tại cơ quan.'
		]);
		expect(rows.find(({ cells }) => cells[0] === '1.1.1')!.cells[5]).toContain(
			'Tài liệu kiểm chứng: Kế hoạch cải cách hành chính năm, số 136/KH-SLĐTBXH ngày 19/01/2018.'
		);
		expect(appendixOf(report, 'evidence')!.table.rows.map(({ cells }) => cells)).toEqual([
			['1', '1.1.1', 'Kế hoạch cải cách hành chính năm, số 136/KH-SLĐTBXH ngày 19/01/2018', 'Tài liệu']
		]);
	});

	it('shows nothing of what the team scored, wrote or photographed', () => {
		const said = JSON.stringify(report);
		expect(said).not.toContain('Mới 01/06 đơn vị');
		expect(said).not.toContain('Các bộ TTHC được niêm yết');
		const { appraisal: _, ...answers } = record.answers;
		const { appraisal: __, ...totals } = record.totals;
		expect(buildSelfReport({ ...record, answers, totals, findings: [], strengths: [] })).toEqual(report);
	});

	it('lists what the units gave, grouped by subcriterion', () => {
		const withUnits = buildSelfReport({ ...record, unitParts: unitParts(20) });
		const { rows } = appendixOf(withUnits, 'unit_figures')!.table;
		expect(rows[0]).toMatchObject({ emphasis: 'group', cells: [expect.stringMatching(/^3\.4\.1\. /)] });
		expect(rows).toHaveLength(21);
		expect(rows[20]!.cells).toEqual(['20', 'Trung tâm trực thuộc số 20', '114', '120', '95,00']);
		expect(partOf(withUnits, 'organisation')).toContain(
			'Số phòng, đơn vị cho số liệu: 20 (số liệu theo đơn vị kèm theo).'
		);
		expect(appendixOf(report, 'unit_figures')).toBeUndefined();
	});

	it('says that nothing is scored where nothing is, and counts it as nothing, not as zero', () => {
		const bare: InspectionRecord = { ...announcedRecord(), answers: {}, totals: {}, evidence: [] };
		for (const empty of [bare, surpriseRecord()]) {
			const content = buildSelfReport({ ...empty, evidence: [] });
			expect(partOf(content, 'scores')[1]).toBe('Chưa có điểm tự chấm.');
			expect(partOf(content, 'results')[1]).toMatch(/^Chưa tự chấm; điểm tối đa: /);
			expect(tableOf(content).rows.at(-1)!.cells[3]).toBe('');
			expect(content.appendices).toEqual([]);
			expect(partOf(content, 'explained').filter((line) => line === 'Không có.')).toHaveLength(2);
		}
	});

	it('says so in a draft where an explanation is still missing', () => {
		const missing = withSelf(record, { '1.1.3': { explanation: ' ' } });
		expect(partOf(buildSelfReport(missing), 'explained')).toContainEqual(
			expect.stringMatching(/^Tiêu chí 1\.1\.3 \(.+\): chưa giải trình\.$/)
		);
	});
});
