/** Accounts and their sessions. */
import { and, asc, count, desc, eq, gt, isNull, lte, ne, sql } from 'drizzle-orm';
import type { AccountRole } from '#lib/domain/permissions.ts';
import type { Db } from '../open.ts';
import { prepared, preparedById } from '../prepared.ts';
import { accounts, agencies, sessions } from '../schema/people.ts';

export type AccountRow = typeof accounts.$inferSelect;
export type SessionRow = typeof sessions.$inferSelect;

/** What may leave the database for a page: never the hash. */
const publicColumns = {
	id: accounts.id,
	username: accounts.username,
	displayName: accounts.displayName,
	title: accounts.title,
	email: accounts.email,
	role: accounts.role,
	agencyId: accounts.agencyId,
	agencyName: agencies.name,
	mustChangePassword: accounts.mustChangePassword,
	disabledAt: accounts.disabledAt,
	createdAt: accounts.createdAt,
	version: accounts.version
};

export interface AccountListRow {
	id: string;
	username: string;
	displayName: string;
	title: string;
	email: string;
	role: AccountRole;
	agencyId: string | null;
	agencyName: string | null;
	mustChangePassword: boolean;
	disabledAt: number | null;
	createdAt: number;
	version: number;
}

export function listAccountRows(db: Db): AccountListRow[] {
	return db.orm
		.select(publicColumns)
		.from(accounts)
		.leftJoin(agencies, eq(agencies.id, accounts.agencyId))
		.orderBy(asc(accounts.role), asc(accounts.username))
		.all();
}

export function findAccountSummary(db: Db, id: string): AccountListRow | undefined {
	return db.orm
		.select(publicColumns)
		.from(accounts)
		.leftJoin(agencies, eq(agencies.id, accounts.agencyId))
		.where(eq(accounts.id, id))
		.get();
}

export const findAccount = preparedById(accounts);

export function findAccountByUsername(db: Db, username: string): AccountRow | undefined {
	return db.orm.select().from(accounts).where(eq(accounts.username, username)).get();
}

export function countAccounts(db: Db): number {
	return db.orm.select({ n: count() }).from(accounts).get()?.n ?? 0;
}

/** Administrators that can still sign in, without the one given. */
export function countOtherAdmins(db: Db, id: string): number {
	return (
		db.orm
			.select({ n: count() })
			.from(accounts)
			.where(and(eq(accounts.role, 'admin'), isNull(accounts.disabledAt), ne(accounts.id, id)))
			.get()?.n ?? 0
	);
}

export function insertAccount(db: Db, row: typeof accounts.$inferInsert): void {
	db.orm.insert(accounts).values(row).run();
}

/** Writes under the optimistic lock: false when somebody else was first. */
export function updateAccount(db: Db, id: string, version: number, patch: Partial<AccountRow>): boolean {
	return (
		db.orm
			.update(accounts)
			.set({ ...patch, version: version + 1 })
			.where(and(eq(accounts.id, id), eq(accounts.version, version)))
			.run().changes === 1
	);
}

const sessionByHash = prepared((orm) =>
	orm
		.select({
			accountId: sessions.accountId,
			handle: sessions.handle,
			expiresAt: sessions.expiresAt,
			absoluteExpiresAt: sessions.absoluteExpiresAt,
			lastSeenAt: sessions.lastSeenAt,
			role: accounts.role,
			agencyId: accounts.agencyId,
			displayName: accounts.displayName,
			username: accounts.username,
			mustChangePassword: accounts.mustChangePassword,
			disabledAt: accounts.disabledAt
		})
		.from(sessions)
		.innerJoin(accounts, eq(accounts.id, sessions.accountId))
		.where(eq(sessions.tokenHash, sql.placeholder('tokenHash')))
		.prepare()
);
export type SessionWithAccount = Pick<
	SessionRow,
	'accountId' | 'handle' | 'expiresAt' | 'absoluteExpiresAt' | 'lastSeenAt'
> &
	Pick<AccountRow, 'role' | 'agencyId' | 'displayName' | 'username' | 'mustChangePassword' | 'disabledAt'>;

export function findSession(db: Db, tokenHash: string): SessionWithAccount | undefined {
	return sessionByHash(db).get({ tokenHash });
}

export function insertSession(db: Db, row: typeof sessions.$inferInsert): void {
	db.orm.insert(sessions).values(row).run();
}

/** `at` becomes the time last seen. */
export function touchSession(db: Db, tokenHash: string, at: number, expiresAt: number): void {
	db.orm.update(sessions).set({ lastSeenAt: at, expiresAt }).where(eq(sessions.tokenHash, tokenHash)).run();
}

export function deleteSessionByHash(db: Db, tokenHash: string): void {
	db.orm.delete(sessions).where(eq(sessions.tokenHash, tokenHash)).run();
}

/** False where there is no such session of this account. */
export function deleteSessionByHandle(db: Db, accountId: string, handle: string): boolean {
	return (
		db.orm
			.delete(sessions)
			.where(and(eq(sessions.accountId, accountId), eq(sessions.handle, handle)))
			.run().changes === 1
	);
}

/** Ends all of an account's sessions but the one with `keep`; tells how many. */
export function deleteSessionsOf(db: Db, accountId: string, keep = ''): number {
	return db.orm
		.delete(sessions)
		.where(and(eq(sessions.accountId, accountId), ne(sessions.handle, keep)))
		.run().changes;
}

export function deleteExpiredSessions(db: Db, now: number): number {
	return db.orm.delete(sessions).where(lte(sessions.expiresAt, now)).run().changes;
}

export interface SessionListRow {
	handle: string;
	createdAt: number;
	lastSeenAt: number;
	expiresAt: number;
	address: string;
	device: string;
}

export function listSessionRows(db: Db, accountId: string, now: number): SessionListRow[] {
	return db.orm
		.select({
			handle: sessions.handle,
			createdAt: sessions.createdAt,
			lastSeenAt: sessions.lastSeenAt,
			expiresAt: sessions.expiresAt,
			address: sessions.address,
			device: sessions.device
		})
		.from(sessions)
		.where(and(eq(sessions.accountId, accountId), gt(sessions.expiresAt, now)))
		.orderBy(desc(sessions.lastSeenAt))
		.all();
}

/** Whether somebody is signed in to this account from this address. */
export function hasSessionFrom(db: Db, accountId: string, address: string, now: number): boolean {
	return (
		db.orm
			.select({ handle: sessions.handle })
			.from(sessions)
			.where(
				and(eq(sessions.accountId, accountId), eq(sessions.address, address), gt(sessions.expiresAt, now))
			)
			.limit(1)
			.get() !== undefined
	);
}
