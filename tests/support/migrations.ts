/** Databases taken through the project's own migrations step by step, and rows with all that a table demands. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { openDatabase, type Db } from '#lib/server/db/open.ts';
import { projectRoot } from '#lib/server/root.ts';

class MigratedDatabase {
	private folder = '';
	private opened: Db | undefined;

	get path(): string {
		return join(this.folder, 'thuoc.sqlite');
	}

	make(): void {
		this.folder = mkdtempSync(join(tmpdir(), 'thuoc-migrations-'));
	}

	/** Opens it with the first `count` migrations, or with all; what was open is closed. */
	open(count?: number): Db {
		this.close();
		this.opened = openDatabase(this.path, count === undefined ? undefined : this.upTo(count));
		return this.opened;
	}

	close(): void {
		this.opened?.sqlite.close();
		this.opened = undefined;
	}

	remove(): void {
		this.close();
		rmSync(this.folder, { recursive: true, force: true });
	}

	/** A folder with the first `count` migrations. */
	private upTo(count: number): string {
		const to = join(this.folder, `drizzle-${count}`);
		cpSync(join(projectRoot(), 'drizzle'), to, { recursive: true });
		const journalPath = join(to, 'meta', '_journal.json');
		const journal = JSON.parse(readFileSync(journalPath, 'utf8')) as { entries: unknown[] };
		writeFileSync(journalPath, JSON.stringify({ ...journal, entries: journal.entries.slice(0, count) }));
		return to;
	}
}

/** A database that each test of the file has for itself; it goes after the test. */
export function useMigratedDatabase(): MigratedDatabase {
	const database = new MigratedDatabase();
	beforeEach(() => database.make());
	afterEach(() => database.remove());
	return database;
}

interface Column {
	name: string;
	type: string;
}

const CHOSEN: Record<string, string> = { level: 'department' };

/** A row with these values, and with something in every other column that must have something. */
export function addRow({ sqlite }: Db, table: string, given: Record<string, string | number | null>): void {
	const needed = sqlite
		.prepare(`select name, type from pragma_table_info(?) where "notnull" and dflt_value is null`)
		.all(table) as Column[];
	const filled = needed.map(({ name, type }) => [name, /int/i.test(type) ? 1 : (CHOSEN[name] ?? '{}')]);
	const row = { ...Object.fromEntries(filled), ...given } as typeof given;
	const names = Object.keys(row);
	sqlite
		.prepare(`insert into ${table} (${names.join()}) values (${names.map((name) => `@${name}`).join()})`)
		.run(row);
}

const AROUND = { agencies: 'g', criteria_sets: 's', campaigns: 'c' };

/** What an inspection stands on: an agency, a criteria set and a campaign. */
export function addGround(db: Db): void {
	for (const [table, id] of Object.entries(AROUND)) addRow(db, table, { id });
}

/** An inspection on that ground. */
export function addInspection(db: Db, id: string, state = 'concluded'): void {
	addRow(db, 'inspections', {
		id,
		code: id,
		agency_id: AROUND.agencies,
		criteria_set_id: AROUND.criteria_sets,
		campaign_id: AROUND.campaigns,
		kind: 'direct',
		state
	});
}

/** A finding with one action, of the officer at the instant 7. */
export function addPlannedFinding(
	db: Db,
	inspectionId: string,
	id: string,
	finding: { number?: number; cause_kind?: string } = {}
): void {
	addRow(db, 'findings', { id, inspection_id: inspectionId, number: 1, severity: 'minor', ...finding });
	addRow(db, 'actions', {
		id: `a ${id}`,
		inspection_id: inspectionId,
		finding_id: id,
		due_on: '2026-12-01',
		created_by: 'officer',
		created_at: 7
	});
}
