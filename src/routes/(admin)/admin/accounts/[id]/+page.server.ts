import { message, superValidate } from 'sveltekit-superforms';
import { valibot } from 'sveltekit-superforms/adapters';
import { editAccountForm } from '#lib/contracts/people.ts';
import * as m from '#lib/paraglide/messages.js';
import { answerForm, failForm, forAction, forPage, versionIn } from '#lib/server/http/problem-response.ts';
import {
	disableAccount,
	enableAccount,
	getAccount,
	resetPassword,
	setRole
} from '#lib/server/services/accounts.ts';
import { listAgencies } from '#lib/server/services/agencies.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ params, locals: { ctx, actor } }) =>
	forPage(async () => {
		const account = getAccount(ctx, params.id);
		const agencies = listAgencies(ctx).filter(
			({ id, validTo }) => validTo === null || id === account.agencyId
		);
		const { version, displayName, title, email, role } = account;
		const values = { version, displayName, title, email, role, agencyId: account.agencyId ?? '' };
		return {
			account,
			agencies,
			isOwn: account.id === actor?.id,
			form: await superValidate(values, valibot(editAccountForm))
		};
	});

export const actions: Actions = {
	save: async ({ request, params, locals: { ctx } }) => {
		const form = await superValidate(request, valibot(editAccountForm));
		if (!form.valid) return failForm(form);
		const { version, ...person } = form.data;
		try {
			setRole(ctx, params.id, version, { ...person, agencyId: person.agencyId || null });
			form.data.version = getAccount(ctx, params.id).version;
			return message(form, { done: m.form_saved() });
		} catch (thrown) {
			return answerForm(form, thrown, () => ({ ...getAccount(ctx, params.id) }));
		}
	},
	reset: ({ request, params, locals: { ctx } }) =>
		forAction(async () => ({ made: await resetPassword(ctx, params.id, await versionIn(request)) })),
	disable: ({ request, params, locals: { ctx } }) =>
		forAction(async () => {
			disableAccount(ctx, params.id, await versionIn(request));
			return { done: m.account_disabled_done() };
		}),
	enable: ({ request, params, locals: { ctx } }) =>
		forAction(async () => {
			enableAccount(ctx, params.id, await versionIn(request));
			return { done: m.account_enabled() };
		})
};
