import { message, superValidate } from 'sveltekit-superforms';
import { valibot } from 'sveltekit-superforms/adapters';
import {
	addInspectionsForm,
	campaignForm,
	fromCampaignForm,
	toCampaignForm
} from '#lib/contracts/campaign.ts';
import { formatCount } from '#lib/domain/number-format.ts';
import * as m from '#lib/paraglide/messages.js';
import { answerForm, failForm, forAction, forPage } from '#lib/server/http/problem-response.ts';
import { readCampaignBoard, readCampaignValues } from '#lib/server/services/campaign-view.ts';
import { editCampaign } from '#lib/server/services/campaigns.ts';
import { createInspections, planDrafts } from '#lib/server/services/inspection-batch.ts';
import type { Actions, PageServerLoad } from './$types';

const VIEWS = ['list', 'calendar', 'add', 'edit'] as const;

export const load: PageServerLoad = ({ params, url, locals: { ctx } }) =>
	forPage(() => {
		const board = readCampaignBoard(ctx, params.id);
		const asked = url.searchParams.get('view');
		const view = VIEWS.find((one) => one === asked && (one !== 'add' || board.canAdd)) ?? 'list';
		return {
			board,
			view,
			month: url.searchParams.get('month') ?? ''
		};
	});

export const actions: Actions = {
	edit: async ({ params, request, locals: { ctx } }) => {
		const form = await superValidate(request, valibot(campaignForm));
		if (!form.valid) return failForm(form);
		try {
			editCampaign(ctx, params.id, form.data.version, fromCampaignForm(form.data));
		} catch (thrown) {
			return answerForm(form, thrown, () => toCampaignForm(readCampaignValues(ctx, params.id)));
		}
		form.data = toCampaignForm(readCampaignValues(ctx, params.id));
		return message(form, { done: m.office_saved() });
	},
	add: async ({ params, request, locals: { ctx } }) => {
		const form = await superValidate(request, valibot(addInspectionsForm));
		if (!form.valid) return failForm(form);
		const { agencyIds, kind } = form.data;
		try {
			createInspections(ctx, params.id, agencyIds, kind);
		} catch (thrown) {
			return answerForm(form, thrown);
		}
		form.data.agencyIds = [];
		return message(form, { done: m.office_campaign_add_done({ count: formatCount(agencyIds.length) }) });
	},
	plan: ({ params, locals: { ctx } }) => forAction(() => ({ planned: planDrafts(ctx, params.id) }))
};
