/** What a stale form has to show: the fields whose value somebody else changed, both values in words. */

type Message = App.Superforms.Message | undefined;

export interface StaleForm<T> {
	/** What stands now; without the version, which the answer has already put into the form. */
	current: Partial<T>;
	fields: { key: string; label: string; current: string; typed: string }[];
}

/**
 * Null unless the form's message says that it was stale. `labels` names the fields that are compared, in their order;
 * `word` tells what a value looks like to a person.
 */
export function staleValues<T extends Record<string, unknown>>(
	message: Message,
	typed: T,
	labels: Partial<Record<keyof T, string>>,
	word: (value: unknown, field: keyof T) => string = (value) => String(value ?? '')
): StaleForm<T> | null {
	if (!message || !('problem' in message) || message.problem.code !== 'version.stale') return null;
	const given = message.current as T | undefined;
	if (!given) return null;
	const keys = Object.keys(labels) as (keyof T & string)[];
	return {
		current: Object.fromEntries(
			keys.filter((key) => key in given).map((key) => [key, given[key]])
		) as Partial<T>,
		fields: keys.map((key) => ({
			key,
			label: labels[key]!,
			current: word(given[key], key),
			typed: word(typed[key], key)
		}))
	};
}
