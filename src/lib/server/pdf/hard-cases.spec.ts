import { beforeAll, describe, expect, it } from 'vitest';
import { LONG_NAME, manyFindings } from '../../../../tests/support/hard-papers.ts';
import {
	lineWith,
	measurePages,
	millimetres,
	pdfText,
	rawText,
	type MeasuredPage
} from '../../../../tests/support/pdf-measure.ts';
import { record2018, record2021, surpriseRecord } from '../../../../tests/support/papers-record.ts';
import type { InspectionRecord } from '#lib/domain/papers/inspection-record.ts';
import { buildConclusion } from '#lib/domain/papers/conclusion.ts';
import { buildMinutes } from '#lib/domain/papers/minutes.ts';
import type { PaperContent } from '#lib/domain/papers/paper.ts';
import { buildRemediationPlan } from '#lib/domain/papers/remediation-plan.ts';
import { buildRemediationReport } from '#lib/domain/papers/remediation-report.ts';
import { buildScoreSheet } from '#lib/domain/papers/score-sheet.ts';
import { renderPaper } from './render.ts';

const OPTIONS = { createdAt: Date.parse('2026-09-12T10:00:00+07:00') };
const TOP = millimetres(20);

function expectInsideMargins(pages: MeasuredPage[]): void {
	for (const page of pages)
		for (const line of page.lines.filter(({ yMax }) => yMax >= TOP)) {
			expect(line.xMin).toBeGreaterThanOrEqual(millimetres(30) - 0.5);
			expect(line.xMax).toBeLessThanOrEqual(page.width - millimetres(15) + 0.5);
			expect(line.yMax).toBeLessThanOrEqual(page.height - millimetres(20) + 1);
		}
}

/** Rows of text above the first line that begins with `signature`, page number left out. */
function linesAbove(page: MeasuredPage, signature: string): number {
	const first = lineWith(page, signature);
	const above = page.lines.filter(({ yMax }) => yMax >= TOP && yMax <= first.yMin);
	return new Set(above.map(({ yMin }) => Math.round(yMin))).size;
}

/** The page on which a paper is signed. */
async function signedPage(content: PaperContent): Promise<MeasuredPage> {
	const { pdf, signerPlaces } = await renderPaper(content, OPTIONS);
	return measurePages(pdf, signerPlaces[0]!.page + 1)[0]!;
}

describe('forty findings', () => {
	it('all stand in the minutes, the conclusion, the plan and the report', async () => {
		const record = manyFindings(record2021(), 40);
		const [minutes, conclusion, plan, report] = await Promise.all([
			renderPaper(buildMinutes(record), OPTIONS),
			renderPaper(buildConclusion(record), OPTIONS),
			renderPaper(buildRemediationPlan(record), OPTIONS),
			renderPaper(buildRemediationReport(record, 'report'), OPTIONS)
		]);
		const minutesText = pdfText(minutes.pdf);
		const reportText = rawText(report.pdf).replace(/\n\d{1,2}\n|\f\d{1,2}\n|\s+/g, ' ');
		const conclusionText = rawText(conclusion.pdf).replace(/\s+/g, ' ');
		for (const { number, text } of record.findings) {
			expect(minutesText).toContain(`Tồn tại ${number} (tiêu chí`);
			expect(reportText).toContain(`${number}. ${text.slice(0, 60)}`);
			expect(conclusionText).toContain(`${number}. ${text.slice(0, 40)}`);
		}
		for (const { pdf } of [minutes, conclusion, plan, report]) expectInsideMargins(measurePages(pdf));
	});

	it('never part a signature from its text, wherever the page happens to end', async () => {
		for (let count = 1; count <= 24; count += 2) {
			const record = manyFindings(record2018(), count);
			const minutes = await signedPage(buildMinutes(record));
			expect(linesAbove(minutes, 'ĐẠI DIỆN CƠ QUAN')).toBeGreaterThanOrEqual(2);
			expect(() => lineWith(minutes, 'THƯ KÝ')).not.toThrow();
			const report = await signedPage(buildRemediationReport(record, 'letter'));
			expect(linesAbove(report, 'Nơi nhận:')).toBeGreaterThanOrEqual(2);
		}
	});

	it('never leave a heading at the foot of a page', async () => {
		for (const count of [7, 12, 19, 26]) {
			const { pdf } = await renderPaper(buildConclusion(manyFindings(record2018(), count)), OPTIONS);
			for (const page of measurePages(pdf).filter(({ width, height }) => width < height)) {
				const last = page.lines.at(-1)!;
				expect(last.text).not.toMatch(/^(I|II|III|IV|V|VI)\. /);
				expect(last.text).not.toMatch(/^\d+\. /);
			}
		}
	});
});

