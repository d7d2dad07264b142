/** From a request to what services need: who acts (by the session's cookie), from where, with which log. */
import type { Cookies } from '@sveltejs/kit';
import { readSession, SESSION_COOKIE, sessionCookie } from '../auth/session.ts';
import { makeContext, type Runtime } from '../runtime.ts';

const LONGEST_DEVICE = 300;

export interface Visit {
	requestId: string;
	address: string;
	device: string | null;
	cookies: Cookies;
}

/** Fills what `event.locals` holds. A token that is no longer good is taken out of the browser. */
export async function openVisit(installation: Runtime, visit: Visit): Promise<App.Locals> {
	const { requestId, address, cookies } = visit;
	const base = {
		address,
		device: (visit.device ?? '').slice(0, LONGEST_DEVICE),
		log: installation.log.child({ requestId })
	};
	const stranger = makeContext(installation, base);
	const token = cookies.get(SESSION_COOKIE);
	const signedIn = token ? await readSession(stranger, token) : null;
	if (token && !signedIn) {
		const { name, value, attributes } = sessionCookie(installation.config, null);
		cookies.set(name, value, attributes);
	}
	return {
		requestId,
		ctx: makeContext(installation, { ...base, actor: signedIn?.actor ?? null }),
		actor: signedIn?.actor ?? null,
		session: signedIn && { handle: signedIn.handle, username: signedIn.username }
	};
}
