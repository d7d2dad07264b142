import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { isRegularUpdate } from './appended.ts';

/** All that is looked at in the signed revision is its last line. Its objects are 1 to 5. */
const SIGNED = '%PDF-1.7\n1 0 obj\n<< >>\nendobj\nxref\n0 0\ntrailer\n<< >>\nstartxref\n31\n%%EOF\n';
const START = 31;

const judge = (appended: string | Buffer) => {
	const file = Buffer.concat([Buffer.from(SIGNED, 'latin1'), Buffer.from(appended as string, 'latin1')]);
	return isRegularUpdate(file, { from: SIGNED.length, exists: (number) => number <= 5 });
};

const entry = (offset: number, generation = 0, type = 'n') =>
	`${String(offset).padStart(10, '0')} ${String(generation).padStart(5, '0')} ${type} \n`;

/** An update with a table: object 2 as given, and its entry. */
function withTable(
	body = '<< /A 1 >>',
	{ object = '2 0 obj', line = entry(SIGNED.length), trailer = `<< /Prev ${START} >>`, tail = '' } = {}
): string {
	const start = SIGNED.length + `${object}\n${body}\nendobj\n`.length;
	return `${object}\n${body}\nendobj\nxref\n2 1\n${line}trailer\n${trailer}\nstartxref\n${start}\n%%EOF\n${tail}`;
}

type Row = [type: number, second: number, third: number];

interface StreamOptions {
	dictionary?: string;
	encode?: (rows: Buffer) => Buffer;
	previous?: number;
	index?: string;
}

/** An update with a cross-reference stream, as object 9, after some bytes. */
function withStream(lead: string, rows: Row[], options: StreamOptions = {}): string {
	const table = Buffer.from(
		rows.flatMap(([type, second, third]) => [type, second >> 8, second & 255, third])
	);
	const data = (options.encode ?? ((plain) => plain))(table).toString('latin1');
	const start = SIGNED.length + lead.length;
	const dictionary = `/Type /XRef /Size 9 /W [1 2 1] /Index [${options.index ?? '2 1'}] /Prev ${options.previous ?? START}`;
	return (
		`${lead}9 0 obj\n<< ${dictionary} ${options.dictionary ?? ''} /Length ${data.length} >>\n` +
		`stream\n${data}\nendstream\nendobj\nstartxref\n${start}\n%%EOF\n`
	);
}

/** An object stream, as object 8, that holds object 2. */
function container(members = '2 0 ', plain = '<< /B 2 >>', dictionary = ''): string {
	const data = members + plain;
	return (
		`8 0 obj\n<< /Type /ObjStm /N 1 /First ${members.length} ${dictionary} /Length ${data.length} >>\n` +
		`stream\n${data}\nendstream\nendobj\n`
	);
}

const CONTAINER_ROW: Row = [1, SIGNED.length, 0];
const HERE: Row = [1, SIGNED.length, 0];
const OBJECT = '2 0 obj\n<< /A 1 >>\nendobj\n';

describe('an update with a table', () => {
	it('is regular, also after another one, and with white space at its end', () => {
		expect(judge(withTable())).toBe(true);
		expect(judge(withTable(undefined, { tail: '\n\r\n ' }))).toBe(true);
		expect(judge(withTable('<< /Length 3 >>\nstream\nabc\nendstream'))).toBe(true);
		expect(judge(withTable(undefined, { line: entry(0, 65535, 'f') }).replace('2 1\n', '0 1\n'))).toBe(true);
		expect(judge(withTable(undefined, { line: entry(0, 0, 'f') }).replace('2 1\n', '7 1\n'))).toBe(true);
		expect(
			judge(
				withTable(undefined, { object: '7 1 obj', line: entry(SIGNED.length, 1) }).replace('2 1\n', '7 1\n')
			)
		).toBe(true);
		const first = withTable();
		const offset = SIGNED.length + first.length;
		const table = offset + OBJECT.length;
		const previous = SIGNED.length + OBJECT.length;
		const second = `${OBJECT}xref\n2 1\n${entry(offset)}trailer\n<< /Prev ${previous} >>\nstartxref\n${table}\n%%EOF\n`;
		expect(judge(first + second)).toBe(true);
	});

	it.each([
		['has nothing in it', ''],
		['is only white space', '\n\n'],
		['has no last line', withTable().replace('startxref', 'startxrex')],
		['goes on after its end', withTable(undefined, { tail: 'more' })],
		['points into the signed bytes', withTable(undefined, { line: entry(9), object: '2 0 obj' })],
		[
			'brings back an object of the signed bytes',
			withTable(undefined, { line: entry(9), object: '1 0 obj' }).replace('2 1\n', '1 1\n')
		],
		['points at another object', withTable(undefined, { object: '3 0 obj' })],
		['points between objects', withTable(undefined, { line: entry(SIGNED.length + 1) })],
		['points beyond the end', withTable(undefined, { line: entry(99_999) })],
		['has an entry of another generation', withTable(undefined, { line: entry(SIGNED.length, 1) })],
		[
			'gives an object of the signed revision another generation',
			withTable(undefined, { object: '2 1 obj', line: entry(SIGNED.length, 1) })
		],
		['has an object of another generation', withTable(undefined, { object: '2 1 obj' })],
		['deletes an object', withTable(undefined, { line: entry(0, 1, 'f') })],
		['has an entry of another kind', withTable(undefined, { line: entry(SIGNED.length, 0, 'x') })],
		['says the same key twice', withTable('<< /A 1 /A 2 >>')],
		[
			'says the same key twice in its trailer',
			withTable(undefined, { trailer: `<< /Prev 0 /Prev ${START} >>` })
		],
		['leaves an object open', withTable().replace('endobj', 'endobx')],
		['has a stream longer than it says', withTable('<< /Length 2 >>\nstream\nabc\nendstream')],
		['has a stream whose length lies elsewhere', withTable('<< /Length 3 0 R >>\nstream\nabc\nendstream')],
		['has a stream without length', withTable('<< >>\nstream\nabc\nendstream')],
		['has two kinds of references', withTable(undefined, { trailer: `<< /Prev ${START} /XRefStm 9 >>` })],
		['does not say what came before', withTable(undefined, { trailer: '<< >>' })],
		['leaves out the signed revision', withTable(undefined, { trailer: '<< /Prev 9 >>' })],
		['runs in a circle', withTable(undefined, { trailer: `<< /Prev ${SIGNED.length + OBJECT.length} >>` })]
	])('is not regular when it %s', (_, appended) => {
		expect(judge(appended)).toBe(false);
	});
});

