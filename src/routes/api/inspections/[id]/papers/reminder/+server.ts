import { superValidate } from 'sveltekit-superforms';
import { valibot } from 'sveltekit-superforms/adapters';
import { reminderDraftForm } from '#lib/contracts/reminder-letter.ts';
import { problem, ProblemError } from '#lib/domain/problems.ts';
import { attachment } from '#lib/server/http/attachment.ts';
import { forPage } from '#lib/server/http/problem-response.ts';
import { drawReminderDraft } from '#lib/server/services/reminder-letters.ts';
import type { RequestHandler } from './$types';

/** The draft of a reminder letter about what is chosen on the page; a problem is told by the error page of the new tab. */
export const POST: RequestHandler = ({ params, request, locals }) =>
	forPage(async () => {
		const form = await superValidate(request, valibot(reminderDraftForm));
		if (!form.valid) throw new ProblemError(problem('input.invalid', { field: 'answerBy' }));
		const pdf = await drawReminderDraft(locals.ctx, params.id, form.data);
		return attachment(pdf, 'application/pdf', 'reminder_letter-ban-nhap.pdf');
	});
