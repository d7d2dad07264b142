import type { Stage } from '#lib/domain/answer.ts';
import { pointsOf } from '#lib/domain/score-change.ts';
import { forPage } from '#lib/server/http/problem-response.ts';
import { readScores, type ScoreRow } from '#lib/server/services/score-view.ts';
import { listReturns } from '#lib/server/services/self-returns.ts';
import { titleOf } from '#lib/ui/localized.ts';
import type { PageServerLoad } from './$types';

/** The table only; how each score came about is fetched when its row is opened (`[code]/+server.ts`). */
export const load: PageServerLoad = ({ params, locals }) =>
	forPage(() => {
		const { stages, standing, totals, areas, editing, version } = readScores(locals.ctx, params.id);
		return {
			actorId: locals.actor!.id,
			returns: listReturns(locals.ctx, params.id),
			scores: {
				stages,
				standing,
				totals,
				version,
				editing: editing && { stage: editing.stage, surveyOnly: editing.surveyOnly },
				areas: areas.map(({ code, maxPoints, totals: ofArea, rows, ...area }) => ({
					code,
					title: titleOf(area),
					maxPoints,
					totals: ofArea,
					rows: rows.map((row) => tableRow(row, stages))
				}))
			}
		};
	});

function tableRow(row: ScoreRow, stages: readonly Stage[]) {
	const { code, maxPoints, isSurvey, cells, difference, lost, unexplained } = row;
	return {
		code,
		title: titleOf(row),
		maxPoints,
		isSurvey,
		/** By stage, in the order of `stages`. */
		points: stages.map((stage) => pointsOf(cells[stage]?.scored)),
		/* The final stage repeats the reasons of the one before. */
		reasons: [...new Set(stages.flatMap((stage) => cells[stage]?.changeReason || []))],
		difference,
		lost,
		unexplained
	};
}
