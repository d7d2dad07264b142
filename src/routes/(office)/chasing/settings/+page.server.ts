import { message, superValidate, type SuperValidated } from 'sveltekit-superforms';
import { valibot } from 'sveltekit-superforms/adapters';
import { chasingForm, fromChasingForm, toChasingForm, type ChasingForm } from '#lib/contracts/chasing.ts';
import * as m from '#lib/paraglide/messages.js';
import { answerForm, failForm, forPage } from '#lib/server/http/problem-response.ts';
import { previewChasing, readChasingPage, saveChasing } from '#lib/server/services/chasing.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals: { ctx } }) =>
	forPage(async () => {
		const { settings, mailFrom, preview } = readChasingPage(ctx);
		return { mailFrom, preview, form: await superValidate(toChasingForm(settings), valibot(chasingForm)) };
	});

type Form = SuperValidated<ChasingForm, App.Superforms.Message>;

export const actions: Actions = {
	preview: async ({ request, locals: { ctx } }) => {
		const form: Form = await superValidate(request, valibot(chasingForm));
		if (!form.valid) return failForm(form);
		try {
			return { form, preview: previewChasing(ctx, fromChasingForm(form.data)) };
		} catch (thrown) {
			return answerForm(form, thrown);
		}
	},
	save: async ({ request, locals: { ctx } }) => {
		const form: Form = await superValidate(request, valibot(chasingForm));
		if (!form.valid) return failForm(form);
		try {
			saveChasing(ctx, form.data.version, fromChasingForm(form.data));
			Object.assign(form.data, toChasingForm(readChasingPage(ctx).settings));
			return message(form, { done: m.form_saved() });
		} catch (thrown) {
			return answerForm(form, thrown, () => toChasingForm(readChasingPage(ctx).settings));
		}
	}
};
