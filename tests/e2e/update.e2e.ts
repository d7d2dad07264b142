/** A new version of the application: offered on the first page, taken only while no window shows an inspection. */
import { expect, test, type Page } from '@playwright/test';
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

/** The scripts that a page names. */
async function scriptsOf(page: Page, path: string): Promise<string[]> {
	const html = await (await page.request.get(path)).text();
	return [...html.matchAll(/\/_app\/immutable\/[\w./-]+\.js/g)].map(([file]) => file);
}

test('a tablet keeps what its pages load, and nothing of the others', async ({ browser }) => {
	const context = await browser.newContext({ baseURL: `http://localhost:${PORT}`, locale: 'vi-VN' });
	const page = await context.newPage();
	await signIn(page, 'truongdoan', '/field');
	await page.evaluate(async () => void (await navigator.serviceWorker.ready));
	const kept = await page.evaluate(async () => {
		const [name] = (await caches.keys()).filter((key) => key.startsWith('thuoc-app-'));
		const requests = await (await caches.open(name!)).keys();
		return requests.map(({ url }) => new URL(url).pathname);
	});
	const ownList = (await (await page.request.get('/_app/tablet-files.json')).json()) as string[];
	expect(kept).toEqual(expect.arrayContaining(['/field', ...ownList.map((file) => `/${file}`)]));

	const ofTablet = await scriptsOf(page, '/field');
	const ofOffice = (await scriptsOf(page, '/dashboard')).filter((file) => !ofTablet.includes(file));
	expect(kept).toEqual(expect.arrayContaining(ofTablet));
	expect(ofOffice.filter((file) => file.includes('/nodes/'))).not.toEqual([]);
	expect(ofOffice.filter((file) => file.includes('/nodes/') && kept.includes(file))).toEqual([]);
	await context.close();
});

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
