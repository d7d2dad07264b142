/** Signing in and out on a real database: sessions, their ends, and the limits on guessing. */
import { verify } from '@node-rs/argon2';
import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Actor } from '#lib/domain/permissions.ts';
import { ABSOLUTE_LIFE_MS, readSession, sessionCookie } from '#lib/server/auth/session.ts';
import { sessions } from '#lib/server/db/schema/people.ts';
import { disableAccount, resetPassword, setRole } from '#lib/server/services/accounts.ts';
import { findAccount } from '#lib/server/db/queries/people.ts';
import {
	changePassword,
	endOtherSessions,
	endSession,
	listSessions,
	login,
	logout
} from '#lib/server/services/sign-in.ts';
import {
	addAccount,
	as,
	auditActions,
	codeOf,
	makeCtx,
	openTestDatabase,
	problemOf,
	TEST_PASSWORD,
	type TestCtx
} from '../support/database.ts';

/** Only watched: it does its work. */
vi.mock('@node-rs/argon2', { spy: true });

const HOUR = 3_600_000;
const NEW_PASSWORD = 'một mật khẩu khác 7';

let ctx: TestCtx;
let person: Actor;
let admin: Actor;

beforeEach(async () => {
	ctx = makeCtx(openTestDatabase());
	person = await addAccount(ctx.db, 'planner', { username: 'chuyenvien' });
	admin = await addAccount(ctx.db, 'admin', { username: 'quantri' });
});

const signIn = (password = TEST_PASSWORD, from = ctx) => login(from, { username: 'chuyenvien', password });
const from = (address: string): TestCtx => ({ ...ctx, origin: { address, device: 'Vitest' } });
const versionOf = (id: string) => findAccount(ctx.db, id)!.version;

describe('signing in', () => {
	it('begins a session that is read back as the person', async () => {
		const { token, handle } = await signIn();
		const signedIn = await readSession(ctx, token);
		expect(signedIn).toMatchObject({ actor: person, username: 'chuyenvien', handle });
	});

	it('takes the username in any spelling of the keyboard', async () => {
		const { token } = await login(ctx, { username: '  ChuyenVien ', password: TEST_PASSWORD });
		expect((await readSession(ctx, token))?.actor.id).toBe(person.id);
	});

	it('answers a wrong password and an unknown username alike', async () => {
		const wrong = await problemOf(() => signIn('không phải mật khẩu'));
		const unknown = await problemOf(() => login(ctx, { username: 'khong-co', password: TEST_PASSWORD }));
		expect(wrong).toEqual({ code: 'auth.wrong_credentials', details: {} });
		expect(unknown).toEqual(wrong);
	});

	it('hashes for an unknown username too, at the same cost, so that time tells nothing', async () => {
		const hashesFor = async (username: string) => {
			await codeOf(() => login(ctx, { username, password: 'x' }));
			const compared = vi.mocked(verify).mock.calls.map(([hash]) => String(hash).split('$').slice(1, 4));
			vi.mocked(verify).mockClear();
			return compared;
		};
		await hashesFor('khong-co');
		expect(await hashesFor('khong-co')).toEqual([['argon2id', 'v=19', 'm=19456,t=2,p=1']]);
		expect(await hashesFor('chuyenvien')).toEqual([['argon2id', 'v=19', 'm=19456,t=2,p=1']]);
	});

	it('tells of a disabled account only to who knows its password', async () => {
		disableAccount(as(ctx, admin), person.id, versionOf(person.id));
		expect(await codeOf(() => signIn('không phải mật khẩu'))).toBe('auth.wrong_credentials');
		expect(await codeOf(() => signIn())).toBe('auth.disabled');
	});

	it('says that an initial password has to be changed', async () => {
		await addAccount(ctx.db, 'viewer', { username: 'moi', mustChangePassword: true });
		const session = await login(ctx, { username: 'moi', password: TEST_PASSWORD });
		expect(session.mustChangePassword).toBe(true);
		expect((await readSession(ctx, session.token))?.actor.mustChangePassword).toBe(true);
	});

	it('leaves a line in the record, in the name of the person', async () => {
		await signIn();
		expect(auditActions(ctx.db, person.id)).toEqual(['session.start']);
	});
});

