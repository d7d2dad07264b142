import { describe, expect, it } from 'vitest';
import {
	EXPLANATION_DECISIONS,
	isUnsettled,
	needsDecision,
	STANCES,
	type ExplanationDecision,
	type Stance
} from './explanation.ts';

type Case = [Stance, ExplanationDecision | null, { needs: boolean; unsettled: boolean }];

const CASES: Case[] = [
	['agree', null, { needs: false, unsettled: false }],
	['agree', 'accepted', { needs: false, unsettled: false }],
	['agree', 'accepted_in_part', { needs: false, unsettled: false }],
	['agree', 'rejected', { needs: false, unsettled: false }],
	['agree_in_part', null, { needs: true, unsettled: false }],
	['agree_in_part', 'accepted', { needs: false, unsettled: false }],
	['agree_in_part', 'accepted_in_part', { needs: false, unsettled: true }],
	['agree_in_part', 'rejected', { needs: false, unsettled: true }],
	['disagree', null, { needs: true, unsettled: false }],
	['disagree', 'accepted', { needs: false, unsettled: false }],
	['disagree', 'accepted_in_part', { needs: false, unsettled: true }],
	['disagree', 'rejected', { needs: false, unsettled: true }]
];

describe('explanations', () => {
	it.each(CASES)('%s, decided %s: %j', (stance, decision, { needs, unsettled }) => {
		expect(needsDecision({ stance, decision })).toBe(needs);
		expect(isUnsettled({ stance, decision })).toBe(unsettled);
	});

	it('are told in full above', () => {
		expect(CASES).toHaveLength(STANCES.length * (EXPLANATION_DECISIONS.length + 1));
	});
});
