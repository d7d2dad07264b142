import { forPage } from '#lib/server/http/problem-response.ts';
import { readAgencyRemedies } from '#lib/server/services/agency-remedy-history-view.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ params, locals: { ctx } }) =>
	forPage(() => ({ history: readAgencyRemedies(ctx, params.id) }));
