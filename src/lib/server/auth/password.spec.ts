import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	checkPassword,
	compareWithNobody,
	hashPassword,
	isPassword,
	makeInitialPassword,
	PASSWORD_MAXIMUM
} from './password.ts';

describe('hashing', () => {
	it('uses argon2id with the cost agreed on', async () => {
		expect(await hashPassword('một mật khẩu dài')).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
	});

	it('knows a password again, however its letters were composed, and no other', async () => {
		const hash = await hashPassword('Mật khẩu của tôi'.normalize('NFC'));
		expect(await isPassword(hash, 'Mật khẩu của tôi'.normalize('NFD'))).toBe(true);
		expect(await isPassword(hash, 'Mật khẩu của tôi ')).toBe(false);
		expect(await isPassword(hash, 'Mat khau cua toi')).toBe(false);
	});

	it('never hashes what is longer than any password may be', async () => {
		const long = 'x'.repeat(PASSWORD_MAXIMUM + 1);
		expect(await isPassword(await hashPassword(long), long)).toBe(false);
	});

	it('compares an unknown account with nobody, always in vain', async () => {
		expect(await compareWithNobody('nobody has this password')).toBe(false);
	});
});

describe('what a password must not be', () => {
	it.each([
		['too short', 'abcdef123', 'quantri'],
		['ten characters, but spaces of one letter', 'aaaaaaaaaa', 'quantri'],
		['of two letters only', 'ababababab', 'quantri'],
		['the username', 'daumoi.soxd', 'daumoi.soxd'],
		['the username in capitals', 'DAUMOI.SOXD', 'daumoi.soxd'],
		['the username with a year', 'daumoi.soxd2026', 'daumoi.soxd'],
		['the username twice', 'quantriquantri', 'quantri'],
		['one of the commonest', 'matkhau123', 'quantri'],
		['one of the commonest, in capitals', 'Password123', 'quantri'],
		['longer than is hashed', 'ab1'.repeat(70), 'quantri']
	])('refuses one that is %s', (_, password, username) => {
		expect(checkPassword(password, username)).toMatchObject({
			ok: false,
			problem: { code: 'auth.weak_password', details: { minimum: 10 } }
		});
	});

	it.each([
		['a short sentence', 'trà đá vỉa hè', 'quantri'],
		['exactly ten characters', 'k7#mQ2!pLz', 'quantri'],
		['containing a short username by chance', 'một hai ba an toàn', 'an'],
		['the username within enough of its own', 'quantri-nhưng-dài-hơn', 'quantri']
	])('takes %s', (_, password, username) => {
		expect(checkPassword(password, username)).toEqual({ ok: true, value: password.normalize('NFC') });
	});
});

describe('one-time passwords', () => {
	it('are readable, strong enough to pass the check, and differ', () => {
		fc.assert(
			fc.property(fc.constant(null), () => {
				const password = makeInitialPassword();
				expect(password).toMatch(/^([a-km-np-z2-9]{4}-){3}[a-km-np-z2-9]{4}$/);
				expect(checkPassword(password, 'quantri').ok).toBe(true);
			})
		);
		expect(new Set(Array.from({ length: 200 }, makeInitialPassword)).size).toBe(200);
	});
});
