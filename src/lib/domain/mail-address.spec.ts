import { expect, it } from 'vitest';
import { isMailAddress } from './mail-address.ts';

it.each(['van.thu@snv.tinh.gov.vn', 'a@localhost', "o'brien+x@example.com"])('takes %s', (text) => {
	expect(isMailAddress(text)).toBe(true);
});

it.each([
	'',
	'van thu@snv.gov.vn',
	'a@b@c',
	'a@-b.vn',
	'a@b..vn',
	'A <a@b.vn>',
	'a@b.vn,c@d.vn',
	'a@b.vn\nBcc: x@y.vn',
	`${'a'.repeat(65)}@b.vn`
])('refuses %j', (text) => {
	expect(isMailAddress(text)).toBe(false);
});
