/** Judges whether a remedy holds, months after it was verified. */
import { addWorkingDays, dayOf } from '#lib/domain/calendar.ts';
import { effectTermsOf } from '#lib/domain/campaign.ts';
import { DUE_FIELD } from '#lib/domain/due-change.ts';
import { checkEffect, effectDueOn, type EffectInput } from '#lib/domain/effect-review.ts';
import type { Finding } from '#lib/domain/finding.ts';
import { move } from '#lib/domain/inspection.ts';
import { problem, ProblemError } from '#lib/domain/problems.ts';
import { writeAudit } from '../audit/audit.ts';
import { inTransaction, type Ctx } from '../context.ts';
import { insertEffectReview, listEffectReviews } from '../db/queries/effect-reviews.ts';
import { lastFindingNumber, listFindings, writeFinding } from '../db/queries/field.ts';
import {
	bumpInspection,
	insertMove,
	updateInspection,
	type InspectionRow
} from '../db/queries/inspections.ts';
import { findCampaign } from '../db/queries/campaigns.ts';
import { listActions, listProgress, listVerifications } from '../db/queries/remediation.ts';
import { requireInspection } from './access.ts';
import { loadCalendar } from './calendar.ts';
import { gatherFacts } from './inspection-facts.ts';

export interface EffectStanding {
	findingId: string;
	/** The first day on which it can be judged. */
	dueOn: string;
	verifiers: string[];
	reporters: string[];
}

/** Of each verified finding, when and by whom its effect can be judged. Reads only; the caller has asked. */
export function listEffectStandings(ctx: Pick<Ctx, 'db'>, inspection: InspectionRow): EffectStanding[] {
	const { id, campaignId } = inspection;
	const terms = effectTermsOf(findCampaign(ctx.db, campaignId)!.settings);
	const verifications = listVerifications(ctx.db, id).filter(({ result }) => result === 'verified');
	const actions = listActions(ctx.db, id);
	const progress = listProgress(ctx.db, id);
	return listFindings(ctx.db, id).flatMap(({ id: findingId, state, severity }) => {
		const own = verifications.filter((verification) => verification.findingId === findingId);
		const last = own.at(-1);
		if (state !== 'verified' || !last) return [];
		const of = new Set(actions.filter((action) => action.findingId === findingId).map((action) => action.id));
		return {
			findingId,
			dueOn: effectDueOn(dayOf(last.verifiedAt), severity, terms),
			verifiers: own.map(({ verifiedBy }) => verifiedBy),
			reporters: progress.filter(({ actionId }) => of.has(actionId)).map(({ reportedBy }) => reportedBy)
		};
	});
}

/**
 * Judges the effect of one remedy. One that does not hold opens a new finding of the same subcriterion, and the
 * inspection again from its conclusion: the agency plans, reports and is verified as before. Where another one opened it
 * before, the plan and the report that are owed take the new finding in, by the later day. Returns the new finding's
 * id, null where the remedy holds. Throws what `checkEffect` says, `remedy.effect_reviewed`, `finding.unknown`.
 */
