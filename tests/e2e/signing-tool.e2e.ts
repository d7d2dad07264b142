/** A paper signed with the tool on the person's own machine, here a simulated one; and no trace of it where none is named. */
import { expect, type Page } from '@playwright/test';
import Database from 'better-sqlite3';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sealPdf } from '#lib/server/signing/seal.ts';
import { ecKey, ecRoot, issueSigner, signerOf, YEARS } from '../support/signing-kit.ts';
import { openTool, type Behaviour, type SimulatedTool } from '../support/signing-tool.ts';
import { OwnServer } from './own-server.ts';
import { copyProvince } from './province.ts';
import { expectSound } from './looks.ts';
import { go, person, said, test } from './support.ts';

test.describe.configure({ mode: 'serial' });

const DATA = join(import.meta.dirname, '..', '..', 'test-results', 'signing-tool-data');
const TOOL_PORT = 4187;
const address = `ws://127.0.0.1:${TOOL_PORT}`;
const server = new OwnServer(4188, DATA, { THUOC_SIGN_BRIDGE: address });
const LEAD = 'Trưởng đoàn kiểm tra';
const WAY = 'Ký bằng công cụ ký số trên máy này';

const validity = YEARS(-3, 40, Date.now());
const root = ecRoot(undefined, validity);
const holder = (commonName: string, issuer = root) =>
	issueSigner(issuer, { key: ecKey(), validity, subject: { commonName, organisation: 'Sở Nội vụ' } });
const signedAs = (commonName: string, issuer = root): Behaviour => ({
	sign: async (paper) => {
		const field = {
			fieldName: `CongCu${tool.calls.length}`,
			page: 0,
			rect: [0, 0, 0, 0] as [number, number, number, number]
		};
		const owner = signerOf(holder(commonName, issuer));
		return Buffer.from(await sealPdf(paper, { ...field, name: commonName, at: Date.now() }, owner));
	}
});

let tool: SimulatedTool;
let path = '';

test.beforeAll(async () => {
	copyProvince(DATA);
	const trusted = join(DATA, 'certificates', 'trusted');
	mkdirSync(trusted, { recursive: true });
	writeFileSync(join(trusted, 'cong-cu.der'), root.certificate);
	await server.start();
	const database = new Database(join(DATA, 'thuoc.sqlite'), { readonly: true });
	const { inspection, document } = database
		.prepare(
			`select documents.id as document, inspection_id as inspection from documents
				join inspections on inspections.id = inspection_id where inspections.code = 'KT-2026-004' and documents.kind = 'minutes'`
		)
		.get() as { inspection: string; document: string };
	database.close();
	path = `/inspections/${inspection}/papers/${document}`;
	tool = await openTool(signedAs(LEAD), TOOL_PORT);
});
test.afterAll(async () => {
	await tool?.close();
	await server.stop();
});

const cardOf = (page: Page, heading: string) =>
	page.locator('.card', { has: page.getByRole('heading', { name: heading }) });

test('where no tool is named there is no button, no opened policy, no door', async ({ browser }) => {
	const { page } = await person(browser, 'truongdoan');
	await go(page, path);
	await expect(
		cardOf(page, `Trưởng đoàn: ${LEAD}`).getByRole('button', { name: 'Ký tại đây' })
	).toBeVisible();
	await expect(page.getByRole('button', { name: WAY })).toHaveCount(0);
	const policy = (await page.request.get(path)).headers()['content-security-policy']!;
	expect(policy).not.toContain('ws:');
	expect((await page.request.get('/api/signing-bridge/x/paper.pdf')).status()).toBe(404);
	const headers = { origin: new URL(page.url()).origin };
	for (const door of ['', '/x/signed', '/x/name'])
		expect((await page.request.post(`/api/signing-bridge${door}`, { headers, data: {} })).status()).toBe(404);
});

