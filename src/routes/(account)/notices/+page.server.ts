import { forAction, forPage } from '#lib/server/http/problem-response.ts';
import { listOwnNotices, markAllRead } from '#lib/server/services/notice-view.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url, locals: { ctx } }) =>
	forPage(() => {
		const notices = listOwnNotices(ctx);
		const unread = notices.filter(({ isRead }) => !isRead);
		const show = url.searchParams.get('show') === 'unread' ? ('unread' as const) : ('all' as const);
		const counts = { all: notices.length, unread: unread.length };
		return { notices: show === 'unread' ? unread : notices, show, counts };
	});

export const actions: Actions = {
	readAll: ({ locals: { ctx } }) => forAction(() => markAllRead(ctx))
};
