/** Reviews of whether verified remedies hold. */
import { and, asc, eq } from 'drizzle-orm';
import type { Db } from '../open.ts';
import { findings } from '../schema/inspections.ts';
import { effectReviews } from '../schema/remediation.ts';

export type EffectReviewRow = typeof effectReviews.$inferSelect;

/** Of an inspection's findings, in order of their making. */
export const listEffectReviews = (db: Db, inspectionId: string): EffectReviewRow[] =>
	db.orm
		.select({
			id: effectReviews.id,
			findingId: effectReviews.findingId,
			result: effectReviews.result,
			reason: effectReviews.reason,
			reviewedBy: effectReviews.reviewedBy,
			reviewedAt: effectReviews.reviewedAt,
			newFindingId: effectReviews.newFindingId
		})
		.from(effectReviews)
		.innerJoin(
			findings,
			and(eq(findings.id, effectReviews.findingId), eq(findings.inspectionId, inspectionId))
		)
		.orderBy(asc(effectReviews.reviewedAt), asc(effectReviews.id))
		.all();

export function insertEffectReview(db: Db, row: EffectReviewRow): void {
	db.orm.insert(effectReviews).values(row).run();
}
