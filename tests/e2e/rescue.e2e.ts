/** Work that cannot be sent: seen, given up, carried by hand to the office, and not doubled when the tablet sends later. */
import { expect, test, type Page } from '@playwright/test';
import { join } from 'node:path';
import type { FieldSnapshot } from '#lib/contracts/field.ts';
import { WeakLink } from '../support/weak-link.ts';
import { OwnServer } from './own-server.ts';
import { expectSound } from './looks.ts';
import { go, inSession, person, photo, type Person } from './support.ts';

test.describe.configure({ mode: 'serial' });

const FOLDER = join(import.meta.dirname, '..', '..', 'test-results');
const DATA = join(FOLDER, 'rescue-data');
const FILE = join(FOLDER, 'rescue-file.zip');
const server = new OwnServer(4178, DATA);
/** The tablet's way to the server: told only that it is offline, a page that is being opened may still get something through. */
const link = new WeakLink(4189, 4178);
const NOTE = 'Ghi tại xã, máy không gửi được.';
const CODES = ['1.1.1', '1.2.1'] as const;

let tablet: Person;
let office: Person;
let address = '';
const id = () => address.split('/').at(-1)!;

test.use({ baseURL: server.origin });
test.beforeAll(async ({ browser }) => {
	await server.startAnew();
	await link.open();
	tablet = await person(browser, 'truongdoan', 'tablet', link.origin);
	office = await person(browser, 'truongdoan', 'desktop', server.origin);
});
test.afterAll(async () => {
	await tablet?.context.close();
	await office?.context.close();
	await link.close();
	await server.stop();
});

async function write(page: Page, code: string, text: string): Promise<void> {
	await page.goto(`${address}/walk?c=${code}`);
	await expect(page.locator('.head .code')).toHaveText(code);
	/* A page that is just opened learns it a moment later; an edit tried in between may have arrived, for all it knows. */
	await page.waitForFunction(() => !navigator.onLine);
	await page.getByRole('button', { name: 'Ghi chú' }).click();
	await page.getByRole('textbox', { name: 'Ghi chú' }).fill(text);
	await expect(page.locator('header').getByText(/chờ/i)).toBeVisible();
}

const record = async (): Promise<FieldSnapshot> =>
	(await office.page.request.get(`/api/inspections/${id()}/field`)).json();
const notesOf = async (code: string) =>
	(await record()).answers.appraisal.filter((answer) => answer.code === code).map(({ note }) => note);

test('with no network everything that waits is listed', async () => {
	const { page, context } = tablet;
	await page.goto('/field');
	const open = inSession(page);
	address = (await open.getAttribute('href'))!;
	const card = page.locator('.card', { has: page.locator(`a[href="${address}"]`) });
	await card.getByRole('button', { name: 'Tải về máy' }).click();
	await expect(card).toContainText('Có trên máy này');
	await expect
		.poll(() =>
			page.evaluate(async () => (await navigator.serviceWorker.getRegistration('/field'))?.active?.state)
		)
		.toBe('activated');
	link.cut();
	await context.setOffline(true);
	await write(page, CODES[0], NOTE);
	await write(page, CODES[1], 'Ghi nhầm tiêu chí.');
	await page.getByRole('button', { name: 'Ảnh, tệp' }).click();
	await page
		.locator('input[type=file]')
		.last()
		.setInputFiles({ name: 'niem-yet.jpg', mimeType: 'image/jpeg', buffer: await photo() });
	await page
		.locator('header')
		.getByRole('link', { name: /chờ gửi/ })
		.click();
	await expect(page.getByText('Đang không có mạng. Sẽ tự gửi khi có mạng.')).toBeVisible();
	await expect(page.getByText('2 mục nhập')).toBeVisible();
	await expect(page.getByText(NOTE)).toBeVisible();
	await expect(page.getByText('niem-yet.jpg')).toBeVisible();
	await expectSound(page, 'what waits');
});

