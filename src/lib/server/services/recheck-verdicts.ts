/** The signed verdicts of a re-check verify or return the findings where they were raised. */
import { FINDING_MOVES, isSettled, type FindingMove } from '#lib/domain/finding.ts';
import { codeOfRechecked, verdictOf } from '#lib/domain/recheck.ts';
import { writeAudit } from '../audit/audit.ts';
import type { Ctx } from '../context.ts';
import { findAnswers } from '../db/queries/answers.ts';
import { listFindings, setFindingState } from '../db/queries/field.ts';
import { bumpInspection, type InspectionRow } from '../db/queries/inspections.ts';
import { insertVerification } from '../db/queries/remediation.ts';

/**
 * Carries the signed verdicts of a re-check to the findings it looked at: a verification or a return each, by whoever
 * judged it, with what was seen. Runs in the transaction that signs the minutes.
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
		const { from, to } = FINDING_MOVES[move];
		if (from.includes(finding.state)) setFindingState(ctx.db, finding.id, to);
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
