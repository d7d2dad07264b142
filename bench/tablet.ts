/** The tablet of the measurements: a slowed browser, the walk that is open in it, and the clock from tap to paint. */
import type { Browser, BrowserContext, CDPSession, Page } from '@playwright/test';
import { findBrowser } from '../scripts/browser.mjs';
import { signIn, type Running } from './server.ts';

export const CHROMIUM = {
	executablePath: findBrowser(),
	args: [
		'--no-sandbox',
		'--disable-gpu',
		'--no-first-run',
		'--disable-background-networking',
		'--disable-component-update',
		'--disable-sync'
	]
};

export const SLOWDOWN = 4;
const SETTLED_MS = 1_500;

/** The first visit of a tablet: nothing is on it yet. */
export const FIRST_VISIT = {
	viewport: { width: 1280, height: 800 },
	hasTouch: true,
	locale: 'vi-VN',
	serviceWorkers: 'block'
} as const;

/** The page gets a fourth of the processor. */
export async function slowDown(page: Page): Promise<CDPSession> {
	const cdp = await page.context().newCDPSession(page);
	await setSlowdown(cdp, SLOWDOWN);
	return cdp;
}

/** A page that is slowed works all the time at being slow: one that waits for its turn must not be. */
export const setSlowdown = (cdp: CDPSession, rate: number) =>
	cdp.send('Emulation.setCPUThrottlingRate', { rate });

export async function enter(context: BrowserContext, { origin }: Running): Promise<void> {
	const [name, value] = (await signIn(origin, 'truongdoan')).split('=') as [string, string];
	await context.addCookies([{ name, value, url: origin }]);
}

/** The inspection that is in session: its walk takes answers. */
export async function findWalk(page: Page, origin: string): Promise<string> {
	await page.goto(`${origin}/field`);
	await page.waitForSelector('a[href^="/field/"]');
	const links = await page.$$eval('a[href^="/field/"]', (all) =>
		all.map((link) => link.getAttribute('href')!)
	);
	for (const link of new Set(links.map((href) => href.split('/').slice(0, 3).join('/')))) {
		const snapshot = await page.evaluate(
			async (id) => (await fetch(`/api/inspections/${id}/field`)).json(),
			link.split('/')[2]
		);
		if (snapshot.state === 'in_session' && snapshot.can['appraisal.answer']) return `${origin}${link}/walk`;
	}
	throw new Error('no inspection is in session');
}

interface Answered {
	/** When the answer was in the page. */
	answerAt?: number;
	/** When a frame with it had been drawn. */
	answerDrawnAt?: number;
	/** When the page's scripts had taken it over: from then on it takes a tap. */
	liveAt?: number;
}

/** Each page notes when its answer was put into it, drawn, and ready for a tap. */
export async function noteAnswer(page: Page): Promise<void> {
	await page.addInitScript(() => {
		const seen = window as never as Answered;
		new MutationObserver((_, observer) => {
			if (seen.answerAt === undefined && document.querySelector('.answer :is(input, button)')) {
				seen.answerAt = performance.now();
				requestAnimationFrame(() => setTimeout(() => (seen.answerDrawnAt = performance.now())));
			}
			if (document.documentElement?.dataset['live'] === undefined) return;
			seen.liveAt = performance.now();
			observer.disconnect();
		}).observe(document, { childList: true, subtree: true, attributeFilter: ['data-live'] });
	});
}

/** When a page had been opened, in ms from its navigation. */
export interface Opened {
	/** Its first content was painted (on a walk: the answer). */
	painted: number;
	/** It took a tap; where a page does not note it (`noteAnswer`), the same. */
	live: number;
}

/** With nothing in the cache. */
export async function timeOpening(page: Page, cdp: CDPSession, url: string): Promise<Opened> {
	await cdp.send('Network.clearBrowserCache');
	await setSlowdown(cdp, SLOWDOWN);
	const opened = await timeFirst(page, url);
	/* The other's turn: nothing of this one may still be at work. */
	await page.goto('about:blank');
	await setSlowdown(cdp, 1);
	return opened;
}

/**
 * The same in a process that has seen no page yet: one that has keeps what it compiled, which no emptied cache takes
 * away, and saves the more the larger the script is.
 */
export async function timeFirstVisit(
	browser: Browser,
	url: string,
	cookies: Parameters<BrowserContext['addCookies']>[0] = []
): Promise<Opened> {
	const context = await browser.newContext(FIRST_VISIT);
	try {
		await context.addCookies(cookies);
		const page = await context.newPage();
		await slowDown(page);
		if (cookies.length > 0) await noteAnswer(page);
		return await timeFirst(page, url);
	} finally {
		await context.close();
	}
}

/** One navigation. */
export async function timeFirst(page: Page, url: string): Promise<Opened> {
	await page.goto('about:blank');
	await page.goto(url);
	/* Asked while it still works, a slowed page would be timed with the asking. */
	await page.waitForTimeout(SETTLED_MS);
	const handle = await page.waitForFunction((isWalk) => {
		const painted = performance.getEntriesByName('first-contentful-paint')[0]?.startTime;
		const { answerAt, answerDrawnAt, liveAt } = window as never as Answered;
		return painted !== undefined && (!isWalk || answerAt !== undefined)
			? { painted, answerAt, answerDrawnAt, liveAt }
			: null;
	}, url.includes('/walk'));
	const { painted, answerAt = 0, answerDrawnAt, liveAt = painted } = (await handle.jsonValue())!;
	if (answerAt <= painted) return { painted, live: liveAt };
	/* A browser may paint the heading while it still reads what comes after it. */
	if (answerDrawnAt === undefined) throw new Error('something was painted before the answer');
	return { painted: answerDrawnAt, live: liveAt };
}

/** From the pointer going down to the frame after something in `region` has changed. */
export async function timeClick(
	page: Page,
	target: ReturnType<Page['locator']>,
	region: string
): Promise<number> {
	await page.evaluate((selector) => {
		const w = window as never as { painted: Promise<number> };
		w.painted = new Promise((resolve) => {
			let begun = 0;
			addEventListener('pointerdown', () => (begun = performance.now()), { once: true, capture: true });
			const observer = new MutationObserver(() => {
				/* What changed before the finger came down was not its doing. */
				if (begun === 0) return;
				observer.disconnect();
				/* A message comes right after the frame; a timer would wait for those that the page has set for then. */
				const { port1, port2 } = new MessageChannel();
				port1.onmessage = () => resolve(performance.now() - begun);
				requestAnimationFrame(() => port2.postMessage(0));
			});
			observer.observe(document.querySelector(selector)!, {
				subtree: true,
				childList: true,
				characterData: true,
				attributes: true
			});
		});
	}, region);
	await target.tap();
	return page.evaluate(() => (window as never as { painted: Promise<number> }).painted);
}
