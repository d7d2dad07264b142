import { forPage } from '#lib/server/http/problem-response.ts';
import { listRegisteredAgencies, type RegisteredAgency } from '#lib/server/services/agency-register-view.ts';
import { filterList } from '#lib/ui/list-filter.ts';
import type { PageServerLoad } from './$types';

const FILTERS = {
	all: () => true,
	department: ({ level }) => level === 'department',
	commune: ({ level }) => level === 'commune',
	open: ({ openFindings }) => openFindings > 0,
	never: ({ inspections }) => inspections.length === 0
} satisfies Record<string, (agency: RegisteredAgency) => boolean>;

export const load: PageServerLoad = ({ url, locals: { ctx } }) =>
	forPage(() => {
		const { shown, ...list } = filterList(listRegisteredAgencies(ctx), url, textsOf, FILTERS);
		return { ...list, agencies: shown };
	});

const textsOf = ({ name, shortName, code }: RegisteredAgency) => [name, shortName, code];
