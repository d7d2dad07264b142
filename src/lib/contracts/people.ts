/** Forms of signing in, accounts and passwords. */
import * as v from 'valibot';
import { isMailAddress, MAIL_ADDRESS_MAXIMUM } from '#lib/domain/mail-address.ts';
import { ACCOUNT_ROLES } from '#lib/domain/permissions.ts';
import { formVersion, line, optionalLine } from './fields.ts';
import { invalidIssue, issue, requiredIssue } from './issue.ts';

const USERNAME_MAXIMUM = 40;
const PASSWORD_MAXIMUM = 200;

/** Passwords are taken as they are typed: a space at an end may be meant. */
const password = v.pipe(
	v.string(requiredIssue),
	v.minLength(1, requiredIssue),
	v.maxLength(PASSWORD_MAXIMUM, issue('input.too_long', { field: '', maximum: PASSWORD_MAXIMUM }))
);

export const loginForm = v.object({ username: line(USERNAME_MAXIMUM), password });

export const changePasswordForm = v.pipe(
	v.object({ currentPassword: password, newPassword: password, repeat: password }),
	v.forward(
		v.partialCheck(
			[['newPassword'], ['repeat']],
			({ newPassword, repeat }) => newPassword === repeat,
			issue('auth.repeat_differs', {})
		),
		['repeat']
	)
);

const person = {
	displayName: line(120),
	title: optionalLine(160),
	/** Where reminders go. */
	email: v.pipe(
		optionalLine(MAIL_ADDRESS_MAXIMUM),
		v.check((text) => text === '' || isMailAddress(text), invalidIssue)
	),
	role: v.optional(v.picklist(ACCOUNT_ROLES, invalidIssue), 'viewer'),
	/** Empty for the Department's own people. */
	agencyId: optionalLine(36)
};

export const newAccountForm = v.object({
	username: v.pipe(
		line(USERNAME_MAXIMUM),
		v.toLowerCase(),
		v.regex(/^[a-z0-9][a-z0-9._-]{2,}$/, invalidIssue)
	),
	...person
});

export const editAccountForm = v.object({ version: formVersion, ...person });
