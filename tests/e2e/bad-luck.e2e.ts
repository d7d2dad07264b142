/** What a day in the field does to a tablet: tabs that die, networks that lie, servers that fall, disks that are full. */
import { expect, test, type BrowserContext, type Page, type Route } from '@playwright/test';
import { join } from 'node:path';
import type { FieldSnapshot } from '#lib/contracts/field.ts';
import type { Operation } from '#lib/domain/operation.ts';
import { OwnServer } from './own-server.ts';
import { inSession, person, sent } from './support.ts';

test.describe.configure({ mode: 'serial' });
test.use({ baseURL: 'http://localhost:4176' });

const DATA = join(import.meta.dirname, '..', '..', 'test-results', 'bad-luck-data');
const server = new OwnServer(4176, DATA);
const OURS = { 'x-request-id': 'played' };

let context: BrowserContext;
let page: Page;
let address = '';
let codes: string[] = [];

const api = () => `${server.origin}/api/inspections/${address.split('/').at(-1)}`;
const snapshot = async () => (await (await context.request.get(`${api()}/field`)).json()) as FieldSnapshot;
const noteOf = async (code: string) =>
	(await snapshot()).answers.appraisal.find((answer) => answer.code === code)?.note;

const badge = () => page.locator('header .badge');
const note = () => page.getByRole('textbox', { name: 'Ghi chú' });

async function openNote(code: string): Promise<void> {
	await page.goto(`${server.origin}${address}/walk?c=${code}`);
	await expect(page.locator('.head .code')).toHaveText(code);
	await page.getByRole('button', { name: 'Ghi chú' }).click();
}

/** What the network does to sendings, until it is taken back. */
async function instead(work: (route: Route) => Promise<void>, during: () => Promise<void>): Promise<void> {
	await context.route('**/api/sync', work);
	await during();
	await context.unrouteAll({ behavior: 'wait' });
}

test.beforeAll(async ({ browser }) => {
	await server.startAnew();
	({ page, context } = await person(browser, 'truongdoan', 'tablet', server.origin));
	await page.goto(`${server.origin}/field`);
	const open = inSession(page);
	address = (await open.getAttribute('href'))!;
	const { set } = await snapshot();
	codes = set.areas.flatMap(({ isSurvey, criteria }) =>
		isSurvey ? [] : criteria.flatMap(({ subcriteria }) => subcriteria.map(({ code }) => code))
	);
});
test.afterAll(async () => {
	await context?.close();
	await server.stop();
});

test('a tab that dies right after a tap, or in the middle of a word, loses a letter at most', async () => {
	await instead(
		(route) => route.abort(),
		async () => {
			for (const [at, code] of codes.slice(0, 4).entries()) {
				await openNote(code);
				await note().pressSequentially(`Ghi ${at}: chưa niêm yết`);
				await crash();
				await openNote(code);
				await expect(note()).toHaveValue(new RegExp(`^Ghi ${at}: chưa niêm yế`));
			}
			for (const code of codes.slice(4, 8)) {
				await page.goto(`${server.origin}${address}/walk?c=${code}`);
				const choice = page.locator('.answer').getByRole('radio').last();
				if ((await choice.count()) === 0) continue;
				await choice.tap({ force: true });
				await crash();
				await page.goto(`${server.origin}${address}/walk?c=${code}`);
				await expect(page.locator('.answer').getByRole('radio').last()).toBeChecked();
			}
		}
	);
	await page.reload();
	await sent(page);
	expect(await noteOf(codes[0]!)).toMatch(/^Ghi 0: chưa niêm yế/);
});

/** The renderer is gone at once, without an event of any kind. */
async function crash(): Promise<void> {
	const session = await context.newCDPSession(page);
	const gone = page.waitForEvent('crash');
	void session.send('Page.crash').catch(() => undefined);
	await gone;
	await page.close();
	page = await context.newPage();
}

const LIES: [name: string, answer: Parameters<Route['fulfill']>[0], says: RegExp][] = [
	[
		'the page of a hotel’s network',
		{ status: 200, contentType: 'text/html', body: '<h1>Wi-Fi</h1>' },
		/Ngoại tuyến/
	],
	['an answer that is not ours', { status: 200, json: { ok: true } }, /Ngoại tuyến/],
	['a proxy’s own 401', { status: 401, contentType: 'text/html', body: 'Proxy' }, /Ngoại tuyến/],
	['a fault of the server', { status: 500, headers: OURS, json: { problem: null } }, /chờ gửi/],
	[
		'an ended session',
		{ status: 401, headers: OURS, json: { problem: { code: 'auth.required', details: {} } } },
		/đăng nhập/i
	]
];

