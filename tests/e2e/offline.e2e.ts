/** The tablet with no network: fetched, closed, opened again with no server behind it, worked on, and sent later. */
import { expect, test, type BrowserContext, type Page } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import type { FieldSnapshot, SyncAnswer } from '#lib/contracts/field.ts';
import { makeAnswers } from '#lib/server/demo/answers.ts';
import { OwnServer } from './own-server.ts';
import { draw, inSession, lockMinutes, openTablet, sent, signBoth, signIn } from './support.ts';

test.describe.configure({ mode: 'serial' });

const FOLDER = join(import.meta.dirname, '..', '..', 'test-results');
const DATA = join(FOLDER, 'offline-data');
const PROFILE = join(FOLDER, 'offline-profile');
const server = new OwnServer(4174, DATA);
const CODE = '4.1.1';

let context: BrowserContext;
let page: Page;
let address = '';

async function openBrowser(): Promise<void> {
	({ context, page } = await openTablet(PROFILE, server.origin));
}

const card = () => page.locator('.card', { has: page.locator(`a[href="${address}"]`) });
const onServer = async (): Promise<{
	answers: { appraisal: { code: string; input: unknown }[] };
	evidence: { fileName: string; url: string }[];
}> => (await page.request.get(`/api/inspections/${address.split('/').at(-1)}/field`)).json();

const appState = () =>
	page.evaluate(async () => (await navigator.serviceWorker.getRegistration('/field'))?.active?.state);

/** A photo of 3200 × 2400 held sideways, as cameras write it: the turn stands beside the picture. */
const sideways = (): Promise<Buffer> =>
	sharp({ create: { width: 3200, height: 2400, channels: 3, background: '#b9c2cf' } })
		.withMetadata({ orientation: 6 })
		.jpeg()
		.toBuffer();

test.beforeAll(async () => {
	rmSync(PROFILE, { recursive: true, force: true });
	await server.startAnew();
	await openBrowser();
});
test.afterAll(async () => {
	await context?.close();
	await server.stop();
});

