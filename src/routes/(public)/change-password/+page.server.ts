import { redirect } from '@sveltejs/kit';
import { superValidate } from 'sveltekit-superforms';
import { valibot } from 'sveltekit-superforms/adapters';
import { changePasswordForm } from '#lib/contracts/people.ts';
import { submitPassword } from '#lib/server/http/password-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { actor } }) => {
	if (!actor) redirect(303, '/login');
	if (!actor.mustChangePassword) redirect(303, '/account');
	return { form: await superValidate(valibot(changePasswordForm)) };
};

export const actions: Actions = {
	default: async (event) => {
		const submitted = await submitPassword(event);
		if (!submitted.changed) return submitted.answer;
		redirect(303, '/');
	}
};
