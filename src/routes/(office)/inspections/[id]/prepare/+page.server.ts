import { message, superValidate } from 'sveltekit-superforms';
import { valibot } from 'sveltekit-superforms/adapters';
import { readCitation } from '#lib/contracts/citation-field.ts';
import { teamForm, visitForm } from '#lib/contracts/inspection-forms.ts';
import * as m from '#lib/paraglide/messages.js';
import { answerForm, failForm, forPage } from '#lib/server/http/problem-response.ts';
import { planVisit, setTeam } from '#lib/server/services/inspections.ts';
import { readPreparation, readTeamValues, readVisitValues } from '#lib/server/services/preparation-view.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ params, locals: { ctx } }) =>
	forPage(() => readPreparation(ctx, params.id));

export const actions: Actions = {
	visit: async ({ params, request, locals: { ctx } }) => {
		const form = await superValidate(request, valibot(visitForm));
		if (!form.valid) return failForm(form);
		const { visitOn, selfDueOn, visitNotice, ...rest } = form.data;
		try {
			planVisit(ctx, params.id, {
				...rest,
				visitOn: visitOn || null,
				selfDueOn: selfDueOn || null,
				visitNotice: readCitation(visitNotice)
			});
		} catch (thrown) {
			return answerForm(form, thrown, () => ({ ...readVisitValues(ctx, params.id) }));
		}
		form.data = readVisitValues(ctx, params.id);
		return message(form, { done: m.office_saved() });
	},
	team: async ({ params, request, locals: { ctx } }) => {
		const form = await superValidate(request, valibot(teamForm));
		if (!form.valid) return failForm(form);
		try {
			setTeam(ctx, params.id, form.data.version, form.data.members);
		} catch (thrown) {
			return answerForm(form, thrown, () => ({ ...readTeamValues(ctx, params.id) }));
		}
		form.data = readTeamValues(ctx, params.id);
		return message(form, { done: m.office_saved() });
	}
};
