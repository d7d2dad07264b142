import { canOffice } from '#lib/domain/permissions.ts';
import * as m from '#lib/paraglide/messages.js';
import { forAction, forPage } from '#lib/server/http/problem-response.ts';
import { listNotices, type NoticeHistoryRow } from '#lib/server/services/chasing-view.ts';
import { deliverWaiting, readMailing, retryMailing } from '#lib/server/services/mailings.ts';
import { faultText } from '#lib/ui/chasing-text.ts';
import { filterList } from '#lib/ui/list-filter.ts';
import { pageOf } from '#lib/ui/paging.ts';
import type { Actions, PageServerLoad } from './$types';

const FILTERS = {
	all: () => true,
	sent: ({ outcome }) => outcome === 'sent',
	waiting: ({ outcome }) => outcome === 'waiting' || outcome === 'sending',
	failed: ({ outcome }) => outcome === 'failed',
	not_sent: ({ outcome }) => outcome === 'not_sent',
	app: ({ mailingId }) => mailingId === null
} satisfies Record<string, (row: NoticeHistoryRow) => boolean>;

export const load: PageServerLoad = ({ url, locals: { ctx, actor } }) =>
	forPage(() => {
		const { shown, ...list } = filterList(listNotices(ctx), url, textsOf, FILTERS);
		const { rows, paging } = pageOf(shown, url);
		return { ...list, notices: rows, paging, mayManage: canOffice(actor, 'chasing.manage') };
	});

const textsOf = (row: NoticeHistoryRow) => [
	row.text,
	row.recipientName ?? '',
	row.mailName ?? '',
	row.address ?? '',
	row.agencyName ?? ''
];

export const actions: Actions = {
	retry: ({ request, locals: { ctx } }) =>
		forAction(async () => {
			const id = String((await request.formData()).get('id') ?? '');
			retryMailing(ctx, id);
			await deliverWaiting(ctx);
			const { outcome, fault } = readMailing(ctx, id);
			const done =
				outcome === 'sent' ? m.chasing_retried_sent() : m.chasing_retried_failed({ fault: faultText(fault) });
			return { done };
		})
};
