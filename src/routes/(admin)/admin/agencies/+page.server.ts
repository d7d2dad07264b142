import { canOffice } from '#lib/domain/permissions.ts';
import { forPage } from '#lib/server/http/problem-response.ts';
import { listAgencies } from '#lib/server/services/agencies.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals: { ctx, actor } }) =>
	forPage(() => ({ agencies: listAgencies(ctx), mayManage: canOffice(actor, 'agency.manage') }));
