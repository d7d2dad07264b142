import { describe, expect, test } from 'vitest';
import { CHAIN_START, contentHashOf, lineText, linkHashOf, originHashOf, type StoredLine } from './chain.ts';
import { checkChain, type ChainFault, type KeptLine } from './check-chain.ts';
import { RECORD_VECTORS } from '../../../../tests/support/record-vectors.ts';

describe('the canonical form', () => {
	test('a line of plain fields is this very text', () => {
		expect(lineText(RECORD_VECTORS[0]!.line)).toBe(
			'["thuoc-record-1",1,1788966000000,"a1","inspection.edit","inspection","i1","i1",null,"{\\"version\\":2}","192.0.2.1","Máy bảng"]'
		);
	});

	test('a line with a salt is this very text, its origin as a hash that the salt keeps from being guessed', () => {
		const { line } = RECORD_VECTORS.at(-2)!;
		expect(lineText(line)).toBe(
			`["thuoc-record-2",7,1788966000001,"a1","document.sign","document","d1","i1",null,"{\\"way\\":\\"app\\"}","${originHashOf(line)}"]`
		);
		for (const change of [{ address: '192.0.2.2' }, { device: '' }, { originSalt: '0'.repeat(32) }])
			expect(originHashOf({ ...line, ...change })).not.toBe(originHashOf(line));
	});

	test.each(RECORD_VECTORS.map((vector) => [vector.name, vector] as const))('%s', (_, vector) => {
		expect(contentHashOf(vector.line)).toBe(vector.contentHash);
		expect(linkHashOf(vector.line.id, vector.previousHash, vector.contentHash)).toBe(vector.hash);
	});

	test('absent, empty and the text «null» are three contents', () => {
		const { line } = RECORD_VECTORS[0]!;
		const hashes = [null, '', 'null'].map((old) => contentHashOf({ ...line, old }));
		expect(new Set(hashes).size).toBe(3);
	});
});

const lineOf = (id: number, text = `việc ${id}`): StoredLine => ({
	id,
	at: 1_000 + id,
	actorId: 'a',
	action: 'inspection.edit',
	subjectKind: 'inspection',
	subjectId: 'i',
	inspectionId: 'i',
	old: null,
	new: JSON.stringify({ text }),
	address: '',
	device: '',
	originSalt: null
});

function chained(lines: readonly StoredLine[]): KeptLine[] {
	let previousHash = CHAIN_START.hash;
	return lines.map((line) => {
		const hash = linkHashOf(line.id, previousHash, contentHashOf(line));
		const kept = { ...line, previousHash, hash };
		previousHash = hash;
		return kept;
	});
}

const ten = () => chained(Array.from({ length: 10 }, (_, i) => lineOf(i + 1)));

const faultsOf = (lines: readonly KeptLine[], lastGiven = lines.at(-1)?.id ?? 0): ChainFault[] =>
	checkChain({
		lines,
		lastGiven,
		findByHash: (hash) => lines.find((line) => line.hash === hash)?.id
	}).faults;

/** Numbers made good, so that no gap shows; hashes left as they were. */
const renumbered = (lines: readonly KeptLine[]) => lines.map((line, i) => ({ ...line, id: i + 1 }));

describe('checkChain', () => {
	test('a whole chain, and an empty one, have no fault', () => {
		expect(faultsOf(ten())).toEqual([]);
		expect(faultsOf([])).toEqual([]);
	});

	test.each(Object.keys(lineOf(1)).filter((key) => key !== 'id'))('a changed %s names its line', (key) => {
		const lines = ten();
		Object.assign(lines[4]!, { [key]: key === 'at' ? 7 : 'khác' });
		expect(faultsOf(lines)).toEqual([{ kind: 'changed', id: 5 }]);
	});

	test('a changed line whose own hash was made anew is named, not the one after it', () => {
		const lines = ten();
		const line = { ...lines[4]!, new: '"khác"' };
		lines[4] = { ...line, hash: linkHashOf(5, line.previousHash!, contentHashOf(line)) };
		expect(faultsOf(lines)).toEqual([{ kind: 'changed', id: 5 }]);
	});

	test('a line without hashes was not written by the product', () => {
		const lines = ten();
		lines[9] = { ...lines[9]!, previousHash: null, hash: null };
		expect(faultsOf(lines)).toEqual([{ kind: 'inserted', id: 10 }]);
	});

	test('a removed line is named, with its number left free or given to the next', () => {
		const lines = ten().filter(({ id }) => id !== 5);
		expect(faultsOf(lines)).toEqual([{ kind: 'removed', id: 5 }]);
		expect(faultsOf(renumbered(lines), 9)[0]).toEqual({ kind: 'removed', id: 5 });
	});

	test('the first line removed is named', () => {
		expect(faultsOf(ten().slice(1))[0]).toEqual({ kind: 'removed', id: 1 });
	});

	test('an inserted line is named, whatever hashes it was given', () => {
		const lines = ten();
		const wrong = { ...lineOf(6, 'chen vào'), previousHash: lines[4]!.hash, hash: '' };
		wrong.hash = linkHashOf(6, lines[4]!.hash!, contentHashOf(wrong));
		expect(faultsOf(renumbered(lines.toSpliced(5, 0, wrong)), 11)[0]).toEqual({ kind: 'inserted', id: 6 });
		const bare = { ...wrong, previousHash: null, hash: null };
		expect(faultsOf(renumbered(lines.toSpliced(5, 0, bare)), 11)[0]?.id).toBe(6);
	});

	test('two lines that changed places are named by the first of them', () => {
		const lines = ten();
		const swapped = renumbered(lines.with(4, lines[6]!).with(6, lines[4]!));
		expect(faultsOf(swapped)[0]).toEqual({ kind: 'reordered', id: 5 });
		const neighbours = renumbered(lines.with(4, lines[5]!).with(5, lines[4]!));
		expect(faultsOf(neighbours)[0]).toEqual({ kind: 'reordered', id: 5 });
	});

	test('lines cut off the end are named by the first that is gone', () => {
		expect(faultsOf(ten().slice(0, 7), 10)).toEqual([{ kind: 'cut', id: 8 }]);
		expect(faultsOf([], 3)).toEqual([{ kind: 'cut', id: 1 }]);
	});

	test('of a record in which every line was damaged the look-ups come to an end', () => {
		const lines = chained(Array.from({ length: 400 }, (_, i) => lineOf(i + 1))).map((line) => ({
			...line,
			previousHash: 'f'.repeat(64)
		}));
		let asked = 0;
		const { faults } = checkChain({
			lines,
			lastGiven: 400,
			findByHash: () => void (asked += 1) as undefined
		});
		expect(faults.length).toBeGreaterThan(300);
		expect(asked).toBeLessThan(60);
	});

	test('two damages far apart are both named', () => {
		const lines = ten();
		lines[1] = { ...lines[1]!, at: 0 };
		expect(faultsOf(lines.filter(({ id }) => id !== 8))).toEqual([
			{ kind: 'changed', id: 2 },
			{ kind: 'removed', id: 8 }
		]);
	});
});
