/** Requests on accepted actions, and the plan as it was each time it was submitted. */
import { and, asc, count, eq, inArray, isNull, max } from 'drizzle-orm';
import type { ActionRequest, RequestDecision } from '#lib/domain/action-request.ts';
import { NO_DETAIL } from '#lib/domain/remediation.ts';
import type { Db } from '../open.ts';
import { preparedList } from '../prepared.ts';
import { actionRequests, actions, planVersions } from '../schema/remediation.ts';

type Row = typeof actionRequests.$inferSelect;

export interface RequestRow extends ActionRequest {
	before: Row['before'];
	requestedBy: string;
	requestedAt: number;
	decidedBy: string | null;
	decidedAt: number | null;
}

const standingRequests = preparedList((orm, id) =>
	orm
		.select({ request: actionRequests })
		.from(actionRequests)
		.innerJoin(actions, eq(actions.id, actionRequests.actionId))
		.where(and(eq(actions.inspectionId, id), isNull(actionRequests.withdrawnAt)))
		.orderBy(asc(actionRequests.requestedAt), asc(actionRequests.id))
);

/** Of an inspection, in order of their making; those taken back are left out. */
export function listRequests(db: Db, inspectionId: string): RequestRow[] {
	return standingRequests(db, inspectionId).map(({ request: { withdrawnAt: _, ...row } }) => ({
		...row,
		dueBefore: row.before.dueOn
	}));
}

/** How many requests of each inspection nobody has decided or taken back. */
export const countWaitingRequests = (db: Db): Map<string, number> =>
	new Map(
		db.orm
			.select({ inspectionId: actions.inspectionId, waiting: count() })
			.from(actionRequests)
			.innerJoin(actions, eq(actions.id, actionRequests.actionId))
			.where(and(isNull(actionRequests.withdrawnAt), isNull(actionRequests.decision)))
			.groupBy(actions.inspectionId)
			.all()
			.map(({ inspectionId, waiting }) => [inspectionId, waiting])
	);

/** What accepted requests have moved, in order of their making: of all actions, or of some. */
export const listAcceptedMoves = (db: Db, actionIds: readonly string[] | null = null) =>
	db.orm
		.select({
			actionId: actionRequests.actionId,
			kind: actionRequests.kind,
			decision: actionRequests.decision,
			dueOn: actionRequests.dueOn,
			restsUntil: actionRequests.restsUntil,
			before: actionRequests.before
		})
		.from(actionRequests)
		.where(
			and(
				eq(actionRequests.decision, 'accepted'),
				actionIds === null ? undefined : inArray(actionRequests.actionId, [...actionIds])
			)
		)
		.orderBy(asc(actionRequests.requestedAt), asc(actionRequests.id))
		.all()
		.map(({ before, ...row }) => ({ ...row, dueBefore: before.dueOn }));

export function insertRequest(db: Db, row: typeof actionRequests.$inferInsert): void {
	db.orm.insert(actionRequests).values(row).run();
}

export function withdrawRequest(db: Db, id: string, at: number): void {
	db.orm.update(actionRequests).set({ withdrawnAt: at }).where(eq(actionRequests.id, id)).run();
}

export function decideRequest(
	db: Db,
	id: string,
	decided: { decision: RequestDecision; decisionReason: string; decidedBy: string; decidedAt: number }
): void {
	db.orm.update(actionRequests).set(decided).where(eq(actionRequests.id, id)).run();
}

export function insertPlanVersion(db: Db, row: Omit<typeof planVersions.$inferInsert, 'number'>): number {
	const last = db.orm
		.select({ last: max(planVersions.number) })
		.from(planVersions)
		.where(eq(planVersions.inspectionId, row.inspectionId))
		.get()?.last;
	const number = (last ?? 0) + 1;
	db.orm
		.insert(planVersions)
		.values({ ...row, number })
		.run();
	return number;
}

/** The first first. Those of plans that were kept before a field was asked for have it empty. */
export const listPlanVersions = (db: Db, inspectionId: string): (typeof planVersions.$inferSelect)[] =>
	db.orm
		.select()
		.from(planVersions)
		.where(eq(planVersions.inspectionId, inspectionId))
		.orderBy(asc(planVersions.number))
		.all()
		.map((row) => ({ ...row, actions: row.actions.map((action) => ({ ...NO_DETAIL, ...action })) }));
