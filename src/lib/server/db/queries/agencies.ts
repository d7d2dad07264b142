/** Agencies and the units below them. */
import { and, asc, count, desc, eq, isNull, sql } from 'drizzle-orm';
import type { Db } from '../open.ts';
import { preparedById, preparedList } from '../prepared.ts';
import { accounts, agencies, units } from '../schema/people.ts';

export type AgencyRow = typeof agencies.$inferSelect;

export const findAgency = preparedById(agencies);

/** The account of the agency's head, whose name stands under its papers; undefined while there is none. */
export function findAgencyHead(db: Db, agencyId: string): { displayName: string } | undefined {
	return db.orm
		.select({ displayName: accounts.displayName })
		.from(accounts)
		.where(
			and(eq(accounts.agencyId, agencyId), eq(accounts.role, 'agency_head'), isNull(accounts.disabledAt))
		)
		.get();
}

export type UnitRow = typeof units.$inferSelect;
export type AgencyListRow = AgencyRow & { units: number; accounts: number };

/** All agencies with how many units stand open below each, and how many accounts can sign in for it. */
export function listAgencyRows(db: Db): AgencyListRow[] {
	const unitCounts = countBy(
		db.orm
			.select({ agencyId: units.agencyId, n: count() })
			.from(units)
			.where(isNull(units.validTo))
			.groupBy(units.agencyId)
			.all()
	);
	const accountCounts = countBy(
		db.orm
			.select({ agencyId: accounts.agencyId, n: count() })
			.from(accounts)
			.where(isNull(accounts.disabledAt))
			.groupBy(accounts.agencyId)
			.all()
	);
	const rows = db.orm.select().from(agencies).orderBy(desc(agencies.level), asc(agencies.name)).all();
	return rows.map((row) => ({
		...row,
		units: unitCounts.get(row.id) ?? 0,
		accounts: accountCounts.get(row.id) ?? 0
	}));
}

const countBy = (rows: { agencyId: string | null; n: number }[]) =>
	new Map(rows.map(({ agencyId, n }) => [agencyId, n]));

export function findAgencyByCode(db: Db, code: string): AgencyRow | undefined {
	return db.orm.select().from(agencies).where(eq(agencies.code, code)).get();
}

export function insertAgency(db: Db, row: typeof agencies.$inferInsert): void {
	db.orm.insert(agencies).values(row).run();
}

/** Writes under the optimistic lock: false when somebody else was first. */
export function updateAgency(db: Db, id: string, version: number, patch: Partial<AgencyRow>): boolean {
	return (
		db.orm
			.update(agencies)
			.set({ ...patch, version: version + 1 })
			.where(and(eq(agencies.id, id), eq(agencies.version, version)))
			.run().changes === 1
	);
}

/** Beside the optimistic lock: whoever edits an agency meanwhile loses nothing by it. */
export function setAgencyLogo(db: Db, id: string, logoSha256: string | null): void {
	db.orm.update(agencies).set({ logoSha256 }).where(eq(agencies.id, id)).run();
}

export const listUnits: (db: Db, agencyId: string) => UnitRow[] = preparedList((orm, id) =>
	orm
		.select()
		.from(units)
		.where(eq(units.agencyId, id))
		.orderBy(sql`${units.validTo} is not null`, asc(units.kind), asc(units.name))
);

/** The name of each unit with its agency's code, for the check of an import. */
export function listUnitNames(db: Db): { agencyCode: string; name: string }[] {
	return db.orm
		.select({ agencyCode: agencies.code, name: units.name })
		.from(units)
		.innerJoin(agencies, eq(agencies.id, units.agencyId))
		.all();
}

export function findUnit(db: Db, agencyId: string, id: string): UnitRow | undefined {
	return db.orm
		.select()
		.from(units)
		.where(and(eq(units.agencyId, agencyId), eq(units.id, id)))
		.get();
}

export function insertUnit(db: Db, row: typeof units.$inferInsert): void {
	db.orm.insert(units).values(row).run();
}

export function updateUnit(db: Db, id: string, patch: Partial<UnitRow>): void {
	db.orm.update(units).set(patch).where(eq(units.id, id)).run();
}
