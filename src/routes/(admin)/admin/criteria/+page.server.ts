import { forPage } from '#lib/server/http/problem-response.ts';
import { requireOffice } from '#lib/server/services/access.ts';
import { listCriteriaSets } from '#lib/server/services/criteria-sets.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals: { ctx } }) =>
	forPage(() => {
		requireOffice(ctx, 'criteria.manage');
		return { sets: listCriteriaSets(ctx) };
	});
