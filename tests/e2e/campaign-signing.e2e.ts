/** A campaign's plan is issued, signed here by the head of the Department, scanned, found in the register and by anybody. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, request, type Page } from '@playwright/test';
import { pkcs12 } from '../support/openssl.ts';
import { ecKey, ecRoot, issueSigner, YEARS } from '../support/signing-kit.ts';
import { expectNoOverflow, expectSound } from './looks.ts';
import { OwnServer } from './own-server.ts';
import { go, person, signInByForm, test } from './support.ts';

const DATA = join(import.meta.dirname, '..', '..', 'test-results', 'campaign-signing-data');
const PASSPHRASE = 'Mật khẩu «ký» 987';
const LONG = YEARS(-3, 40);
/** Whose name the demonstration's plan prints. */
const SIGNER = 'Trưởng đoàn kiểm tra';

const server = new OwnServer(4186, DATA);
const root = ecRoot(undefined, LONG);
const subject = { commonName: SIGNER, organisation: 'Sở Nội vụ' };
const owner = issueSigner(root, { key: ecKey(), validity: LONG, subject });

test.beforeAll(async () => {
	await server.startAnew();
	const trusted = join(DATA, 'certificates', 'trusted');
	mkdirSync(trusted, { recursive: true });
	writeFileSync(join(trusted, 'root.der'), root.certificate);
});
test.afterAll(() => server.stop());

test('the plan is issued by the clerk, signed by the head, scanned, and known to the register and to anybody', async ({
	browser
}) => {
	const by = async (username: string) => (await person(browser, username, 'desktop', server.origin)).page;
	const clerk = await by('vanthu');
	let paper = '';
	let file = '';

	await test.step('issued: its card says that a signature is awaited, and whose', async () => {
		await go(clerk, '/campaigns');
		await clerk.locator('a[href^="/campaigns/0"]').first().click();
		await clerk.getByRole('link', { name: 'Văn bản', exact: true }).click();
		const card = cardOf(clerk, 'Kế hoạch kiểm tra năm');
		await card.getByRole('button', { name: 'Lấy số, phát hành' }).click();
		await card.locator('form[action*="issue"]').getByRole('button', { name: 'Lấy số, phát hành' }).click();
		await expect(card.getByText('Chờ ký')).toBeVisible({ timeout: 30_000 });
		await expect(card.getByText(`Đến lượt Phó Giám đốc: ${SIGNER}`)).toBeVisible();
		file = (await card.getByRole('link', { name: 'Mở bản hiện tại' }).getAttribute('href'))!;
		await card.getByRole('link', { name: 'Ký, theo dõi chữ ký' }).click();
		await clerk.waitForURL(/\/campaigns\/[0-9a-f-]{36}\/papers\/[0-9a-f-]{36}$/);
		paper = new URL(clerk.url()).pathname;
		await expectSound(clerk, 'the page on which a campaign’s paper is signed');
	});

	await test.step('the clerk may bring it back signed, but not sign', async () => {
		await expect(clerk.getByRole('button', { name: 'Ký bằng công cụ khác' })).toBeVisible();
		await expect(clerk.getByRole('button', { name: 'Ký tại đây' })).toHaveCount(0);
	});

	await test.step('the head signs: a wrong passphrase is told at its place, the right one signs', async () => {
		const head = await by('lanhdao');
		await head.setViewportSize({ width: 390, height: 844 });
		await go(head, paper);
		await head.getByRole('button', { name: 'Ký tại đây' }).click();
		const form = head.locator('form[action="?/sign"]');
		const sign = async (passphrase: string) => {
			await form.locator('input[name=file]').setInputFiles({
				name: 'toi.p12',
				mimeType: 'application/x-pkcs12',
				buffer: pkcs12(owner, PASSPHRASE)
			});
			await form.locator('input[name=passphrase]').fill(passphrase);
			await form.getByRole('button', { name: 'Ký số' }).click();
		};
		await sign('sai');
		await expect(form.getByText(/Mật khẩu.*không đúng/)).toBeVisible();
		await expectNoOverflow(head, paper);
		await sign(PASSPHRASE);
		await expect(head.getByText('Đã ký số (đã xác minh)')).toBeVisible({ timeout: 30_000 });
		await expectNoOverflow(head, paper);
	});

	await test.step('a scan of the copy signed by pen stands beside it', async () => {
		await go(clerk, paper);
		const form = clerk.locator('form[action="?/scan"]');
		await form.locator('input[name=file]').setInputFiles({
			name: 'quet.pdf',
			mimeType: 'application/pdf',
			buffer: Buffer.from('%PDF-1.7\n%%EOF\n')
		});
		await form.getByRole('button', { name: 'Gắn bản quét' }).click();
		await expect(clerk.getByRole('link', { name: 'Mở bản quét' })).toBeVisible();
		await expect(clerk.getByText('Đã ký số (đã xác minh)')).toBeVisible();
	});

	await test.step('the register says that it is signed, and anybody can check it', async () => {
		await go(clerk, '/documents?register=plan');
		const row = clerk.getByRole('row').filter({ has: clerk.locator(`a[href="${paper}"]`) });
		await expect(row.getByText('Đã ký số (đã xác minh)')).toBeVisible();
		const buffer = await (await clerk.context().request.get(file)).body();
		const stranger = await (await browser.newContext({ locale: 'vi-VN', baseURL: server.origin })).newPage();
		await go(stranger, '/verify');
		await stranger
			.locator('input[type=file]')
			.setInputFiles({ name: 'ke-hoach.pdf', mimeType: 'application/pdf', buffer });
		await stranger.getByRole('button', { name: 'Kiểm tra tệp' }).click();
		await expect(stranger.getByText('Văn bản nguyên vẹn, do hệ thống này phát hành')).toBeVisible({
			timeout: 30_000
		});
		await expect(stranger.getByText(SIGNER).first()).toBeVisible();
	});

	await test.step('an agency learns nothing of it, at no address', async () => {
		const baseURL = server.origin;
		const agency = await request.newContext({ baseURL, extraHTTPHeaders: { origin: baseURL } });
		await signInByForm(agency, 'stp.thutruong');
		const id = paper.split('/').at(-1)!;
		const own = /\/agency\/inspections\/[0-9a-f-]{36}/.exec(await (await agency.get('/agency')).text())![0];
		for (const path of [paper, file, `${own}/papers/${id}`])
			expect((await agency.get(path, { maxRedirects: 0 })).status(), path).toBe(404);
		await agency.dispose();
		const planner = (await by('chuyenvien')).context().request;
		const office = own.replace('/agency', '');
		expect((await planner.get(`${office}/papers/${id}`)).status()).toBe(404);
		expect((await planner.get(paper)).status()).toBe(200);
	});
});

/** The card of a paper, by its heading. */
const cardOf = (page: Page, title: string) =>
	page.locator('section.card').filter({ has: page.getByRole('heading', { name: title, exact: true }) });
