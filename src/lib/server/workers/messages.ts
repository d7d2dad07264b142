import { ProblemError, type Problem } from '#lib/domain/problems.ts';

/** What the pool and its workers say to each other. Both ends are ours; nothing else may listen. */
export interface TaskRequest {
	name: string;
	input: unknown;
}

export type TaskAnswer = { ok: true; output: unknown } | { ok: false; error: CarriedError };

/** An error as plain data: structured cloning loses the class and the own fields of errors. */
export interface CarriedError {
	name: string;
	message: string;
	stack: string | undefined;
	/** The own `code` of the error, where it is a text (system errors, errors of our modules). */
	code: string | undefined;
	problem: Problem | undefined;
}

export function packError(thrown: unknown): CarriedError {
	const error = thrown instanceof Error ? thrown : new Error(String(thrown));
	return {
		name: error.name,
		message: error.message,
		stack: error.stack,
		code: 'code' in error && typeof error.code === 'string' ? error.code : undefined,
		problem: error instanceof ProblemError ? error.problem : undefined
	};
}

/** The error to throw on the pool's side: a ProblemError stays one, anything else keeps name, code and stack. */
export function unpackError(carried: CarriedError): Error {
	if (carried.problem) return new ProblemError(carried.problem);
	const error = new Error(carried.message);
	error.name = carried.name;
	if (carried.stack) error.stack = carried.stack;
	return carried.code ? Object.assign(error, { code: carried.code }) : error;
}
