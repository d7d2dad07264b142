/** Passwords: argon2id, and what a password must not be. Nothing else hashes or compares one. */
import { hash, verify } from '@node-rs/argon2';
import { randomInt } from 'node:crypto';
import { fail, ok, type Result } from '#lib/domain/problems.ts';

export const PASSWORD_MINIMUM = 10;
/** A longer one only costs time to hash. */
export const PASSWORD_MAXIMUM = 200;
/** What must be left of a password once the username is taken out of it. */
const OWN_CHARACTERS = 6;
const SHORTEST_USERNAME_SOUGHT = 4;

/** OWASP's second choice for argon2id: 19 MiB, two passes. The algorithm is the library's default, argon2id. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** The commonest of ten characters and more; shorter ones are refused by their length. */
const COMMONEST = new Set([
	'0123456789',
	'1234567890',
	'0987654321',
	'9876543210',
	'12345678910',
	'123456789a',
	'a123456789',
	'1q2w3e4r5t',
	'1qaz2wsx3edc',
	'qwertyuiop',
	'qwerty1234',
	'qwerty12345',
	'asdfghjkl123',
	'password123',
	'password1234',
	'passw0rd123',
	'p@ssw0rd123',
	'admin12345',
	'admin123456',
	'administrator',
	'matkhau123',
	'matkhau1234',
	'matkhau123456',
	'vietnam123',
	'vietnam2025',
	'vietnam2026',
	'anhyeuem123',
	'yeuem12345',
	'iloveyou123',
	'abcdefghij',
	'abc1234567',
	'welcome123',
	'sonoivu123',
	'sonoivu2026',
	'quantri123'
]);

/** One form for what two keyboards type: Vietnamese letters may arrive composed or decomposed. */
const canonical = (password: string): string => password.normalize('NFC');

export function hashPassword(password: string): Promise<string> {
	return hash(canonical(password), COST);
}

export async function isPassword(passwordHash: string, password: string): Promise<boolean> {
	if (password.length > PASSWORD_MAXIMUM) return false;
	return verify(passwordHash, canonical(password));
}

let nobody: Promise<string> | undefined;

/** Takes as long as a real comparison and is never right: whether a username exists must not show in the time. */
export async function compareWithNobody(password: string): Promise<false> {
	nobody ??= hashPassword('nobody has this password');
	await isPassword(await nobody, password);
	return false;
}

/** Problem `auth.weak_password`: too short or too long, the username with little more, or one of the commonest. */
export function checkPassword(password: string, username: string): Result<string> {
	const lower = canonical(password).toLowerCase();
	const name = username.toLowerCase();
	const rest = name.length < SHORTEST_USERNAME_SOUGHT ? lower : lower.replaceAll(name, '');
	const isWeak =
		[...lower].length < PASSWORD_MINIMUM ||
		lower.length > PASSWORD_MAXIMUM ||
		lower === name ||
		rest.length < OWN_CHARACTERS ||
		new Set(lower).size < 3 ||
		COMMONEST.has(lower);
	return isWeak
		? fail('auth.weak_password', { minimum: PASSWORD_MINIMUM }, 'password')
		: ok(canonical(password));
}

/** Without letters and digits that are easily taken for others; it is read out and typed once. */
const INITIAL_ALPHABET = 'abcdefghijkmnpqrstuvwxyz23456789';
const INITIAL_GROUPS = 4;
const INITIAL_GROUP_LENGTH = 4;

/** A one-time password of 16 characters (80 bits) in groups of four: «k3fp-9wqa-…». */
export function makeInitialPassword(): string {
	const group = () =>
		Array.from(
			{ length: INITIAL_GROUP_LENGTH },
			() => INITIAL_ALPHABET[randomInt(INITIAL_ALPHABET.length)]
		).join('');
	return Array.from({ length: INITIAL_GROUPS }, group).join('-');
}
