import { message, superValidate } from 'sveltekit-superforms';
import { valibot } from 'sveltekit-superforms/adapters';
import { verificationForm } from '#lib/contracts/inspection-forms.ts';
import { decisionForm, effectForm, requestDecisionForm } from '#lib/contracts/remedy.ts';
import * as m from '#lib/paraglide/messages.js';
import { answerForm, failForm, forPage } from '#lib/server/http/problem-response.ts';
import { reviewEffect } from '#lib/server/services/effect-reviews.ts';
import { readFinding } from '#lib/server/services/finding-view.ts';
import { decideAction, decideRequest } from '#lib/server/services/plan-decisions.ts';
import { verifyFinding } from '#lib/server/services/remediation.ts';
import { readRemedies } from '#lib/server/services/remedy-view.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ params, locals }) =>
	forPage(() => ({ remedies: readRemedies(locals.ctx, params.id) }));

export const actions: Actions = {
	decideAction: async ({ params, request, locals: { ctx } }) => {
		const form = await superValidate(request, valibot(decisionForm));
		if (!form.valid) return failForm(form);
		const { id, ...input } = form.data;
		try {
			decideAction(ctx, params.id, id, input);
		} catch (thrown) {
			return answerForm(form, thrown);
		}
		return message(form, {
			done: input.decision === 'accepted' ? m.office_action_accepted_done() : m.office_action_returned_done()
		});
	},
	decideRequest: async ({ params, request, locals: { ctx } }) => {
		const form = await superValidate(request, valibot(requestDecisionForm));
		if (!form.valid) return failForm(form);
		const { id, ...input } = form.data;
		try {
			decideRequest(ctx, params.id, id, input);
		} catch (thrown) {
			return answerForm(form, thrown);
		}
		return message(form, {
			done:
				input.decision === 'accepted' ? m.office_request_accepted_done() : m.office_request_rejected_done()
		});
	},
	effect: async ({ params, request, locals: { ctx } }) => {
		const form = await superValidate(request, valibot(effectForm));
		if (!form.valid) return failForm(form);
		const { id, dueOn, ...input } = form.data;
		try {
			reviewEffect(ctx, params.id, id, { ...input, dueOn: dueOn || null });
		} catch (thrown) {
			return answerForm(form, thrown);
		}
		return message(form, {
			done: input.result === 'effective' ? m.office_effect_done_hold() : m.office_effect_done_fail()
		});
	},
	verify: async ({ params, request, locals: { ctx } }) => {
		const form = await superValidate(request, valibot(verificationForm));
		if (!form.valid) return failForm(form);
		try {
			verifyFinding(ctx, params.id, form.data);
		} catch (thrown) {
			return answerForm(form, thrown);
		}
		const number = String(readFinding(ctx, params.id, form.data.findingId).number);
		return message(form, {
			done:
				form.data.result === 'verified'
					? m.office_remedy_verified_done({ number })
					: m.office_remedy_returned_done({ number })
		});
	}
};
