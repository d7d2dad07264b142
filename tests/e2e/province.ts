/**
 * The demonstration province as the built product makes it on its first start: made once for a run, by the server that
 * stories share. A story with a server of its own begins with a copy.
 */
import Database from 'better-sqlite3';
import { cpSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const RESULTS = join(import.meta.dirname, '..', '..', 'test-results');
/** Where the shared server keeps its data. */
export const SHARED = join(RESULTS, 'e2e-data');
const KEPT = join(RESULTS, 'province');
const DATABASE = 'thuoc.sqlite';

/** Before the first story: the shared server is up, and nobody has changed anything. */
export default function keepProvince(): void {
	rmSync(KEPT, { recursive: true, force: true });
	mkdirSync(KEPT, { recursive: true });
	for (const folder of ['certificates', 'files', 'keys'])
		if (existsSync(join(SHARED, folder)))
			cpSync(join(SHARED, folder), join(KEPT, folder), { recursive: true });
	/* The server has it open: a copy of the file would lack what is still in its log. */
	const database = new Database(join(SHARED, DATABASE), { readonly: true });
	database.prepare('VACUUM INTO ?').run(join(KEPT, DATABASE));
	database.close();
}

/** A data folder in which nothing has happened yet. */
export function copyProvince(folder: string): void {
	rmSync(folder, { recursive: true, force: true });
	cpSync(KEPT, folder, { recursive: true });
}
