/**
 * The demonstration's report against the public letter it was made from (a department's answer of 2021 to eight
 * limitations): the same headings word for word, and under each every figure, sign and day of the source. The fixture is
 * the letter without its signer's name.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PaperContent, RemediationReportContent } from '#lib/domain/papers/paper.ts';
import { makeDemonstration } from '#lib/server/demo/make.ts';
import { findDocument } from '#lib/server/db/queries/documents.ts';
import { findInspectionByCode } from '#lib/server/db/queries/inspections.ts';
import { projectRoot } from '#lib/server/root.ts';
import { draftFromRecord } from '#lib/server/services/paper-contents.ts';
import { drawDraft, listPapers, readPaper } from '#lib/server/services/papers.ts';
import { makeCtx, openSharedDatabase, type TestCtx } from '../support/database.ts';
import { runningText } from '../support/paper-checks.ts';
import { slipsIn } from '../support/paper-slips.ts';

interface Part {
	heading: string;
	figures: string[];
}

const source = readFileSync(join(projectRoot(), 'tests', 'fixtures', 'cong-van-khac-phuc-2021.txt'), 'utf8')
	.normalize('NFC')
	.replace(/\s+/g, ' ');

/** One spelling of what the source spells in two ways («9001: 2015», «9001:2015»). */
const oneSpelling = (text: string): string =>
	text
		.normalize('NFC')
		.replace(/\s+/g, ' ')
		.replaceAll(/(\d): (?=\d)/g, '$1:');

