/** The tablet with no server: a browser started cold opens the walk from what is kept on it; CPU slowed fourfold. */
import { chromium, type BrowserContext, type Page } from '@playwright/test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Running } from './server.ts';
import { leastOf, quantile, type Figure } from './table.ts';
import { CHROMIUM, enter, findWalk, noteAnswer, slowDown, timeFirst } from './tablet.ts';

const STARTS = 7;
const TURNS = 5;
const ROUNDS = 4;

export async function benchOffline(running: Running): Promise<Figure[]> {
	const profile = mkdtempSync(join(tmpdir(), 'thuoc-profile-'));
	const open = (): Promise<BrowserContext> =>
		chromium.launchPersistentContext(profile, {
			...CHROMIUM,
			viewport: { width: 1280, height: 800 },
			hasTouch: true,
			locale: 'vi-VN'
		});
	try {
		const path = await fetchWalk(await open(), running);
		const again = await timeReturns(await open(), path);
		await running.pause();
		const times: number[] = [];
		for (let start = 0; start < STARTS; start += 1) times.push(await timeStart(await open(), path));
		await running.resume();
		return [
			{
				name: 'navigation to first answer painted on a tablet that has the application, 4× CPU (median)',
				value: again,
				unit: 'ms',
				limit: { at: 'most', value: 500 }
			},
			{
				name: 'cold start with no server to an answer that can be given, 4× CPU (median)',
				value: quantile(times, 0.5),
				unit: 'ms'
			}
		];
	} finally {
		rmSync(profile, { recursive: true, force: true });
	}
}

/** Puts the inspection and the application on the tablet, and opens the walk once as its owner does before setting out. */
async function fetchWalk(context: BrowserContext, running: Running): Promise<string> {
	await enter(context, running);
	const page = await context.newPage();
	const path = await findWalk(page, running.origin);
	const id = path.split('/').at(-2)!;
	const card = page.locator('.card', { has: page.locator(`a[href="/field/${id}"]`) });
	await card.getByRole('button').first().click();
	await card.getByText('Có trên máy này').waitFor();
	await page.evaluate(async () => void (await navigator.serviceWorker.ready));
	await page.goto(path);
	await page.waitForSelector('.answer');
	await context.close();
	return path;
}

/** As on every day after the first: the application and the inspection are on the tablet, the server is there too. */
async function timeReturns(context: BrowserContext, path: string): Promise<number> {
	const page = await slowPage(context);
	await timeFirst(page, `${path}?c=3.4.1`);
	const least = await leastOf(ROUNDS, async () => {
		const times: number[] = [];
		for (let turn = 0; turn < TURNS; turn += 1) times.push((await timeFirst(page, `${path}?c=3.4.1`)).live);
		return quantile(times, 0.5);
	});
	await context.close();
	return least;
}

async function timeStart(context: BrowserContext, path: string): Promise<number> {
	const page = await slowPage(context);
	const { live: at } = await timeFirst(page, `${path}?c=3.4.1`);
	await context.close();
	return at;
}

async function slowPage(context: BrowserContext): Promise<Page> {
	const page = context.pages()[0] ?? (await context.newPage());
	await slowDown(page);
	await noteAnswer(page);
	return page;
}
