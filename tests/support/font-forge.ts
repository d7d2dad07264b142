/** Fonts for tests: Tinos with some of its tables altered, so that no test depends on what a machine has installed. */
import type { FontStyle } from '#lib/domain/paper-fonts.ts';
import * as fontkit from 'fontkit';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const FILES: Record<FontStyle, string> = {
	regular: '400Regular/Tinos_400Regular.ttf',
	bold: '700Bold/Tinos_700Bold.ttf',
	italic: '400Regular_Italic/Tinos_400Regular_Italic.ttf',
	boldItalic: '700Bold_Italic/Tinos_700Bold_Italic.ttf'
};
const STYLE_NAMES: Record<FontStyle, string> = {
	regular: 'Regular',
	bold: 'Bold',
	italic: 'Italic',
	boldItalic: 'Bold Italic'
};

export interface Alteration {
	/** Another name for the family. */
	family?: string;
	/** PostScript name, beside a `family`. */
	postscript?: string;
	/** How many times as wide each letter is set. */
	wider?: number;
	/** `OS/2` fsType as it is written. */
	fsType?: number;
	/** Letters that the font forgets. */
	without?: string;
	/** Letters that it knows, with nothing to draw. */
	blank?: string;
	/** `OS/2` says nothing of the style; `head` and the name still do. */
	silentOs2?: boolean;
	/** `head` says nothing of the style either. */
	silentHead?: boolean;
	/** Tables to leave out. */
	leaveOut?: readonly string[];
	/** Tables to add. */
	add?: Readonly<Record<string, Buffer>>;
}

export const shippedFont = (style: FontStyle): Buffer =>
	readFileSync(createRequire(import.meta.url).resolve(`@expo-google-fonts/tinos/${FILES[style]}`));

/** The shipped font of a style, altered. */
export function forgeFont(style: FontStyle, alteration: Alteration = {}): Buffer {
	const bytes = shippedFont(style);
	const tables = readTables(bytes);
	const { family, postscript, wider, fsType, without, blank, silentOs2, silentHead } = alteration;
	if (family !== undefined) tables.set('name', nameTable(family, STYLE_NAMES[style], postscript));
	if (without !== undefined || blank !== undefined)
		tables.set('cmap', cmapTable(bytes, without ?? '', blank ?? ''));
	const os2 = tables.get('OS/2')!;
	if (fsType !== undefined) os2.writeUInt16BE(fsType, 8);
	if (silentOs2) os2.writeUInt16BE(0, 62);
	const head = tables.get('head')!;
	if (wider !== undefined) widen(tables, wider);
	if (silentHead) head.writeUInt16BE(0, 44);
	for (const name of alteration.leaveOut ?? []) tables.delete(name);
	for (const [name, table] of Object.entries(alteration.add ?? {})) tables.set(name, table);
	return writeTables(tables);
}

/** Puts the four styles of an altered face into a folder, under names that say nothing. */
export function dropFace(folder: string, alteration: Alteration = {}, styles = STYLES): void {
	mkdirSync(folder, { recursive: true });
	for (const style of styles) writeFileSync(join(folder, nameIn(style)), forgeFont(style, alteration));
}

const STYLES: readonly FontStyle[] = ['regular', 'bold', 'italic', 'boldItalic'];

/** The file name of a style that `dropFace` gave. */
export const nameIn = (style: FontStyle): string => `tep-${STYLES.indexOf(style) + 1}.ttf`;

function readTables(font: Buffer): Map<string, Buffer> {
	const tables = new Map<string, Buffer>();
	for (let i = 0; i < font.readUInt16BE(4); i += 1) {
		const at = 12 + i * 16;
		const start = font.readUInt32BE(at + 8);
		const table = font.subarray(start, start + font.readUInt32BE(at + 12));
		tables.set(font.toString('latin1', at, at + 4), Buffer.from(table));
	}
	return tables;
}

