/** Agencies and units by hand, and the whole list from a real spreadsheet: all or nothing. */
import { deflateRawSync } from 'node:zlib';
import { beforeEach, describe, expect, it } from 'vitest';
import { AGENCY_COLUMNS, UNIT_COLUMNS, type AgencyInput } from '#lib/domain/agency-import.ts';
import type { Problem } from '#lib/domain/problems.ts';
import {
	addUnit,
	closeAgency,
	closeUnit,
	createAgency,
	editAgency,
	getAgency,
	listAgencies,
	renameUnit,
	reopenAgency
} from '#lib/server/services/agencies.ts';
import {
	checkAgencySheet,
	importAgencySheet,
	makeAgencyTemplate
} from '#lib/server/services/agency-import.ts';
import { readSheets, writeSheets } from '#lib/server/sheets/in-worker.ts';
import {
	addAccount,
	as,
	auditActions,
	codeOf,
	makeCtx,
	openTestDatabase,
	problemOf,
	type TestCtx
} from '../support/database.ts';

const construction: AgencyInput = {
	code: 'SXD',
	name: 'Sở Xây dựng',
	shortName: 'Sở Xây dựng',
	sign: 'SXD',
	level: 'department',
	superior: 'UBND tỉnh',
	headTitle: 'Giám đốc',
	place: 'Tỉnh thử',
	address: '',
	superiorEmail: ''
};

let ctx: TestCtx;

beforeEach(async () => {
	const stranger = makeCtx(openTestDatabase());
	ctx = as(stranger, await addAccount(stranger.db, 'planner'));
});

const versionOf = (id: string) => getAgency(ctx, id).agency.version;

describe('an agency', () => {
	it('is made, changed, closed and opened again, each with a line in the record', async () => {
		const id = createAgency(ctx, construction);
		editAgency(ctx, id, 1, { ...construction, name: 'Sở Xây dựng và Hạ tầng' });
		closeAgency(ctx, id, 2, '2026-06-30');
		expect(getAgency(ctx, id).agency).toMatchObject({
			name: 'Sở Xây dựng và Hạ tầng',
			validTo: '2026-06-30',
			version: 3
		});
		reopenAgency(ctx, id, 3);
		expect(getAgency(ctx, id).agency.validTo).toBeNull();
		expect(auditActions(ctx.db, id)).toEqual([
			'agency.create',
			'agency.edit',
			'agency.close',
			'agency.reopen'
		]);
	});

	it('keeps its code to itself', async () => {
		const id = createAgency(ctx, construction);
		const other = createAgency(ctx, { ...construction, code: 'SYT' });
		const taken = { code: 'agency.code_taken', details: { code: 'SXD' }, at: 'code' };
		expect(await problemOf(() => createAgency(ctx, construction))).toEqual(taken);
		expect(await problemOf(() => editAgency(ctx, other, 1, construction))).toEqual(taken);
		expect(await codeOf(() => editAgency(ctx, id, 1, construction))).toBeNull();
	});

	it('is not overwritten by a stale form', async () => {
		const id = createAgency(ctx, construction);
		editAgency(ctx, id, 1, { ...construction, place: 'Nơi khác' });
		expect(await codeOf(() => editAgency(ctx, id, 1, construction))).toBe('version.stale');
		expect(await codeOf(() => closeAgency(ctx, id, 1, '2026-01-01'))).toBe('version.stale');
		expect(getAgency(ctx, id).agency).toMatchObject({ place: 'Nơi khác', validTo: null, version: 2 });
	});

	it('closes on a day that exists', async () => {
		const id = createAgency(ctx, construction);
		expect(await codeOf(() => closeAgency(ctx, id, 1, '2026-02-30'))).toBe('date.invalid');
		ctx.db.sqlite.prepare(`update agencies set valid_from = '2025-07-01' where id = ?`).run(id);
		expect(await problemOf(() => closeAgency(ctx, id, 1, '2025-06-30'))).toMatchObject({
			code: 'date.reversed',
			details: { from: '2025-07-01', to: '2025-06-30' }
		});
	});
});

