/**
 * A year of one agency's remedies, by the people who have a part in it: reminders before and after the day, an extension, the
 * head and the body above told, an official letter, a re-check on the tablet, the effect judged months later, and the next
 * inspection that begins with what is open. The server comes up on each day that counts; mails go to a real mail server.
 */
import { expect, type Browser, type Page } from '@playwright/test';
import Database from 'better-sqlite3';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { mailSettings, startMailServer, type MailServer } from '../support/mail-server.ts';
import { pdfText } from '../support/pdf-measure.ts';
import { OwnServer } from './own-server.ts';
import { confirm, go, lockMinutes, move, person, said, save, sent, signBoth, test } from './support.ts';

const PORT = 4180;
const DATA = join(import.meta.dirname, '..', '..', 'test-results', 'year-data');
const OFFICER = 'dau-moi@xa-1.example';
const HEAD = 'chu-tich@xa-1.example';
const ABOVE = 'van-phong@huyen.example';
const TO_HEAD = 'ĐỀ NGHỊ THỦ TRƯỞNG CƠ QUAN CHỈ ĐẠO';
/** 08:00 in Việt Nam, when the reminders of the day are due. */
const on = (day: string) => Date.parse(`${day}T08:00:00+07:00`);

let mail: MailServer;
let server: OwnServer;
let inspection = '';

test.beforeAll(async () => {
	mail = await startMailServer();
	server = new OwnServer(PORT, DATA, mailSettings(mail));
	/* Made on the story's own day: the demonstration's days follow from the day on which it is made. */
	rmSync(DATA, { recursive: true, force: true });
	await server.startAt(on('2026-11-22'));
	await server.stop();
	/* The demonstration's people have no addresses, so that it never writes to anybody. */
	const database = new Database(join(DATA, 'thuoc.sqlite'));
	const address = database.prepare('update accounts set email = ? where username = ?');
	address.run(OFFICER, 'xa-01.daumoi');
	address.run(HEAD, 'xa-01.thutruong');
	database.prepare("update agencies set superior_email = ? where code = 'XA-01'").run(ABOVE);
	const found = database.prepare("select id from inspections where code = 'KT-2026-002'").get();
	inspection = (found as { id: string }).id;
	database.close();
});

test.afterAll(async () => {
	await server.stop();
	await mail.stop();
});

