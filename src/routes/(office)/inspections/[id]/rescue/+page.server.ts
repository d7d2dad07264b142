import { forPage } from '#lib/server/http/problem-response.ts';
import { requireInspection } from '#lib/server/services/access.ts';
import type { PageServerLoad } from './$types';

/** Whoever may not bring a file has no business here; what is in one is decided when it comes. */
export const load: PageServerLoad = ({ params, locals }) =>
	forPage(() => {
		requireInspection(locals.ctx, 'rescue.import', params.id);
		return {};
	});
