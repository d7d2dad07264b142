/** The whole way of one inspection, as the people who do it, on the built product. Each step leans on the one before. */
import { expect, type Browser, type Page } from '@playwright/test';
import { join } from 'node:path';
import { pdfText } from '../support/pdf-measure.ts';
import { pdfsig } from '../support/tools.ts';
import { SHARED } from './province.ts';
import {
	answerBest,
	confirm,
	go,
	move,
	person,
	photo,
	said,
	save,
	sent,
	signBoth,
	signIn,
	test
} from './support.ts';

test.describe.configure({ mode: 'serial' });

const AGENCY = 'Sở Y tế';
/** Where the server under test keeps its certificates (playwright.config.ts). */
const DATA = process.env.THUOC_E2E_DATA ?? SHARED;
const FINDING = 'Còn 08 thủ tục đủ điều kiện chưa cung cấp trực tuyến toàn trình';
let inspection = '';

test('the planner makes a campaign, chooses the agency, plans the visit, sets the team and sends the notice', async ({
	page
}) => {
	await signIn(page, 'chuyenvien', '/dashboard');
	await go(page, '/campaigns/new');
	await page.getByLabel('Tên đợt').fill('Kiểm tra cải cách hành chính chuyên đề');
	await page.getByLabel('Kế hoạch kiểm tra').fill('Kế hoạch số 6769/KH-UBND ngày 14/8/2026 của UBND tỉnh');
	await page
		.getByLabel('Quyết định thành lập Đoàn')
		.fill('Quyết định số 1300/QĐ-UBND ngày 20/8/2026 của UBND tỉnh');
	await page.getByLabel('Từ ngày').fill('30/6/2026');
	await page.getByLabel('Đến ngày').fill('1/1/2025');
	await page.getByLabel('Đến ngày').blur();
	await expect(page.getByLabel('Tên gọi của Đoàn')).toHaveValue('Đoàn kiểm tra 1300');
	await page.getByRole('button', { name: 'Lập đợt kiểm tra' }).click();
	await expect(page.getByLabel('Đến ngày')).toHaveAttribute('aria-invalid', 'true');
	await page.getByLabel('Từ ngày').fill('1/1/2025');
	await page.getByLabel('Đến ngày').fill('30/6/2026');
	await page.getByLabel('Đến ngày').blur();
	await page.getByRole('button', { name: 'Lập đợt kiểm tra' }).click();
	await page.waitForURL(/\/campaigns\/[0-9a-f-]{36}/);

	await page.getByRole('link', { name: 'Thêm cơ quan' }).click();
	await page.getByLabel(AGENCY).check();
	await page.getByRole('button', { name: 'Thêm 1 cuộc kiểm tra' }).click();
	await expect(page.getByText('Đã thêm 1 cuộc kiểm tra dự thảo.').first()).toBeVisible();
	await page.getByRole('link', { name: /^Danh sách/ }).click();
	await page.getByRole('link', { name: AGENCY }).first().click();
	await page.waitForURL(/\/inspections\/[0-9a-f-]{36}/);
	inspection = /\/inspections\/([0-9a-f-]{36})/.exec(page.url())![1]!;

	await move(page, 'Đưa vào kế hoạch');
	await go(page, `/inspections/${inspection}/prepare`);
	await page.getByLabel('Ngày làm việc', { exact: true }).fill(today());
	await page.getByLabel('Ngày làm việc', { exact: true }).blur();
	await page.getByLabel('Địa điểm').fill('Hội trường Sở Y tế');
	await save(page, page.locator('form[action="?/visit"]'));
	const team = page.locator('form[action="?/team"]');
	for (const member of ['Trưởng đoàn kiểm tra', 'Thư ký Đoàn kiểm tra', 'Thành viên Sở Tư pháp']) {
		const choice = team.locator('option', { hasText: new RegExp(`^\\s*${member}`) }).first();
		await team.getByLabel('Thêm người').selectOption((await choice.getAttribute('value'))!);
	}
	await save(page, team);

	await go(page, `/inspections/${inspection}`);
	await move(page, 'Chốt Đoàn kiểm tra');
	await move(page, 'Gửi thông báo kiểm tra');
	await expect(page.getByText('Đã thông báo, chờ tự chấm').first()).toBeVisible();
});