test('a year: reminded, late, told above, looked at again, judged, and carried into the next inspection', async ({
	browser
}) => {
	test.setTimeout(240_000);
	const by = async (username: string, device?: 'tablet') =>
		(await person(browser, username, device, server.origin)).page;
	const agencyPage = `/agency/inspections/${inspection}/remedy`;
	const officePage = `/inspections/${inspection}`;

	await test.step('seven working days before: the officer is reminded, and asks for more time', async () => {
		await server.startAt(on('2026-12-02'));
		await mailed(OFFICER, 'KT-2026-002');
		const officer = await by('xa-01.daumoi');
		await go(officer, addressIn(newestTo(OFFICER)!.text));
		await expect(officer).toHaveURL(new RegExp(agencyPage));
		const action = officer.locator('#finding-5 .action');
		await action.getByRole('button', { name: 'Đề nghị thay đổi' }).click();
		await officer.getByText('Gia hạn', { exact: true }).click();
		await officer.getByLabel('Thời hạn mới').fill('29/1/2027');
		await officer
			.locator('form[action="?/request"] textarea[name=reason]')
			.fill('Chờ Hội đồng nhân dân họp.');
		await officer.getByRole('button', { name: 'Gửi đề nghị' }).click();
		await said(officer, 'Đã gửi đề nghị.');

		const planner = await by('chuyenvien');
		await go(planner, `${officePage}/remedy`);
		await planner.getByRole('button', { name: 'Đồng ý', exact: true }).click();
		await said(planner, 'Đã đồng ý');
		await expect(planner.getByText('Thời hạn trước đây: 11/12/2026')).toBeVisible();
	});

	await test.step('after the day: reminded again, then the head, then the body above; what waits or rests is not chased', async () => {
		await server.startAt(on('2026-12-15'));
		await mailed(OFFICER, 'ĐẾN HẠN VÀ QUÁ HẠN');
		expect(wereTold(HEAD, TO_HEAD)).toBe(false);
		await server.startAt(on('2026-12-22'));
		await mailed(HEAD, TO_HEAD);
		expect(wereTold(ABOVE, '')).toBe(false);
		await server.startAt(on('2027-01-07'));
		await mailed(ABOVE, 'CÁC VIỆC QUÁ HẠN CỦA CƠ QUAN TRỰC THUỘC');
		/* What another body is to approve, and what the office gave more time for, is nobody's delay. */
		const told = newestTo(ABOVE)!.text;
		expect(told).toContain('tồn tại số 2');
		expect(told).not.toContain('tồn tại số 3');
		expect(told).not.toContain('tồn tại số 5');
	});

	await test.step('the office writes an official letter; the agency has it as a sealed PDF', async () => {
		const clerk = await by('vanthu');
		await go(clerk, `${officePage}/papers/reminder`);
		await expect(clerk.getByRole('checkbox', { name: /Tồn tại 2/ })).toBeChecked();
		await clerk.getByLabel(/Trả lời trước ngày/).fill('20/1/2027');
		await clerk.getByRole('button', { name: 'Lấy số, phát hành' }).click();
		await expect(clerk.getByText(/Đã (phát hành|gửi)/).first()).toBeVisible({ timeout: 30_000 });
		const head = await by('xa-01.thutruong');
		await go(head, `/agency/inspections/${inspection}/papers`);
		const letter = head.getByRole('link', { name: /Công văn đôn đốc/ }).first();
		await expect(head.getByText('20/1/2027').first()).toBeVisible();
		const response = await head.context().request.get((await letter.getAttribute('href'))!);
		const text = pdfText(await response.body());
		expect(text).toContain('20/01/2027');
		expect(text).toContain('Kính gửi');
	});

	await test.step('everything is reported as done, late with its reason, and the head hands the report in', async () => {
		const officer = await by('xa-01.daumoi');
		for (const number of [2, 3, 4, 5]) await reportDone(officer, agencyPage, number);
		const head = await by('xa-01.thutruong');
		await go(head, agencyPage);
		await confirm(head, 'Nộp báo cáo kết quả');
		await expect(head.getByText('Đã nộp báo cáo khắc phục').first()).toBeVisible();
	});

	await test.step('the lead wants to see two of them: a re-check, walked and signed on the tablet', async () => {
		const lead = await by('truongdoan', 'tablet');
		await go(lead, `${officePage}/recheck`);
		for (const number of [3, 4, 5])
			await lead.getByRole('checkbox', { name: `Tồn tại ${number}.` }).uncheck();
		await lead.getByLabel('Ngày kiểm tra').fill('7/1/2027');
		await lead.getByLabel('Lý do kiểm tra lại').fill('Báo cáo chưa nêu số liệu.');
		await lead.getByRole('button', { name: 'Lập cuộc kiểm tra lại (2 tồn tại)' }).click();
		await lead.getByRole('link', { name: 'Mở trên máy tính bảng' }).click();
		await lead.getByRole('button', { name: 'Mở phiên làm việc' }).tap();
		await lead.getByRole('button', { name: 'Đã khắc phục xong' }).tap();
		await lead
			.getByRole('textbox', { name: 'Đã thấy gì tại chỗ' })
			.fill('Đã niêm yết đủ tại bộ phận Một cửa.');
		await lead.getByRole('button', { name: 'Tiếp', exact: true }).tap();
		await lead.getByRole('button', { name: 'Chưa khắc phục' }).tap();
		await lead.getByRole('textbox', { name: 'Đã thấy gì tại chỗ' }).fill('Chưa có quyết định phân công.');
		await lead.getByRole('button', { name: 'Kết thúc, ký biên bản' }).tap();
		await signAndLock(lead);
	});

	await test.step('what did not hold comes back; it is remedied, the rest verified on paper, and the inspection closed', async () => {
		const officer = await by('xa-01.daumoi');
		await go(officer, agencyPage);
		await expect(officer.getByText('Chưa có quyết định phân công.').first()).toBeVisible();
		await reportDone(officer, agencyPage, 2);
		const head = await by('xa-01.thutruong');
		await go(head, agencyPage);
		await confirm(head, 'Nộp báo cáo kết quả');
		const planner = await by('chuyenvien');
		for (const number of [2, 3, 4, 5]) {
			await go(planner, `${officePage}/remedy`);
			const card = planner.locator(`#finding-${number}`);
			await card.getByLabel('Đã xem gì, kết quả thế nào').fill('Đã xem văn bản gửi kèm.');
			await card.getByRole('button', { name: 'Xác nhận đã khắc phục' }).click();
			await expect(card.getByText('Đã xác nhận').first()).toBeVisible();
		}
		await go(planner, officePage);
		await move(planner, 'Kết thúc cuộc kiểm tra');
	});

	await test.step('months later somebody else finds that one did not hold: a new finding, the way begins again', async () => {
		await server.startAt(on('2027-08-02'));
		const member = await by('thanhvien1');
		await go(member, `${officePage}/remedy`);
		const card = member.locator('#finding-1');
		await card.getByRole('button', { name: 'Không có hiệu lực' }).click();
		await card.getByLabel(/Đã xem/).fill('Bảng niêm yết đã gỡ từ tháng 5.');
		await card.getByLabel(/Nội dung tồn tại mới|Tồn tại mới/).fill('Không duy trì việc niêm yết');
		await card.getByLabel(/Yêu cầu/).fill('Niêm yết lại và phân công kiểm tra hằng tháng');
		await card.getByLabel(/Thời hạn/).fill('31/12/2027');
		await card.getByRole('button', { name: 'Không có hiệu lực' }).click();
		await expect(member.locator('#finding-6')).toContainText('Không duy trì việc niêm yết');
		await expect(member.getByText('Đã kết luận').first()).toBeVisible();
	});

	await test.step('the next inspection opens with it, with the figures of the record, and knows a repetition', async () => {
		const next = await surpriseInspection(browser);
		const lead = await by('truongdoan', 'tablet');
		await go(lead, `/field/${next}`);
		await expect(lead.getByText('Không duy trì việc niêm yết')).toBeVisible();
		await lead.getByRole('button', { name: 'Mở phiên làm việc' }).tap();
		await lead.waitForURL(/\/walk/);
		await go(lead, `/field/${next}/walk?c=1.3.2`);
		await expect(lead.getByText(/^Cuộc kiểm tra KT-2026-002: 5 tồn tại đến hạn/)).toBeVisible();
		await expect(lead.getByText('Kết quả đang theo đúng hồ sơ.')).toBeVisible();
		await go(lead, `/field/${next}/walk?c=3.2.1`);
		await lead.getByRole('button', { name: 'Nêu tồn tại' }).tap();
		await expect(lead.getByText(/Lặp lại tồn tại \d của cuộc kiểm tra KT-2026-002/)).toBeVisible();
	});
});

