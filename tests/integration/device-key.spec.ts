/** What opens a device's data: for its own account alone, the same each time, and gone with the account's rights. */
import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { readDeviceKey } from '#lib/server/services/device-key.ts';
import { addAccount, as, codeOf, makeCtx, openTestDatabase, type TestCtx } from '../support/database.ts';

let ctx: TestCtx;
let lead: TestCtx;
let other: TestCtx;

beforeEach(async () => {
	ctx = makeCtx(openTestDatabase());
	lead = as(ctx, await addAccount(ctx.db, 'inspector', { username: 'truongdoan' }));
	other = as(ctx, await addAccount(ctx.db, 'inspector', { username: 'thuky' }));
});

const secretOf = (who: TestCtx, device: string) => readDeviceKey(who, device).secret.toString('hex');

test('is the same each time for one account and device, also after the server was started again', () => {
	const first = secretOf(lead, 'tablet-1');
	expect(first).toMatch(/^[0-9a-f]{64}$/);
	expect(
		secretOf(as(makeCtx({ db: ctx.db, dir: ctx.config.dataDir, close() {} }), lead.actor), 'tablet-1')
	).toBe(first);
	expect(readDeviceKey(lead, 'tablet-1').accountId).toBe(lead.actor!.id);
});

test('differs between accounts, devices and installations', () => {
	const elsewhere = makeCtx(openTestDatabase());
	const all = [
		secretOf(lead, 'tablet-1'),
		secretOf(lead, 'tablet-2'),
		secretOf(other, 'tablet-1'),
		secretOf(as(elsewhere, lead.actor), 'tablet-1')
	];
	expect(new Set(all).size).toBe(4);
});

test('is not given to a stranger, nor to whoever must change the password first', async () => {
	expect(await codeOf(() => readDeviceKey(ctx, 'tablet-1'))).toBe('auth.required');
	const initial = as(ctx, { ...lead.actor!, mustChangePassword: true });
	expect(await codeOf(() => readDeviceKey(initial, 'tablet-1'))).toBe('auth.must_change_password');
});

test('rests on a file that only the owner of the server reads; a damaged one stops it', () => {
	secretOf(lead, 'tablet-1');
	const path = join(ctx.config.dataDir, 'keys', 'devices.key');
	expect(statSync(path).mode & 0o777).toBe(0o600);
	writeFileSync(path, 'short');
	expect(() => secretOf(lead, 'tablet-1')).toThrow('damaged');
});
