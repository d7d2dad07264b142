import { redirect } from '@sveltejs/kit';
import { agencyDuty } from '#lib/domain/agency-duty.ts';
import { isAtLeast } from '#lib/domain/inspection.ts';
import { partHref, partOfTask, type AgencyPart } from '#lib/ui/agency-parts.ts';
import type { PageServerLoad } from './$types';

/** An inspection opens where there is something to do, else where something is to be read. */
export const load: PageServerLoad = async ({ params, parent }) => {
	const { inspection } = await parent();
	const task = inspection.task ?? agencyDuty(inspection.state).task;
	const reading: AgencyPart = isAtLeast(inspection.state, 'concluded')
		? 'remedy'
		: isAtLeast(inspection.state, 'minutes_signed')
			? 'findings'
			: 'self';
	redirect(303, partHref(params.id, task ? partOfTask(task) : reading));
};
