/** The walk page as a tablet meets it: weight, first answer, tap to painted points, next subcriterion; CPU slowed fourfold. */
import { chromium, type CDPSession, type Page } from '@playwright/test';
import { WALK_KB, weighCode } from '../tests/support/page-weight.ts';
import { startEnketo, type Enketo } from './enketo.ts';
import type { Running } from './server.ts';
import { leastOf, quantile, type Figure } from './table.ts';
import {
	CHROMIUM,
	enter,
	findWalk,
	FIRST_VISIT,
	noteAnswer,
	setSlowdown,
	SLOWDOWN,
	timeClick,
	timeFirstVisit,
	timeOpening,
	type Opened
} from './tablet.ts';

const TAPS = 60;
const TURNS = 25;
const NAVIGATIONS = 5;
const ROUNDS = 4;

/** One figure of ours with the same of Enketo's page; `enketo` is undefined where that could not be measured. */
interface Pair {
	ours: number;
	enketo?: number;
}

export async function benchWalk(running: Running): Promise<Figure[]> {
	const browser = await chromium.launch(CHROMIUM);
	let enketo: Enketo | undefined;
	try {
		enketo = await startEnketo(browser);
		const context = await browser.newContext(FIRST_VISIT);
		await enter(context, running);
		const page = await context.newPage();
		const path = await findWalk(page, running.origin);
		const weight = await weighCode(page, path);
		const cdp = await context.newCDPSession(page);
		await noteAnswer(page);
		const walk = `${path}?c=3.4.1`;
		const cookies = await context.cookies();
		await page.goto('about:blank');
		const visit = await openInTurns(() => timeFirstVisit(browser, walk, cookies), enketo?.visit, 1);
		const first = await openInTurns(() => timeOpening(page, cdp, walk), enketo?.open);
		const open = (url: string) => openInTurns(() => timeOpening(page, cdp, url));
		const { ours: list } = await open(`${running.origin}/field`);
		const { ours: plain } = await open(`${running.origin}/account`);
		const tap = await tapInTurns(page, cdp, walk, enketo);
		await setSlowdown(cdp, SLOWDOWN);
		const turns = await leastOf(ROUNDS, async () => {
			await page.goto(walk);
			return quantile(await timeTurns(page), 0.5);
		});
		return [
			{
				name: 'walk page, JS + CSS after gzip',
				value: weight,
				unit: 'KB',
				limit: { at: 'most', value: WALK_KB },
				...besideEnketo(enketo?.kb)
			},
			{
				name: 'navigation to first answer painted, 4× CPU (median)',
				value: first.ours,
				unit: 'ms',
				limit: { at: 'most', value: 500 },
				...besideEnketo(first.enketo)
			},
			{
				name: 'the same at a first visit (a process that has compiled nothing yet)',
				value: visit.ours,
				unit: 'ms',
				...besideEnketo(visit.enketo)
			},
			{ name: 'a first visit until the answer takes a tap', value: visit.live, unit: 'ms' },
			{ name: "the same for the tablet's list page", value: list, unit: 'ms' },
			{ name: 'the same for a page that the server draws (own account)', value: plain, unit: 'ms' },
			{
				name: 'tap to painted points, 4× CPU, p50',
				value: tap.p50.ours,
				unit: 'ms',
				limit: { at: 'most', value: 50 },
				...besideEnketo(tap.p50.enketo)
			},
			{
				name: 'tap to painted points, 4× CPU, p95',
				value: tap.p95.ours,
				unit: 'ms',
				limit: { at: 'most', value: 70 },
				...besideEnketo(tap.p95.enketo)
			},
			{
				name: 'next subcriterion or area, 4× CPU (median)',
				value: turns,
				unit: 'ms',
				limit: { at: 'most', value: 60 }
			}
		];
	} finally {
		enketo?.stop();
		await browser.close();
	}
}

const besideEnketo = (value: number | undefined): Pick<Figure, 'beside'> =>
	value === undefined ? {} : { beside: { name: "Enketo's page of the same form", value } };

/** Navigation after navigation, ours and Enketo's in turns so that both meet the same machine; the least medians of a round. */
async function openInTurns(
	open: () => Promise<Opened>,
	openEnketo?: () => Promise<Opened>,
	rounds = ROUNDS
): Promise<Pair & { live: number }> {
	const least = { ours: Infinity, live: Infinity, enketo: Infinity };
	for (let round = 0; round < rounds; round += 1) {
		const ours: Opened[] = [];
		const theirs: Opened[] = [];
		for (let i = 0; i < NAVIGATIONS; i += 1) {
			ours.push(await open());
			if (openEnketo) theirs.push(await openEnketo());
		}
		least.ours = Math.min(least.ours, medianOf(ours, 'painted'));
		least.live = Math.min(least.live, medianOf(ours, 'live'));
		if (openEnketo) least.enketo = Math.min(least.enketo, medianOf(theirs, 'painted'));
	}
	const { ours, live, enketo } = least;
	return openEnketo ? { ours, live, enketo } : { ours, live };
}

const medianOf = (times: Opened[], of: keyof Opened): number =>
	quantile(
		times.map((time) => time[of]),
		0.5
	);

async function tapInTurns(
	page: Page,
	cdp: CDPSession,
	walk: string,
	enketo?: Enketo
): Promise<{ p50: Pair; p95: Pair }> {
	const ours: number[][] = [];
	const theirs: number[][] = [];
	for (let round = 0; round < ROUNDS; round += 1) {
		await setSlowdown(cdp, SLOWDOWN);
		await page.goto(walk);
		ours.push(await timeTaps(page));
		await page.goto('about:blank');
		await setSlowdown(cdp, 1);
		if (enketo) theirs.push(await enketo.tap(TAPS));
	}
	const least = (rounds: number[][], part: number) =>
		Math.min(...rounds.map((times) => quantile(times, part)));
	const pairAt = (part: number): Pair => ({
		ours: least(ours, part),
		...(enketo && { enketo: least(theirs, part) })
	});
	return { p50: pairAt(0.5), p95: pairAt(0.95) };
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
	for (let i = 0; i < TURNS; i += 1) times.push(await timeClick(page, next, '.head'));
	return times;
}
