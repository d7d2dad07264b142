import { listSubcriteria, type CriteriaSet } from '#lib/domain/criteria.ts';
import { forAction, forPage } from '#lib/server/http/problem-response.ts';
import { uploadedFile } from '#lib/server/http/uploaded-file.ts';
import { requireOffice } from '#lib/server/services/access.ts';
import { checkCriteriaFile, importCriteriaFile, type SetReport } from '#lib/server/services/criteria-sets.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals: { ctx } }) =>
	forPage(() => void requireOffice(ctx, 'criteria.manage'));

/** More faults than anybody mends at once; the count tells of the rest. */
const SHOWN_FAULTS = 200;

export const actions: Actions = {
	check: ({ request, locals: { ctx } }) =>
		forAction(async () => {
			const file = await uploadedFile(request);
			return { report: reportOf(file.name, checkCriteriaFile(ctx, file), []) };
		}),
	take: ({ request, locals: { ctx } }) =>
		forAction(async () => {
			const file = await uploadedFile(request);
			const taken = importCriteriaFile(ctx, file);
			return { report: reportOf(file.name, taken, taken.ids) };
		})
};

const reportOf = (fileName: string, { sets, problems }: SetReport, ids: string[]) => ({
	fileName,
	ids,
	sets: sets.map(summaryOf),
	faults: problems.length,
	problems: problems.slice(0, SHOWN_FAULTS)
});

const summaryOf = (set: CriteriaSet) => ({
	title: set.title,
	version: set.version,
	areas: set.areas.length,
	subcriteria: listSubcriteria(set).length,
	points: set.totalPoints
});
