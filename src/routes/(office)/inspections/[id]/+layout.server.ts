import { forPage } from '#lib/server/http/problem-response.ts';
import { readInspectionHead } from '#lib/server/services/inspection-view.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ params, locals }) =>
	forPage(() => ({ head: readInspectionHead(locals.ctx, params.id) }));
