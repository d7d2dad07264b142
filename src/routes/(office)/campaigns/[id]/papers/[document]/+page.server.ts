import { readCampaignValues } from '#lib/server/services/campaign-view.ts';
import { loadSigning, signingActions } from '../../../../../paper-signing-actions.ts';
import type { Actions, PageServerLoad } from './$types';

const loadPaper = loadSigning('campaignId');

export const load: PageServerLoad = async (event) => ({
	...(await loadPaper(event)),
	campaignTitle: readCampaignValues(event.locals.ctx, event.params.id).title
});

export const actions: Actions = signingActions;
