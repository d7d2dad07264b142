import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cite, WRITTEN } from '../../../tests/support/citations.ts';
import { addDays } from './calendar.ts';
import { checkCitation, formatCitation, parseCitation, yearInSign, type Citation } from './citation.ts';

describe('citations of real documents', () => {
	it.each(WRITTEN)('%s', (text, citation, printed = text) => {
		expect(parseCitation(text)).toEqual({ ok: true, value: citation });
		expect(formatCitation(citation)).toBe(printed);
		expect(parseCitation(printed)).toEqual({ ok: true, value: citation });
	});

	it('reads decomposed letters and stray spaces', () => {
		expect(parseCitation('  Nghị định  số 106/2020/NĐ-CP\n'.normalize('NFD'))).toEqual(
			parseCitation('Nghị định số 106/2020/NĐ-CP')
		);
	});

	it.each([
		'',
		'xin chào',
		'Kế hoạch năm 2022',
		'Luật',
		'theo Nghị định số 106/2020/NĐ-CP',
		'Luật ngày 1/1/2020'
	])('%j is unreadable', (text) => {
		expect(parseCitation(text)).toEqual({
			ok: false,
			problem: { code: 'citation.unreadable', details: { text } }
		});
	});

	it('refuses a day that does not exist', () => {
		expect(parseCitation('Quyết định số 5/QĐ-UBND ngày 31/2/2021')).toMatchObject({
			ok: false,
			problem: { code: 'date.invalid', details: { text: '31/2/2021' }, at: 'issuedOn' }
		});
	});
});

describe('checkCitation', () => {
	it('finds the decree of 2020 that a report dates 2021, and nothing else in the citations above', () => {
		const found = WRITTEN.flatMap(([, citation]) =>
			checkCitation(citation).filter(({ code }) => code !== 'input.required')
		);
		expect(found).toEqual([
			{ code: 'citation.year_differs', details: { sign: 2020, date: 2021 }, at: 'issuedOn' }
		]);
	});

	it.each<[Partial<Citation>, string[]]>([
		[{}, []],
		[{ number: '' }, ['number']],
		[{ sign: '' }, ['sign']],
		[{ issuedOn: null }, ['issuedOn']],
		[{ number: '', sign: '', issuedOn: null }, ['number', 'sign', 'issuedOn']],
		[{ kind: 'Luật', number: '', sign: '', subject: 'Thanh tra' }, []]
	])('%j misses %j', (change, fields) => {
		const problems = checkCitation({ ...cite('Kế hoạch', '5', 'KH-UBND', '2026-01-05'), ...change });
		expect(problems.map(({ code, at }) => [code, at])).toEqual(
			fields.map((field) => ['input.required', field])
		);
	});

	it('names a day that is none', () => {
		expect(checkCitation(cite('Kế hoạch', '5', 'KH-UBND', '2026-02-30'))).toMatchObject([
			{ code: 'date.invalid', at: 'issuedOn' }
		]);
	});

	it('reads the year only where a sign carries one', () => {
		expect(yearInSign({ sign: '2020/NĐ-CP' })).toBe(2020);
		expect(yearInSign({ sign: 'KH-UBND' })).toBeNull();
		expect(yearInSign({ sign: 'NQ/TW' })).toBeNull();
	});
});

const arbDayOrNone = fc.option(fc.integer({ min: 0, max: 36_500 }).map((n) => addDays('1990-01-01', n)));
const arbIssuer = fc.constantFrom(
	'',
	'Chính phủ',
	'UBND tỉnh',
	'Bộ Giao thông vận tải',
	'Sở Lao động - Thương binh và Xã hội',
	'Hội đồng nhân dân tỉnh'
);
const arbSubject = fc.constantFrom(
	'',
	'cải thiện Chỉ số CCHC',
	'về cải cách hành chính năm 2026',
	'về việc ban hành Quy chế',
	'quy định chi tiết một số điều của Luật',
	'Kết quả thực hiện',
	'Quy định mức đóng góp',
	'(Chương trình tổng thể)',
	'kiểm tra, tự kiểm tra'
);
const arbNumbered = fc.record({
	kind: fc.constantFrom(
		'Nghị định',
		'Nghị quyết',
		'Quyết định',
		'Kế hoạch',
		'Công văn',
		'Thông tư liên tịch',
		'Báo cáo'
	),
	number: fc.oneof(fc.integer({ min: 1, max: 99_999 }).map(String), fc.constantFrom('04', '12a', '')),
	sign: fc.constantFrom(
		'KH-UBND',
		'2020/NĐ-CP',
		'NQ/TW',
		'UBND-KSTT',
		'2016/TTLT-BNV-BTC',
		'QĐ-TTg',
		'TB-SNV',
		'QH15'
	),
	issuedOn: arbDayOrNone,
	issuer: arbIssuer,
	subject: arbSubject
});
const arbLaw = fc
	.record({
		kind: fc.constantFrom('Luật', 'Bộ luật', 'Pháp lệnh'),
		number: fc.constantFrom('', '80'),
		issuedOn: arbDayOrNone,
		issuer: fc.constantFrom('', 'Quốc hội'),
		subject: fc.constantFrom(
			'Tổ chức chính quyền địa phương',
			'Cán bộ, công chức',
			'Phòng, chống tham nhũng năm 2018'
		)
	})
	.map((law) => ({ ...law, sign: law.number === '' ? '' : '2025/QH15' }));

describe('printing and reading', () => {
	it('gives back the same citation', () => {
		fc.assert(
			fc.property(fc.oneof(arbNumbered, arbLaw), (citation) => {
				expect(parseCitation(formatCitation(citation))).toEqual({ ok: true, value: citation });
			}),
			{ numRuns: 500 }
		);
	});

	it('never throws, whatever is typed', () => {
		fc.assert(
			fc.property(
				fc.oneof(
					fc.string(),
					fc.string().map((text) => `Kế hoạch số 5/KH-UBND ngày ${text}`)
				),
				(text) => {
					const result = parseCitation(text);
					if (result.ok) expect(formatCitation(result.value)).not.toBe('');
					else expect(['citation.unreadable', 'date.invalid']).toContain(result.problem.code);
				}
			)
		);
	});
});
