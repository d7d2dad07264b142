import { redirect } from '@sveltejs/kit';
import { superValidate } from 'sveltekit-superforms';
import { valibot } from 'sveltekit-superforms/adapters';
import { campaignForm, fromCampaignForm, newCampaignForm } from '#lib/contracts/campaign.ts';
import { dayOf } from '#lib/domain/calendar.ts';
import { canOffice } from '#lib/domain/permissions.ts';
import * as m from '#lib/paraglide/messages.js';
import { answerForm, failForm, forPage } from '#lib/server/http/problem-response.ts';
import { requireOffice } from '#lib/server/services/access.ts';
import { createCampaign } from '#lib/server/services/campaigns.ts';
import { isOfficeNamed } from '#lib/server/services/office-facts.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals: { ctx } }) =>
	forPage(() => {
		requireOffice(ctx, 'campaign.manage');
		const year = Number(dayOf(ctx.now()).slice(0, 4));
		return {
			isOfficeNamed: isOfficeNamed(ctx),
			mayName: canOffice(ctx.actor, 'appearance.manage'),
			values: newCampaignForm(year, m.office_campaign_default_title({ year: String(year) }))
		};
	});

export const actions: Actions = {
	default: async ({ request, locals: { ctx } }) => {
		const form = await superValidate(request, valibot(campaignForm));
		if (!form.valid) return failForm(form);
		let id;
		try {
			id = createCampaign(ctx, fromCampaignForm(form.data));
		} catch (thrown) {
			return answerForm(form, thrown);
		}
		redirect(303, `/campaigns/${id}?view=add`);
	}
};
