import { forPage } from '#lib/server/http/problem-response.ts';
import { readAgencyInspection } from '#lib/server/services/agency-view.ts';
import { dayOf } from '#lib/domain/calendar.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ locals, params }) =>
	forPage(() => ({
		inspection: readAgencyInspection(locals.ctx, params.id),
		today: dayOf(locals.ctx.now()),
		isHead: locals.actor!.role === 'agency_head',
		actorId: locals.actor!.id
	}));