describe('a session', () => {
	it('is kept by the hash of its token only', async () => {
		const { token } = await signIn();
		const [row] = ctx.db.orm.select().from(sessions).all();
		expect(row?.tokenHash).toBe(createHash('sha256').update(token).digest('hex'));
		expect(JSON.stringify(row)).not.toContain(token);
		expect(token.length).toBeGreaterThanOrEqual(40);
	});

	it('is nothing for another token', async () => {
		const { token } = await signIn();
		expect(await readSession(ctx, token.slice(1) + 'x')).toBeNull();
		expect(await readSession(ctx, '')).toBeNull();
	});

	it('ends when it is not used', async () => {
		const { token } = await signIn();
		ctx.clock.at += 12 * HOUR + 1;
		expect(await readSession(ctx, token)).toBeNull();
	});

	it('goes on while it is used, an hour or eleven after the last time', async () => {
		const { token } = await signIn();
		for (const hours of [1, 11, 11, 11]) {
			ctx.clock.at += hours * HOUR;
			expect((await readSession(ctx, token))?.actor.id).toBe(person.id);
		}
	});

	it('never outlives thirty days, however much it is used', async () => {
		const { token } = await signIn();
		const begun = ctx.clock.at;
		while (ctx.clock.at + 8 * HOUR < begun + ABSOLUTE_LIFE_MS) {
			ctx.clock.at += 8 * HOUR;
			expect(await readSession(ctx, token)).not.toBeNull();
		}
		ctx.clock.at = begun + ABSOLUTE_LIFE_MS + 1;
		expect(await readSession(ctx, token)).toBeNull();
	});

	it('ends at once when the account is disabled or its password reset', async () => {
		const first = await signIn();
		disableAccount(as(ctx, admin), person.id, versionOf(person.id));
		expect(await readSession(ctx, first.token)).toBeNull();
		const viewer = await addAccount(ctx.db, 'viewer', { username: 'xem' });
		const second = await login(ctx, { username: 'xem', password: TEST_PASSWORD });
		await resetPassword(as(ctx, admin), viewer.id, versionOf(viewer.id));
		expect(await readSession(ctx, second.token)).toBeNull();
	});

	it('carries the role that stands now, not the one it began with', async () => {
		const { token } = await signIn();
		const input = { displayName: 'Người thử', title: '', role: 'viewer' as const, agencyId: null };
		setRole(as(ctx, admin), person.id, versionOf(person.id), input);
		expect((await readSession(ctx, token))?.actor.role).toBe('viewer');
	});

	it('is swept away, once it has expired, by the next one that begins', async () => {
		await signIn();
		ctx.clock.at += 13 * HOUR;
		const { handle } = await signIn();
		expect(ctx.db.orm.select().from(sessions).all()).toMatchObject([{ handle }]);
	});
});

describe('the cookie', () => {
	it('cannot be read by scripts, and goes over https only where there is https', () => {
		expect(sessionCookie({ origin: 'http://localhost:3000' }, 'mã').attributes).toMatchObject({
			httpOnly: true,
			sameSite: 'lax',
			secure: false,
			path: '/'
		});
		expect(sessionCookie({ origin: 'https://thuoc.tinh.gov.vn' }, 'mã').attributes.secure).toBe(true);
	});

	it('is taken away by an empty one', () => {
		expect(sessionCookie({ origin: 'http://localhost:3000' }, null)).toMatchObject({
			value: '',
			attributes: { maxAge: 0 }
		});
	});
});

describe('the own sessions', () => {
	it('are listed by a handle, the present one marked, never with a token', async () => {
		const first = await signIn(TEST_PASSWORD, from('192.0.2.1'));
		ctx.clock.at += HOUR;
		const second = await signIn(TEST_PASSWORD, from('192.0.2.2'));
		const listed = listSessions(as(ctx, person), second.handle);
		expect(listed.map(({ address, current }) => ({ address, current }))).toEqual([
			{ address: '192.0.2.2', current: true },
			{ address: '192.0.2.1', current: false }
		]);
		expect(JSON.stringify(listed)).not.toContain(first.token);
	});

	it('end one by one, and only the own ones', async () => {
		const mine = await signIn();
		const other = await login(ctx, { username: 'quantri', password: TEST_PASSWORD });
		expect(await codeOf(() => endSession(as(ctx, person), other.handle))).toBe('not_found');
		endSession(as(ctx, person), mine.handle);
		expect(await readSession(ctx, mine.token)).toBeNull();
		expect(await readSession(ctx, other.token)).not.toBeNull();
	});

	it('end all but the present one', async () => {
		const [a, b, here] = [await signIn(), await signIn(), await signIn()];
		expect(endOtherSessions(as(ctx, person), here.handle)).toBe(2);
		expect(await readSession(ctx, a.token)).toBeNull();
		expect(await readSession(ctx, b.token)).toBeNull();
		expect(await readSession(ctx, here.token)).not.toBeNull();
		expect(auditActions(ctx.db, person.id).at(-1)).toBe('session.end_others');
	});

	it('end by signing out', async () => {
		const { token, handle } = await signIn();
		logout(as(ctx, person), handle);
		expect(await readSession(ctx, token)).toBeNull();
		expect(auditActions(ctx.db, person.id)).toEqual(['session.start', 'session.end']);
	});

	it('are nobody’s business without being signed in', async () => {
		expect(await codeOf(() => listSessions(ctx, ''))).toBe('auth.required');
		expect(await codeOf(() => endOtherSessions(ctx, ''))).toBe('auth.required');
	});
});