describe('an update with a cross-reference stream', () => {
	const up = (rows: Buffer) => {
		const out: number[] = [];
		for (let row = 0; row * 4 < rows.length; row++) {
			out.push(2);
			for (let column = 0; column < 4; column++) {
				out.push((rows[row * 4 + column]! - (row > 0 ? rows[(row - 1) * 4 + column]! : 0)) & 255);
			}
		}
		return deflateSync(Buffer.from(out));
	};
	const flate = '/Filter /FlateDecode';
	const predicted = `${flate} /DecodeParms << /Predictor 12 /Columns 4 >>`;
	const packed: Row[] = [[2, 8, 0], CONTAINER_ROW];

	it.each([
		['as it is', withStream(OBJECT, [HERE])],
		['packed', withStream(OBJECT, [HERE], { dictionary: flate, encode: (rows) => deflateSync(rows) })],
		[
			'packed by differences',
			withStream(container(), packed, { index: '2 1 8 1', dictionary: predicted, encode: up })
		],
		['with an object in an object stream', withStream(container(), packed, { index: '2 1 8 1' })]
	])('is regular %s', (_, appended) => {
		expect(judge(appended)).toBe(true);
	});

	it.each([
		['points into the signed bytes', withStream(OBJECT, [[1, 9, 0]])],
		['brings back an object of the signed bytes', withStream(OBJECT, [[1, 9, 0]], { index: '1 1' })],
		['deletes an object', withStream(OBJECT, [[0, 0, 0]])],
		['has an entry of an unknown kind', withStream(OBJECT, [[3, 0, 0]])],
		['leaves out the signed revision', withStream(OBJECT, [HERE], { previous: 9 })],
		['promises more entries than it has', withStream(OBJECT, [HERE], { index: '2 2' })],
		['is packed in a way nobody needs', withStream(OBJECT, [HERE], { dictionary: '/Filter /LZWDecode' })],
		['is packed badly', withStream(OBJECT, [HERE], { dictionary: flate })],
		[
			'takes an object from the wrong place',
			withStream(container(), [[2, 8, 1], CONTAINER_ROW], { index: '2 1 8 1' })
		],
		['takes another object', withStream(container('3 0 '), packed, { index: '2 1 8 1' })],
		['takes it from an object stream of the signed bytes', withStream(container(), [[2, 4, 0]])],
		['takes it from what is no object stream', withStream(OBJECT, [[2, 2, 0], HERE], { index: '7 1 2 1' })],
		[
			'takes an object with a key twice',
			withStream(container('2 0 ', '<< /B 1 /B 2 >>'), packed, { index: '2 1 8 1' })
		]
	])('is not regular when it %s', (_, appended) => {
		expect(judge(appended)).toBe(false);
	});

	it('is not regular when it unpacks to more than fits', () => {
		const padded = (megabytes: number) => {
			const encode = (rows: Buffer) =>
				deflateSync(Buffer.concat([rows, Buffer.alloc(megabytes * 1024 * 1024)]));
			return judge(withStream(OBJECT, [HERE], { dictionary: flate, encode }));
		};
		expect([padded(1), padded(65)]).toEqual([true, false]);
	});
});
