import { forPage } from '#lib/server/http/problem-response.ts';
import { listCampaignItems } from '#lib/server/services/campaign-view.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => forPage(() => listCampaignItems(locals.ctx));
