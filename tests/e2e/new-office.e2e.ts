/** An office begins on an empty installation, with nothing but the one-time password: up to the draft of the first paper. */
import { expect, type Page } from '@playwright/test';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { pdfText } from '../support/pdf-measure.ts';
import { expectSound } from './looks.ts';
import { OwnServer } from './own-server.ts';
import { confirm, go, test } from './support.ts';

const DATA = join(import.meta.dirname, '..', '..', 'test-results', 'new-office-data');
const PASSWORD = 'cau-de-nho-2026';
const server = new OwnServer(4192, DATA, {
	THUOC_MODE: 'production',
	THUOC_KEY_PASSPHRASE: 'chi-de-kiem-thu'
});

test.beforeAll(async () => {
	rmSync(DATA, { recursive: true, force: true });
	await server.start();
});
test.afterAll(() => server.stop());

const step = (page: Page, name: string) => page.getByRole('listitem').filter({ hasText: name });
const fill = (page: Page, label: string, text: string) =>
	page.getByRole('textbox', { name: label, exact: true }).fill(text);

test('the administrator names the office, brings criteria, agencies and people, and makes the first inspection', async ({
	browser
}) => {
	const context = await browser.newContext({ baseURL: server.origin, locale: 'vi-VN' });
	const page = await context.newPage();

	await test.step('the printed password opens once and is changed', async () => {
		await expect(() => expect(server.printed).toContain('Mật khẩu một lần')).toPass();
		const [, once] = /Mật khẩu một lần:\s+(\S+)/.exec(server.printed)!;
		await go(page, '/login');
		await fill(page, 'Tên đăng nhập', 'quantri');
		await fill(page, 'Mật khẩu', once!);
		await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
		await expect(page).toHaveURL(/change-password/);
		await fill(page, 'Mật khẩu hiện tại', once!);
		await fill(page, 'Mật khẩu mới', PASSWORD);
		await fill(page, 'Nhập lại mật khẩu mới', PASSWORD);
		await page.getByRole('button', { name: 'Đổi mật khẩu' }).click();
		await expect(page.getByText('Đã xong 0/6')).toBeVisible();
		await expectSound(page, 'first steps');
	});

	await test.step('no campaign before the office has a name; the form says what is missing', async () => {
		await step(page, 'Lập đợt kiểm tra đầu tiên').getByRole('link').click();
		await expect(page.getByRole('textbox', { name: 'Tên gọi của Đoàn' })).toBeDisabled();
		await page.getByRole('link', { name: 'Khai cách văn bản ghi tên Sở' }).click();
		const save = page.getByRole('button', { name: 'Lưu', exact: true });
		await expect(page.locator('html[data-live]')).toBeAttached();
		await fill(page, 'Ký hiệu cơ quan', 'Sở NV');
		await save.click();
		await expect(page.getByText('Chưa nhập nội dung bắt buộc.')).toHaveCount(4);
		await fill(page, 'Ký hiệu cơ quan', 'SNV');
		await fill(page, 'Tỉnh, thành phố', 'Thử nghiệm');
		await fill(page, 'Địa danh', 'Thử nghiệm');
		await fill(page, 'Cơ quan chủ quản', 'UBND tỉnh Thử nghiệm');
		await fill(page, 'Họ và tên người ký', 'Giám đốc Sở');
		await expect(page.getByRole('figure')).toContainText('UBND TỈNH THỬ NGHIỆM');
		await save.click();
		await expect(page.getByText('Đã lưu. Bản nháp và văn bản mới dùng nội dung này.')).toBeVisible();
		await expectSound(page, 'issuing body');
	});

	await test.step('the sample file is taken in and published', async () => {
		await go(page, '/admin/criteria/import');
		const download = page.waitForEvent('download');
		await page.getByRole('link', { name: 'Tải tệp mẫu' }).click();
		const file = join(DATA, 'mau-bo-tieu-chi.json');
		await (await download).saveAs(file);
		await page.locator('input[type=file]').setInputFiles(file);
		await page.getByRole('button', { name: 'Kiểm tra tệp' }).click();
		await page.getByRole('button', { name: 'Lưu thành bản dự thảo' }).click();
		await expect(page.getByText('Đã lưu 2 bộ thành bản dự thảo.')).toBeVisible();
		await page
			.getByRole('link', { name: /cấp xã|xã, phường/i })
			.first()
			.click();
		await confirm(page, 'Ban hành');
		await expect(page.getByText('Đã ban hành bộ tiêu chí.')).toBeVisible();
	});

	await test.step('an agency, and somebody to lead a team', async () => {
		await go(page, '/admin/agencies/new');
		await page.getByRole('combobox', { name: 'Cấp' }).selectOption('commune');
		await fill(page, 'Tên cơ quan', 'Ủy ban nhân dân xã Thử nghiệm');
		await fill(page, 'Tên viết gọn', 'Xã Thử nghiệm');
		await fill(page, 'Mã cơ quan', 'XA-1');
		await fill(page, 'Ký hiệu văn bản', 'UBND');
		await fill(page, 'Cơ quan cấp trên', 'UBND tỉnh Thử nghiệm');
		await fill(page, 'Chức danh người đứng đầu', 'Chủ tịch');
		await fill(page, 'Địa danh', 'Thử nghiệm');
		await page.getByRole('button', { name: 'Thêm cơ quan' }).click();
		await expect(page.getByRole('heading', { name: 'Ủy ban nhân dân xã Thử nghiệm' })).toBeVisible();
		await go(page, '/admin/accounts/new');
		await fill(page, 'Tên đăng nhập', 'truongdoan');
		await fill(page, 'Họ tên hiển thị', 'Trưởng đoàn kiểm tra');
		await page.getByRole('button', { name: 'Tạo tài khoản' }).click();
		await expect(page.getByRole('button', { name: 'Chép mật khẩu' })).toBeVisible();
	});

	await test.step('the first campaign and inspection; a draft bears the names that were given', async () => {
		await go(page, '/dashboard');
		await expect(page.getByText('Đã xong 4/6')).toBeVisible();
		await step(page, 'Lập đợt kiểm tra đầu tiên').getByRole('link').click();
		await expect(page.locator('html[data-live]')).toBeAttached();
		await fill(page, 'Tên gọi của Đoàn', 'Đoàn kiểm tra 01');
		await page.getByRole('button', { name: 'Lập đợt kiểm tra' }).click();
		await page.waitForURL(/\/campaigns\/[0-9a-f-]{36}/);
		const [, campaign] = /campaigns\/([0-9a-f-]{36})/.exec(page.url())!;
		await page.getByRole('link', { name: 'Thêm cơ quan' }).click();
		await page.getByLabel('Ủy ban nhân dân xã Thử nghiệm').check();
		await page.getByRole('button', { name: 'Thêm 1 cuộc kiểm tra' }).click();
		await page.getByRole('link', { name: /^Danh sách/ }).click();
		await page.getByRole('link', { name: 'Ủy ban nhân dân xã Thử nghiệm' }).first().click();
		await expect(page).toHaveURL(/\/inspections\//);
		const draft = await context.request.get(`/api/campaigns/${campaign}/papers/yearly_plan`);
		expect(draft.status()).toBe(200);
		expect(pdfText(await draft.body())).toContain('UBND TỈNH THỬ NGHIỆM');
		await go(page, '/dashboard');
		await expect(page.getByText('Đã xong 5/6')).toBeVisible();
	});
	await context.close();
});
