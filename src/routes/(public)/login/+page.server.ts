import { redirect } from '@sveltejs/kit';
import { superValidate } from 'sveltekit-superforms';
import { valibot } from 'sveltekit-superforms/adapters';
import { loginForm } from '#lib/contracts/people.ts';
import { sessionCookie } from '#lib/server/auth/session.ts';
import { readSetting } from '#lib/server/db/queries/settings.ts';
import { safeNext } from '#lib/server/http/entry.ts';
import { answerForm, failForm } from '#lib/server/http/problem-response.ts';
import { login } from '#lib/server/services/sign-in.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { actor, ctx }, url }) => {
	if (actor) redirect(303, safeNext(url.searchParams.get('next')));
	const demonstration = ctx.config.mode === 'demo' ? readSetting(ctx.db, 'demo_accounts') : undefined;
	return { form: await superValidate(valibot(loginForm)), demonstration: demonstration ?? [] };
};

export const actions: Actions = {
	default: async ({ request, cookies, locals: { ctx }, url }) => {
		const form = await superValidate(request, valibot(loginForm));
		const { username, password } = form.data;
		// Never sent back: it would stand in the page's source.
		form.data.password = '';
		if (!form.valid) return failForm(form);
		let session;
		try {
			session = await login(ctx, { username, password });
		} catch (thrown) {
			return answerForm(form, thrown);
		}
		const { name, value, attributes } = sessionCookie(ctx.config, session.token);
		cookies.set(name, value, attributes);
		redirect(303, session.mustChangePassword ? '/change-password' : safeNext(url.searchParams.get('next')));
	}
};
