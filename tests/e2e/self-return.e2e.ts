/** A self-assessment that comes back in part: prepared by several people of an agency, and told to both sides. */
import { expect, test } from '@playwright/test';
import { join } from 'node:path';
import { OwnServer } from './own-server.ts';
import { expectSound } from './looks.ts';
import { go, person, said, sent, type Person } from './support.ts';

test.describe.configure({ mode: 'serial' });

const DATA = join(import.meta.dirname, '..', '..', 'test-results', 'self-return-data');
const server = new OwnServer(4184, DATA);
const COMMENT = 'Nội bộ: nhờ Văn phòng đối chiếu lại sổ văn bản.';

let office: Person;
let officer: Person;
let head: Person;
let id = '';
const desk = (code = '') => `/agency/inspections/${id}/self${code && `?c=${code}`}`;

test.use({ baseURL: server.origin });
test.beforeAll(async ({ browser }) => {
	await server.startAnew();
	office = await person(browser, 'chuyenvien', 'desktop', server.origin);
	officer = await person(browser, 'sxd.daumoi', 'tablet', server.origin);
	head = await person(browser, 'sxd.thutruong', 'desktop', server.origin);
});
test.afterAll(async () => {
	for (const one of [office, officer, head]) await one?.context.close();
	await server.stop();
});

test('the office gives back two subcriteria, each with why', async () => {
	const { page } = office;
	await go(page, '/inspections');
	await page.getByRole('link', { name: 'Sở Xây dựng' }).first().click();
	await page.waitForURL(/\/inspections\/[0-9a-f-]+$/);
	id = page.url().split('/').at(-1)!;
	await go(page, `/inspections/${id}`);
	const giveBack = page.getByRole('link', { name: 'Trả lại tự chấm điểm' });
	/* Open already where nothing else is this person's to do. */
	if (!(await giveBack.isVisible())) await page.getByText('Thao tác khác').click();
	await giveBack.click();
	/* By keys: what has the focus comes out from under the bar that stays at the foot. */
	for (const code of ['1.1.2', '1.2.1']) {
		const box = page.getByRole('checkbox', { name: code });
		await box.press('Space');
		await expect(box).toBeChecked();
		const [row, bar] = await Promise.all([box.boundingBox(), page.locator('.send').boundingBox()]);
		expect(row!.y + row!.height).toBeLessThanOrEqual(bar!.y);
	}
	await page.getByRole('textbox', { name: 'Lý do chung' }).fill('Chưa khớp với báo cáo quý.');
	await page.getByRole('textbox', { name: /Lý do riêng của mục 1\.1\.2/ }).fill('Thiếu phụ lục kế hoạch.');
	await expectSound(page, 'return');
	await page.getByRole('button', { name: 'Trả lại 2 mục' }).click();
	await said(page, 'Đã trả lại cho cơ quan.');
	await expect(page.getByText('Cơ quan đang sửa')).toBeVisible();
});

test('an officer prepares what came back; the rest is locked, and colleagues talk among themselves', async () => {
	const { page } = officer;
	await go(page, desk('1.1.3'));
	await expect(page.getByText('Mục này không bị trả lại nên vẫn khóa.')).toBeVisible();
	await expect(page.getByRole('textbox', { name: 'Giải trình cách chấm' })).toBeDisabled();
	await go(page, desk('1.1.2'));
	await expect(page.getByText('Lý do: Thiếu phụ lục kế hoạch.')).toBeVisible();
	await page.getByRole('button', { name: 'Thêm tài liệu kiểm chứng' }).click();
	await page
		.getByLabel('Số, ký hiệu')
		.or(page.locator('.citation input'))
		.first()
		.fill('Kế hoạch số 12/KH-SXD ngày 05/01/2026');
	await page.getByRole('button', { name: 'Thêm', exact: true }).click();
	await expect(page.locator('.proof-row')).toHaveCount(1);
	await page.getByRole('textbox', { name: 'Viết cho đồng nghiệp' }).fill(COMMENT);
	await page.getByRole('button', { name: 'Gửi', exact: true }).click();
	await expect(page.getByText(COMMENT)).toBeVisible();
	await expectSound(page, 'self');

	await go(page, desk('1.2.1'));
	await page.getByRole('button', { name: 'Dùng tài liệu đã có' }).click();
	await page.getByRole('searchbox', { name: /Tìm theo số/ }).fill('12/KH-SXD');
	await page.getByRole('button', { name: /^Dùng «/ }).click();
	await expect(page.getByText('Dùng chung')).toBeVisible();
	await page.getByRole('button', { name: /^Gỡ «/ }).click();
	await page.getByRole('button', { name: 'Chỉ gỡ ở mục này' }).click();
	await expect(page.locator('.proof-row')).toHaveCount(0);
	await sent(page);
	await go(page, desk('1.1.2'));
	await expect(page.locator('.proof-row')).toHaveCount(1);
});

test('the head cannot hand in what nobody touched, says why it stays, and hands in', async () => {
	const { page } = head;
	await go(page, `${desk()}/submit`);
	await expect(page.getByRole('button', { name: 'Nộp hồ sơ tự chấm' })).toBeDisabled();
	await page.getByRole('link', { name: /1\.2\.1/ }).click();
	await page
		.getByRole('textbox', { name: 'Giải thích nếu giữ nguyên' })
		.fill('Số liệu đúng, đã đối chiếu sổ văn bản đến.');
	await page.getByRole('button', { name: 'Lưu giải thích' }).click();
	await said(page, 'Đã lưu giải thích.');
	await go(page, `${desk()}/submit`);
	await page.getByRole('button', { name: 'Nộp hồ sơ tự chấm' }).click();
	await page.getByRole('alertdialog').getByRole('button', { name: 'Nộp hồ sơ tự chấm' }).click();
	await expect(page.getByRole('alertdialog')).toBeHidden();
});

test('the office sees what changed and what was said; of the comments it sees nothing', async () => {
	const { page } = office;
	await go(page, `/inspections/${id}/scores`);
	await expect(page.getByText('Đã sửa: tài liệu')).toBeVisible();
	await expect(
		page.getByText('Cơ quan giải thích: Số liệu đúng, đã đối chiếu sổ văn bản đến.')
	).toBeVisible();
	for (const path of [
		`/api/inspections/${id}/field`,
		`/inspections/${id}/scores`,
		`/inspections/${id}`,
		`/inspections/${id}/return`
	]) {
		const answer = await page.request.get(path);
		expect([path, answer.status(), (await answer.text()).includes('đối chiếu lại sổ văn bản')]).toEqual([
			path,
			200,
			false
		]);
	}
});
