import { message, superValidate } from 'sveltekit-superforms';
import { valibot } from 'sveltekit-superforms/adapters';
import { recheckForm } from '#lib/contracts/recheck.ts';
import * as m from '#lib/paraglide/messages.js';
import { answerForm, failForm, forPage } from '#lib/server/http/problem-response.ts';
import { readRechecks } from '#lib/server/services/recheck-view.ts';
import { orderRecheck } from '#lib/server/services/rechecks.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals }) => {
	const page = await forPage(() => readRechecks(locals.ctx, params.id));
	const { version, place, open } = page;
	const given = {
		version,
		findingIds: open.map(({ id }) => id),
		visitOn: '',
		visitAt: '08:00',
		place,
		reason: ''
	};
	return { page, form: await superValidate(given, valibot(recheckForm), { errors: false }) };
};

export const actions: Actions = {
	default: async ({ params, request, locals: { ctx } }) => {
		const form = await superValidate(request, valibot(recheckForm));
		if (!form.valid) return failForm(form);
		const { visitOn, ...input } = form.data;
		try {
			orderRecheck(ctx, params.id, { ...input, visitOn: visitOn || null });
		} catch (thrown) {
			return answerForm(form, thrown);
		}
		return message(form, { done: m.recheck_ordered() });
	}
};
