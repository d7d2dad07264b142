import { describe, expect, it } from 'vitest';
import { shippedSet } from '../../../tests/support/criteria-sets.ts';
import { emptyAnswer, type Answer } from './answer.ts';
import { listScoredSubcriteria } from './criteria.ts';
import { listLoweredScores, pointsOf } from './score-change.ts';
import { scoreSubcriterion } from './scoring.ts';

const set = shippedSet('department');
const placed = listScoredSubcriteria(set).find(({ subcriterion }) => subcriterion.rule.type === 'yes_no')!;
const { code } = placed.subcriterion;
const said = (patch: Partial<Answer>) => new Map([[code, { ...emptyAnswer(code), ...patch }]]);
const yes = said({ input: { kind: 'yes_no', yes: true } });
const no = said({ input: { kind: 'yes_no', yes: false } });
const notApplicable = said({ notApplicableReason: 'Không phát sinh' });
const lowered = (before: typeof yes, after: typeof yes) =>
	listLoweredScores(set, before, after).map(({ subcriterion }) => subcriterion.code);

describe('listLoweredScores', () => {
	it('names what lost points between the stages', () => {
		expect(lowered(yes, no)).toEqual([code]);
	});

	it('leaves out what stayed or rose', () => {
		expect(lowered(yes, yes)).toEqual([]);
		expect(lowered(no, yes)).toEqual([]);
	});

	it('counts a refused «not applicable» only when it cost points', () => {
		expect(lowered(notApplicable, no)).toEqual([code]);
		expect(lowered(notApplicable, yes)).toEqual([]);
		expect(lowered(yes, notApplicable)).toEqual([]);
	});

	it('takes an unanswered stage for no loss', () => {
		expect(lowered(new Map(), no)).toEqual([]);
		expect(lowered(yes, new Map())).toEqual([]);
	});
});

describe('pointsOf', () => {
	it('tells points, not applicable and nothing apart', () => {
		const { subcriterion } = placed;
		expect(pointsOf(scoreSubcriterion(subcriterion, yes.get(code)))).toBe(subcriterion.maxPoints);
		expect(pointsOf(scoreSubcriterion(subcriterion, notApplicable.get(code)))).toBe('not_applicable');
		expect(pointsOf(scoreSubcriterion(subcriterion, undefined))).toBeNull();
		expect(pointsOf({ status: 'pending' })).toBe('pending');
	});
});
