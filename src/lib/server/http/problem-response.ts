/** The adapters that answer a person's problem: to a page, to a form action, as JSON. A real bug passes through. */
import { error, fail, json, type ActionFailure } from '@sveltejs/kit';
import { message, setError, type SuperValidated } from 'sveltekit-superforms';
import { issue } from '#lib/contracts/issue.ts';
import { PROBLEM_STATUS } from '#lib/domain/problem-status.ts';
import { problem as problemOf, ProblemError, type Problem } from '#lib/domain/problems.ts';

/** The problem as JSON with its own status: `{ problem: { code, details, at } }`. */
export function problemResponse(problem: Problem): Response {
	return json({ problem }, { status: PROBLEM_STATUS[problem.code] });
}

/** For `load`: a problem becomes the error page with its own status. */
export async function forPage<T>(work: () => T | Promise<T>): Promise<T> {
	try {
		return await work();
	} catch (thrown) {
		if (thrown instanceof ProblemError)
			error(PROBLEM_STATUS[thrown.problem.code], { message: thrown.problem.code, problem: thrown.problem });
		throw thrown;
	}
}

/** For a form action without superforms: a problem becomes `form.problem`. */
export async function forAction<T>(
	work: () => T | Promise<T>
): Promise<T | ActionFailure<{ problem: Problem }>> {
	try {
		return await work();
	} catch (thrown) {
		if (thrown instanceof ProblemError)
			return fail(PROBLEM_STATUS[thrown.problem.code], { problem: thrown.problem });
		throw thrown;
	}
}

/** For `+server.ts`: what `work` gives back as JSON, or the problem. A `Response` is passed on as it is. */
export async function forJson(work: () => unknown): Promise<Response> {
	try {
		const result = await work();
		return result instanceof Response ? result : json(result);
	} catch (thrown) {
		if (thrown instanceof ProblemError) return problemResponse(thrown.problem);
		throw thrown;
	}
}

/** The version that a small form (a button) was drawn with. Problem `input.invalid`. */
export async function versionIn(request: Request): Promise<number> {
	const version = Number((await request.formData()).get('version'));
	if (!Number.isSafeInteger(version) || version < 1)
		throw new ProblemError(problemOf('input.invalid', { field: 'version' }));
	return version;
}

type FormFailure<T extends Record<string, unknown>> = ActionFailure<{
	form: SuperValidated<T, App.Superforms.Message>;
}>;

/**
 * For an action with superforms: the problem at its field when `problem.at` (or the problem's `field`) names one,
 * otherwise as the form's message. A stale form gets what stands now (`current`) beside what was typed, and the
 * version that stands: nothing is overwritten until the person has seen both and saves again. What is no problem is
 * thrown on.
 */
export function answerForm<T extends Record<string, unknown>>(
	form: SuperValidated<T, App.Superforms.Message>,
	thrown: unknown,
	current?: () => Record<string, unknown>
): FormFailure<T> {
	if (!(thrown instanceof ProblemError)) throw thrown;
	const { problem } = thrown;
	const status = PROBLEM_STATUS[problem.code];
	const field = fieldOf(problem);
	if (field !== undefined && Object.hasOwn(form.data, field))
		return setFieldError(form, field, problem, status);
	if (problem.code === 'version.stale' && 'version' in form.data) {
		Object.assign(form.data, { version: problem.details.current });
		return say(form, { problem, current: current?.() }, status);
	}
	return say(form, { problem }, status);
}

/** For an action whose form did not pass its schema: each field has its own message. */
export function failForm<T extends Record<string, unknown>>(
	form: SuperValidated<T, App.Superforms.Message>
): FormFailure<T> {
	return fail(400, { form });
}

function say<T extends Record<string, unknown>>(
	form: SuperValidated<T, App.Superforms.Message>,
	said: App.Superforms.Message,
	status: number
): FormFailure<T> {
	return message(form, said, { status: status as 400 }) as FormFailure<T>;
}

function fieldOf(problem: Problem): string | undefined {
	if (problem.at !== undefined) return problem.at;
	return 'field' in problem.details ? problem.details.field : undefined;
}

function setFieldError<T extends Record<string, unknown>>(
	form: SuperValidated<T, App.Superforms.Message>,
	field: string,
	problem: Problem,
	status: number
): FormFailure<T> {
	const text = issue(problem.code, problem.details as never);
	return setError(form, field as never, text, { status: status as 400 }) as FormFailure<T>;
}
