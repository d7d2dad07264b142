import * as v from 'valibot';
import { syncBody } from '#lib/contracts/field.ts';
import { problem, ProblemError } from '#lib/domain/problems.ts';
import { forJson } from '#lib/server/http/problem-response.ts';
import { applyOperationsTogether } from '#lib/server/services/operations.ts';
import type { RequestHandler } from './$types';

/** What is no JSON is nothing. */
function readJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}

/** One batch is of one inspection: the one its first operation names. */
export const POST: RequestHandler = ({ request, locals }) =>
	forJson(async () => {
		const text = await request.text();
		const body = v.safeParse(syncBody, readJson(text));
		if (!body.success) throw new ProblemError(problem('input.invalid', { field: 'operations' }));
		const { operations, ...sending } = body.output;
		const { inspectionId } = (operations[0] ?? {}) as { inspectionId?: unknown };
		if (typeof inspectionId !== 'string') throw new ProblemError(problem('not_found', {}));
		return applyOperationsTogether(locals.ctx, inspectionId, operations, { ...sending, length: text.length });
	});
