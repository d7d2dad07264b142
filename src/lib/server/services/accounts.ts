/** Accounts, for administrators. Signing in and what a person does to the own account is in `sign-in.ts`. */
import type { AuditAction } from '#lib/domain/audit-action.ts';
import { isAgencyRole, type AccountRole } from '#lib/domain/permissions.ts';
import { problem, ProblemError } from '#lib/domain/problems.ts';
import { writeAudit } from '../audit/audit.ts';
import { hashPassword, makeInitialPassword } from '../auth/password.ts';
import { inTransaction, type Ctx } from '../context.ts';
import { findAgency } from '../db/queries/agencies.ts';
import {
	countAccounts,
	countOtherAdmins,
	deleteSessionsOf,
	findAccount,
	findAccountByUsername,
	findAccountSummary,
	insertAccount,
	listAccountRows,
	updateAccount,
	type AccountListRow,
	type AccountRow
} from '../db/queries/people.ts';
import { requireOffice, requireVersion } from './access.ts';

/** Who an account is for. `agencyId` counts only for the roles of an agency. */
export interface AccountInput {
	displayName: string;
	title: string;
	/** Where reminders go; left out: as it stands. */
	email?: string;
	role: AccountRole;
	agencyId: string | null;
}

/** A one-time password, given back once and kept nowhere. */
export interface InitialPassword {
	id: string;
	username: string;
	password: string;
}

export const FIRST_ADMINISTRATOR = 'quantri';

/** One spelling for each username: small letters, composed. */
export const normalizeUsername = (typed: string): string => typed.normalize('NFC').trim().toLowerCase();

export function listAccounts(ctx: Ctx): AccountListRow[] {
	requireOffice(ctx, 'account.manage');
	return listAccountRows(ctx.db);
}

/** Problem `not_found`. */
export function getAccount(ctx: Ctx, id: string): AccountListRow {
	requireOffice(ctx, 'account.manage');
	const account = findAccountSummary(ctx.db, id);
	if (!account) throw new ProblemError(problem('not_found', {}));
	return account;
}

/** Makes an account with a one-time password that has to be changed. Problems `account.username_taken`, `account.agency_required`. */
export async function createAccount(
	ctx: Ctx,
	input: AccountInput & { username: string }
): Promise<InitialPassword> {
	requireOffice(ctx, 'account.manage');
	const username = normalizeUsername(input.username);
	const password = makeInitialPassword();
	const row = {
		id: ctx.newId(),
		username,
		displayName: input.displayName,
		title: input.title,
		email: input.email ?? '',
		role: input.role,
		agencyId: agencyFor(ctx, input),
		passwordHash: await hashPassword(password),
		createdAt: ctx.now()
	};
	inTransaction(ctx, () => {
		if (findAccountByUsername(ctx.db, username))
			throw new ProblemError(problem('account.username_taken', { username }, 'username'));
		insertAccount(ctx.db, row);
		audit(ctx, 'account.create', row.id, null, { username, ...rights(row) });
	});
	return { id: row.id, username, password };
}

/** Changes name, title, mail address, role and agency. Problems `version.stale`, `account.last_admin`, `account.agency_required`. */
export function setRole(ctx: Ctx, id: string, version: number, input: AccountInput): void {
	requireOffice(ctx, 'account.manage');
	const patch = { ...input, agencyId: agencyFor(ctx, input) };
	write(ctx, 'account.set_role', id, version, (account) => {
		if (account.role === 'admin' && patch.role !== 'admin') requireOtherAdmin(ctx, account);
		return patch;
	});
}

/** A new one-time password; all sessions of the account end. Problem `version.stale`. */
export async function resetPassword(ctx: Ctx, id: string, version: number): Promise<InitialPassword> {
	requireOffice(ctx, 'account.manage');
	const password = makeInitialPassword();
	const passwordHash = await hashPassword(password);
	const { username } = write(ctx, 'account.reset_password', id, version, () => {
		deleteSessionsOf(ctx.db, id);
		return { passwordHash, mustChangePassword: true };
	});
	return { id, username, password };
}

/** Nobody signs in with it any more, and all its sessions end. Problems `version.stale`, `account.last_admin`. */
export function disableAccount(ctx: Ctx, id: string, version: number): void {
	requireOffice(ctx, 'account.manage');
	write(ctx, 'account.disable', id, version, (account) => {
		if (account.role === 'admin') requireOtherAdmin(ctx, account);
		deleteSessionsOf(ctx.db, id);
		return { disabledAt: account.disabledAt ?? ctx.now() };
	});
}

/** Problem `version.stale`. */
export function enableAccount(ctx: Ctx, id: string, version: number): void {
	requireOffice(ctx, 'account.manage');
	write(ctx, 'account.enable', id, version, () => ({ disabledAt: null }));
}

/** The one administrator of a new production installation. Done by the system itself, before anybody has an account. */
export async function makeFirstAdministrator(ctx: Ctx): Promise<{ username: string; password: string }> {
	const password = makeInitialPassword();
	const row = {
		id: ctx.newId(),
		username: FIRST_ADMINISTRATOR,
		displayName: 'Quản trị hệ thống',
		role: 'admin' as const,
		passwordHash: await hashPassword(password),
		createdAt: ctx.now()
	};
	inTransaction(ctx, () => {
		if (countAccounts(ctx.db) > 0) throw new Error('There are accounts already.');
		insertAccount(ctx.db, row);
		audit(ctx, 'account.create_first', row.id, null, { username: row.username, role: row.role });
	});
	return { username: row.username, password };
}

/** Reads, changes and records in one transaction, under the optimistic lock. */
function write(
	ctx: Ctx,
	action: AuditAction,
	id: string,
	version: number,
	change: (account: AccountRow) => Partial<AccountRow>
): AccountRow {
	return inTransaction(ctx, () => {
		const account = findAccount(ctx.db, id);
		if (!account) throw new ProblemError(problem('not_found', {}));
		requireVersion(account.version, version);
		const patch = change(account);
		updateAccount(ctx.db, id, version, patch);
		audit(ctx, action, id, rights(account), rights({ ...account, ...patch }));
		return account;
	});
}

function agencyFor(ctx: Ctx, { role, agencyId }: Pick<AccountInput, 'role' | 'agencyId'>): string | null {
	if (!isAgencyRole(role)) return null;
	if (agencyId === null) throw new ProblemError(problem('account.agency_required', {}, 'agencyId'));
	if (!findAgency(ctx.db, agencyId))
		throw new ProblemError(problem('input.invalid', { field: 'agencyId' }, 'agencyId'));
	return agencyId;
}

function requireOtherAdmin(ctx: Ctx, account: AccountRow): void {
	if (account.disabledAt === null && countOtherAdmins(ctx.db, account.id) === 0)
		throw new ProblemError(problem('account.last_admin', {}));
}

function rights(
	account: Pick<AccountRow, 'displayName' | 'title' | 'role' | 'agencyId'> &
		Partial<Pick<AccountRow, 'email' | 'disabledAt'>>
) {
	const { displayName, title, email = '', role, agencyId, disabledAt } = account;
	return { displayName, title, email, role, agencyId, disabled: (disabledAt ?? null) !== null };
}

function audit(ctx: Ctx, action: AuditAction, id: string, old: unknown, now: unknown): void {
	writeAudit(ctx, { action, subjectKind: 'account', subjectId: id, old, new: now });
}
