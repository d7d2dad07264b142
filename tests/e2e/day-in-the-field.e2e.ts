/**
 * A day at an agency with no signal: two tablets, everything scored by hand, photos, findings, both signatures; then the
 * way home, where one conflict waits for a person, and the minutes are sealed as they were signed.
 */
import { expect, test, type BrowserContext, type Page } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import type { FieldSnapshot } from '#lib/contracts/field.ts';
import { OwnServer } from './own-server.ts';
import { lockMinutes, openTablet, sent, signBoth, signIn } from './support.ts';

test.describe.configure({ mode: 'serial', timeout: 150_000 });

const FOLDER = join(import.meta.dirname, '..', '..', 'test-results');
const DATA = join(FOLDER, 'day-data');
const server = new OwnServer(4177, DATA);
/** What both tablets score, unseen of each other. */
const MET = '1.1.1';
const FINDINGS = [
	['3.1.1', 'Chưa công khai đầy đủ thủ tục hành chính tại bộ phận một cửa.'],
	['5.1.1', 'Chưa trình phê duyệt Khung năng lực vị trí việc làm.'],
	['7.2.1', 'Hệ thống quản lý chất lượng chưa được đánh giá nội bộ trong năm.']
] as const;

/** A tablet of its own: what it keeps lies in a folder, so that closing the browser is closing the browser. */
class Tablet {
	context!: BrowserContext;
	page!: Page;
	private readonly profile: string;

	constructor(name: string) {
		this.profile = join(FOLDER, `day-${name}`);
		rmSync(this.profile, { recursive: true, force: true });
	}

	async open(): Promise<void> {
		({ context: this.context, page: this.page } = await openTablet(this.profile, server.origin));
	}

	async fetch(): Promise<void> {
		const { page } = this;
		const card = page.locator('.card', { has: page.locator(`a[href="/field/${inspection}"]`) });
		await card.getByRole('button', { name: /Tải về máy|Cập nhật/ }).click();
		await expect(card).toContainText(/Có trên máy này/);
		await expect.poll(appState(page)).toBe('activated');
	}

	async walk(code: string): Promise<void> {
		await this.page.goto(`/field/${inspection}/walk?c=${code}`);
		await expect(this.page.locator('.head .code')).toHaveText(code);
	}
}

const appState = (page: Page) => () =>
	page.evaluate(async () => (await navigator.serviceWorker.getRegistration('/field'))?.active?.state);

let lead: Tablet;
let member: Tablet;
let inspection = '';
let count = 0;

const snapshot = async (tablet: Tablet) =>
	(await (await tablet.page.request.get(`/api/inspections/${inspection}/field`)).json()) as FieldSnapshot;

/** Photos that differ, as a tablet makes them. */
const photo = (at: number): Promise<Buffer> =>
	sharp({
		create: { width: 1600, height: 1200, channels: 3, background: { r: 60 + at * 18, g: 150, b: 190 } }
	})
		.jpeg()
		.toBuffer();

test.beforeAll(async () => {
	await server.startAnew();
	[lead, member] = [new Tablet('lead'), new Tablet('member')];
	await lead.open();
	await member.open();
});
test.afterAll(async () => {
	await server.stop();
	await lead.context.close();
	await member.context.close();
});

test('at the office: the session is opened, and two tablets take the inspection along', async () => {
	await signIn(lead.page, 'truongdoan', '/field');
	const { page } = lead;
	const desk = page.locator('li', { hasText: 'Thẩm tra hồ sơ' }).locator('a[href^="/field/"]').first();
	inspection = (await desk.getAttribute('href'))!.split('/').at(-1)!;
	const { version, set } = await snapshot(lead);
	count = set.areas
		.filter(({ isSurvey }) => !isSurvey)
		.flatMap(({ criteria }) => criteria.flatMap(({ subcriteria }) => subcriteria)).length;
	const opened = await page.request.post(`/api/inspections/${inspection}/move`, {
		headers: { origin: server.origin },
		data: { transition: 'open_session', version }
	});
	expect(opened.ok(), await opened.text()).toBe(true);
	await page.reload();
	await lead.fetch();
	await signIn(member.page, 'thanhvien3', '/field');
	await member.fetch();
});

test('with no server, after a restart, the lead scores everything by hand', async () => {
	await server.stop();
	await lead.context.close();
	await lead.open();
	await lead.walk(MET);
	const { page } = lead;
	for (let done = 0; done < count; done += 1) {
		await page.getByRole('button', { name: 'Đồng ý với số tự chấm' }).tap();
		if (done < count - 1) await page.getByRole('button', { name: 'Tiếp', exact: true }).tap();
	}
	await expect(page.getByText(`đã chấm ${count} / ${count}`).first()).toBeVisible();
});

test('three findings, and ten photos', async () => {
	const { page } = lead;
	for (const [code, text] of FINDINGS) {
		await lead.walk(code);
		await page.getByRole('button', { name: 'Nêu tồn tại' }).tap();
		await page.getByLabel('Nội dung tồn tại, hạn chế hoặc ưu điểm').fill(text);
		await page.getByRole('button', { name: 'Ghi tồn tại' }).tap();
		await expect(
			page
				.locator('.panel')
				.getByText(/Tồn tại \d/)
				.first()
		).toBeVisible();
	}
	await lead.walk(FINDINGS[0][0]);
	await page.getByRole('button', { name: 'Ảnh, tệp' }).tap();
	const files = await Promise.all(
		Array.from({ length: 10 }, async (_, at) => ({
			name: `niem-yet-${at + 1}.jpg`,
			mimeType: 'image/jpeg',
			buffer: await photo(at)
		}))
	);
	await page.locator('.panel input[type=file][multiple]').setInputFiles(files);
	await expect(page.locator('.panel').getByRole('img')).toHaveCount(10);
	for (let at = 1; at <= 10; at += 1) {
		await page.getByRole('button', { name: `Vẽ, đánh dấu lên ảnh «niem-yet-${at}.jpg»` }).tap();
		await markUp(page, at);
		await expect(page.locator('.panel').getByRole('img')).toHaveCount(10 + at);
	}
});

