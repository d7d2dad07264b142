import { message, superValidate } from 'sveltekit-superforms';
import { valibot } from 'sveltekit-superforms/adapters';
import { decisionForm } from '#lib/contracts/inspection-forms.ts';
import * as m from '#lib/paraglide/messages.js';
import { answerForm, failForm, forPage } from '#lib/server/http/problem-response.ts';
import { readDecision, readDesk } from '#lib/server/services/explanation-desk-view.ts';
import { decideExplanation } from '#lib/server/services/explanations.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ params, locals }) =>
	forPage(() => ({ desk: readDesk(locals.ctx, params.id) }));

export const actions: Actions = {
	decide: async ({ params, request, locals: { ctx } }) => {
		const form = await superValidate(request, valibot(decisionForm));
		if (!form.valid) return failForm(form);
		const { id, ...decision } = form.data;
		try {
			decideExplanation(ctx, params.id, id, decision);
		} catch (thrown) {
			return answerForm(form, thrown, () => ({ ...readDecision(ctx, params.id, id) }));
		}
		form.data.version = readDecision(ctx, params.id, id).version;
		return message(form, { done: m.office_desk_saved() });
	}
};
