import { message, superValidate } from 'sveltekit-superforms';
import { valibot } from 'sveltekit-superforms/adapters';
import * as v from 'valibot';
import { moveForm } from '#lib/contracts/inspection-forms.ts';
import { problem, ProblemError } from '#lib/domain/problems.ts';
import { dueChangeForm } from '#lib/contracts/remedy.ts';
import * as m from '#lib/paraglide/messages.js';
import { answerForm, failForm, forAction, forPage } from '#lib/server/http/problem-response.ts';
import { moveDueDay } from '#lib/server/services/due-changes.ts';
import { readInspectionOverview } from '#lib/server/services/inspection-view.ts';
import { moveInspection } from '#lib/server/services/inspections.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ params, locals }) =>
	forPage(() => ({ overview: readInspectionOverview(locals.ctx, params.id) }));

export const actions: Actions = {
	moveDue: async ({ params, request, locals: { ctx } }) => {
		const form = await superValidate(request, valibot(dueChangeForm));
		if (!form.valid) return failForm(form);
		try {
			moveDueDay(ctx, params.id, form.data);
		} catch (thrown) {
			return answerForm(form, thrown);
		}
		return message(form, { done: m.office_due_moved() });
	},
	move: ({ params, request, locals: { ctx } }) =>
		forAction(async () => {
			const form = v.safeParse(moveForm, Object.fromEntries(await request.formData()));
			if (!form.success) throw new ProblemError(problem('input.invalid', { field: 'transition' }));
			const { transition, version, reason } = form.output;
			moveInspection(ctx, params.id, transition, { version, reason });
			return { moved: transition };
		})
};
