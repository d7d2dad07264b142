import { matchesSearch } from '#lib/domain/folded-text.ts';
import { isPaperKind } from '#lib/domain/papers/availability.ts';
import { PAPER_KINDS } from '#lib/domain/papers/paper.ts';
import { forPage } from '#lib/server/http/problem-response.ts';
import { listRegisteredPapers } from '#lib/server/services/paper-desk-view.ts';
import { pageOf } from '#lib/ui/paging.ts';
import { numberAndSign, paperText } from '#lib/ui/paper-text.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url, locals: { ctx } }) =>
	forPage(() => {
		const query = url.searchParams.get('q') ?? '';
		const asked = url.searchParams.get('show') ?? '';
		const show = isPaperKind(asked) ? asked : 'all';
		const found = listRegisteredPapers(ctx).filter((paper) =>
			matchesSearch(query, [
				numberAndSign(paper),
				paper.subject,
				paper.agencyName,
				paper.agencyShortName,
				paper.inspectionCode,
				paper.checkCode,
				paper.issuingBody,
				paperText(paper.kind)
			])
		);
		const byKind = Map.groupBy(found, ({ kind }) => kind);
		const { rows, paging } = pageOf(show === 'all' ? found : (byKind.get(show) ?? []), url);
		return {
			query,
			show,
			counts: {
				all: found.length,
				kinds: PAPER_KINDS.filter((kind) => byKind.has(kind)).map((kind) => ({
					kind,
					count: byKind.get(kind)!.length
				}))
			},
			papers: rows,
			paging
		};
	});
