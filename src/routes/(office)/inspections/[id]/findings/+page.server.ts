import { message, superValidate } from 'sveltekit-superforms';
import { valibot } from 'sveltekit-superforms/adapters';
import { findingForm, readOpened, toFindingForm } from '#lib/contracts/inspection-forms.ts';
import { problem, ProblemError } from '#lib/domain/problems.ts';
import * as m from '#lib/paraglide/messages.js';
import { answerForm, failForm, forPage } from '#lib/server/http/problem-response.ts';
import { editFinding, readFinding, readFindings } from '#lib/server/services/finding-view.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ params, locals }) =>
	forPage(() => readFindings(locals.ctx, params.id));

export const actions: Actions = {
	edit: async ({ params, request, locals: { ctx } }) => {
		const form = await superValidate(request, valibot(findingForm));
		if (!form.valid) return failForm(form);
		const { id, version, opened: openedText, ...words } = form.data;
		const opened = readOpened(openedText);
		try {
			if (!opened) throw new ProblemError(problem('input.invalid', { field: 'text' }, 'text'));
			editFinding(ctx, params.id, id, {
				version,
				opened: { ...opened, dueOn: opened.dueOn || null },
				words: { ...words, dueOn: words.dueOn || null }
			});
		} catch (thrown) {
			const failure = answerForm(form, thrown, () => ({
				...toFindingForm(readFinding(ctx, params.id, id), version)
			}));
			/* What stands has been seen now: the next save is compared with it. */
			if (thrown instanceof ProblemError && thrown.problem.code === 'version.stale')
				form.data.opened = toFindingForm(readFinding(ctx, params.id, id), version).opened;
			return failure;
		}
		const saved = readFinding(ctx, params.id, id);
		form.data = toFindingForm(saved, version);
		return message(form, { done: m.office_finding_saved({ number: String(saved.number) }) });
	}
};
