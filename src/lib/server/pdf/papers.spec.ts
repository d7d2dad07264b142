import { beforeAll, describe, expect, it } from 'vitest';
import {
	describePapers,
	LEFT,
	OPTIONS,
	runningText,
	textMiddle,
	type PaperCase
} from '../../../../tests/support/paper-checks.ts';
import {
	lineWith,
	measurePages,
	middleOf,
	millimetres,
	pdfInfo,
	rawText,
	sizeOf,
	styledTexts,
	type MeasuredPage
} from '../../../../tests/support/pdf-measure.ts';
import { record2018, record2021, strokes, surveyedRecord } from '../../../../tests/support/papers-record.ts';
import { buildConclusion } from '#lib/domain/papers/conclusion.ts';
import { buildMinutes } from '#lib/domain/papers/minutes.ts';
import { buildRemediationPlan } from '#lib/domain/papers/remediation-plan.ts';
import { buildRemediationReport } from '#lib/domain/papers/remediation-report.ts';
import { buildScoreSheet } from '#lib/domain/papers/score-sheet.ts';
import { renderPaper, type RenderedPaper } from './render.ts';

function signedRecord() {
	const record = record2018();
	const signature = { strokes, signedAt: OPTIONS.createdAt, contentHash: 'ab' };
	record.drawn = [
		{ ...signature, side: 'team', name: 'Trưởng đoàn kiểm tra', title: 'Phó Giám đốc Sở Nội vụ' },
		{ ...signature, side: 'agency', name: 'Giám đốc Sở', title: 'Giám đốc' }
	];
	return record;
}

const CASES: PaperCase[] = [
	{
		name: 'minutes',
		content: buildMinutes(signedRecord()),
		parts: /^p+l+pp$/,
		signature: 'ĐẠI DIỆN CƠ QUAN'
	},
	{
		name: 'conclusion',
		content: buildConclusion(surveyedRecord()),
		parts: /^p+l+pp$/,
		signature: 'KT. GIÁM ĐỐC'
	},
	{ name: 'score sheet', content: buildScoreSheet(record2018()), parts: /^l+$/, signature: 'NGƯỜI CHẤM' },
	{ name: 'plan', content: buildRemediationPlan(record2021()), parts: /^p+l+$/, signature: 'GIÁM ĐỐC' },
	{
		name: 'report',
		content: buildRemediationReport(record2021(), 'report'),
		parts: /^p+$/,
		signature: 'GIÁM ĐỐC'
	},
	{
		name: 'letter',
		content: buildRemediationReport(record2021(), 'letter'),
		parts: /^p+$/,
		signature: 'GIÁM ĐỐC'
	}
];

describePapers(CASES);

