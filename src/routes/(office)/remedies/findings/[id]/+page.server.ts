import { forPage } from '#lib/server/http/problem-response.ts';
import { readFindingHistory } from '#lib/server/services/remedy-history-view.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ params, locals: { ctx } }) =>
	forPage(() => ({ history: readFindingHistory(ctx, params.id) }));