for (const [at, [name, answer, says]] of LIES.entries())
	test(`${name} in place of an answer: kept, said, and sent later, once`, async () => {
		const code = codes[10 + at]!;
		const text = `Ghi khi gặp ${name}`;
		await instead(
			(route) => route.fulfill(answer),
			async () => {
				await openNote(code);
				await note().fill(text);
				await expect(badge()).toContainText(says);
				await page.reload();
				await page.getByRole('button', { name: 'Ghi chú' }).click();
				await expect(note()).toHaveValue(text);
			}
		);
		await page.reload();
		await sent(page);
		expect(await noteOf(code)).toBe(text);
	});

const REFUSALS = [
	[403, { code: 'permission.denied', details: { action: 'appraisal.answer' } }],
	[409, { code: 'inspection.locked', details: { state: 'minutes_signed' } }]
] as const;

for (const [status, problem] of REFUSALS)
	test(`a refusal (${status}) stays in view with its reason; tried again it goes`, async () => {
		const code = codes[status === 403 ? 16 : 17]!;
		await instead(
			(route) => route.fulfill({ status, headers: OURS, json: { problem } }),
			async () => {
				await openNote(code);
				await note().fill(`Ghi bị từ chối ${status}`);
				await expect(badge()).toContainText(/không nhận|từ chối/i);
				await page.reload();
				await expect(badge()).toContainText(/không nhận|từ chối/i);
			}
		);
		await badge().getByRole('button').click();
		await page.getByRole('button', { name: 'Gửi lại' }).first().click();
		await sent(page);
		expect(await noteOf(code)).toBe(`Ghi bị từ chối ${status}`);
	});

test('what is too large for something on the way goes in smaller parts', async () => {
	const sizes: number[] = [];
	let isAway = true;
	await instead(
		async (route) => {
			if (isAway) return route.abort();
			const { operations } = route.request().postDataJSON() as { operations: Operation[] };
			sizes.push(operations.length);
			if (operations.length > 2)
				return route.fulfill({ status: 413, contentType: 'text/html', body: 'Too large' });
			return route.continue();
		},
		async () => {
			for (const code of codes.slice(20, 24)) {
				await openNote(code);
				await note().fill('x'.repeat(500));
			}
			await page.close();
			page = await context.newPage();
			isAway = false;
			await openNote(codes[20]!);
			await sent(page);
		}
	);
	expect(sizes[0]).toBe(4);
	expect(sizes.slice(1).every((size) => size <= 2)).toBe(true);
	expect(await noteOf(codes[23]!)).toHaveLength(500);
});

test('an answer that is lost after the server has written: there once', async () => {
	const code = codes[25]!;
	await openNote(code);
	await instead(
		async (route) => {
			await route.fetch();
			await route.abort();
		},
		async () => {
			await note().fill('Ghi một lần.');
			await expect(badge()).toContainText(/Ngoại tuyến/);
			await expect.poll(() => noteOf(code)).toBe('Ghi một lần.');
		}
	);
	await page.reload();
	await sent(page);
	expect(await noteOf(code)).toBe('Ghi một lần.');
	expect((await snapshot()).conflicts).toEqual([]);
});

test('a server that is killed while it writes has what it acknowledged, and gets the rest', async () => {
	for (const [at, code] of codes.slice(30, 36).entries()) {
		await openNote(code);
		await note().pressSequentially(`Ghi ${at} trước khi mất điện`, { delay: 30 });
		if (at === 3) await server.kill();
	}
	await expect(badge()).toContainText(/Ngoại tuyến/);
	await server.start();
	await page.reload();
	await sent(page);
	const { answers } = await snapshot();
	const notes = codes
		.slice(30, 36)
		.map((code) => answers.appraisal.find((answer) => answer.code === code)?.note);
	expect(notes).toEqual([0, 1, 2, 3, 4, 5].map((at) => `Ghi ${at} trước khi mất điện`));
});

test('a browser with no room left says so, and sends what it cannot keep', async () => {
	const code = codes[40]!;
	await openNote(code);
	await instead(
		(route) => route.abort(),
		async () => {
			await page.evaluate(() => {
				Storage.prototype.setItem = () => {
					throw new DOMException('full', 'QuotaExceededError');
				};
			});
			await note().fill('Ghi khi máy hết chỗ.');
			await expect(badge()).toContainText('Máy hết chỗ: 1 mục chưa giữ được, đừng đóng trang');
		}
	);
	await page.evaluate(() => window.dispatchEvent(new Event('online')));
	await sent(page);
	expect(await noteOf(code)).toBe('Ghi khi máy hết chỗ.');
});

