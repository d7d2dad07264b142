import { describe, expect, it } from 'vitest';
import { LONG_NAME } from '../../../../tests/support/hard-papers.ts';
import { describePapers, OPTIONS, runningText, textMiddle } from '../../../../tests/support/paper-checks.ts';
import {
	lineWith,
	measurePages,
	middleOf,
	millimetres,
	styledTexts,
	type MeasuredPage
} from '../../../../tests/support/pdf-measure.ts';
import { surpriseRecord } from '../../../../tests/support/papers-record.ts';
import {
	announcedRecord,
	explainedRecord,
	selfRecord,
	unitParts
} from '../../../../tests/support/visit-papers.ts';
import { buildExplanationLetter } from '#lib/domain/papers/explanation-letter.ts';
import type { InspectionRecord } from '#lib/domain/papers/inspection-record.ts';
import { buildSelfReport } from '#lib/domain/papers/self-report.ts';
import { buildTeamDecision } from '#lib/domain/papers/team-decision.ts';
import { buildVisitNotice } from '#lib/domain/papers/visit-notice.ts';
import { renderPaper } from './render.ts';

/** Names of eighty letters, and a team of `count` such people. */
function largeRecord(record: InspectionRecord, count: number): InspectionRecord {
	const members = Array.from({ length: count }, (_, i) => ({
		name: `Thành viên thứ ${i + 1}, ${LONG_NAME}`.slice(0, 80),
		title: `Chuyên viên ${LONG_NAME}`.slice(0, 80),
		role: (['lead', 'deputy_lead', 'secretary', 'member'] as const)[Math.min(i, 3)]!,
		duty: `Thẩm định lĩnh vực ${(i % 7) + 1}, kiểm tra thực tế tại bộ phận Một cửa`
	}));
	return {
		...record,
		agency: { ...record.agency, name: LONG_NAME },
		team: { ...record.team, members }
	};
}

/** Thirty contested findings, each with a reason of three thousand letters and more. */
function manyExplained(count: number): InspectionRecord {
	const record = explainedRecord();
	const [first] = record.findings;
	const findings = Array.from({ length: count }, (_, i) => ({ ...first!, id: `f${i + 1}`, number: i + 1 }));
	return {
		...record,
		findings,
		explanations: findings.map(({ id }, i) => ({
			...record.explanations[0]!,
			id: `x${i}`,
			findingId: id,
			reason: `Lý do thứ ${i + 1}. ${'Cơ quan đã thực hiện nhưng chưa cập nhật hồ sơ. '.repeat(1 + (i % 5))}`
		}))
	};
}

const surprise = {
	...announcedRecord(),
	inspection: { ...announcedRecord().inspection, kind: 'surprise' as const }
};

describePapers([
	{
		name: 'decision on the team',
		content: buildTeamDecision(announcedRecord()),
		parts: /^p+$/,
		signature: 'KT. GIÁM ĐỐC'
	},
	{
		name: 'decision on a team of twenty long names',
		content: buildTeamDecision(largeRecord(surprise, 20)),
		parts: /^p+$/,
		signature: 'KT. GIÁM ĐỐC'
	},
	{
		name: 'notice of a visit',
		content: buildVisitNotice(announcedRecord()),
		parts: /^p{4,}$/,
		signature: 'KT. GIÁM ĐỐC'
	},
	{
		name: 'notice of a team of twenty long names',
		content: buildVisitNotice(largeRecord(announcedRecord(), 20)),
		parts: /^p{4,}$/,
		signature: 'KT. GIÁM ĐỐC'
	},
	{
		name: 'self-check report',
		content: buildSelfReport(selfRecord()),
		parts: /^p+l+p$/,
		signature: 'GIÁM ĐỐC'
	},
	{
		name: 'self-check report of twenty units under a long name',
		content: buildSelfReport({ ...largeRecord(selfRecord(), 3), unitParts: unitParts(20) }),
		parts: /^p+l+pp$/,
		signature: 'GIÁM ĐỐC'
	},
	{
		name: 'self-check report without a self score',
		content: buildSelfReport({ ...surpriseRecord(), evidence: [] }),
		parts: /^p+$/,
		signature: 'GIÁM ĐỐC'
	},
	{
		name: 'explanation letter',
		content: buildExplanationLetter(explainedRecord()),
		parts: /^p+$/,
		signature: 'GIÁM ĐỐC'
	},
	{
		name: 'explanation letter on thirty findings',
		content: buildExplanationLetter(manyExplained(30)),
		parts: /^p{5,}$/,
		signature: 'GIÁM ĐỐC'
	}
]);

