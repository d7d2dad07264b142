/** The figure that an action is to reach by its day, and whether a reported figure reaches it. */
import { fail, ok, type Result } from './problems.ts';

/** Counts are whole numbers. A percentage is never typed: it follows from the two numbers. */
export interface ActionTarget {
	/** What is counted: «hồ sơ trả đúng hạn». */
	what: string;
	/** «hồ sơ», «đơn vị»; empty where the words above say it. */
	unit: string;
	/** The number to reach. */
	numerator: number;
	/** Of how many; null where the number alone is the target. */
	denominator: number | null;
}

export const LARGEST_FIGURE = 9_999_999_999;

/**
 * A count as it is reported or aimed at: whole, 0 … 9 999 999 999. Problems `input.not_whole`, `input.negative`,
 * `input.too_large` at `field`.
 */
export function checkCount(value: number | null, field: string): Result<null> {
	if (value === null) return ok(null);
	if (!Number.isInteger(value)) return fail('input.not_whole', { value }, field);
	if (value < 0) return fail('input.negative', { value }, field);
	return value > LARGEST_FIGURE
		? fail('input.too_large', { value, maximum: LARGEST_FIGURE }, field)
		: ok(null);
}

/**
 * A target says what is counted and how many; of none nothing can be reached. Problems at `targetWhat`,
 * `targetNumerator`, `targetDenominator`: `input.required`, `answer.numerator_above_denominator`, those of `checkCount`.
 */
export function checkTarget(target: ActionTarget): Result<ActionTarget> {
	const { numerator, denominator } = target;
	const what = target.what.trim();
	if (what === '') return fail('input.required', { field: 'targetWhat' }, 'targetWhat');
	const above = checkCount(numerator, 'targetNumerator');
	if (!above.ok) return above;
	const below = checkCount(denominator, 'targetDenominator');
	if (!below.ok) return below;
	if (denominator === 0) return fail('input.required', { field: 'targetDenominator' }, 'targetDenominator');
	if (denominator !== null && numerator > denominator)
		return fail('answer.numerator_above_denominator', { numerator, denominator }, 'targetNumerator');
	return ok({ ...target, what, unit: target.unit.trim() });
}

/** The figures of a report. */
export interface Reached {
	numerator: number | null;
	denominator: number | null;
}

/**
 * Whether reported figures reach the target; null where they do not say. A ratio is compared as a ratio, exactly: the
 * whole may have grown since the plan was made (2.401 of 2.401 aimed at, 2.431 of 2.431 reached).
 */
export function isTargetReached(target: ActionTarget, { numerator, denominator }: Reached): boolean | null {
	if (numerator === null) return null;
	if (target.denominator === null) return numerator >= target.numerator;
	if (denominator === null || denominator === 0) return null;
	return BigInt(numerator) * BigInt(target.denominator) >= BigInt(target.numerator) * BigInt(denominator);
}
