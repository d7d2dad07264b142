/** Drizzle builders cost several times the statement itself, so what runs often is prepared once per open database. */
import type { Statement } from 'better-sqlite3';
import { eq, sql, type Placeholder } from 'drizzle-orm';
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Db, Orm } from './open.ts';

const cache = new WeakMap<Db, Map<symbol, unknown>>();

/** `const q = prepared((orm) => orm.select()….prepare())`, then `q(db).get({ … })`. */
export function prepared<T>(build: (orm: Orm) => T): (db: Db) => T {
	return once((db) => build(db.orm));
}

/** The row of a table with an id. */
export function preparedById<T extends SQLiteTable & { id: SQLiteColumn }>(
	table: T
): (db: Db, id: string) => T['$inferSelect'] | undefined {
	const byId = prepared((orm) =>
		orm
			.select()
			.from(table as SQLiteTable)
			.where(eq(table.id, sql.placeholder('id')))
			.prepare()
	);
	return (db, id) => byId(db).get({ id });
}

/** The rows that hang on one thing, by its id: `preparedList((orm, id) => orm.select()….where(eq(column, id)))`. */
export function preparedList<Rows>(
	build: (
		orm: Orm,
		id: Placeholder
	) => {
		prepare(): { all(values: Record<string, unknown>): Rows };
	}
): (db: Db, id: string) => Rows {
	const list = prepared((orm) => build(orm, sql.placeholder('id')).prepare());
	return (db, id) => list(db).all({ id });
}

/** A statement in plain SQL, prepared so, where even the builder's own work is too much. */
export function preparedSql(text: string): (db: Db) => Statement {
	return once((db) => db.sqlite.prepare(text));
}

const CHUNKS = [64, 32, 16, 8, 4, 2, 1];

/**
 * Writes many rows with `insert … values`, by statements of 64, 32, … 1 rows: going over to SQLite once a row
 * costs as much as the row, and handing a value over as much as writing it, so what all rows have in common is handed over
 * once. `columns`: each row's own, in the order of its values; `common`: the others; `tail` is what stands after the values
 * (`on conflict …`).
 */
export function preparedRows<Common extends string>(
	table: string,
	columns: readonly string[],
	common: readonly Common[],
	tail = ''
): (db: Db, rows: readonly (readonly unknown[])[], common: Record<Common, unknown>) => void {
	const row = `(${[...columns.map(() => '?'), ...common.map((name) => `@${name}`)].join(', ')})`;
	const head = `insert into ${table} (${[...columns, ...common].join(', ')})`;
	const statement = (rows: number) =>
		preparedSql(`${head} values ${Array.from({ length: rows }, () => row).join(', ')} ${tail}`);
	const statements = CHUNKS.map((size) => ({ size, of: statement(size) }));
	return (db, rows, shared) => {
		let at = 0;
		for (const { size, of } of statements)
			for (; at + size <= rows.length; at += size) of(db).run(rows.slice(at, at + size).flat(), shared);
	};
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
