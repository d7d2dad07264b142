/** Room for digital signatures: where it is kept on each paper, and how what stands in it looks. */
import { describe, expect, it } from 'vitest';
import { OPTIONS } from '../../../../tests/support/paper-checks.ts';
import { measurePages, millimetres, pdfText, type Box } from '../../../../tests/support/pdf-measure.ts';
import { record2018, record2021, strokes } from '../../../../tests/support/papers-record.ts';
import { closedRecord, recheckRecord } from '../../../../tests/support/remedy-papers.ts';
import { buildClosingNote } from '#lib/domain/papers/closing-note.ts';
import { buildConclusion } from '#lib/domain/papers/conclusion.ts';
import { buildMinutes } from '#lib/domain/papers/minutes.ts';
import type { PaperContent } from '#lib/domain/papers/paper.ts';
import { buildRecheckMinutes } from '#lib/domain/papers/recheck-minutes.ts';
import { buildRemediationPlan } from '#lib/domain/papers/remediation-plan.ts';
import { buildRemediationReport } from '#lib/domain/papers/remediation-report.ts';
import { buildScoreSheet } from '#lib/domain/papers/score-sheet.ts';
import type { SealPlace } from './layout.ts';
import { renderPaper } from './render.ts';
import { bodyPlace, fallbackPlace, signerAppearance } from './signer-appearance.ts';

const AT = Date.parse('2026-09-12T03:04:05Z');

function drawnRecord() {
	const record = record2018();
	const signature = { strokes, signedAt: OPTIONS.createdAt, contentHash: 'ab' };
	record.drawn = [{ ...signature, side: 'team', name: 'Trưởng đoàn kiểm tra', title: 'Phó Giám đốc' }];
	return record;
}

const CASES: [name: string, content: PaperContent][] = [
	['minutes', buildMinutes(record2018())],
	['minutes with a drawn signature', buildMinutes(drawnRecord())],
	['minutes of a re-check', buildRecheckMinutes(recheckRecord())],
	['conclusion', buildConclusion(record2018())],
	['score sheet', buildScoreSheet(record2018())],
	['plan', buildRemediationPlan(record2021())],
	['report', buildRemediationReport(record2021(), 'report')],
	['letter', buildRemediationReport(record2021(), 'letter')],
	['closing note', buildClosingNote(closedRecord())]
];

/** A place on its page as poppler measures: from the top. */
const boxOf = ({ rect: [left, bottom, right, top] }: SealPlace, height: number): Box => ({
	xMin: left,
	xMax: right,
	yMin: height - top,
	yMax: height - bottom
});

const overlap = (one: Box, other: Box): boolean =>
	one.xMin < other.xMax && other.xMin < one.xMax && one.yMin < other.yMax && other.yMin < one.yMax;

describe.each(CASES)('%s', (_, content) => {
	it('keeps a room for each signer, over no word, no other room and not under the seal', async () => {
		const { pdf, signerPlaces, sealPlace } = await renderPaper(content, OPTIONS);
		const pages = measurePages(pdf);
		expect(signerPlaces).toHaveLength(content.signatures.length);
		for (const [at, place] of signerPlaces.entries()) {
			const page = pages[place.page]!;
			const box = boxOf(place, page.height);
			expect(box.xMin).toBeGreaterThanOrEqual(0);
			expect(box.xMax).toBeLessThanOrEqual(page.width);
			expect(box.xMax - box.xMin).toBeGreaterThan(90);
			expect(box.yMax - box.yMin).toBeGreaterThanOrEqual(28);
			const words = page.lines.flatMap((line) => line.words).filter((word) => overlap(word, box));
			expect(words.map(({ text }) => text)).toEqual([]);
			const others = [...signerPlaces.slice(0, at), sealPlace].filter((other) => other.page === place.page);
			for (const other of others) expect(overlap(boxOf(other, page.height), box)).toBe(false);
			const name = content.signatures[at]!.name;
			const [last] = name.split(' ').slice(-1);
			// The name stands below its room, not beside it.
			if (name !== '')
				expect(
					page.lines.some(
						({ text, yMin, xMin, xMax }) =>
							text.includes(last!) && yMin >= box.yMax - 2 && xMin < box.xMax && xMax > box.xMin
					)
				).toBe(true);
		}
	});
});

describe('papers from before', () => {
	it('have room in the top margin of page 1, side by side, while there is some', () => {
		const places = [0, 1, 2].map((slot) => fallbackPlace(slot, false)!);
		expect(places.map(({ page }) => page)).toEqual([0, 0, 0]);
		expect(places[0]!.rect[2]).toBeLessThan(places[1]!.rect[0]);
		expect(fallbackPlace(3, false)).toBeNull();
		expect(fallbackPlace(3, true)).not.toBeNull();
	});
});

describe('the look of a signature', () => {
	it('says who, for whom and when in Việt Nam', async () => {
		const options = { name: 'Giám đốc Sở', organisation: 'Sở Nội vụ', at: AT, width: 150, height: 82 };
		const [first, second] = [await signerAppearance(options), await signerAppearance(options)];
		expect(pdfText(first)).toBe(
			'Người ký: Giám đốc Sở Cơ quan: Sở Nội vụ Thời gian ký: 12.09.2026 10:04:05 +07:00'
		);
		expect(first.equals(second)).toBe(true);
	});

	it('of a body says on which paper, in the ink of a seal', async () => {
		const forBody = { numberAndSign: '05/TB-SNV' };
		const options = { name: 'SỞ NỘI VỤ', organisation: 'UBND tỉnh', forBody, at: AT, width: 190, height: 52 };
		expect(pdfText(await signerAppearance(options))).toBe(
			'Cơ quan ký: SỞ NỘI VỤ Số, ký hiệu: 05/TB-SNV Thời gian ký: 12.09.2026 10:04:05 +07:00'
		);
		const { page, rect } = bodyPlace();
		expect(page).toBe(0);
		/* In the top margin of 20 mm, up to the right margin of 15 mm. */
		expect(rect[1]).toBeGreaterThanOrEqual(841.89 - millimetres(20));
		expect(rect[3]).toBeLessThan(841.89);
		expect(rect[2]).toBeCloseTo(595.28 - millimetres(15), 1);
	});

	it('makes long names smaller instead of cutting them, also in the lowest room', async () => {
		const organisation = 'Ban Quản lý Khu công nghệ cao và các khu công nghiệp tỉnh Bình Định';
		const pdf = await signerAppearance({ name: 'Trưởng ban', organisation, at: AT, width: 110, height: 29 });
		expect(pdfText(pdf)).toContain(organisation);
		for (const line of measurePages(pdf)[0]!.lines) {
			expect(line.yMin).toBeGreaterThanOrEqual(-1);
			expect(line.yMax).toBeLessThanOrEqual(30);
		}
	});
});
