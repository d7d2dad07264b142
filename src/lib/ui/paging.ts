/** Long lists by pages: which rows an address asks for, and what is said below them. */

export const ROWS_A_PAGE = 50;

export interface Paging {
	/** Counted from 1. */
	page: number;
	pages: number;
	/** The first and the last row shown, counted from 1; 0 when there is none. */
	from: number;
	to: number;
	total: number;
}

/**
 * The rows of the page that the address names (`page=2`). What is no page, or lies past the end because the list has
 * grown shorter, leads to the nearest there is.
 */
export function pageOf<T>(rows: readonly T[], { searchParams }: URL): { rows: T[]; paging: Paging } {
	const total = rows.length;
	const pages = Math.max(1, Math.ceil(total / ROWS_A_PAGE));
	const asked = Number(searchParams.get('page') ?? 1);
	const page = Math.min(pages, Number.isInteger(asked) && asked > 1 ? asked : 1);
	const start = (page - 1) * ROWS_A_PAGE;
	const shown = rows.slice(start, start + ROWS_A_PAGE);
	return {
		rows: shown,
		paging: { page, pages, from: total === 0 ? 0 : start + 1, to: start + shown.length, total }
	};
}

/** The address of another page of the same list, with its search and filter. */
export function pageHref({ searchParams }: URL, page: number): string {
	const kept = new URLSearchParams(searchParams);
	if (page > 1) kept.set('page', String(page));
	else kept.delete('page');
	return `?${kept}`;
}
