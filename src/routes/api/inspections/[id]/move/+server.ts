import { json } from '@sveltejs/kit';
import * as v from 'valibot';
import { moveBody } from '#lib/contracts/inspection.ts';
import { problem, ProblemError } from '#lib/domain/problems.ts';
import { forJson } from '#lib/server/http/problem-response.ts';
import { moveInspection } from '#lib/server/services/inspections.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = ({ params, request, locals }) =>
	forJson(async () => {
		const body = v.safeParse(moveBody, await request.json().catch(() => null));
		if (!body.success) throw new ProblemError(problem('input.invalid', { field: 'transition' }));
		const state = moveInspection(locals.ctx, params.id, body.output.transition, body.output);
		return json({ state, version: body.output.version + 1 });
	});
