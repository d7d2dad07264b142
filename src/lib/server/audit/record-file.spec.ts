import { describe, expect, test } from 'vitest';
import { CHAIN_START, contentHashOf, linkHashOf } from './chain.ts';
import type { KeptLine } from './check-chain.ts';
import { recordFileTexts, type LineShown } from './record-file.ts';
import { RECORD_VECTORS } from '../../../../tests/support/record-vectors.ts';
import { verifyText } from '../../../../tests/support/record-verifier.ts';

const vectors = (): KeptLine[] =>
	RECORD_VECTORS.map(({ line, previousHash, hash }) => ({ ...line, previousHash, hash }));

function fileOf(lines: KeptLine[], shown: Record<number, LineShown> = {}): string[] {
	const last = lines.at(-1)!;
	const bearing = lines[2]!;
	return [
		...recordFileTexts({
			start: CHAIN_START,
			head: { id: last.id, hash: last.hash! },
			papers: [{ paper: 'minutes 01/BB-ĐKT, 2026-09-12', line: bearing.id, hash: bearing.hash! }],
			lines,
			show: ({ id }) => shown[id] ?? 'all'
		})
	];
}

describe('the verifier that goes into archives', () => {
	test('finds the same hashes as the product in every vector', () => {
		const said = verifyText(fileOf(vectors()).join(''));
		expect(said).toMatchObject({ code: 0, broken: [] });
		expect(said.good[0]).toContain(
			`${RECORD_VECTORS.length} dòng nối liền (${RECORD_VECTORS.length} dòng có nội dung)`
		);
		expect(said.good[1]).toContain('Văn bản minutes 01/BB-ĐKT');
	});

	test('checks closed lines by the hash of their content, of which nothing else is in the file', () => {
		const text = fileOf(vectors(), { 1: 'hash', 2: 'hash', 4: 'hash' }).join('');
		expect(text).not.toContain('máy bảng'.normalize('NFC'));
		expect(text.split('\n')[1]).not.toContain('192.0.2.1');
		const said = verifyText(text);
		expect(said).toMatchObject({ code: 0, broken: [] });
		expect(said.good[0]).toContain('(5 dòng có nội dung)');
	});

	test('checks lines that are shown without their address and device; those of the first form are closed instead', () => {
		const told = Object.fromEntries(vectors().map(({ id }) => [id, 'told' as const]));
		const text = fileOf(vectors(), told).join('');
		for (const secret of ['192.0.2.1', 'Máy bảng', '0001020304']) expect(text).not.toContain(secret);
		const said = verifyText(text);
		expect(said).toMatchObject({ code: 0, broken: [] });
		expect(said.good[0]).toContain('(2 dòng có nội dung)');
	});

	test.each([
		['a changed word', (line: object) => ({ ...line, action: 'document.scan' }), 'dòng 7 đã bị sửa'],
		['another origin', (line: object) => ({ ...line, originHash: 'f'.repeat(64) }), 'dòng 7 đã bị sửa'],
		['an address beside its hash', (line: object) => ({ ...line, address: '192.0.2.9' }), 'không đọc được']
	])('names a line shown without its origin: %s', (_, change, sentence) => {
		const texts = edit(7, change)(fileOf(vectors(), { 7: 'told' }));
		expect(verifyText(texts.join('')).broken.join('\n')).toContain(sentence);
	});

	test('a last line end that is lost harms nothing', () => {
		expect(verifyText(fileOf(vectors()).join('').trimEnd()).code).toBe(0);
	});

	const edit = (at: number, change: (line: Record<string, unknown>) => object) => (texts: string[]) =>
		texts.with(at, `${JSON.stringify(change(JSON.parse(texts[at]!) as Record<string, unknown>))}\n`);
	const renumber = (texts: string[]) =>
		texts.map((text, i) => (i === 0 ? text : `${JSON.stringify({ ...JSON.parse(text), id: i })}\n`));
	const rehash = (line: Record<string, unknown>) => {
		const kept = line as unknown as KeptLine;
		return { ...kept, hash: linkHashOf(kept.id, kept.previousHash!, contentHashOf(kept)) };
	};
	const stranger = (before: string, id = 4) =>
		`${JSON.stringify(rehash({ ...RECORD_VECTORS[0]!.line, id, previousHash: (JSON.parse(before) as KeptLine).hash }))}\n`;

	const DAMAGES: [string, (texts: string[]) => string[], string][] = [
		['a changed content', edit(3, (line) => ({ ...line, device: 'khác' })), 'dòng 3 đã bị sửa'],
		['another address', edit(8, (line) => ({ ...line, address: '192.0.2.9' })), 'dòng 8 đã bị sửa'],
		['a salt taken away', edit(7, (line) => ({ ...line, originSalt: null })), 'dòng 7 đã bị sửa'],
		['NULL made an empty text', edit(2, (line) => ({ ...line, old: '' })), 'dòng 2 đã bị sửa'],
		[
			'a changed content with its hash made anew',
			edit(4, (line) => rehash({ ...line, at: 2 })),
			'dòng 4 đã bị sửa'
		],
		[
			'a changed hash of a closed content',
			edit(5, (line) => ({ ...line, contentHash: 'f'.repeat(64) })),
			'dòng 5 đã bị sửa'
		],
		[
			'a content slipped in beside its hash',
			edit(5, (line) => ({ ...line, new: '{}' })),
			'không đọc được dòng thứ 6'
		],
		['a removed line', (texts) => texts.toSpliced(4, 1), 'dòng 4 đã bị xóa'],
		['a removed line, numbers made good', (texts) => renumber(texts.toSpliced(4, 1)), 'dòng 4 đã bị xóa'],
		[
			'an inserted line, numbers made good',
			(texts) => renumber(texts.toSpliced(4, 0, stranger(texts[3]!))),
			'dòng 4 được chèn thêm'
		],
		['a line twice', (texts) => texts.toSpliced(4, 0, texts[3]!), 'dòng 3 được chèn thêm'],
		[
			'two lines that changed places',
			(texts) => texts.with(3, texts[4]!).with(4, texts[3]!),
			'dòng 4 không đứng đúng chỗ'
		],
		[
			'the same, numbers made good',
			(texts) => renumber(texts.with(3, texts[4]!).with(4, texts[3]!)),
			'dòng 3 không đứng đúng chỗ'
		],
		['the last lines cut off', (texts) => texts.slice(0, 5), 'từ dòng 5 trở đi đã bị cắt mất'],
		['everything cut off but the head', (texts) => texts.slice(0, 1), 'từ dòng 1 trở đi đã bị cắt mất'],
		['a line cut through', (texts) => texts.with(6, texts[6]!.slice(0, 40)), 'không đọc được dòng thứ 7'],
		[
			'a line after the last, with hashes that fit',
			(texts) => [...texts, stranger(texts[8]!, 9)],
			'dòng 9 được chèn thêm'
		],
		[
			'the head of a paper changed',
			(texts) => texts.with(0, texts[0]!.replace(/("line":3,"hash":")./, '$1x')),
			'Văn bản minutes 01/BB-ĐKT'
		],
		['the first line gone', (texts) => texts.slice(1), 'không đọc được phần đầu tệp']
	];

	test.each(DAMAGES)('names %s', (_, damage, sentence) => {
		const said = verifyText(damage(fileOf(vectors(), { 5: 'hash' })).join(''));
		expect(said.code).toBe(1);
		expect(said.broken[0]).toContain(sentence);
	});

	test('a record that was rewritten whole, with every hash, still does not lead to the head that was kept', () => {
		let previousHash = CHAIN_START.hash;
		const rewritten = vectors().map((line) => {
			const kept = { ...line, at: line.id === 4 ? 99 : line.at, previousHash };
			const hash = linkHashOf(line.id, previousHash, contentHashOf(kept));
			previousHash = hash;
			return { ...kept, hash };
		});
		const said = verifyText([fileOf(vectors())[0]!, ...fileOf(rewritten).slice(1)].join(''));
		expect(said.broken).toEqual([expect.stringContaining('chuỗi không dẫn tới dòng cuối đã ghi (8)')]);
	});

	test('what is nothing of ours is refused', () => {
		expect(verifyText('').code).toBe(1);
		expect(verifyText('{"format":"khác"}\n').code).toBe(1);
	});
});
