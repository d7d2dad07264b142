/** Explanations, the remediation plan's actions, progress and verifications. */
import { and, asc, eq, isNull, max, sql } from 'drizzle-orm';
import type { Explanation } from '#lib/domain/explanation.ts';
import type { DecidedAction } from '#lib/domain/plan-decision.ts';
import type { RemedyAction, ReportedProgress } from '#lib/domain/remediation.ts';
import type { Db } from '../open.ts';
import { preparedList } from '../prepared.ts';
import { findings } from '../schema/inspections.ts';
import { actions, explanations, progressReports, verifications } from '../schema/remediation.ts';
import { listMilestones } from './milestones.ts';

export type ExplanationRow = typeof explanations.$inferSelect;
export type VerificationRow = typeof verifications.$inferSelect;

export const listExplanations: (db: Db, inspectionId: string) => ExplanationRow[] = preparedList((orm, id) =>
	orm
		.select()
		.from(explanations)
		.where(eq(explanations.inspectionId, id))
		.orderBy(asc(explanations.writtenAt), asc(explanations.id))
);

export function toExplanation(row: ExplanationRow): Explanation {
	const { id, findingId, subcriterionCode, stance, reason, requestedPoints, daysLate } = row;
	const { decision, decisionReason } = row;
	const answer = { id, findingId, subcriterionCode, stance, reason, requestedPoints, daysLate };
	return { ...answer, decision, decisionReason };
}

export function writeExplanation(db: Db, row: typeof explanations.$inferInsert): void {
	const { stance, reason, requestedPoints, writtenBy, writtenAt, daysLate, version } = row;
	db.orm
		.insert(explanations)
		.values(row)
		.onConflictDoUpdate({
			target: explanations.id,
			setWhere: eq(explanations.inspectionId, row.inspectionId),
			set: { stance, reason, requestedPoints, writtenBy, writtenAt, daysLate, version }
		})
		.run();
}

export function decideExplanation(
	db: Db,
	id: string,
	version: number,
	decision: Pick<ExplanationRow, 'decision' | 'decisionReason' | 'decidedBy' | 'decidedAt'>
): boolean {
	return (
		db.orm
			.update(explanations)
			.set({ ...decision, version: version + 1 })
			.where(and(eq(explanations.id, id), eq(explanations.version, version)))
			.run().changes === 1
	);
}

export type ActionRow = RemedyAction & DecidedAction & { version: number; position: number };

const standingActions = preparedList((orm, id) =>
	orm
		.select({
			id: actions.id,
			findingId: actions.findingId,
			position: actions.position,
			cause: actions.cause,
			causeKind: actions.causeKind,
			causeOwner: actions.causeOwner,
			causeBody: actions.causeBody,
			correction: actions.correction,
			measure: actions.measure,
			correctionOnlyReason: actions.correctionOnlyReason,
			product: actions.product,
			target: actions.target,
			leadUnit: actions.leadUnit,
			personInCharge: actions.personInCharge,
			support: actions.support,
			dueOn: actions.dueOn,
			note: actions.note,
			decision: actions.decision,
			decisionReason: actions.decisionReason,
			version: actions.version
		})
		.from(actions)
		.innerJoin(findings, eq(findings.id, actions.findingId))
		.where(and(eq(actions.inspectionId, id), isNull(actions.withdrawnAt)))
		.orderBy(asc(findings.number), asc(actions.position))
);

export function listActions(db: Db, inspectionId: string): ActionRow[] {
	const milestones = listMilestones(db, inspectionId);
	return standingActions(db, inspectionId).map((row) => ({
		...row,
		milestones: milestones.get(row.id) ?? []
	}));
}

export function lastActionPosition(db: Db, inspectionId: string): number {
	return (
		db.orm
			.select({ last: max(actions.position) })
			.from(actions)
			.where(eq(actions.inspectionId, inspectionId))
			.get()?.last ?? 0
	);
}

export function insertAction(db: Db, row: typeof actions.$inferInsert): void {
	db.orm.insert(actions).values(row).run();
}

/** A rewritten action is undecided again. */
export function updateAction(db: Db, action: RemedyAction, version: number): boolean {
	const { id, findingId: _fixed, milestones: __, ...fields } = action;
	const patch = { ...fields, ...UNDECIDED };
	return (
		db.orm
			.update(actions)
			.set({ ...patch, version: version + 1 })
			.where(and(eq(actions.id, id), eq(actions.version, version)))
			.run().changes === 1
	);
}

const UNDECIDED = { decision: null, decisionReason: '', decidedBy: null, decidedAt: null };

export function decideAction(
	db: Db,
	id: string,
	decided: DecidedAction & { decidedBy: string; decidedAt: number }
): void {
	db.orm
		.update(actions)
		.set({ ...decided, version: sql`${actions.version} + 1` })
		.where(eq(actions.id, id))
		.run();
}

/** Carries an accepted request into the action, which stays accepted; its milestones are written apart. */
export function changeAction(db: Db, { id, ...fields }: RemedyAction): void {
	const { dueOn, measure, correctionOnlyReason, product, leadUnit, personInCharge } = fields;
	const changed = { dueOn, measure, correctionOnlyReason, product, leadUnit, personInCharge };
	db.orm
		.update(actions)
		.set({ ...changed, version: sql`${actions.version} + 1` })
		.where(eq(actions.id, id))
		.run();
}

export function withdrawAction(db: Db, id: string, at: number): void {
	db.orm.update(actions).set({ withdrawnAt: at }).where(eq(actions.id, id)).run();
}

/** In order of their making. */
export const listProgress: (db: Db, inspectionId: string) => ReportedProgress[] = preparedList((orm, id) =>
	orm
		.select({
			id: progressReports.id,
			actionId: progressReports.actionId,
			percent: progressReports.percent,
			state: progressReports.state,
			numerator: progressReports.numerator,
			denominator: progressReports.denominator,
			asOfOn: progressReports.asOfOn,
			doneText: progressReports.doneText,
			remainingText: progressReports.remainingText,
			delayReason: progressReports.delayReason,
			newDueOn: progressReports.newDueOn,
			awaitedBody: progressReports.awaitedBody,
			regressReason: progressReports.regressReason,
			daysLate: progressReports.daysLate,
			reportedBy: progressReports.reportedBy,
			reportedAt: progressReports.reportedAt
		})
		.from(progressReports)
		.innerJoin(actions, eq(actions.id, progressReports.actionId))
		.where(eq(actions.inspectionId, id))
		.orderBy(asc(progressReports.reportedAt), asc(progressReports.id))
);

export function insertProgress(db: Db, row: typeof progressReports.$inferInsert): void {
	db.orm.insert(progressReports).values(row).run();
}

export const listVerifications: (db: Db, inspectionId: string) => VerificationRow[] = preparedList(
	(orm, id) =>
		orm
			.select({
				id: verifications.id,
				findingId: verifications.findingId,
				result: verifications.result,
				reason: verifications.reason,
				recheckId: verifications.recheckId,
				verifiedBy: verifications.verifiedBy,
				verifiedAt: verifications.verifiedAt
			})
			.from(verifications)
			.innerJoin(findings, eq(findings.id, verifications.findingId))
			.where(eq(findings.inspectionId, id))
			.orderBy(asc(verifications.verifiedAt), asc(verifications.id))
);

export function insertVerification(db: Db, row: typeof verifications.$inferInsert): void {
	db.orm.insert(verifications).values(row).run();
}
