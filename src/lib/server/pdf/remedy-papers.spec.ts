import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { describePapers, OPTIONS, runningText, textMiddle } from '../../../../tests/support/paper-checks.ts';
import { lineWith, measurePages, middleOf, sizeOf } from '../../../../tests/support/pdf-measure.ts';
import { record2021 } from '../../../../tests/support/papers-record.ts';
import {
	changedRecord,
	closedRecord,
	overdueItems,
	recheckRecord
} from '../../../../tests/support/remedy-papers.ts';
import { buildClosingNote } from '#lib/domain/papers/closing-note.ts';
import type { ReminderChoice } from '#lib/domain/papers/paper.ts';
import { buildRecheckMinutes } from '#lib/domain/papers/recheck-minutes.ts';
import { buildRemediationPlan } from '#lib/domain/papers/remediation-plan.ts';
import { buildRemediationReport } from '#lib/domain/papers/remediation-report.ts';
import { buildReminderLetter, type OverdueItem } from '#lib/domain/papers/reminder-letter.ts';
import { renderPaper } from './render.ts';

const record = record2021();
const items = overdueItems(record);
const choiceOf = (chosen: readonly OverdueItem[]): ReminderChoice => ({
	keys: chosen.map(({ key }) => key),
	answerBy: '2021-12-01',
	note: 'Lời của Sở.',
	toSuperior: true
});
const reminder = (chosen: readonly OverdueItem[]) =>
	buildReminderLetter(record, { overdue: chosen, day: '2021-11-22' }, choiceOf(chosen));

describePapers([
	{ name: 'reminder letter', content: reminder(items), parts: /^p+$/, signature: 'KT. GIÁM ĐỐC' },
	{
		name: 'reminder letter about one paper',
		content: reminder(items.slice(0, 1)),
		parts: /^p$/,
		signature: 'KT. GIÁM ĐỐC'
	},
	{
		name: 'closing note',
		content: buildClosingNote(closedRecord()),
		parts: /^p+$/,
		signature: 'KT. GIÁM ĐỐC'
	},
	{
		name: 'plan with agreed changes',
		content: buildRemediationPlan(changedRecord()),
		parts: /^p+l+$/,
		signature: 'GIÁM ĐỐC'
	},
	{
		name: 'report after an extension',
		content: buildRemediationReport(changedRecord(), 'report'),
		parts: /^p+$/,
		signature: 'GIÁM ĐỐC'
	},
	{
		name: 'minutes of a re-check',
		content: buildRecheckMinutes(recheckRecord()),
		parts: /^p+$/,
		signature: 'ĐẠI DIỆN CƠ QUAN'
	}
]);

describe('a long reminder letter', () => {
	const many = Array.from({ length: 40 }, (_, i): OverdueItem => {
		const item = items[1 + (i % 7)]!;
		return { ...item, key: `action:${i}` };
	});

	it('repeats the heading of its table on every page that the table reaches, and cuts no row', async () => {
		const { pdf } = await renderPaper(reminder(many), OPTIONS);
		const pages = measurePages(pdf);
		const reached = pages.filter(({ lines }) => lines.some(({ text }) => text.includes('29/10/2021')));
		expect(reached.length).toBeGreaterThan(5);
		for (const page of reached) expect(lineWith(page, 'TT').text).toContain('TT');
		const text = runningText(pdf);
		for (let order = 1; order <= 40; order += 1) expect(text).toContain(` ${order} Tồn tại `);
	});
});

describe('a reminder letter of the office', () => {
	it('bears «V/v» in size 12 under its number, «Kính gửi» in the middle, and no name of a kind', async () => {
		const { pdf } = await renderPaper(reminder(items), OPTIONS);
		const [page] = measurePages(pdf);
		const matter = lineWith(page!, 'V/v đôn đốc');
		expect(sizeOf(matter)).toBeCloseTo(12, 1);
		expect(matter.yMin).toBeGreaterThan(lineWith(page!, '/SNV-CCHC').yMax);
		expect(middleOf(lineWith(page!, 'Kính gửi: Sở Lao động'))).toBeCloseTo(textMiddle(page!), 0);
		expect(page!.lines.some(({ text }) => text === 'CÔNG VĂN')).toBe(false);
	});
});

describe('the photos of a re-check', () => {
	it('follow the minutes as an appendix', async () => {
		const bytes = await sharp({ create: { width: 160, height: 120, channels: 3, background: '#ccc' } })
			.jpeg()
			.toBuffer();
		const photo = { jpeg: bytes, caption: 'Bảng niêm yết', code: null };
		const content = buildRecheckMinutes(recheckRecord());
		const { pdf, pages } = await renderPaper(content, { ...OPTIONS, photos: [photo] });
		expect(pages).toBeGreaterThan((await renderPaper(content, OPTIONS)).pages);
		expect(runningText(pdf)).toContain('Kèm theo Biên bản số 02/BB-ĐKT của Đoàn kiểm tra 1228');
		expect(runningText(pdf)).toContain('Bảng niêm yết');
	});
});
