import { forPage } from '#lib/server/http/problem-response.ts';
import { readAgencyFrame } from '#lib/server/services/agency-view.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ locals }) =>
	forPage(() => ({
		frame: readAgencyFrame(locals.ctx),
		accountName: locals.actor!.displayName
	}));
