/** The tracker's list as an .xlsx file, with the figures that the page shows. */
import { earlierDays, restOf } from '#lib/domain/action-request.ts';
import { dayOf } from '#lib/domain/calendar.ts';
import { compareUrgency, filterRemedies, type RemedyFilter } from '#lib/domain/remedy-filter.ts';
import { buildRemedyWorkbook, type ListedAction } from '#lib/domain/remedy-workbook.ts';
import type { Ctx } from '../context.ts';
import { listAcceptedMoves } from '../db/queries/action-requests.ts';
import { listPlannedActions } from '../db/queries/tracked-remedies.ts';
import { writeSheets } from '../sheets/in-worker.ts';
import { listTrackedRemedies } from './remedy-tracker-view.ts';

/** Everything that the filter lets through, in the order of the page; the page itself asks for the same permission. */
export async function makeRemedyWorkbook(
	ctx: Ctx,
	filter: RemedyFilter
): Promise<{ bytes: Uint8Array; fileName: string }> {
	const remedies = filterRemedies(listTrackedRemedies(ctx), filter).sort(compareUrgency);
	const today = dayOf(ctx.now());
	const sheets = buildRemedyWorkbook(remedies, listActionsOf(ctx, remedies, today), filter, ctx.now());
	return { bytes: await writeSheets(sheets), fileName: `theo-doi-khac-phuc-${today}.xlsx` };
}

function listActionsOf(
	{ db }: Ctx,
	remedies: readonly { findingId: string }[],
	today: string
): ListedAction[] {
	const shown = new Set(remedies.map(({ findingId }) => findingId));
	const movesOf = Map.groupBy(listAcceptedMoves(db), ({ actionId }) => actionId);
	return listPlannedActions(db)
		.filter(({ findingId }) => shown.has(findingId))
		.map(({ id, percent, ...row }): ListedAction => {
			const moves = movesOf.get(id) ?? [];
			return {
				...row,
				earlierDays: earlierDays(moves),
				restsUntil: restOf(moves, today)?.restsUntil ?? null,
				report: percent === null ? null : { ...row, percent }
			};
		});
}
