// npm run pictures: the pictures of docs/manual, taken from the built product filled with the demonstration province.
// THUOC_PICTURES_FROM=http://… takes them from a running demonstration instead of starting one.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBrowser } from './browser.mjs';
import { ensureBuilt, ensureInstalled } from './prepare.mjs';
import { root, runtime } from './runtime.mjs';

const PORT = 4188;
const PASSWORD = 'thuoc-minh-hoa';
const MAXIMUM_BYTES = 120 * 1024;
const LANDSCAPE = { width: 1280, height: 800 };
const PORTRAIT = { width: 800, height: 1280 };
const OUT = join(root, 'docs', 'manual', 'pictures');

/**
 * Who looks at what. `:past` is the inspection of 2021, which has been through everything, `:late` the one whose plan is
 * overdue, `:open` the one in session
 * on the tablet; the other placeholders are the first of their list.
 */
const PICTURES = [
	{ who: null, shots: { login: '/login', verify: '/verify' } },
	{
		who: 'chuyenvien',
		shots: {
			dashboard: '/dashboard',
			campaign: '/campaigns/:campaign',
			inspection: '/inspections/:past',
			scores: '/inspections/:past/scores',
			papers: '/inspections/:past/papers',
			remedies: '/remedies',
			'remedies-board': '/remedies?view=board',
			'remedy-office': '/inspections/:past/remedy',
			recheck: '/inspections/:past/recheck',
			reminder: '/inspections/:late/papers/reminder',
			chasing: '/chasing'
		}
	},
	{
		who: 'sldtbxh.daumoi',
		shots: {
			agency: '/agency',
			remedy: '/agency/inspections/:own/remedy'
		}
	},
	{ who: 'syt.daumoi', shots: { self: '/agency/inspections/:notified/self?c=3.4.1' } },
	{
		who: 'truongdoan',
		tablet: true,
		shots: {
			walk: '/field/:open/walk?c=3.4.1',
			'walk-portrait': '/field/:open/walk?c=3.4.1',
			caucus: '/field/:open/caucus',
			closing: '/field/:open/closing'
		}
	},
	{ who: 'quantri', shots: { criteria: '/admin/criteria/:set', form: '/admin/appearance' } },
	{ who: 'truongdoan', tablet: true, shots: {}, story: takeOffline }
];

/** Where each placeholder is found: the first link of that form on that page, beside the text when there is one. */
const PLACES = {
	':campaign': { page: '/campaigns', link: '/campaigns/', beside: '' },
	':past': { page: '/inspections', link: '/inspections/', beside: 'KT-2021-001' },
	':late': { page: '/inspections', link: '/inspections/', beside: 'KT-2026-003' },
	':open': { page: '/field', link: '/field/', beside: 'Đang kiểm tra' },
	':own': { page: '/agency', link: '/agency/inspections/', beside: 'KT-2021-001' },
	':notified': { page: '/agency', link: '/agency/inspections/', beside: '' },
	':set': { page: '/admin/criteria', link: '/admin/criteria/', beside: '' }
};
const ID = /[0-9a-f]{8}-[0-9a-f-]{27}/;

const running = process.env.THUOC_PICTURES_FROM?.replace(/\/$/, '');
// A running product means the packages are there; installing would pull them from under it.
if (!running) ensureInstalled();
const { chromium } = await import('@playwright/test');
const { default: sharp } = await import('sharp');

const server = running ? null : await startServer();
const origin = running ?? `http://localhost:${PORT}`;
const browser = await chromium.launch({
	executablePath: findBrowser(),
	args: ['--no-sandbox', '--disable-gpu']
});
try {
	mkdirSync(OUT, { recursive: true });
	for (const person of PICTURES) await takeAllOf(person);
} finally {
	await browser.close();
	server?.stop();
}

