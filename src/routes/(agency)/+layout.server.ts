import { forPage } from '#lib/server/http/problem-response.ts';
import { readAgencyFrame } from '#lib/server/services/agency-view.ts';
import { countUnread } from '#lib/server/services/notice-view.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ locals }) =>
	forPage(() => ({
		frame: readAgencyFrame(locals.ctx),
		accountName: locals.actor!.displayName,
		unread: countUnread(locals.ctx)
	}));
