import { describe, expect, it } from 'vitest';
import { AGENCY_COLUMNS, importAgencies, UNIT_COLUMNS, unitKey, type Sheet } from './agency-import.ts';

const HEAD = Object.values(AGENCY_COLUMNS);
const UNIT_HEAD = Object.values(UNIT_COLUMNS);
const NOTHING = { codes: new Set<string>(), units: new Set<string>() };

const row = (code: string, over: Partial<Record<number, unknown>> = {}): unknown[] =>
	[code, `Sở ${code}`, code, code, 'Sở, ban, ngành', 'UBND tỉnh', 'Giám đốc', 'Tỉnh thử', ''].map((cell, i) =>
		i in over ? over[i] : cell
	);
const agencies = (...rows: unknown[][]): Sheet => ({ name: 'Cơ quan', rows: [HEAD, ...rows] });
const units = (...rows: unknown[][]): Sheet => ({ name: 'Đơn vị', rows: [UNIT_HEAD, ...rows] });

describe('a sheet that is right', () => {
	it('gives agencies and units, with words tidied', () => {
		const read = importAgencies(
			[agencies(row('SXD', { 1: '  Sở   Xây dựng ' })), units(['SXD', 'Chi cục Giám định', 'chi cục'])],
			NOTHING
		);
		expect(read.problems).toEqual([]);
		expect(read.agencies).toEqual([
			{
				code: 'SXD',
				name: 'Sở Xây dựng',
				shortName: 'SXD',
				sign: 'SXD',
				level: 'department',
				superior: 'UBND tỉnh',
				headTitle: 'Giám đốc',
				place: 'Tỉnh thử',
				address: '',
				superiorEmail: ''
			}
		]);
		expect(read.units).toEqual([{ agencyCode: 'SXD', name: 'Chi cục Giám định', kind: 'branch' }]);
	});

	it.each([
		['Sở', 'department'],
		['sở, BAN, ngành', 'department'],
		['Phường', 'commune'],
		['Đặc khu', 'commune'],
		['Xã, phường, đặc khu', 'commune']
	])('understands the level «%s»', (word, level) => {
		expect(importAgencies([agencies(row('A', { 4: word }))], NOTHING).agencies[0]?.level).toBe(level);
	});

	it('finds its columns by their headings, in any order, and leaves others aside', () => {
		const order = [8, 3, 0, 1, 2, 4, 5, 6, 7];
		const turned: Sheet = {
			name: 'Cơ quan',
			rows: [
				[null, null],
				[...order.map((i) => HEAD[i]!.toUpperCase()), 'Ghi chú'],
				[...order.map((i) => row('SYT')[i]), 'gì đó']
			]
		};
		const read = importAgencies([turned], NOTHING);
		expect(read.problems).toEqual([]);
		expect(read.agencies[0]).toMatchObject({ code: 'SYT', superior: 'UBND tỉnh' });
	});

	it('takes the mail address of the body above where there is one, and refuses what is none', () => {
		const good = importAgencies([agencies(row('A', {}).concat('vp@ubnd.example'))], NOTHING);
		expect(good.agencies[0]).toMatchObject({ superiorEmail: 'vp@ubnd.example' });
		const bad = importAgencies([agencies(row('A', {}).concat('văn phòng'))], NOTHING);
		expect(bad.problems).toMatchObject([
			{ code: 'sheet.cell_invalid', details: { row: 2, column: AGENCY_COLUMNS.superiorEmail } }
		]);
	});

	it('passes over empty rows and takes numbers as text', () => {
		const read = importAgencies([agencies([], row('12', { 2: 12 }), [null, ''])], NOTHING);
		expect(read.agencies.map(({ shortName }) => shortName)).toEqual(['12']);
	});

	it('reads letters that arrive decomposed', () => {
		const read = importAgencies([agencies(row('A', { 4: 'Sở'.normalize('NFD') }))], NOTHING);
		expect(read.problems).toEqual([]);
	});

	it('may add units to an agency that is there already', () => {
		const known = { codes: new Set(['SXD']), units: new Set<string>() };
		const read = importAgencies([agencies(), units(['SXD', 'Văn phòng', 'Phòng'])], known);
		expect(read).toMatchObject({ problems: [], units: [{ agencyCode: 'SXD', kind: 'office' }] });
	});
});