test('a person signs with the tool: not there, cancelled, refused, another’s name, signed', async ({
	browser
}) => {
	const { page } = await person(browser, 'truongdoan', 'desktop', server.origin);
	await go(page, path);
	const card = cardOf(page, `Trưởng đoàn: ${LEAD}`);
	await card.getByRole('button', { name: WAY }).click();
	const alert = card.getByRole('alert');
	const begin = () => card.getByRole('button', { name: /^(Bắt đầu ký|Ký lại)$/ }).click();

	await test.step('no tool answers', async () => {
		await tool.close();
		await begin();
		await expect(alert).toContainText('Không thấy công cụ ký số trên máy này');
		await expect(alert).toContainText('Ký bằng công cụ khác');
	});

	await test.step('the tool has the paper; the person gives up, and what it brings later is refused', async () => {
		const { promise, resolve } = Promise.withResolvers<void>();
		tool = await openTool({ ...signedAs(LEAD), waits: promise }, TOOL_PORT);
		await begin();
		await expect(card.locator('[aria-current="step"]')).toContainText('Công cụ đã nhận văn bản');
		await expect(card.getByRole('status')).toContainText('ký trong cửa sổ của công cụ');
		await expectSound(page, 'tool');
		await card.getByRole('button', { name: 'Hủy' }).click();
		await expect(card.locator('[aria-current="step"]')).toHaveCount(0);
		resolve();
		await expect.poll(() => tool.heard()).toMatchObject({ Status: false });
	});

	await test.step('the tool dies, the tool says what is not so, the server is out of reach', async () => {
		tool.behave({ ...signedAs(LEAD), dies: 'before' });
		await begin();
		await expect(alert).toContainText('đã ngắt trước khi có chữ ký');
		tool.behave({ ...signedAs(LEAD), lies: true });
		await begin();
		await expect(alert).toContainText('tệp không về tới máy chủ');
		await page.route('**/api/signing-bridge', (route) => route.abort());
		await begin();
		await expect(alert).toContainText('Không liên lạc được với máy chủ');
		await page.unroute('**/api/signing-bridge');
	});

	await test.step('cancelled in the tool, refused by the server, too much for it', async () => {
		tool.behave({ sign: () => null });
		await begin();
		await expect(alert).toContainText('«Người dùng hủy ký»');
		tool.behave(signedAs(LEAD, ecRoot(undefined, validity)));
		await begin();
		await expect(alert).toContainText('Nơi cấp này không có trong danh sách được tin cậy');
		tool.behave({ sign: () => Buffer.alloc(40_000_000) });
		await begin();
		await expect(alert).toContainText('nhiều nhất 32 MB');
	});

	await test.step('another’s name is answered for, without signing again', async () => {
		tool.behave(signedAs('Người khác'));
		await begin();
		await expect(alert).toContainText('Chứng thư số mang tên «Người khác»');
		await card.getByRole('button', { name: 'Không nhận' }).click();
		await expect(alert).toHaveCount(0);
		await begin();
		await expect(alert).toContainText('Người khác');
		const calls = tool.calls.length;
		await card.getByRole('checkbox').check();
		await expectSound(page, 'tool');
		await page.route('**/name', (route) => route.abort());
		await card.getByRole('button', { name: 'Xác nhận và nhận chữ ký' }).click();
		await expect(card.getByText('Không liên lạc được với máy chủ')).toBeVisible();
		await page.unroute('**/name');
		await card.getByRole('button', { name: 'Xác nhận và nhận chữ ký' }).click();
		await said(page, 'Đã nhận chữ ký số của «Người khác»');
		expect(tool.calls).toHaveLength(calls);
		await expect(card).toContainText('Tên trong chứng thư số khác tên in trên văn bản');
	});

	await test.step('the next block, by its own holder', async () => {
		tool.behave(signedAs('Thư ký Đoàn kiểm tra'));
		const secretary = cardOf(page, 'Thư ký: Thư ký Đoàn kiểm tra');
		await secretary.getByRole('button', { name: WAY }).click();
		await secretary.getByRole('button', { name: 'Bắt đầu ký' }).click();
		await said(page, 'Đã nhận chữ ký số của «Thư ký Đoàn kiểm tra»');
		await expect(secretary).toContainText('Đã ký số');
		await expect(secretary.getByRole('button')).toHaveCount(0);
	});

	expect(tool.calls.at(-1)!.origin).toBe(server.origin);
	const { FileName, FileUploadHandler } = tool.calls.at(-1)!.request;
	expect((await fetch(FileName)).status).toBe(409);
	const again = new FormData();
	again.set('uploadfile', new File(['%PDF-1.7'], 'x.pdf'));
	const answer = await fetch(FileUploadHandler, { method: 'POST', body: again });
	expect(await answer.json()).toMatchObject({
		Status: false,
		Message: expect.stringContaining('đã nhận một tệp rồi')
	});
});

test('in English the page says in English what the verifier found', async ({ browser }) => {
	const { page, context } = await person(browser, 'skhcn.thutruong', 'desktop', server.origin);
	await context.addCookies([{ name: 'PARAGLIDE_LOCALE', value: 'en', url: server.origin }]);
	await go(page, `/agency${path}`);
	tool.behave(signedAs('Giám đốc Sở Khoa học và Công nghệ', ecRoot(undefined, validity)));
	await page.getByRole('button', { name: 'Sign with the signing tool on this machine' }).click();
	await page.getByRole('button', { name: 'Begin signing' }).click();
	await expect(page.getByRole('alert')).toContainText('The file was not taken');
	await expect(page.getByRole('alert')).not.toContainText('Nơi cấp');
});
