/**
 * Agencies and their units from a spreadsheet of two sheets: what its cells must hold, and every fault with its row
 * and column. Columns are known by their heading, in any order; others are left aside. Taken as a whole or not at all.
 */
import { AGENCY_LEVELS, type AgencyLevel } from './criteria.ts';
import { isMailAddress, MAIL_ADDRESS_MAXIMUM } from './mail-address.ts';
import { problem, type Problem } from './problems.ts';

export const UNIT_KINDS = ['office', 'service_unit', 'branch'] as const;
export type UnitKind = (typeof UNIT_KINDS)[number];

export interface AgencyInput {
	code: string;
	name: string;
	shortName: string;
	/** The group of letters in the signs of its papers. */
	sign: string;
	level: AgencyLevel;
	superior: string;
	headTitle: string;
	place: string;
	address: string;
	/** Where the body above is told of what is long overdue; empty where it is not known. */
	superiorEmail: string;
}

export interface UnitInput {
	agencyCode: string;
	name: string;
	kind: UnitKind;
}

export interface ImportedAgencies {
	agencies: AgencyInput[];
	units: UnitInput[];
	/** Empty exactly when the whole may be taken. `at` is the sheet's name. */
	problems: Problem[];
}

export interface Sheet {
	name: string;
	rows: readonly (readonly unknown[])[];
}

/** What is there already: codes of agencies, and `code\nname` of units. */
export interface KnownAgencies {
	codes: ReadonlySet<string>;
	units: ReadonlySet<string>;
}

/** Headings of the template, in its order. */
export const AGENCY_COLUMNS: Record<keyof AgencyInput, string> = {
	code: 'Mã cơ quan',
	name: 'Tên cơ quan',
	shortName: 'Tên viết gọn',
	sign: 'Ký hiệu văn bản',
	level: 'Cấp',
	superior: 'Cơ quan cấp trên',
	headTitle: 'Chức danh người đứng đầu',
	place: 'Địa danh',
	address: 'Địa chỉ',
	superiorEmail: 'Thư điện tử cơ quan cấp trên'
};
export const UNIT_COLUMNS: Record<keyof UnitInput, string> = {
	agencyCode: 'Mã cơ quan',
	name: 'Tên đơn vị',
	kind: 'Loại đơn vị'
};
export const LEVEL_WORDS: Record<AgencyLevel, string> = {
	department: 'Sở, ban, ngành',
	commune: 'Xã, phường, đặc khu'
};
export const UNIT_KIND_WORDS: Record<UnitKind, string> = {
	office: 'Phòng',
	service_unit: 'Đơn vị sự nghiệp',
	branch: 'Chi cục'
};

const LEVELS_UNDERSTOOD: Record<string, AgencyLevel> = {
	'sở, ban, ngành': 'department',
	sở: 'department',
	'cấp sở': 'department',
	'xã, phường, đặc khu': 'commune',
	xã: 'commune',
	phường: 'commune',
	'đặc khu': 'commune',
	'cấp xã': 'commune'
};
const KINDS_UNDERSTOOD: Record<string, UnitKind> = {
	phòng: 'office',
	'phòng chuyên môn': 'office',
	'đơn vị sự nghiệp': 'service_unit',
	'chi cục': 'branch'
};

const OPTIONAL = new Set<string>(['address', 'superiorEmail']);
export const AGENCY_MAXIMUM: Record<keyof AgencyInput, number> = {
	code: 30,
	name: 200,
	shortName: 80,
	sign: 30,
	level: 40,
	superior: 200,
	headTitle: 80,
	place: 80,
	address: 300,
	superiorEmail: MAIL_ADDRESS_MAXIMUM
};
export const UNIT_NAME_MAXIMUM = 200;
const LONGEST_SHEET = 5000;
/** Codes stand in addresses and file names. */
const CODE = /^[\p{L}\p{N}][\p{L}\p{N}._-]*$/u;

export const isAgencyCode = (text: string): boolean => text.length <= AGENCY_MAXIMUM.code && CODE.test(text);

/** The key of a unit among those that are there already. */
export const unitKey = (agencyCode: string, name: string): string => `${agencyCode}\n${name.toLowerCase()}`;

/** The first sheet holds agencies, the second (if any) units. Rows are counted as the spreadsheet shows them. */
export function importAgencies(sheets: readonly Sheet[], known: KnownAgencies): ImportedAgencies {
	const problems: Problem[] = [];
	const [agencySheet, unitSheet] = sheets;
	const agencies = agencySheet ? readAgencies(agencySheet, known, problems) : [];
	const codes = new Set([...known.codes, ...agencies.map(({ code }) => code)]);
	const units = unitSheet ? readUnits(unitSheet, { codes, units: known.units }, problems) : [];
	if (agencies.length + units.length === 0 && problems.length === 0)
		problems.push(problem('sheet.empty', {}, agencySheet?.name));
	return { agencies, units, problems };
}

