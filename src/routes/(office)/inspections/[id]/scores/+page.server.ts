import type { Stage } from '#lib/domain/answer.ts';
import { pointsOf } from '#lib/domain/score-change.ts';
import type { Subtotal } from '#lib/domain/totals.ts';
import { forPage } from '#lib/server/http/problem-response.ts';
import { readScores, type ScoreRow } from '#lib/server/services/score-view.ts';
import { listReturns } from '#lib/server/services/self-returns.ts';
import { titleOf } from '#lib/ui/localized.ts';
import { fieldPicker } from '#lib/ui/pick-fields.ts';
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
				totals: mapStages(totals, ({ whole, rating }) => ({ ...shownOf(whole), rating })),
				version,
				editing: editing && { stage: editing.stage, surveyOnly: editing.surveyOnly },
				areas: areas.map(({ code, maxPoints, totals: ofArea, rows, ...area }) => ({
					code,
					title: titleOf(area),
					maxPoints,
					totals: mapStages(ofArea, shownOf),
					rows: rows.map((row) => tableRow(row, stages))
				}))
			}
		};
	});

type ByStage<T> = Partial<Record<Stage, T>>;

const mapStages = <T, U>(from: ByStage<T>, work: (of: T) => U): ByStage<U> =>
	Object.fromEntries(Object.entries(from).map(([stage, of]) => [stage, work(of)]));

const shownOf = fieldPicker<Subtotal>()('points', 'answered', 'percent');

/** A set has a hundred rows: what is not so of a row is left out. */
function tableRow(row: ScoreRow, stages: readonly Stage[]) {
	const { code, maxPoints, cells, difference, lost, unexplained } = row;
	/* The final stage repeats the reasons of the one before. */
	const reasons = [...new Set(stages.flatMap((stage) => cells[stage]?.changeReason || []))];
	return {
		code,
		title: titleOf(row),
		maxPoints,
		/** By stage, in the order of `stages`. */
		points: stages.map((stage) => pointsOf(cells[stage]?.scored)),
		...(reasons.length > 0 && { reasons }),
		...(difference !== null && difference !== 0 && { difference }),
		...(lost && { lost }),
		...(unexplained && { unexplained })
	};
}
