import { forPage } from '#lib/server/http/problem-response.ts';
import { readAgencyHome } from '#lib/server/services/agency-view.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => forPage(() => ({ home: readAgencyHome(locals.ctx) }));
