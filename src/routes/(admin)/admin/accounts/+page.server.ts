import { matchesSearch } from '#lib/domain/folded-text.ts';
import { isAgencyRole } from '#lib/domain/permissions.ts';
import { forPage } from '#lib/server/http/problem-response.ts';
import { listAccounts } from '#lib/server/services/accounts.ts';
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
type Filter = keyof typeof FILTERS;

export const load: PageServerLoad = ({ url, locals: { ctx } }) =>
	forPage(() => {
		const query = url.searchParams.get('q') ?? '';
		const asked = url.searchParams.get('show') ?? 'all';
		const show: Filter = Object.hasOwn(FILTERS, asked) ? (asked as Filter) : 'all';
		const found = listAccounts(ctx).filter((account) => matchesSearch(query, textsOf(account)));
		const { rows, paging } = pageOf(found.filter(FILTERS[show]), url);
		return {
			query,
			show,
			counts: Object.fromEntries(
				Object.entries(FILTERS).map(([name, fits]) => [name, found.filter(fits).length])
			) as Record<Filter, number>,
			accounts: rows,
			paging
		};
	});

const textsOf = (account: Account) => [
	account.displayName,
	account.title,
	account.username,
	account.agencyName ?? '',
	roleText(account.role)
];
