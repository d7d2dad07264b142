/** Drizzle builders cost several times the statement itself, so what runs often is prepared once per open database. */
import type { Statement } from 'better-sqlite3';
import type { Db, Orm } from './open.ts';

const cache = new WeakMap<Db, Map<symbol, unknown>>();

/** `const q = prepared((orm) => orm.select()….prepare())`, then `q(db).get({ … })`. */
export function prepared<T>(build: (orm: Orm) => T): (db: Db) => T {
	return once((db) => build(db.orm));
}

/** The same for a statement in plain SQL, where even the builder's own work is too much. */
export function preparedSql(text: string): (db: Db) => Statement {
	return once((db) => db.sqlite.prepare(text));
}

function once<T>(build: (db: Db) => T): (db: Db) => T {
	const key = Symbol();
	return (db) => {
		let statements = cache.get(db);
		if (!statements) cache.set(db, (statements = new Map()));
		let statement = statements.get(key) as T | undefined;
		if (statement === undefined) statements.set(key, (statement = build(db)));
		return statement;
	};
}
