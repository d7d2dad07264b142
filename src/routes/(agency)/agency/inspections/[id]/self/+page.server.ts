import * as v from 'valibot';
import {
	assignForm,
	commentForm,
	replyForm,
	unitDecisionForm,
	unitFigureForm,
	withdrawCommentForm
} from '#lib/contracts/self.ts';
import { problem, ProblemError } from '#lib/domain/problems.ts';
import { forAction, forPage } from '#lib/server/http/problem-response.ts';
import { withdrawComment, writeComment } from '#lib/server/services/self-comments.ts';
import { readSelfDesk } from '#lib/server/services/self-desk-view.ts';
import { replyToReturn } from '#lib/server/services/self-returns.ts';
import { startFromEarlier } from '#lib/server/services/self-start.ts';
import { assignSelf } from '#lib/server/services/self-work.ts';
import { decideUnitFigure, removeUnitFigure, saveUnitFigure } from '#lib/server/services/unit-figures.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params }) =>
	forPage(() => ({ desk: readSelfDesk(locals.ctx, params.id) }));

/** What a small form holds. Throws `input.required` or `input.invalid` at the first field that is not as it should be. */
async function read<T extends v.GenericSchema>(request: Request, schema: T): Promise<v.InferOutput<T>> {
	const given = Object.fromEntries(await request.formData());
	const parsed = v.safeParse(schema, given);
	if (parsed.success) return parsed.output;
	const field = String(parsed.issues[0].path?.[0]?.key ?? 'form');
	const isEmpty = given[field] === undefined || given[field] === '';
	throw new ProblemError(problem(isEmpty ? 'input.required' : 'input.invalid', { field }, field));
}

export const actions: Actions = {
	start: ({ locals, params }) => forAction(() => startFromEarlier(locals.ctx, params.id)),
	assign: ({ request, locals, params }) =>
		forAction(async () => {
			const { codes, accountId } = await read(request, assignForm);
			assignSelf(locals.ctx, params.id, codes, accountId || null);
		}),
	comment: ({ request, locals, params }) =>
		forAction(async () => {
			const { code, text } = await read(request, commentForm);
			writeComment(locals.ctx, params.id, code, text);
		}),
	withdrawComment: ({ request, locals, params }) =>
		forAction(async () =>
			withdrawComment(locals.ctx, params.id, (await read(request, withdrawCommentForm)).id)
		),
	reply: ({ request, locals, params }) =>
		forAction(async () => {
			const { code, reply } = await read(request, replyForm);
			replyToReturn(locals.ctx, params.id, code, reply);
		}),
	unit: ({ request, locals, params }) =>
		forAction(async () => saveUnitFigure(locals.ctx, params.id, await read(request, unitFigureForm))),
	decideUnit: ({ request, locals, params }) =>
		forAction(async () => {
			const { decision, ...key } = await read(request, unitDecisionForm);
			if (decision === 'remove') removeUnitFigure(locals.ctx, params.id, key);
			else decideUnitFigure(locals.ctx, params.id, key, decision);
		})
};
