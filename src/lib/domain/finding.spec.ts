import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shippedSet } from '../../../tests/support/criteria-sets.ts';
import { findSubcriterion } from './criteria.ts';
import {
	FINDING_MOVES,
	FINDING_STATES,
	isOverdue,
	isSettled,
	suggestFinding,
	type FindingMove,
	type FindingState
} from './finding.ts';
import type { Scored } from './scoring.ts';

/** The life of a finding written down a second time, move by move. */
const LIFE: Record<FindingState, Partial<Record<FindingMove, FindingState>>> = {
	open: {
		start: 'in_progress',
		report_done: 'reported_done',
		drop: 'not_accepted',
		seen_remedied: 'verified'
	},
	in_progress: { report_done: 'reported_done', seen_remedied: 'verified' },
	reported_done: {
		start: 'in_progress',
		verify: 'verified',
		return: 'returned',
		seen_remedied: 'verified',
		seen_open: 'returned'
	},
	returned: {
		start: 'in_progress',
		report_done: 'reported_done',
		seen_remedied: 'verified',
		seen_open: 'returned'
	},
	verified: {},
	not_accepted: {}
};
const NAMES = Object.keys(FINDING_MOVES) as FindingMove[];

const step = (state: FindingState, name: FindingMove): FindingState | undefined =>
	FINDING_MOVES[name].from.includes(state) ? FINDING_MOVES[name].to : undefined;

describe('the life of a finding', () => {
	it.each(FINDING_STATES)('from %s: exactly its moves', (state) => {
		expect(Object.fromEntries(NAMES.map((name) => [name, step(state, name)]))).toEqual(
			Object.fromEntries(NAMES.map((name) => [name, LIFE[state][name]]))
		);
	});

	it('reaches every state on random walks, and verified only after done was reported or it was seen on the spot', () => {
		const seen = new Set<FindingState>();
		fc.assert(
			fc.property(fc.array(fc.constantFrom(...NAMES), { maxLength: 40 }), (walk) => {
				const path: FindingState[] = ['open'];
				let last: FindingMove | null = null;
				for (const name of walk) {
					const to = step(path.at(-1)!, name);
					if (to === undefined) continue;
					path.push(to);
					last = name;
				}
				for (const state of path) seen.add(state);
				const verified = path.indexOf('verified');
				expect(verified === -1 || path[verified - 1] === 'reported_done' || last === 'seen_remedied').toBe(
					true
				);
				const settled = path.findIndex(isSettled);
				expect(settled === -1 || settled === path.length - 1).toBe(true);
			}),
			{ numRuns: 500, seed: 7 }
		);
		expect([...seen].toSorted()).toEqual([...FINDING_STATES].toSorted());
	});

	it('is settled when verified or not accepted, and only then', () => {
		expect(FINDING_STATES.filter(isSettled)).toEqual(['verified', 'not_accepted']);
	});
});

describe('isOverdue', () => {
	it.each<[FindingState, string | null, boolean]>([
		['open', '2026-09-11', true],
		['open', '2026-09-12', false],
		['open', null, false],
		['in_progress', '2026-09-11', true],
		['returned', '2026-09-11', true],
		['reported_done', '2026-09-11', false],
		['verified', '2026-09-11', false],
		['not_accepted', '2026-09-11', false]
	])('%s, due %s', (state, dueOn, expected) => {
		expect(isOverdue({ state, endsOn: dueOn }, '2026-09-12')).toBe(expected);
	});
});

describe('suggestFinding', () => {
	const { subcriterion } = findSubcriterion(shippedSet('department'), '1.1.1')!;
	const scored = (points: number): Scored => ({
		status: 'scored',
		points,
		reason: { kind: 'chosen', label: 'Chậm' }
	});

	it('offers the ready sentence where points were lost', () => {
		expect(suggestFinding(subcriterion, scored(50))).toBe('Kế hoạch CCHC năm ban hành chậm so với quy định');
		expect(suggestFinding(subcriterion, scored(0))).toBe(subcriterion.deficiencyText);
	});

	it('offers nothing at full points, without a result, or without a sentence', () => {
		expect(suggestFinding(subcriterion, scored(100))).toBeNull();
		expect(suggestFinding(subcriterion, { status: 'unanswered' })).toBeNull();
		expect(suggestFinding(subcriterion, { status: 'pending' })).toBeNull();
		expect(suggestFinding({ ...subcriterion, deficiencyText: '' }, scored(0))).toBeNull();
	});
});
