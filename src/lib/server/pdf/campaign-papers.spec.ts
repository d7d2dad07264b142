import { describe, expect, it } from 'vitest';
import { campaignRecord, plannedAgency, resultOf } from '../../../../tests/support/campaign-record.ts';
import { LONG_NAME } from '../../../../tests/support/hard-papers.ts';
import { describePapers, OPTIONS, runningText, textMiddle } from '../../../../tests/support/paper-checks.ts';
import {
	lineWith,
	measurePages,
	middleOf,
	sizeOf,
	styledTexts
} from '../../../../tests/support/pdf-measure.ts';
import { paperTextsOf } from '#lib/domain/campaign-paper-texts.ts';
import { buildRankingDecision } from '#lib/domain/papers/ranking-decision.ts';
import { buildYearlyPlan } from '#lib/domain/papers/yearly-plan.ts';
import { renderPaper } from './render.ts';

const committees = paperTextsOf({ planBody: 'committee', rankingBody: 'committee' });
const many = (count: number) => Array.from({ length: count }, (_, i) => `${LONG_NAME} số ${i + 1}`);
const manyAgencies = campaignRecord({
	agencies: many(60).map((name) => plannedAgency(name)),
	results: many(60).map((name, i) => resultOf(name, 100 - i)),
	texts: paperTextsOf({
		purpose: Array.from({ length: 300 }, (_, i) => `Mục đích thứ ${i + 1} của đợt kiểm tra năm nay.`).join(
			'\n'
		)
	})
});

describePapers([
	{ name: 'yearly plan', content: buildYearlyPlan(campaignRecord()), parts: /^ppp$/, signature: 'GIÁM ĐỐC' },
	{
		name: "committee's yearly plan",
		content: buildYearlyPlan(campaignRecord({ texts: committees })),
		parts: /^ppp$/,
		signature: 'TM. ỦY BAN'
	},
	{
		name: 'plan with 60 agencies of long names and 3.000 words of purpose',
		content: buildYearlyPlan(manyAgencies),
		parts: /^p+$/,
		signature: 'GIÁM ĐỐC'
	},
	{
		name: 'ranking decision',
		content: buildRankingDecision(campaignRecord()),
		parts: /^pp$/,
		signature: 'GIÁM ĐỐC'
	},
	{
		name: 'ranking of 60 agencies of long names',
		content: buildRankingDecision(manyAgencies),
		parts: /^p+$/,
		signature: 'GIÁM ĐỐC'
	},
	{
		name: "committee's ranking decision with agencies left out",
		content: buildRankingDecision(
			campaignRecord({
				texts: committees,
				results: [resultOf('Sở A', 80), resultOf(LONG_NAME, 90, { isConcluded: false })]
			})
		),
		parts: /^p+$/,
		signature: 'TM. ỦY BAN'
	}
]);

describe('the decision', () => {
	it('has its name twice, centred and bold, the authority between, the articles led in bold', async () => {
		const { pdf } = await renderPaper(buildRankingDecision(campaignRecord()), OPTIONS);
		const page = measurePages(pdf)[0]!;
		const styles = styledTexts(pdf, 1);
		const [first, second] = page.lines.filter(({ text }) => text.startsWith('QUYẾT ĐỊNH'));
		const authority = lineWith(page, 'GIÁM ĐỐC SỞ NỘI VỤ');
		expect([first!.text, second!.text]).toEqual(['QUYẾT ĐỊNH', 'QUYẾT ĐỊNH:']);
		for (const line of [first!, second!, authority]) {
			expect(middleOf(line)).toBeCloseTo(textMiddle(page), 0);
			expect(sizeOf(line)).toBeCloseTo(14, 1);
			expect(styles.find(({ text }) => text === line.text)?.style).toBe('bold');
		}
		expect(authority.yMin).toBeGreaterThan(first!.yMax);
		expect(authority.yMax).toBeLessThan(second!.yMin);
		const article = styles.find(({ text }) => text.startsWith('Điều 1.'));
		expect(article?.style).toBe('bold');
	});

	it('repeats the heading of its table on every page that the table reaches', async () => {
		const { pdf } = await renderPaper(buildRankingDecision(manyAgencies), OPTIONS);
		const pages = measurePages(pdf);
		const reached = pages.filter(({ lines }) => lines.some(({ text }) => text.includes('Ban Quản lý')));
		expect(reached.length).toBeGreaterThan(3);
		for (const page of reached) expect(lineWith(page, 'Hạng').text).toContain('Hạng');
		const text = runningText(pdf);
		for (let order = 1; order <= 60; order += 1) expect(text).toContain(` ${order} Ban Quản lý `);
	});
});
