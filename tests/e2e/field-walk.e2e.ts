/** The tablet against a server one can make fail: every input, what is kept when things go wrong, keys, and how it looks. */
import { expect, type Page } from '@playwright/test';
import type { Conflict } from '#lib/domain/conflict.ts';
import { emptyAnswer } from '#lib/domain/answer.ts';
import { departmentSet, setOfAllRules } from '../support/field-fixture.ts';
import { expectNoOverflow, expectNoViolations, expectNoViolationsInDark } from './looks.ts';
import { type FieldServer, test } from './field-server.ts';
import { draw } from './support.ts';

/* Each story has a page and a played server of its own. */
test.describe.configure({ mode: 'parallel' });

async function open(page: Page, server: FieldServer, code: string): Promise<void> {
	await page.goto(`${server.address}/walk?c=${code}`);
	await expect(page.locator('.head .code')).toHaveText(code);
}

const result = (page: Page) => page.locator('.answer [role=status].result').first();
const field = (page: Page, at: number) => page.locator('.answer .figure input').nth(at);
const badge = (page: Page, words: string) =>
	expect(page.locator('header').getByText(words, { exact: true })).toBeVisible();

test.describe('answers', () => {
	test('the seed’s figures by the number pad: parts fill the whole, the sentence says how', async ({
		page,
		play
	}) => {
		const server = play();
		await open(page, server, '3.4.1');
		await field(page, 0).tap();
		for (const key of ['2', '4', '0', '1'])
			await page.locator('.pad').getByRole('button', { name: key, exact: true }).tap();
		await expect(field(page, 0)).toHaveValue('2.401');
		await field(page, 2).fill('2431');
		await field(page, 3).fill('30');
		await expect(field(page, 1)).toHaveValue('2.401');
		await expect(result(page)).toContainText('4,00');
		await expect(result(page)).toContainText(
			'100 % = 2.401 / 2.401. Tiếp nhận 2.431, còn 30 hồ sơ trong hạn không tính vào mẫu số.'
		);
		await badge(page, 'Đã gửi');
		expect(server.lastPatch('3.4.1')).toMatchObject({
			patch: {
				input: { numerator: 2401, denominator: 2401, parts: { received: 2431, done: 2401, inProgress: 30 } }
			}
		});
	});

	test('a wrong figure is told in place and what was saved stays', async ({ page, play }) => {
		const server = play();
		await open(page, server, '5.1.1');
		await field(page, 0).fill('1');
		await field(page, 1).fill('6');
		await expect(result(page)).toContainText('16,67 % = 1 / 6');
		await field(page, 0).fill('7');
		await expect(page.locator('.answer [role=alert]')).toContainText('Số đã lưu trước đó được giữ nguyên.');
		await expect(result(page)).toContainText('16,67 % = 1 / 6');
		await field(page, 0).fill('nhiều');
		await expect(page.locator('.answer [role=alert]')).toContainText('nhiều');
		await field(page, 0).fill('6');
		await expect(page.locator('.answer [role=alert]')).toHaveCount(0);
		await expect(result(page)).toContainText('1,50');
	});

	test('86,6 and 86.6 are one figure, 2.431 is two thousand', async ({ page, play }) => {
		const server = play();
		await open(page, server, '5.1.1');
		for (const [typed, read] of [
			['86,6', 86.6],
			['86.6', 86.6],
			['2.431', 2431]
		] as const) {
			await field(page, 1).fill('9999');
			await field(page, 0).fill(typed);
			await expect
				.poll(() => server.lastPatch('5.1.1'))
				.toMatchObject({ patch: { input: { numerator: read } } });
		}
	});

	test('choices by tap and by digit, counts by the stepper', async ({ page, play }) => {
		const server = play();
		await open(page, server, '5.2.1');
		const yes = page.locator('.answer .list button').first();
		await yes.tap();
		await expect(yes).toHaveAttribute('aria-pressed', 'true');
		await expect(page.locator('.squares [aria-current=step]')).toHaveAccessibleName(/đủ điểm/);
		await page.keyboard.press('2');
		await expect(page.locator('.answer .list button').nth(1)).toHaveAttribute('aria-pressed', 'true');

		await page.goto(`${server.address}/walk?c=1.2.1`);
		await page.getByRole('button', { name: 'Thêm một' }).tap();
		await expect(result(page)).toContainText('mỗi trường hợp trừ 0,25 điểm');
	});

	test('the rules of other provinces: ticks, growth, points with a reason, bonus, steps, the best of the group', async ({
		page,
		play
	}) => {
		const server = play({
			set: setOfAllRules(),
			answers: { self: [], appraisal: [], reappraisal: [], final: [] }
		});
		await open(page, server, '4.1.1');
		const boxes = page.locator('.answer .list button');
		for (const at of [0, 1, 2]) await boxes.nth(at).tap();
		await expect(result(page)).toContainText('Đạt 3 trên 3 nội dung, tính đến mức trần');
		await boxes.nth(0).tap();
		await expect(result(page)).toContainText('Đạt 2 trên 3 nội dung.');

		await page.keyboard.press('ArrowRight');
		await field(page, 0).fill('120');
		await field(page, 1).fill('100');
		await expect(result(page)).toContainText('Tăng 20 % (kỳ này 120, kỳ trước 100).');

		await page.getByRole('button', { name: 'Tiếp', exact: true }).tap();
		await field(page, 0).fill('0,25');
		await expect(page.locator('.answer')).toContainText('Cần nhập cả điểm và căn cứ cho điểm.');
		await page.getByLabel('Căn cứ cho điểm').fill('Có quyết định, chậm ban hành');
		await expect(result(page)).toContainText('Chấm trực tiếp: Có quyết định, chậm ban hành.');

		await page.goto(`${server.address}/walk?c=4.2.1`);
		await page.getByRole('button', { name: 'Thêm một' }).tap();
		await expect(result(page)).toContainText('mỗi trường hợp cộng');
		await page.goto(`${server.address}/walk?c=4.2.2`);
		await page.getByRole('button', { name: 'Không có trường hợp nào' }).tap();
		await expect(result(page)).toContainText('0,00');
		await page.goto(`${server.address}/walk?c=4.3.1`);
		await field(page, 0).fill('1');
		await field(page, 1).fill('2');
		await expect(result(page)).toContainText('điểm được tính khi đủ kết quả của cả nhóm');
	});

	test('agreeing takes the agency’s input; a difference asks its reason in place; not applicable asks why', async ({
		page,
		play
	}) => {
		const server = play();
		await open(page, server, '3.4.1');
		await page.getByRole('button', { name: 'Đồng ý với số tự chấm' }).tap();
		await expect(result(page)).toContainText('2.401 / 2.401');
		await expect(page.locator('.change')).toHaveCount(0);
		await field(page, 2).fill('');
		await field(page, 3).fill('');
		await field(page, 0).fill('2300');
		await expect(page.locator('.change')).toContainText('Khác số tự chấm (4,00 → 3,83)');
		await page.getByRole('button', { name: 'Số liệu trên hệ thống khác số tự chấm' }).tap();
		await expect
			.poll(() => server.lastPatch('3.4.1'))
			.toMatchObject({ patch: { changeReason: 'Số liệu trên hệ thống khác số tự chấm' } });

		await page.keyboard.press('Escape');
		await page.getByRole('button', { name: 'Không áp dụng', exact: true }).tap();
		await page.getByLabel('Vì sao tiêu chí này không áp dụng').fill('Không có thủ tục hành chính');
		await page.getByRole('button', { name: 'Ghi không áp dụng' }).tap();
		await expect(result(page)).toContainText('Không áp dụng: Không có thủ tục hành chính.');
		await page.getByRole('button', { name: 'Chấm lại tiêu chí này' }).tap();
		await expect(field(page, 0)).toBeVisible();
	});

	test('a finding with the ready sentence, a strength, a note, a photo', async ({ page, play }) => {
		const server = play();
		await open(page, server, '5.1.1');
		await field(page, 0).fill('1');
		await field(page, 1).fill('6');
		await page.getByRole('button', { name: 'Nêu tồn tại' }).tap();
		const text = page.getByLabel('Nội dung tồn tại, hạn chế hoặc ưu điểm');
		await expect(text).toHaveValue('Chưa hoàn thành đề án, danh mục vị trí việc làm của đơn vị sự nghiệp');
		await page.getByRole('button', { name: 'Ghi tồn tại' }).tap();
		await expect(page.getByText('Tồn tại 2', { exact: true })).toBeVisible();
		await page.getByLabel('Nêu thêm tồn tại khác hoặc ưu điểm').fill('Đã trình đủ hồ sơ của 05 đơn vị');
		await page.getByRole('button', { name: 'Ghi ưu điểm' }).tap();
		await page.getByRole('button', { name: 'Ghi chú' }).tap();
		await page.getByLabel('Ghi chú của đoàn').fill('Xem Tờ trình số 12');
		await page.getByRole('button', { name: 'Ảnh, tệp' }).tap();
		await page
			.locator('input[type=file]')
			.first()
			.setInputFiles({ name: 'a.jpg', mimeType: 'image/jpeg', buffer: Buffer.from([255, 216, 255]) });
		await badge(page, 'Đã gửi');
		expect(server.received.map(({ type }) => type)).toEqual(
			expect.arrayContaining(['finding.raise', 'strength.note', 'answer.set'])
		);
		expect(server.lastPatch('5.1.1')).toMatchObject({ patch: { note: 'Xem Tờ trình số 12' } });
		expect(server.uploads).toHaveLength(1);
	});
});