test('the agency scores itself with figures and proofs; sending is refused with what is missing, then goes', async ({
	browser
}) => {
	const officer = await person(browser, 'syt.daumoi');
	const { page } = officer;
	await go(page, `/agency/inspections/${inspection}/self/submit`);
	await expect(page.getByText('91', { exact: false }).first()).toBeVisible();
	await go(page, `/agency/inspections/${inspection}/self`);
	for (let done = 0; done < 91; done += 1) {
		await answerBest(page, page.locator('.panel'));
		await page.getByLabel('Giải trình cách chấm').fill('Theo hồ sơ lưu tại Văn phòng Sở.');
		const next = page.getByRole('button', { name: 'Tiếp', exact: true });
		if (done < 90) await next.click();
	}
	await sent(page);
});

test('the head sends the self-assessment; the team reads it and opens the session', async ({ browser }) => {
	const head = await person(browser, 'syt.thutruong');
	await go(head.page, `/agency/inspections/${inspection}/self/submit`);
	await confirm(head.page, 'Nộp hồ sơ tự chấm');
	await expect(head.page.getByText('Đã nộp tự chấm').first()).toBeVisible();

	const { page } = await person(browser, 'truongdoan');
	await go(page, `/inspections/${inspection}`);
	await move(page, 'Bắt đầu thẩm tra hồ sơ');
	await move(page, 'Mở phiên làm việc');
	await expect(page.getByText('Đang kiểm tra').first()).toBeVisible();
});

test('on the tablet: 91 subcriteria, a changed score with its reason, a finding, a strength, a photo', async ({
	browser
}) => {
	const { page } = await person(browser, 'truongdoan', 'tablet');
	await go(page, '/field');
	await page.locator(`a[href^="/field/${inspection}"]`).first().click();
	await page.waitForURL(new RegExp(`/field/${inspection}$`));
	await go(page, `/field/${inspection}/walk?c=1.1.1`);
	for (let done = 0; done < 91; done += 1) {
		await page.getByRole('button', { name: 'Đồng ý với số tự chấm' }).tap();
		if (done < 90) await page.getByRole('button', { name: 'Tiếp', exact: true }).tap();
	}
	await expect(page.getByText('đã chấm 91 / 91').first()).toBeVisible();

	await go(page, `/field/${inspection}/walk?c=7.2.1`);
	await page.locator('.answer .figure:not(.side) input').first().fill('105');
	await page.locator('.answer .figure:not(.side) input').nth(1).fill('113');
	await expect(page.locator('.answer').getByText('92,92')).toBeVisible();
	await page.locator('.change textarea').fill('Hệ thống ghi 105/113 thủ tục đủ điều kiện.');
	await page.getByRole('button', { name: 'Nêu tồn tại' }).tap();
	await page.getByLabel('Nội dung tồn tại, hạn chế hoặc ưu điểm').fill(FINDING);
	await page.getByRole('button', { name: 'Ghi tồn tại' }).tap();
	await expect(page.getByText('Tồn tại 1').first()).toBeVisible();
	await page.keyboard.press('Escape');
	await page.getByRole('button', { name: 'Ảnh, tệp' }).tap();
	await page
		.locator('input[type=file]')
		.first()
		.setInputFiles({ name: 'niem-yet.jpg', mimeType: 'image/jpeg', buffer: await photo() });
	await expect(page.locator('.panel img').first()).toBeVisible();
	await sent(page);
});

test('caucus and closing: attendance, opinion, conclusion, the minutes seen, both signatures, the lock, the seal', async ({
	browser
}) => {
	const { page } = await person(browser, 'truongdoan', 'tablet');
	await go(page, `/field/${inspection}/caucus`);
	await expect(page.getByText(FINDING).first()).toBeVisible();
	await go(page, `/field/${inspection}/closing`);
	await page.getByRole('button', { name: 'Thêm người' }).last().tap();
	await page.getByLabel('Họ và tên').nth(3).fill('Giám đốc Sở Y tế');
	await page
		.getByLabel('Nghe báo cáo, xem xét hồ sơ, tài liệu')
		.fill('Nghe báo cáo của Sở; xem hồ sơ theo từng lĩnh vực.');
	await page.getByLabel('Ý kiến chung').fill('Cơ quan bảo lưu ý kiến về tiêu chí 7.2.1.');
	await page
		.getByLabel('Kết luận tại buổi làm việc')
		.fill('Đề nghị Sở hoàn thành cung cấp dịch vụ công toàn trình.');
	await page.getByRole('button', { name: 'Bây giờ' }).tap();
	await sent(page);
	await expect(page.getByText('Cơ quan bảo lưu ý kiến về tiêu chí 7.2.1').last()).toBeVisible();
	await signBoth(page);
	await sent(page);
	await page.getByRole('button', { name: 'Khóa biên bản' }).tap();
	const question = page.getByRole('alertdialog', { name: 'Khóa biên bản tại Sở Y tế?' });
	await expect(question).toContainText('Điểm thẩm định của 91 tiêu chí thành phần');
	await expect(question).toContainText('Cơ quan: Giám đốc Sở Y tế');
	await question.getByRole('button', { name: 'Chưa khóa' }).tap();
	await expect(question).toBeHidden();
	await expect(page.getByLabel('Ý kiến chung')).toBeEnabled();
	await page.getByRole('button', { name: 'Khóa biên bản' }).tap();
	await question.getByRole('button', { name: 'Khóa biên bản' }).tap();
	await expect(page.getByText('Biên bản đã ký và khóa').first()).toBeVisible();
	await page.getByRole('button', { name: 'Cấp số, đóng dấu số' }).tap();
	await expect(page.getByRole('link', { name: /Tải biên bản số/ })).toBeVisible({ timeout: 30_000 });
});

