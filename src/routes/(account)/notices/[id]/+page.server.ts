import { redirect } from '@sveltejs/kit';
import { forPage } from '#lib/server/http/problem-response.ts';
import { openNotice } from '#lib/server/services/notice-view.ts';
import type { PageServerLoad } from './$types';

/** Leads on to a matter that is still open; what is done says so, however old the mail is. */
export const load: PageServerLoad = async ({ params, locals: { ctx } }) => {
	const opened = await forPage(() => openNotice(ctx, params.id));
	if (opened.href !== null && !opened.notice.isSettled) redirect(303, opened.href);
	return opened;
};
