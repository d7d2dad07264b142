import { json } from '@sveltejs/kit';
import { forJson } from '#lib/server/http/problem-response.ts';
import { readFieldSnapshot } from '#lib/server/services/field-view.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ params, locals }) =>
	forJson(() => json(readFieldSnapshot(locals.ctx, params.id), { headers: { 'cache-control': 'no-store' } }));