function readAgencies(sheet: Sheet, known: KnownAgencies, problems: Problem[]): AgencyInput[] {
	const seen = new Set<string>();
	return readRows(sheet, AGENCY_COLUMNS, problems).map((row) => {
		const code = row.text('code', AGENCY_MAXIMUM.code);
		if (code !== '' && !CODE.test(code)) row.invalid('code');
		else if (known.codes.has(code)) row.fault('sheet.already_there', code);
		else if (code !== '' && seen.has(code)) row.fault('sheet.duplicate', code);
		seen.add(code);
		const superiorEmail = row.text('superiorEmail', AGENCY_MAXIMUM.superiorEmail);
		if (superiorEmail !== '' && !isMailAddress(superiorEmail)) row.invalid('superiorEmail');
		return {
			code,
			name: row.text('name', AGENCY_MAXIMUM.name),
			shortName: row.text('shortName', AGENCY_MAXIMUM.shortName),
			sign: row.text('sign', AGENCY_MAXIMUM.sign),
			level: row.choice('level', LEVELS_UNDERSTOOD) ?? AGENCY_LEVELS[0],
			superior: row.text('superior', AGENCY_MAXIMUM.superior),
			headTitle: row.text('headTitle', AGENCY_MAXIMUM.headTitle),
			place: row.text('place', AGENCY_MAXIMUM.place),
			address: row.text('address', AGENCY_MAXIMUM.address),
			superiorEmail
		};
	});
}

function readUnits(sheet: Sheet, known: KnownAgencies, problems: Problem[]): UnitInput[] {
	const seen = new Set<string>();
	return readRows(sheet, UNIT_COLUMNS, problems).map((row) => {
		const agencyCode = row.text('agencyCode', AGENCY_MAXIMUM.code);
		const name = row.text('name', UNIT_NAME_MAXIMUM);
		const kind = row.choice('kind', KINDS_UNDERSTOOD) ?? UNIT_KINDS[0];
		const key = unitKey(agencyCode, name);
		if (agencyCode !== '' && !known.codes.has(agencyCode)) row.invalid('agencyCode');
		else if (known.units.has(key)) row.fault('sheet.already_there', name);
		else if (name !== '' && seen.has(key)) row.fault('sheet.duplicate', name);
		seen.add(key);
		return { agencyCode, name, kind };
	});
}

interface SheetRow<Field extends string> {
	/** Trimmed, one space between words; a fault when empty (unless optional) or too long. */
	text(field: Field, maximum: number): string;
	choice<T>(field: Field, choices: Record<string, T>): T | null;
	invalid(field: Field): void;
	fault(code: 'sheet.duplicate' | 'sheet.already_there', what: string): void;
}

/** The filled rows below the headings. A missing heading is one fault, and no row is read then. */
function readRows<Field extends string>(
	{ name: at, rows }: Sheet,
	columns: Record<Field, string>,
	problems: Problem[]
): SheetRow<Field>[] {
	const isFilled = (row: readonly unknown[]) => row.some((cell) => tidy(cell) !== '');
	const headAt = rows.findIndex(isFilled);
	if (headAt < 0) return [];
	const headings = rows[headAt]!.map((cell) => tidy(cell).toLowerCase());
	const fields = Object.keys(columns) as Field[];
	const placeOf = new Map(fields.map((field) => [field, headings.indexOf(columns[field].toLowerCase())]));
	const missing = fields.filter((field) => placeOf.get(field)! < 0 && !OPTIONAL.has(field));
	problems.push(...missing.map((field) => problem('sheet.column_missing', { column: columns[field] }, at)));
	if (rows.length - headAt - 1 > LONGEST_SHEET)
		problems.push(problem('sheet.too_long', { rows: rows.length - headAt - 1, maximum: LONGEST_SHEET }, at));
	if (missing.length > 0 || rows.length - headAt - 1 > LONGEST_SHEET) return [];
	return rows.flatMap((cells, i) => {
		if (i <= headAt || !isFilled(cells)) return [];
		const cellOf = (field: Field) => tidy(cells[placeOf.get(field)!]);
		return [rowOf(i + 1, at, columns, cellOf, problems)];
	});
}

function rowOf<Field extends string>(
	row: number,
	at: string,
	columns: Record<Field, string>,
	cellOf: (field: Field) => string,
	problems: Problem[]
): SheetRow<Field> {
	const invalid = (field: Field) => {
		problems.push(problem('sheet.cell_invalid', { row, column: columns[field], text: cellOf(field) }, at));
	};
	return {
		invalid,
		text(field, maximum) {
			const text = cellOf(field);
			if ((text === '' && !OPTIONAL.has(field)) || text.length > maximum) invalid(field);
			return text;
		},
		choice(field, choices) {
			const word = cellOf(field).toLowerCase();
			if (Object.hasOwn(choices, word)) return choices[word]!;
			invalid(field);
			return null;
		},
		fault(code, what) {
			problems.push(problem(code, { row, code: what }, at));
		}
	};
}

const tidy = (cell: unknown): string =>
	cell === null || cell === undefined ? '' : String(cell).normalize('NFC').replace(/\s+/g, ' ').trim();
