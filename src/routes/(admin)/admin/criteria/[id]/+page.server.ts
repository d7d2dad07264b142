import { redirect } from '@sveltejs/kit';
import * as m from '#lib/paraglide/messages.js';
import { forAction, forPage, versionIn } from '#lib/server/http/problem-response.ts';
import { requireOffice } from '#lib/server/services/access.ts';
import {
	deleteCriteriaDraft,
	getCriteriaSet,
	publishCriteriaSet,
	retireCriteriaSet
} from '#lib/server/services/criteria-sets.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ params, locals: { ctx } }) =>
	forPage(() => {
		requireOffice(ctx, 'criteria.manage');
		const { id, code, setVersion, status, publishedAt, version, inUse, content } = getCriteriaSet(
			ctx,
			params.id
		);
		return { row: { id, code, setVersion, status, publishedAt, version, inUse }, set: content };
	});

export const actions: Actions = {
	publish: ({ request, params, locals: { ctx } }) =>
		forAction(async () => {
			publishCriteriaSet(ctx, params.id, await versionIn(request));
			return { done: m.criteria_published_done() };
		}),
	retire: ({ request, params, locals: { ctx } }) =>
		forAction(async () => {
			retireCriteriaSet(ctx, params.id, await versionIn(request));
			return { done: m.criteria_retired_done() };
		}),
	delete: async ({ request, params, locals: { ctx } }) => {
		const refused = await forAction(async () =>
			deleteCriteriaDraft(ctx, params.id, await versionIn(request))
		);
		if (refused) return refused;
		redirect(303, '/admin/criteria');
	}
};
