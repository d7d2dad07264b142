/** People of the demonstration, each at a device of their own, and the steps that stories share. */
import sharp from 'sharp';
import {
	chromium,
	expect,
	test as base,
	type APIRequestContext,
	type Browser,
	type BrowserContext,
	type Locator,
	type Page
} from '@playwright/test';
import { handBack, inUse, takeDevice, TABLET, type DeviceKind } from './devices.ts';

const PASSWORD = 'thuoc-minh-hoa';

/** A story whose people go home at its end: their pages would go on asking the server beside the next one. */
export const test = base.extend<{ home: void }>({
	home: [
		async ({ browser }, use) => {
			const before = new Set(inUse(browser));
			await use();
			for (const context of inUse(browser)) if (!before.has(context)) await handBack(context);
		},
		{ auto: true }
	]
});

export interface Person {
	page: Page;
	context: BrowserContext;
}

/** Signs a person in and opens an empty page. `device` «tablet» is a 10" screen with fingers. */
export async function person(
	browser: Browser,
	username: string,
	device: DeviceKind = 'desktop',
	/** Of a story's own server; absent: the one that stories share. */
	origin = base.info().project.use.baseURL!
): Promise<Person> {
	const context = await takeDevice(browser, device, origin);
	await signInByForm(context.request, username, origin);
	return { page: await context.newPage(), context };
}

/** Signs in on the screen, on the way to a page, and waits for it. */
export async function signIn(page: Page, username: string, next: string, origin = ''): Promise<void> {
	await page.goto(`${origin}/login?next=${next}`);
	await page.getByRole('textbox', { name: 'Tên đăng nhập' }).fill(username);
	await page.getByRole('textbox', { name: 'Mật khẩu' }).fill(PASSWORD);
	await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
	await page.waitForURL(({ pathname }) => pathname === next);
}

/**
 * The same tablet each time: its storage lies in the folder `profile`, so that closing the browser is closing the
 * browser. `origin` is what its addresses begin with; absent: they are written whole.
 */
export async function openTablet(profile: string, origin?: string): Promise<Person> {
	const context = await chromium.launchPersistentContext(profile, {
		...base.info().project.use.launchOptions,
		...(origin === undefined ? {} : { baseURL: origin }),
		viewport: TABLET,
		hasTouch: true,
		locale: 'vi-VN',
		timezoneId: 'Asia/Ho_Chi_Minh'
	});
	context.setDefaultTimeout(base.info().project.use.actionTimeout!);
	return { context, page: context.pages()[0] ?? (await context.newPage()) };
}

/** Signs in without a page. `origin` is where the form would stand; absent: the context says it with every request. */
export async function signInByForm(
	context: APIRequestContext,
	username: string,
	origin?: string
): Promise<void> {
	const response = await context.post('/login', {
		form: { username, password: PASSWORD },
		headers: origin === undefined ? {} : { origin },
		maxRedirects: 0
	});
	if (response.status() >= 400) throw new Error(`${username} could not sign in: ${response.status()}`);
}

/** Opens a page and waits until its scripts are there: what is typed earlier is kept, but nothing reacts to it yet. */
export async function go(page: Page, path: string): Promise<void> {
	await page.goto(path);
	await page.locator('html[data-live]').waitFor({ state: 'attached' });
}

/** In the tablet's list: the way to the inspection that is in session. */
export const inSession = (page: Page): Locator =>
	page.locator('section', { hasText: 'Đang kiểm tra' }).locator('a[href^="/field/"]').first();

/** Presses a move of the inspection and confirms it. */
export async function move(page: Page, name: string, reason?: string): Promise<void> {
	await page.getByRole('button', { name, exact: true }).click();
	const dialog = page.getByRole('alertdialog');
	if (reason !== undefined) await dialog.getByRole('textbox').fill(reason);
	await dialog.getByRole('button', { name, exact: true }).click();
	await expect(dialog).toBeHidden();
}

/** Presses «Lưu» of a form and waits for its answer: what an earlier saving said may still stand on the page. */
export async function save(page: Page, form: Locator): Promise<void> {
	const answered = page.waitForResponse(
		(response) => response.request().method() === 'POST' && response.url().includes('?/')
	);
	await form.getByRole('button', { name: 'Lưu', exact: true }).click();
	expect(await (await answered).json()).toMatchObject({ type: 'success' });
	await expect(page.getByText('Đã lưu').last()).toBeVisible();
}

/** Presses a button that asks, and says yes in the dialog (whose own button may be worded otherwise). */
export async function confirm(page: Page, name: string): Promise<void> {
	await page.getByRole('button', { name, exact: true }).click();
	const dialog = page.getByRole('alertdialog');
	await dialog.locator('.primary, .danger, .seal').click();
	await expect(dialog).toBeHidden();
}

/** Waits until a toast says this. */
export async function said(page: Page, words: string): Promise<void> {
	await expect(page.locator('.toasts').getByText(words)).toBeVisible();
}

/** A photo as a tablet makes it. */
export const photo = (): Promise<Buffer> =>
	sharp({ create: { width: 1600, height: 1200, channels: 3, background: '#b9c2cf' } })
		.jpeg()
		.toBuffer();

/** Waits until the page says that everything done on it has reached the server; a colleague's photos may not have. */
export async function sent(page: Page): Promise<void> {
	await expect(page.getByText(/^Đã gửi($|\s·)/).first()).toBeVisible();
}

/** Answers the subcriterion in view with the best there is, whatever its rule. `place` holds the input. */
export async function answerBest(page: Page, place: ReturnType<Page['locator']>): Promise<void> {
	const choices = place.locator('.list button');
	const figures = place.locator('.figure:not(.side) input');
	await expect(choices.or(figures).first()).toBeVisible();
	if ((await choices.count()) > 0) return choices.first().click();
	if ((await figures.count()) === 1) return figures.first().fill('0');
	await figures.nth(0).fill('40');
	await figures.nth(1).fill('40');
}

/** Draws a line with the pointer across a pad. */
export async function draw(page: Page, pad: ReturnType<Page['locator']>): Promise<void> {
	await pad.scrollIntoViewIfNeeded();
	const box = (await pad.boundingBox())!;
	await page.mouse.move(box.x + 30, box.y + box.height / 2);
	await page.mouse.down();
	for (let i = 1; i <= 24; i += 1)
		await page.mouse.move(box.x + 30 + i * 6, box.y + box.height / 2 + Math.sin(i / 2) * 20);
	await page.mouse.up();
}

/** Draws and keeps both signatures of the closing page; a pad goes when its signature is kept. */
export async function signBoth(page: Page): Promise<void> {
	for (const side of [0, 1]) {
		await draw(page, page.locator('canvas').first());
		await page.getByRole('button', { name: 'Ghi chữ ký' }).first().tap();
		await expect(page.locator('canvas')).toHaveCount(1 - side);
	}
}

/** Presses the lock of the minutes, and says yes. */
export async function lockMinutes(page: Page): Promise<void> {
	await page.getByRole('button', { name: 'Khóa biên bản' }).tap();
	await page.getByRole('alertdialog').getByRole('button', { name: 'Khóa biên bản' }).tap();
}
