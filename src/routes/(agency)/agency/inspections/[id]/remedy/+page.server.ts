import { fail } from '@sveltejs/kit';
import { message, superValidate } from 'sveltekit-superforms';
import { valibot } from 'sveltekit-superforms/adapters';
import { moveForm, readFigure } from '#lib/contracts/form-fields.ts';
import {
	actionForm,
	fromTarget,
	planTextsForm,
	planTextsOf,
	progressForm,
	removeActionForm,
	reportTextsForm,
	reportTextsOf,
	requestForm,
	toPlanTexts,
	toReportTexts,
	toTarget
} from '#lib/contracts/remedy.ts';
import { readMarks, readMilestones, writeMilestones } from '#lib/contracts/milestones-field.ts';
import type { Transition } from '#lib/domain/inspection.ts';
import { ProblemError } from '#lib/domain/problems.ts';
import * as m from '#lib/paraglide/messages.js';
import { answerForm, forPage } from '#lib/server/http/problem-response.ts';
import { readAgencyRemedy } from '#lib/server/services/agency-remedy-view.ts';
import { moveInspection } from '#lib/server/services/inspections.ts';
import { readOwnRechecks } from '#lib/server/services/recheck-view.ts';
import { requestChange, withdrawRequest } from '#lib/server/services/plan-decisions.ts';
import {
	removeAction,
	reportProgress,
	saveAction,
	writeRemedyTexts
} from '#lib/server/services/remediation.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = ({ locals, params }) =>
	forPage(() => ({
		remedy: readAgencyRemedy(locals.ctx, params.id),
		rechecks: readOwnRechecks(locals.ctx, params.id)
	}));

export const actions: Actions = {
	action: async ({ request, locals, params }) => {
		const form = await superValidate(request, valibot(actionForm));
		if (!form.valid) return fail(400, { form });
		try {
			const { targetWhat, targetUnit, targetNumerator, targetDenominator, milestones, ...rest } = form.data;
			const target = toTarget({ targetWhat, targetUnit, targetNumerator, targetDenominator });
			if (!target.ok) throw new ProblemError(target.problem);
			saveAction(locals.ctx, params.id, {
				...rest,
				id: rest.id || null,
				target: target.value,
				milestones: readMilestones(milestones)
			});
		} catch (thrown) {
			return answerForm(form, thrown, () => {
				const standing = readAgencyRemedy(locals.ctx, params.id)
					?.findings.flatMap(({ actions }) => actions)
					.find(({ id }) => id === form.data.id);
				if (!standing) return {};
				const milestones = writeMilestones(standing.milestones);
				return { ...standing, ...fromTarget(standing.target), milestones };
			});
		}
		return message(form, { done: m.inspected_action_saved() });
	},
	remove: async ({ request, locals, params }) => {
		const form = await superValidate(request, valibot(removeActionForm));
		if (!form.valid) return fail(400, { form });
		try {
			removeAction(locals.ctx, params.id, form.data.id);
		} catch (thrown) {
			return answerForm(form, thrown);
		}
		return message(form, { done: m.inspected_action_removed() });
	},
	request: async ({ request, locals, params }) => {
		const form = await superValidate(request, valibot(requestForm));
		if (!form.valid) return fail(400, { form });
		const { actionId, dueOn, restsUntil, milestones, ...rest } = form.data;
		try {
			requestChange(locals.ctx, params.id, actionId, {
				...rest,
				dueOn: dueOn || null,
				restsUntil: restsUntil || null,
				milestones: readMilestones(milestones)
			});
		} catch (thrown) {
			return answerForm(form, thrown);
		}
		return message(form, { done: m.inspected_request_sent() });
	},
	withdrawRequest: async ({ request, locals, params }) => {
		const form = await superValidate(request, valibot(removeActionForm));
		if (!form.valid) return fail(400, { form });
		try {
			withdrawRequest(locals.ctx, params.id, form.data.id);
		} catch (thrown) {
			return answerForm(form, thrown);
		}
		return message(form, { done: m.inspected_request_withdrawn() });
	},
	planTexts: async ({ request, locals, params }) => {
		const form = await superValidate(request, valibot(planTextsForm));
		if (!form.valid) return fail(400, { form });
		try {
			writeRemedyTexts(locals.ctx, params.id, form.data.version, toPlanTexts(form.data));
			form.data.version += 1;
		} catch (thrown) {
			return answerForm(form, thrown, () => planTextsOf(readAgencyRemedy(locals.ctx, params.id)!.texts));
		}
		return message(form, { done: m.inspected_texts_saved() });
	},
	report: async ({ request, locals, params }) => {
		const form = await superValidate(request, valibot(progressForm));
		if (!form.valid) return fail(400, { form });
		const { percent, numerator, denominator, newDueOn, milestones, ...rest } = form.data;
		try {
			const reportId = reportProgress(locals.ctx, params.id, {
				...rest,
				percent: Number(percent),
				numerator: readFigure(numerator),
				denominator: readFigure(denominator),
				newDueOn: newDueOn || null,
				milestones: readMarks(milestones)
			});
			return { ...message(form, { done: m.inspected_progress_saved() }), reportId };
		} catch (thrown) {
			return answerForm(form, thrown);
		}
	},
	reportTexts: async ({ request, locals, params }) => {
		const form = await superValidate(request, valibot(reportTextsForm));
		if (!form.valid) return fail(400, { form });
		try {
			const texts = toReportTexts(form.data);
			if (!texts.ok) throw new ProblemError({ ...texts.problem, at: 'answeredPapers' });
			writeRemedyTexts(locals.ctx, params.id, form.data.version, texts.value);
			form.data.version += 1;
		} catch (thrown) {
			return answerForm(form, thrown, () => reportTextsOf(readAgencyRemedy(locals.ctx, params.id)!.texts));
		}
		return message(form, { done: m.inspected_texts_saved() });
	},
	submitPlan: (event) => move(event, 'submit_plan', m.inspected_plan_submitted()),
	start: (event) => move(event, 'start_remedy', m.inspected_remedy_started()),
	submitReport: (event) => move(event, 'submit_report', m.inspected_report_submitted())
};

async function move({ request, locals, params }: RequestEvent, transition: Transition, done: string) {
	const form = await superValidate(request, valibot(moveForm));
	if (!form.valid) return fail(400, { form });
	try {
		moveInspection(locals.ctx, params.id, transition, form.data);
	} catch (thrown) {
		return answerForm(form, thrown);
	}
	return message(form, { done });
}
