import { redirect } from '@sveltejs/kit';
import { readReturnForm } from '#lib/contracts/self.ts';
import { pointsOf } from '#lib/domain/score-change.ts';
import { forAction, forPage } from '#lib/server/http/problem-response.ts';
import { moveInspection } from '#lib/server/services/inspections.ts';
import { readScores } from '#lib/server/services/score-view.ts';
import { listReturns, readReturnDay } from '#lib/server/services/self-returns.ts';
import { titleOf } from '#lib/ui/localized.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ params, locals }) =>
	forPage(() => ({
		returns: listReturns(locals.ctx, params.id),
		day: readReturnDay(locals.ctx, params.id),
		areas: readScores(locals.ctx, params.id)
			.areas.filter(({ isSurvey }) => !isSurvey)
			.map((area) => ({
				code: area.code,
				title: titleOf(area),
				rows: area.rows.map((row) => ({
					code: row.code,
					title: titleOf(row),
					maxPoints: row.maxPoints,
					points: pointsOf(row.cells.self?.scored),
					explanation: row.cells.self?.explanation ?? '',
					proofs: row.proofs.filter(({ side }) => side === 'agency').length
				}))
			}))
	}));

export const actions: Actions = {
	default: async ({ params, request, locals }) => {
		const done = await forAction(async () => {
			moveInspection(locals.ctx, params.id, 'return_self', readReturnForm(await request.formData()));
			return null;
		});
		if (done !== null) return done;
		redirect(303, `/inspections/${params.id}/return`);
	}
};
