import { redirect } from '@sveltejs/kit';
import { superValidate } from 'sveltekit-superforms';
import { valibot } from 'sveltekit-superforms/adapters';
import { newAgencyForm } from '#lib/contracts/agencies.ts';
import { answerForm, failForm, forPage } from '#lib/server/http/problem-response.ts';
import { requireOffice } from '#lib/server/services/access.ts';
import { createAgency } from '#lib/server/services/agencies.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals: { ctx } }) =>
	forPage(async () => {
		requireOffice(ctx, 'agency.manage');
		return { form: await superValidate(valibot(newAgencyForm)) };
	});

export const actions: Actions = {
	default: async ({ request, locals: { ctx } }) => {
		const form = await superValidate(request, valibot(newAgencyForm));
		if (!form.valid) return failForm(form);
		let id;
		try {
			id = createAgency(ctx, form.data);
		} catch (thrown) {
			return answerForm(form, thrown);
		}
		redirect(303, `/admin/agencies/${id}`);
	}
};
