import { forPage } from '#lib/server/http/problem-response.ts';
import { readDashboard } from '#lib/server/services/dashboard-view.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => forPage(() => ({ dashboard: readDashboard(locals.ctx) }));
