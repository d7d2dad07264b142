/** What a self-assessment keeps beside its answers: where it began, who prepares what, returns, units' parts. */
import { and, asc, desc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Answer } from '#lib/domain/answer.ts';
import type { Db } from '../open.ts';
import { prepared, preparedList } from '../prepared.ts';
import { accounts } from '../schema/people.ts';
import {
	selfAssignments,
	selfReturnItems,
	selfReturns,
	selfStarts,
	unitFigures
} from '../schema/self-assessment.ts';

export type SelfStartRow = typeof selfStarts.$inferSelect;
export type SelfReturnRow = typeof selfReturns.$inferSelect;
export type SelfReturnItemRow = typeof selfReturnItems.$inferSelect;
export type UnitFigureRow = typeof unitFigures.$inferSelect;

export function findSelfStart(db: Db, inspectionId: string): SelfStartRow | undefined {
	return db.orm.select().from(selfStarts).where(eq(selfStarts.inspectionId, inspectionId)).get();
}

export function insertSelfStart(db: Db, row: SelfStartRow): void {
	db.orm.insert(selfStarts).values(row).run();
}

export interface ColleagueRow {
	id: string;
	displayName: string;
	title: string;
	role: (typeof accounts.$inferSelect)['role'];
}

/** Those of an agency who may prepare an answer: head and officers who can sign in. */
export function listColleagues(db: Db, agencyId: string): ColleagueRow[] {
	return db.orm
		.select({
			id: accounts.id,
			displayName: accounts.displayName,
			title: accounts.title,
			role: accounts.role
		})
		.from(accounts)
		.where(
			and(
				eq(accounts.agencyId, agencyId),
				inArray(accounts.role, ['agency_head', 'agency_officer']),
				isNull(accounts.disabledAt)
			)
		)
		.orderBy(desc(accounts.role), asc(accounts.displayName))
		.all();
}

export interface AssignmentRow {
	code: string;
	accountId: string;
	/** Also of somebody who has left since. */
	displayName: string;
}

export function listAssignments(db: Db, inspectionId: string): AssignmentRow[] {
	return db.orm
		.select({
			code: selfAssignments.code,
			accountId: selfAssignments.accountId,
			displayName: accounts.displayName
		})
		.from(selfAssignments)
		.innerJoin(accounts, eq(accounts.id, selfAssignments.accountId))
		.where(eq(selfAssignments.inspectionId, inspectionId))
		.all();
}

export function writeAssignment(db: Db, row: typeof selfAssignments.$inferInsert): void {
	const { accountId, assignedBy, assignedAt } = row;
	db.orm
		.insert(selfAssignments)
		.values(row)
		.onConflictDoUpdate({
			target: [selfAssignments.inspectionId, selfAssignments.code],
			set: { accountId, assignedBy, assignedAt }
		})
		.run();
}

export function deleteAssignment(db: Db, inspectionId: string, code: string): void {
	db.orm
		.delete(selfAssignments)
		.where(and(eq(selfAssignments.inspectionId, inspectionId), eq(selfAssignments.code, code)))
		.run();
}

const openReturn = prepared((orm) =>
	orm
		.select()
		.from(selfReturns)
		.where(and(eq(selfReturns.inspectionId, sql.placeholder('inspectionId')), isNull(selfReturns.answeredAt)))
		.orderBy(desc(selfReturns.returnedAt))
		.limit(1)
		.prepare()
);

/** The return that the agency still has to answer. Read with every sending of the agency. */
export function findOpenReturn(db: Db, inspectionId: string): SelfReturnRow | undefined {
	return openReturn(db).get({ inspectionId });
}

/** Newest first. */
const selfReturnsOf = preparedList((orm, inspectionId) =>
	orm
		.select({ row: selfReturns, byName: accounts.displayName })
		.from(selfReturns)
		.leftJoin(accounts, eq(accounts.id, selfReturns.returnedBy))
		.where(eq(selfReturns.inspectionId, inspectionId))
		.orderBy(desc(selfReturns.returnedAt), desc(selfReturns.id))
);
export const listSelfReturns = (
	db: Db,
	inspectionId: string
): (SelfReturnRow & { byName: string | null })[] =>
	selfReturnsOf(db, inspectionId).map(({ row, byName }) => ({ ...row, byName }));

export function listReturnItems(db: Db, returnId: string): SelfReturnItemRow[] {
	return db.orm.select().from(selfReturnItems).where(eq(selfReturnItems.returnId, returnId)).all();
}

export function insertSelfReturn(
	db: Db,
	row: typeof selfReturns.$inferInsert,
	items: (typeof selfReturnItems.$inferInsert)[]
): void {
	db.orm.insert(selfReturns).values(row).run();
	if (items.length > 0) db.orm.insert(selfReturnItems).values(items).run();
}

export function writeReply(db: Db, returnId: string, code: string, reply: string): boolean {
	return (
		db.orm
			.update(selfReturnItems)
			.set({ reply })
			.where(and(eq(selfReturnItems.returnId, returnId), eq(selfReturnItems.code, code)))
			.run().changes === 1
	);
}

/** Writes what a return came back with, and that it did. */
export function closeReturn(
	db: Db,
	returnId: string,
	after: readonly { code: string; after: Answer | null; afterProofs: string[] }[],
	at: number
): void {
	for (const { code, ...values } of after)
		db.orm
			.update(selfReturnItems)
			.set(values)
			.where(and(eq(selfReturnItems.returnId, returnId), eq(selfReturnItems.code, code)))
			.run();
	db.orm.update(selfReturns).set({ answeredAt: at }).where(eq(selfReturns.id, returnId)).run();
}

export function listUnitFigures(db: Db, inspectionId: string): UnitFigureRow[] {
	return db.orm.select().from(unitFigures).where(eq(unitFigures.inspectionId, inspectionId)).all();
}

const ofUnit = ({ inspectionId, code, unitId }: Pick<UnitFigureRow, 'inspectionId' | 'code' | 'unitId'>) =>
	and(eq(unitFigures.inspectionId, inspectionId), eq(unitFigures.code, code), eq(unitFigures.unitId, unitId));

export function findUnitFigure(
	db: Db,
	key: Pick<UnitFigureRow, 'inspectionId' | 'code' | 'unitId'>
): UnitFigureRow | undefined {
	return db.orm.select().from(unitFigures).where(ofUnit(key)).get();
}

export function writeUnitFigure(db: Db, row: UnitFigureRow): void {
	db.orm
		.insert(unitFigures)
		.values(row)
		.onConflictDoUpdate({
			target: [unitFigures.inspectionId, unitFigures.code, unitFigures.unitId],
			set: row
		})
		.run();
}

export function deleteUnitFigure(db: Db, key: Pick<UnitFigureRow, 'inspectionId' | 'code' | 'unitId'>): void {
	db.orm.delete(unitFigures).where(ofUnit(key)).run();
}