test('the agency disagrees with a finding, with its reason; the lead decides with hers and changes a score', async ({
	browser
}) => {
	const head = await person(browser, 'syt.thutruong');
	await go(head.page, `/agency/inspections/${inspection}/findings`);
	const finding = head.page.locator('#finding-1');
	await finding.getByText('Không nhất trí', { exact: true }).click();
	await finding
		.getByLabel('Lý do, căn cứ')
		.fill('06 thủ tục đã được phê duyệt ngày 15/9, xin bổ sung quyết định.');
	await finding.getByRole('button', { name: 'Lưu ý kiến' }).click();
	await said(head.page, 'Đã lưu ý kiến của cơ quan.');
	await expect(finding.getByText('06 thủ tục đã được phê duyệt').first()).toBeVisible();
	await go(head.page, `/agency/inspections/${inspection}/findings`);
	await confirm(head.page, 'Chuyển giải trình đến Đoàn');

	const { page } = await person(browser, 'truongdoan');
	await go(page, `/inspections/${inspection}/explanations`);
	await page.getByText('Chấp nhận một phần', { exact: true }).click();
	await page
		.getByLabel('Lý do của Đoàn')
		.fill('Đã đối chiếu quyết định phê duyệt; còn 02 thủ tục chưa cung cấp.');
	await page.getByRole('button', { name: 'Ghi ý kiến' }).click();
	await expect(page.getByText('Đã đối chiếu quyết định phê duyệt').first()).toBeVisible();
	await go(page, `/inspections/${inspection}`);
	await move(page, 'Hoàn thành thẩm định lần 2');
});

test('the conclusion is written, issued by the clerk with its number, and sealed', async ({ browser }) => {
	const lead = await person(browser, 'truongdoan');
	await go(lead.page, `/inspections/${inspection}/conclusion`);
	await lead.page.getByLabel('Trách nhiệm').fill('Trách nhiệm thuộc về người đứng đầu và Văn phòng Sở.');
	await lead.page.getByRole('button', { name: 'Lưu', exact: true }).click();
	await expect(lead.page.getByText('Đã lưu').first()).toBeVisible();
	await go(lead.page, `/inspections/${inspection}`);
	await move(lead.page, 'Ban hành kết luận');

	const { page } = await person(browser, 'vanthu');
	await go(page, `/inspections/${inspection}/papers`);
	for (const title of ['Thông báo kết luận', 'Bảng điểm']) {
		const card = paperCard(page, title);
		await card.getByRole('button', { name: 'Lấy số, phát hành' }).click();
		await card.locator('form').getByRole('button', { name: 'Lấy số, phát hành' }).click();
		await expect(card.getByText('Đã đóng dấu điện tử')).toBeVisible({ timeout: 30_000 });
	}
});

