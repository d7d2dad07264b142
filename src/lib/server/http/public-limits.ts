/** Gentle limits on what anybody may ask without signing in, by address. In memory: a restart forgives everybody. */
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { problem, ProblemError } from '#lib/domain/problems.ts';

const WINDOW_S = 600;
const MINUTE_MS = 60_000;

/** A whole office may sit behind one address, so the numbers are far above what people do by hand. */
const limits = {
	/** Files to check: each takes a worker for up to some seconds. */
	check: new RateLimiterMemory({ keyPrefix: 'check', points: 60, duration: WINDOW_S }),
	/** Look-ups by check code: enough for typing, far too few for guessing one of 32^12. */
	lookup: new RateLimiterMemory({ keyPrefix: 'lookup', points: 300, duration: WINDOW_S }),
	/** Signing tools that fetch and bring: twice or thrice for each signature; a ticket cannot be guessed at any rate. */
	tool: new RateLimiterMemory({ keyPrefix: 'tool', points: 600, duration: WINDOW_S })
};

/** Throws `request.too_many` once an address has used up its share of the window. */
export async function takePublic(what: keyof typeof limits, address: string): Promise<void> {
	try {
		await limits[what].consume(address);
	} catch (refused) {
		if (!(refused instanceof RateLimiterRes)) throw refused;
		const minutes = Math.max(1, Math.ceil(refused.msBeforeNext / MINUTE_MS));
		throw new ProblemError(problem('request.too_many', { minutes }));
	}
}
