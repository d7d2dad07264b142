import { isRecordPaper, paperSide, type RecordPaperKind } from '#lib/domain/papers/availability.ts';
import type { PaperKind } from '#lib/domain/papers/paper.ts';
import { forPage } from '#lib/server/http/problem-response.ts';
import { readAgencyPapers } from '#lib/server/services/agency-papers-view.ts';
import { issuePaper } from '#lib/server/services/papers.ts';
import { issueAction } from '../../../../../paper-issuing-actions.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params }) =>
	forPage(() => ({ papers: readAgencyPapers(locals.ctx, params.id) }));

const isOwn = (kind: PaperKind): kind is RecordPaperKind =>
	paperSide(kind) === 'agency' && isRecordPaper(kind);

export const actions: Actions = {
	issue: issueAction({
		isOfHere: isOwn,
		issue: issuePaper,
		version: (ctx, id) => readAgencyPapers(ctx, id).version
	})
};
