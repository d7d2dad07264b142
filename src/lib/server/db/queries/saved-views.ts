/** Saved views of one person; every statement names the account. */
import { and, asc, eq } from 'drizzle-orm';
import type { SavedView } from '#lib/domain/saved-view.ts';
import type { Db } from '../open.ts';
import { preparedList } from '../prepared.ts';
import { savedViews } from '../schema/people.ts';

/** In order of their making. */
export const listSavedViewsOf: (db: Db, accountId: string) => SavedView[] = preparedList((orm, accountId) =>
	orm
		.select({
			id: savedViews.id,
			name: savedViews.name,
			address: savedViews.address,
			opensFirst: savedViews.opensFirst
		})
		.from(savedViews)
		.where(eq(savedViews.accountId, accountId))
		.orderBy(asc(savedViews.createdAt), asc(savedViews.id))
);

export function insertSavedView(db: Db, row: typeof savedViews.$inferInsert): void {
	db.orm.insert(savedViews).values(row).run();
}

export function updateSavedView(
	db: Db,
	accountId: string,
	id: string,
	patch: Partial<Pick<SavedView, 'name' | 'address' | 'opensFirst'>>
): void {
	db.orm
		.update(savedViews)
		.set(patch)
		.where(and(eq(savedViews.id, id), eq(savedViews.accountId, accountId)))
		.run();
}

/** No view of the account opens first any more. */
export function clearFirstView(db: Db, accountId: string): void {
	db.orm.update(savedViews).set({ opensFirst: false }).where(eq(savedViews.accountId, accountId)).run();
}

export function deleteSavedView(db: Db, accountId: string, id: string): void {
	db.orm
		.delete(savedViews)
		.where(and(eq(savedViews.id, id), eq(savedViews.accountId, accountId)))
		.run();
}