test.describe('nothing typed is lost', () => {
	test('without a network it is kept and said; it survives a reload and goes when the network is back', async ({
		page,
		play
	}) => {
		const server = play();
		await open(page, server, '4.3.1');
		server.isAway = true;
		await page.keyboard.press('1');
		await badge(page, 'Ngoại tuyến · 1 mục chờ gửi');
		await page.keyboard.press('ArrowRight');
		await page.keyboard.press('1');
		await badge(page, 'Ngoại tuyến · 2 mục chờ gửi');
		await page.reload();
		await page.keyboard.press('ArrowLeft');
		await expect(page.locator('.answer .list button').first()).toHaveAttribute('aria-pressed', 'true');
		server.isAway = false;
		await page.evaluate(() => window.dispatchEvent(new Event('online')));
		await badge(page, 'Đã gửi');
		expect(server.received.map((operation) => operation.seq)).toEqual([1, 2]);
	});

	test('half a ratio waits on its page', async ({ page, play }) => {
		const server = play();
		await open(page, server, '5.1.1');
		await field(page, 0).fill('12');
		await page.getByRole('button', { name: 'Tiếp', exact: true }).tap();
		await expect(page.locator('.head .code')).toHaveText('5.1.2');
		await page.goBack();
		await expect(page.locator('.head .code')).toHaveText('5.1.1');
		await expect(field(page, 0)).toHaveValue('12');
		await page.reload();
		await expect(field(page, 0)).toHaveValue('12');
		expect(server.received).toEqual([]);
	});

	test('another tablet answered meanwhile: both values, who and when; a person chooses', async ({
		page,
		play
	}) => {
		const server = play();
		await open(page, server, '5.1.1');
		const ratio = (numerator: number) => ({
			...emptyAnswer('5.1.1'),
			input: { kind: 'ratio', numerator, denominator: 6 } as const
		});
		const standing = (numerator: number) => ({
			answers: { ...server.snapshot.answers, appraisal: [ratio(numerator)] }
		});
		server.replies = [
			({ opId, madeAt }) => {
				const conflict: Conflict = {
					id: opId,
					stage: 'appraisal',
					code: '5.1.1',
					late: {
						answer: ratio(6),
						by: 'p1',
						byName: 'Trưởng đoàn kiểm tra',
						madeAt,
						receivedAt: madeAt + 7 * 60_000,
						clockOffsetMs: 7 * 60_000
					},
					basis: null,
					standing: { answer: ratio(1), by: 'p2', byName: 'Thư ký đoàn', at: Date.UTC(2026, 8, 12, 3) },
					settled: null
				};
				server.snapshot = { ...server.snapshot, ...standing(1), conflicts: [conflict] };
				return { opId, status: 'conflict', version: server.version, conflict };
			},
			({ opId }) => {
				server.snapshot = { ...server.snapshot, ...standing(6), conflicts: [] };
				return { opId, status: 'accepted', version: server.version, answer: ratio(6) };
			}
		];
		await field(page, 0).fill('6');
		await field(page, 1).fill('6');
		const card = page.getByRole('region', { name: '5.1.1 Hai người chấm khác nhau' });
		await expect(card.getByRole('heading', { name: 'Thư ký đoàn' })).toBeVisible();
		await expect(card).toContainText('Nhận lúc 10:00, 12/9/2026');
		await expect(card).toContainText('16,67 % = 1 / 6');
		await expect(card).toContainText('100 % = 6 / 6');
		await expect(card).toContainText('Đồng hồ máy tính bảng chậm 7 phút');
		await expect(page.getByRole('button', { name: /^5\.1\.1 .*hai người chấm khác nhau$/ })).toBeVisible();
		await expect(page.getByLabel('Lọc tiêu chí')).toContainText('Chưa thống nhất (1)');
		await card.getByLabel('Lý do chọn (không bắt buộc)').fill('Theo sổ gốc');
		await card.getByRole('button', { name: 'Lấy kết quả này' }).nth(1).tap();
		await expect(card).toBeHidden();
		await badge(page, 'Đã gửi');
		await expect(result(page)).toContainText('100 %');
		expect(server.received.at(-1)).toMatchObject({
			type: 'conflict.settle',
			payload: { code: '5.1.1', choice: 'late', reason: 'Theo sổ gốc' }
		});
	});

	test('what others do comes into an open walk and leaves the hand where it writes', async ({
		page,
		play
	}) => {
		const server = play();
		await open(page, server, '1.1.2');
		await page.getByRole('button', { name: 'Ghi chú' }).tap();
		const note = page.getByRole('textbox', { name: 'Ghi chú' });
		await note.pressSequentially('Đang ghi d');
		await note.press('ArrowLeft');
		const square = page.locator('nav').getByRole('button', { name: /^1\.1\.1/ });
		const before = await square.getAttribute('aria-label');
		const other = server.snapshot.answers.appraisal.find(({ code }) => code === '1.1.1');
		server.snapshot = {
			...server.snapshot,
			answers: {
				...server.snapshot.answers,
				appraisal: [
					...server.snapshot.answers.appraisal.filter(({ code }) => code !== '1.1.1'),
					{ ...(other ?? emptyAnswer('1.1.1')), input: null, notApplicableReason: 'Không phát sinh' }
				]
			}
		};
		server.version += 5;
		await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
		await expect(square).not.toHaveAttribute('aria-label', before!);
		await expect(note).toBeFocused();
		await page.keyboard.type('ở ');
		await expect(note).toHaveValue('Đang ghi ở d');
		await badge(page, 'Đã gửi');
		expect(server.lastPatch('1.1.2')).toMatchObject({ patch: { note: 'Đang ghi ở d' } });
	});

	test('what the server refuses stays in view with the reason and the value', async ({ page, play }) => {
		const server = play();
		await open(page, server, '5.1.1');
		server.replies = [
			({ opId }) => ({
				opId,
				status: 'rejected',
				problem: { code: 'inspection.locked', details: { state: 'minutes_signed' } }
			})
		];
		await field(page, 0).fill('6');
		await field(page, 1).fill('6');
		await page.getByRole('button', { name: 'Máy chủ từ chối 1 mục' }).tap();
		const card = page.getByRole('region', { name: 'Cần xử lý' });
		await expect(card).toContainText('5.1.1');
		await expect(card).toContainText('Giá trị của bạn vẫn được giữ');
		await card.getByRole('button', { name: 'Gửi lại' }).tap();
		await badge(page, 'Đã gửi');
	});

	test('a session that has ended asks for a sign-in, and keeps the work', async ({ page, play }) => {
		const server = play();
		await open(page, server, '4.1.1');
		server.isSignedOut = true;
		await page.keyboard.press('1');
		await page.getByRole('button', { name: 'Cần đăng nhập · 1 mục chờ gửi' }).tap();
		await expect(page.getByRole('link', { name: 'Đăng nhập' })).toHaveAttribute('href', /next=%2Ffield%2F/);
	});
});

