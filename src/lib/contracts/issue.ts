/**
 * What a schema says of a field: a problem as JSON, because schemas know no language. Whoever shows it turns it into
 * a sentence (`issueText` in `#lib/ui/problem-text.ts`).
 */
import { problem, type Problem } from '#lib/domain/problems.ts';
import { PROBLEM_STATUS } from '#lib/domain/problem-status.ts';
import type { ProblemCode, ProblemDetails } from '#lib/domain/problem-details.ts';

export function issue<C extends ProblemCode>(code: C, details: ProblemDetails[C]): string {
	return JSON.stringify(problem(code, details));
}

export const requiredIssue = issue('input.required', { field: '' });
export const invalidIssue = issue('input.invalid', { field: '' });

/** The problem in a field's message; null when the message is none of ours. */
export function parseIssue(message: string): Problem | null {
	try {
		const parsed: unknown = JSON.parse(message);
		return isProblem(parsed) ? parsed : null;
	} catch {
		return null;
	}
}

/** Whether something from the wire has the shape of a problem. */
export function isProblem(value: unknown): value is Problem {
	return (
		typeof value === 'object' &&
		value !== null &&
		'code' in value &&
		typeof value.code === 'string' &&
		Object.hasOwn(PROBLEM_STATUS, value.code) &&
		'details' in value &&
		typeof value.details === 'object'
	);
}
