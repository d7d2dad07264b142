/** A tablet's first visit to the walk, before it has a shell of its own: drawn by the server, taken over by the tablet. */
import { expect, type Browser, type Page } from '@playwright/test';
import { WALK_KB, weighCode } from '../support/page-weight.ts';
import { expectNoOverflow } from './looks.ts';
import { go, inSession, person, signInByForm, test } from './support.ts';

test.use({ viewport: { width: 1280, height: 800 }, hasTouch: true, serviceWorkers: 'block' });

const CODE = '3.4.1';
const TITLE = 'Tỷ lệ hồ sơ giải quyết đúng hạn, trước hạn';

/** The walk of the inspection that is in session, as the team's lead finds it. */
async function findWalk(browser: Browser): Promise<string> {
	const { page, context } = await person(browser, 'truongdoan', 'tablet');
	await page.goto('/field');
	const open = inSession(page);
	const address = await open.getAttribute('href');
	await context.close();
	return `${address}/walk?c=${CODE}`;
}

let walk: string;
test.beforeAll(async ({ browser }) => {
	walk = await findWalk(browser);
});

const figure = (page: Page) => page.locator('.answer .figure input').first();

/** What the page complains of, also that it is not what the server has drawn. */
function faultsOf(page: Page): string[] {
	const faults: string[] = [];
	page.on('pageerror', (error) => faults.push(error.message));
	page.on('console', (line) => {
		if (line.type() === 'error' || line.text().includes('hydration')) faults.push(line.text());
	});
	return faults;
}

test('the tablet takes it over: it takes answers, in its own letters', async ({ page, context, baseURL }) => {
	const faults = faultsOf(page);
	await signInByForm(context.request, 'truongdoan', baseURL);
	await page.goto(walk);
	await expect(page.locator('.walk')).not.toHaveAttribute('inert');
	await expect(page.locator('html')).not.toHaveAttribute('style');
	await expect(page.getByRole('navigation').first()).toBeVisible();
	const letters = await page.evaluate(() => ({
		family: getComputedStyle(document.body).fontFamily,
		loaded: [...document.fonts].filter(({ status }) => status === 'loaded').length
	}));
	expect(letters.family).toMatch(/^"?Be Vietnam Pro/);
	expect(letters.loaded).toBe(8);
	expect(faults).toEqual([]);
});

test('a phone takes it over without the number pad, for it has its own', async ({
	page,
	context,
	baseURL
}) => {
	const faults = faultsOf(page);
	await page.setViewportSize({ width: 390, height: 844 });
	await signInByForm(context.request, 'truongdoan', baseURL);
	await go(page, walk);
	await expect(figure(page)).toBeVisible();
	await expect(page.locator('.answer .pad')).toHaveCount(0);
	await expectNoOverflow(page, walk);
	expect(faults).toEqual([]);
});

test('work that waits on the tablet stands over what the server has drawn', async ({
	page,
	context,
	baseURL
}) => {
	await signInByForm(context.request, 'truongdoan', baseURL);
	await context.route('**/api/sync', (route) => route.abort());
	await page.goto(walk);
	await figure(page).fill('61');
	const result = page.locator('.answer .result').first();
	await expect(result).toContainText('61 /');
	const drawn = await (await context.request.get(walk)).text();
	expect(drawn).not.toContain('value="61"');
	await page.reload();
	await expect(page.locator('html[data-live]')).toBeAttached();
	await expect(figure(page)).toHaveValue('61');
	await expect(result).toContainText('61 /');
	await expect(page.locator('header').getByText('chờ gửi')).toBeVisible();
});

test(`all that it loads weighs at most ${WALK_KB} KB after gzip`, async ({ page, context, baseURL }) => {
	await signInByForm(context.request, 'truongdoan', baseURL);
	expect(await weighCode(page, walk)).toBeLessThanOrEqual(WALK_KB);
});

/* Last: without scripts the walk could not be found. */
test.describe('before any script', () => {
	test.use({ javaScriptEnabled: false });

	test('what is to be answered can be read, and takes no answer that would be lost', async ({
		page,
		context,
		baseURL
	}) => {
		await signInByForm(context.request, 'truongdoan', baseURL);
		const response = await page.goto(walk);
		expect(response!.headers()['cache-control']).toBe('no-store');
		await expect(page.locator('h2')).toHaveText(TITLE);
		await expect(figure(page)).toBeVisible();
		await expect(page.locator('.walk')).toHaveAttribute('inert', '');
	});

	test('who is not signed in is shown nothing of it', async ({ page }) => {
		await page.goto(walk);
		await expect(page.locator('body')).not.toContainText(TITLE);
		await expect(page.locator('.walk')).toHaveCount(0);
	});
});