describe('the head of the minutes', () => {
	let page: MeasuredPage;
	let styles: Map<string, string>;

	beforeAll(async () => {
		const { pdf } = await renderPaper(buildMinutes(record2018()), OPTIONS);
		page = measurePages(pdf)[0]!;
		styles = new Map(styledTexts(pdf, 1).map(({ text, style }) => [text, style]));
	});

	it.each([
		['UBND TỈNH BÌNH ĐỊNH', 12, ''],
		['ĐOÀN KIỂM TRA 1228', 12, 'bold'],
		['Số: 03/BB-ĐKT', 13, ''],
		['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 12, 'bold'],
		['Độc lập - Tự do - Hạnh phúc', 13, 'bold'],
		['Bình Định, ngày 12 tháng 9 năm 2018', 13, 'italic'],
		['BIÊN BẢN', 14, 'bold'],
		['Kiểm tra công tác cải cách hành chính năm 2018', 14, 'bold'],
		['tại Sở Lao động - Thương binh và Xã hội', 14, 'bold']
	])('sets «%s» in size %d, %s', (text, size, style) => {
		const line = lineWith(page, text);
		expect(line.text).toBe(text);
		expect(sizeOf(line)).toBeCloseTo(size, 1);
		expect(styles.get(text)).toBe(style);
	});

	it('has the issuer on the left, the State on the right, number and day on one row, the title below', () => {
		const [parent, issuer, number] = ['UBND TỈNH', 'ĐOÀN KIỂM TRA 1228', 'Số:'].map((text) =>
			lineWith(page, text)
		);
		const [state, motto, day] = ['CỘNG HÒA', 'Độc lập', 'Bình Định, ngày'].map((text) =>
			lineWith(page, text)
		);
		expect(parent!.yMin).toBeCloseTo(state!.yMin, 0);
		expect(issuer!.yMin).toBeGreaterThan(parent!.yMin);
		expect(motto!.yMin).toBeGreaterThan(state!.yMin);
		expect(number!.yMin).toBeCloseTo(day!.yMin, 0);
		expect(number!.yMin).toBeGreaterThan(issuer!.yMax);
		const columns = LEFT + (page.width - LEFT - millimetres(15)) * 0.41;
		for (const line of [parent!, issuer!, number!]) {
			expect(line.xMax).toBeLessThan(columns);
			expect(Math.abs(middleOf(line) - middleOf(parent!))).toBeLessThan(1);
		}
		for (const line of [state!, motto!, day!]) {
			expect(line.xMin).toBeGreaterThan(columns);
			expect(Math.abs(middleOf(line) - middleOf(state!))).toBeLessThan(1);
		}
		const title = lineWith(page, 'BIÊN BẢN');
		expect(title.yMin).toBeGreaterThan(number!.yMax);
		expect(middleOf(title)).toBeCloseTo(textMiddle(page), 0);
	});

	it('has a body of 14 points, justified, its first lines indented by 1,27 cm, paragraphs 6 points apart', () => {
		const opening = lineWith(page, 'Hôm nay, vào hồi');
		const next = page.lines.find(({ yMin }) => yMin > opening.yMax - 2)!;
		expect(sizeOf(opening)).toBeCloseTo(14, 1);
		expect(opening.xMin).toBeCloseTo(LEFT + millimetres(12.7), 0);
		expect(opening.xMax).toBeCloseTo(page.width - millimetres(15), 0);
		expect(next.xMin).toBeCloseTo(LEFT, 0);
		const period = lineWith(page, 'Thời kỳ kiểm tra');
		const before = page.lines.filter(({ yMin }) => yMin < period.yMin).at(-1)!;
		expect(period.yMin - before.yMin).toBeCloseTo(18 + 6, 0);
		expect(next.yMin - opening.yMin).toBeCloseTo(18, 0);
		expect(styles.get('THÀNH PHẦN') ?? styles.get('I. THÀNH PHẦN')).toBe('bold');
	});

	it('slants the legal bases', () => {
		expect([...styles].find(([text]) => text.startsWith('Căn cứ Quyết định'))?.[1]).toBe('italic');
	});
});

describe('a paper without number and day', () => {
	it('leaves room for the clerk’s hand', async () => {
		const { pdf } = await renderPaper(buildRemediationReport(record2021(), 'letter'), OPTIONS);
		const page = measurePages(pdf)[0]!;
		const words = page.lines.flatMap((line) => line.words);
		const [number, sign] = ['Số:', '/SLĐTBXH-VP'].map((text) => words.find((word) => word.text === text)!);
		expect(sign!.yMin).toBeCloseTo(number!.yMin, 0);
		expect(sign!.xMin - number!.xMax).toBeGreaterThan(millimetres(8));
		const [day, month, year] = ['ngày', 'tháng', 'năm'].map((text) =>
			words.find((word) => word.text === text && Math.abs(word.yMin - number!.yMin) < 1)!
		);
		expect(month!.xMin - day!.xMax).toBeGreaterThan(millimetres(6));
		expect(year!.xMin - month!.xMax).toBeGreaterThan(millimetres(6));
	});

	it('has «V/v» under the number in size 12 and «Kính gửi» in the middle', async () => {
		const { pdf } = await renderPaper(buildRemediationReport(record2021(), 'letter'), OPTIONS);
		const page = measurePages(pdf)[0]!;
		const matter = lineWith(page, 'V/v kết quả khắc phục');
		expect(sizeOf(matter)).toBeCloseTo(12, 1);
		expect(matter.yMin).toBeGreaterThan(lineWith(page, 'Số:').yMax);
		expect(middleOf(lineWith(page, 'Kính gửi: Sở Nội vụ'))).toBeCloseTo(textMiddle(page), 0);
		expect(page.lines.some(({ text }) => text === 'BÁO CÁO')).toBe(false);
	});
});

describe('the signatures of the minutes', () => {
	let paper: RenderedPaper;
	let page: MeasuredPage;

	beforeAll(async () => {
		paper = await renderPaper(buildMinutes(signedRecord()), OPTIONS);
		page = measurePages(paper.pdf).find(({ lines }) => lines.some(({ text }) => text.includes('THƯ KÝ')))!;
	});

	it('stand two by two: agency left, team right, names level, the secretary below, then «Nơi nhận»', () => {
		const agency = lineWith(page, 'ĐẠI DIỆN CƠ QUAN');
		const team = lineWith(page, 'TM. ĐOÀN KIỂM TRA');
		expect(agency.yMin).toBeCloseTo(team.yMin, 0);
		expect(agency.xMax).toBeLessThan(textMiddle(page));
		expect(team.xMin).toBeGreaterThan(textMiddle(page));
		const [agencyName, teamName] = [lineWith(page, 'Giám đốc Sở'), lineWith(page, 'Trưởng đoàn kiểm tra')];
		expect(agencyName.yMin).toBeCloseTo(teamName.yMin, 0);
		expect(teamName.yMin - lineWith(page, 'GIÁM ĐỐC').yMax).toBeGreaterThan(millimetres(29));
		const secretary = lineWith(page, 'THƯ KÝ');
		expect(secretary.yMin).toBeGreaterThan(agencyName.yMax);
		const recipients = lineWith(page, 'Nơi nhận:');
		expect(recipients.yMin).toBeGreaterThan(lineWith(page, 'Thư ký Đoàn').yMax);
		expect(sizeOf(recipients)).toBeCloseTo(12, 1);
		expect(sizeOf(lineWith(page, '- Lưu: Hồ sơ Đoàn kiểm tra.'))).toBeCloseTo(11, 1);
	});

	it('say of a drawn signature what it is', () => {
		expect(
			page.lines.filter(({ text }) => text.includes('Ký trên màn hình lúc 10:00 ngày 12/9/2026'))
		).toHaveLength(2);
	});

	it('leave a place for the seal on the left third of the lead’s signature, clear of all text', () => {
		const { page: index, rect } = paper.sealPlace;
		expect(measurePages(paper.pdf)[index]!.lines.some(({ text }) => text.includes('THƯ KÝ'))).toBe(true);
		const [left, bottom, right, top] = rect;
		const seal = { xMin: left, xMax: right, yMin: page.height - top, yMax: page.height - bottom };
		const touching = page.lines.filter(
			(line) =>
				line.xMin < seal.xMax && line.xMax > seal.xMin && line.yMin < seal.yMax && line.yMax > seal.yMin
		);
		expect(touching).toEqual([]);
		const name = lineWith(page, 'Trưởng đoàn kiểm tra');
		expect(right).toBeLessThan(middleOf(name));
		expect(right).toBeGreaterThan(middleOf(name) - 60);
		expect(seal.yMin).toBeGreaterThan(lineWith(page, 'TM. ĐOÀN KIỂM TRA').yMax);
		expect(seal.yMax).toBeLessThan(name.yMin);
	});
});

describe('what a file says of itself', () => {
	it('has a title, a language, the given time and no other', async () => {
		const { pdf } = await renderPaper(buildMinutes(record2018()), OPTIONS);
		const info = pdfInfo(pdf);
		expect(info.Title).toBe(
			'Biên bản: Kiểm tra công tác cải cách hành chính năm 2018 tại Sở Lao động - Thương binh và Xã hội'
		);
		expect(info.Producer).toBe('Thước');
		expect(Date.parse(info.CreationDate!)).toBe(OPTIONS.createdAt);
		expect(pdf.toString('latin1')).toContain('/Lang (vi-VN)');
	});

	it('stays well-formed where a name holds signs of XML', async () => {
		const record = record2018();
		const named = { ...record, agency: { ...record.agency, name: 'Ban A & B <C>' } };
		const { pdf } = await renderPaper(buildMinutes(named), OPTIONS);
		expect(pdfInfo(pdf).Title).toContain('Ban A và B C');
		expect(runningText(pdf)).toContain('tại Ban A & B <C>.');
	});
});

describe('a draft', () => {
	it('says so on every page', async () => {
		const { pdf, pages } = await renderPaper(buildRemediationPlan(record2021()), {
			...OPTIONS,
			watermark: 'BẢN NHÁP'
		});
		// The letters of slanted text come one by one.
		const letters = (page: number) => rawText(pdf, page).replace(/\s+/g, '');
		for (let page = 1; page <= pages; page += 1) expect(letters(page)).toContain('BẢNNHÁP');
		const final = await renderPaper(buildRemediationPlan(record2021()), OPTIONS);
		expect(rawText(final.pdf).replace(/\s+/g, '')).not.toContain('BẢNNHÁP');
	});
});
