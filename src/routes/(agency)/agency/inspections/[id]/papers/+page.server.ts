import { fail } from '@sveltejs/kit';
import { message, superValidate } from 'sveltekit-superforms';
import { valibot } from 'sveltekit-superforms/adapters';
import { ownPaperForm } from '#lib/contracts/own-paper.ts';
import { isRecordPaper, paperSide } from '#lib/domain/papers/availability.ts';
import { problem, ProblemError } from '#lib/domain/problems.ts';
import * as m from '#lib/paraglide/messages.js';
import { answerForm, forPage } from '#lib/server/http/problem-response.ts';
import { readAgencyPapers } from '#lib/server/services/agency-papers-view.ts';
import { issuePaper } from '#lib/server/services/papers.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params }) =>
	forPage(() => ({ papers: readAgencyPapers(locals.ctx, params.id) }));

export const actions: Actions = {
	issue: async ({ request, locals, params }) => {
		const form = await superValidate(request, valibot(ownPaperForm));
		if (!form.valid) return fail(400, { form });
		const { kind, version, number, issuedOn, outOfOrder } = form.data;
		try {
			if (paperSide(kind) !== 'agency' || !isRecordPaper(kind))
				throw new ProblemError(problem('document.unknown_kind', { kind }));
			await issuePaper(locals.ctx, params.id, kind, {
				version,
				issuedOn,
				outOfOrder,
				number: number === '' ? undefined : Number(number)
			});
		} catch (thrown) {
			return answerForm(form, thrown);
		}
		return message(form, { done: m.inspected_paper_issued() });
	}
};
