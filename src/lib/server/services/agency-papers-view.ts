/** The papers of an inspection as its agency sees them: those received, and its own with what can be done on each. */
import { canDraftPaper, paperKindsOf, paperSide, requireIssuable } from '#lib/domain/papers/availability.ts';
import type { PaperKind } from '#lib/domain/papers/paper.ts';
import type { Problem } from '#lib/domain/problems.ts';
import { dayOf } from '#lib/domain/calendar.ts';
import type { Ctx } from '../context.ts';
import { requireOwnInspection } from './agency-access.ts';
import { verdictOn } from './access.ts';
import { holdOn } from './paper-citations.ts';
import { listPapers, type PaperView } from './papers.ts';

export interface OwnPaperView {
	kind: PaperKind;
	canDraft: boolean;
	/** True once its content is settled: what it tells of was handed in. */
	canIssue: boolean;
	/** What else stands in its way, whatever the state. */
	held: Problem | null;
	/** Newest first; the first that is not superseded stands. */
	issued: PaperView[];
}

export interface AgencyPapers {
	version: number;
	/** May this person number and issue here and now? */
	mayIssue: boolean;
	today: string;
	/** Of the office and the team; newest first. */
	received: PaperView[];
	own: OwnPaperView[];
}

/** Throws `not_found` for an inspection that is not of the actor's agency. */
export function readAgencyPapers(ctx: Ctx, inspectionId: string): AgencyPapers {
	const access = requireOwnInspection(ctx, inspectionId);
	const { inspection } = access;
	const papers = listPapers(ctx, inspectionId).toReversed();
	return {
		version: inspection.version,
		mayIssue: verdictOn(access, 'document.issue_agency') === 'allowed',
		today: dayOf(ctx.now()),
		received: papers.filter(({ kind }) => paperSide(kind) === 'office'),
		own: paperKindsOf(inspection)
			.filter((kind) => paperSide(kind) === 'agency')
			.map((kind) => ({
				kind,
				canDraft: canDraftPaper(kind, inspection),
				canIssue: requireIssuable(kind, inspection).ok,
				held: holdOn(ctx, inspection, kind),
				issued: papers.filter((paper) => paper.kind === kind)
			}))
	};
}
