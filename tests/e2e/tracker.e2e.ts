/** The tracker in the morning: filters, a view of one's own, its looks, and the list as a workbook. */
import { readFileSync } from 'node:fs';
import { expect } from '@playwright/test';
import readXlsxFile from 'read-excel-file/node';
import { expectNoViolations, expectSound } from './looks.ts';
import { go, person, said, test } from './support.ts';

test('a filtered list is kept as a view, looked at in each way, and downloaded as it is shown', async ({
	browser
}) => {
	const { page, context } = await person(browser, 'chuyenvien');
	const find = page.getByRole('searchbox');
	await go(page, '/remedies');
	await page.getByRole('combobox', { name: 'Mức độ' }).selectOption({ label: 'Trung bình' });
	await expect(page).toHaveURL(/severity=moderate/);
	await page
		.getByRole('link', { name: /^Quá hạn \d/ })
		.first()
		.click();
	await expect(page).toHaveURL(/show=late/);
	const number = await page.getByRole('row').nth(1).getByRole('cell').first().innerText();

	await page.getByRole('button', { name: 'Lưu cách xem' }).click();
	const dialog = page.getByRole('dialog');
	await dialog.getByRole('textbox', { name: 'Tên cách xem' }).fill('Buổi sáng');
	await dialog.getByText('Mở trang này bằng cách xem này').click();
	await dialog.getByRole('button', { name: 'Lưu', exact: true }).click();
	await said(page, 'Đã lưu cách xem «Buổi sáng».');

	await go(page, '/dashboard');
	await page
		.getByRole('link', { name: /^Khắc phục/ })
		.first()
		.click();
	await expect(page).toHaveURL(/show=late&severity=moderate|severity=moderate&show=late/);
	await expect(page.getByRole('link', { name: /Buổi sáng/ })).toHaveAttribute('aria-current', 'page');
	const shown = (await page.getByRole('row').count()) - 1;
	expect(shown).toBeGreaterThan(0);

	const waiting = page.waitForEvent('download');
	await page.getByRole('link', { name: 'Tải Excel' }).click();
	const path = await (await waiting).path();
	const [list, , figures] = await readXlsxFile(readFileSync(path));
	expect(list!.data).toHaveLength(shown + 1);
	const [headings, first] = list!.data;
	const valueOf = (heading: string) => first![headings!.indexOf(heading)];
	expect(`${String(valueOf('Tồn tại số')).padStart(2, '0')}/${valueOf('Năm')}`).toBe(number);
	const late = figures!.data.find(([label]) => label === 'Tất cả')![5];
	await expect(page.locator('.kpi', { hasText: 'Quá hạn' }).locator('b')).toHaveText(String(late));

	await page.getByRole('link', { name: 'Theo trạng thái' }).click();
	await expect(page.getByRole('region', { name: 'Theo trạng thái' }).locator('li')).toHaveCount(shown);
	await expectSound(page, 'board');
	await page.getByRole('link', { name: 'Lịch', exact: true }).click();
	await page.getByRole('link', { name: 'Tháng trước' }).press('Enter');
	await expect(page).toHaveURL(/month=/);
	await page.getByRole('link', { name: 'Tháng này' }).click();
	await expect(page.locator('[aria-current="date"]')).toBeAttached();
	await expectSound(page, 'calendar');
	await page.getByRole('link', { name: 'Biểu đồ' }).click();
	await expectNoViolations(page, 'charts');
	await go(page, '/remedies?view=charts');
	const common = page
		.getByRole('table', { name: 'Tồn tại chung của nhiều cơ quan' })
		.locator('tbody tr')
		.first();
	await expect(common).toContainText(/[2-9] trong \d+ cơ quan/);
	const total = Number(await common.getByRole('cell').last().innerText());
	await common.getByRole('link').click();
	await expect(page.getByRole('link', { name: /^Tiêu chí \d/ })).toHaveAttribute('aria-current', 'true');
	await expect(page.locator('tbody tr')).toHaveCount(total);
	await page.getByRole('link', { name: /^Tiêu chí \d/ }).click();
	await expect(page).not.toHaveURL(/matter/);

	await find.fill('không có gì như thế');
	await expect(page.getByText('Không có kết quả phù hợp').first()).toBeVisible();
	await page.getByRole('button', { name: 'Quản lý' }).click();
	await page.getByRole('button', { name: 'Xóa cách xem «Buổi sáng»' }).click();
	await page.getByRole('alertdialog').getByRole('button', { name: 'Xóa', exact: true }).click();
	await said(page, 'Đã xóa cách xem.');
	await go(page, '/remedies');
	await expect(page).toHaveURL(/\/remedies$/);
	await page
		.getByRole('link', { name: /^Diễn biến/ })
		.first()
		.click();
	await expect(page.getByRole('heading', { name: 'Diễn biến' })).toBeVisible();
	await expectSound(page, 'history of a finding');
	await page.getByRole('link', { name: 'Các tồn tại của cơ quan' }).click();
	await expectNoViolations(page, 'history of an agency');
	await context.close();
});
