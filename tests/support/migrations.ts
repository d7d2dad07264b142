/** Databases as they stood after so many of the project's own migrations, and rows with all that a table demands. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Db } from '#lib/server/db/open.ts';
import { projectRoot } from '#lib/server/root.ts';

export class MigrationFolder {
	private readonly folder = mkdtempSync(join(tmpdir(), 'thuoc-migrations-'));
	readonly database = join(this.folder, 'thuoc.sqlite');

	/** The first `count` migrations. */
	upTo(count: number): string {
		const to = join(this.folder, `drizzle-${count}`);
		cpSync(join(projectRoot(), 'drizzle'), to, { recursive: true });
		const journalPath = join(to, 'meta', '_journal.json');
		const journal = JSON.parse(readFileSync(journalPath, 'utf8')) as { entries: unknown[] };
		writeFileSync(journalPath, JSON.stringify({ ...journal, entries: journal.entries.slice(0, count) }));
		return to;
	}

	remove(): void {
		rmSync(this.folder, { recursive: true, force: true });
	}
}

interface Column {
	name: string;
	type: string;
}

const needed = ({ sqlite }: Db, table: string): Column[] =>
	sqlite
		.prepare(`select name, type from pragma_table_info(?) where "notnull" and dflt_value is null`)
		.all(table) as Column[];

export const columns = (db: Db, table: string): string =>
	needed(db, table)
		.map(({ name }) => name)
		.join();

/** A row with something in every column that must have something. */
export const values = (db: Db, table: string, id: string): string =>
	needed(db, table)
		.map(({ name, type }) => (name === 'id' ? `'${id}'` : /int/i.test(type) ? '1' : (CHOSEN[name] ?? `'{}'`)))
		.join();
const CHOSEN: Record<string, string> = { level: `'department'` };
