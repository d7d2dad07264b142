import { redirect } from '@sveltejs/kit';
import { message, superValidate } from 'sveltekit-superforms';
import { valibot } from 'sveltekit-superforms/adapters';
import { viewForm } from '#lib/contracts/saved-view.ts';
import { summarizeRemedies } from '#lib/domain/remedy-figures.ts';
import {
	compareUrgency,
	countMarks,
	filterRemedies,
	parseRemedyFilter,
	parseRemedyLook
} from '#lib/domain/remedy-filter.ts';
import { viewAddress } from '#lib/domain/saved-view.ts';
import * as m from '#lib/paraglide/messages.js';
import { answerForm, failForm, forAction, forPage } from '#lib/server/http/problem-response.ts';
import { listRemedyChoices, listTrackedRemedies } from '#lib/server/services/remedy-tracker-view.ts';
import {
	deleteView,
	editView,
	findFirstView,
	listSavedViews,
	saveView
} from '#lib/server/services/saved-views.ts';
import { readLook } from './looks.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url, locals: { ctx } }) =>
	forPage(() => {
		const first = url.search === '' ? findFirstView(ctx) : null;
		if (first !== null) redirect(303, `/remedies?${first}`);
		const read = (key: string) => url.searchParams.get(key);
		const filter = parseRemedyFilter(read);
		const all = listTrackedRemedies(ctx);
		const shown = filterRemedies(all, filter).sort(compareUrgency);
		return {
			filter,
			address: viewAddress(read),
			views: listSavedViews(ctx),
			choices: listRemedyChoices(ctx),
			counts: countMarks(shown),
			summary: summarizeRemedies(shown),
			shown: shown.length,
			tracked: all.length,
			content: readLook(ctx, parseRemedyLook(read), shown, url)
		};
	});

export const actions: Actions = {
	saveView: async ({ url, request, locals: { ctx } }) => {
		const form = await superValidate(request, valibot(viewForm));
		if (!form.valid) return failForm(form);
		try {
			saveView(ctx, url.search, form.data);
		} catch (thrown) {
			return answerForm(form, thrown);
		}
		return message(form, { done: m.views_saved({ name: form.data.name }) });
	},
	editView: async ({ request, locals: { ctx } }) => {
		const form = await superValidate(request, valibot(viewForm));
		if (!form.valid) return failForm(form);
		try {
			editView(ctx, form.data.id, form.data);
		} catch (thrown) {
			return answerForm(form, thrown);
		}
		return message(form, { done: m.views_changed() });
	},
	deleteView: ({ request, locals: { ctx } }) =>
		forAction(async () => {
			deleteView(ctx, String((await request.formData()).get('id') ?? ''));
			return { done: m.views_deleted() };
		})
};
