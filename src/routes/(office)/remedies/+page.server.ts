import { dayOf } from '#lib/domain/calendar.ts';
import { matchesSearch } from '#lib/domain/folded-text.ts';
import { forPage } from '#lib/server/http/problem-response.ts';
import {
	listTrackedRemedies,
	summarizeRemedies,
	type TrackedRemedy
} from '#lib/server/services/remedy-tracker-view.ts';
import { pageOf } from '#lib/ui/paging.ts';
import type { PageServerLoad } from './$types';

const FILTERS = {
	all: () => true,
	late: ({ late }) => late,
	mine: ({ forMe }) => forMe,
	noplan: ({ standing }) => standing === 'no_plan',
	repeated: ({ repeatOf }) => repeatOf !== null,
	hindered: ({ hindered, standing }) => hindered && standing !== 'verified',
	verified: ({ standing }) => standing === 'verified'
} satisfies Record<string, (remedy: TrackedRemedy) => boolean>;
type Filter = keyof typeof FILTERS;

export const load: PageServerLoad = ({ url, locals: { ctx } }) =>
	forPage(() => {
		const query = url.searchParams.get('q') ?? '';
		const asked = url.searchParams.get('show') ?? 'all';
		const show: Filter = Object.hasOwn(FILTERS, asked) ? (asked as Filter) : 'all';
		const year = url.searchParams.get('year') ?? '';
		const all = listTrackedRemedies(ctx);
		const ofYear = all.filter((remedy) => year === '' || String(remedy.year) === year);
		const found = ofYear.filter((remedy) => matchesSearch(query, textsOf(remedy)));
		const { rows, paging } = pageOf(found.filter(FILTERS[show]).sort(byUrgency), url);
		return {
			query,
			show,
			year,
			years: [...new Set(all.map((remedy) => remedy.year))],
			summary: summarizeRemedies(ofYear, dayOf(ctx.now())),
			toVerify: ofYear.filter(FILTERS.mine).length,
			counts: Object.fromEntries(
				Object.entries(FILTERS).map(([name, fits]) => [name, found.filter(fits).length])
			) as Record<Filter, number>,
			remedies: rows,
			paging
		};
	});

const textsOf = (remedy: TrackedRemedy) => [
	remedy.agencyName,
	remedy.agencyShortName,
	remedy.inspectionCode,
	remedy.code ?? '',
	remedy.text
];

/** What is late first, the oldest on top; then what is still owed by its day; what is settled last. */
function byUrgency(a: TrackedRemedy, b: TrackedRemedy): number {
	const rank = ({ late, standing }: TrackedRemedy) =>
		late ? 0 : standing === 'verified' || standing === 'not_accepted' ? 2 : 1;
	return rank(a) - rank(b) || (a.due?.on ?? '9999').localeCompare(b.due?.on ?? '9999');
}