/** The built product on an empty folder: it fills itself with the demonstration before it answers. */
async function startServer() {
	ensureBuilt();
	const data = mkdtempSync(join(tmpdir(), 'thuoc-pictures-'));
	const child = spawn(runtime(), [join(root, 'scripts', 'serve.mjs')], {
		cwd: root,
		stdio: ['ignore', 'ignore', 'inherit'],
		env: { ...process.env, PORT: String(PORT), THUOC_DATA: data, THUOC_MODE: 'demo', THUOC_LOG: 'error' }
	});
	const stop = () => {
		child.once('exit', () => rmSync(data, { recursive: true, force: true }));
		child.kill('SIGTERM');
	};
	for (let second = 0; second < 180; second += 1) {
		if (child.exitCode !== null) break;
		const answer = await fetch(`http://localhost:${PORT}/api/health`).catch(() => null);
		if (answer?.ok) return { stop };
		await new Promise((resolve) => setTimeout(resolve, 1000));
	}
	stop();
	throw new Error(`Không mở được bản minh họa ở cổng ${PORT}.`);
}

async function takeAllOf({ who, tablet = false, shots, story }) {
	const context = await browser.newContext({
		baseURL: origin,
		viewport: LANDSCAPE,
		deviceScaleFactor: 1,
		hasTouch: tablet,
		locale: 'vi-VN',
		timezoneId: 'Asia/Ho_Chi_Minh',
		colorScheme: 'light',
		reducedMotion: 'reduce'
	});
	const page = await context.newPage();
	if (who) await signIn(page, who);
	for (const [name, path] of Object.entries(shots)) {
		await page.setViewportSize(name.endsWith('-portrait') ? PORTRAIT : LANDSCAPE);
		await page.goto(await fillIn(page, path), { waitUntil: 'networkidle' });
		await page.locator('main').first().waitFor();
		await page.evaluate(() => document.fonts.ready);
		await save(name, await page.screenshot());
	}
	await story?.(page, context);
	await context.close();
}

/** Before setting out, at the agency with no network, and what waits for the way home. */
async function takeOffline(page, context) {
	const open = await fillIn(page, '/field/:open');
	const card = page.locator('.card', { has: page.locator(`a[href="${open}"]`) });
	await card.getByRole('button').first().click();
	await card.getByText('Có trên máy này').waitFor();
	await page.locator('.toasts').getByRole('button').first().click();
	await page.evaluate(async () => void (await navigator.serviceWorker.ready));
	await page.goto('/field', { waitUntil: 'networkidle' });
	await save('offline-fetch', await page.screenshot());
	await page.goto(`${open}/walk?c=3.4.1`);
	await page.locator('.answer').first().waitFor();
	await context.setOffline(true);
	for (let turn = 0; turn < 4; turn += 1) {
		await page.getByRole('button', { name: 'Đồng ý với số tự chấm' }).tap();
		await page.getByRole('button', { name: 'Tiếp', exact: true }).tap();
	}
	await page.locator('header').getByText('Ngoại tuyến').waitFor();
	await save('offline-walk', await page.screenshot());
	await page.goto('/field/unsent');
	await page.getByText('3.4.1').first().waitFor();
	await save('offline-unsent', await page.screenshot());
}

async function signIn(page, username) {
	await page.goto('/login', { waitUntil: 'networkidle' });
	await page.getByRole('textbox', { name: 'Tên đăng nhập' }).fill(username);
	await page.getByRole('textbox', { name: 'Mật khẩu' }).fill(PASSWORD);
	await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
	await page.waitForURL((url) => !url.pathname.startsWith('/login'));
}

async function fillIn(page, path) {
	const placeholder = /:[a-z]+/.exec(path)?.[0];
	if (!placeholder) return path;
	const { page: list, link, beside } = PLACES[placeholder];
	await page.goto(list, { waitUntil: 'networkidle' });
	const links = await page.locator(`a[href^="${link}"]`).evaluateAll((all) =>
		all.map((a) => ({
			href: a.getAttribute('href'),
			text: (a.closest('tr, li, article, section') ?? a).textContent
		}))
	);
	const found = links.find(({ href, text }) => ID.test(href) && text.includes(beside));
	if (!found) throw new Error(`Không thấy liên kết ${link}… (${beside}) ở trang ${list}.`);
	return path.replace(placeholder, ID.exec(found.href)[0]);
}

async function save(name, shot) {
	const picture = await sharp(shot).png({ palette: true, quality: 80, effort: 10 }).toBuffer();
	writeFileSync(join(OUT, `${name}.png`), picture);
	console.log(`${name}.png ${Math.round(picture.length / 1024)} KB`);
	if (picture.length > MAXIMUM_BYTES) throw new Error(`${name}.png lớn hơn ${MAXIMUM_BYTES / 1024} KB.`);
}
