import { forAction, forPage } from '#lib/server/http/problem-response.ts';
import { uploadedFile } from '#lib/server/http/uploaded-file.ts';
import { requireOffice } from '#lib/server/services/access.ts';
import { checkAgencySheet, importAgencySheet } from '#lib/server/services/agency-import.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals: { ctx } }) =>
	forPage(() => void requireOffice(ctx, 'agency.manage'));

/** More faults than anybody mends at once; the count tells of the rest. */
const SHOWN_FAULTS = 200;

export const actions: Actions = {
	check: ({ request, locals: { ctx } }) =>
		forAction(async () => {
			const file = await uploadedFile(request);
			return { report: reportOf(file.name, { ...(await checkAgencySheet(ctx, file)), taken: false }) };
		}),
	take: ({ request, locals: { ctx } }) =>
		forAction(async () => {
			const file = await uploadedFile(request);
			return { report: reportOf(file.name, await importAgencySheet(ctx, file)) };
		})
};

type Outcome = Awaited<ReturnType<typeof importAgencySheet>>;

const reportOf = (fileName: string, { agencies, units, problems, taken }: Outcome) => ({
	fileName,
	taken,
	agencies: agencies.length,
	units: units.length,
	faults: problems.length,
	problems: problems.slice(0, SHOWN_FAULTS)
});
