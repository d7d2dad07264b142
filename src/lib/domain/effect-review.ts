/**
 * Whether a remedy holds (đánh giá hiệu lực; ISO 9001:2015, 10.2.1 d): looked at some months after its verification, by
 * somebody who neither reported nor verified it. One that does not hold opens a new finding that points to the old.
 */
import { addMonths } from './calendar.ts';
import type { Severity } from './finding.ts';
import { fail, ok, type Result } from './problems.ts';

export const EFFECT_RESULTS = ['effective', 'not_effective'] as const;
export type EffectResult = (typeof EFFECT_RESULTS)[number];

/** Whole months after the verification, by severity. */
export type EffectTerms = Record<Severity, number>;

/** The first day on which the effect can be judged. Days are YYYY-MM-DD. */
export const effectDueOn = (verifiedOn: string, severity: Severity, terms: EffectTerms): string =>
	addMonths(verifiedOn, terms[severity]);

export interface EffectInput {
	result: EffectResult;
	/** What was seen. */
	reason: string;
	/** Of the finding that is opened where it does not hold. */
	text: string;
	demand: string;
	dueOn: string | null;
}

/** What the review leans on. */
export interface EffectFacts {
	today: string;
	dueOn: string;
	reviewer: string;
	/** Who reported on the finding's actions, and who verified them. */
	reporters: readonly string[];
	verifiers: readonly string[];
}

/**
 * Problems: `remedy.effect_too_early`, `remedy.reporter_cannot_verify`, `remedy.verifier_cannot_review`,
 * `input.required` (reason; of a failed review also text, demand, dueOn), `date.passed`, each at its field.
 */
export function checkEffect(input: EffectInput, facts: EffectFacts): Result<EffectInput> {
	const { today, dueOn, reviewer, reporters, verifiers } = facts;
	if (today < dueOn) return fail('remedy.effect_too_early', { day: dueOn });
	if (reporters.includes(reviewer)) return fail('remedy.reporter_cannot_verify', {});
	if (verifiers.includes(reviewer)) return fail('remedy.verifier_cannot_review', {});
	const given = {
		...input,
		reason: input.reason.trim(),
		text: input.text.trim(),
		demand: input.demand.trim()
	};
	if (given.reason === '') return fail('input.required', { field: 'reason' }, 'reason');
	if (given.result === 'effective') return ok({ ...given, text: '', demand: '', dueOn: null });
	const empty = (['text', 'demand', 'dueOn'] as const).find((field) => !given[field]);
	if (empty) return fail('input.required', { field: empty }, empty);
	return given.dueOn! > today ? ok(given) : fail('date.passed', { day: given.dueOn! }, 'dueOn');
}
