import { forPage } from '#lib/server/http/problem-response.ts';
import { countUnread } from '#lib/server/services/notice-view.ts';
import { readOfficeShell } from '#lib/server/services/office-shell-view.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ locals }) =>
	forPage(() => ({ shell: readOfficeShell(locals.ctx), unread: countUnread(locals.ctx) }));
