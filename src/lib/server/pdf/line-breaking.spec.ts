import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanText, widthOf } from './fonts.ts';
import { breakBalanced } from './balanced-lines.ts';
import { breakLines, breakText, type Line } from './line-breaking.ts';

const SYLLABLES = [
	'kế',
	'hoạch',
	'cải',
	'cách',
	'hành',
	'chính',
	'năm',
	'2026',
	'số',
	'05/TB-SNV',
	'86,6',
	'%',
	'nghiêm',
	'ngày',
	'12/9/2026'
];
const words = fc.array(fc.oneof(fc.constantFrom(...SYLLABLES), fc.string({ minLength: 1, maxLength: 30 })), {
	minLength: 1,
	maxLength: 60
});
const widths = fc.integer({ min: 40, max: 480 });

const textOf = ({ pieces }: Line): string => pieces.map(({ text }) => text).join('');
const squeezed = (text: string): string => text.replace(/[\s\u00a0]+/g, '');

describe('breakLines', () => {
	it('loses no letter, whatever the width', () => {
		fc.assert(
			fc.property(words, widths, (typed, width) => {
				const text = typed.join(' ');
				const lines = breakText(text, 'regular', 12, width);
				expect(squeezed(lines.map(textOf).join(''))).toBe(squeezed(cleanText(text)));
			})
		);
	});

	it('makes no line wider than its width', () => {
		fc.assert(
			fc.property(words, widths, (typed, width) => {
				for (const line of breakText(typed.join(' '), 'bold', 13, width)) {
					expect(line.width).toBeLessThanOrEqual(width + 1e-6);
					const [piece] = line.pieces;
					if (line.pieces.length === 1 && piece!.gaps === 0)
						expect(line.width).toBeCloseTo(widthOf(piece!.text, 'bold', 13), 6);
				}
			})
		);
	});

	it('marks the last line of each paragraph, and only that one', () => {
		const lines = breakText('kế hoạch cải cách hành chính '.repeat(8) + '\nngắn', 'regular', 14, 200);
		expect(lines.filter(({ last }) => last)).toHaveLength(2);
		expect(textOf(lines.at(-1)!)).toBe('ngắn');
	});

	it('gives the first line its own width', () => {
		const text = [{ text: 'kế hoạch cải cách hành chính năm nay', style: 'regular' as const }];
		const [first] = breakLines(text, 14, 400, 60);
		expect(first!.width).toBeLessThanOrEqual(60);
	});

	it.each([
		['ngày 12', 'Hạn hoàn thành là ngày 12/9/2026'],
		['số 05', 'theo Thông báo số 05/TB-SNV'],
		['86,6 %', 'kết quả đạt 86,6 %'],
		['tồn tại 12', 'nguyên nhân của tồn tại 12'],
		['(b/c)', 'UBND tỉnh Bình Định (b/c)'],
		['a fixed space', 'kết quả đạt\u00a0mức']
	])('never breaks inside %s', (_, text) => {
		for (let width = 30; width < 260; width += 1) {
			const lines = breakText(text, 'regular', 14, width).map(textOf);
			const joined = lines.join('\n');
			if (width > 90) expect(joined).not.toMatch(/((ngày|số|86,6|tại|đạt(?= mức))\n|\n\(b)/);
			expect(joined).not.toContain('\u00a0');
		}
	});

	it('keeps a row of fixed spaces: a blank to fill in by hand', () => {
		const blank = '\u00a0'.repeat(8);
		expect(breakText(`Số:${blank}/BB-ĐKT`, 'regular', 13, 300).map(textOf)).toEqual([`Số:${blank}/BB-ĐKT`]);
	});

	it('changes style inside a word without a blank', () => {
		const lines = breakLines(
			[
				{ text: 'Tồn tại 1:', style: 'bold' },
				{ text: ' chậm', style: 'regular' },
				{ text: ', muộn', style: 'italic' }
			],
			14,
			400
		);
		expect(lines.map(textOf)).toEqual(['Tồn tại 1: chậm, muộn']);
		expect(lines[0]!.pieces.map(({ style }) => style)).toEqual(['bold', 'regular', 'italic']);
	});
});

describe('breakBalanced', () => {
	it('takes as few lines as the greedy way and loses nothing', () => {
		fc.assert(
			fc.property(words, fc.integer({ min: 120, max: 480 }), (typed, width) => {
				const text = typed.join(' ');
				const balanced = breakBalanced(text, 'bold', 14, width);
				expect(balanced.length).toBe(breakText(text, 'bold', 14, width).length);
				expect(squeezed(balanced.map(textOf).join(''))).toBe(squeezed(cleanText(text)));
				for (const line of balanced) expect(line.width).toBeLessThanOrEqual(width + 1e-6);
			})
		);
	});

	it('tears apart nothing that the whole width keeps together', () => {
		const words = ['%!', 'ngày', '05/TB-SNV', 'cách', '86,6', '@%@@@'].join(' ');
		expect(breakBalanced(words, 'bold', 14, 120)).toHaveLength(breakText(words, 'bold', 14, 120).length);
	});

	it('breaks titles where a phrase begins', () => {
		const title = 'Kiểm tra công tác cải cách hành chính năm 2026 tại Sở Lao động - Thương binh và Xã hội';
		expect(breakBalanced(title, 'bold', 14, 400).map(textOf)).toEqual([
			'Kiểm tra công tác cải cách hành chính năm 2026',
			'tại Sở Lao động - Thương binh và Xã hội'
		]);
		expect(breakBalanced('SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI', 'bold', 12, 184).map(textOf)).toEqual([
			'SỞ LAO ĐỘNG - THƯƠNG BINH',
			'VÀ XÃ HỘI'
		]);
	});

	it('does not tear a compound apart where another place is nearly as good', () => {
		const title =
			'Kiểm tra lại việc khắc phục tồn tại, hạn chế sau kiểm tra cải cách hành chính năm 2021 tại Sở Lao động - Thương binh và Xã hội';
		expect(breakBalanced(title, 'bold', 14, 440).map(textOf)).toEqual([
			'Kiểm tra lại việc khắc phục tồn tại, hạn chế sau kiểm tra',
			'cải cách hành chính năm 2021 tại Sở Lao động - Thương binh và Xã hội'
		]);
	});

	it('lets the first line be the short one where what follows is a name that must not be torn', () => {
		const title =
			'Kết quả khắc phục tồn tại, hạn chế theo Thông báo số 01/TB-SNV ngày 14/7/2021 của Sở Nội vụ';
		expect(breakBalanced(title, 'bold', 14, 400).map(textOf)).toEqual([
			'Kết quả khắc phục tồn tại, hạn chế',
			'theo Thông báo số 01/TB-SNV ngày 14/7/2021 của Sở Nội vụ'
		]);
		const cover = 'Cuộc kiểm tra KT-2018-001 tại Sở Lao động - Thương binh và Xã hội';
		expect(breakBalanced(cover, 'bold', 14, 380).map(textOf)).toEqual([
			'Cuộc kiểm tra KT-2018-001',
			'tại Sở Lao động - Thương binh và Xã hội'
		]);
	});
});
