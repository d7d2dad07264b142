import { describe, expect, it } from 'vitest';
import { checkPhrase, fillPhrase, LONGEST_PHRASE, PHRASE_KEYS, PHRASES } from './phrases.ts';

const code = (result: ReturnType<typeof checkPhrase>) => (result.ok ? 'ok' : result.problem.code);

describe('the usual sentences', () => {
	it.each(PHRASE_KEYS)('%s keeps its own rules', (key) => {
		expect(checkPhrase(key, PHRASES[key].usual)).toEqual({ ok: true, value: PHRASES[key].usual });
	});
});

describe('a sentence of the office', () => {
	it.each([
		['a place that this sentence has not', 'Theo {đơn vị soạn}.', 'phrase.unknown_place'],
		['a place that nothing has', 'Theo {constructor}.', 'phrase.unknown_place'],
		['an open brace', 'Theo {cơ quan.', 'phrase.brace_open'],
		['a stray brace', 'Theo cơ quan}.', 'phrase.brace_open'],
		['braces in braces', 'Theo {{cơ quan}}.', 'phrase.brace_open'],
		['more than there is room for', 'x'.repeat(LONGEST_PHRASE + 1), 'phrase.too_long'],
		['more lines than a paper takes', Array(13).fill('x').join('\n'), 'phrase.too_long'],
		['a code of another language', 'Theo ${cơ quan} và <%= x %>.', 'ok'],
		['nothing: the usual one', '  \n ', 'ok']
	])('with %s', (_, text, expected) => {
		expect(code(checkPhrase('reminder_closing', text))).toBe(expected);
	});

	it('is kept composed, trimmed, without empty lines', () => {
		expect(checkPhrase('plan_purpose', '  Mu\u0323c đích  \n\n Yêu cầu ')).toEqual({
			ok: true,
			value: 'Mục đích\nYêu cầu'
		});
	});

	it('of «Nơi nhận» ends with the archive', () => {
		expect(code(checkPhrase('conclusion_recipients', '{cơ quan}\nThành viên Đoàn'))).toBe(
			'phrase.archive_missing'
		);
		expect(code(checkPhrase('conclusion_recipients', '{cơ quan}\nLưu: VT'))).toBe('ok');
	});
});

describe('filling', () => {
	const values = { 'cơ quan': 'Sở Xây dựng', sở: 'Sở Nội vụ' };

	it('puts names in their places, whatever they hold', () => {
		expect(fillPhrase('reminder_closing', { reminder_closing: '{Sở} nhắc {cơ quan }.' }, values)).toEqual([
			'Sở Nội vụ nhắc Sở Xây dựng.'
		]);
		expect(
			fillPhrase('reminder_closing', { reminder_closing: '{cơ quan}' }, { 'cơ quan': '$& {sở}' })
		).toEqual(['$& {sở}']);
	});

	it('leaves a blank where a name is not known, and the usual sentence where the office says nothing', () => {
		expect(fillPhrase('plan_funding', {}, {})[0]).toContain('giao cho ……');
		expect(fillPhrase('plan_funding', { plan_funding: '' }, values)[0]).toContain('Kinh phí');
		expect(fillPhrase('plan_purpose', undefined, values)).toHaveLength(2);
	});
});
