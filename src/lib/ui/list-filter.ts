/** Lists with a search (`q`) and one filter (`show`) in their address: what is shown, and what each filter would show. */
import { matchesSearch } from '#lib/domain/folded-text.ts';

export interface Filtered<T, Name extends string> {
	query: string;
	show: Name;
	/** How many of what was searched for each filter lets through. */
	counts: Record<Name, number>;
	shown: T[];
}

/**
 * `textsOf`: what a row is searched by. `filters` has one for `all`, which stands where the address names none or one
 * that there is not.
 */
export function filterList<T, Name extends string>(
	rows: readonly T[],
	{ searchParams }: URL,
	textsOf: (row: T) => readonly string[],
	filters: Record<Name | 'all', (row: T) => boolean>
): Filtered<T, Name | 'all'> {
	const query = searchParams.get('q') ?? '';
	const asked = searchParams.get('show') ?? 'all';
	const show = Object.hasOwn(filters, asked) ? (asked as Name) : 'all';
	const found = rows.filter((row) => matchesSearch(query, textsOf(row)));
	const names = Object.keys(filters) as (Name | 'all')[];
	const counts = Object.fromEntries(names.map((name) => [name, found.filter(filters[name]).length]));
	return {
		query,
		show,
		counts: counts as Record<Name | 'all', number>,
		shown: found.filter(filters[show])
	};
}