test('what was never on its way is given up with a reason, and the screen forgets it', async () => {
	const { page } = tablet;
	await page.getByRole('button', { name: `Bỏ: ${CODES[1]}` }).click();
	const dialog = page.getByRole('alertdialog');
	await expect(dialog).toContainText('Ghi nhầm tiêu chí.');
	await dialog.getByRole('button', { name: 'Bỏ mục này' }).click();
	await expect(dialog.getByRole('alert')).toBeVisible();
	await dialog.getByRole('textbox').fill('Nhầm sang tiêu chí khác.');
	await dialog.getByRole('button', { name: 'Bỏ mục này' }).click();
	await expect(dialog).toBeHidden();
	await expect(page.getByRole('heading', { name: /Đã bỏ, chờ báo máy chủ/ })).toBeVisible();
	await page.goto(`${address}/walk?c=${CODES[1]}`);
	await page.getByRole('button', { name: 'Ghi chú' }).click();
	await expect(page.getByRole('textbox', { name: 'Ghi chú' })).not.toHaveValue('Ghi nhầm tiêu chí.');
});

/* Not earlier: a page that is opened may try to send before it learns that it is offline. What was tried is not given up. */
test('all that waits is listed when the page is opened cold, too', async () => {
	const { page } = tablet;
	await page.goto('/field/unsent');
	await expect(page.getByText('2 mục nhập')).toBeVisible();
	await expect(page.getByText(NOTE)).toBeVisible();
	await expect(page.getByText('niem-yet.jpg')).toBeVisible();
});

test('it is written into a rescue file with no network', async () => {
	const { page } = tablet;
	const [download] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('button', { name: 'Xuất tệp cứu hộ của cuộc này' }).click()
	]);
	expect(download.suggestedFilename()).toMatch(/^cuu-ho_.+_truong-doan-kiem-tra_\d{4}-\d\d-\d\d_\d{4}\.zip$/);
	await download.saveAs(FILE);
	await expect(page.getByText('2 mục nhập')).toBeVisible();
});

test('the office sees what it would do, takes it, and has it in the record', async () => {
	const { page } = office;
	await go(page, `/inspections/${id()}`);
	await page.getByRole('link', { name: 'Nhập tệp cứu hộ' }).click();
	await page.waitForURL(/\/rescue$/);
	await page.waitForLoadState('networkidle');
	await page
		.locator('input[type=file]')
		.setInputFiles({ name: 'khac.zip', mimeType: 'application/zip', buffer: Buffer.from('không phải') });
	await page.getByRole('button', { name: 'Kiểm tra tệp' }).click();
	await expect(page.getByRole('alert')).toContainText('không phải tệp cứu hộ');
	await page.locator('input[type=file]').setInputFiles(FILE);
	await page.getByRole('button', { name: 'Kiểm tra tệp' }).click();
	await expect(page.locator('dl div', { hasText: 'Mục nhập' }).last()).toContainText('3 mới');
	expect(await notesOf(CODES[0])).not.toContain(NOTE);
	await page.getByRole('button', { name: 'Nhập vào cuộc kiểm tra' }).click();
	await expect(page.getByText('Đã nhập tệp cứu hộ')).toBeVisible();
	expect(await notesOf(CODES[0])).toEqual([NOTE]);
	expect((await record()).evidence.filter(({ fileName }) => fileName === 'niem-yet.jpg')).toHaveLength(1);
});

test('the tablet sends later, and nothing is doubled', async () => {
	const { page, context } = tablet;
	link.hold();
	await context.setOffline(false);
	/* By itself, as the page has promised. */
	await expect(page.getByText('Không còn gì chờ gửi')).toBeVisible({ timeout: 20_000 });
	expect(await notesOf(CODES[0])).toEqual([NOTE]);
	expect(await notesOf(CODES[1])).not.toContain('Ghi nhầm tiêu chí.');
	expect((await record()).evidence.filter(({ fileName }) => fileName === 'niem-yet.jpg')).toHaveLength(1);
});