describe('a name of eighty letters', () => {
	it('is broken in the head without running into the other column, and survives whole', async () => {
		const record = record2021();
		const { pdf } = await renderPaper(
			buildRemediationReport({ ...record, agency: { ...record.agency, name: LONG_NAME } }, 'report'),
			OPTIONS
		);
		const [page] = measurePages(pdf);
		const columns = millimetres(30) + (page!.width - millimetres(45)) * 0.41;
		const number = lineWith(page!, 'Số:');
		const issuer = page!.lines.filter(({ yMax, xMin }) => yMax <= number.yMin && xMin < columns);
		for (const line of issuer) expect(line.xMax).toBeLessThan(columns);
		expect(issuer.map(({ text }) => text).join(' ')).toBe(`UBND TỈNH BÌNH ĐỊNH ${LONG_NAME.toUpperCase()}`);
		expect(lineWith(page!, 'Bình Định, ngày').yMin).toBeCloseTo(number.yMin, 0);
		expectInsideMargins([page!]);
	});
});

describe('a note of three thousand words', () => {
	const words = Array.from({ length: 3000 }, (_, i) => `từ${i + 1}`);
	let pages: MeasuredPage[];
	let text: string;

	beforeAll(async () => {
		const record = record2018();
		const appraisal = new Map(record.answers.appraisal);
		appraisal.set('2.1.1', { ...appraisal.get('2.1.1')!, note: words.join(' ') });
		const { pdf } = await renderPaper(
			buildScoreSheet({ ...record, answers: { ...record.answers, appraisal } }),
			OPTIONS
		);
		pages = measurePages(pdf);
		text = rawText(pdf);
	});

	it('is there to the last word, in order', () => {
		expect(text.match(/từ\d+/g)).toEqual(words);
	});

	it('stays inside the margins, the heading on every page', () => {
		expect(pages.length).toBeGreaterThan(12);
		expectInsideMargins(pages);
		for (const page of pages) {
			const heading = lineWith(page, 'Lý do, tài liệu kiểm chứng');
			const rows = page.lines.filter(({ yMin, yMax }) => yMin > heading.yMax && yMax > TOP);
			expect(rows.length).toBeGreaterThan(0);
		}
	});
});

describe('rows that fit a page', () => {
	it('are never cut: the title of a subcriterion and its reasons stand on one page', async () => {
		const record = record2018();
		const appraisal = new Map(record.answers.appraisal);
		for (const [i, code] of [...appraisal.keys()].entries())
			appraisal.set(code, {
				...appraisal.get(code)!,
				note: `Đầu${i} ${'ghi chú '.repeat(10 + (i % 30))} cuối${i}`
			});
		const { pdf, pages } = await renderPaper(
			buildScoreSheet({ ...record, answers: { ...record.answers, appraisal } }),
			OPTIONS
		);
		let seen = 0;
		for (let page = 1; page <= pages; page += 1) {
			const text = pdfText(pdf, page);
			const starts = [...text.matchAll(/Đầu(\d+)/g)].map(([, i]) => i);
			expect([...text.matchAll(/cuối(\d+)/g)].map(([, i]) => i)).toEqual(starts);
			seen += starts.length;
		}
		expect(seen).toBe(appraisal.size);
	});
});