const wereTold = (to: string, what: string): boolean =>
	mail.received.some((one) => one.to === to && one.text.includes(what));

/** Waits until the newest mail to an address speaks of something. */
async function mailed(to: string, about: string): Promise<void> {
	await expect.poll(() => `${newestTo(to)?.subject ?? ''}\n${newestTo(to)?.text ?? ''}`).toContain(about);
}

const newestTo = (to: string) => mail.received.filter((one) => one.to === to).at(-1);

const addressIn = (text: string): string => /http:\/\/\S+\/notices\/[0-9a-f-]{36}/.exec(text)![0];

/** One action reported as done today; what is late says why. */
async function reportDone(page: Page, path: string, number: number): Promise<void> {
	await go(page, path);
	const finding = page.locator(`#finding-${number}`);
	await finding.getByRole('button', { name: 'Báo cáo tiến độ' }).click();
	await finding.locator('label', { has: page.locator('input[value=done]') }).click();
	await finding.locator('textarea[name=doneText]').fill('Đã hoàn thành, có văn bản kèm theo.');
	for (const field of await finding
		.locator('input[name=numerator][required], input[name=denominator][required]')
		.all())
		await field.fill('5');
	await finding.getByRole('button', { name: 'Lưu báo cáo' }).click();
	await said(page, 'Đã lưu báo cáo tiến độ.');
}