test.describe('finding one’s way', () => {
	test('jump, filters, keys, back and reload', async ({ page, play }) => {
		const server = play();
		await open(page, server, '1.1.1');
		await page.keyboard.press('/');
		await page.keyboard.type('341');
		await page.keyboard.press('Enter');
		await expect(page.locator('.head .code')).toHaveText('3.4.1');
		await expect(page).toHaveURL(/c=3\.4\.1/);
		await page.reload();
		await expect(page.locator('.head .code')).toHaveText('3.4.1');
		await page.goBack();
		await expect(page.locator('.head .code')).toHaveText('1.1.1');

		await page.getByLabel('Lọc tiêu chí').selectOption({ value: 'flagged' });
		await page.getByRole('button', { name: 'Tiếp', exact: true }).tap();
		await expect(page.getByRole('button', { name: 'Đã đánh dấu', exact: true })).toBeVisible();
		await page.keyboard.press('Escape');
		await page.locator('h2').click();
		await page.keyboard.press('?');
		await expect(page.getByRole('dialog', { name: 'Phím tắt' })).toBeVisible();
	});

	test('a swipe turns the page', async ({ page, play }) => {
		const server = play();
		await open(page, server, '4.1.1');
		await page.locator('.scroll').evaluate((element) => {
			const touch = (x: number) => new Touch({ identifier: 1, target: element, clientX: x, clientY: 300 });
			element.dispatchEvent(
				new TouchEvent('touchstart', { touches: [touch(700)], changedTouches: [touch(700)] })
			);
			element.dispatchEvent(new TouchEvent('touchend', { touches: [], changedTouches: [touch(500)] }));
		});
		await expect(page.locator('.head .code')).toHaveText('4.1.2');
	});

	test('the page that comes next is drawn in advance, and nobody meets it there', async ({ page, play }) => {
		const server = play();
		await open(page, server, '4.1.1');
		const ahead = page.locator('.ahead');
		await expect(ahead).toHaveCount(1);
		await expect(ahead).toHaveAttribute('aria-hidden', 'true');
		expect((await ahead.boundingBox())!.height).toBe(0);
		const isReached = await ahead.evaluate((sheet) => {
			for (const part of sheet.querySelectorAll<HTMLElement>('button, input')) part.focus();
			return sheet.contains(document.activeElement);
		});
		expect(isReached).toBe(false);

		await page.keyboard.press('1');
		await expect.poll(() => server.lastPatch('4.1.1')).toBeDefined();
		expect(server.lastPatch('4.1.2')).toBeUndefined();
		await ahead.evaluate((sheet) => sheet.setAttribute('data-drawn', 'early'));
		await page.getByRole('button', { name: 'Tiếp', exact: true }).tap();
		await expect(page.locator('.head .code')).toHaveText('4.1.2');
		await expect(page.locator('.answer')).toHaveCount(1);
		await expect(page.locator('.answer')).toHaveAttribute('data-drawn', 'early');
		await expect(page.locator('.answer')).not.toHaveAttribute('inert');
		await page.keyboard.press('1');
		await expect.poll(() => server.lastPatch('4.1.2')).toBeDefined();
	});

	test('what stands beside an answer agrees to what it shows, also before it has followed a turn', async ({
		page,
		play
	}) => {
		const server = play();
		await open(page, server, '3.4.1');
		const agree = page.getByRole('button', { name: 'Đồng ý với số tự chấm' });
		await expect(agree).toBeVisible();
		/* No frame comes, so nothing follows. */
		await page.evaluate(() => (window.requestAnimationFrame = () => 0));
		await page.getByRole('button', { name: 'Tiếp', exact: true }).tap();
		await expect(page.locator('.head .code')).toHaveText('3.4.2');
		await agree.tap();
		await expect.poll(() => server.lastPatch('3.4.1')).toBeDefined();
		expect(server.lastPatch('3.4.2')).toBeUndefined();
	});

	test('lost points become findings in the caucus', async ({ page, play }) => {
		const server = play();
		await page.goto(`${server.address}/caucus`);
		const findings = page.locator('article.finding');
		await expect(findings).toHaveCount(1);
		await page.getByRole('button', { name: 'Nêu tồn tại' }).first().tap();
		await expect(findings).toHaveCount(2);
		await findings.nth(1).getByRole('button', { name: 'Nghiêm trọng' }).tap();
		await badge(page, 'Đã gửi');
		expect(server.received.map(({ type }) => type)).toEqual(
			expect.arrayContaining(['finding.raise', 'finding.edit'])
		);
	});
});

