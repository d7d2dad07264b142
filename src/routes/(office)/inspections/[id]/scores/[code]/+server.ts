import { json } from '@sveltejs/kit';
import { forJson } from '#lib/server/http/problem-response.ts';
import { readScoreDetail } from '#lib/server/services/score-view.ts';
import type { RequestHandler } from './$types';

/** One subcriterion in full, for the row that was opened. */
export const GET: RequestHandler = ({ params, locals }) =>
	forJson(() =>
		json(readScoreDetail(locals.ctx, params.id, params.code), { headers: { 'cache-control': 'no-store' } })
	);
