import { isAgencyRole } from '#lib/domain/permissions.ts';
import { forPage } from '#lib/server/http/problem-response.ts';
import { listAccounts } from '#lib/server/services/accounts.ts';
import { filterList } from '#lib/ui/list-filter.ts';
import { pageOf } from '#lib/ui/paging.ts';
import { roleText } from '#lib/ui/role-text.ts';
import type { PageServerLoad } from './$types';

type Account = ReturnType<typeof listAccounts>[number];

const FILTERS = {
	all: () => true,
	department: ({ role }) => !isAgencyRole(role),
	agency: ({ role }) => isAgencyRole(role),
	disabled: ({ disabledAt }) => disabledAt !== null
} satisfies Record<string, (account: Account) => boolean>;

export const load: PageServerLoad = ({ url, locals: { ctx } }) =>
	forPage(() => {
		const { shown, ...list } = filterList(listAccounts(ctx), url, textsOf, FILTERS);
		const { rows, paging } = pageOf(shown, url);
		return { ...list, accounts: rows, paging };
	});

const textsOf = (account: Account) => [
	account.displayName,
	account.title,
	account.username,
	account.agencyName ?? '',
	roleText(account.role)
];