async function signAndLock(page: Page): Promise<void> {
	await page.waitForURL(/\/closing$/);
	await page.getByRole('button', { name: 'Bây giờ' }).tap();
	await page.getByLabel('Ý kiến chung').fill('Sẽ phân công trong tháng 01.');
	await sent(page);
	/* Both sign the words as they stand on the sheet. */
	await expect(page.getByText('Sẽ phân công trong tháng 01').last()).toBeVisible();
	await page.getByLabel('Họ và tên').last().fill('Chủ tịch UBND xã');
	await signBoth(page);
	await sent(page);
	await lockMinutes(page);
	await expect(page.getByText('Biên bản đã ký và khóa').first()).toBeVisible();
}

/** Next year's campaign with one surprise inspection of the same agency, ready for the tablet. */
async function surpriseInspection(browser: Browser): Promise<string> {
	const { page } = await person(browser, 'chuyenvien', 'desktop', server.origin);
	await go(page, '/campaigns/new');
	await page.getByLabel('Tên đợt').fill('Kiểm tra đột xuất năm 2027');
	await page.getByLabel('Tên gọi của Đoàn').fill('Đoàn kiểm tra 15');
	await page.getByLabel('Từ ngày').fill('1/7/2026');
	await page.getByLabel('Đến ngày').fill('30/6/2027');
	await page.getByLabel('Đến ngày').blur();
	await page.getByRole('button', { name: 'Lập đợt kiểm tra' }).click();
	await page.waitForURL(/\/campaigns\/[0-9a-f-]{36}/);
	await page.getByRole('link', { name: 'Thêm cơ quan' }).click();
	await page.getByLabel('UBND xã minh họa số 1').check();
	await page.getByLabel('Hình thức').selectOption('surprise');
	await page.getByRole('button', { name: 'Thêm 1 cuộc kiểm tra' }).click();
	await page.getByRole('link', { name: /^Danh sách/ }).click();
	await page.getByRole('link', { name: 'UBND xã minh họa số 1' }).first().click();
	await page.waitForURL(/\/inspections\/[0-9a-f-]{36}/);
	const id = /\/inspections\/([0-9a-f-]{36})/.exec(page.url())![1]!;
	await move(page, 'Đưa vào kế hoạch');
	await go(page, `/inspections/${id}/prepare`);
	await page.getByLabel('Ngày làm việc', { exact: true }).fill('2/8/2027');
	await page.getByLabel('Ngày làm việc', { exact: true }).blur();
	await save(page, page.locator('form[action="?/visit"]'));
	const team = page.locator('form[action="?/team"]');
	for (const member of ['Trưởng đoàn kiểm tra', 'Thư ký Đoàn kiểm tra']) {
		const choice = team.locator('option', { hasText: new RegExp(`^\\s*${member}`) }).first();
		await team.getByLabel('Thêm người').selectOption((await choice.getAttribute('value'))!);
	}
	await save(page, team);
	await go(page, `/inspections/${id}`);
	await move(page, 'Chốt Đoàn kiểm tra');
	return id;
}
