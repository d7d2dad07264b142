import { matchesSearch } from '#lib/domain/folded-text.ts';
import { forPage } from '#lib/server/http/problem-response.ts';
import { listRegisteredAgencies, type RegisteredAgency } from '#lib/server/services/agency-register-view.ts';
import type { PageServerLoad } from './$types';

const FILTERS = {
	all: () => true,
	department: ({ level }) => level === 'department',
	commune: ({ level }) => level === 'commune',
	open: ({ openFindings }) => openFindings > 0,
	never: ({ inspections }) => inspections.length === 0
} satisfies Record<string, (agency: RegisteredAgency) => boolean>;
type Filter = keyof typeof FILTERS;

export const load: PageServerLoad = ({ url, locals: { ctx } }) =>
	forPage(() => {
		const query = url.searchParams.get('q') ?? '';
		const asked = url.searchParams.get('show') ?? 'all';
		const show: Filter = Object.hasOwn(FILTERS, asked) ? (asked as Filter) : 'all';
		const found = listRegisteredAgencies(ctx).filter(({ name, shortName, code }) =>
			matchesSearch(query, [name, shortName, code])
		);
		return {
			query,
			show,
			counts: Object.fromEntries(
				Object.entries(FILTERS).map(([name, fits]) => [name, found.filter(fits).length])
			) as Record<Filter, number>,
			agencies: found.filter(FILTERS[show])
		};
	});