describe('a unit', () => {
	it('is added, renamed and closed under the version of its agency', async () => {
		const id = createAgency(ctx, construction);
		const unitId = addUnit(ctx, id, 1, { name: 'Văn phòng', kind: 'office' });
		renameUnit(ctx, id, 2, unitId, 'Văn phòng Sở');
		closeUnit(ctx, id, 3, unitId, '2026-06-30');
		expect(getAgency(ctx, id)).toMatchObject({
			agency: { version: 4 },
			units: [{ name: 'Văn phòng Sở', validTo: '2026-06-30' }]
		});
		expect(await codeOf(() => renameUnit(ctx, id, 2, unitId, 'Khác'))).toBe('version.stale');
		expect(auditActions(ctx.db, id)).toEqual(['agency.create', 'unit.add', 'unit.rename', 'unit.close']);
	});

	it('shares its name with none of the same agency', async () => {
		const [a, b] = [createAgency(ctx, construction), createAgency(ctx, { ...construction, code: 'SYT' })];
		const first = addUnit(ctx, a, 1, { name: 'Văn phòng', kind: 'office' });
		const taken = { code: 'unit.name_taken', details: { name: 'VĂN PHÒNG' }, at: 'name' };
		expect(await problemOf(() => addUnit(ctx, a, 2, { name: 'VĂN PHÒNG', kind: 'branch' }))).toEqual(taken);
		const second = addUnit(ctx, a, 2, { name: 'Thanh tra', kind: 'office' });
		expect(await codeOf(() => renameUnit(ctx, a, 3, second, 'văn phòng'))).toBe('unit.name_taken');
		expect(await codeOf(() => renameUnit(ctx, a, 3, first, 'VĂN PHÒNG'))).toBeNull();
		expect(await codeOf(() => addUnit(ctx, b, 1, { name: 'Văn phòng', kind: 'office' }))).toBeNull();
	});

	it('is not reached through another agency', async () => {
		const [a, b] = [createAgency(ctx, construction), createAgency(ctx, { ...construction, code: 'SYT' })];
		const unitId = addUnit(ctx, a, 1, { name: 'Văn phòng', kind: 'office' });
		expect(await codeOf(() => renameUnit(ctx, b, 1, unitId, 'Của tôi'))).toBe('not_found');
		expect(await codeOf(() => closeUnit(ctx, b, 1, unitId, '2026-01-01'))).toBe('not_found');
	});
});

