import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyAnswer, type Answer } from './answer.ts';
import { addDays } from './calendar.ts';
import { changedParts, checkReturnDay, listUntouched, proposeReturnDay } from './self-return.ts';

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

describe('the day to hand in again', () => {
	/* A Friday. */
	const TODAY = '2026-09-18';
	const WORKDAYS = { holidays: new Set<string>(), workingSwaps: new Set<string>() };

	it.each([
		['three working days on', { selfDueOn: '2026-09-14', visitOn: null }, '2026-09-23'],
		['the day that stands, where it is later', { selfDueOn: '2026-10-01', visitOn: null }, '2026-10-01'],
		[
			'the last working day before the visit',
			{ selfDueOn: '2026-09-14', visitOn: '2026-09-22' },
			'2026-09-21'
		],
		['today, where the visit is', { selfDueOn: '2026-09-14', visitOn: TODAY }, TODAY],
		['as without a visit, where it is past', { selfDueOn: null, visitOn: '2026-09-17' }, '2026-09-23']
	])('is %s', (_, days, proposed) => {
		expect(proposeReturnDay(days, TODAY, WORKDAYS)).toBe(proposed);
	});

	const STANDING = { selfDueOn: '2026-09-21', visitOn: '2026-09-28' };
	it.each([
		['2026-09-21', null],
		['2026-09-28', null],
		['18/9', 'date.invalid'],
		['2026-09-17', 'date.passed'],
		['2026-09-18', 'date.reversed'],
		['2026-09-29', 'date.reversed']
	])('%s: %s', (dueOn, code) => {
		const checked = checkReturnDay(dueOn, STANDING, TODAY);
		expect(checked.ok ? null : checked.problem).toEqual(
			code === null ? null : expect.objectContaining({ code, at: 'dueOn' })
		);
	});

	it('is never past, and what is proposed is always taken', () => {
		const day = fc.option(fc.integer({ min: -40, max: 40 }).map((days) => addDays(TODAY, days)));
		fc.assert(
			fc.property(day, day, fc.integer({ min: 0, max: 6 }), (selfDueOn, visitOn, later) => {
				const today = addDays(TODAY, later);
				const days = { selfDueOn, visitOn };
				const proposed = proposeReturnDay(days, today, WORKDAYS);
				expect(checkReturnDay(proposed, days, today)).toEqual({ ok: true, value: proposed });
				expect(proposed >= today).toBe(true);
			})
		);
	});
});
