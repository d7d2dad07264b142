/** The fields of a row that a page shows, and no others: what is sent beside them is written, read and kept for nothing. */
export const fieldPicker =
	<T>() =>
	<K extends keyof T>(...fields: K[]) =>
	(row: T): Pick<T, K> =>
		Object.fromEntries(fields.map((field) => [field, row[field]])) as Pick<T, K>;
