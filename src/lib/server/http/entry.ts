/**
 * Who may come in at all, before any page looks closer: signed out → the login page, with an initial password → the
 * page to change it. What a person may do inside is decided by the services.
 */
import type { Actor } from '#lib/domain/permissions.ts';

/**
 * The tablet's pages must open with no session: work goes on, login is asked when sending. What they carry is the
 * services' answer to whoever asks.
 */
const OPEN_GROUPS = ['/(public)', '/(field)', '/api'];
const CHANGE_PASSWORD = '/change-password';
const OPEN_WITH_INITIAL_PASSWORD = [CHANGE_PASSWORD, '/logout', '/api/health'];

const stands = (path: string, prefix: string) => path === prefix || path.startsWith(prefix + '/');

/** Where a visitor has to go instead, or null to let them in. Answers of the API are the services' own. */
export function redirectOf(actor: Actor | null, routeId: string | null, url: URL): string | null {
	if (routeId === null) return null;
	if (actor === null) {
		if (OPEN_GROUPS.some((group) => stands(routeId, group))) return null;
		const next = url.pathname + url.search;
		return next === '/' ? '/login' : `/login?next=${encodeURIComponent(next)}`;
	}
	if (!actor.mustChangePassword || stands(routeId, '/api')) return null;
	return OPEN_WITH_INITIAL_PASSWORD.some((path) => stands(url.pathname, path)) ? null : CHANGE_PASSWORD;
}

/** Where to go after signing in: only ever a path of this site. */
export function safeNext(next: string | null): string {
	if (next === null || !/^\/(?![/\\])/.test(next) || /[\u0000-\u001f\\]/.test(next)) return '/';
	return next;
}
