import { fail } from '@sveltejs/kit';
import { message, superValidate } from 'sveltekit-superforms';
import { valibot } from 'sveltekit-superforms/adapters';
import { explanationForm, readPoints } from '#lib/contracts/explanation.ts';
import { moveForm } from '#lib/contracts/form-fields.ts';
import { formatPoints } from '#lib/domain/number-format.ts';
import * as m from '#lib/paraglide/messages.js';
import { answerForm, forPage } from '#lib/server/http/problem-response.ts';
import { readAgencyFindings } from '#lib/server/services/agency-findings-view.ts';
import { writeExplanation } from '#lib/server/services/explanations.ts';
import { moveInspection } from '#lib/server/services/inspections.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params }) =>
	forPage(() => ({ shown: readAgencyFindings(locals.ctx, params.id) }));

export const actions: Actions = {
	explain: async ({ request, locals, params }) => {
		const form = await superValidate(request, valibot(explanationForm));
		if (!form.valid) return fail(400, { form });
		const { findingId, subcriterionCode, requestedPoints, ...rest } = form.data;
		const points = readPoints(requestedPoints);
		try {
			writeExplanation(locals.ctx, params.id, {
				...rest,
				findingId: findingId || null,
				subcriterionCode: subcriterionCode || null,
				requestedPoints: points.ok ? points.value : null
			});
		} catch (thrown) {
			return answerForm(form, thrown, () => standing(locals, params.id, form.data));
		}
		return message(form, { done: m.inspected_answer_saved() });
	},
	open: async ({ request, locals, params }) => {
		const form = await superValidate(request, valibot(moveForm));
		if (!form.valid) return fail(400, { form });
		try {
			moveInspection(locals.ctx, params.id, 'open_explanation', form.data);
		} catch (thrown) {
			return answerForm(form, thrown);
		}
		return message(form, { done: m.inspected_explaining_opened() });
	}
};

/** What stands now in place of a stale form, as it would be typed. */
function standing(
	locals: App.Locals,
	inspectionId: string,
	{ findingId, subcriterionCode }: { findingId: string; subcriterionCode: string }
): Record<string, unknown> {
	const shown = readAgencyFindings(locals.ctx, inspectionId);
	const now =
		shown?.findings.find(({ id }) => id === findingId)?.explanation ??
		shown?.scores.find(({ code }) => code === subcriterionCode)?.explanation;
	if (!now) return {};
	const { stance, reason, requestedPoints } = now;
	return { stance, reason, requestedPoints: requestedPoints === null ? '' : formatPoints(requestedPoints) };
}
