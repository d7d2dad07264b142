import { fail } from '@sveltejs/kit';
import { message, superValidate } from 'sveltekit-superforms';
import { valibot } from 'sveltekit-superforms/adapters';
import { moveForm } from '#lib/contracts/form-fields.ts';
import * as m from '#lib/paraglide/messages.js';
import { answerForm, forPage } from '#lib/server/http/problem-response.ts';
import { readSelfSummary } from '#lib/server/services/agency-self-view.ts';
import { listReturns } from '#lib/server/services/self-returns.ts';
import { moveInspection } from '#lib/server/services/inspections.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params }) =>
	forPage(() => ({
		summary: readSelfSummary(locals.ctx, params.id),
		returns: listReturns(locals.ctx, params.id)
	}));

export const actions: Actions = {
	submit: async ({ request, locals, params }) => {
		const form = await superValidate(request, valibot(moveForm));
		if (!form.valid) return fail(400, { form });
		try {
			moveInspection(locals.ctx, params.id, 'submit_self', form.data);
		} catch (thrown) {
			return answerForm(form, thrown);
		}
		return message(form, { done: m.inspected_self_submitted() });
	}
};
