import { describe, expect, it } from 'vitest';
import { issue, isProblem, parseIssue } from '#lib/contracts/issue.ts';
import { problem, type Problem } from '#lib/domain/problems.ts';
import { PROBLEM_STATUS } from '#lib/domain/problem-status.ts';
import type { ProblemCode } from '#lib/domain/problem-details.ts';
import { issueText, issueTexts, problemText } from './problem-text.ts';

const CODES = Object.keys(PROBLEM_STATUS) as ProblemCode[];

/** Details that every code can take what it needs from: figures are named here, any other detail is a text. */
const FIGURES: Record<string, unknown> = {
	minutes: 5,
	minimum: 1000,
	maximum: 1250,
	field: 'displayName',
	text: 'chữ',
	value: 2431,
	yours: 3,
	current: 4,
	megabytes: 25,
	megapixels: 25,
	least: 100,
	action: 'self.answer',
	state: 'remedying',
	from: '2026-09-12',
	to: '2026-01-02',
	points: 425,
	numerator: 2431,
	denominator: 2401,
	whole: 10,
	sum: 900,
	stated: 1000,
	reachable: 150,
	row: 7,
	column: 'Cấp',
	line: 2,
	count: 12,
	characters: 1500,
	lines: 12,
	codes: '1.1.1, 1.1.2',
	code: '3.4.1',
	place: 'CCHC › 3',
	name: 'Tên',
	rows: 6000,
	number: '05',
	head: 5,
	percent: 120,
	kilobytes: 64,
	version: 2,
	sign: 2025,
	date: 2026,
	errorId: '01'
};
const EVERYTHING = new Proxy(FIGURES, { get: (figures, name: string) => figures[name] ?? 'chữ' });

/** The one code where `column` is a figure. */
const make = (code: ProblemCode): Problem =>
	code === 'set.bad_syntax'
		? problem(code, { line: 2, column: 11 })
		: ({ code, details: EVERYTHING } as unknown as Problem);

describe('every problem', () => {
	it.each(CODES)('%s has a sentence in both languages', (code) => {
		const [vi, en] = [problemText(make(code), 'vi'), problemText(make(code), 'en')];
		for (const text of [vi, en]) {
			expect(text.length).toBeGreaterThan(10);
			expect(text).toMatch(/[.?!]$/);
			expect(text).not.toMatch(/[{}]|undefined|\[object/);
			expect(text.normalize('NFC')).toBe(text);
		}
		expect(en).not.toBe(vi);
	});

	it('answers with a status of its own: the person’s with 4xx, ours alone with 500', () => {
		for (const code of CODES) {
			const status = PROBLEM_STATUS[code];
			expect(code === 'unexpected' ? status === 500 : status >= 400 && status < 500).toBe(true);
		}
	});
});

describe('what the sentences show', () => {
	it.each([
		[problem('input.too_large', { value: 2431, maximum: 1000 }), 'Số 2.431 quá lớn: nhiều nhất là 1.000.'],
		[
			problem('set.sum_differs', { place: 'A › 1', stated: 1700, sum: 1650 }),
			'A › 1: điểm ghi là 17,00 nhưng các phần cộng lại là 16,50.'
		],
		[
			problem('date.reversed', { from: '2026-09-12', to: '2026-01-02' }),
			'Ngày bị ngược: từ 12/9/2026 đến 2/1/2026.'
		],
		[
			problem('inspection.locked', { state: 'minutes_signed' }),
			'Cuộc kiểm tra đang ở trạng thái «Đã ký biên bản» nên nội dung này đã khóa.'
		],
		[problem('sheet.cell_invalid', { row: 3, column: 'Cấp', text: '' }), 'Dòng 3, cột «Cấp»: còn trống.'],
		[problem('inspection.team_incomplete', { missing: 'secretary' }), 'Đoàn kiểm tra chưa có thư ký.']
	])('%o', (one, text) => {
		expect(problemText(one, 'vi')).toBe(text);
	});

	it('never the name of a field, which is ours and English', () => {
		for (const code of ['input.required', 'input.invalid'] as const)
			expect(problemText(problem(code, { field: 'displayName' }), 'vi')).not.toContain('displayName');
	});

	it('even a day or a state that is none, as it is', () => {
		expect(problemText(problem('date.reversed', { from: 'hôm qua', to: '?' }), 'vi')).toContain('hôm qua');
		expect(problemText(problem('inspection.locked', { state: 'lạ' }), 'vi')).toContain('lạ');
	});
});

describe('messages of schemas', () => {
	it('carry a problem through a form and back', () => {
		const message = issue('input.too_long', { field: '', maximum: 120 });
		expect(parseIssue(message)).toEqual({ code: 'input.too_long', details: { field: '', maximum: 120 } });
		expect(issueText(message, 'vi')).toBe('Nội dung quá dài: nhiều nhất 120 ký tự.');
		expect(issueTexts([message], 'en')).toEqual(['Too long: at most 120 characters.']);
		expect(issueTexts(undefined)).toBeUndefined();
	});

	it.each(['Lỗi khác', '{"code":"khong_co","details":{}}', '{"code":"not_found"}', '5', 'null', '{'])(
		'that are none of ours are shown as they are: %s',
		(message) => {
			expect(parseIssue(message)).toBeNull();
			expect(issueText(message)).toBe(message);
		}
	);

	it('are known from other shapes on the wire', () => {
		expect(isProblem({ code: 'not_found', details: {} })).toBe(true);
		expect(isProblem({ code: 'toString', details: {} })).toBe(false);
		expect(isProblem(null)).toBe(false);
	});
});
