/** The tablet with no network: fetched, closed, opened again with no server behind it, worked on, and sent later. */
import { chromium, expect, test, type BrowserContext, type Page } from '@playwright/test';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { OwnServer } from './own-server.ts';
import { photo, sent } from './support.ts';

test.describe.configure({ mode: 'serial' });

const FOLDER = join(import.meta.dirname, '..', '..', 'test-results');
const DATA = join(FOLDER, 'offline-data');
const PROFILE = join(FOLDER, 'offline-profile');
const server = new OwnServer(4174, DATA);
const CODE = '4.1.1';

let context: BrowserContext;
let page: Page;
let address = '';

/** The same tablet each time: its storage lives in a folder, so that closing the browser is closing the browser. */
async function openBrowser(): Promise<void> {
	const { launchOptions } = test.info().project.use;
	context = await chromium.launchPersistentContext(PROFILE, {
		...launchOptions,
		baseURL: server.origin,
		viewport: { width: 1280, height: 800 },
		hasTouch: true,
		locale: 'vi-VN',
		timezoneId: 'Asia/Ho_Chi_Minh'
	});
	context.setDefaultTimeout(10_000);
	page = context.pages()[0] ?? (await context.newPage());
}

async function signIn(username: string): Promise<void> {
	await page.goto('/login?next=/field');
	await page.getByRole('textbox', { name: 'Tên đăng nhập' }).fill(username);
	await page.getByRole('textbox', { name: 'Mật khẩu' }).fill('thuoc-minh-hoa');
	await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
	await page.waitForURL(({ pathname }) => pathname === '/field');
}

const card = () => page.locator('.card', { has: page.locator(`a[href="${address}"]`) });
const onServer = async (): Promise<{
	answers: { appraisal: { code: string; input: unknown }[] };
	evidence: unknown[];
}> => (await page.request.get(`/api/inspections/${address.split('/').at(-1)}/field`)).json();

const appState = () =>
	page.evaluate(async () => (await navigator.serviceWorker.getRegistration('/field'))?.active?.state);

test.beforeAll(async () => {
	rmSync(DATA, { recursive: true, force: true });
	rmSync(PROFILE, { recursive: true, force: true });
	await server.start();
	await openBrowser();
});
test.afterAll(async () => {
	await context?.close();
	await server.stop();
});

test('an inspection is fetched to the tablet, with its size and the time', async () => {
	await signIn('truongdoan');
	const open = page.locator('section', { hasText: 'Đang kiểm tra' }).locator('a[href^="/field/"]').first();
	address = (await open.getAttribute('href'))!;
	await expect(card()).toContainText('Chưa có trên máy này');
	await card().getByRole('button', { name: 'Tải về máy' }).click();
	await expect(card()).toContainText(/Có trên máy này: \d+ KB, cập nhật \d\d:\d\d/);
	await expect.poll(appState).toBe('activated');
});

test('after the browser is closed and with no server, the list and the walk open, and an answer is kept', async () => {
	await context.close();
	await server.stop();
	await openBrowser();
	await page.goto('/field');
	await expect(page.getByText('Không có mạng.')).toBeVisible();
	await expect(card()).toContainText('Có trên máy này');
	await page.goto(`${address}/walk?c=${CODE}`);
	await expect(page.locator('.head .code')).toHaveText(CODE);
	await page.locator('.answer').locator('input, button').first().waitFor();
	await page.getByRole('button', { name: 'Ghi chú' }).click();
	await page.getByRole('textbox', { name: 'Ghi chú' }).fill('Ghi tại xã, không có sóng.');
	await expect(page.locator('header').getByText(/chưa gửi|chờ/i)).toBeVisible();
});

test('a tab that is closed loses nothing, photos neither', async () => {
	await page.getByRole('button', { name: 'Ảnh, tệp' }).click();
	await page
		.locator('input[type=file]')
		.first()
		.setInputFiles({ name: 'niem-yet.jpg', mimeType: 'image/jpeg', buffer: await photo() });
	await expect(page.locator('.walk').getByRole('img').first()).toBeVisible();
	await page.close({ runBeforeUnload: false });
	page = await context.newPage();
	await page.goto(`${address}/walk?c=${CODE}`);
	await page.getByRole('button', { name: 'Ghi chú' }).click();
	await expect(page.getByRole('textbox', { name: 'Ghi chú' })).toHaveValue('Ghi tại xã, không có sóng.');
	await page.getByRole('button', { name: 'Ảnh, tệp' }).click();
	await expect(page.locator('.walk').getByRole('img').first()).toBeVisible();
});

test('when the server is back everything arrives, once', async () => {
	await server.start();
	await page.reload();
	await sent(page);
	const { answers, evidence } = await onServer();
	expect(answers.appraisal.filter(({ code }) => code === CODE)).toMatchObject([
		{ note: 'Ghi tại xã, không có sóng.' }
	]);
	expect(evidence.filter((item) => (item as { fileName: string }).fileName === 'niem-yet.jpg')).toHaveLength(
		1
	);
});

test('what was sent stays in view when the network goes before the copy is fetched again', async () => {
	await page.getByRole('button', { name: 'Ghi chú' }).click();
	await page.getByRole('textbox', { name: 'Ghi chú' }).fill('Ghi thêm khi có mạng.');
	await sent(page);
	await server.stop();
	await page.reload();
	await page.getByRole('button', { name: 'Ghi chú' }).click();
	await expect(page.getByRole('textbox', { name: 'Ghi chú' })).toHaveValue('Ghi thêm khi có mạng.');
});

test('when the session has ended, work goes on and sending waits for a sign-in', async () => {
	await server.start();
	await context.clearCookies();
	await page.goto(`${address}/walk?c=${CODE}`);
	await page.getByRole('button', { name: 'Ghi chú' }).click();
	await page.getByRole('textbox', { name: 'Ghi chú' }).fill('Ghi khi phiên đã hết.');
	await expect(
		page
			.locator('header')
			.getByText(/đăng nhập/i)
			.first()
	).toBeVisible();
	await signIn('truongdoan');
	await page.goto(`${address}/walk?c=${CODE}`);
	await sent(page);
	expect((await onServer()).answers.appraisal.find(({ code }) => code === CODE)).toMatchObject({
		note: 'Ghi khi phiên đã hết.'
	});
});

test('signing out says what is unsent; it waits for its owner', async () => {
	await context.route('**/api/sync', (route) => route.abort());
	await page.getByRole('button', { name: 'Ghi chú' }).click();
	await page.getByRole('textbox', { name: 'Ghi chú' }).fill('Ghi trước khi đăng xuất.');
	await expect(page.locator('header').getByText(/chưa gửi|chờ/i)).toBeVisible();
	await page.goto('/logout');
	await expect(page.getByText('Còn 1 mục chưa gửi trên máy này.')).toBeVisible();
	await page.getByRole('main').getByRole('button', { name: 'Đăng xuất' }).click();
	await page.waitForURL('**/login');
	await context.unroute('**/api/sync');
	await signIn('truongdoan');
	await expect(card()).toContainText('1 mục chưa gửi trên máy này');
	await page.goto(`${address}/walk?c=${CODE}`);
	await sent(page);
});

test('another person on the same tablet sees nothing of the first', async () => {
	await context.clearCookies();
	await signIn('thuky');
	await expect(card().or(page.getByText('Chưa có cuộc kiểm tra nào')).first()).toBeVisible();
	await expect(page.getByText('Có trên máy này:')).toHaveCount(0);
	await server.stop();
	await page.goto(`${address}/walk?c=${CODE}`);
	await expect(page.locator('.answer')).toHaveCount(0);
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});
