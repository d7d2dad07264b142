import readXlsxFile from 'read-excel-file/node';
import { expect, test } from 'vitest';
import { findSubcriterion } from '#lib/domain/criteria.ts';
import { summarizeRemedies } from '#lib/domain/remedy-figures.ts';
import { filterRemedies, parseRemedyFilter } from '#lib/domain/remedy-filter.ts';
import { PROGRESS_WORDS, SEVERITY_WORDS, STANDING_WORDS } from '#lib/domain/remedy-workbook.ts';
import { writeSheets } from '#lib/server/sheets/in-worker.ts';
import { listTrackedRemedies } from '#lib/server/services/remedy-tracker-view.ts';
import { makeRemedyWorkbook } from '#lib/server/services/remedy-workbook.ts';
import core from '../../messages/vi/core.json' with { type: 'json' };
import office from '../../messages/vi/office.json' with { type: 'json' };
import * as given from '../support/inspections.ts';
import { agree, remedying, report } from '../support/remedies.ts';

type Cell = string | number | boolean | Date | null;
type Row = Cell[];

const asked = (address: string) => {
	const parameters = new URLSearchParams(address);
	return parseRemedyFilter((key) => parameters.get(key));
};

async function readBack(bytes: Uint8Array): Promise<Record<string, Row[]>> {
	const sheets = await readXlsxFile(Buffer.from(bytes));
	return Object.fromEntries(sheets.map(({ sheet, data }) => [sheet, data as Row[]]));
}

/** Rows as objects by their headings. */
function byHeading([headings, ...rows]: Row[]): Record<string, Cell>[] {
	return rows.map((row) => Object.fromEntries(headings!.map((heading, at) => [heading, row[at] ?? null])));
}

const valueOf = (rows: Row[], label: string): Cell | undefined =>
	rows.find(([first]) => first === label)?.[1];

async function story() {
	const world = await given.openWorld();
	const { id, actionId } = remedying(world, {
		cause: '=HYPERLINK("http://example.invalid")',
		dueOn: '2026-12-15'
	});
	const figures = { numerator: 2401, denominator: 2431, remainingText: '30 hồ sơ' };
	report(world, id, actionId, { percent: 60, ...figures });
	return { world, id, actionId, planner: given.by(world, 'planner') };
}

test('the workbook opens with the figures of the screen: numbers, real days, and what was asked for', async () => {
	const { world, id, actionId, planner } = await story();
	agree(world, id, actionId, { dueOn: '2027-01-29' });
	world.ctx.clock.at = Date.parse('2027-02-12T08:00:00+07:00');

	const shown = listTrackedRemedies(planner);
	const summary = summarizeRemedies(shown);
	const { bytes, fileName } = await makeRemedyWorkbook(planner, asked('show=late&year=2026'));
	expect(fileName).toBe('theo-doi-khac-phuc-2027-02-12.xlsx');
	const { 'Tồn tại': list, 'Biện pháp': actions, 'Tổng hợp': figures } = await readBack(bytes);
	const remedy = shown[0]!;
	expect(remedy).toMatchObject({ late: true, daysLate: -remedy.due!.workingDaysLeft });
	expect(remedy.daysLate).toBeGreaterThan(0);
	expect(byHeading(list!)).toEqual([
		expect.objectContaining({
			'Cơ quan': remedy.agencyName,
			'Cuộc kiểm tra': remedy.inspectionCode,
			Năm: 2026,
			'Tồn tại số': 1,
			'Mã tiêu chí': '5.1.1',
			'Nội dung tồn tại, hạn chế': remedy.text,
			'Mức độ': 'Nghiêm trọng',
			'Trạng thái': 'Đang khắc phục',
			'Tiến độ (%)': remedy.percent,
			'Thời hạn': new Date('2027-01-29'),
			'Quá hạn': 'Có',
			'Số ngày làm việc chậm': remedy.daysLate,
			'Đơn vị chịu trách nhiệm': 'Phòng Tổ chức',
			'Loại nguyên nhân': 'Chủ quan',
			'Ngày nêu': new Date('2026-09-12'),
			'Ngày xác nhận': null
		})
	]);
	expect(byHeading(actions!)).toEqual([
		expect.objectContaining({
			'Tồn tại số': 1,
			'Biện pháp': 'Trình phê duyệt đề án',
			'Người phụ trách': 'Trưởng phòng Tổ chức',
			'Thời hạn': new Date('2027-01-29'),
			'Thời hạn trước đây': '15/12/2026',
			'Tiến độ (%)': 60,
			'Tình trạng': 'Đang thực hiện',
			'Đã làm được': 2401,
			'Trên tổng số': 2431,
			'Số liệu tính đến': new Date('2026-09-12'),
			'Còn lại': '30 hồ sơ'
		})
	]);
	expect(valueOf(figures!, 'Điều kiện lọc')).toBe('năm 2026; quá hạn');
	expect(valueOf(figures!, 'Thời điểm lập')).toBe('08:00, 12/2/2027');
	expect(valueOf(figures!, 'Đã đến hạn')).toBe(summary.dueSoFar);
	expect(valueOf(figures!, 'Đến hạn, không còn chậm')).toBe(summary.keptSoFar);
	expect(valueOf(figures!, 'Chậm lâu nhất (ngày làm việc)')).toBe(summary.longestLate);
	expect(figures!.find(([first]) => first === 'Tất cả')!.slice(1, 6)).toEqual([
		summary.total,
		summary.verified,
		summary.waiting,
		summary.doing,
		summary.late
	]);
});