test('two windows of one browser: the one opened last works, the other says so, and neither loses a word', async () => {
	const [first, second] = [codes[42]!, codes[43]!];
	const earlier = page;
	await instead(
		(route) => route.abort(),
		async () => {
			await openNote(first);
			await note().fill('Ghi ở cửa sổ thứ nhất.');
			page = await context.newPage();
			await openNote(first);
			await expect(note()).toHaveValue('Ghi ở cửa sổ thứ nhất.');
			await expect(earlier.getByRole('heading', { name: 'Đang mở ở một cửa sổ khác' })).toBeVisible();
			await openNote(second);
			await note().fill('Ghi ở cửa sổ thứ hai.');

			await earlier.getByRole('button', { name: 'Làm việc ở đây' }).click();
			await expect(page.getByRole('heading', { name: 'Đang mở ở một cửa sổ khác' })).toBeVisible();
			await page.goto(`${server.origin}/field/unsent`);
			await expect(page.getByText('cửa sổ đó gửi những gì còn chờ')).toBeVisible();
			await expect(page.getByRole('button', { name: 'Gửi tất cả' })).toHaveCount(0);
			await page.close();
			page = earlier;
			for (const [code, text] of [
				[first, 'Ghi ở cửa sổ thứ nhất.'],
				[second, 'Ghi ở cửa sổ thứ hai.']
			] as const) {
				await openNote(code);
				await expect(note()).toHaveValue(text);
			}
		}
	);
	await page.reload();
	await sent(page);
	expect([await noteOf(first), await noteOf(second)]).toEqual([
		'Ghi ở cửa sổ thứ nhất.',
		'Ghi ở cửa sổ thứ hai.'
	]);
});

test('a window whose work is in its memory only gives none of it away', async () => {
	const code = codes[44]!;
	const earlier = page;
	await instead(
		(route) => route.abort(),
		async () => {
			await openNote(code);
			await page.evaluate(() => {
				Storage.prototype.setItem = () => {
					throw new DOMException('full', 'QuotaExceededError');
				};
			});
			await note().fill('Ghi khi máy lại hết chỗ.');
			await expect(badge()).toContainText('Máy hết chỗ');
			page = await context.newPage();
			await page.goto(`${server.origin}${address}/walk?c=${code}`);
			await expect(page.getByRole('heading', { name: 'Chưa chuyển sang đây được' })).toBeVisible();
			await expect(earlier.getByRole('textbox', { name: 'Ghi chú' })).toHaveValue('Ghi khi máy lại hết chỗ.');
		}
	);
	await earlier.evaluate(() => window.dispatchEvent(new Event('online')));
	await sent(earlier);
	await page.getByRole('button', { name: 'Thử lại' }).click();
	await page.getByRole('button', { name: 'Ghi chú' }).click();
	await expect(note()).toHaveValue('Ghi khi máy lại hết chỗ.');
	await earlier.close();
});

test('a criteria set that this version does not know asks for a newer one and breaks nothing', async () => {
	await context.route('**/api/inspections/*/field', async (route) => {
		const response = await route.fetch();
		const body = (await response.json()) as FieldSnapshot;
		body.set.areas[0]!.criteria[0]!.subcriteria[0]!.rule = { type: 'weighted_by_region' } as never;
		body.version += 1_000;
		await route.fulfill({ response, json: body });
	});
	await page.evaluate(() => indexedDB.deleteDatabase('thuoc'));
	await page.goto(`${server.origin}${address}`);
	await expect(page.getByRole('heading', { name: 'Cần phiên bản mới của ứng dụng' })).toBeVisible();
	await context.unroute('**/api/inspections/*/field');
	await page.goto(`${server.origin}${address}`);
	await expect(page.getByRole('heading', { level: 1 })).not.toContainText('Cần phiên bản mới');
});

test('after the browser’s data were cleared the server has all that was sent, and the page says what may be missing', async () => {
	await page.goto(`${server.origin}/field`);
	await page.evaluate(async () => {
		localStorage.clear();
		sessionStorage.clear();
		for (const { name } of await indexedDB.databases()) indexedDB.deleteDatabase(name!);
	});
	await page.goto(`${server.origin}/field`);
	await expect(page.getByText(/Lần gửi gần nhất của bạn: \d\d:\d\d/)).toBeVisible();
	await openNote(codes[40]!);
	await expect(note()).toHaveValue('Ghi khi máy hết chỗ.');
});

test('a body above the server’s limit is refused in words, not by a broken line', async () => {
	const response = await context.request.post(`${server.origin}/api/sync`, {
		headers: { origin: server.origin, 'content-type': 'application/json' },
		data: Buffer.alloc(33 * 1024 * 1024, 0x20)
	});
	expect(response.status()).toBe(413);
	expect(response.headers()['x-request-id']).toBeTruthy();
	expect(await response.json()).toMatchObject({ problem: { code: 'body.too_large' } });
});