export function reviewEffect(
	ctx: Ctx,
	inspectionId: string,
	findingId: string,
	input: EffectInput
): string | null {
	return inTransaction(ctx, () => {
		const { actor, inspection } = requireInspection(ctx, 'remedy.review_effect', inspectionId);
		const finding = listFindings(ctx.db, inspectionId).find(({ id }) => id === findingId);
		const standing = listEffectStandings(ctx, inspection).find((one) => one.findingId === findingId);
		if (!finding || !standing) throw new ProblemError(problem('finding.unknown', {}));
		if (listEffectReviews(ctx.db, inspectionId).some((review) => review.findingId === findingId))
			throw new ProblemError(problem('remedy.effect_reviewed', {}));
		const checked = checkEffect(input, { ...standing, today: dayOf(ctx.now()), reviewer: actor.id });
		if (!checked.ok) throw new ProblemError(checked.problem);
		const { result, reason } = checked.value;
		const newFindingId = result === 'effective' ? null : openAnew(ctx, inspection, finding, checked.value);
		const row = { id: ctx.newId(), findingId, result, reason, newFindingId };
		insertEffectReview(ctx.db, { ...row, reviewedBy: actor.id, reviewedAt: ctx.now() });
		writeAudit(ctx, {
			action: `remedy.${result}`,
			subjectKind: 'finding',
			subjectId: findingId,
			inspectionId,
			old: null,
			new: row
		});
		if (newFindingId === null) bumpInspection(ctx.db, inspectionId);
		else if (inspection.state === 'closed') reopen(ctx, inspection, actor.id, reason, checked.value.dueOn!);
		else extendDues(ctx, inspection, checked.value.dueOn!);
		return newFindingId;
	});
}

function openAnew(
	ctx: Ctx,
	{ id: inspectionId }: InspectionRow,
	old: Finding,
	{ text, demand, dueOn }: EffectInput
): string {
	const id = ctx.newId();
	const number = lastFindingNumber(ctx.db, inspectionId) + 1;
	const finding: Finding = { ...old, id, number, text, demand, dueOn, cause: '', state: 'open' };
	writeFinding(ctx.db, inspectionId, finding, { actorId: ctx.actor!.id, at: ctx.now() });
	return id;
}

/** The day of a plan for a finding that is opened today. */
function planDueFrom(ctx: Ctx, { campaignId }: InspectionRow): string {
	const { settings } = findCampaign(ctx.db, campaignId)!;
	return addWorkingDays(dayOf(ctx.now()), settings.planAfterConclusion, loadCalendar(ctx));
}

/** Plan and report of an inspection that is open already: one more finding makes their days later, never earlier. */
function extendDues(ctx: Ctx, inspection: InspectionRow, reportDueOn: string): void {
	const asked = { plan: planDueFrom(ctx, inspection), report: reportDueOn };
	const moved = (['plan', 'report'] as const).flatMap((kind) => {
		const dueBefore = inspection[DUE_FIELD[kind]];
		return dueBefore === null || dueBefore < asked[kind] ? [{ kind, dueBefore, dueOn: asked[kind] }] : [];
	});
	const patch = Object.fromEntries(moved.map(({ kind, dueOn }) => [DUE_FIELD[kind], dueOn]));
	updateInspection(ctx.db, inspection.id, inspection.version, patch);
	for (const { kind, dueBefore, dueOn } of moved)
		writeAudit(ctx, {
			action: 'due.move',
			subjectKind: 'inspection',
			subjectId: inspection.id,
			inspectionId: inspection.id,
			old: { kind, dueOn: dueBefore },
			new: { kind, dueOn }
		});
}

/** Back to the conclusion: what was accepted stays, the new finding asks for a plan. */
function reopen(
	ctx: Ctx,
	inspection: InspectionRow,
	actorId: string,
	reason: string,
	reportDueOn: string
): void {
	const moved = move(inspection.state, 'reopen', gatherFacts(ctx, inspection, 'reopen'));
	if (!moved.ok) throw new ProblemError(moved.problem);
	const patch = {
		state: moved.value,
		stateReason: reason,
		planDueOn: planDueFrom(ctx, inspection),
		reportDueOn
	};
	updateInspection(ctx.db, inspection.id, inspection.version, patch);
	insertMove(ctx.db, {
		id: ctx.newId(),
		inspectionId: inspection.id,
		transition: 'reopen',
		fromState: inspection.state,
		toState: moved.value,
		reason,
		actorId,
		at: ctx.now()
	});
	writeAudit(ctx, {
		action: 'inspection.reopen',
		subjectKind: 'inspection',
		subjectId: inspection.id,
		inspectionId: inspection.id,
		old: { state: inspection.state },
		new: patch
	});
}