describe('without a self score', () => {
	it('the column is blank', async () => {
		const { pdf } = await renderPaper(buildScoreSheet(surpriseRecord()), OPTIONS);
		const [page] = measurePages(pdf);
		const heading = page!.lines.flatMap(({ words }) => words).find(({ text }) => text === 'tự')!;
		const below = page!.lines
			.flatMap(({ words }) => words)
			.filter(
				({ xMin, xMax, yMin }) =>
					yMin > heading.yMax + 12 && xMax > heading.xMin - 8 && xMin < heading.xMax + 8
			);
		expect(below).toEqual([]);
		expect(rawText(pdf)).toContain('Không có điểm tự chấm');
	});
});

describe('a refusal to sign', () => {
	it('prints reason and witnesses, who sign in the agency’s place', async () => {
		const record = record2018();
		const { pdf } = await renderPaper(
			buildMinutes({
				...record,
				session: {
					...record.session,
					refusalReason: 'Không đồng ý với điểm thẩm định',
					refusalWitnesses: 'Người chứng kiến một, UBND phường\nNgười chứng kiến hai, Công đoàn'
				}
			}),
			OPTIONS
		);
		const pages = measurePages(pdf);
		const page = pages.find(({ lines }) => lines.some(({ text }) => text === '(Từ chối ký)'))!;
		expect(page.lines.filter(({ text }) => text.includes('NGƯỜI CHỨNG KIẾN'))).toHaveLength(2);
		expect(pdfText(pdf)).toContain('không ký biên bản. Lý do: Không đồng ý với điểm thẩm định.');
		expect(linesAbove(page, 'ĐẠI DIỆN CƠ QUAN')).toBeGreaterThanOrEqual(2);
	});
});

describe('an inspection in which nothing was entered', () => {
	it('still gives every paper', async () => {
		const record: InspectionRecord = {
			...record2018(),
			findings: [],
			strengths: [],
			demands: [],
			evidence: [],
			samples: [],
			answers: {},
			totals: {},
			plan: null,
			teamDecision: null,
			issued: {},
			conclusion: null
		};
		const contents = [
			buildMinutes(record),
			buildConclusion(record),
			buildScoreSheet(record),
			buildRemediationPlan(record),
			buildRemediationReport(record, 'report'),
			buildRemediationReport(record, 'letter')
		];
		for (const content of contents) {
			const { pdf } = await renderPaper(content, OPTIONS);
			expectInsideMargins(measurePages(pdf));
		}
	});
});

describe('text as people paste it', () => {
	it('loses marks that cannot be seen and keeps every letter, composed', async () => {
		const record = record2018();
		const pasted = 'Đề\u200b nghị\tkhắc\u00ad phục ngay\r\nDòng thứ hai'.normalize('NFD');
		const { pdf } = await renderPaper(
			buildMinutes({ ...record, session: { ...record.session, leadConclusion: pasted } }),
			OPTIONS
		);
		const text = pdfText(pdf);
		expect(text).toContain('Đề nghị khắc phục ngay');
		expect(text).toContain('Dòng thứ hai');
		expect(text).toBe(text.normalize('NFC'));
	});

	it('breaks a word that is wider than its column instead of losing it', async () => {
		const record = record2018();
		const address = `https://${'motcua'.repeat(40)}.gov.vn`;
		const appraisal = new Map(record.answers.appraisal);
		appraisal.set('1.1.1', { ...appraisal.get('1.1.1')!, note: address });
		const { pdf } = await renderPaper(
			buildScoreSheet({ ...record, answers: { ...record.answers, appraisal } }),
			OPTIONS
		);
		expect(rawText(pdf).replace(/\s+/g, '')).toContain(address);
		expectInsideMargins(measurePages(pdf));
	});
});
