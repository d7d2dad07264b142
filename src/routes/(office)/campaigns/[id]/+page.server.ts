import { message, superValidate } from 'sveltekit-superforms';
import { valibot } from 'sveltekit-superforms/adapters';
import {
	addInspectionsForm,
	campaignForm,
	fromCampaignForm,
	toCampaignForm
} from '#lib/contracts/campaign.ts';
import { planTextsForm, rankingChoiceForm } from '#lib/contracts/campaign-papers.ts';
import { formatCount } from '#lib/domain/number-format.ts';
import { isCampaignPaper } from '#lib/domain/papers/availability.ts';
import * as m from '#lib/paraglide/messages.js';
import type { Ctx } from '#lib/server/context.ts';
import { answerForm, failForm, forAction, forPage } from '#lib/server/http/problem-response.ts';
import {
	readCampaignBoard,
	readCampaignValues,
	type CampaignBoard
} from '#lib/server/services/campaign-view.ts';
import {
	issueCampaignPaper,
	readCampaignPapers,
	writeCampaignPaperTexts
} from '#lib/server/services/campaign-papers.ts';
import { editCampaign } from '#lib/server/services/campaigns.ts';
import { createInspections, planDrafts } from '#lib/server/services/inspection-batch.ts';
import { readMonth } from '../../month-days.ts';
import { issueAction } from '../../../paper-issuing-actions.ts';
import type { Actions, PageServerLoad } from './$types';

const VIEWS = ['list', 'calendar', 'add', 'papers', 'edit'] as const;

export const load: PageServerLoad = ({ params, url, locals: { ctx } }) =>
	forPage(() => {
		const board = readCampaignBoard(ctx, params.id);
		const asked = url.searchParams.get('view');
		const view = VIEWS.find((one) => one === asked && (one !== 'add' || board.canAdd)) ?? 'list';
		return {
			board,
			view,
			calendar: view === 'calendar' ? readVisits(ctx, board, url) : null,
			papers: view === 'papers' ? readCampaignPapers(ctx, params.id) : null
		};
	});

/** The visits by day; where the address asks for no month, that of the next visit, or the last, or this one. */
function readVisits(ctx: Ctx, { items, today }: CampaignBoard, url: URL) {
	const live = items.filter(({ inspection }) => inspection.state !== 'cancelled');
	const byDay = Map.groupBy(live, ({ visit }) => visit?.on ?? '');
	const visits = [...byDay.keys()].filter((day) => day !== '').sort();
	const first = visits.find((day) => day >= today) ?? visits.at(-1) ?? today;
	return {
		...readMonth(ctx, url, first.slice(0, 7), byDay),
		withoutDay: byDay.get('') ?? []
	};
}

export const actions: Actions = {
	edit: async ({ params, request, locals: { ctx } }) => {
		const form = await superValidate(request, valibot(campaignForm));
		if (!form.valid) return failForm(form);
		try {
			editCampaign(ctx, params.id, form.data.version, fromCampaignForm(form.data));
		} catch (thrown) {
			return answerForm(form, thrown, () => toCampaignForm(readCampaignValues(ctx, params.id)));
		}
		form.data = toCampaignForm(readCampaignValues(ctx, params.id));
		return message(form, { done: m.office_saved() });
	},
	add: async ({ params, request, locals: { ctx } }) => {
		const form = await superValidate(request, valibot(addInspectionsForm));
		if (!form.valid) return failForm(form);
		const { agencyIds, kind } = form.data;
		try {
			createInspections(ctx, params.id, agencyIds, kind);
		} catch (thrown) {
			return answerForm(form, thrown);
		}
		form.data.agencyIds = [];
		return message(form, { done: m.office_campaign_add_done({ count: formatCount(agencyIds.length) }) });
	},
	planTexts: ({ params, request, locals: { ctx } }) => savePaperTexts(ctx, params.id, request, planTextsForm),
	rankingChoice: ({ params, request, locals: { ctx } }) =>
		savePaperTexts(ctx, params.id, request, rankingChoiceForm),
	issue: issueAction({
		isOfHere: isCampaignPaper,
		issue: issueCampaignPaper,
		version: (ctx, id) => readCampaignPapers(ctx, id).version
	}),
	plan: ({ params, locals: { ctx } }) => forAction(() => ({ planned: planDrafts(ctx, params.id) }))
};

async function savePaperTexts(
	ctx: Ctx,
	id: string,
	request: Request,
	schema: typeof planTextsForm | typeof rankingChoiceForm
) {
	const form = await superValidate(request, valibot(schema));
	if (!form.valid) return failForm(form);
	const { version, ...texts } = form.data;
	try {
		writeCampaignPaperTexts(ctx, id, version, texts);
	} catch (thrown) {
		return answerForm(form, thrown, () => ({ ...readCampaignPapers(ctx, id).texts }));
	}
	form.data.version = readCampaignPapers(ctx, id).version;
	return message(form, { done: m.office_saved() });
}
