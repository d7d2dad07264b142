import { expect, test } from 'vitest';
import { checkViewName, viewAddress } from './saved-view.ts';

const addressOf = (given: string) => {
	const parameters = new URLSearchParams(given);
	return viewAddress((key) => parameters.get(key));
};

test('an address is kept without what is not a filter or a look, in one order', () => {
	expect(addressOf('page=3&month=2026-09&/saveView=&area=5&q=đề án&view=calendar')).toBe(
		addressOf('q=đề án&view=calendar&area=5')
	);
	expect(addressOf('')).toBe('view=table');
});

test.each([
	['  ', 'input.required'],
	['a'.repeat(61), 'input.too_long'],
	['  QUÁ   hạn ', 'view.name_taken']
])('the name %j is refused: %s', (name, code) => {
	expect(checkViewName(name, [{ name: 'Quá hạn' }])).toMatchObject({
		ok: false,
		problem: { code, at: 'name' }
	});
});

test('a name is kept without spaces around; other marks are another name', () => {
	expect(checkViewName('  Qua hạn ', [{ name: 'Quá hạn' }])).toEqual({ ok: true, value: 'Qua hạn' });
});