test('the agency plans the remedy; the office returns a measure with its reason, then accepts', async ({
	browser
}) => {
	const { page } = await person(browser, 'syt.thutruong');
	await go(page, `/agency/inspections/${inspection}/remedy`);
	await page.getByRole('button', { name: 'Thêm biện pháp' }).click();
	await page.getByRole('button', { name: 'Lưu biện pháp' }).click();
	await expect(page.locator('[aria-invalid="true"]').first()).toBeVisible();
	await page.locator('textarea[name=cause]').fill('Chưa tái cấu trúc xong quy trình của 02 thủ tục');
	await page.locator('textarea[name=measure]').fill('Tái cấu trúc quy trình, trình công bố');
	await page.locator('textarea[name=product]').fill('02 dịch vụ công trực tuyến toàn trình');
	await page.locator('input[name=leadUnit]').fill('Văn phòng Sở');
	await page.locator('input[name=personInCharge]').fill('Chánh Văn phòng');
	await page.getByLabel('Thời hạn').fill(today());
	await page.getByLabel('Thời hạn').blur();
	await page.getByRole('button', { name: 'Lưu biện pháp' }).click();
	await said(page, 'Đã lưu biện pháp.');
	await expect(page.getByText('Tái cấu trúc quy trình, trình công bố')).toBeVisible();
	await confirm(page, 'Nộp kế hoạch khắc phục');

	const planner = await person(browser, 'chuyenvien');
	const judge = async (button: string) => {
		await go(planner.page, `/inspections/${inspection}/remedy`);
		await planner.page.getByRole('button', { name: button }).click();
	};
	await judge('Trả lại biện pháp');
	await expect(planner.page.locator('[aria-invalid="true"]').first()).toBeVisible();
	await planner.page.getByLabel(/^Nhận xét/).fill('Nêu rõ tên 02 thủ tục.');
	await planner.page.getByRole('button', { name: 'Trả lại biện pháp' }).click();
	await expect(planner.page.getByText('trả lại 1')).toBeVisible();
	await go(planner.page, `/inspections/${inspection}`);
	await move(planner.page, 'Trả lại kế hoạch', 'Một biện pháp chưa cụ thể.');

	await go(page, `/agency/inspections/${inspection}/remedy`);
	await expect(page.getByText('Lý do trả lại: Nêu rõ tên 02 thủ tục.')).toBeVisible();
	await page.getByRole('button', { name: 'Sửa', exact: true }).first().click();
	await page
		.locator('textarea[name=note]')
		.or(page.locator('input[name=note]'))
		.fill('Thủ tục 1.004 và 1.009');
	await page.getByRole('button', { name: 'Lưu biện pháp' }).click();
	await said(page, 'Đã lưu biện pháp.');
	await go(page, `/agency/inspections/${inspection}/remedy`);
	await confirm(page, 'Nộp kế hoạch khắc phục');
	await issueOwn(page, 'Kế hoạch khắc phục');

	await judge('Chấp nhận biện pháp');
	await expect(planner.page.getByText('Đã chấp nhận 1/1 biện pháp')).toBeVisible();
	await go(planner.page, `/inspections/${inspection}`);
	await move(planner.page, 'Chấp nhận kế hoạch');
});

/** An accepted measure gets another day by a request that the office agrees to. */
async function askForMoreTime(browser: Browser, page: Page): Promise<void> {
	await page.getByRole('button', { name: 'Đề nghị thay đổi' }).click();
	await page.getByText('Gia hạn', { exact: true }).click();
	await page.getByLabel('Thời hạn mới').fill('31/12/2030');
	await page.getByLabel('Thời hạn mới').blur();
	await page.locator('form[action="?/request"] textarea[name=reason]').fill('Chờ phần mềm của Bộ.');
	await page.getByRole('button', { name: 'Gửi đề nghị' }).click();
	await said(page, 'Đã gửi đề nghị.');
	const planner = await person(browser, 'chuyenvien');
	await go(planner.page, `/inspections/${inspection}/remedy`);
	await expect(planner.page.getByText('1 đề nghị chờ quyết định')).toBeVisible();
	await planner.page.getByRole('button', { name: 'Đồng ý', exact: true }).click();
	await said(planner.page, 'Đã đồng ý');
	await planner.context.close();
	await go(page, `/agency/inspections/${inspection}/remedy`);
	await expect(page.getByText(`Thời hạn trước đây: ${today()}`)).toBeVisible();
	await expect(page.getByText('31/12/2030').first()).toBeVisible();
}

