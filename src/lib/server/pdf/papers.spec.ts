import { beforeAll, describe, expect, it } from 'vitest';
import {
	lineWith,
	measurePages,
	middleOf,
	millimetres,
	pdfFonts,
	pdfInfo,
	rawText,
	sizeOf,
	styledTexts,
	type MeasuredLine,
	type MeasuredPage
} from '../../../../tests/support/pdf-measure.ts';
import { record2018, record2021, strokes, surveyedRecord } from '../../../../tests/support/papers-record.ts';
import { buildConclusion } from '#lib/domain/papers/conclusion.ts';
import { buildMinutes } from '#lib/domain/papers/minutes.ts';
import type { Block, PaperContent, Section } from '#lib/domain/papers/paper.ts';
import { buildRemediationPlan } from '#lib/domain/papers/remediation-plan.ts';
import { buildRemediationReport } from '#lib/domain/papers/remediation-report.ts';
import { buildScoreSheet } from '#lib/domain/papers/score-sheet.ts';
import { renderPaper, type RenderedPaper, type RenderOptions } from './render.ts';

const OPTIONS: RenderOptions = {
	createdAt: Date.parse('2026-09-12T10:00:00+07:00'),
	qrUrl: 'https://thuoc.example.gov.vn/kiem-tra/7F3K-9QXM-2D4T',
	checkCode: '7F3K-9QXM-2D4T'
};

const LEFT = millimetres(30);
const TOP = millimetres(20);
const A4 = { short: millimetres(210), long: millimetres(297) };
const isLandscape = ({ width, height }: MeasuredPage): boolean => width > height;
/** The middle of the text, not of the paper: the left margin is the wider one. */
const textMiddle = ({ width }: MeasuredPage): number => (LEFT + width - millimetres(15)) / 2;
const isInTopMargin = ({ yMax }: MeasuredLine): boolean => yMax < TOP;

function signedRecord() {
	const record = record2018();
	const signature = { strokes, signedAt: OPTIONS.createdAt, contentHash: 'ab' };
	record.drawn = [
		{ ...signature, side: 'team', name: 'Trưởng đoàn kiểm tra', title: 'Phó Giám đốc Sở Nội vụ' },
		{ ...signature, side: 'agency', name: 'Giám đốc Sở', title: 'Giám đốc' }
	];
	return record;
}

interface Case {
	name: string;
	content: PaperContent;
	/** Pages of each part, in order, as `p` and `l` for portrait and landscape. */
	parts: RegExp;
	/** First words of the signature that must not stand alone. */
	signature: string;
}

