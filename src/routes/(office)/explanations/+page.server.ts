import { matchesSearch } from '#lib/domain/folded-text.ts';
import { forPage } from '#lib/server/http/problem-response.ts';
import { listContestedItems } from '#lib/server/services/explanation-desk-view.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url, locals: { ctx } }) =>
	forPage(() => {
		const query = url.searchParams.get('q') ?? '';
		const show = url.searchParams.get('show') === 'decided' ? 'decided' : 'pending';
		const found = listContestedItems(ctx).filter((item) =>
			matchesSearch(query, [
				item.agencyName,
				item.agencyShortName,
				item.inspectionCode,
				item.code ?? '',
				item.title,
				item.titleEn,
				item.findingText ?? '',
				item.reason
			])
		);
		const pending = found.filter(({ decision }) => decision === null);
		const decided = found.filter(({ decision }) => decision !== null);
		return {
			query,
			show,
			counts: { pending: pending.length, decided: decided.length },
			items: show === 'pending' ? pending : decided
		};
	});
