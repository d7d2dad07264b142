/**
 * Sessions. The only file that knows lucia, whose version 3 is its last: should it go, it goes from here alone.
 * The database keeps the SHA-256 of a token, never the token. Use moves the idle expiry on, at most up to the
 * absolute one.
 */
import { hash } from 'node:crypto';
import { Lucia, TimeSpan, type Adapter, type DatabaseSession } from 'lucia';
import type { Actor } from '#lib/domain/permissions.ts';
import { writeAudit } from '../audit/audit.ts';
import type { Config } from '../config.ts';
import { inTransaction, type Ctx } from '../context.ts';
import {
	deleteExpiredSessions,
	deleteSessionByHash,
	deleteSessionsOf,
	findAccount,
	findSession,
	insertSession,
	listSessionRows,
	touchSession,
	type SessionWithAccount
} from '../db/queries/people.ts';

const DAY_MS = 86_400_000;
export const ABSOLUTE_LIFE_MS = 30 * DAY_MS;
/** Being seen is written down at most this often: a page of many requests is one use. */
const TOUCH_EVERY_MS = 60_000;
export const SESSION_COOKIE = 'thuoc_session';
const LONGEST_DEVICE = 300;

declare module 'lucia' {
	interface Register {
		DatabaseSessionAttributes: { handle: string };
	}
}

/** Who is signed in, and through which session. */
export interface SignedIn {
	actor: Actor;
	username: string;
	/** Names the session in lists; says nothing about the token. */
	handle: string;
	expiresAt: number;
}

/** A session just made; the token goes into the cookie and nowhere else. */
export interface StartedSession {
	token: string;
	handle: string;
}

/** What the framework needs to set a cookie. */
export interface SessionCookie {
	name: string;
	value: string;
	attributes: {
		httpOnly: true;
		sameSite: 'lax';
		secure: boolean;
		path: '/';
		expires?: Date;
		maxAge?: number;
	};
}

const hashToken = (token: string): string => hash('sha256', token, 'hex');

type Found = (row: SessionWithAccount) => void;

/** `found` is told of the row that lucia looked up, so that nobody has to read it a second time. */
function luciaOf(ctx: Ctx, found: Found = () => undefined): Lucia {
	return new Lucia(adapterOf(ctx, found), {
		sessionExpiresIn: new TimeSpan(ctx.config.sessionIdleMs, 'ms'),
		sessionCookie: { name: SESSION_COOKIE }
	});
}

function adapterOf(ctx: Ctx, found: Found): Adapter {
	return {
		async getSessionAndUser(token) {
			const row = findSession(ctx.db, hashToken(token));
			if (!row) return [null, null];
			found(row);
			return [asLucia(ctx, token, row), { id: row.accountId, attributes: {} }];
		},
		async getUserSessions(accountId) {
			return listSessionRows(ctx.db, accountId, ctx.now()).map(({ handle, expiresAt }) => ({
				id: handle,
				userId: accountId,
				expiresAt: new Date(Date.now() + expiresAt - ctx.now()),
				attributes: { handle }
			}));
		},
		async setSession({ id: token, userId, attributes }) {
			const at = ctx.now();
			const absoluteExpiresAt = at + ABSOLUTE_LIFE_MS;
			inTransaction(ctx, () => {
				// The only broom there is: no session begins without the dead ones going.
				deleteExpiredSessions(ctx.db, at);
				insertSession(ctx.db, {
					tokenHash: hashToken(token),
					accountId: userId,
					handle: attributes.handle,
					createdAt: at,
					expiresAt: at + ctx.config.sessionIdleMs,
					absoluteExpiresAt,
					lastSeenAt: at,
					address: ctx.origin.address,
					device: ctx.origin.device.slice(0, LONGEST_DEVICE)
				});
				writeAudit(ctx, { action: 'session.start', subjectKind: 'account', subjectId: userId });
			});
		},
		async updateSessionExpiration(token) {
			const row = findSession(ctx.db, hashToken(token));
			if (row) moveOn(ctx, token, row);
		},
		async deleteSession(token) {
			deleteSessionByHash(ctx.db, hashToken(token));
		},
		async deleteUserSessions(accountId) {
			deleteSessionsOf(ctx.db, accountId);
		},
		async deleteExpiredSessions() {
			deleteExpiredSessions(ctx.db, ctx.now());
		}
	};
}

/** Lucia reads the process's clock; what it is shown is moved so that the context's clock decides. */
function asLucia(ctx: Ctx, token: string, row: SessionWithAccount): DatabaseSession {
	const left = Math.min(row.expiresAt, row.absoluteExpiresAt) - ctx.now();
	return {
		id: token,
		userId: row.accountId,
		expiresAt: new Date(Date.now() + left),
		attributes: { handle: row.handle }
	};
}

/** Begins a session for an account whose password was right; the context's actor must already be that account. */
export async function startSession(ctx: Ctx, accountId: string): Promise<StartedSession> {
	const handle = ctx.newId();
	const { id: token } = await luciaOf(ctx).createSession(accountId, { handle });
	return { token, handle };
}

/** Who holds this token; null when it is unknown, expired, or its account is disabled. Counts as a use. */
export async function readSession(ctx: Ctx, token: string): Promise<SignedIn | null> {
	let row: SessionWithAccount | undefined;
	const { session } = await luciaOf(ctx, (found) => (row = found)).validateSession(token);
	if (!session || !row || row.disabledAt !== null) return null;
	const { accountId: id, role, agencyId, displayName, mustChangePassword, username, handle } = row;
	return {
		actor: { id, role, agencyId, displayName, mustChangePassword },
		username,
		handle,
		expiresAt: moveOn(ctx, token, row)
	};
}

/**
 * Whose session this is, told by its handle: for what was begun in a session and goes on without its token. Null once the
 * session has ended or the account is disabled. Does not count as a use.
 */
export function actorOfSession(ctx: Ctx, accountId: string, handle: string): Actor | null {
	const account = findAccount(ctx.db, accountId);
	const lives = listSessionRows(ctx.db, accountId, ctx.now()).some((session) => session.handle === handle);
	if (!account || account.disabledAt !== null || !lives) return null;
	const { id, role, agencyId, displayName, mustChangePassword } = account;
	return { id, role, agencyId, displayName, mustChangePassword };
}

/** Lucia moves the expiry only in the second half of a session's life; here every use counts. */
function moveOn(ctx: Ctx, token: string, row: SessionWithAccount): number {
	const at = ctx.now();
	if (at - row.lastSeenAt < TOUCH_EVERY_MS) return row.expiresAt;
	const expiresAt = Math.min(at + ctx.config.sessionIdleMs, row.absoluteExpiresAt);
	touchSession(ctx.db, hashToken(token), at, expiresAt);
	return expiresAt;
}

/** The cookie that carries a token; with null, the one that takes it away. */
export function sessionCookie(config: Pick<Config, 'origin'>, token: string | null): SessionCookie {
	const base = {
		httpOnly: true,
		sameSite: 'lax',
		secure: config.origin.startsWith('https:'),
		path: '/'
	} as const;
	if (token === null) return { name: SESSION_COOKIE, value: '', attributes: { ...base, maxAge: 0 } };
	return { name: SESSION_COOKIE, value: token, attributes: { ...base, maxAge: ABSOLUTE_LIFE_MS / 1000 } };
}