const CASES: Case[] = [
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

const blockTexts = (block: Block): string[] => {
	if (block.type === 'table') return block.table.rows.flatMap(({ cells }) => cells);
	if (block.type === 'area_chart') return [block.title, ...block.bars.map(({ label }) => label)];
	return [block.text];
};

/** Every sentence that the paper must say. */
function textsOf(content: PaperContent): string[] {
	if (content.kind === 'score_sheet')
		return [
			...content.title.slice(1),
			content.attachedTo,
			...content.rows.flatMap(({ title, level, grounds }) => [
				level === 'area' ? title.toUpperCase() : title,
				...grounds
			]),
			...content.sums.map(({ value }) => value),
			...content.notes
		];
	const sections: Section[] = content.sections;
	return [
		...('legalBases' in content ? content.legalBases : []),
		...content.opening,
		...sections.flatMap(({ title, blocks }) => [title.toUpperCase(), ...blocks.flatMap(blockTexts)]),
		...content.closing,
		...content.recipients,
		...('scoreSheet' in content ? textsOf(content.scoreSheet) : []),
		...('appendices' in content
			? content.appendices.flatMap(({ table }) => table.rows.flatMap(({ cells }) => cells))
			: []),
		...('actions' in content ? content.actions.table.rows.flatMap(({ cells }) => cells) : [])
	].filter((text) => text.trim() !== '');
}

const squeezed = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** The text in drawing order without the page numbers that stand first on their pages. */
const runningText = (pdf: Uint8Array): string =>
	squeezed(
		rawText(pdf)
			.split('\f')
			.map((page) => page.replace(/^\s*\d{1,3}\n/, ''))
			.join(' ')
	);

describe.each(CASES)('the PDF of the $name', ({ content, parts, signature }) => {
	let paper: RenderedPaper;
	let pages: MeasuredPage[];

	beforeAll(async () => {
		paper = await renderPaper(content, OPTIONS);
		pages = measurePages(paper.pdf);
	});

	it('is on A4, each part in its direction', () => {
		expect(pages).toHaveLength(paper.pages);
		for (const { width, height } of pages) {
			expect(Math.min(width, height)).toBeCloseTo(A4.short, 0);
			expect(Math.max(width, height)).toBeCloseTo(A4.long, 0);
		}
		expect(pages.map((page) => (isLandscape(page) ? 'l' : 'p')).join('')).toMatch(parts);
	});

	it('has Tinos only, embedded, with a way back to Unicode', () => {
		const fonts = pdfFonts(paper.pdf);
		expect(fonts.length).toBeGreaterThanOrEqual(3);
		for (const font of fonts) {
			expect(font.name).toMatch(/^Tinos-/);
			expect(font).toMatchObject({ embedded: true, subset: true, unicode: true });
		}
	});

	it('keeps the margins of 20, 20, 30 and 15 mm on every page', () => {
		for (const page of pages) {
			for (const line of page.lines.filter((each) => !isInTopMargin(each))) {
				expect(line.xMin).toBeGreaterThanOrEqual(LEFT - 0.5);
				expect(line.xMax).toBeLessThanOrEqual(page.width - millimetres(15) + 0.5);
				expect(line.yMin).toBeGreaterThanOrEqual(TOP - 1);
				expect(line.yMax).toBeLessThanOrEqual(page.height - millimetres(20) + 1);
			}
		}
	});

	it('numbers pages from 2 in the middle of the top margin, each part anew', () => {
		let expected = 0;
		for (const page of pages) {
			const numbers = page.lines.filter(isInTopMargin);
			expected = numbers.length === 0 ? 1 : expected + 1;
			if (numbers.length === 0) continue;
			expect(numbers).toHaveLength(1);
			expect(numbers[0]!.text).toBe(String(expected));
			expect(middleOf(numbers[0]!)).toBeCloseTo(textMiddle(page), 0);
			expect(sizeOf(numbers[0]!)).toBeCloseTo(13, 0);
		}
		expect(pages[0]!.lines.filter(isInTopMargin)).toEqual([]);
	});

	it('says every sentence of its content, letter by letter', () => {
		const text = runningText(paper.pdf);
		const missing = textsOf(content).filter((sentence) => !text.includes(squeezed(sentence)));
		expect(missing).toEqual([]);
	});

	it('never leaves a signature alone: two lines of text stand above it', () => {
		const page = pages.find(({ lines }) => lines.some(({ text }) => text.startsWith(signature)))!;
		const [first] = page.lines.filter(({ text }) => text.startsWith(signature));
		const above = page.lines.filter((line) => !isInTopMargin(line) && line.yMax <= first!.yMin);
		expect(new Set(above.map(({ yMin }) => Math.round(yMin))).size).toBeGreaterThanOrEqual(2);
	});

	it('ends with the code and the address by which it is checked', () => {
		const lines = pages.at(-1)!.lines.slice(-2);
		expect(lines.map(({ text }) => text)).toEqual([
			'Mã kiểm tra: 7F3K-9QXM-2D4T',
			`Kiểm tra văn bản tại ${OPTIONS.qrUrl}`
		]);
		for (const line of lines) expect(sizeOf(line)).toBeCloseTo(9, 0);
		expect(
			pages.slice(0, -1).some(({ lines: others }) => others.some(({ text }) => text.includes('Mã kiểm tra')))
		).toBe(false);
	});

	it('keeps a place for the seal inside the page and clear of all text', () => {
		const { page: index, rect } = paper.sealPlace;
		const page = pages[index]!;
		const [left, bottom, right, top] = rect;
		expect(left).toBeGreaterThanOrEqual(LEFT - 0.5);
		expect(right).toBeLessThanOrEqual(page.width - millimetres(15) + 0.5);
		expect(bottom).toBeGreaterThan(0);
		expect(top).toBeLessThan(page.height);
		const [yMin, yMax] = [page.height - top, page.height - bottom];
		const touching = page.lines.filter(
			(line) => line.xMin < right && line.xMax > left && line.yMin < yMax && line.yMax > yMin
		);
		expect(touching).toEqual([]);
	});

	it('gives the same bytes again', async () => {
		expect((await renderPaper(content, OPTIONS)).pdf.equals(paper.pdf)).toBe(true);
	});
});

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
