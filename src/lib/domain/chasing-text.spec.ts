import { expect, it } from 'vitest';
import { composeMail, matterLine, type MatterWords } from './chasing-text.ts';

const action: MatterWords = {
	kind: 'action',
	subject: 'Trình phê duyệt đề án',
	findingNumber: 3,
	inspectionCode: 'KT-2026-001',
	campaignTitle: 'Kiểm tra năm 2026',
	agencyName: 'Sở Thử nghiệm',
	dueOn: '2026-10-30',
	heldBy: null
};

it('a line says what, of which inspection, by when and how far that is', () => {
	const of = 'Khắc phục tồn tại số 3: Trình phê duyệt đề án (cuộc kiểm tra KT-2026-001, Kiểm tra năm 2026)';
	expect(matterLine(action, 'before_7', 7)).toBe(`${of}; hạn 30/10/2026, còn 7 ngày làm việc.`);
	expect(matterLine(action, 'on_day', 0)).toBe(`${of}; hạn 30/10/2026, đến hạn hôm nay.`);
	expect(matterLine({ ...action, heldBy: 'approval' }, 'after_1', -5)).toBe(
		`${of}; hạn 30/10/2026, đã quá hạn 5 ngày làm việc. Đã trình, đang chờ cơ quan có thẩm quyền phê duyệt.`
	);
	expect(matterLine(action, 'to_superior', -15)).toMatch(/^Sở Thử nghiệm: Khắc phục/);
});

it('a mail holds every line in its section, the heaviest first, with where to look', () => {
	const { subject, text } = composeMail({
		recipient: 'Giám đốc, Sở Thử nghiệm',
		hasAccount: true,
		sender: 'Sở Nội vụ',
		origin: 'https://thuoc.example',
		note: '',
		lines: [
			{ step: 'before_7', text: 'Việc một.', link: 'https://thuoc.example/notices/1' },
			{ step: 'to_head', text: 'Việc hai.', link: 'https://thuoc.example/notices/2' },
			{ step: 'weekly', text: 'Việc ba.', link: null }
		]
	});
	expect(subject).toBe('[Sở Nội vụ] 2 việc quá hạn, đề nghị chỉ đạo');
	const places = ['Việc hai.', '/notices/2', 'Việc một.', '/notices/1', 'TỔNG HỢP', 'Việc ba.'].map((part) =>
		text.indexOf(part)
	);
	expect(places.every((place, i) => place > (places[i - 1] ?? -1))).toBe(true);
	expect(text).toContain('Kính gửi: Giám đốc, Sở Thử nghiệm');
});

it('the body above, which has no account, gets no address to open', () => {
	const { subject, text } = composeMail({
		recipient: 'UBND tỉnh',
		hasAccount: false,
		sender: 'Sở Nội vụ',
		origin: 'https://thuoc.example',
		note: '',
		lines: [{ step: 'to_superior', text: 'Sở Thử nghiệm: Việc.', link: null }]
	});
	expect(subject).toContain('Báo cáo 1 việc quá hạn');
	expect(text).not.toContain('https://');
});
