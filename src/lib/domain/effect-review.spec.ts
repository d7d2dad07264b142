import { describe, expect, it } from 'vitest';
import { checkEffect, effectDueOn, type EffectFacts, type EffectInput } from './effect-review.ts';
import { addMonths } from './calendar.ts';

const TERMS = { minor: 3, moderate: 6, serious: 12 };
const FACTS: EffectFacts = {
	today: '2027-06-30',
	dueOn: '2027-06-30',
	reviewer: 'c',
	reporters: ['a'],
	verifiers: ['b']
};
const FAILED: EffectInput = {
	result: 'not_effective',
	reason: 'Niêm yết lại thiếu 03 thủ tục',
	text: 'Niêm yết thủ tục hành chính lại không đầy đủ',
	demand: 'Niêm yết đủ, phân công người rà soát hằng tháng',
	dueOn: '2027-09-30'
};

describe('the day from which the effect is judged', () => {
	it('comes by severity, in whole months', () => {
		expect(effectDueOn('2026-11-30', 'minor', TERMS)).toBe('2027-02-28');
		expect(effectDueOn('2026-11-30', 'moderate', TERMS)).toBe('2027-05-30');
		expect(effectDueOn('2026-11-30', 'serious', TERMS)).toBe('2027-11-30');
	});

	it.each([
		['2024-01-31', 1, '2024-02-29'],
		['2026-12-15', 1, '2027-01-15'],
		['2026-03-31', -1, '2026-02-28'],
		['2026-05-10', 0, '2026-05-10']
	])('%s and %i months is %s', (day, months, later) => {
		expect(addMonths(day, months)).toBe(later);
	});
});

describe('an effect review', () => {
	it('says what was seen; a failed one says what is opened', () => {
		expect(checkEffect(FAILED, FACTS)).toEqual({ ok: true, value: FAILED });
		expect(checkEffect({ ...FAILED, result: 'effective' }, FACTS)).toMatchObject({
			value: { text: '', demand: '', dueOn: null }
		});
	});

	it.each<[Partial<EffectInput>, Partial<EffectFacts>, string, string?]>([
		[{}, { today: '2027-06-29' }, 'remedy.effect_too_early'],
		[{}, { reviewer: 'a' }, 'remedy.reporter_cannot_verify'],
		[{}, { reviewer: 'b' }, 'remedy.verifier_cannot_review'],
		[{ reason: ' ' }, {}, 'input.required', 'reason'],
		[{ text: ' ' }, {}, 'input.required', 'text'],
		[{ demand: '' }, {}, 'input.required', 'demand'],
		[{ dueOn: null }, {}, 'input.required', 'dueOn'],
		[{ dueOn: '2027-06-30' }, {}, 'date.passed', 'dueOn']
	])('%o %o: %s', (input, facts, code, at) => {
		const checked = checkEffect({ ...FAILED, ...input }, { ...FACTS, ...facts });
		expect(checked).toMatchObject({ ok: false, problem: at ? { code, at } : { code } });
	});
});
