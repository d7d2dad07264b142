import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StrictReader, SyntaxFault } from './strict-syntax.ts';

const read = (text: string) => new StrictReader(Buffer.from(text, 'latin1')).object();

describe('a PDF object', () => {
	it.each([
		['-1.5', { kind: 'number', value: -1.5 }],
		['.5', { kind: 'number', value: 0.5 }],
		['/Na#6de', { kind: 'name', value: 'Name' }],
		['(a(b)\\)c)', { kind: 'string' }],
		['<48 65>', { kind: 'string' }],
		['null', { kind: 'keyword', value: 'null' }],
		['12 0 R', { kind: 'reference', value: { number: 12, generation: 0 } }],
		['[]', { kind: 'array', value: [] }],
		[
			'[1 2 0 R 3 4]',
			{
				kind: 'array',
				value: [
					{ kind: 'number', value: 1 },
					{ kind: 'reference', value: { number: 2, generation: 0 } },
					{ kind: 'number', value: 3 },
					{ kind: 'number', value: 4 }
				]
			}
		],
		[
			'<</A%c\n/B/C 1>>',
			{
				kind: 'dictionary',
				value: new Map<string, unknown>([
					['A', { kind: 'name', value: 'B' }],
					['C', { kind: 'number', value: 1 }]
				])
			}
		]
	])('%j is read', (text, value) => {
		expect(read(text)).toEqual(value);
	});

	it.each([
		['nothing', ''],
		['a key written twice', '<< /A 1 /A 2 >>'],
		['a key written twice in other letters', '<< /A 1 /#41 2 >>'],
		['a key within a part written twice', '[<< /A << /B 1 /B 1 >> >>]'],
		['a key without value', '<< /A >>'],
		['a value without key', '<< /A 1 2 >>'],
		['a dictionary without end', '<< /A 1'],
		['an array without end', '[1 2'],
		['a string without end', '(a(b)'],
		['a hexadecimal string without end', '<41'],
		['a hexadecimal string with other signs', '<4x>'],
		['an unknown word', 'nulll'],
		['two signs', '--1'],
		['a closing bracket', ']']
	])('is not %s', (_, text) => {
		expect(() => read(text)).toThrow(SyntaxFault);
	});

	it('is not nested without end', () => {
		expect(() => read('['.repeat(50) + ']'.repeat(50))).not.toThrow();
		expect(() => read('['.repeat(5000) + ']'.repeat(5000))).toThrow('nested too deeply');
	});

	it('of any bytes is read or refused, never more than that', () => {
		const alphabet = fc.constantFrom(...'<>[]()/%\\ \n0129.-+RABnulltruefalsestream#\0\xff');
		fc.assert(
			fc.property(fc.string({ unit: alphabet, maxLength: 60 }), (text) => {
				try {
					expect(read(text)).toHaveProperty('kind');
				} catch (error) {
					expect(error).toBeInstanceOf(SyntaxFault);
				}
			}),
			{ numRuns: 500 }
		);
	});
});

describe('a stream', () => {
	const stream = (text: string, length: number) =>
		new StrictReader(Buffer.from(text, 'latin1')).streamData(length).toString('latin1');

	it('has the length that it says', () => {
		expect(stream('stream\nabc\nendstream', 3)).toBe('abc');
		expect(stream('stream\r\nabcendstream', 3)).toBe('abc');
	});

	it.each([
		['stream\nabc\nendstream', 2],
		['stream\nabc\nendstream', 5],
		['stream\nabc\nendstream', 4000],
		['stream\rabc\nendstream', 3],
		['stream abc\nendstream', 3],
		['stream\nabc\n', 3]
	])('%j of %i bytes is refused', (text, length) => {
		expect(() => stream(text, length)).toThrow(SyntaxFault);
	});
});
