/**
 * The only place that opens the database. WAL with synchronous=FULL: what was answered to a tablet survives a power
 * cut. Migrations run with foreign keys off *outside* any transaction, because Drizzle's migrator runs inside one,
 * where the pragma does nothing and a table rebuild would delete the child rows by cascade, silently.
 */
import Database from 'better-sqlite3';
import { drizzle, type BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { migrate } from 'drizzle-orm/better-sqlite3/migrator';
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { chainOldLines } from '../audit/old-lines.ts';
import { projectRoot } from '../root.ts';
import { rememberStatements } from './statements.ts';

export type Orm = BetterSQLite3Database;

export interface Db {
	orm: Orm;
	sqlite: Database.Database;
}

/**
 * Opens (and makes) the database file, brings it to the newest schema and checks it. Throws when a check fails; the file is
 * closed again then, so that whoever repairs it does not find it held.
 */
export function openDatabase(path: string, migrations = join(projectRoot(), 'drizzle')): Db {
	if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true });
	const sqlite = new Database(path);
	try {
		return { orm: prepareDatabase(sqlite, migrations), sqlite };
	} catch (cause) {
		sqlite.close();
		throw cause;
	}
}

function prepareDatabase(sqlite: Database.Database, migrations: string): Orm {
	sqlite.pragma('journal_mode = WAL');
	sqlite.pragma('synchronous = FULL');
	sqlite.pragma('busy_timeout = 5000');
	const orm = drizzle(rememberStatements(sqlite), { casing: 'snake_case' });
	sqlite.pragma('foreign_keys = OFF');
	migrate(orm, { migrationsFolder: migrations });
	const broken = sqlite.pragma('foreign_key_check') as unknown[];
	if (broken.length > 0)
		throw new Error(`Dữ liệu không toàn vẹn sau khi nâng cấp: ${JSON.stringify(broken[0])}`);
	sqlite.pragma('foreign_keys = ON');
	chainOldLines(sqlite);
	return orm;
}
