import { forPage } from '#lib/server/http/problem-response.ts';
import { readDashboard, type Dashboard } from '#lib/server/services/dashboard-view.ts';
import { fieldPicker } from '#lib/ui/pick-fields.ts';
import { PAPER_LINE } from '../paper-line.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) =>
	forPage(() => {
		const dashboard = readDashboard(locals.ctx);
		return { dashboard: { ...dashboard, documents: dashboard.documents.map(lineOf) } };
	});

const lineOf = fieldPicker<Dashboard['documents'][number]>()(...PAPER_LINE);
