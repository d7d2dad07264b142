import fc from 'fast-check';
import { expect, test } from 'vitest';
import { numberedFolder, numberedName } from './names.ts';

test.each([
	['Quyết định 12.pdf', '0007-Quyết định 12.pdf'],
	['Quyết định 12.PDF', '0007-Quyết định 12.pdf'],
	['../../etc/passwd', '0007-.. .. etc passwd.pdf'],
	['C:\\tài liệu\\a.pdf', '0007-C tài liệu a.pdf'],
	['', '0007.pdf'],
	['. . .', '0007.pdf'],
	['a\u202efdp.exe', '0007-a fdp.exe.pdf'],
	['a\u0000b\nc', '0007-a b c.pdf']
])('«%s» becomes «%s»', (given, name) => {
	expect(numberedName(7, given, 'pdf')).toBe(name);
});

test('a folder keeps what looks like an ending, and never ends as no file system takes it', () => {
	expect(numberedFolder(7, 'Công văn 12-SNV.pdf')).toBe('0007-Công văn 12-SNV.pdf');
	expect(numberedFolder(7, '../a/b. ')).toBe('0007-.. a b');
	expect(numberedFolder(7, '…')).toBe('0007-…');
	expect(numberedFolder(7, '. ')).toBe('0007');
});

test('decomposed letters are put together', () => {
	expect(numberedName(1, 'Quyết'.normalize('NFD'), 'jpg')).toBe('0001-Quyết.jpg');
});

test('whatever it was called: one name, in one folder, of a length that every file system takes', () => {
	fc.assert(
		fc.property(
			fc.string({ unit: 'binary', maxLength: 300 }),
			fc.integer({ min: 1, max: 99_999 }),
			(given, number) => {
				const name = numberedName(number, given, 'pdf');
				expect(name).toMatch(/^\d{4,}(-|\.pdf$)/);
				expect(name).not.toMatch(/[\\/:*?"<>|\u0000-\u001f\u007f]|^\.|[. ]\.pdf$/u);
				expect(name.isWellFormed()).toBe(true);
				expect([...name].length).toBeLessThan(110);
			}
		)
	);
});