describe('a spreadsheet', () => {
	const agencyRow = (code: string, over: Partial<AgencyInput> = {}) =>
		Object.values({ ...construction, code, level: 'Sở, ban, ngành', ...over });
	const sheetOf = async (agencies: string[][], units: string[][] = []) => ({
		name: 'danh-sach.xlsx',
		bytes: await writeSheets([
			{ name: 'Cơ quan', widths: [], rows: [Object.values(AGENCY_COLUMNS), ...agencies] },
			{ name: 'Đơn vị', widths: [], rows: [Object.values(UNIT_COLUMNS), ...units] }
		])
	});
	const count = () => listAgencies(ctx).length;

	it('is checked without writing, then taken as a whole', async () => {
		const file = await sheetOf(
			[agencyRow('SXD'), agencyRow('SYT')],
			[
				['SXD', 'Văn phòng', 'Phòng'],
				['SYT', 'Bệnh viện tỉnh', 'Đơn vị sự nghiệp']
			]
		);
		expect(await checkAgencySheet(ctx, file)).toMatchObject({ problems: [] });
		expect(count()).toBe(0);
		expect(await importAgencySheet(ctx, file)).toMatchObject({ taken: true });
		expect(listAgencies(ctx).map(({ code, units }) => [code, units])).toEqual(
			expect.arrayContaining([
				['SXD', 1],
				['SYT', 1]
			])
		);
		expect(auditActions(ctx.db)).toEqual(['agency.create', 'agency.create', 'agency.import']);
	});

	it('with one fault leaves nothing behind', async () => {
		const file = await sheetOf([agencyRow('SXD'), agencyRow('SYT', { place: '' })]);
		const report = await importAgencySheet(ctx, file);
		expect(report).toMatchObject({ taken: false });
		expect(report.problems).toEqual<Problem[]>([
			{ code: 'sheet.cell_invalid', details: { row: 3, column: 'Địa danh', text: '' }, at: 'Cơ quan' }
		]);
		expect(count()).toBe(0);
		expect(auditActions(ctx.db)).toEqual([]);
	});

	it('names what is there already when it comes twice', async () => {
		const file = await sheetOf([agencyRow('SXD')], [['SXD', 'Văn phòng', 'Phòng']]);
		await importAgencySheet(ctx, file);
		const again = await importAgencySheet(ctx, file);
		expect(again.problems.map(({ code }) => code)).toEqual(['sheet.already_there', 'sheet.already_there']);
		expect(count()).toBe(1);
	});

	it('of units alone adds them to agencies that are there, and makes their open forms stale', async () => {
		const id = createAgency(ctx, construction);
		await importAgencySheet(ctx, await sheetOf([], [['SXD', 'Thanh tra', 'Phòng']]));
		expect(getAgency(ctx, id).units.map(({ name }) => name)).toEqual(['Thanh tra']);
		expect(versionOf(id)).toBe(2);
	});

	it('is what the template looks like', async () => {
		const bytes = await makeAgencyTemplate();
		const sheets = await readSheets(bytes);
		expect(sheets.map(({ name, rows }) => [name, rows[0]])).toEqual([
			['Cơ quan', Object.values(AGENCY_COLUMNS)],
			['Đơn vị', Object.values(UNIT_COLUMNS)]
		]);
		expect(await importAgencySheet(ctx, { name: 'mau.xlsx', bytes })).toMatchObject({ taken: true });
	});

	it.each([
		['text', new TextEncoder().encode('Mã cơ quan;Tên')],
		['a PDF by content', new TextEncoder().encode('%PDF-1.7\n%âãÏÓ')],
		['the beginning of a zip', Uint8Array.from([0x50, 0x4b, 3, 4, 20, 0, 0, 0])],
		['a zip with something else in it', zipOf('la.txt', Buffer.from('xin chào'))]
	])('that is %s is refused whatever its name', async (_, bytes) => {
		expect(await codeOf(() => importAgencySheet(ctx, { name: 'ds.xlsx', bytes }))).toBe('sheet.unreadable');
	});

	it('that unpacks to gigabytes is refused, and the next one is read', async () => {
		const bomb = zipOf('xl/worksheets/sheet1.xml', Buffer.alloc(400 * 1024 * 1024, 32));
		expect(bomb.length).toBeLessThan(1024 * 1024);
		expect(await codeOf(() => importAgencySheet(ctx, { name: 'ds.xlsx', bytes: bomb }))).toBe(
			'sheet.unreadable'
		);
		expect(await codeOf(async () => importAgencySheet(ctx, await sheetOf([agencyRow('SXD')])))).toBeNull();
	});

	it('that is empty or too large is refused before it is read', async () => {
		expect(await codeOf(() => checkAgencySheet(ctx, { name: 'a.xlsx', bytes: new Uint8Array() }))).toBe(
			'file.empty'
		);
		const large = { name: 'a.xlsx', bytes: new Uint8Array(5 * 1024 * 1024 + 1) };
		expect(await problemOf(() => checkAgencySheet(ctx, large))).toMatchObject({
			code: 'file.too_large',
			details: { name: 'a.xlsx', megabytes: 5 }
		});
	});
});

/** A zip of one deflated entry, by hand: sizes as they are, checksum left out as readers here never ask for it. */
function zipOf(name: string, content: Buffer): Uint8Array {
	const packed = deflateRawSync(content, { level: 9 });
	const nameBytes = Buffer.from(name);
	const sizes = Buffer.alloc(12);
	sizes.writeUInt32LE(packed.length, 4);
	sizes.writeUInt32LE(content.length, 8);
	const common = Buffer.concat([
		Buffer.from([20, 0, 0, 0, 8, 0, 0, 0, 0, 0]),
		sizes,
		Buffer.from([nameBytes.length, 0, 0, 0])
	]);
	const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, nameBytes, packed]);
	const central = Buffer.concat([
		Buffer.from('PK\x01\x02'),
		Buffer.from([20, 0]),
		common,
		Buffer.alloc(14),
		nameBytes
	]);
	const end = Buffer.alloc(22);
	end.write('PK\x05\x06', 'latin1');
	end.writeUInt16LE(1, 8);
	end.writeUInt16LE(1, 10);
	end.writeUInt32LE(central.length, 12);
	end.writeUInt32LE(local.length, 16);
	return Buffer.concat([local, central, end]);
}
