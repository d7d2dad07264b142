/** Papers of one inspection as the office handles them. */
import { dayOf } from '#lib/domain/calendar.ts';
import {
	canDraftPaper,
	paperKindsOf,
	paperSide,
	requireIssuable,
	type InspectionPaperKind
} from '#lib/domain/papers/availability.ts';
import type { InspectionState } from '#lib/domain/inspection.ts';
import type { Problem } from '#lib/domain/problems.ts';
import type { Ctx } from '../context.ts';
import { requireInspection, verdictOn, type Access } from './access.ts';
import { holdOn } from './paper-citations.ts';
import { listPapers, type PaperView } from './papers.ts';
import { keyOf, remembered } from './remembered.ts';

export interface PaperDesk {
	kind: InspectionPaperKind;
	side: 'office' | 'agency';
	/** There is something to draw: a draft can be looked at. */
	drafted: boolean;
	/** Its content is settled: it can be numbered and issued. */
	settled: boolean;
	/** What else stands in its way, whatever the state. */
	held: Problem | null;
	/** The one who looks may issue it. */
	mine: boolean;
	/** The newest first; at most one of them stands. */
	issued: PaperView[];
}

export interface PaperDeskPage {
	papers: PaperDesk[];
	version: number;
	state: InspectionState;
	today: string;
}

export function readPaperDesk(ctx: Ctx, inspectionId: string): PaperDeskPage {
	const access = requireInspection(ctx, 'inspection.read', inspectionId);
	return remembered(ctx, `papers ${keyOf(access)}`, () => buildDesk(ctx, access));
}

function buildDesk(ctx: Ctx, access: Access): PaperDeskPage {
	const { id: inspectionId } = access.inspection;
	const { state, version } = access.inspection;
	const issued = Map.groupBy(listPapers(ctx, inspectionId), ({ kind }) => kind);
	const mayIssue = verdictOn(access, 'document.issue') === 'allowed';
	return {
		papers: paperKindsOf(access.inspection).map((kind) => ({
			kind,
			side: paperSide(kind),
			drafted: canDraftPaper(kind, access.inspection),
			settled: requireIssuable(kind, access.inspection).ok,
			held: holdOn(ctx, access.inspection, kind),
			mine: mayIssue && paperSide(kind) === 'office',
			issued: (issued.get(kind) ?? []).toReversed()
		})),
		version,
		state,
		today: dayOf(ctx.now())
	};
}
