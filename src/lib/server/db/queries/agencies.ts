/** Agencies and the units below them. */
import { and, eq, isNull } from 'drizzle-orm';
import type { Db } from '../open.ts';
import { accounts, agencies } from '../schema/people.ts';

export type AgencyRow = typeof agencies.$inferSelect;

export function findAgency(db: Db, id: string): AgencyRow | undefined {
	return db.orm.select().from(agencies).where(eq(agencies.id, id)).get();
}

/** The account of the agency's head, whose name stands under its papers; undefined while there is none. */
export function findAgencyHead(db: Db, agencyId: string): { displayName: string } | undefined {
	return db.orm
		.select({ displayName: accounts.displayName })
		.from(accounts)
		.where(and(eq(accounts.agencyId, agencyId), eq(accounts.role, 'agency_head'), isNull(accounts.disabledAt)))
		.get();
}