test.describe('the closing', () => {
	async function sign(page: Page, side: number): Promise<void> {
		const pads = page.locator('canvas');
		const left = (await pads.count()) - 1;
		await draw(page, pads.nth(side));
		await page.getByRole('button', { name: 'Ghi chữ ký' }).nth(side).tap();
		await expect(pads).toHaveCount(left);
	}

	test('the team is there; both sign the words they read; a change asks for new signatures', async ({
		page,
		play
	}) => {
		const server = play();
		await page.goto(`${server.address}/closing`);
		await expect(page.getByLabel('Họ và tên').first()).toHaveValue('Trưởng đoàn kiểm tra');
		await expect(page.getByText('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM')).toBeVisible();
		await page.getByRole('button', { name: 'Thêm người' }).last().tap();
		await page.getByLabel('Họ và tên').nth(2).fill('Giám đốc Sở');
		await sign(page, 0);
		await sign(page, 0);
		await expect(page.getByText('Trưởng đoàn đã ký')).toBeVisible();
		await expect(page.getByText('Cơ quan đã ký')).toBeVisible();
		await badge(page, 'Đã gửi');
		const drawn = server.received
			.filter(({ type }) => type === 'signature.draw')
			.map(({ payload }) => payload);
		expect(drawn).toMatchObject([
			{ side: 'team', name: 'Trưởng đoàn kiểm tra', contentHash: server.hash },
			{ side: 'agency', name: 'Giám đốc Sở', title: 'Giám đốc', contentHash: server.hash }
		]);

		server.hash = 'b'.repeat(64);
		await page.getByLabel('Kết luận tại buổi làm việc').fill('Đề nghị khắc phục trước ngày 15/12.');
		await expect(page.getByText('Biên bản đã thay đổi sau khi ký.').first()).toBeVisible();
		await expect(page.getByText('Trưởng đoàn chưa ký hoặc cần ký lại')).toBeVisible();
		await expect(page.getByRole('button', { name: 'Khóa biên bản' })).toHaveAttribute(
			'aria-disabled',
			'true'
		);
	});

	test('a dot is no signature; a refusal needs its reason and witnesses', async ({ page, play }) => {
		const server = play();
		await page.goto(`${server.address}/closing`);
		await page.locator('canvas').first().click();
		await page.getByRole('button', { name: 'Ghi chữ ký' }).first().tap();
		await expect(page.locator('section.side [role=alert]')).toBeVisible();
		await page.getByRole('button', { name: 'Cơ quan từ chối ký' }).tap();
		await page.getByLabel('Lý do từ chối').fill('Không nhất trí với tồn tại 1');
		await expect(page.getByText('Cơ quan chưa ký hoặc cần ký lại')).toBeVisible();
		await page.getByLabel('Người chứng kiến').fill('Chủ tịch Công đoàn cơ sở');
		await expect(page.getByText('Đã ghi việc cơ quan từ chối ký')).toBeVisible();
	});

	test('a signature keeps its shape when the tablet is turned', async ({ page, play }) => {
		const server = play();
		await page.goto(`${server.address}/closing`);
		await draw(page, page.locator('canvas').first());
		await page.setViewportSize({ width: 800, height: 1280 });
		await page.getByRole('button', { name: 'Ghi chữ ký' }).first().tap();
		await expect(page.locator('canvas')).toHaveCount(1);
		await badge(page, 'Đã gửi');
		const [signature] = server.received.filter((operation) => operation.type === 'signature.draw');
		const points = signature!.payload.strokes.flatMap((stroke) => stroke.points);
		expect(points.length).toBeGreaterThan(8);
		expect(Math.max(...points.map(({ x }) => x))).toBeLessThanOrEqual(600);
		expect(Math.max(...points.map(({ y }) => y))).toBeLessThanOrEqual(240);
	});
});

