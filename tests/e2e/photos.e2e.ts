/**
 * Photos over a bad link: the record is there before the photo, the photo goes on where it was cut, also after the tab
 * was closed and the server started again.
 */
import { expect, test, type BrowserContext, type Page } from '@playwright/test';
import { createHash } from 'node:crypto';
import { readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import sharp from 'sharp';
import type { EvidenceView } from '#lib/contracts/field.ts';
import { noisyPhoto } from '../support/photos.ts';
import { WeakLink } from '../support/weak-link.ts';
import { OwnServer } from './own-server.ts';
import { expectSound } from './looks.ts';
import { inSession, openTablet, sent, signIn } from './support.ts';

test.describe.configure({ mode: 'serial' });

const FOLDER = join(import.meta.dirname, '..', '..', 'test-results');
const DATA = join(FOLDER, 'photos-data');
const PROFILE = join(FOLDER, 'photos-profile');
const SERVER_PORT = 4181;
const server = new OwnServer(SERVER_PORT, DATA);
const link = new WeakLink(4182, SERVER_PORT);
const CODE = '4.1.1';
/** What the tablet asks besides: the page, its scripts, operations. */
const BESIDES_BYTES = 200_000;

let context: BrowserContext;
let page: Page;
let address = '';
let photo: Buffer;

const id = () => address.split('/').at(-1)!;
/** What the server has of the photos of this criterion, asked past the bad link. */
async function onServer(): Promise<EvidenceView[]> {
	const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
	const response = await fetch(`${server.origin}/api/inspections/${id()}/field`, { headers: { cookie } });
	const { evidence } = (await response.json()) as { evidence: EvidenceView[] };
	return evidence.filter(({ subjectId, side }) => subjectId === CODE && side === 'team');
}
const partSize = () => {
	const [name] = readdirSync(join(DATA, 'uploads'));
	return name === undefined ? 0 : statSync(join(DATA, 'uploads', name)).size;
};

const row = (caption: string) => page.locator('.panel li', { has: page.locator(`[title="${caption}"]`) });

async function openPanel(): Promise<void> {
	await page.goto(`${link.origin}${address}/walk?c=${CODE}`);
	await page.getByRole('button', { name: 'Ảnh, tệp' }).click();
}

async function add(name: string, caption: string, buffer: Buffer): Promise<void> {
	await page.getByRole('textbox', { name: 'Chú thích cho ảnh, tệp sắp thêm' }).fill(caption);
	await page.locator('input[type=file]').first().setInputFiles({ name, mimeType: 'image/jpeg', buffer });
}

test.beforeAll(async () => {
	rmSync(PROFILE, { recursive: true, force: true });
	photo = await noisyPhoto(1600, 1200, { sigma: 40 });
	await server.startAnew();
	await link.open();
	({ context, page } = await openTablet(PROFILE));
});
test.afterAll(async () => {
	await context?.close();
	await link.close();
	await server.stop();
});

test('the link drops in the middle of a photo: its record is there, a part of it too', async () => {
	await signIn(page, 'truongdoan', '/field', link.origin);
	const open = inSession(page);
	address = (await open.getAttribute('href'))!;
	await openPanel();
	await page.getByText('Gửi ảnh gốc').click();
	/* The record and a third of the photo get through; nothing after that. */
	await context.route(
		'**/api/uploads/**',
		async (route) => {
			link.cutAfter(Math.floor(photo.length / 3), 'down');
			await route.continue();
		},
		{ times: 1 }
	);
	await add('niem-yet.jpg', 'Bảng niêm yết', photo);
	await expect.poll(() => link.cuts, { timeout: 20_000 }).toBe(1);
	await expect(row('Bảng niêm yết')).toContainText('Chờ gửi');
	await expect(page.locator('header').getByText(/còn 1\/\d+ ảnh chưa về|chờ gửi/)).toBeVisible();
	await expect.poll(onServer).toMatchObject([{ caption: 'Bảng niêm yết', isAwaited: true, url: null }]);
	await expect.poll(partSize).toBeGreaterThan(photo.length / 4);
	expect(partSize()).toBeLessThan(photo.length / 2);
});

test('the office sees that a photo has not come yet', async ({ browser }) => {
	const office = await browser.newContext({ locale: 'vi-VN' });
	const desk = await office.newPage();
	await signIn(desk, 'chuyenvien', '/dashboard', server.origin);
	await desk.goto(`${server.origin}/inspections/${id()}`);
	await expect(desk.getByText(/Còn 1\/\d+ ảnh, tệp của Đoàn chưa về máy chủ/)).toBeVisible();
	await office.close();
});

test('the tab is closed, the server starts again: the rest is sent, nothing twice, and it is the same photo', async () => {
	const part = partSize();
	await page.close({ runBeforeUnload: false });
	await server.stop();
	await server.start();
	expect(partSize()).toBe(part);
	link.hold();
	const before = link.up;
	page = await context.newPage();
	await openPanel();
	await sent(page);
	await expect.poll(onServer).toMatchObject([{ isAwaited: false }]);
	expect(link.up - before).toBeLessThan(photo.length - part + BESIDES_BYTES);
	const [view] = await onServer();
	const bytes = await (await page.request.get(`${link.origin}${view!.url}`)).body();
	expect(bytes.equals(photo)).toBe(true);
	expect(view!.sha256).toBe(createHash('sha256').update(photo).digest('hex'));
	expect(readdirSync(join(DATA, 'uploads'))).toEqual([]);
	await expect(row('Bảng niêm yết').getByRole('img')).toBeVisible();
});

test('a photo as the tablet scales it is kept byte for byte: the hash of the device is that of the file', async () => {
	const wide = await sharp(photo).resize(3200, 2400).withMetadata({ orientation: 6 }).jpeg().toBuffer();
	await add('phong-hop.jpg', 'Phòng họp', wide);
	await expect.poll(async () => (await onServer()).map(({ isAwaited }) => isAwaited)).toEqual([false, false]);
	const view = (await onServer()).find(({ caption }) => caption === 'Phòng họp')!;
	const bytes = await (await page.request.get(`${link.origin}${view.url}`)).body();
	expect(createHash('sha256').update(bytes).digest('hex')).toBe(view.sha256);
	expect(await sharp(bytes).metadata()).toMatchObject({ width: 1200, height: 1600 });
});

test('the picture editor is sound on a tablet and on a phone, also with something drawn', async () => {
	await row('Bảng niêm yết')
		.getByRole('button', { name: /^Vẽ, đánh dấu lên ảnh/ })
		.tap();
	const editor = page.getByRole('dialog', { name: 'Đánh dấu lên ảnh' });
	await editor.getByRole('button', { name: 'Khung', exact: true }).tap();
	const box = (await editor.getByRole('img').first().boundingBox())!;
	await page.mouse.move(box.x + box.width * 0.2, box.y + box.height * 0.2);
	await page.mouse.down();
	await page.mouse.move(box.x + box.width * 0.6, box.y + box.height * 0.6, { steps: 4 });
	await page.mouse.up();
	for (const [width, height] of [
		[1280, 800],
		[390, 844]
	] as const) {
		await page.setViewportSize({ width, height });
		await expectSound(page, `the picture editor at ${width}`);
	}
	await page.setViewportSize({ width: 1280, height: 800 });
	await page.emulateMedia({ colorScheme: 'light' });
	await page.keyboard.press('Escape');
	await expect(editor).toBeHidden();
});

test('words and order are changed after the sending; one is taken back after a question', async () => {
	const caption = row('Bảng niêm yết').getByRole('textbox');
	await caption.fill('Bảng niêm yết tại bộ phận một cửa');
	await caption.blur();
	await row('Phòng họp').getByRole('button', { name: 'Đưa Phòng họp lên trước' }).press('Enter');
	await sent(page);
	await expect
		.poll(async () => (await onServer()).map((view) => view.caption))
		.toEqual(['Phòng họp', 'Bảng niêm yết tại bộ phận một cửa']);

	await row('Phòng họp').getByRole('button', { name: 'Rút Phòng họp' }).tap();
	await page.getByRole('button', { name: 'Giữ lại' }).tap();
	await expect(row('Phòng họp')).toBeVisible();
	await row('Phòng họp').getByRole('button', { name: 'Rút Phòng họp' }).tap();
	await page.getByRole('button', { name: 'Rút', exact: true }).tap();
	await expect(row('Phòng họp')).toHaveCount(0);
	await sent(page);
	await expect.poll(async () => (await onServer()).map((view) => view.caption)).toHaveLength(1);
});

test('a photo that is refused does not block its connection', async () => {
	const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
	const agent = new Agent({ keepAlive: true, maxSockets: 1 });
	const ask = (method: string, path: string, body?: Buffer) =>
		new Promise<number>((resolve, reject) => {
			const headers = {
				cookie,
				origin: server.origin,
				'tus-resumable': '1.0.0',
				...(body && {
					'content-type': 'application/offset+octet-stream',
					'content-length': body.length,
					'upload-length': body.length
				})
			};
			const outgoing = request(
				`${server.origin}${path}`,
				{ method, agent, headers, timeout: 5_000 },
				(answer) => {
					answer.resume();
					answer.once('end', () => resolve(answer.statusCode!));
				}
			);
			outgoing.once('timeout', () => outgoing.destroy(new Error('no answer')));
			outgoing.once('error', reject);
			outgoing.end(body);
		});
	const refused = ask('POST', `/api/uploads/${id()}/unknown`, photo.subarray(0, 500_000));
	const next = ask('GET', '/api/health');
	expect(await Promise.all([refused, next])).toEqual([409, 200]);
	agent.destroy();
});

test('a file too large is said at once, and nothing is sent', async () => {
	const before = link.up;
	/* From the disk: handed over as bytes it would take longer than the page. */
	const large = join(FOLDER, 'lon.pdf');
	writeFileSync(large, Buffer.alloc(21 * 1024 * 1024));
	await page.getByRole('textbox', { name: 'Chú thích cho ảnh, tệp sắp thêm' }).fill('Quá lớn');
	await page.locator('input[type=file]').last().setInputFiles(large);
	await expect(page.getByText('Tệp «lon.pdf» quá lớn: nhiều nhất 20 MB.').first()).toBeVisible();
	expect(link.up - before).toBeLessThan(BESIDES_BYTES);
	await page.locator('.panel').getByRole('button', { name: 'Bỏ mục này' }).tap();
	const dialog = page.getByRole('alertdialog');
	await dialog.getByRole('textbox').fill('Tệp quá lớn');
	await dialog.locator('.primary, .danger, .danger-solid').last().tap();
	await expect(page.locator('.panel').getByText('lon.pdf')).toHaveCount(0);
});
