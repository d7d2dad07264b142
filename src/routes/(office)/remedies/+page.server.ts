import { dayOf } from '#lib/domain/calendar.ts';
import { forPage } from '#lib/server/http/problem-response.ts';
import {
	listTrackedRemedies,
	summarizeRemedies,
	type TrackedRemedy
} from '#lib/server/services/remedy-tracker-view.ts';
import { filterList } from '#lib/ui/list-filter.ts';
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

export const load: PageServerLoad = ({ url, locals: { ctx } }) =>
	forPage(() => {
		const year = url.searchParams.get('year') ?? '';
		const all = listTrackedRemedies(ctx);
		const ofYear = all.filter((remedy) => year === '' || String(remedy.year) === year);
		const { shown, ...list } = filterList(ofYear, url, textsOf, FILTERS);
		const { rows, paging } = pageOf(shown.sort(byUrgency), url);
		return {
			...list,
			year,
			years: [...new Set(all.map((remedy) => remedy.year))],
			summary: summarizeRemedies(ofYear, dayOf(ctx.now())),
			toVerify: ofYear.filter(FILTERS.mine).length,
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
