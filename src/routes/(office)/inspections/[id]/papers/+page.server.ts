import { message, superValidate } from 'sveltekit-superforms';
import { valibot } from 'sveltekit-superforms/adapters';
import { issueForm } from '#lib/contracts/inspection-forms.ts';
import { isRecordPaper, isPaperKind } from '#lib/domain/papers/availability.ts';
import { problem, ProblemError } from '#lib/domain/problems.ts';
import * as m from '#lib/paraglide/messages.js';
import { answerForm, failForm, forAction, forPage } from '#lib/server/http/problem-response.ts';
import { readArchiveDesk, startArchive } from '#lib/server/services/archive-jobs.ts';
import { readPaperDesk } from '#lib/server/services/paper-desk-view.ts';
import { issuePaper } from '#lib/server/services/papers.ts';
import { paperText } from '#lib/ui/paper-text.ts';
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
	issue: async ({ params, request, url, locals: { ctx } }) => {
		const form = await superValidate(request, valibot(issueForm));
		const kind = url.searchParams.get('kind') ?? '';
		if (!form.valid) return failForm(form);
		const { version, number, issuedOn, outOfOrder } = form.data;
		try {
			if (!isPaperKind(kind) || !isRecordPaper(kind))
				throw new ProblemError(problem('document.unknown_kind', { kind }));
			const issued = await issuePaper(ctx, params.id, kind, {
				version,
				issuedOn,
				outOfOrder,
				...(number === '' ? {} : { number: Number(number) })
			});
			form.data.number = '';
			return message(form, {
				done: m.office_papers_issued({ paper: paperText(kind), number: String(issued.number) })
			});
		} catch (thrown) {
			return answerForm(form, thrown, () => ({ version: readPaperDesk(ctx, params.id).version }));
		}
	}
};
