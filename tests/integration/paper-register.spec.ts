import readXlsxFile from 'read-excel-file/node';
import { beforeEach, describe, expect, test } from 'vitest';
import { isPaperKind } from '#lib/domain/papers/availability.ts';
import { KIND_WORDS, parseRegisterFilter } from '#lib/domain/papers/paper-register.ts';
import { REGISTER_WORDS } from '#lib/domain/papers/register-workbook.ts';
import type { IssueInput } from '#lib/server/services/paper-issuing.ts';
import { makeRegisterWorkbook, noteLeftOut, readPaperRegister } from '#lib/server/services/paper-register.ts';
import { issuePaper } from '#lib/server/services/papers.ts';
import office from '../../messages/vi/office.json' with { type: 'json' };
import follow from '../../messages/vi/follow.json' with { type: 'json' };
import { auditActions, codeOf, problemOf } from '../support/database.ts';
import * as given from '../support/inspections.ts';
import { installSeal, keptWorld } from '../support/kept-world.ts';

let world: given.World;
let id: string;

const openConcluded = keptWorld(async (made) => {
	await installSeal(made.ctx);
	return { id: given.concluded(made) };
});

beforeEach(async () => {
	({ world, id } = await openConcluded());
});

const by = (person: given.Person) => given.by(world, person);
const asked = (address = '') => {
	const parameters = new URLSearchParams(address);
	return parseRegisterFilter((key) => parameters.get(key));
};
const issue = (kind: 'conclusion' | 'score_sheet' | 'minutes', more: Partial<IssueInput> = {}) =>
	issuePaper(by('clerk'), id, kind, { version: given.versionOf(world, id), ...more });
const NOTICES = { issuingBody: 'Sở Nội vụ', register: 'notice' as const, year: 2026 };
const note = (first: number, last: number, reason = 'Viết hỏng', person: given.Person = 'clerk') =>
	noteLeftOut(by(person), { ...NOTICES, first, last, reason });
const lines = (address = '') =>
	readPaperRegister(by('viewer'), asked(address)).entries.map((entry) =>
		entry.type === 'paper'
			? `${entry.paper.number}/${entry.paper.sign}`
			: `– ${entry.gap.first}–${entry.gap.last} ${entry.gap.reason}`
	);

describe('numbers', () => {
	test('that no paper bears are shown where they would stand, and are given to none once a reason is noted', async () => {
		await issue('conclusion', { number: 3 });
		await issue('conclusion', { number: 6 });
		expect(lines('register=notice')).toEqual(['6/TB-SNV', '– 4–5 ', '3/TB-SNV', '– 1–2 ']);
		note(4, 4);
		expect(lines('register=notice')).toEqual(['6/TB-SNV', '– 5–5 ', '– 4–4 Viết hỏng', '3/TB-SNV', '– 1–2 ']);
		expect(await problemOf(() => issue('conclusion', { number: 4 }))).toMatchObject({
			code: 'number.left_out',
			details: { number: '4/TB-SNV' }
		});
		await issue('conclusion', { number: 5 });
		expect((await issue('conclusion')).number).toBe(7);
	});

	test('can be noted by whoever keeps the register, only where there is a gap, and put into other words', async () => {
		await issue('conclusion', { number: 3 });
		expect(await codeOf(() => note(1, 1, 'x', 'viewer'))).toBe('permission.denied');
		expect(await codeOf(() => note(1, 1, 'x', 'head'))).toBe('not_found');
		expect(await codeOf(() => note(1, 1, '  '))).toBe('input.required');
		for (const [first, last] of [
			[3, 3],
			[2, 3],
			[4, 4],
			[2, 1],
			[0, 1]
		] as const)
			expect(await codeOf(() => note(first, last)), `${first}–${last}`).toBe('number.no_gap');
		note(1, 2, 'Cấp cho văn bản ngoài phần mềm');
		expect(await codeOf(() => note(2, 2))).toBe('number.no_gap');
		note(1, 2, 'Viết hỏng, đã hủy');
		expect(lines('register=notice')).toEqual(['3/TB-SNV', '– 1–2 Viết hỏng, đã hủy']);
		expect(auditActions(world.ctx.db).filter((action) => action === 'register.leave_out')).toHaveLength(2);
	});

	test('are of one body, one register and one year', async () => {
		await issue('conclusion', { number: 9 });
		expect((await issue('score_sheet')).number).toBe(1);
		expect((await issue('conclusion', { issuedOn: '2027-01-04' })).number).toBe(1);
	});
});

