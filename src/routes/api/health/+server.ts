import { json } from '@sveltejs/kit';
import { isDatabaseSound } from '#lib/server/db/queries/health.ts';
import type { RequestHandler } from './$types';

/** For who watches over the server: 200 while the database answers, 503 when it does not. */
export const GET: RequestHandler = ({ locals: { ctx } }) => {
	const sound = isDatabaseSound(ctx.db);
	return json(
		{ status: sound ? 'ok' : 'failing' },
		{ status: sound ? 200 : 503, headers: { 'cache-control': 'no-store' } }
	);
};
