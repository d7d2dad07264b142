import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync, strFromU8 } from 'fflate';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ZipWriter } from './zip-writer.ts';

let folder = '';
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'thuoc-zip-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const AT = Date.UTC(2026, 8, 12);
const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');

async function* inPieces(...texts: string[]) {
	const buffer = Buffer.alloc(8);
	for (const text of texts) yield buffer.subarray(0, buffer.write(text));
}

test('texts, bytes and streams come out as they went in, with their sizes and hashes told', async () => {
	const to = join(folder, 'a', 'b.zip');
	const zip = await ZipWriter.create(to, AT);
	const long = Array.from({ length: 30_000 }, (_, i) => `dòng ${i}\n`);
	expect(await zip.add('Đọc.txt', 'xin chào', { packed: false })).toEqual({
		path: 'Đọc.txt',
		size: 9,
		sha256: hashOf('xin chào')
	});
	await zip.add('dài.txt', long, { packed: false });
	await zip.add('ảnh.jpg', inPieces('một', 'hai', 'ba'), { packed: true });
	await zip.add('rỗng.bin', new Uint8Array(0), { packed: true });
	expect(existsSync(to)).toBe(false);
	await zip.finish();
	const files = unzipSync(readFileSync(to));
	expect(Object.keys(files)).toEqual(['Đọc.txt', 'dài.txt', 'ảnh.jpg', 'rỗng.bin']);
	expect(strFromU8(files['ảnh.jpg']!)).toBe('mộthaiba');
	expect(strFromU8(files['dài.txt']!)).toBe(long.join(''));
	expect(zip.entries.map(({ sha256 }) => sha256)).toEqual([
		hashOf('xin chào'),
		hashOf(long.join('')),
		hashOf('mộthaiba'),
		hashOf('')
	]);
});

test('a name that another entry has, in any case, is refused', async () => {
	const zip = await ZipWriter.create(join(folder, 'c.zip'), AT);
	await zip.add('a.txt', '', { packed: false });
	await expect(zip.add('A.TXT', '', { packed: false })).rejects.toThrow('two entries');
	await zip.abandon();
	expect(readdirSync(folder)).toEqual([]);
});
