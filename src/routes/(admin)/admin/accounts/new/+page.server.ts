import { superValidate } from 'sveltekit-superforms';
import { valibot } from 'sveltekit-superforms/adapters';
import { newAccountForm } from '#lib/contracts/people.ts';
import { answerForm, failForm, forPage } from '#lib/server/http/problem-response.ts';
import { requireOffice } from '#lib/server/services/access.ts';
import { createAccount } from '#lib/server/services/accounts.ts';
import { listAgencies } from '#lib/server/services/agencies.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals: { ctx } }) =>
	forPage(async () => {
		requireOffice(ctx, 'account.manage');
		const agencies = listAgencies(ctx).filter(({ validTo }) => validTo === null);
		return { form: await superValidate(valibot(newAccountForm)), agencies };
	});

export const actions: Actions = {
	default: async ({ request, locals: { ctx } }) => {
		const form = await superValidate(request, valibot(newAccountForm));
		if (!form.valid) return failForm(form);
		try {
			const made = await createAccount(ctx, { ...form.data, agencyId: form.data.agencyId || null });
			return { form, made };
		} catch (thrown) {
			return answerForm(form, thrown);
		}
	}
};
