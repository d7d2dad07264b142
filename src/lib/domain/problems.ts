/**
 * What can go wrong by a person's doing, as it is made and handed on; the codes are in `problem-details.ts`. Domain
 * functions return problems; they throw only for programmers' errors.
 */
import type { ProblemCode, ProblemDetails } from './problem-details.ts';

/** One thing that went wrong. `at` names the place (a field path, a subcriterion's code, a cell) when there is one. */
export type Problem = {
	[C in ProblemCode]: { code: C; details: ProblemDetails[C]; at?: string };
}[ProblemCode];

/** Makes a problem; the details are checked against its code. */
export function problem<C extends ProblemCode>(code: C, details: ProblemDetails[C], at?: string): Problem {
	return (at === undefined ? { code, details } : { code, details, at }) as Problem;
}

/** What a domain function gives back when a person can cause it to fail. */
export type Result<T> = { ok: true; value: T } | { ok: false; problem: Problem };

export const ok = <T>(value: T): Result<T> => ({ ok: true, value });

export function fail<C extends ProblemCode>(code: C, details: ProblemDetails[C], at?: string): Result<never> {
	return { ok: false, problem: problem(code, details, at) };
}

/** Carries a problem up through a service to the adapter that answers. Thrown by services, never by the domain. */
export class ProblemError extends Error {
	readonly problem: Problem;

	constructor(cause: Problem) {
		super(cause.code);
		this.name = 'ProblemError';
		this.problem = cause;
	}
}