describe('changing the password', () => {
	const change = (currentPassword: string, newPassword: string) =>
		changePassword(as(ctx, person), { currentPassword, newPassword });

	it('ends every session and begins one for the browser that asked', async () => {
		const [here, elsewhere] = [await signIn(), await signIn()];
		const fresh = await change(TEST_PASSWORD, NEW_PASSWORD);
		expect(await readSession(ctx, here.token)).toBeNull();
		expect(await readSession(ctx, elsewhere.token)).toBeNull();
		expect((await readSession(ctx, fresh.token))?.actor.id).toBe(person.id);
		expect(await codeOf(() => signIn())).toBe('auth.wrong_credentials');
		expect(await codeOf(() => signIn(NEW_PASSWORD))).toBeNull();
	});

	it('asks for the present password, a better one, and another one', async () => {
		expect(await problemOf(() => change('sai', NEW_PASSWORD))).toMatchObject({
			code: 'auth.wrong_current_password',
			at: 'currentPassword'
		});
		expect(await problemOf(() => change(TEST_PASSWORD, 'ngắn'))).toMatchObject({
			code: 'auth.weak_password',
			at: 'newPassword'
		});
		expect(await codeOf(() => change(TEST_PASSWORD, 'chuyenvien2026'))).toBe('auth.weak_password');
		expect(await problemOf(() => change(TEST_PASSWORD, TEST_PASSWORD))).toMatchObject({
			code: 'auth.same_password',
			at: 'newPassword'
		});
		expect(await codeOf(() => signIn())).toBeNull();
	});

	it('settles an initial password', async () => {
		const fresh = await addAccount(ctx.db, 'viewer', { username: 'moi', mustChangePassword: true });
		const session = await changePassword(as(ctx, fresh), {
			currentPassword: TEST_PASSWORD,
			newPassword: NEW_PASSWORD
		});
		expect((await readSession(ctx, session.token))?.actor.mustChangePassword).toBe(false);
	});

	it('is recorded without any password', async () => {
		await change(TEST_PASSWORD, NEW_PASSWORD);
		const lines = ctx.db.sqlite.prepare('select * from audit_lines').all();
		expect(auditActions(ctx.db, person.id)).toContain('account.change_password');
		expect(JSON.stringify(lines)).not.toMatch(/argon2|mật khẩu/);
	});

	it('is guessed no more often than a login', async () => {
		for (let i = 0; i < 5; i += 1) await codeOf(() => change('sai', NEW_PASSWORD));
		expect(await codeOf(() => change(TEST_PASSWORD, NEW_PASSWORD))).toBe('auth.too_many_attempts');
	});
});

describe('the limits on guessing', () => {
	const fail = async (times: number, where: TestCtx, username = 'chuyenvien') => {
		for (let i = 0; i < times; i += 1) await codeOf(() => login(where, { username, password: 'sai' }));
	};

	it('slow down who guesses at one account from one place, even with the right password at last', async () => {
		await fail(5, from('203.0.113.1'));
		const refused = await problemOf(() => signIn(TEST_PASSWORD, from('203.0.113.1')));
		expect(refused).toMatchObject({ code: 'auth.too_many_attempts' });
		expect(refused.details).toMatchObject({ minutes: 2 });
	});

	it('leave the others of the same office alone', async () => {
		await fail(10, from('203.0.113.1'));
		const colleague = await login(from('203.0.113.1'), { username: 'quantri', password: TEST_PASSWORD });
		expect(await readSession(ctx, colleague.token)).not.toBeNull();
	});

	it('leave the same person at another place alone', async () => {
		await fail(10, from('203.0.113.1'));
		expect(await codeOf(() => signIn(TEST_PASSWORD, from('203.0.113.2')))).toBeNull();
	});

	it('forget the failures once the person is in', async () => {
		await fail(4, ctx);
		await signIn();
		await fail(4, ctx);
		expect(await codeOf(() => signIn())).toBeNull();
	});

	it('slow down guessing from many places, but not who is signed in where it works', async () => {
		await signIn(TEST_PASSWORD, from('192.0.2.7'));
		for (let i = 0; i < 20; i += 1) await fail(3, from(`203.0.113.${i}`));
		expect(await codeOf(() => signIn(TEST_PASSWORD, from('203.0.113.200')))).toBe('auth.too_many_attempts');
		expect(await codeOf(() => signIn(TEST_PASSWORD, from('192.0.2.7')))).toBeNull();
	});

	it('count an unknown username as they count a known one', async () => {
		await fail(5, from('203.0.113.1'), 'khong-co');
		const answer = await codeOf(() => login(from('203.0.113.1'), { username: 'khong-co', password: 'x' }));
		expect(answer).toBe('auth.too_many_attempts');
	});

	it('hold against many attempts at once', async () => {
		const answers = await Promise.all(Array.from({ length: 12 }, () => codeOf(() => signIn('sai'))));
		expect(answers.filter((code) => code === 'auth.wrong_credentials')).toHaveLength(5);
		expect(answers.filter((code) => code === 'auth.too_many_attempts')).toHaveLength(7);
	});
});
