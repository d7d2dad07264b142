import { superValidate } from 'sveltekit-superforms';
import { valibot } from 'sveltekit-superforms/adapters';
import { reminderForm } from '#lib/contracts/chasing.ts';
import { canOffice } from '#lib/domain/permissions.ts';
import { problem, ProblemError } from '#lib/domain/problems.ts';
import { forAction, forPage } from '#lib/server/http/problem-response.ts';
import { listChasedMatters, type ChasedMatter } from '#lib/server/services/chasing-view.ts';
import { previewReminders, sendReminders } from '#lib/server/services/chasing.ts';
import { filterList } from '#lib/ui/list-filter.ts';
import { pageOf } from '#lib/ui/paging.ts';
import type { Actions, PageServerLoad } from './$types';

const SOON_WORKING_DAYS = 7;
const FILTERS = {
	all: () => true,
	late: ({ late }) => late,
	soon: ({ late, due }) => !late && due.workingDaysLeft <= SOON_WORKING_DAYS,
	held: ({ heldBy }) => heldBy !== null,
	untold: ({ timesTold }) => timesTold === 0
} satisfies Record<string, (matter: ChasedMatter) => boolean>;

export const load: PageServerLoad = ({ url, locals: { ctx, actor } }) =>
	forPage(() => {
		const { shown, ...list } = filterList(listChasedMatters(ctx), url, textsOf, FILTERS);
		const { rows, paging } = pageOf(shown, url);
		return { ...list, matters: rows, paging, mayManage: canOffice(actor, 'chasing.manage') };
	});

const textsOf = (matter: ChasedMatter) => [
	matter.agencyName,
	matter.agencyShortName,
	matter.inspectionCode,
	matter.title
];

async function read(request: Request) {
	const form = await superValidate(request, valibot(reminderForm));
	if (!form.valid) throw new ProblemError(problem('input.invalid', { field: 'note' }));
	const { matter, toHead, note } = form.data;
	return { matterKeys: matter, toHead, note };
}

export const actions: Actions = {
	preview: ({ request, locals: { ctx } }) =>
		forAction(async () => {
			const asked = await read(request);
			return { asked, preview: previewReminders(ctx, asked) };
		}),
	send: ({ request, locals: { ctx } }) =>
		forAction(async () => ({ results: await sendReminders(ctx, await read(request)) }))
};
