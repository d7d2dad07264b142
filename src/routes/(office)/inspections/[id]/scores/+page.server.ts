import { forPage } from '#lib/server/http/problem-response.ts';
import { readScores } from '#lib/server/services/score-view.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ params, locals }) =>
	forPage(() => ({ scores: readScores(locals.ctx, params.id), actorId: locals.actor!.id }));
