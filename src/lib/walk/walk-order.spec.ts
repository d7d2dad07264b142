import { describe, expect, it } from 'vitest';
import { emptyAnswer, type Answer } from '#lib/domain/answer.ts';
import type { Area, Criterion, PlacedSubcriterion, Subcriterion } from '#lib/domain/criteria.ts';
import type { Scored } from '#lib/domain/scoring.ts';
import { findByTyped, markOf, neighbour, passes, whereToGoOn, type Walked } from './walk-order.ts';

const points = (value: number): Scored => ({
	status: 'scored',
	points: value,
	reason: { kind: 'answered', yes: true }
});
const open: Scored = { status: 'unanswered' };
const na: Scored = { status: 'excluded', reason: { kind: 'not_applicable', reason: 'Không có' } };

const list = ['1.1.1', '1.1.2', '2.1.1', '3.4.1', '3.4.11'].map(
	(code) =>
		({
			area: { code: code[0] } as Area,
			criterion: { code: code.slice(0, 3) } as Criterion,
			subcriterion: { code, maxPoints: 100 } as Subcriterion
		}) satisfies PlacedSubcriterion
);
const walked = (
	after: Record<string, Scored>,
	before: Record<string, Scored> = {},
	flagged: string[] = [],
	inConflict: string[] = []
): Walked => ({
	scored: (code) => after[code] ?? open,
	scoredBefore: (code) => before[code],
	answer: (code): Answer => ({ ...emptyAnswer(code), flagged: flagged.includes(code) }),
	conflictsOf: (code) => (inConflict.includes(code) ? [{}] : [])
});
const codes = (filter: Parameters<typeof passes>[0], over: Walked) =>
	list.filter((placed) => passes(filter, over, placed)).map(({ subcriterion }) => subcriterion.code);

describe('what is walked', () => {
	it('marks each square by what was reached', () => {
		expect([points(100), points(50), points(0), na, open].map((scored) => markOf(scored, 100))).toEqual([
			'ok',
			'part',
			'lost',
			'na',
			'open'
		]);
	});

	it('filters by what is left, lost, flagged, different from the self score or not settled', () => {
		const over = walked(
			{ '1.1.1': points(100), '1.1.2': points(50), '2.1.1': na },
			{ '1.1.2': points(100), '3.4.1': points(0) },
			['2.1.1'],
			['3.4.1']
		);
		expect(codes('all', over)).toHaveLength(5);
		expect(codes('unanswered', over)).toEqual(['3.4.1', '3.4.11']);
		expect(codes('lost', over)).toEqual(['1.1.2']);
		expect(codes('flagged', over)).toEqual(['2.1.1']);
		expect(codes('differs', over)).toEqual(['1.1.2']);
		expect(codes('conflict', over)).toEqual(['3.4.1']);
	});
});

describe('going on', () => {
	const all = () => true;

	it('goes to the neighbour that passes, also from one that no longer does', () => {
		expect(neighbour(list, '1.1.1', 1, all)).toBe('1.1.2');
		expect(neighbour(list, '1.1.1', 1, ({ area }) => area.code === '3')).toBe('3.4.1');
		expect(neighbour(list, '3.4.1', -1, ({ area }) => area.code === '1')).toBe('1.1.2');
		expect(neighbour(list, '3.4.11', 1, all)).toBeNull();
		expect(neighbour(list, '1.1.1', -1, all)).toBeNull();
	});

	it('goes on in one’s own areas first', () => {
		expect(whereToGoOn(list, walked({}), ['3'])).toBe('3.4.1');
		expect(whereToGoOn(list, walked({ '3.4.1': points(1), '3.4.11': points(1) }), ['3'])).toBe('1.1.1');
		expect(
			whereToGoOn(list, walked(Object.fromEntries(list.map((p) => [p.subcriterion.code, na]))), [])
		).toBe('1.1.1');
	});

	it('finds a code as thumbs type it', () => {
		expect(findByTyped(list, '3.4.1')).toBe('3.4.1');
		expect(findByTyped(list, ' 3 4 1 ')).toBe('3.4.1');
		expect(findByTyped(list, '341')).toBe('3.4.1');
		expect(findByTyped(list, '3411')).toBe('3.4.11');
		expect(findByTyped(list, '3,4')).toBe('3.4.1');
		expect(findByTyped(list, '2')).toBe('2.1.1');
		expect(findByTyped(list, '9.9')).toBeNull();
		expect(findByTyped(list, 'abc')).toBeNull();
	});
});