const pageWith = (pages: readonly MeasuredPage[], start: string): MeasuredPage =>
	pages.find(({ lines }) => lines.some(({ text }) => text.startsWith(start)))!;

describe('the form of a decision', () => {
	it('has who decides and the word of the decision in bold capitals, centred, and its articles in bold', async () => {
		const { pdf } = await renderPaper(buildTeamDecision(announcedRecord()), OPTIONS);
		const [page] = measurePages(pdf);
		const authority = lineWith(page!, 'GIÁM ĐỐC SỞ NỘI VỤ');
		const word = lineWith(page!, 'QUYẾT ĐỊNH:');
		for (const line of [authority, word]) expect(middleOf(line)).toBeCloseTo(textMiddle(page!), 0);
		expect(word.yMin).toBeGreaterThan(lineWith(page!, 'Căn cứ Kế hoạch').yMax);
		expect(authority.yMax).toBeLessThan(lineWith(page!, 'Căn cứ quy định').yMin);
		const pages = measurePages(pdf).length;
		const bold = Array.from({ length: pages }, (_, i) => styledTexts(pdf, i + 1))
			.flat()
			.filter(({ style }) => style === 'bold')
			.map(({ text }) => text)
			.join(' ');
		for (const number of [1, 2, 3]) expect(bold).toContain(`Điều ${number}.`);
		expect(bold).not.toContain('Quyết định này có hiệu lực');
	});

	it('repeats the heading of the list of members on each page that it reaches, and loses nobody', async () => {
		const { pdf } = await renderPaper(buildTeamDecision(largeRecord(announcedRecord(), 40)), OPTIONS);
		const pages = measurePages(pdf);
		const reached = pages.filter(({ lines }) => lines.some(({ text }) => text.includes('thẩm định')));
		expect(reached.length).toBeGreaterThan(2);
		for (const page of reached) expect(() => lineWith(page, 'Họ và tên')).not.toThrow();
		const text = runningText(pdf);
		for (let order = 1; order <= 40; order += 1) expect(text).toContain(` ${order} Thành viên thứ ${order},`);
	});
});

describe('the appendices of a notice', () => {
	it('are numbered in Roman and say to what they belong, with its number', async () => {
		const record = { ...announcedRecord(), issued: { visit_notice: { number: 8, issuedOn: '2018-08-20' } } };
		const { pdf } = await renderPaper(buildVisitNotice(record), OPTIONS);
		const text = runningText(pdf);
		const attached = '(Kèm theo Công văn số 08/SNV-CCHC ngày 20/8/2018 của Sở Nội vụ)';
		expect(text).toContain(
			`Phụ lục I ĐỀ CƯƠNG BÁO CÁO Tự kiểm tra, tự chấm điểm công tác cải cách hành chính năm 2018 ${attached}`
		);
		expect(text).toContain(`Phụ lục II DANH MỤC HỒ SƠ, TÀI LIỆU CẦN CHUẨN BỊ ${attached}`);
		const outline = pageWith(measurePages(pdf), 'Phụ lục I');
		expect(middleOf(lineWith(outline, 'ĐỀ CƯƠNG BÁO CÁO'))).toBeCloseTo(textMiddle(outline), 0);
	});
});

describe('a signature', () => {
	it('always has two lines above it, wherever the page happens to end', async () => {
		for (let count = 1; count <= 25; count += 2) {
			const { pdf, signerPlaces } = await renderPaper(buildExplanationLetter(manyExplained(count)), OPTIONS);
			const page = measurePages(pdf, signerPlaces[0]!.page + 1)[0]!;
			const first = lineWith(page, 'Nơi nhận:');
			const above = page.lines.filter(({ yMin, yMax }) => yMin >= millimetres(20) - 1 && yMax <= first.yMin);
			expect(new Set(above.map(({ yMin }) => Math.round(yMin))).size).toBeGreaterThanOrEqual(2);
		}
	});

	it('never leaves a lead of a list or a heading at the foot of a page', async () => {
		for (let count = 1; count <= 24; count += 1) {
			const pages = measurePages(
				(await renderPaper(buildTeamDecision(largeRecord(announcedRecord(), count)), OPTIONS)).pdf
			);
			for (const { lines } of pages.slice(0, -1)) expect(lines.at(-1)!.text).not.toMatch(/^Điều \d\..*:$/);
		}
	});
});
