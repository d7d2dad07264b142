/** What the signed verdicts of a re-check do where the findings were raised, and what is told of them there. */
import { FINDING_MOVES, isSettled, type Finding, type FindingMove } from '#lib/domain/finding.ts';
import { isAtLeast } from '#lib/domain/inspection.ts';
import { codeOfRechecked, verdictOf, type RecheckVerdict } from '#lib/domain/recheck.ts';
import { writeAudit } from '../audit/audit.ts';
import type { Ctx } from '../context.ts';
import { findAnswers } from '../db/queries/answers.ts';
import { listFindings, setFindingState } from '../db/queries/field.ts';
import { bumpInspection, listMovesOf, listRechecks, type InspectionRow } from '../db/queries/inspections.ts';
import { insertVerification, listVerifications } from '../db/queries/remediation.ts';

/**
 * Carries the signed verdicts of a re-check to the findings it looked at: a verification, or a return of what was reported
 * done, by whoever judged it, with what was seen. What was never reported done cannot be returned: seen open, it stays as it
 * is, and `listOnlySeen` tells of it. Runs in the transaction that signs the minutes.
 */
export function settleRecheck(ctx: Ctx, recheck: InspectionRow): void {
	const parentId = recheck.recheckOf!;
	const findings = listFindings(ctx.db, parentId);
	const codes = findings.map(codeOfRechecked);
	const answers = findAnswers(ctx.db, recheck.id, 'appraisal', codes);
	for (const finding of findings) {
		const stored = answers.get(codeOfRechecked(finding));
		const verdict = verdictOf(stored?.answer);
		/* Settled on paper meanwhile: that word stands. */
		if (!stored || verdict === null || isSettled(finding.state)) continue;
		const move: FindingMove = verdict === 'remedied' ? 'seen_remedied' : 'seen_open';
		const { from, to } = FINDING_MOVES[move];
		if (!from.includes(finding.state)) continue;
		const row = {
			id: ctx.newId(),
			findingId: finding.id,
			result: verdict === 'remedied' ? ('verified' as const) : ('returned' as const),
			reason: stored.answer.note.trim(),
			recheckId: recheck.id,
			verifiedBy: stored.changedBy,
			verifiedAt: ctx.now()
		};
		insertVerification(ctx.db, row);
		setFindingState(ctx.db, finding.id, to);
		writeAudit(ctx, {
			action: `remedy.${row.result}`,
			subjectKind: 'finding',
			subjectId: finding.id,
			inspectionId: parentId,
			old: { state: finding.state },
			new: { ...row, verdict, recheck: recheck.code }
		});
	}
	bumpInspection(ctx.db, parentId);
}

export interface SeenOnSpot {
	recheckId: string;
	verdict: RecheckVerdict;
	seen: string;
	seenBy: string;
	/** When both sides had signed. */
	at: number;
}

/**
 * What signed re-checks saw of a finding without verifying or returning it: it was never reported done, or was settled
 * meanwhile. The first first. The caller has asked for permission.
 */
export function listOnlySeen(
	{ db }: Pick<Ctx, 'db'>,
	inspectionId: string,
	finding: Pick<Finding, 'id' | 'number'>
): SeenOnSpot[] {
	const settledAt = new Set(
		listVerifications(db, inspectionId)
			.filter(({ findingId }) => findingId === finding.id)
			.map(({ recheckId }) => recheckId)
	);
	const code = codeOfRechecked(finding);
	return listRechecks(db, inspectionId).flatMap(({ id: recheckId, state }) => {
		const stored = findAnswers(db, recheckId, 'appraisal', [code]).get(code);
		const verdict = verdictOf(stored?.answer);
		if (!stored || verdict === null || settledAt.has(recheckId) || !isAtLeast(state, 'minutes_signed'))
			return [];
		const at = listMovesOf(db, recheckId).findLast(({ transition }) => transition === 'sign_minutes')!.at;
		return [{ recheckId, verdict, seen: stored.answer.note.trim(), seenBy: stored.changedBy, at }];
	});
}
