import { describe, expect, it } from 'vitest';
import { askedMonth } from './month-days.ts';

const asked = (month: string) => askedMonth(new URL(`http://thuoc.test/?month=${month}`), '2026-11');

describe('askedMonth', () => {
	it.each(['2021-06', '1900-01', '9998-12'])('takes %s', (month) => {
		expect(asked(month)).toBe(month);
	});

	it.each(['', '2026-13', '2026-1', 'abc', '1000-01', '1899-12', '9999-12'])(
		'does not take «%s»',
		(month) => {
			expect(asked(month)).toBe('2026-11');
		}
	);

	it('needs none', () => {
		expect(askedMonth(new URL('http://thuoc.test/'), '2026-11')).toBe('2026-11');
	});
});
