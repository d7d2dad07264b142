/** What the agency's self-assessment page shows beside the answers: for its own people alone. */
import type { SelfReturnView } from '#lib/domain/self-return.ts';
import type { Ctx } from '../context.ts';
import {
	listAssignments,
	listColleagues,
	type AssignmentRow,
	type ColleagueRow
} from '../db/queries/self-assessment.ts';
import { verdictOn } from './access.ts';
import { requireOwnInspection } from './agency-access.ts';
import { listComments, type SelfComment } from './self-comments.ts';
import { listReturns } from './self-returns.ts';
import { viewEarlier, type EarlierView } from './self-start.ts';
import { listUnitSums, type UnitSumView } from './unit-figures.ts';

export interface SelfDesk {
	earlier: EarlierView | null;
	colleagues: ColleagueRow[];
	assignments: AssignmentRow[];
	comments: SelfComment[];
	returns: SelfReturnView[];
	units: Record<string, UnitSumView>;
	can: { assign: boolean; comment: boolean; enterUnits: boolean; approveUnits: boolean };
}

/** Throws `not_found` for an inspection that is not of the actor's agency. */
export function readSelfDesk(ctx: Ctx, inspectionId: string): SelfDesk {
	const access = requireOwnInspection(ctx, inspectionId);
	const { inspection } = access;
	const may = (action: Parameters<typeof verdictOn>[1]) => verdictOn(access, action) === 'allowed';
	return {
		earlier: viewEarlier(ctx, inspection, may('self.start')),
		colleagues: listColleagues(ctx.db, inspection.agencyId),
		assignments: listAssignments(ctx.db, inspectionId),
		comments: listComments(ctx, inspectionId),
		returns: listReturns(ctx, inspectionId),
		units: listUnitSums(ctx, inspection),
		can: {
			assign: may('self.assign'),
			comment: may('self.comment'),
			enterUnits: may('unit.enter'),
			approveUnits: may('unit.approve')
		}
	};
}
