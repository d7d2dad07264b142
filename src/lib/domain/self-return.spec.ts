import { describe, expect, it } from 'vitest';
import { emptyAnswer, type Answer } from './answer.ts';
import { changedParts, listUntouched } from './self-return.ts';

const before: Answer = {
	...emptyAnswer('1.1.1'),
	input: { kind: 'yes_no', yes: true },
	explanation: 'Có',
	figuresOn: '2026-06-30'
};

describe('changedParts', () => {
	it.each<[Partial<Answer>, string[], string[]]>([
		[{}, ['p1', 'p2'], []],
		[{ explanation: ' Có ' }, ['p2', 'p1'], []],
		[{ flagged: true, seen: [0] }, ['p1', 'p2'], []],
		[{ input: { kind: 'yes_no', yes: false } }, ['p1', 'p2'], ['value']],
		[{ input: null, notApplicableReason: 'Không phát sinh' }, ['p1', 'p2'], ['value']],
		[{ figuresOn: null, note: 'x' }, ['p1', 'p2'], ['day', 'note']],
		[{ explanation: 'Không' }, ['p1'], ['explanation', 'proofs']]
	])('%j with proofs %j changes %j', (patch, proofs, parts) => {
		expect(changedParts(before, ['p1', 'p2'], { ...before, ...patch }, proofs)).toEqual(parts);
	});

	it('knows an answer that is new or gone', () => {
		expect(changedParts(null, [], before, [])).toEqual(['value', 'day', 'explanation']);
		expect(changedParts(null, [], null, [])).toEqual([]);
	});
});

describe('listUntouched', () => {
	const item = { code: '1.1.1', reason: 'Sai', before, beforeProofs: ['p1'], reply: '' };
	const now = (answer: Answer) => new Map([['1.1.1', answer]]);

	it('names what is as it was and unexplained', () => {
		expect(listUntouched([item], now(before), () => ['p1'])).toEqual(['1.1.1']);
		expect(listUntouched([{ ...item, reply: '  ' }], now(before), () => ['p1'])).toEqual(['1.1.1']);
		expect(listUntouched([{ ...item, reply: 'Số liệu đúng' }], now(before), () => ['p1'])).toEqual([]);
		expect(listUntouched([item], now(before), () => ['p1', 'p2'])).toEqual([]);
		expect(listUntouched([item], now({ ...before, explanation: 'Khác' }), () => ['p1'])).toEqual([]);
	});
});
