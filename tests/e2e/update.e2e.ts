/** A new version of the application: offered on the first page, taken only while no window shows an inspection. */
import { expect, test } from '@playwright/test';
import { createServer, request as ask, type Server } from 'node:http';
import { signIn } from './support.ts';

const PORT = 4175;
let server: Server;
let isNew = false;

/** The product as it stands, and the same with a service worker of other bytes: to a browser that is a new version. */
test.beforeAll(async () => {
	const upstream = new URL(test.info().project.use.baseURL!);
	server = createServer((request, response) => {
		const { 'if-none-match': _, ...headers } = request.headers;
		const outgoing = ask(
			{
				port: upstream.port,
				path: request.url,
				method: request.method,
				headers: { ...headers, 'accept-encoding': 'identity' }
			},
			(answer) => {
				const isWorker = isNew && request.url === '/service-worker.js';
				if (isWorker) delete answer.headers['content-length'];
				response.writeHead(answer.statusCode!, answer.headers);
				if (isWorker) response.write('/* new */\n');
				answer.pipe(response);
			}
		);
		request.pipe(outgoing);
	});
	await new Promise<void>((resolve) => server.listen(PORT, resolve));
});
test.afterAll(() => void server.close());

test('is offered, waits while an inspection is open, and is taken when it is asked for', async ({
	browser
}) => {
	const context = await browser.newContext({ baseURL: `http://localhost:${PORT}`, locale: 'vi-VN' });
	const page = await context.newPage();
	await signIn(page, 'truongdoan', '/field');
	const state = (part: 'active' | 'waiting') =>
		page.evaluate(
			async (which) => (await navigator.serviceWorker.getRegistration('/field'))?.[which]?.state ?? null,
			part
		);
	await expect.poll(() => state('active')).toBe('activated');
	await page.reload();
	const offer = page.getByText('Có phiên bản mới của ứng dụng.');
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
	await expect(offer).toHaveCount(0);

	isNew = true;
	await page.evaluate(async () => (await navigator.serviceWorker.getRegistration('/field'))?.update());
	await expect.poll(() => state('waiting')).toBe('installed');
	await expect(offer).toBeVisible();

	const other = await context.newPage();
	await other.goto((await page.locator('a[href^="/field/"]').first().getAttribute('href'))!);
	await expect(other.getByRole('heading', { level: 1 })).toBeVisible();
	const take = page.getByRole('button', { name: 'Cập nhật ứng dụng' });
	await take.click();
	await expect(page.getByText('Còn cuộc kiểm tra đang mở ở cửa sổ khác.')).toBeVisible();
	expect(await state('waiting')).toBe('installed');

	await other.close();
	await Promise.all([page.waitForEvent('load'), take.click()]);
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
	await expect(offer).toHaveCount(0);
	expect(await state('waiting')).toBeNull();
	expect(await state('active')).toBe('activated');
	await context.close();
});
