import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shippedSet, subcriterionWith } from '../../../tests/support/criteria-sets.ts';
import { fullAnswers } from '../../../tests/support/inspections.ts';
import { emptyAnswer, type Answer } from './answer.ts';
import { listScoredSubcriteria, type CriteriaSet } from './criteria.ts';
import { differenceFrom, isUnreviewed, startFrom } from './earlier-self.ts';

const set = shippedSet('department');
const codes = listScoredSubcriteria(set).map(({ subcriterion }) => subcriterion.code);
const answers = new Map<string, Answer>(
	[...fullAnswers(set)].map(([code, patch]) => [
		code,
		{ ...emptyAnswer(code), ...patch, figuresOn: '2025-06-30' }
	])
);

/** The set as it would have been, with some subcriteria asked in another way or not at all. */
function changedSet(changed: readonly string[], gone: readonly string[]): CriteriaSet {
	return {
		...set,
		areas: set.areas.map((area) => ({
			...area,
			criteria: area.criteria.map((criterion) => ({
				...criterion,
				subcriteria: criterion.subcriteria
					.filter(({ code }) => !gone.includes(code))
					.map((one) =>
						changed.includes(one.code)
							? {
									...one,
									rule: { type: 'count_add' as const, itemLabel: 'x', perItem: 1, cap: one.maxPoints }
								}
							: one
					)
			}))
		}))
	};
}

describe('startFrom', () => {
	it('takes over figures and words; day, ticks, flags and reasons of changes begin anew', () => {
		const given = new Map(answers);
		given.set('1.1.1', { ...given.get('1.1.1')!, note: 'n', seen: [0], flagged: true, changeReason: 'r' });
		const { proposals } = startFrom(set, set, given);
		expect(proposals.size).toBe(codes.length);
		expect(proposals.get('1.1.1')).toMatchObject({
			input: given.get('1.1.1')!.input,
			note: 'n',
			explanation: 'Theo hồ sơ lưu.',
			figuresOn: null,
			seen: [],
			flagged: false,
			changeReason: ''
		});
	});

	it('does not take what the rule of now refuses', () => {
		const manual = new Map([
			['1.1.1', { ...emptyAnswer('1.1.1'), input: { kind: 'count' as const, count: 1 } }]
		]);
		const start = startFrom(set, set, manual);
		expect([start.proposals.size, start.changed]).toEqual([0, ['1.1.1']]);
	});

	it('puts every code of either set in exactly one list', () => {
		const some = fc.subarray(codes);
		fc.assert(
			fc.property(some, some, some, some, (changed, gone, added, answered) => {
				const earlier = changedSet(changed, gone);
				const now = changedSet([], added);
				const given = new Map([...answers].filter(([code]) => answered.includes(code)));
				const start = startFrom(now, earlier, given);
				const all = [
					...start.proposals.keys(),
					...start.added,
					...start.changed,
					...start.blank,
					...start.dropped
				];
				expect(new Set(all).size).toBe(all.length);
				const both = new Set(
					[now, earlier].flatMap(listScoredSubcriteria).map(({ subcriterion }) => subcriterion.code)
				);
				expect(all.sort()).toEqual([...both].sort());
				for (const code of start.proposals.keys())
					expect(answered.includes(code) && !gone.includes(code)).toBe(true);
			}),
			{ numRuns: 40 }
		);
	});
});

describe('isUnreviewed', () => {
	it('ends with the first touch, be it an answer taken back', () => {
		const proposal = answers.get('1.1.1')!;
		expect(isUnreviewed(proposal, undefined)).toBe(true);
		expect(isUnreviewed(proposal, emptyAnswer('1.1.1'))).toBe(false);
		expect(isUnreviewed(undefined, undefined)).toBe(false);
	});
});

describe('differenceFrom', () => {
	const now = { status: 'scored' as const, points: 150, reason: { kind: 'answered' as const, yes: true } };
	const { maxPoints } = subcriterionWith({ type: 'yes_no', yesPoints: 200, noPoints: 0 }, 200);

	it('is from what was recognised, or else from the self score', () => {
		expect(differenceFrom({ self: 200, recognised: 100, maxPoints }, now)).toBe(50);
		expect(differenceFrom({ self: 200, recognised: null, maxPoints }, now)).toBe(-50);
		expect(differenceFrom({ self: null, recognised: null, maxPoints }, now)).toBeNull();
		expect(differenceFrom(undefined, now)).toBeNull();
		expect(differenceFrom({ self: 200, recognised: 100, maxPoints }, { status: 'unanswered' })).toBeNull();
	});
});
