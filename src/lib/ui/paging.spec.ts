import { describe, expect, it } from 'vitest';
import { pageHref, pageOf, ROWS_A_PAGE } from './paging.ts';

const at = (query: string) => new URL(`http://localhost/list${query}`);
const rows = (count: number) => Array.from({ length: count }, (_, i) => i + 1);

describe('pageOf', () => {
	it.each([
		['', 1, 1, 50],
		['?page=1', 1, 1, 50],
		['?page=2', 2, 51, 100],
		['?page=3', 3, 101, 120]
	])('%s of 120 rows is page %i: %i to %i', (query, page, from, to) => {
		const { rows: shown, paging } = pageOf(rows(120), at(query));
		expect(paging).toEqual({ page, pages: 3, from, to, total: 120 });
		expect([shown[0], shown.at(-1)]).toEqual([from, to]);
	});

	it.each(['?page=0', '?page=-2', '?page=x', '?page=1.5', '?page='])('%s is the first page', (query) => {
		expect(pageOf(rows(120), at(query)).paging.page).toBe(1);
	});

	it('past the end is the last page', () => {
		expect(pageOf(rows(60), at('?page=9')).paging).toEqual({
			page: 2,
			pages: 2,
			from: 51,
			to: 60,
			total: 60
		});
	});

	it('every row is on one page and one only', () => {
		for (const count of [0, 1, ROWS_A_PAGE - 1, ROWS_A_PAGE, ROWS_A_PAGE + 1, 3 * ROWS_A_PAGE]) {
			const { pages } = pageOf(rows(count), at('')).paging;
			const all = rows(pages).flatMap((page) => pageOf(rows(count), at(`?page=${page}`)).rows);
			expect(all).toEqual(rows(count));
		}
	});

	it('of nothing is one empty page', () => {
		expect(pageOf([], at('')).paging).toEqual({ page: 1, pages: 1, from: 0, to: 0, total: 0 });
	});
});

describe('pageHref', () => {
	it('keeps search and filter, and names no first page', () => {
		expect(pageHref(at('?q=s%E1%BB%9F&show=late&page=2'), 3)).toBe('?q=s%E1%BB%9F&show=late&page=3');
		expect(pageHref(at('?q=y&page=2'), 1)).toBe('?q=y');
	});
});