describe('days', () => {
	test('rise with the numbers, unless the clerk confirms', async () => {
		await issue('conclusion', { number: 5, issuedOn: '2026-09-20' });
		expect(await problemOf(() => issue('conclusion', { issuedOn: '2026-09-19' }))).toMatchObject({
			code: 'number.day_order',
			at: 'issuedOn',
			details: { number: 5, day: '2026-09-20' }
		});
		expect(await codeOf(() => issue('conclusion', { number: 4, issuedOn: '2026-09-21' }))).toBe(
			'number.day_order'
		);
		expect(lines('register=notice')).toEqual(['5/TB-SNV', '– 1–4 ']);
		await issue('conclusion', { issuedOn: '2026-09-19', outOfOrder: true });
		await issue('conclusion', { number: 4, issuedOn: '2026-09-18' });
		expect(lines('register=notice')).toEqual(['5/TB-SNV', '6/TB-SNV', '4/TB-SNV', '– 1–3 ']);
	});

	test('of minutes are those of their session, whenever they are numbered', async () => {
		await issue('minutes', { number: 2 });
		expect((await issue('minutes', { number: 1 })).number).toBe(1);
	});
});

describe('the list', () => {
	test('is asked for by words without marks, body, register, year and state', async () => {
		const first = await issue('conclusion');
		const second = await issue('conclusion', { number: 3 });
		await issue('minutes');
		expect(lines('q=ket+luan+so+thu')).toEqual(['3/TB-SNV', '1/TB-SNV']);
		expect(lines('state=replaced')).toEqual(['1/TB-SNV']);
		expect(lines('state=left_out')).toEqual(['– 2–2 ']);
		expect(lines(`state=standing&body=${encodeURIComponent('Đoàn kiểm tra 12')}`)).toEqual(['1/BB-ĐKT']);
		expect(lines('register=minutes&year=2026')).toEqual(['1/BB-ĐKT']);
		expect(lines('year=2025')).toEqual([]);
		expect(lines('register=none&year=x&state=y')).toHaveLength(4);
		expect(lines('q=bo+trong+02')).toEqual(['– 2–2 ']);
		const { entries, bodies, years, total, mayNote } = readPaperRegister(by('viewer'), asked());
		expect({ bodies, years, total, mayNote }).toEqual({
			bodies: ['Đoàn kiểm tra 12', 'Sở Nội vụ'],
			years: [2026],
			total: 4,
			mayNote: false
		});
		const papers = entries.flatMap((entry) => (entry.type === 'paper' ? [entry.paper] : []));
		expect(papers.find((paper) => paper.id === first.id)).toMatchObject({ successor: { id: second.id } });
		expect(papers.find((paper) => paper.id === second.id)).toMatchObject({ predecessor: { id: first.id } });
	});

	test('opens as a workbook with the columns of the register of outgoing papers', async () => {
		await issue('conclusion', { number: 1, issuedOn: '2026-09-20' });
		await issue('conclusion', { number: 3, issuedOn: '2026-09-21' });
		note(2, 2);
		const { bytes, fileName } = await makeRegisterWorkbook(by('viewer'), asked('register=notice'));
		expect(fileName).toBe('so-van-ban-di-2026-09-12.xlsx');
		const sheets = await readXlsxFile(Buffer.from(bytes));
		expect(sheets.map(({ sheet }) => sheet)).toEqual(['Sổ đăng ký văn bản đi', 'Thông tin']);
		const [headings, ...rows] = sheets[0]!.data as unknown[][];
		expect(headings!.slice(0, 8)).toEqual([
			'Số, ký hiệu văn bản',
			'Ngày tháng văn bản',
			'Tên loại và trích yếu nội dung',
			'Người ký',
			'Nơi nhận văn bản',
			'Đơn vị, người nhận bản lưu',
			'Số trang',
			'Ghi chú'
		]);
		const subject = 'Thông báo: Kết luận kiểm tra công tác cải cách hành chính năm 2026 tại Sở Thử nghiệm';
		expect(rows.map((row) => row.slice(0, 4))).toEqual([
			['03/TB-SNV', new Date('2026-09-21'), subject, 'Người ký'],
			['02', null, 'Bỏ trống số 02', null],
			['01/TB-SNV', new Date('2026-09-20'), subject, 'Người ký']
		]);
		expect(rows[0]![4]).toContain('Sở Thử nghiệm');
		expect(rows[0]![4]).not.toContain('Lưu');
		expect(rows[0]![5]).toMatch(/^VT, CCHC/);
		expect(rows[0]![6]).toBeGreaterThan(1);
		expect(rows.map((row) => row[7])).toEqual([
			'Thay thế số 01/TB-SNV ngày 20/9/2026',
			'Viết hỏng',
			'Được thay thế bằng số 03/TB-SNV ngày 21/9/2026'
		]);
		expect(rows[1]!.slice(8)).toEqual(['Sở Nội vụ', 'Thông báo', 2026]);
		expect(sheets[1]!.data).toContainEqual(['Điều kiện lọc', 'sổ thông báo']);
	});
});

test('its words are those of the screen', () => {
	const screen: Record<string, string> = { ...office, ...follow };
	for (const [kind, word] of Object.entries(KIND_WORDS)) {
		expect(isPaperKind(kind)).toBe(true);
		expect(screen[`office_paper_${kind}`] ?? screen[`paper_${kind}`]).toBe(word);
	}
	for (const [register, word] of Object.entries(REGISTER_WORDS))
		expect(screen[`register_${register}`]).toBe(word);
});