test('the workbook lists what several agencies have in common; the same name asks for its findings alone', async () => {
	const world = await given.openWorld();
	given.concluded(world);
	const { otherAgencyId: agencyId, otherHead } = world.people;
	const there: given.World = {
		...given.nextYear(world),
		people: { ...world.people, agencyId, officer: otherHead, head: otherHead }
	};
	const id = given.inSession(there);
	given.signMinutes(
		there,
		id,
		given.raiseFinding('finding-2'),
		given.raiseFinding('finding-3', '5.1.2'),
		given.raiseFinding('finding-4', null)
	);
	given.conclude(there, id);

	const planner = given.by(world, 'planner');
	const { bytes } = await makeRemedyWorkbook(planner, asked(''));
	const { 'Tổng hợp': figures } = await readBack(bytes);
	const at = figures!.findIndex(([first]) => first === 'Tồn tại chung của nhiều cơ quan');
	const { title } = findSubcriterion(world.set, '5.1.1')!.subcriterion;
	expect(figures!.slice(at)).toEqual([
		[expect.anything(), 'Tổng số', 'Đã xác nhận', 'Chờ xác nhận', 'Đang khắc phục', 'Quá hạn', 'Số cơ quan'],
		[`5.1.1. ${title}`, 2, 0, 0, 2, 0, 2]
	]);

	const matter = `${world.set.code}/5.1.1`;
	const filter = asked(`matter=${encodeURIComponent(matter)}`);
	const found = filterRemedies(listTrackedRemedies(planner), filter);
	expect(found.map(({ agencyId, year, code }) => [agencyId, year, code])).toEqual([
		[agencyId, 2027, '5.1.1'],
		[world.people.agencyId, 2026, '5.1.1']
	]);
	const narrowed = await readBack((await makeRemedyWorkbook(planner, filter)).bytes);
	expect(valueOf(narrowed['Tổng hợp']!, 'Điều kiện lọc')).toBe('tiêu chí 5.1.1');
	expect(narrowed['Tồn tại']).toHaveLength(3);
});

test('a text that begins like a formula stays text', async () => {
	const { planner } = await story();
	const { bytes } = await makeRemedyWorkbook(planner, asked(''));
	const { 'Biện pháp': actions } = await readBack(bytes);
	expect(byHeading(actions!)[0]).toMatchObject({ 'Nguyên nhân': '=HYPERLINK("http://example.invalid")' });
	const written = await writeSheets([
		{
			name: 'A',
			widths: [10, 10],
			rows: [
				['Chữ', 'Số'],
				['=1+1', 2],
				['@SUM(A1)', null],
				['+84', 0],
				['-3', 1]
			]
		}
	]);
	const back = await readBack(written);
	expect(back.A).toEqual([
		['Chữ', 'Số'],
		['=1+1', 2],
		['@SUM(A1)', null],
		['+84', 0],
		['-3', 1]
	]);
});

test('a filter that leaves nothing makes a workbook that says so', async () => {
	const { planner } = await story();
	const { bytes } = await makeRemedyWorkbook(planner, asked('q=không có chữ này'));
	const { 'Tồn tại': list, 'Tổng hợp': figures } = await readBack(bytes);
	expect(list).toHaveLength(1);
	expect(valueOf(figures!, 'Số dòng trong danh sách')).toBe(0);
	expect(valueOf(figures!, 'Điều kiện lọc')).toBe('có chữ «không có chữ này»');
});

test('its words are those of the screen', () => {
	const screen = { ...core, ...office } as Record<string, string>;
	const pairs = [
		...Object.entries(STANDING_WORDS).map(([key, words]) => [words, screen[`office_standing_${key}`]]),
		...Object.entries(PROGRESS_WORDS).map(([key, words]) => [words, screen[`office_progress_${key}`]]),
		...Object.entries(SEVERITY_WORDS).map(([key, words]) => [words, screen[`severity_${key}`]])
	];
	expect(pairs).toHaveLength(14);
	for (const [words, shown] of pairs) expect(words).toBe(shown);
});
