import { forPage } from '#lib/server/http/problem-response.ts';
import { listAuditLines } from '#lib/server/services/audit-view.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ params, locals }) =>
	forPage(() => ({ lines: listAuditLines(locals.ctx, params.id) }));
