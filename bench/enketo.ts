/** The yardstick of the walk: Enketo, the best engine for forms on a tablet, with a form of the same criteria set. */
import type { Browser, Page } from '@playwright/test';
import { listScoredSubcriteria } from '#lib/domain/criteria.ts';
import { isEnketoThere } from './enketo-bundle.ts';
import { formOf } from './enketo-form.ts';
import { serveEnketo, type EnketoPage } from './enketo-page.ts';
import { loadSet } from './scoring.ts';
import {
	FIRST_VISIT,
	setSlowdown,
	SLOWDOWN,
	timeClick,
	timeFirstVisit,
	timeOpening,
	type Opened
} from './tablet.ts';

export interface Enketo {
	/** JS and CSS after gzip, in KB. */
	kb: number;
	/** A first visit, until the first question is painted and can be answered. */
	visit(): Promise<Opened>;
	/** One more navigation with nothing in the cache, until the same. */
	open(): Promise<Opened>;
	/** From the pointer going down on a choice to the frame after it is shown as chosen, so many times. */
	tap(times: number): Promise<number[]>;
	stop(): void;
}

/** Undefined where it cannot be measured; then it is said why. */
export async function startEnketo(browser: Browser): Promise<Enketo | undefined> {
	if (!isEnketoThere()) {
		console.error('Enketo is not installed in bench/peers: the walk is measured without it.');
		return undefined;
	}
	const set = loadSet();
	const served = await serveEnketo(browser, formOf(set));
	const page = await (await browser.newContext(FIRST_VISIT)).newPage();
	await checkForm(page, served, listScoredSubcriteria(set).length);
	const cdp = await page.context().newCDPSession(page);
	return {
		kb: served.kb,
		visit: () => timeFirstVisit(browser, served.url),
		open: () => timeOpening(page, cdp, served.url),
		tap: async (times) => {
			await setSlowdown(cdp, SLOWDOWN);
			const measured = await timeChoices(page, served.url, times);
			await setSlowdown(cdp, 1);
			return measured;
		},
		stop: served.stop
	};
}

/** A form that came up with faults, or short, would be no yardstick. */
async function checkForm(page: Page, { url }: EnketoPage, pages: number): Promise<void> {
	await page.goto(url);
	await page.waitForFunction(() => 'answerAt' in window);
	const faults = await page.evaluate(() => (window as never as { faults: string[] }).faults);
	if (faults.length > 0) throw new Error(`Enketo's form: ${faults.join('; ')}`);
	const found = await page.locator('[role="page"]').count();
	if (found !== pages) throw new Error(`Enketo's form has ${found} pages, not ${pages}`);
	await page.locator('[role="page"].current label').first().waitFor();
	await page.goto('about:blank');
}

async function timeChoices(page: Page, url: string, times: number): Promise<number[]> {
	await page.goto(url);
	const choices = page.locator('[role="page"].current label');
	await choices.first().waitFor();
	const count = await choices.count();
	const measured: number[] = [];
	for (let i = 0; i < times; i += 1)
		measured.push(await timeClick(page, choices.nth(i % count), '[role="page"].current'));
	await page.goto('about:blank');
	return measured;
}
