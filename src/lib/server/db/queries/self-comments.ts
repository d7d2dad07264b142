/** What colleagues of an agency say to each other about its self-assessment. Only `services/self-comments.ts` reads it. */
import { and, asc, eq, isNull } from 'drizzle-orm';
import type { Db } from '../open.ts';
import { accounts } from '../schema/people.ts';
import { selfComments } from '../schema/self-assessment.ts';

export type SelfCommentRow = typeof selfComments.$inferSelect;

export function listSelfComments(db: Db, inspectionId: string): (SelfCommentRow & { byName: string })[] {
	return db.orm
		.select({ row: selfComments, byName: accounts.displayName })
		.from(selfComments)
		.innerJoin(accounts, eq(accounts.id, selfComments.writtenBy))
		.where(and(eq(selfComments.inspectionId, inspectionId), isNull(selfComments.withdrawnAt)))
		.orderBy(asc(selfComments.writtenAt), asc(selfComments.id))
		.all()
		.map(({ row, byName }) => ({ ...row, byName }));
}

export function findSelfComment(db: Db, id: string): SelfCommentRow | undefined {
	return db.orm.select().from(selfComments).where(eq(selfComments.id, id)).get();
}

export function insertSelfComment(db: Db, row: typeof selfComments.$inferInsert): void {
	db.orm.insert(selfComments).values(row).run();
}

export function withdrawSelfComment(db: Db, id: string, at: number): void {
	db.orm.update(selfComments).set({ withdrawnAt: at }).where(eq(selfComments.id, id)).run();
}
