/**
 * Limits on guessing passwords. They go by the account first, for a whole office may stand behind one address: the
 * limit of an address alone is far above what an office types wrong. A person's own failures slow down only that
 * person at that address; failures from many addresses slow down only strangers to the account.
 */
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { fail, ok, type Result } from '#lib/domain/problems.ts';
import type { Db } from '../db/open.ts';

const MINUTE_S = 60;
const HOUR_S = 3600;

interface Limits {
	/** Account and address together, in growing windows: the more failures, the longer the wait. */
	pair: RateLimiterMemory[];
	account: RateLimiterMemory;
	address: RateLimiterMemory;
}

const makeLimits = (): Limits => ({
	pair: [
		new RateLimiterMemory({ keyPrefix: 'pair-short', points: 5, duration: 2 * MINUTE_S }),
		new RateLimiterMemory({ keyPrefix: 'pair-middle', points: 12, duration: 15 * MINUTE_S }),
		new RateLimiterMemory({ keyPrefix: 'pair-long', points: 30, duration: 6 * HOUR_S })
	],
	account: new RateLimiterMemory({ keyPrefix: 'account', points: 60, duration: HOUR_S }),
	address: new RateLimiterMemory({ keyPrefix: 'address', points: 1000, duration: 15 * MINUTE_S })
});

const limitsOf = new WeakMap<Db, Limits>();

function limits(db: Db): Limits {
	let found = limitsOf.get(db);
	if (!found) limitsOf.set(db, (found = makeLimits()));
	return found;
}

/** One attempt to sign in. `known`: the account is signed in from this address at this moment. */
export interface LoginAttempt {
	username: string;
	address: string;
	known: boolean;
}

const pairKey = ({ username, address }: LoginAttempt) => `${username}\n${address}`;

/**
 * Counts the attempt before the password is looked at, so that many at once do not slip through.
 * Problem `auth.too_many_attempts` with the whole minutes to wait.
 */
export async function countAttempt(db: Db, attempt: LoginAttempt): Promise<Result<null>> {
	const { pair, account, address } = limits(db);
	const takes = [
		...pair.map((limiter) => [limiter, pairKey(attempt)] as const),
		...(attempt.known ? [] : [[account, attempt.username] as const]),
		[address, attempt.address] as const
	];
	for (const [limiter, key] of takes) {
		const waitMs = await take(limiter, key);
		// What is refused here counts no further: knocking at one door must not close the others.
		if (waitMs > 0) return fail('auth.too_many_attempts', { minutes: Math.ceil(waitMs / 60_000) });
	}
	return ok(null);
}

async function take(limiter: RateLimiterMemory, key: string): Promise<number> {
	try {
		await limiter.consume(key);
		return 0;
	} catch (refused) {
		if (refused instanceof RateLimiterRes) return Math.max(1, refused.msBeforeNext);
		throw refused;
	}
}

/** The password was right: the failures of this person here are forgotten, and the attempt counts for nobody. */
export async function forgiveAttempt(db: Db, attempt: LoginAttempt): Promise<void> {
	const { pair, account, address } = limits(db);
	for (const limiter of pair) await limiter.delete(pairKey(attempt));
	if (!attempt.known) await account.reward(attempt.username);
	await address.reward(attempt.address);
}
