import { superValidate, message } from 'sveltekit-superforms';
import { valibot } from 'sveltekit-superforms/adapters';
import { changePasswordForm } from '#lib/contracts/people.ts';
import * as m from '#lib/paraglide/messages.js';
import { submitPassword } from '#lib/server/http/password-form.ts';
import { forAction, forPage } from '#lib/server/http/problem-response.ts';
import { endOtherSessions, endSession, getOwnAccount, listSessions } from '#lib/server/services/sign-in.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals: { ctx, session } }) =>
	forPage(async () => ({
		account: getOwnAccount(ctx),
		sessions: listSessions(ctx, session?.handle ?? ''),
		form: await superValidate(valibot(changePasswordForm))
	}));

export const actions: Actions = {
	password: async (event) => {
		const submitted = await submitPassword(event);
		return submitted.changed ? message(submitted.form, { done: m.password_done() }) : submitted.answer;
	},
	end: ({ request, locals: { ctx } }) =>
		forAction(async () => {
			const handle = (await request.formData()).get('handle');
			endSession(ctx, typeof handle === 'string' ? handle : '');
			return { done: m.account_session_ended() };
		}),
	endOthers: ({ locals: { ctx, session } }) =>
		forAction(() => {
			const ended = endOtherSessions(ctx, session?.handle ?? '');
			return { done: m.account_sessions_ended({ count: String(ended) }) };
		})
};
