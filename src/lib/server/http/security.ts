/** What every answer carries, and whose requests are taken. The content policy itself is in svelte.config.js. */
import type { Config } from '../config.ts';

const YEAR_S = 31_536_000;

/** Sets the headers that protect the person's browser. HSTS only where people reach the product by https. */
export function setSecureHeaders(headers: Headers, config: Pick<Config, 'origin'>): void {
	headers.set('X-Content-Type-Options', 'nosniff');
	headers.set('Referrer-Policy', 'same-origin');
	headers.set('Permissions-Policy', 'camera=(self), geolocation=(self), microphone=(), payment=(), usb=()');
	headers.set('Cross-Origin-Opener-Policy', 'same-origin');
	headers.set('Cross-Origin-Resource-Policy', 'same-origin');
	if (config.origin.startsWith('https:')) headers.set('Strict-Transport-Security', `max-age=${YEAR_S}`);
}

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Whether a request that may change something comes from elsewhere: form, JSON or upload. The only such check there is (the
 * framework's own, for forms, is off: svelte.config.js). A browser names the origin of each such request itself.
 */
export function isForeignWrite(request: Request, url: URL, config: Pick<Config, 'origin'>): boolean {
	if (READING.has(request.method)) return false;
	const from = request.headers.get('origin');
	return from !== url.origin && from !== config.origin;
}