function writeTables(tables: Map<string, Buffer>): Buffer {
	const names = [...tables.keys()].toSorted();
	const head = Buffer.alloc(12 + names.length * 16);
	head.writeUInt32BE(0x00010000, 0);
	head.writeUInt16BE(names.length, 4);
	const parts = [head];
	let at = head.length;
	for (const [i, name] of names.entries()) {
		const table = tables.get(name)!;
		const padded = Buffer.concat([table, Buffer.alloc((4 - (table.length % 4)) % 4)]);
		head.write(name, 12 + i * 16, 'latin1');
		// The sum of the whole file stands in `head` and is no part of the sum of the table; nothing here reads it.
		if (name === 'head') padded.writeUInt32BE(0, 8);
		head.writeUInt32BE(checksum(padded), 16 + i * 16);
		head.writeUInt32BE(at, 20 + i * 16);
		head.writeUInt32BE(table.length, 24 + i * 16);
		parts.push(padded);
		at += padded.length;
	}
	return Buffer.concat(parts);
}

function checksum(padded: Buffer): number {
	let sum = 0;
	for (let at = 0; at < padded.length; at += 4) sum = (sum + padded.readUInt32BE(at)) % 2 ** 32;
	return sum;
}

/** Only how far each letter moves on: heights stay, so that sizes can be measured as ever. */
function widen(tables: Map<string, Buffer>, times: number): void {
	const moves = tables.get('hmtx')!;
	const count = tables.get('hhea')!.readUInt16BE(34);
	for (let at = 0; at < count * 4; at += 4)
		moves.writeUInt16BE(Math.round(moves.readUInt16BE(at) * times), at);
}

/** Family, style, full name and PostScript name, for Windows in English. */
function nameTable(family: string, style: string, given?: string): Buffer {
	const postscript = given ?? `${family}-${style}`.normalize('NFD').replace(/[^A-Za-z0-9-]/g, '');
	const texts: [id: number, text: string][] = [
		[1, family],
		[2, style],
		[4, `${family} ${style}`],
		[6, postscript]
	];
	const head = Buffer.alloc(6 + texts.length * 12);
	head.writeUInt16BE(texts.length, 2);
	head.writeUInt16BE(head.length, 4);
	const written = texts.map(([, text]) => Buffer.from(text, 'utf16le').swap16());
	let at = 0;
	for (const [i, [id]] of texts.entries()) {
		const fields = [3, 1, 0x409, id, written[i]!.length, at];
		for (const [j, field] of fields.entries()) head.writeUInt16BE(field, 6 + i * 12 + j * 2);
		at += written[i]!.length;
	}
	return Buffer.concat([head, ...written]);
}

/** Every letter of the font but some, a group each (format 12); `blank` ones lead to the glyph of the blank. */
function cmapTable(bytes: Buffer, without: string, blank: string): Buffer {
	const font = fontkit.create(bytes) as fontkit.Font & {
		characterSet: number[];
		glyphForCodePoint(code: number): { id: number };
	};
	const codesOf = (letters: string) => new Set(Array.from(letters, (letter) => letter.codePointAt(0)!));
	const [gone, empty] = [codesOf(without), codesOf(blank)];
	const codes = [...new Set(font.characterSet)].filter((code) => !gone.has(code)).toSorted((a, b) => a - b);
	const table = Buffer.alloc(12 + 16 + codes.length * 12);
	for (const [i, field] of [0, 1, 3, 10].entries()) table.writeUInt16BE(field, i * 2);
	table.writeUInt32BE(12, 8);
	table.writeUInt16BE(12, 12);
	table.writeUInt32BE(16 + codes.length * 12, 16);
	table.writeUInt32BE(codes.length, 24);
	for (const [i, code] of codes.entries()) {
		const glyph = font.glyphForCodePoint(empty.has(code) ? 0x20 : code).id;
		for (const [j, field] of [code, code, glyph].entries()) table.writeUInt32BE(field, 28 + i * 12 + j * 4);
	}
	return table;
}
