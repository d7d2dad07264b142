import { parseArgs } from 'node:util';

/** The command was written wrongly; the message says how. */
export class UsageError extends Error {}

/** Reads `--name value` options, all of them needed. */
export function readOptions<K extends string>(args: string[], names: readonly K[]): Record<K, string> {
	let values: Record<string, string | undefined>;
	try {
		const options = Object.fromEntries(names.map((name) => [name, { type: 'string' as const }]));
		values = parseArgs({ args, options }).values as Record<string, string | undefined>;
	} catch {
		throw new UsageError(`Chỉ nhận các tùy chọn: ${names.map((name) => `--${name}`).join(', ')}.`);
	}
	const missing = names.find((name) => !values[name]);
	if (missing) throw new UsageError(`Thiếu tùy chọn --${missing}.`);
	return values as Record<K, string>;
}