test('an inspection is fetched to the tablet, with its size and the time', async () => {
	await signIn(page, 'truongdoan', '/field');
	const open = inSession(page);
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
	await expect(page.getByText('Không có mạng. Danh sách')).toBeVisible();
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
		.setInputFiles({ name: 'niem-yet.jpg', mimeType: 'image/jpeg', buffer: await sideways() });
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

test('with a code, a browser that is opened again shows nothing until it is given, network or not', async () => {
	await server.start();
	await page.goto('/field');
	await page.getByRole('button', { name: 'Đặt mã mở máy' }).click();
	const dialog = page.getByRole('dialog');
	await dialog.getByRole('textbox', { name: 'Mã mở máy' }).fill('246810');
	await dialog.getByRole('textbox', { name: 'Nhập lại mã' }).fill('246811');
	await dialog.getByRole('button', { name: 'Lưu mã' }).click();
	await expect(dialog.getByText('Hai lần nhập không giống nhau.')).toBeVisible();
	await dialog.getByRole('textbox', { name: 'Nhập lại mã' }).fill('246810');
	await dialog.getByRole('button', { name: 'Lưu mã' }).click();
	await expect(page.getByText('Đã đặt mã mở máy')).toBeVisible();

	await server.stop();
	await context.close();
	await openBrowser();
	await page.goto(`${address}/walk?c=${CODE}`);
	await expect(page.getByRole('heading', { name: 'Dữ liệu trên máy đang khóa' })).toBeVisible();
	await page.getByRole('textbox', { name: 'Mã mở máy' }).fill('135790');
	await page.getByRole('button', { name: 'Mở', exact: true }).click();
	await expect(page.getByText('Mã không đúng. Còn 9 lần thử')).toBeVisible();
	await expect(page.locator('.answer')).toHaveCount(0);
	await page.getByRole('textbox', { name: 'Mã mở máy' }).fill('246810');
	await page.getByRole('button', { name: 'Mở', exact: true }).click();
	await page.getByRole('button', { name: 'Ghi chú' }).click();
	await expect(page.getByRole('textbox', { name: 'Ghi chú' })).toHaveValue('Ghi thêm khi có mạng.');

	await page.goto('/field');
	await page.getByRole('button', { name: 'Khóa máy ngay' }).click();
	await expect(page.getByRole('heading', { name: 'Dữ liệu trên máy đang khóa' })).toBeVisible();
	await page.getByRole('textbox', { name: 'Mã mở máy' }).fill('246810');
	await page.getByRole('textbox', { name: 'Mã mở máy' }).press('Enter');
	await page.getByRole('button', { name: 'Bỏ mã' }).click();
	await page.getByRole('alertdialog').getByRole('button', { name: 'Bỏ mã' }).click();
	await expect(page.getByText('Đã bỏ mã mở máy')).toBeVisible();
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
	await signIn(page, 'truongdoan', '/field');
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
	await signIn(page, 'truongdoan', '/field');
	await expect(card()).toContainText('1 mục chưa gửi trên máy này');
	await page.goto(`${address}/walk?c=${CODE}`);
	await sent(page);
});

test('with no network both sides read and sign; the lock waits, outlives the browser, and is done later', async () => {
	await answerAll();
	await page.goto(`${address}/walk?c=${CODE}`);
	await sent(page);
	await page.goto('/field');
	await card().getByRole('button', { name: 'Cập nhật' }).click();
	await expect(page.getByText(/Đã tải về máy/)).toBeVisible();
	await server.stop();

	await page.goto(`${address}/closing`);
	// The name beside the signature pad: it stays whatever else is written afterwards.
	await page.getByLabel('Họ và tên').last().fill('Chủ tịch UBND xã');
	await page.getByLabel('Ý kiến chung').fill('Cơ quan nhất trí với biên bản.');
	await page.getByRole('button', { name: 'Bây giờ' }).tap();
	const paper = page.locator('#preview');
	await expect(paper.getByText('Cơ quan nhất trí với biên bản')).toBeVisible();
	await signWhileItChanges(page);
	await expect(page.getByText('Biên bản vừa thay đổi.', { exact: false })).toBeVisible();
	await expect(paper.getByText('Đề nghị hướng dẫn thêm')).toBeVisible();
	await expect(page.locator('canvas')).toHaveCount(2);
	await signBoth(page);
	await lockMinutes(page);
	await expect(page.getByText(/Đã chốt biên bản trên máy này lúc/)).toBeVisible();
	await context.close();
	await openBrowser();
	await page.goto(`${address}/closing`);
	await expect(page.getByText(/Đã chốt biên bản trên máy này lúc/)).toBeVisible();
	await expect(page.getByLabel('Ý kiến chung')).toBeDisabled();

	await server.start();
	/* By hand, unless the tablet has noticed the network by itself before. */
	const now = page.getByRole('button', { name: 'Gửi và khóa ngay' });
	const locked = page.getByText('Biên bản đã ký và khóa').first();
	await now.or(locked).first().waitFor();
	await now.tap({ timeout: 2_000 }).catch(() => locked.waitFor());
	await expect(locked).toBeVisible();
	await page.getByRole('button', { name: 'Cấp số, đóng dấu số' }).tap();
	const link = page.getByRole('link', { name: /Tải biên bản số/ });
	await expect(link).toBeVisible({ timeout: 30_000 });
	const bytes = await (await page.request.get((await link.getAttribute('href'))!)).body();
	const file = join(FOLDER, 'offline-minutes.pdf');
	writeFileSync(file, bytes);
	expect(execFileSync('pdfsig', ['-nocert', file], { encoding: 'utf8' })).toContain('Signature is Valid.');
	expect(execFileSync('pdftotext', [file, '-'], { encoding: 'utf8' })).toContain(
		'Cơ quan nhất trí với biên bản'
	);
});

/** A word changes and a signature is given in one moment: what was read is not what would be signed. */
async function signWhileItChanges(page: Page): Promise<void> {
	await draw(page, page.locator('canvas').first());
	await expect(page.getByRole('button', { name: 'Ghi chữ ký' }).first()).toBeEnabled();
	await page.getByLabel('Ý kiến chung').evaluate((field: HTMLTextAreaElement) => {
		field.value = 'Cơ quan nhất trí với biên bản. Đề nghị hướng dẫn thêm.';
		field.dispatchEvent(new Event('input', { bubbles: true }));
		[...document.querySelectorAll('button')]
			.find(({ textContent }) => textContent?.trim() === 'Ghi chữ ký')!
			.click();
	});
}

/** Everything that is left, by the same door as the tablet's: the story of answering by hand is told elsewhere. */
async function answerAll(): Promise<void> {
	const id = address.split('/').at(-1)!;
	const snapshot = (await (await page.request.get(`/api/inspections/${id}/field`)).json()) as FieldSnapshot;
	const answered = new Set(snapshot.answers.appraisal.filter(({ input }) => input).map(({ code }) => code));
	const operations = [...makeAnswers(snapshot.set, 'ngoại tuyến', 0.8)]
		.filter(([code]) => !answered.has(code))
		.map(([code, patch], at) => ({
			type: 'answer.set',
			payload: { stage: 'appraisal', code, patch: { ...patch, changeReason: 'Theo hồ sơ kiểm tra tại chỗ' } },
			opId: randomUUID(),
			deviceId: 'office',
			actorId: snapshot.actorId,
			inspectionId: id,
			baseVersion: snapshot.version,
			seq: at + 1,
			madeAt: Date.now()
		}));
	const answer = await page.request.post('/api/sync', {
		data: { operations },
		headers: { origin: server.origin }
	});
	const { results } = (await answer.json()) as SyncAnswer;
	expect(results.filter(({ status }) => status !== 'accepted')).toEqual([]);
}

test('another person on the same tablet sees nothing of the first', async () => {
	await context.clearCookies();
	await signIn(page, 'thuky', '/field');
	await expect(card().or(page.getByText('Chưa có cuộc kiểm tra nào')).first()).toBeVisible();
	await expect(page.getByText('Có trên máy này:')).toHaveCount(0);
	await server.stop();
	await page.goto(`${address}/walk?c=${CODE}`);
	await expect(page.locator('.answer')).toHaveCount(0);
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});
