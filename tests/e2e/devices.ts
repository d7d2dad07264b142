/**
 * The devices that people of the stories sit at. Each is wiped for the next one, but what its browser has fetched stays:
 * to fetch it anew took longer than most stories.
 */
import { test, type Browser, type BrowserContext, type BrowserContextOptions } from '@playwright/test';

export const TABLET = { width: 1280, height: 800 };
const KINDS = {
	desktop: { viewport: { width: 1440, height: 900 } },
	tablet: { viewport: TABLET, hasTouch: true },
	'tablet without worker': { viewport: TABLET, hasTouch: true, serviceWorkers: 'block' }
} as const satisfies Record<string, BrowserContextOptions>;
export type DeviceKind = keyof typeof KINDS;

/** What a device was taken for; only one of the same kind for the same server is it again. */
const purposes = new WeakMap<BrowserContext, { kind: DeviceKind; origin: string }>();
const free = new Set<BrowserContext>();

export async function takeDevice(
	browser: Browser,
	kind: DeviceKind,
	origin: string
): Promise<BrowserContext> {
	for (const context of free) {
		const purpose = purposes.get(context)!;
		if (context.browser() !== browser || purpose.kind !== kind || purpose.origin !== origin) continue;
		free.delete(context);
		return context;
	}
	const context = await browser.newContext({
		baseURL: origin,
		locale: 'vi-VN',
		timezoneId: 'Asia/Ho_Chi_Minh',
		...KINDS[kind]
	});
	context.setDefaultTimeout(test.info().project.use.actionTimeout!);
	purposes.set(context, { kind, origin });
	return context;
}

/** All that somebody sits at, also what was not taken here. */
export const inUse = (browser: Browser): BrowserContext[] =>
	browser.contexts().filter((context) => !free.has(context));

/** Closes its pages and wipes it for whoever takes it next; what no story took here is closed. */
export async function handBack(context: BrowserContext): Promise<void> {
	const purpose = purposes.get(context);
	if (!purpose) return context.close();
	await context.unrouteAll({ behavior: 'ignoreErrors' });
	for (const page of context.pages()) await page.close();
	const page = await context.newPage();
	const session = await context.newCDPSession(page);
	await session.send('Storage.clearDataForOrigin', { origin: purpose.origin, storageTypes: 'all' });
	await context.clearCookies();
	await page.close();
	free.add(context);
}