test('progress with a proof, the report in both forms, verification, the end', async ({ browser }) => {
	const { page } = await person(browser, 'syt.thutruong');
	await go(page, `/agency/inspections/${inspection}/remedy`);
	await confirm(page, 'Bắt đầu thực hiện');
	await askForMoreTime(browser, page);
	await page.getByRole('button', { name: 'Báo cáo tiến độ' }).click();
	await page.locator('label', { has: page.locator('input[value=done]') }).click();
	await page
		.locator('textarea[name=doneText]')
		.fill('Đã cung cấp 113/113 thủ tục trực tuyến toàn trình theo Quyết định số 15/QĐ-SYT.');
	await page.getByRole('button', { name: 'Lưu báo cáo' }).click();
	await said(page, 'Đã lưu báo cáo tiến độ.');
	await expect(page.getByText('100 %').first()).toBeVisible();

	const planner = await person(browser, 'chuyenvien');
	const seen = planner.page.getByLabel('Đã xem gì, kết quả thế nào');
	await go(planner.page, `/inspections/${inspection}/remedy`);
	await seen.fill('Đã kiểm tra trên Cổng Dịch vụ công.');
	await go(page, `/agency/inspections/${inspection}/remedy`);
	await page.getByRole('button', { name: 'Thêm tài liệu kiểm chứng' }).click();
	await page.getByLabel('Số, ký hiệu, ngày văn bản').fill('Quyết định số 15/QĐ-SYT ngày 05/01/2026');
	await page.getByRole('button', { name: 'Thêm', exact: true }).click();
	await expect(page.getByText('15/QĐ-SYT ngày 05/01/2026').first()).toBeVisible();
	/* A proof came after the planner looked: it is shown first, and what was typed stays. */
	await planner.page.getByRole('button', { name: 'Xác nhận đã khắc phục' }).click();
	await expect(planner.page.getByRole('alert')).toContainText('Cơ quan vừa báo cáo thêm');
	await expect(planner.page.getByText('15/QĐ-SYT ngày 05/01/2026').first()).toBeVisible();
	await expect(seen).toHaveValue('Đã kiểm tra trên Cổng Dịch vụ công.');

	await confirm(page, 'Nộp báo cáo kết quả');
	await issueOwn(page, 'Báo cáo kết quả khắc phục');
	await issueOwn(page, 'Công văn kết quả khắc phục');

	await planner.page.getByRole('button', { name: 'Xác nhận đã khắc phục' }).click();
	await expect(planner.page.getByText('Đã xác nhận').first()).toBeVisible();
	await go(planner.page, `/inspections/${inspection}`);
	await move(planner.page, 'Kết thúc cuộc kiểm tra');
	await expect(planner.page.getByText('Đã kết thúc').first()).toBeVisible();
});

test('every paper downloads; poppler and the public page say it is genuine; one changed byte is told', async ({
	browser
}) => {
	const { page, context } = await person(browser, 'lanhdao');
	await go(page, `/inspections/${inspection}/papers`);
	const links = await page
		.locator('a[href^="/api/documents/"]')
		.evaluateAll((all) => [...new Set(all.map((a) => a.getAttribute('href')!))]);
	expect(links).toHaveLength(6);
	const root = join(DATA, 'certificates', 'authority.crt');
	let last: Buffer = Buffer.alloc(0);
	for (const link of links) {
		const response = await context.request.get(link);
		last = await response.body();
		const said = pdfsig(last, root);
		expect(said).toContain('Signature is Valid.');
		expect(said).toContain('Certificate is Trusted.');
		expect(
			pdfText(last).includes('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM') || pdfText(last).includes('Phụ lục')
		).toBe(true);
	}

	const stranger = await (await browser.newContext({ locale: 'vi-VN' })).newPage();
	await go(stranger, '/verify');
	await stranger
		.locator('input[type=file]')
		.setInputFiles({ name: 'that.pdf', mimeType: 'application/pdf', buffer: last });
	await stranger.getByRole('button', { name: 'Kiểm tra tệp' }).click();
	await expect(stranger.getByText('Văn bản nguyên vẹn, do hệ thống này phát hành')).toBeVisible({
		timeout: 30_000
	});
	const changed = Buffer.from(last);
	changed[4_000] = changed[4_000]! ^ 1;
	await go(stranger, '/verify');
	await stranger
		.locator('input[type=file]')
		.setInputFiles({ name: 'sua.pdf', mimeType: 'application/pdf', buffer: changed });
	await stranger.getByRole('button', { name: 'Kiểm tra tệp' }).click();
	await expect(stranger.getByText('Không xác nhận được tệp này')).toBeVisible({ timeout: 30_000 });
});

const today = () =>
	new Intl.DateTimeFormat('vi-VN', {
		timeZone: 'Asia/Ho_Chi_Minh',
		day: 'numeric',
		month: 'numeric',
		year: 'numeric'
	}).format(new Date());

/** The card of a paper, by its heading. */
const paperCard = (page: Page, title: string) =>
	page.locator('section.card').filter({ has: page.getByRole('heading', { name: title, exact: true }) });

/** Issues one of the agency's own papers on its page of papers. */
async function issueOwn(page: Page, title: string): Promise<void> {
	await go(page, `/agency/inspections/${inspection}/papers`);
	const card = paperCard(page, title);
	await card.getByRole('button', { name: 'Phát hành', exact: true }).click();
	await card.locator('form').getByRole('button', { name: 'Phát hành', exact: true }).click();
	await expect(card.getByText('Đã đóng dấu điện tử hệ thống')).toBeVisible({ timeout: 30_000 });
}
