/** What the verification of a finding stands on: the reports on its actions, and their proofs. */
import { problem, ProblemError } from '#lib/domain/problems.ts';
import type { Ctx } from '../context.ts';
import { countProofChanges } from '../db/queries/evidence.ts';
import { listFindings } from '../db/queries/field.ts';
import { listActions, listProgress } from '../db/queries/remediation.ts';

/**
 * Counts, by finding, every report, every proof that came with one and every proof that was taken back: a whole number
 * that only grows, and differs as soon as anything of this changed. The caller has asked for permission.
 */
export function basisReader(ctx: Pick<Ctx, 'db'>, inspectionId: string): (findingId: string) => number {
	const changes = countProofChanges(ctx.db, inspectionId, 'progress');
	const findingOf = new Map(listActions(ctx.db, inspectionId).map(({ id, findingId }) => [id, findingId]));
	const byFinding = Map.groupBy(listProgress(ctx.db, inspectionId), ({ actionId }) =>
		findingOf.get(actionId)
	);
	return (findingId) =>
		(byFinding.get(findingId) ?? []).reduce((sum, { id }) => sum + 1 + (changes.get(id) ?? 0), 0);
}

/**
 * What was verified stays as it was seen: no report on it and no proof comes or goes. `reportId` is one of this
 * inspection. Throws `remedy.report_settled`.
 */
export function requireUnverifiedReport(
	{ db }: Pick<Ctx, 'db'>,
	inspectionId: string,
	reportId: string
): void {
	const report = listProgress(db, inspectionId).find(({ id }) => id === reportId);
	const action = listActions(db, inspectionId).find(({ id }) => id === report?.actionId);
	const finding = listFindings(db, inspectionId).find(({ id }) => id === action?.findingId);
	if (finding?.state === 'verified') throw new ProblemError(problem('remedy.report_settled', {}));
}
