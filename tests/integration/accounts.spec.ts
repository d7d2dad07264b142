/** Accounts as administrators keep them, and the first one of a production installation. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '#lib/domain/permissions.ts';
import { findAccount } from '#lib/server/db/queries/people.ts';
import { describeFirstStart, firstStart } from '#lib/server/first-start.ts';
import {
	createAccount,
	disableAccount,
	enableAccount,
	getAccount,
	listAccounts,
	makeFirstAdministrator,
	resetPassword,
	setRole
} from '#lib/server/services/accounts.ts';
import { login } from '#lib/server/services/sign-in.ts';
import {
	addAccount,
	addAgency,
	as,
	auditActions,
	codeOf,
	makeCtx,
	openTestDatabase,
	problemOf,
	TEST_PASSWORD,
	type TestCtx
} from '../support/database.ts';

let ctx: TestCtx;
let admin: Actor;
let asAdmin: TestCtx;

beforeEach(async () => {
	ctx = makeCtx(openTestDatabase());
	admin = await addAccount(ctx.db, 'admin', { username: 'quantri' });
	asAdmin = as(ctx, admin);
});

const versionOf = (id: string) => findAccount(ctx.db, id)!.version;
const viewer = {
	username: 'xem',
	displayName: 'Người xem',
	title: '',
	role: 'viewer' as const,
	agencyId: null
};

describe('a new account', () => {
	it('signs in with its one-time password, which has to be changed', async () => {
		const made = await createAccount(asAdmin, { ...viewer, username: ' Xem ' });
		expect(made.username).toBe('xem');
		const session = await login(ctx, { username: 'xem', password: made.password });
		expect(session.mustChangePassword).toBe(true);
		expect(auditActions(ctx.db, made.id)).toEqual(['account.create', 'session.start']);
	});

	it('leaves its password neither in the database nor in the record', async () => {
		const { password } = await createAccount(asAdmin, viewer);
		const everything = ['accounts', 'audit_lines'].map((table) =>
			ctx.db.sqlite.prepare(`select * from ${table}`).all()
		);
		expect(JSON.stringify(everything)).not.toContain(password);
		expect(JSON.stringify(ctx.db.sqlite.prepare('select * from audit_lines').all())).not.toContain('argon2');
	});

	it('cannot take a name that is taken, in any spelling', async () => {
		await createAccount(asAdmin, viewer);
		expect(await problemOf(() => createAccount(asAdmin, { ...viewer, username: 'XEM' }))).toEqual({
			code: 'account.username_taken',
			details: { username: 'xem' },
			at: 'username'
		});
	});

	it('needs an agency exactly when its role is one of an agency', async () => {
		const agencyId = addAgency(ctx.db);
		const head = { ...viewer, username: 'thutruong', role: 'agency_head' as const };
		expect(await codeOf(() => createAccount(asAdmin, head))).toBe('account.agency_required');
		expect(await codeOf(() => createAccount(asAdmin, { ...head, agencyId: 'khong-co' }))).toBe(
			'input.invalid'
		);
		const { id } = await createAccount(asAdmin, { ...head, agencyId });
		expect(getAccount(asAdmin, id).agencyId).toBe(agencyId);
		const planner = await createAccount(asAdmin, { ...viewer, role: 'planner', agencyId });
		expect(getAccount(asAdmin, planner.id).agencyId).toBeNull();
	});
});

describe('the register of accounts', () => {
	it('shows no hash', () => {
		expect(JSON.stringify(listAccounts(asAdmin))).not.toContain('argon2');
		expect(listAccounts(asAdmin).map(({ username }) => username)).toEqual(['quantri']);
	});

	it('knows what is not there', async () => {
		expect(await codeOf(() => getAccount(asAdmin, 'khong-co'))).toBe('not_found');
	});
});

describe('changing an account', () => {
	const input = { displayName: 'Tên mới', title: 'Trưởng phòng', role: 'planner' as const, agencyId: null };

	it('is recorded with what was and what is', async () => {
		const { id } = await addAccount(ctx.db, 'viewer', { displayName: 'Tên cũ' });
		setRole(asAdmin, id, versionOf(id), input);
		expect(getAccount(asAdmin, id)).toMatchObject({ displayName: 'Tên mới', role: 'planner', version: 2 });
		const line = ctx.db.sqlite
			.prepare(`select old, new from audit_lines where action = 'account.set_role'`)
			.get();
		expect(line).toMatchObject({
			old: expect.stringContaining('Tên cũ'),
			new: expect.stringContaining('planner')
		});
	});

	it('refuses a stale form and overwrites nothing', async () => {
		const { id } = await addAccount(ctx.db, 'viewer');
		setRole(asAdmin, id, 1, input);
		expect(await problemOf(() => setRole(asAdmin, id, 1, { ...input, displayName: 'Khác' }))).toEqual({
			code: 'version.stale',
			details: { yours: 1, current: 2 }
		});
		expect(getAccount(asAdmin, id).displayName).toBe('Tên mới');
	});
});

describe('the last administrator', () => {
	const demote = { displayName: 'Q', title: '', role: 'viewer' as const, agencyId: null };

	it('can be neither disabled nor demoted', async () => {
		expect(await codeOf(() => disableAccount(asAdmin, admin.id, 1))).toBe('account.last_admin');
		expect(await codeOf(() => setRole(asAdmin, admin.id, 1, demote))).toBe('account.last_admin');
		expect(getAccount(asAdmin, admin.id)).toMatchObject({ role: 'admin', disabledAt: null, version: 1 });
	});

	it('may still change name and title', () => {
		setRole(asAdmin, admin.id, 1, { ...demote, role: 'admin', displayName: 'Quản trị' });
		expect(getAccount(asAdmin, admin.id).displayName).toBe('Quản trị');
	});

	it('is not the last while another one can sign in; a disabled one does not count', async () => {
		const second = await addAccount(ctx.db, 'admin');
		disableAccount(asAdmin, second.id, 1);
		expect(await codeOf(() => disableAccount(asAdmin, admin.id, 1))).toBe('account.last_admin');
		enableAccount(asAdmin, second.id, 2);
		expect(await codeOf(() => disableAccount(as(ctx, second), admin.id, 1))).toBeNull();
	});
});

describe('disabling, enabling and resetting', () => {
	it('opens and shuts the door', async () => {
		const { id } = await addAccount(ctx.db, 'viewer', { username: 'xem' });
		const tryLogin = () => codeOf(() => login(ctx, { username: 'xem', password: TEST_PASSWORD }));
		disableAccount(asAdmin, id, 1);
		expect(await tryLogin()).toBe('auth.disabled');
		enableAccount(asAdmin, id, 2);
		expect(await tryLogin()).toBeNull();
		const { password } = await resetPassword(asAdmin, id, 3);
		expect(await tryLogin()).toBe('auth.wrong_credentials');
		const session = await login(ctx, { username: 'xem', password });
		expect(session.mustChangePassword).toBe(true);
		expect(auditActions(ctx.db, id)).toEqual([
			'account.disable',
			'account.enable',
			'session.start',
			'account.reset_password',
			'session.start'
		]);
	});

	it('refuses a stale version', async () => {
		const { id } = await addAccount(ctx.db, 'viewer');
		expect(await codeOf(() => disableAccount(asAdmin, id, 7))).toBe('version.stale');
		expect(await codeOf(() => resetPassword(asAdmin, id, 7))).toBe('version.stale');
		expect(getAccount(asAdmin, id).version).toBe(1);
	});
});

describe('an empty production installation', () => {
	it('gets one administrator, whose password is told once and has to be changed', async () => {
		const empty = makeCtx(openTestDatabase(), null, { mode: 'production' });
		const made = await firstStart(empty);
		if (made.made !== 'administrator') throw new Error(made.made);
		expect(made.username).toBe('quantri');
		const session = await login(empty, { username: made.username, password: made.password });
		expect(session.mustChangePassword).toBe(true);
		expect(describeFirstStart(made, 'https://thuoc.tinh.gov.vn')).toContain(made.password);
		expect(await firstStart(empty)).toEqual({ made: 'nothing' });
	});

	it('never gets a second first administrator', async () => {
		await expect(makeFirstAdministrator(ctx)).rejects.toThrow('accounts already');
		expect(listAccounts(asAdmin)).toHaveLength(1);
	});
});
