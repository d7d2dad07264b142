/** The walk page as a tablet meets it: weight, first answer, tap to painted points, next subcriterion; CPU slowed fourfold. */
import { chromium, type BrowserContext, type CDPSession, type Page } from '@playwright/test';
import { findBrowser } from '../scripts/browser.mjs';
import { WALK_KB, weighCode } from '../tests/support/page-weight.ts';
import { signIn, type Running } from './server.ts';
import { leastOf, quantile, type Figure } from './table.ts';

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
const TAPS = 60;
const TURNS = 25;
const NAVIGATIONS = 5;
const ROUNDS = 4;

export async function benchWalk(running: Running): Promise<Figure[]> {
	const browser = await chromium.launch(CHROMIUM);
	try {
		const context = await browser.newContext({
			viewport: { width: 1280, height: 800 },
			hasTouch: true,
			locale: 'vi-VN',
			// The first visit: nothing is on the tablet yet.
			serviceWorkers: 'block'
		});
		await enter(context, running);
		const page = await context.newPage();
		const path = await findWalk(page, running.origin);
		const weight = await weighCode(page, path);
		const cdp = await context.newCDPSession(page);
		await cdp.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN });
		await noteAnswer(page);
		const open = (url: string) =>
			leastOf(ROUNDS, async () => quantile(await timeOpening(page, cdp, url), 0.5));
		const first = await open(`${path}?c=3.4.1`);
		const list = await open(`${running.origin}/field`);
		const plain = await open(`${running.origin}/account`);
		await page.goto(`${path}?c=3.4.1`);
		const taps: number[][] = [];
		for (let round = 0; round < ROUNDS; round += 1) taps.push(await timeTaps(page));
		const turns = await leastOf(ROUNDS, async () => {
			await page.goto(`${path}?c=3.4.1`);
			return quantile(await timeTurns(page), 0.5);
		});
		const tap = (part: number) => Math.min(...taps.map((round) => quantile(round, part)));
		return [
			{
				name: 'walk page, JS + CSS after gzip',
				value: weight,
				unit: 'KB',
				limit: { at: 'most', value: WALK_KB }
			},
			{
				name: 'navigation to first answer painted, 4× CPU (median)',
				value: first,
				unit: 'ms',
				limit: { at: 'most', value: 500 },
				beside: { name: "the tablet's list page", value: list }
			},
			{
				name: 'the same for a page that the server draws (own account)',
				value: plain,
				unit: 'ms'
			},
			{
				name: 'tap to painted points, 4× CPU, p50',
				value: tap(0.5),
				unit: 'ms',
				limit: { at: 'most', value: 50 }
			},
			{
				name: 'tap to painted points, 4× CPU, p95',
				value: tap(0.95),
				unit: 'ms',
				limit: { at: 'most', value: 70 }
			},
			{
				name: 'next subcriterion or area, 4× CPU (median)',
				value: turns,
				unit: 'ms',
				limit: { at: 'most', value: 60 }
			}
		];
	} finally {
		await browser.close();
	}
}

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

/** Each page notes when its answer was put into it. */
export async function noteAnswer(page: Page): Promise<void> {
	await page.addInitScript(() => {
		const seen = window as never as { answerAt: number };
		new MutationObserver((_, observer) => {
			if (!document.querySelector('.answer :is(input, button)')) return;
			seen.answerAt = performance.now();
			observer.disconnect();
		}).observe(document, { childList: true, subtree: true });
	});
}

/**
 * From navigation to the first content painted, with nothing in the cache. The shell is empty, so on a walk that
 * content is the answer; should it not be, this says so.
 */
async function timeOpening(page: Page, cdp: CDPSession, url: string): Promise<number[]> {
	const times: number[] = [];
	for (let i = 0; i < NAVIGATIONS; i += 1) {
		await cdp.send('Network.clearBrowserCache');
		times.push(await timeFirst(page, url));
	}
	return times;
}

/** One navigation, until the first content (on a walk: the answer) is painted. */
export async function timeFirst(page: Page, url: string): Promise<number> {
	await page.goto('about:blank');
	await page.goto(url);
	const painted = await page.waitForFunction(
		() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime
	);
	const at = (await painted.jsonValue())!;
	const inserted = await page.evaluate(() => (window as never as { answerAt?: number }).answerAt);
	if (url.includes('/walk') && (inserted === undefined || inserted > at))
		throw new Error('something was painted before the answer');
	return at;
}

/** From the pointer going down on a digit to the frame after the points have changed. */
async function timeTaps(page: Page): Promise<number[]> {
	const key = (name: string) => page.locator('.answer .pad').getByRole('button', { name, exact: true });
	// A figure grows and is cleared again, so that each tap changes what is shown.
	const keys = [key('1'), key('2'), key('5'), key('Xóa')];
	await keys[0]!.waitFor();
	const times: number[] = [];
	for (let i = 0; i < TAPS; i += 1) times.push(await timeClick(page, keys[i % keys.length]!, '.answer'));
	return times;
}

async function timeTurns(page: Page): Promise<number[]> {
	const times: number[] = [];
	const next = page.locator('footer button', { hasText: 'Tiếp' });
	await next.waitFor();
	for (let i = 0; i < TURNS; i += 1) times.push(await timeClick(page, next, '.scroll'));
	return times;
}

async function timeClick(page: Page, target: ReturnType<Page['locator']>, region: string): Promise<number> {
	await page.evaluate((selector) => {
		const w = window as never as { painted: Promise<number> };
		w.painted = new Promise((resolve) => {
			let begun = 0;
			addEventListener('pointerdown', () => (begun = performance.now()), { once: true, capture: true });
			const observer = new MutationObserver(() => {
				observer.disconnect();
				requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - begun)));
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
