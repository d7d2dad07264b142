/** Compiled statements of Drizzle's client, kept: compiling a text anew takes longer than most reads. */
import type { Database, Statement } from 'better-sqlite3';

/** Texts that are built anew (lists of many lengths) push the oldest out. */
const KEPT = 400;

/**
 * The same database with statements that are compiled once for each text. Only for a client that says how it wants rows at
 * each use and reads them whole, as Drizzle does: a statement is shared by all who ask with its text.
 */
export function rememberStatements(sqlite: Database): Database {
	const kept = new Map<string, Statement>();
	const prepare = (text: string): Statement => {
		const known = kept.get(text);
		if (known === undefined) {
			const statement = sqlite.prepare(text);
			if (kept.size >= KEPT) kept.delete(kept.keys().next().value!);
			kept.set(text, statement);
			return statement;
		}
		/* Whoever had it before may have wanted arrays. */
		return known.reader ? known.raw(false) : known;
	};
	return Object.create(sqlite, { prepare: { value: prepare } }) as Database;
}
