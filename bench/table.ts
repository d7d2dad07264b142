/** One measured figure. `limit` is what the product promises; the ratio is against a yardstick of the same run. */
export interface Figure {
	name: string;
	value: number;
	unit: string;
	limit?: { at: 'most' | 'least'; value: number };
	beside?: { name: string; value: number };
}

const number = (value: number) => (value >= 100 ? Math.round(value).toString() : value.toPrecision(3));

export function printTable(figures: readonly Figure[]): void {
	const rows = figures.map(({ name, value, unit, limit, beside }) => [
		name,
		`${number(value)} ${unit}`,
		limit ? `${limit.at === 'most' ? '≤' : '≥'} ${number(limit.value)}` : '',
		limit ? (isKept(value, limit) ? 'yes' : 'NO') : '',
		beside
			? `${beside.name}: ${number(beside.value)} ${unit}, ratio ${(value / beside.value).toFixed(2)}`
			: ''
	]);
	printRows(['what', 'measured', 'limit', 'kept', 'beside, in the same run'], rows);
}

/** A table with columns as wide as they need to be. */
export function printRows(head: readonly string[], rows: readonly string[][]): void {
	const widths = head.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i]!.length)));
	const line = (cells: readonly string[]) =>
		cells
			.map((cell, i) => cell.padEnd(widths[i]!))
			.join('  ')
			.trimEnd();
	console.log(
		[line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n') + '\n'
	);
}

const isKept = (value: number, { at, value: limit }: NonNullable<Figure['limit']>) =>
	at === 'most' ? value <= limit : value >= limit;

export function quantile(values: readonly number[], share: number): number {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
}

/** The smallest result of so many rounds: on a machine that others use too, the round that was disturbed least. */
export async function leastOf(rounds: number, measure: () => Promise<number>): Promise<number> {
	let least = Infinity;
	for (let round = 0; round < rounds; round += 1) least = Math.min(least, await measure());
	return least;
}
