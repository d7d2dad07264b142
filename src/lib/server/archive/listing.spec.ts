import { expect, test } from 'vitest';
import { csvOf, htmlOf, type ListedFile } from './listing.ts';

const file: ListedFile = {
	path: 'tai-lieu/0001-Ảnh 50% & "gốc".jpg',
	group: 'proof',
	name: '=HYPERLINK("x")',
	about: 'Tiêu chí 1.1.1 <b>',
	by: 'Sở Thử nghiệm',
	day: '12/09/2026',
	remark: '',
	size: 12,
	sha256: 'f'.repeat(64)
};
const listing = {
	title: 'Danh mục <hồ sơ>',
	facts: ['Đoàn & cơ quan'],
	files: [file, { ...file, path: '', sha256: '' }]
};

test('the table is UTF-8 with its mark, quotes are doubled, no cell begins a formula', () => {
	const csv = csvOf(listing);
	expect(csv.startsWith('\uFEFF"STT","Nhóm"')).toBe(true);
	const [, row, bare] = csv.split('\r\n');
	expect(row).toBe(
		`"1","Tài liệu kiểm chứng","'=HYPERLINK(""x"")","Tiêu chí 1.1.1 <b>","Sở Thử nghiệm","12/09/2026","","tai-lieu/0001-Ảnh 50% & ""gốc"".jpg","12","${'f'.repeat(64)}"`
	);
	expect(bare).toMatch(/"","",""$/);
});

test('the page shows what people typed as text and points to the files', () => {
	const html = htmlOf(listing);
	expect(html).toContain('<h1>Danh mục &#60;hồ sơ&#62;</h1>');
	expect(html).toContain('Đoàn &#38; cơ quan');
	expect(html).toContain('<td>Tiêu chí 1.1.1 &#60;b&#62;</td>');
	expect(html).toContain('href="tai-lieu/0001-%E1%BA%A2nh%2050%25%20%26%20%22g%E1%BB%91c%22.jpg"');
	expect(html.match(/<a /g)).toHaveLength(1);
});
