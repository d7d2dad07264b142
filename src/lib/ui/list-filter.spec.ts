import { describe, expect, it } from 'vitest';
import { filterList } from './list-filter.ts';

const rows = [
	{ name: 'Sở Y tế', code: 'SYT', open: 2 },
	{ name: 'Sở Tài chính', code: 'STC', open: 0 },
	{ name: 'UBND xã Phước Long', code: 'XPL', open: 1 }
];
const FILTERS = {
	all: () => true,
	open: ({ open }: (typeof rows)[number]) => open > 0,
	closed: ({ open }: (typeof rows)[number]) => open === 0
};
const listed = (query: string) => {
	const url = new URL(`http://localhost/list${query}`);
	const { shown, ...rest } = filterList(rows, url, ({ name, code }) => [name, code], FILTERS);
	return { ...rest, shown: shown.map(({ code }) => code) };
};

describe('filterList', () => {
	it('shows everything where the address asks for nothing', () => {
		expect(listed('')).toEqual({
			query: '',
			show: 'all',
			counts: { all: 3, open: 2, closed: 1 },
			shown: ['SYT', 'STC', 'XPL']
		});
	});

	it('shows what both the search and the filter let through, in the order given', () => {
		expect(listed('?show=open').shown).toEqual(['SYT', 'XPL']);
		expect(listed('?q=so&show=closed')).toMatchObject({ query: 'so', show: 'closed', shown: ['STC'] });
	});

	it('counts for each filter what the search leaves, whichever is chosen', () => {
		for (const show of ['', '&show=open', '&show=closed'])
			expect(listed(`?q=s%E1%BB%9F${show}`).counts).toEqual({ all: 2, open: 1, closed: 1 });
	});

	it('finds by any of the texts, and nothing where none fits', () => {
		expect(listed('?q=xpl').shown).toEqual(['XPL']);
		expect(listed('?q=khong-co')).toMatchObject({ counts: { all: 0, open: 0, closed: 0 }, shown: [] });
	});

	it.each(['', 'none', 'constructor', '__proto__'])('takes «%s», which is no filter, for all', (show) => {
		expect(listed(`?show=${show}`)).toMatchObject({ show: 'all', shown: ['SYT', 'STC', 'XPL'] });
	});
});