test.describe('how it looks', () => {
	/** Each with what comes last on it. */
	const PAGES = [
		['', 'main a[href*="/walk"]'],
		['/walk?c=3.4.1', '.answer .figure input'],
		['/walk?c=4.1.1', '.answer .list button'],
		['/caucus', 'article.finding'],
		['/closing', 'text=CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM']
	] as const;
	for (const [name, width, height, isDark] of [
		['landscape', 1280, 800, false],
		['landscape, dark', 1280, 800, true],
		['portrait', 800, 1280, false],
		['phone', 390, 844, false],
		['phone, dark', 390, 844, true]
	] as const)
		test(`${name}: the head is one row, nothing runs over the edge, axe finds nothing`, async ({
			page,
			play
		}) => {
			await page.setViewportSize({ width, height });
			await page.emulateMedia({ colorScheme: isDark ? 'dark' : 'light' });
			const server = play();
			for (const [path, last] of PAGES) {
				await page.goto(server.address + path);
				await expect(page.locator(last).first()).toBeVisible();
				const head = page.locator('header').first();
				await expect(head).toBeVisible();
				expect((await head.boundingBox())!.height).toBeLessThanOrEqual(80);
				await expectNoOverflow(page, path);
				await (isDark ? expectNoViolationsInDark : expectNoViolations)(page, path);
			}
		});

	test('every square of the largest area is big enough for a finger', async ({ page, play }) => {
		const server = play();
		await open(page, server, '3.4.1');
		const area = departmentSet().areas[2]!;
		const squares = page.locator('.squares button');
		await expect(squares).toHaveCount(area.criteria.flatMap(({ subcriteria }) => subcriteria).length);
		for (const square of await squares.all()) {
			const box = (await square.boundingBox())!;
			expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(44);
		}
	});
});
