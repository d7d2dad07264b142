/** Gathers from the database what the guards of a move ask for. Runs inside the transaction of the move. */
import { isAnswered, type Stage } from '#lib/domain/answer.ts';
import { dayOf } from '#lib/domain/calendar.ts';
import { listScoredSubcriteria } from '#lib/domain/criteria.ts';
import { listUnexplainedFills } from '#lib/domain/earlier-remedy.ts';
import { codesOf } from '#lib/domain/evidence.ts';
import { needsDecision } from '#lib/domain/explanation.ts';
import { isSettled } from '#lib/domain/finding.ts';
import type { InspectionFacts, SignatureSide, Transition } from '#lib/domain/inspection.ts';
import { mayRewrite } from '#lib/domain/plan-decision.ts';
import { isOnItsWay, listUnseen } from '#lib/domain/recheck.ts';
import { breaksDemand, latestByAction } from '#lib/domain/remediation.ts';
import { listChangesWithoutReason } from '#lib/domain/stage.ts';
import type { Ctx } from '../context.ts';
import { listRequests } from '../db/queries/action-requests.ts';
import { loadSetContent } from '../db/queries/criteria.ts';
import { listEvidence } from '../db/queries/evidence.ts';
import { loadAnswers } from '../db/queries/answers.ts';
import { listOpenConflictCodes } from '../db/queries/conflicts.ts';
import { listDrawnSignatures, listFindings } from '../db/queries/field.ts';
import { listRechecks, listTeam, type InspectionRow } from '../db/queries/inspections.ts';
import { listActions, listExplanations, listProgress } from '../db/queries/remediation.ts';
import { loadFills } from './record-fills.ts';
import { listUntouchedReturns } from './self-returns.ts';

/** The facts of an inspection as they stand now. `transition` says which stage's changes owe a reason. */
export function gatherFacts(ctx: Ctx, inspection: InspectionRow, transition: Transition): InspectionFacts {
	const { db } = ctx;
	const { id } = inspection;
	const set = loadSetContent(db, inspection.criteriaSetId);
	const answers = loadAnswers(db, id);
	const codes = listScoredSubcriteria(set).map(({ subcriterion }) => subcriterion.code);
	const findings = listFindings(db, id);
	const actions = listActions(db, id);
	const covered = new Set(actions.map(({ findingId }) => findingId));
	const latest = latestByAction(listProgress(db, id));
	const demandOf = new Map(findings.map(({ id: findingId, dueOn }) => [findingId, dueOn]));
	const numberOf = new Map(findings.map((finding) => [finding.id, finding.number]));
	const findingOf = new Map(actions.map((action) => [action.id, action.findingId]));
	const settled = new Set(findings.filter(({ state }) => isSettled(state)).map((finding) => finding.id));
	const owed = findings.filter(({ state }) => state !== 'not_accepted');
	return {
		kind: inspection.kind,
		teamRoles: listTeam(db, id).map(({ role }) => role),
		visitOn: inspection.visitOn,
		unansweredSelf: codes.filter((code) => !isAnswered(answers.self.get(code))),
		unansweredAppraisal: codes.filter((code) => !isAnswered(answers.appraisal.get(code))),
		unprovenSelf: listUnproven(ctx, id, codes, answers.self),
		untouchedReturns: transition === 'submit_self' ? listUntouchedReturns(ctx, id) : [],
		openConflicts: listOpenConflictCodes(db, id, closedBy(transition)),
		signedSides: listSigned(ctx, inspection),
		undecidedExplanations: listExplanations(db, id).filter(needsDecision).length,
		changesWithoutReason: listUnreasoned(ctx, inspection, transition, answers),
		findingsWithoutAction: owed.filter((finding) => !covered.has(finding.id)).length,
		rechecksOpen: listRechecks(db, id).filter(isOnItsWay).length,
		findingsOpen: findings.filter(({ state }) => !isSettled(state)).length,
		requestsOpen: listRequests(db, id)
			.filter(({ decision }) => decision === null)
			.flatMap(({ actionId }) => numberOf.get(findingOf.get(actionId) ?? '') ?? []),
		actionsReturned: actions.filter(({ decision }) => decision === 'returned').length,
		actionsAfterDemand: actions.filter(
			(action) =>
				mayRewrite(action) && breaksDemand(action, demandOf.get(action.findingId) ?? null, dayOf(ctx.now()))
		).length,
		actionsUnreported: actions
			.filter(({ id: actionId, findingId }) => !settled.has(findingId) && !latest.has(actionId))
			.map(({ findingId }) => numberOf.get(findingId)!)
	};
}

/** Of the stage that a move closes: what differs from the stage before, or from the record, with no word why. */
function listUnreasoned(
	ctx: Ctx,
	inspection: InspectionRow,
	transition: Transition,
	{ self, appraisal, reappraisal }: ReturnType<typeof loadAnswers>
): string[] {
	const set = loadSetContent(ctx.db, inspection.criteriaSetId);
	switch (transition) {
		case 'submit_self':
			return listUnexplainedFills(loadFills(ctx, inspection), self, 'explanation');
		case 'sign_minutes': {
			const changed = listChangesWithoutReason(set, self, appraisal);
			const filled = listUnexplainedFills(loadFills(ctx, inspection), appraisal, 'changeReason');
			return [...new Set([...changed, ...filled, ...listUnseen(set, appraisal)])];
		}
		default:
			return listChangesWithoutReason(set, appraisal, reappraisal);
	}
}

/** The stage of a score that a move closes. */
function closedBy(transition: Transition): Stage {
	if (transition === 'submit_self') return 'self';
	return transition === 'sign_minutes' ? 'appraisal' : 'reappraisal';
}

/** Self-scored with figures but with neither a proof nor a word on how it was scored. */
function listUnproven(
	ctx: Ctx,
	inspectionId: string,
	codes: readonly string[],
	self: ReadonlyMap<string, { input: unknown; explanation: string }>
): string[] {
	const proven = new Set(
		listEvidence(ctx.db, inspectionId)
			.filter(({ side, subjectKind }) => side === 'agency' && subjectKind === 'answer')
			.flatMap(codesOf)
	);
	return codes.filter((code) => {
		const answer = self.get(code);
		return (
			answer !== undefined && answer.input !== null && answer.explanation.trim() === '' && !proven.has(code)
		);
	});
}

/** Sides that have drawn; an agency that refuses counts once reason and witnesses are written down (documents 3). */
function listSigned(ctx: Ctx, { id, session }: InspectionRow): SignatureSide[] {
	const sides = listDrawnSignatures(ctx.db, id).map(({ side }) => side);
	const refused = session.refusalReason.trim() !== '' && session.refusalWitnesses.trim() !== '';
	return refused && !sides.includes('agency') ? [...sides, 'agency'] : sides;
}
