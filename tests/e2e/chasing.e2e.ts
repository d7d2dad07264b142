/** Reminders by hand, from the desk to a real mail server of this machine and back by the address in the mail. */
import { expect } from '@playwright/test';
import { join } from 'node:path';
import { mailSettings, startMailServer, type MailServer } from '../support/mail-server.ts';
import { OwnServer } from './own-server.ts';
import { expectSound } from './looks.ts';
import { go, move, person, test } from './support.ts';

const PORT = 4179;
const DATA = join(import.meta.dirname, '..', '..', 'test-results', 'chasing-data');

let mail: MailServer;
let server: OwnServer;

test.beforeAll(async () => {
	mail = await startMailServer();
	server = new OwnServer(PORT, DATA, mailSettings(mail));
	await server.startAnew();
});

test.afterAll(async () => {
	await server.stop();
	await mail.stop();
});

test('the office reminds an agency, whose officer comes by the mail; what is over says so', async ({
	browser
}) => {
	const { origin } = server;
	/* On a working day the clock of the server would write mails of its own in between. */
	const planner = (await person(browser, 'chuyenvien', 'desktop', origin)).page;
	await go(planner, '/chasing/settings');
	await planner.getByText('Tự động nhắc việc mỗi ngày làm việc').click();
	await planner.getByRole('button', { name: 'Lưu cài đặt' }).click();
	await expect(planner.getByText('Đã lưu')).toBeVisible();

	const admin = (await person(browser, 'quantri', 'desktop', origin)).page;
	for (const [name, address] of [
		['Cán bộ đầu mối CCHC Sở Y tế', 'dau-moi@syt.example'],
		['Giám đốc Sở Y tế', 'giam-doc@syt.example']
	] as const) {
		await go(admin, '/admin/accounts');
		await admin.getByRole('link', { name }).first().click();
		await admin.getByRole('textbox', { name: /Thư điện tử/ }).fill(address);
		await admin.getByRole('button', { name: 'Lưu', exact: false }).first().click();
		await expect(admin.getByText('Đã lưu')).toBeVisible();
	}

	await go(planner, '/chasing?q=KT-2026-008');
	await planner.getByText('Chọn tất cả việc đang hiện').click();
	await planner.getByText('Gửi cả cho thủ trưởng cơ quan').click();
	await planner.getByRole('textbox', { name: /Lời của Sở/ }).fill('Đề nghị nộp sớm để Đoàn chuẩn bị.');
	await planner.getByRole('button', { name: 'Xem trước' }).click();
	await expect(planner.getByRole('heading', { name: 'Xem trước khi gửi' })).toBeVisible();
	await expect(planner.getByText('Đề nghị nộp sớm để Đoàn chuẩn bị.').first()).toBeVisible();
	await expectSound(planner, 'preview');
	expect(mail.received).toEqual([]);

	mail.unknown.add('giam-doc@syt.example');
	await planner.getByRole('button', { name: 'Gửi nhắc việc' }).click();
	await expect(planner.getByText('Đã gửi thư')).toBeVisible();
	await expect(planner.getByText('thư gửi lỗi')).toBeVisible();
	await expectSound(planner, 'results');
	expect(mail.received.map(({ to }) => to)).toEqual(['dau-moi@syt.example']);

	mail.unknown.clear();
	await go(planner, '/chasing/history?show=failed');
	await expect(planner.getByText('Mailbox not found')).toBeVisible();
	await planner.getByRole('button', { name: 'Gửi lại' }).click();
	await expect(planner.getByText('Đã gửi lại thư.')).toBeVisible();
	expect(mail.received.map(({ to }) => to)).toEqual(['dau-moi@syt.example', 'giam-doc@syt.example']);

	const address = /http:\/\/\S+\/notices\/[0-9a-f-]{36}/.exec(mail.received[0]!.text)![0];
	const officer = (await person(browser, 'syt.daumoi', 'desktop', origin)).page;
	await go(officer, '/agency');
	await expect(officer.getByRole('link', { name: /Thông báo, \d+ chưa đọc/ })).toBeVisible();
	await officer.goto(address);
	await expect(officer).toHaveURL(/\/agency\/inspections\/[0-9a-f-]{36}\/self/);

	await go(planner, '/inspections?q=KT-2026-008');
	await planner
		.getByRole('link', { name: /KT-2026-008|Sở Y tế/ })
		.first()
		.click();
	await planner.locator('details summary').first().click();
	await move(planner, 'Hủy cuộc kiểm tra', 'Trùng với đợt thanh tra');

	await officer.goto(address);
	await expect(officer.getByRole('heading', { name: 'Việc này đã xong' })).toBeVisible();
	await expectSound(officer, 'a notice whose matter is over');
	await officer.getByRole('link', { name: 'Xem cuộc kiểm tra' }).click();
	await expect(officer.locator('main')).toBeVisible();
});
