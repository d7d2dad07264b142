import { matchesSearch } from '#lib/domain/folded-text.ts';
import { INSPECTION_STATES } from '#lib/domain/inspection.ts';
import { forPage } from '#lib/server/http/problem-response.ts';
import {
	listRegisteredInspections,
	type RegisteredInspection
} from '#lib/server/services/inspection-register-view.ts';
import { pageOf } from '#lib/ui/paging.ts';
import { stateText } from '#lib/ui/state-text.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url, locals: { ctx } }) =>
	forPage(() => {
		const query = url.searchParams.get('q') ?? '';
		const show = url.searchParams.get('show') ?? 'all';
		const found = listRegisteredInspections(ctx).filter((item) => matchesSearch(query, textsOf(item)));
		const byState = Map.groupBy(found, ({ inspection }) => inspection.state);
		const { rows, paging } = pageOf(
			found.filter((item) => isShown(item, show)),
			url
		);
		return {
			query,
			show,
			counts: {
				all: found.length,
				mine: found.filter(({ mine }) => mine).length,
				late: found.filter(isLate).length,
				states: INSPECTION_STATES.filter((state) => byState.has(state)).map((state) => ({
					state,
					count: byState.get(state)!.length
				}))
			},
			inspections: rows,
			paging
		};
	});

const isLate = ({ due }: RegisteredInspection) => due !== null && due.past;

function isShown(item: RegisteredInspection, show: string): boolean {
	if (show === 'mine') return item.mine;
	if (show === 'late') return isLate(item);
	return show === 'all' || item.inspection.state === show;
}

/** What a person may look for: the agency, the code, the year, the state, who leads. */
const textsOf = ({ inspection, campaignTitle, year, lead }: RegisteredInspection) => [
	inspection.agencyName,
	inspection.agencyShortName,
	inspection.code,
	campaignTitle,
	String(year),
	lead,
	stateText(inspection.state)
];
