import { isRecordPaper } from '#lib/domain/papers/availability.ts';
import { forAction, forPage } from '#lib/server/http/problem-response.ts';
import { readArchiveDesk, startArchive } from '#lib/server/services/archive-jobs.ts';
import { readPaperDesk } from '#lib/server/services/paper-desk-view.ts';
import { issuePaper } from '#lib/server/services/papers.ts';
import { issueAction } from '../../../../paper-issuing-actions.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ params, locals, depends }) => {
	depends('thuoc:archive');
	return forPage(() => ({
		desk: readPaperDesk(locals.ctx, params.id),
		archive: readArchiveDesk(locals.ctx, params.id)
	}));
};

export const actions: Actions = {
	archive: ({ params, locals: { ctx } }) => forAction(() => startArchive(ctx, params.id)),
	issue: issueAction({
		isOfHere: isRecordPaper,
		issue: issuePaper,
		version: (ctx, id) => readPaperDesk(ctx, id).version
	})
};
