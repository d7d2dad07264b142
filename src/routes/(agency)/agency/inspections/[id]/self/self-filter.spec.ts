import { describe, expect, it } from 'vitest';
import { subcriterionWith } from '../../../../../../../tests/support/criteria-sets.ts';
import { emptyAnswer, type Answer } from '#lib/domain/answer.ts';
import type { Area, Criterion } from '#lib/domain/criteria.ts';
import { scoreSubcriterion } from '#lib/domain/scoring.ts';
import { isUnproven, passesSelf, SELF_FILTERS, type SelfScored } from './self-filter.ts';

const subcriterion = subcriterionWith({ type: 'yes_no', yesPoints: 100, noPoints: 0 }, 100, '1.1.1');
const placed = { area: {} as Area, criterion: {} as Criterion, subcriterion };
const answer = (patch: Partial<Answer>): Answer => ({ ...emptyAnswer('1.1.1'), ...patch });
const yes = answer({ input: { kind: 'yes_no', yes: true } });
const no = answer({ input: { kind: 'yes_no', yes: false }, explanation: 'Chưa thực hiện.' });
const notApplicable = answer({ notApplicableReason: 'Không phát sinh' });

const nothing = {
	isReturned: () => false,
	isUnreviewed: () => false,
	isMine: () => false,
	difference: () => null
};
const passing = (given: Answer | undefined, proofs = 0, beside: Partial<SelfScored> = {}) =>
	SELF_FILTERS.filter((filter) =>
		passesSelf(
			filter,
			{
				...nothing,
				scored: () => scoreSubcriterion(subcriterion, given),
				answer: () => given,
				proofs: () => proofs,
				...beside
			},
			placed
		)
	);

describe('passesSelf', () => {
	it('shows what has no answer as unanswered only', () => {
		expect(passing(undefined)).toEqual(['all', 'unanswered']);
	});

	it('shows full points without a proof as unproven, until there is one', () => {
		expect(passing(yes)).toEqual(['all', 'unproven']);
		expect(passing(yes, 1)).toEqual(['all']);
	});

	it('shows lost points; a word on the scoring is proof enough', () => {
		expect(passing(no)).toEqual(['all', 'lost']);
	});

	it('asks nothing more of what does not apply', () => {
		expect(passing(notApplicable)).toEqual(['all']);
	});
});

describe('what stands beside an answer', () => {
	it.each<[Partial<SelfScored>, string]>([
		[{ isReturned: () => true }, 'returned'],
		[{ isUnreviewed: () => true }, 'unreviewed'],
		[{ isMine: () => true }, 'mine'],
		[{ difference: () => -50 }, 'changed']
	])('is found by its own filter', (beside, filter) => {
		expect(passing(notApplicable, 0, beside)).toEqual(['all', filter]);
	});

	it('is no change where nothing differs', () => {
		expect(passing(notApplicable, 0, { difference: () => 0 })).toEqual(['all']);
	});
});

describe('isUnproven', () => {
	it('takes blanks for no explanation', () => {
		expect(isUnproven({ ...yes, explanation: '  ' }, 0)).toBe(true);
	});
});
