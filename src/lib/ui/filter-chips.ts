/** The filters of a list as chips: all of them, the chosen one, and those that would show something. */

export interface FilterChip {
	key: string;
	label: string;
	count: number;
	href: string;
}

/** `labels` in their order, `all` among them; `hrefOf` gets the filter's name, empty for `all`. */
export const filterChips = <Name extends string>(
	labels: Record<Name, () => string>,
	counts: Record<Name, number>,
	current: string,
	hrefOf: (show: string) => string
): FilterChip[] =>
	(Object.keys(labels) as Name[])
		.filter((key) => key === 'all' || key === current || counts[key] > 0)
		.map((key) => ({
			key,
			label: labels[key](),
			count: counts[key],
			href: hrefOf(key === 'all' ? '' : key)
		}));
