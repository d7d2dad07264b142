import { json } from '@sveltejs/kit';
import { forJson } from '#lib/server/http/problem-response.ts';
import { previewMinutes } from '#lib/server/services/minutes.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ params, locals }) =>
	forJson(() => json(previewMinutes(locals.ctx, params.id), { headers: { 'cache-control': 'no-store' } }));
