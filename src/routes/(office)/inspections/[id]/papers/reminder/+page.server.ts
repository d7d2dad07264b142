import { redirect } from '@sveltejs/kit';
import { superValidate } from 'sveltekit-superforms';
import { valibot } from 'sveltekit-superforms/adapters';
import { toIssueInput } from '#lib/contracts/inspection-forms.ts';
import { reminderLetterForm, toChoice } from '#lib/contracts/reminder-letter.ts';
import { answerForm, failForm, forPage } from '#lib/server/http/problem-response.ts';
import { issueReminderLetter, readReminderDesk } from '#lib/server/services/reminder-letters.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ params, locals }) =>
	forPage(() => ({ reminder: readReminderDesk(locals.ctx, params.id) }));

export const actions: Actions = {
	default: async ({ params, request, locals: { ctx } }) => {
		const form = await superValidate(request, valibot(reminderLetterForm));
		if (!form.valid) return failForm(form);
		try {
			await issueReminderLetter(ctx, params.id, {
				...toIssueInput(form.data),
				choice: toChoice(form.data)
			});
		} catch (thrown) {
			return answerForm(form, thrown, () => ({ version: readReminderDesk(ctx, params.id).version }));
		}
		redirect(303, `/inspections/${params.id}/papers`);
	}
};
