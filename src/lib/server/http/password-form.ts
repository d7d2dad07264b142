/** The one way a form changes a password: forced at first sign-in, or by choice on the own account's page. */
import type { RequestEvent } from '@sveltejs/kit';
import { superValidate } from 'sveltekit-superforms';
import { valibot } from 'sveltekit-superforms/adapters';
import { changePasswordForm } from '#lib/contracts/people.ts';
import { sessionCookie } from '../auth/session.ts';
import { changePassword } from '../services/sign-in.ts';
import { answerForm, failForm } from './problem-response.ts';

/** On success the browser holds the new session; the passwords never go back to the page. */
export async function submitPassword({ request, cookies, locals: { ctx } }: RequestEvent) {
	const form = await superValidate(request, valibot(changePasswordForm));
	const given = { ...form.data };
	Object.assign(form.data, { currentPassword: '', newPassword: '', repeat: '' });
	if (!form.valid) return { changed: false as const, answer: failForm(form) };
	try {
		const { token } = await changePassword(ctx, given);
		const { name, value, attributes } = sessionCookie(ctx.config, token);
		cookies.set(name, value, attributes);
		return { changed: true as const, form };
	} catch (thrown) {
		return { changed: false as const, answer: answerForm(form, thrown) };
	}
}
