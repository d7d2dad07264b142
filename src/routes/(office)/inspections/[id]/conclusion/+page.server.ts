import { message, superValidate } from 'sveltekit-superforms';
import { valibot } from 'sveltekit-superforms/adapters';
import { conclusionForm } from '#lib/contracts/inspection-forms.ts';
import * as m from '#lib/paraglide/messages.js';
import { answerForm, failForm, forPage } from '#lib/server/http/problem-response.ts';
import { readConclusionPage, readConclusionValues } from '#lib/server/services/conclusion-view.ts';
import { writeConclusion } from '#lib/server/services/conclusion.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ params, locals }) =>
	forPage(() => ({ conclusion: readConclusionPage(locals.ctx, params.id) }));

export const actions: Actions = {
	default: async ({ params, request, locals: { ctx } }) => {
		const form = await superValidate(request, valibot(conclusionForm));
		if (!form.valid) return failForm(form);
		const { version, responsibility, reportDueOn, demands } = form.data;
		try {
			writeConclusion(ctx, params.id, {
				version,
				responsibility,
				reportDueOn: reportDueOn || null,
				demands: demands.map((demand) => ({
					...demand,
					id: demand.id || ctx.newId(),
					dueOn: demand.dueOn || null
				}))
			});
		} catch (thrown) {
			return answerForm(form, thrown, () => ({ ...readConclusionValues(ctx, params.id) }));
		}
		form.data = readConclusionValues(ctx, params.id);
		return message(form, { done: m.office_saved() });
	}
};
