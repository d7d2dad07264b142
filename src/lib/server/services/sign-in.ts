/** Signing in and out, and what people do to their own account: password and sessions. */
import type { AuditAction } from '#lib/domain/audit-action.ts';
import type { Actor } from '#lib/domain/permissions.ts';
import { problem, ProblemError } from '#lib/domain/problems.ts';
import { writeAudit } from '../audit/audit.ts';
import { countAttempt, forgiveAttempt, type LoginAttempt } from '../auth/login-limits.ts';
import { checkPassword, compareWithNobody, hashPassword, isPassword } from '../auth/password.ts';
import { startSession, type StartedSession } from '../auth/session.ts';
import { inTransaction, type Ctx } from '../context.ts';
import {
	deleteSessionByHandle,
	deleteSessionsOf,
	findAccount,
	findAccountByUsername,
	findAccountSummary,
	hasSessionFrom,
	listSessionRows,
	updateAccount,
	type AccountListRow,
	type AccountRow,
	type SessionListRow
} from '../db/queries/people.ts';
import { requireVersion } from './access.ts';
import { normalizeUsername } from './accounts.ts';

/**
 * Signs in. An unknown username takes as long and answers the same as a wrong password. Problems
 * `auth.wrong_credentials`, `auth.too_many_attempts`, and `auth.disabled` for who knows the password.
 */
export async function login(
	ctx: Ctx,
	{ username: typed, password }: { username: string; password: string }
): Promise<StartedSession & { mustChangePassword: boolean }> {
	const username = normalizeUsername(typed);
	const account = findAccountByUsername(ctx.db, username);
	const attempt = attemptOf(ctx, username, account);
	await requireWithinLimits(ctx, attempt);
	const isRight = account
		? await isPassword(account.passwordHash, password)
		: await compareWithNobody(password);
	if (!account || !isRight) throw new ProblemError(problem('auth.wrong_credentials', {}));
	if (account.disabledAt !== null) throw new ProblemError(problem('auth.disabled', {}));
	await forgiveAttempt(ctx.db, attempt);
	const session = await startSession({ ...ctx, actor: actorOf(account) }, account.id);
	return { ...session, mustChangePassword: account.mustChangePassword };
}

/** Ends the session a person is working in. */
export function logout(ctx: Ctx, handle: string): void {
	const actor = requireSignedIn(ctx);
	inTransaction(ctx, () => {
		if (deleteSessionByHandle(ctx.db, actor.id, handle))
			audit(ctx, 'session.end', actor.id, { reason: 'logout' });
	});
}

/**
 * Changes the own password; every session ends, and a new one begins for the browser that asked. Open with an
 * initial password too. Problems `auth.wrong_current_password`, `auth.weak_password`, `auth.same_password`,
 * `auth.too_many_attempts`.
 */
export async function changePassword(
	ctx: Ctx,
	{ currentPassword, newPassword }: { currentPassword: string; newPassword: string }
): Promise<StartedSession> {
	const account = ownAccount(ctx);
	const attempt = attemptOf(ctx, account.username, account);
	await requireWithinLimits(ctx, attempt);
	if (!(await isPassword(account.passwordHash, currentPassword)))
		throw new ProblemError(problem('auth.wrong_current_password', {}, 'currentPassword'));
	await forgiveAttempt(ctx.db, attempt);
	const checked = checkPassword(newPassword, account.username);
	if (!checked.ok) throw new ProblemError({ ...checked.problem, at: 'newPassword' });
	if (await isPassword(account.passwordHash, newPassword))
		throw new ProblemError(problem('auth.same_password', {}, 'newPassword'));
	const passwordHash = await hashPassword(newPassword);
	inTransaction(ctx, () => {
		const { version } = ownAccount(ctx);
		requireVersion(version, account.version);
		updateAccount(ctx.db, account.id, version, { passwordHash, mustChangePassword: false });
		const ended = deleteSessionsOf(ctx.db, account.id);
		audit(ctx, 'account.change_password', account.id, { sessionsEnded: ended });
	});
	return startSession(ctx, account.id);
}

/** What a person may see of the own account. Problem `auth.required`. */
export function getOwnAccount(ctx: Ctx): AccountListRow {
	const account = findAccountSummary(ctx.db, requireSignedIn(ctx).id);
	if (!account) throw new ProblemError(problem('auth.required', {}));
	return account;
}

/** The own sessions that still hold, latest used first; `current` marks the one with `handle`. */
export function listSessions(ctx: Ctx, handle: string): (SessionListRow & { current: boolean })[] {
	const actor = requireSignedIn(ctx);
	return listSessionRows(ctx.db, actor.id, ctx.now()).map((row) => ({
		...row,
		current: row.handle === handle
	}));
}

/** Ends one of the own sessions. Problem `not_found`. */
export function endSession(ctx: Ctx, handle: string): void {
	const actor = requireSignedIn(ctx);
	inTransaction(ctx, () => {
		if (!deleteSessionByHandle(ctx.db, actor.id, handle)) throw new ProblemError(problem('not_found', {}));
		audit(ctx, 'session.end', actor.id, { reason: 'ended' });
	});
}

/** Ends all of the own sessions but the one with `handle`; tells how many. */
export function endOtherSessions(ctx: Ctx, handle: string): number {
	const actor = requireSignedIn(ctx);
	return inTransaction(ctx, () => {
		const ended = deleteSessionsOf(ctx.db, actor.id, handle);
		audit(ctx, 'session.end_others', actor.id, { sessionsEnded: ended });
		return ended;
	});
}

/** Signed in is enough here, with an initial password too: these are the things that settle it. */
function requireSignedIn(ctx: Ctx): Actor {
	if (ctx.actor === null) throw new ProblemError(problem('auth.required', {}));
	return ctx.actor;
}

function ownAccount(ctx: Ctx): AccountRow {
	const account = findAccount(ctx.db, requireSignedIn(ctx).id);
	if (!account || account.disabledAt !== null) throw new ProblemError(problem('auth.required', {}));
	return account;
}

function attemptOf(ctx: Ctx, username: string, account: AccountRow | undefined): LoginAttempt {
	const { address } = ctx.origin;
	const known = account !== undefined && hasSessionFrom(ctx.db, account.id, address, ctx.now());
	return { username, address, known };
}

async function requireWithinLimits(ctx: Ctx, attempt: LoginAttempt): Promise<void> {
	const counted = await countAttempt(ctx.db, attempt);
	if (!counted.ok) throw new ProblemError(counted.problem);
}

const actorOf = ({ id, role, agencyId, displayName, mustChangePassword }: AccountRow): Actor => ({
	id,
	role,
	agencyId,
	displayName,
	mustChangePassword
});

function audit(ctx: Ctx, action: AuditAction, accountId: string, now: unknown): void {
	writeAudit(ctx, { action, subjectKind: 'account', subjectId: accountId, new: now });
}
