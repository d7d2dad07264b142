/** Gathers what the agency may know of the other side's work on its inspection. */
import { listOtherSide, type OtherSideWork } from '#lib/domain/other-side.ts';
import type { Ctx } from '../context.ts';
import { listRequests } from '../db/queries/action-requests.ts';
import { listEffectReviews } from '../db/queries/effect-reviews.ts';
import { listFindings } from '../db/queries/field.ts';
import type { InspectionRow, MoveRow } from '../db/queries/inspections.ts';
import { listActions, listExplanations } from '../db/queries/remediation.ts';
import { listEffectStandings } from './effect-reviews.ts';

/** `moves` in order of their making. The caller has asked for permission. */
export function readOtherSide(
	ctx: Ctx,
	inspection: InspectionRow,
	moves: readonly MoveRow[]
): OtherSideWork[] {
	const { id, state, visitOn } = inspection;
	const judged = new Set(listEffectReviews(ctx.db, id).map(({ findingId }) => findingId));
	return listOtherSide({
		state,
		enteredAt: moves.findLast(({ toState }) => toState === state)?.at ?? null,
		visitOn,
		explanations: listExplanations(ctx.db, id),
		actions: listActions(ctx.db, id),
		findings: listFindings(ctx.db, id),
		openRequests: listRequests(ctx.db, id).filter(({ decision }) => decision === null),
		effects: listEffectStandings(ctx, inspection).map(({ findingId, dueOn }) => ({
			dueOn,
			judged: judged.has(findingId)
		}))
	});
}