describe('every fault is named by its sheet, row and column', () => {
	it.each([
		['an empty cell', row('A', { 3: ' ' }), { row: 2, column: 'Ký hiệu văn bản', text: '' }],
		['an unknown level', row('A', { 4: 'Huyện' }), { row: 2, column: 'Cấp', text: 'Huyện' }],
		['a code with spaces', row('A B'), { row: 2, column: 'Mã cơ quan', text: 'A B' }],
		['a text too long', row('A', { 7: 'x'.repeat(81) }), { row: 2, column: 'Địa danh', text: 'x'.repeat(81) }]
	])('%s', (_, cells, details) => {
		expect(importAgencies([agencies(cells)], NOTHING).problems).toEqual([
			{ code: 'sheet.cell_invalid', details, at: 'Cơ quan' }
		]);
	});

	it('the same code twice, and a code that is there already', () => {
		const known = { codes: new Set(['SYT']), units: new Set<string>() };
		expect(importAgencies([agencies(row('SXD'), row('SXD'), row('SYT'))], known).problems).toEqual([
			{ code: 'sheet.duplicate', details: { row: 3, code: 'SXD' }, at: 'Cơ quan' },
			{ code: 'sheet.already_there', details: { row: 4, code: 'SYT' }, at: 'Cơ quan' }
		]);
	});

	it('units: of an unknown agency, twice (whatever the capitals), or there already', () => {
		const known = { codes: new Set(['SXD']), units: new Set([unitKey('SXD', 'Thanh tra')]) };
		const sheet = units(
			['SYT', 'Văn phòng', 'Phòng'],
			['SXD', 'Văn phòng', 'Phòng'],
			['SXD', 'VĂN PHÒNG', 'Phòng'],
			['SXD', 'Thanh tra', 'Ban']
		);
		expect(importAgencies([agencies(), sheet], known).problems).toEqual([
			{ code: 'sheet.cell_invalid', details: { row: 2, column: 'Mã cơ quan', text: 'SYT' }, at: 'Đơn vị' },
			{ code: 'sheet.duplicate', details: { row: 4, code: 'VĂN PHÒNG' }, at: 'Đơn vị' },
			{ code: 'sheet.cell_invalid', details: { row: 5, column: 'Loại đơn vị', text: 'Ban' }, at: 'Đơn vị' },
			{ code: 'sheet.already_there', details: { row: 5, code: 'Thanh tra' }, at: 'Đơn vị' }
		]);
	});

	it('missing columns, each of them, and then no row is read', () => {
		const sheet: Sheet = {
			name: 'Cơ quan',
			rows: [
				['Mã cơ quan', 'Tên cơ quan'],
				['A', 'B']
			]
		};
		const { problems, agencies: read } = importAgencies([sheet], NOTHING);
		expect(read).toEqual([]);
		expect(problems.map(({ details }) => (details as { column: string }).column)).toEqual(HEAD.slice(2, 8));
	});

	it('all faults of all rows at once', () => {
		const { problems } = importAgencies(
			[agencies(row('A', { 1: '' }), row('B', { 4: '?' }), row('C', { 5: '' }))],
			NOTHING
		);
		expect(problems.map(({ details }) => (details as { row: number }).row)).toEqual([2, 3, 4]);
	});

	it('nothing to import, and far too much', () => {
		expect(importAgencies([agencies()], NOTHING).problems).toMatchObject([{ code: 'sheet.empty' }]);
		expect(importAgencies([], NOTHING).problems).toMatchObject([{ code: 'sheet.empty' }]);
		const many = Array.from({ length: 5001 }, (_, i) => row(`C${i}`));
		expect(importAgencies([agencies(...many)], NOTHING)).toMatchObject({
			agencies: [],
			problems: [{ code: 'sheet.too_long', details: { rows: 5001, maximum: 5000 } }]
		});
	});
});