/** Words that hold a figure, without the marks around them: «2.431», «29/2021/QĐ-UBND», «100%», «COVID-19». */
const figuresOf = (text: string): string[] =>
	oneSpelling(text)
		.replaceAll(/(\d) %/g, '$1%')
		.split(' ')
		.map((word) => word.replace(/^[«("]+/, '').replace(/[;:,.)»"]+$/, ''))
		.filter((word) => /\d/.test(word));

/** The eight numbered parts of the source, the last one up to its closing paragraph. */
function partsOf(text: string): Part[] {
	const body = text.slice(text.indexOf('1. Các nhiệm vụ'), text.indexOf('Để góp phần'));
	return HEADINGS.map((heading, i) => {
		const from = body.indexOf(`${i + 1}. ${heading}`);
		const next = HEADINGS[i + 1];
		const to = next === undefined ? body.length : body.indexOf(`${i + 2}. ${next}`);
		expect(from, heading).toBeGreaterThanOrEqual(0);
		expect(to, heading).toBeGreaterThan(from);
		return { heading, figures: figuresOf(body.slice(from + 3 + heading.length, to)) };
	});
}

const HEADINGS = [
	'Các nhiệm vụ cải cách hành chính chưa thực hiện đầy đủ theo Kế hoạch đã đề ra; thực hiện chế độ báo cáo cải cách hành chính chưa nghiêm túc; các sáng kiến, giải pháp mới trong công tác cải cách hành chính còn ít',
	'Chưa thường xuyên rà soát, xử lý các bất cập, vướng mắc trong tổ chức thực hiện VBQPPL thuộc phạm vi quản lý nhà nước của tỉnh',
	'Chưa thường xuyên rà soát, cập nhật các TTHC trên Cổng Dịch vụ công của tỉnh và trên website các cơ quan, đơn vị; kết quả giải quyết TTHC bị trễ hạn còn cao đối với cấp huyện',
	'Một số phòng chuyên môn trong các cơ quan chuyên môn cấp tỉnh, cơ quan chuyên môn cấp huyện còn cơ cấu chưa hợp lý, số lượng công chức giữ chức vụ lãnh đạo quản lý nhiều hơn số lượng công chức không giữ chức vụ lãnh đạo quản lý; công tác khắc phục các tồn tại, hạn chế sau thanh tra, kiểm tra về phân cấp chưa được quan tâm theo dõi',
	'Một số đơn vị sự nghiệp công lập trên địa bàn tỉnh chưa hoàn thành việc phê duyệt bản mô tả công việc và khung năng lực cho từng vị trí việc làm; vẫn còn cán bộ, công chức cấp xã chưa đạt chuẩn về chuyên môn, nghiệp vụ theo quy định',
	'Một số cơ quan, đơn vị quản lý, sử dụng tài chính ngân sách chưa đúng theo quy định',
	'Một số dịch vụ công trực tuyến mức độ 3, mức độ 4 đã hoàn thiện tái cấu trúc quy trình nhưng chưa được tích hợp, cung cấp trên Cổng Dịch vụ công quốc gia; tính hiệu quả trong việc thực hiện quy trình ISO trong giải quyết TTHC chưa cao',
	'Công tác tuyên truyền việc giải quyết TTHC trực tuyến mức độ 3, mức độ 4 trên các phương tiện thông tin đại chúng chưa cao; vẫn còn tình trạng tiếp nhận và trả hồ sơ cho người dân, tổ chức ngoài bộ phận Một cửa; số lần đi lại để giải quyết TTHC từ 3 lần trở lên của người dân, tổ chức vẫn còn nhiều; việc thực hiện xin lỗi đối với những hồ sơ giải quyết TTHC bị trễ hẹn chưa được thực hiện nghiêm túc'
];

/** Figures that are said fewer times than in the source. */
function missing(wanted: readonly string[], text: string): string[] {
	const left = [...figuresOf(text)];
	return wanted.filter((figure) => {
		const at = left.indexOf(figure);
		if (at >= 0) left.splice(at, 1);
		return at < 0;
	});
}

/** What stands under each finding, up to the next one. */
function underFindings(content: RemediationReportContent): Map<string, string> {
	const under = new Map<string, string>();
	let heading = '';
	for (const block of content.sections.flatMap(({ blocks }) => blocks)) {
		if (block.type === 'finding') heading = block.text;
		else if (block.type === 'item' && heading !== '')
			under.set(heading, `${under.get(heading) ?? ''} ${block.text}`);
	}
	return under;
}

function asReport(content: PaperContent): RemediationReportContent {
	if (content.kind !== 'remediation_report' && content.kind !== 'remediation_letter')
		throw new Error(`not a report: ${content.kind}`);
	return content;
}

let ctx: TestCtx;
let close = () => {};
let issued: { content: RemediationReportContent; text: string };
let letter: { content: RemediationReportContent; text: string };
const parts = partsOf(source);

beforeAll(async () => {
	const database = openSharedDatabase();
	close = database.close;
	ctx = makeCtx(database);
	await makeDemonstration(ctx);
	const planner = ctx.db.sqlite.prepare(`select id from accounts where username = 'chuyenvien'`).get() as {
		id: string;
	};
	ctx.actor = {
		id: planner.id,
		role: 'planner',
		agencyId: null,
		displayName: 'Chuyên viên',
		mustChangePassword: false
	};
	const inspection = findInspectionByCode(ctx.db, 'KT-2021-001')!;
	const report = listPapers(ctx, inspection.id).find(({ kind }) => kind === 'remediation_report')!;
	issued = {
		content: asReport(findDocument(ctx.db, report.id)!.content),
		text: oneSpelling(runningText(readPaper(ctx, report.id).pdf))
	};
	letter = {
		content: asReport(draftFromRecord(ctx, inspection, 'remediation_letter')(null)),
		text: oneSpelling(runningText(await drawDraft(ctx, inspection.id, 'remediation_letter')))
	};
}, 120_000);

afterAll(() => close());

describe('the source', () => {
	it('has eight parts with the figures that everybody remembers', () => {
		expect(parts).toHaveLength(8);
		expect(parts[2]!.figures).toEqual(['01/01/2021', '24/8/2021', '2.431', '2.401', '2.401', '100%', '30']);
		expect(parts[4]!.figures).toContain('05');
		expect(parts[5]!.figures).toContain('6/6');
		expect(parts.flatMap(({ figures }) => figures)).toHaveLength(58);
	});
});

describe.each([
	['report', () => issued],
	['công văn', () => letter]
])('the demonstration’s %s', (_, given) => {
	it('has the same eight headings, word for word and in order', () => {
		const { content } = given();
		expect([...underFindings(content).keys()]).toEqual(HEADINGS);
	});

	it('says under each heading every figure, sign and day of the source, as often as the source', () => {
		const under = underFindings(given().content);
		expect(parts.map(({ heading, figures }) => missing(figures, under.get(heading)!))).toEqual(
			parts.map(() => [])
		);
	});

	it('says them on paper too', () => {
		const { text } = given();
		const starts = HEADINGS.map((heading, i) => text.indexOf(`${i + 1}. ${oneSpelling(heading)}`));
		expect(starts.every((at, i) => at > (starts[i - 1] ?? -1))).toBe(true);
		expect(
			parts.map(({ figures }, i) => missing(figures, text.slice(starts[i], starts[i + 1] ?? text.length)))
		).toEqual(parts.map(() => []));
	});

	it('opens with the papers that the source answers, and goes to the same readers', () => {
		const { content, text } = given();
		expect(text).toContain('Công văn số 4334/UBND-KSTT ngày 20/7/2021');
		expect(text).toContain('Báo cáo số 74/BC-SNV ngày 14/7/2021 của Sở Nội vụ');
		expect(text).toContain('các cơ quan hành chính nhà nước năm 2020');
		expect(content.addressedTo).toEqual(['Sở Nội vụ']);
		expect(content.recipients).toEqual([
			'Như trên',
			'Phòng KSTTHC - UBND tỉnh',
			'Lãnh đạo Sở',
			'Lưu: VT, VP'
		]);
	});
});

it('counts as the source does: six units, one approved, five submitted, nobody’s files late', () => {
	const under = underFindings(issued.content);
	expect(under.get(HEADINGS[4]!)).toContain('Số liệu đến ngày 24/8/2021: 1/6');
	expect(under.get(HEADINGS[4]!)).toContain('05 đơn vị sự nghiệp công lập còn lại');
	expect(under.get(HEADINGS[4]!)).toContain('đang khắc phục (đã trình, chờ phê duyệt)');
	expect(under.get(HEADINGS[2]!)).toContain('2.401/2.401');
	expect(under.get(HEADINGS[5]!)).toContain('6/6');
	expect(under.get(HEADINGS[6]!)).toContain('92/92');
});

/** Days named in a text, as YYYY-MM-DD. */
const daysIn = (text: string): string[] =>
	[...text.matchAll(/ngày (\d{1,2})\/(\d{1,2})\/(\d{4})/g)].map(
		([, day, month, year]) => `${year}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}`
	);

describe('every issued paper of the demonstration', () => {
	const contents = (): PaperContent[] =>
		(ctx.db.sqlite.prepare('select content from documents').all() as { content: string }[]).map(
			({ content }) => JSON.parse(content) as PaperContent
		);

	it('has no slip of the pen', () => {
		expect(contents().length).toBeGreaterThan(15);
		expect(contents().flatMap(slipsIn)).toEqual([]);
	});

	it('rests on nothing that is younger than itself', () => {
		for (const content of contents()) {
			const items = 'sections' in content ? content.sections.flatMap(({ blocks }) => blocks) : [];
			const bases = [
				...('legalBases' in content ? content.legalBases : []),
				...items.flatMap((block) =>
					'text' in block && block.text.startsWith('Căn cứ: ') ? [block.text] : []
				)
			];
			const younger = bases.filter((text) => (daysIn(text)[0] ?? '') > content.head.issuedOn!);
			expect(younger).toEqual([]);
		}
	});
});