/** An arrow and a box by hand, and a word. */
async function markUp(page: Page, at: number): Promise<void> {
	const editor = page.getByRole('dialog', { name: 'Đánh dấu lên ảnh' });
	const stroke = async (tool: string, from: [number, number], to: [number, number]) => {
		await editor.getByRole('button', { name: tool, exact: true }).tap();
		const box = (await editor.getByRole('img').first().boundingBox())!;
		const point = ([x, y]: [number, number]) => [box.x + box.width * x, box.y + box.height * y] as const;
		await page.mouse.move(...point(from));
		await page.mouse.down();
		await page.mouse.move(...point(to), { steps: 4 });
		await page.mouse.up();
	};
	await stroke('Mũi tên', [0.2, 0.2], [0.5, 0.5]);
	if (at % 2 === 0) await stroke('Khung', [0.5, 0.5], [0.8, 0.7]);
	await editor.getByRole('button', { name: 'Lưu thành ảnh mới' }).tap();
	await expect(editor).toBeHidden();
}

test('the other tablet, with no server either, scores one of them otherwise', async () => {
	const { page } = member;
	await member.walk(MET);
	await page.locator('.answer .list button').last().tap();
	await page.locator('.change textarea').fill('Chưa có văn bản phân công.');
	await expect(page.locator('header').getByText(/Ngoại tuyến/)).toBeVisible();
});

test('both sides sign on the lead’s tablet; the lock waits for the network', async () => {
	const { page } = lead;
	await page.goto(`/field/${inspection}/closing`);
	await page.getByLabel('Họ và tên').last().fill('Giám đốc Sở Xây dựng');
	await page.getByLabel('Ý kiến chung').fill('Sở nhất trí với biên bản.');
	await page.getByRole('button', { name: 'Bây giờ' }).tap();
	const paper = page.locator('#preview');
	for (const [, text] of FINDINGS) await expect(paper.getByText(text)).toBeVisible();
	await signBoth(page);
	await lockMinutes(page);
	await expect(page.getByText(/Đã chốt biên bản trên máy này lúc/)).toBeVisible();
});

test('on the way home the other tablet comes first; the lead’s finds the conflict, and nothing is overwritten', async () => {
	await lead.context.close();
	await server.start();
	await member.page.reload();
	await sent(member.page);
	await lead.open();
	const { page } = lead;
	await page.goto(`/field/${inspection}/closing`);
	/* A browser that has just been opened may not have read its cookies yet. */
	await expect
		.poll(async () => ((await snapshot(lead)) as Partial<FieldSnapshot>).conflicts?.length, {
			timeout: 30_000
		})
		.toBe(1);
	const { conflicts, state, findings, answers } = await snapshot(lead);
	expect(state).toBe('in_session');
	expect(conflicts[0]).toMatchObject({ code: MET, stage: 'appraisal', settled: null });
	expect(findings.map(({ text }) => text)).toEqual(expect.arrayContaining(FINDINGS.map(([, text]) => text)));
	expect(answers.appraisal).toHaveLength(count);
});

test('the lead chooses what was signed; the photos are all there, and the minutes are sealed as they were read', async () => {
	const { page } = lead;
	await lead.walk(MET);
	const card = page.getByRole('region', { name: /Hai người chấm khác nhau/ });
	await card.getByRole('button', { name: 'Lấy kết quả này' }).nth(1).tap();
	await expect.poll(async () => (await snapshot(lead)).conflicts.length).toBe(0);
	await expect
		.poll(
			async () => (await snapshot(lead)).evidence.filter(({ side, url }) => side === 'team' && url).length,
			{
				timeout: 60_000
			}
		)
		.toBe(20);
	const copies = (await snapshot(lead)).evidence.filter(({ originalId }) => originalId !== null);
	expect(new Set(copies.map(({ originalId }) => originalId)).size).toBe(10);
	await page.goto(`/field/${inspection}/closing`);
	const again = page.getByRole('button', { name: 'Khóa biên bản' });
	const locked = page.getByText('Biên bản đã ký và khóa').first();
	await again.or(locked).first().waitFor();
	if (await again.isVisible()) {
		await again.tap();
		await page.getByRole('alertdialog').getByRole('button', { name: 'Khóa biên bản' }).tap();
	}
	await expect(locked).toBeVisible();
	await page.getByRole('button', { name: 'Cấp số, đóng dấu số' }).tap();
	const link = page.getByRole('link', { name: /Tải biên bản số/ });
	await expect(link).toBeVisible({ timeout: 30_000 });
	const file = join(FOLDER, 'day-minutes.pdf');
	writeFileSync(file, await (await page.request.get((await link.getAttribute('href'))!)).body());
	expect(execFileSync('pdfsig', ['-nocert', file], { encoding: 'utf8' })).toContain('Signature is Valid.');
	const text = execFileSync('pdftotext', [file, '-'], { encoding: 'utf8' }).replace(/\s+/g, ' ');
	for (const [, finding] of FINDINGS) expect(text).toContain(finding);
});
