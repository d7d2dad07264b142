/** The moves an inspection can make from where it stands: who makes them, and what is still missing for each. */
import { listMoves, move, MOVES, type Transition } from '#lib/domain/inspection.ts';
import { RULES, type Hat } from '#lib/domain/permissions.ts';
import type { Problem } from '#lib/domain/problems.ts';
import type { Ctx } from '../context.ts';
import { verdictOn, type Access } from './access.ts';
import { gatherFacts } from './inspection-facts.ts';
import { needsReason } from './inspections.ts';

export interface NextStep {
	transition: Transition;
	/** `forward` goes on; `back` returns something; `aside` leaves the line or comes back to it. */
	way: 'forward' | 'back' | 'aside';
	/** Whether the one who asks may make it at all. */
	mine: boolean;
	/** Who makes it. */
	by: readonly Hat[];
	/** What the guard still misses; null when it could be made now. */
	missing: Problem | null;
	needsReason: boolean;
}

const BACK: readonly Transition[] = ['return_self', 'return_plan', 'return_report', 'order_recheck'];
const ASIDE: readonly Transition[] = ['postpone', 'resume', 'cancel'];

/**
 * All moves from the inspection's state, in the order of the workflow; but `reopen`, which comes of itself when a remedy
 * does not hold. The caller has asked for permission to read. */
export function listNextSteps(ctx: Ctx, access: Access): NextStep[] {
	const { inspection } = access;
	const moves = listMoves(inspection.state, inspection.kind).filter((transition) => transition !== 'reopen');
	return moves.map((transition) => {
		const moved = MOVES[transition].guard
			? move(inspection.state, transition, gatherFacts(ctx, inspection, transition))
			: null;
		return {
			transition,
			way: BACK.includes(transition) ? 'back' : ASIDE.includes(transition) ? 'aside' : 'forward',
			mine: verdictOn(access, `move.${transition}`) === 'allowed',
			by: RULES[`move.${transition}`].hats,
			missing: moved === null || moved.ok ? null : moved.problem,
			needsReason: needsReason(transition)
		};
	});
}
