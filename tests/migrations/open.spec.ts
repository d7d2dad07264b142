import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { openDatabase, type Db } from '#lib/server/db/open.ts';

let folder: string;
let opened: Db | undefined;

afterEach(() => {
	opened?.sqlite.close();
	opened = undefined;
	rmSync(folder, { recursive: true, force: true });
});

/** A folder of migrations in drizzle-kit's form. */
function migrations(...steps: string[]): string {
	folder = mkdtempSync(join(tmpdir(), 'thuoc-migrations-'));
	mkdirSync(join(folder, 'meta'));
	const entries = steps.map((sql, idx) => {
		const tag = `000${idx}_step`;
		writeFileSync(join(folder, `${tag}.sql`), sql);
		return { idx, version: '6', when: 1_000 + idx, tag, breakpoints: true };
	});
	writeFileSync(
		join(folder, 'meta', '_journal.json'),
		JSON.stringify({ version: '7', dialect: 'sqlite', entries })
	);
	return folder;
}

const FIRST = `CREATE TABLE parents (id text PRIMARY KEY NOT NULL, name text NOT NULL) STRICT;
--> statement-breakpoint
CREATE TABLE children (id text PRIMARY KEY NOT NULL, parent_id text NOT NULL REFERENCES parents(id) ON DELETE cascade) STRICT;`;

/** What drizzle-kit writes to change a column: the pragma in it does nothing inside the migrator's transaction. */
const REBUILD = `PRAGMA foreign_keys=OFF;
--> statement-breakpoint
CREATE TABLE __new_parents (id text PRIMARY KEY NOT NULL, name text) STRICT;
--> statement-breakpoint
INSERT INTO __new_parents(id, name) SELECT id, name FROM parents;
--> statement-breakpoint
DROP TABLE parents;
--> statement-breakpoint
ALTER TABLE __new_parents RENAME TO parents;
--> statement-breakpoint
PRAGMA foreign_keys=ON;`;

function fill(path: string): void {
	opened = openDatabase(path, migrations(FIRST));
	opened.sqlite.exec(`insert into parents values ('p', 'A'); insert into children values ('c', 'p');`);
	opened.sqlite.close();
	rmSync(folder, { recursive: true });
}

test('a rebuilt table keeps the rows that hang on it', () => {
	const data = mkdtempSync(join(tmpdir(), 'thuoc-data-'));
	const path = join(data, 'thuoc.sqlite');
	fill(path);
	opened = openDatabase(path, migrations(FIRST, REBUILD));
	expect(opened.sqlite.prepare('select count(*) as n from children').get()).toEqual({ n: 1 });
	expect(opened.sqlite.pragma('foreign_keys', { simple: true })).toBe(1);
	rmSync(data, { recursive: true });
});

test('a migration that breaks a reference stops the start', () => {
	const data = mkdtempSync(join(tmpdir(), 'thuoc-data-'));
	const path = join(data, 'thuoc.sqlite');
	fill(path);
	expect(() => openDatabase(path, migrations(FIRST, `DELETE FROM parents;`))).toThrow(/không toàn vẹn/);
	/* The last one to close takes the log away: nothing holds the file any more. */
	expect(existsSync(`${path}-wal`)).toBe(false);
	rmSync(data, { recursive: true });
});

test('the real schema opens with strict tables, full synchronisation and its guards', () => {
	const data = (folder = mkdtempSync(join(tmpdir(), 'thuoc-data-')));
	opened = openDatabase(join(data, 'thuoc.sqlite'));
	const { sqlite } = opened;
	expect(sqlite.pragma('journal_mode', { simple: true })).toBe('wal');
	expect(sqlite.pragma('synchronous', { simple: true })).toBe(2);
	const loose = sqlite
		.prepare(
			`select name from pragma_table_list where type = 'table' and strict = 0 and name not like 'sqlite_%' and name not like '\\_\\_drizzle%' escape '\\'`
		)
		.all();
	expect(loose).toEqual([]);
	const line = (hashes: string) =>
		`insert into audit_lines (at, action, subject_kind, subject_id, previous_hash, hash) values (1, 'a', 'b', 'c', ${hashes})`;
	sqlite.exec(line(`'p', 'h'`));
	expect(() => sqlite.exec(line(`'h', null`))).toThrow(/comes with its hashes/);
	expect(() => sqlite.exec(`update audit_lines set at = 2`)).toThrow(/only added/);
	expect(() => sqlite.exec(`delete from audit_lines`)).toThrow(/only added/);
});
