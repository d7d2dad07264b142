import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from './calendar.ts';
import {
	checkAnswerDay,
	EXPLANATION_DECISIONS,
	isExplanationOpen,
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

describe('the day of an answer', () => {
	/* 25/9/2026 is a Friday, 28/9 a holiday here. */
	const CALENDAR = { holidays: new Set(['2026-09-28']), workingSwaps: new Set<string>() };
	const late = (today: string) => checkAnswerDay('2026-09-25', today, 'accepted', CALENDAR);

	it.each([
		['2026-09-24', 0],
		['2026-09-25', 0],
		['2026-09-26', 1],
		['2026-09-28', 1],
		['2026-09-29', 1],
		['2026-10-02', 4]
	])('due on a Friday, written on %s: %i working days late', (today, days) => {
		expect(late(today)).toEqual({ ok: true, value: days });
	});

	it('that is a day off ends with the next working day', () => {
		const of = (today: string) => checkAnswerDay('2026-09-26', today, 'refused', CALENDAR);
		for (const today of ['2026-09-26', '2026-09-28', '2026-09-29'])
			expect(of(today)).toEqual({ ok: true, value: 0 });
		expect(of('2026-09-30')).toMatchObject({ problem: { code: 'explanation.too_late' } });
	});

	it('closes the answers where the campaign takes none that are late', () => {
		expect(checkAnswerDay('2026-09-25', '2026-09-26', 'refused', CALENDAR)).toMatchObject({
			problem: { code: 'explanation.too_late', details: { day: '2026-09-25' } }
		});
		expect(checkAnswerDay('2026-09-25', '2026-09-25', 'refused', CALENDAR)).toEqual({ ok: true, value: 0 });
		expect(checkAnswerDay(null, '2026-09-26', 'refused', CALENDAR)).toEqual({ ok: true, value: 0 });
	});

	it('is open exactly where an answer is taken, and late exactly past the day', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: -40, max: 40 }),
				fc.constantFrom('accepted' as const, 'refused' as const),
				(offset, setting) => {
					const today = addDays('2026-09-25', offset);
					const checked = checkAnswerDay('2026-09-25', today, setting, CALENDAR);
					expect(checked.ok).toBe(isExplanationOpen('2026-09-25', today, setting, CALENDAR));
					if (checked.ok) expect(checked.value > 0).toBe(offset > 0);
				}
			)
		);
	});
});
