/** Before the self-assessment is handed in: what is missing, and what it comes to. */
import { findSubcriterion } from '#lib/domain/criteria.ts';
import { totalOf, type Subtotal, type Totals } from '#lib/domain/totals.ts';
import type { Ctx } from '../context.ts';
import { loadSetContent } from '../db/queries/criteria.ts';
import { loadAnswers } from '../db/queries/answers.ts';
import { requireOwnInspection } from './agency-access.ts';
import { gatherFacts } from './inspection-facts.ts';
import { listPersonProgress, type PersonProgress } from './self-work.ts';
import { listUnitGaps } from './unit-figures.ts';

export interface MissingItem {
	code: string;
	title: string;
	titleEn: string;
}

export interface SelfSummary {
	version: number;
	unanswered: MissingItem[];
	/** Scored, but with neither a proof nor a word on how it was scored. */
	unproven: MissingItem[];
	areas: { code: string; title: string; titleEn: string; total: Subtotal }[];
	/** Without the survey, which nobody scores for oneself. */
	whole: Subtotal;
	rating: Totals['rating'];
	/** How far each colleague is; empty while nothing was given to anybody. */
	people: PersonProgress[];
	/** Answers that differ from what the units give together, and sums with a unit missing or not approved. */
	unitGaps: (MissingItem & { differs: boolean; missing: number; unapproved: number })[];
	/** Given back, and neither changed nor explained. */
	untouched: MissingItem[];
}

/** Throws `not_found` for an inspection that is not of the actor's agency. */
export function readSelfSummary(ctx: Ctx, inspectionId: string): SelfSummary {
	const { inspection } = requireOwnInspection(ctx, inspectionId);
	const set = loadSetContent(ctx.db, inspection.criteriaSetId);
	const people = listPersonProgress(ctx, inspection);
	const { unansweredSelf, unprovenSelf, untouchedReturns } = gatherFacts(ctx, inspection, 'submit_self');
	const totals = totalOf(set, loadAnswers(ctx.db, inspectionId).self);
	const named = (code: string): MissingItem => {
		const { title, titleEn } = findSubcriterion(set, code)!.subcriterion;
		return { code, title, titleEn };
	};
	return {
		version: inspection.version,
		unanswered: unansweredSelf.map(named),
		unproven: unprovenSelf.map(named),
		areas: set.areas
			.filter(({ isSurvey }) => !isSurvey)
			.map(({ code, title, titleEn }) => ({ code, title, titleEn, total: totals.byArea.get(code)! })),
		whole: totals.appraised,
		rating: totals.rating,
		people: people.some(({ accountId }) => accountId !== null) ? people : [],
		unitGaps: listUnitGaps(ctx, inspection).map(({ code, ...gap }) => ({ ...named(code), ...gap })),
		untouched: untouchedReturns.map(named)
	};
}
