// Writes the next migration from the schema and adds what drizzle-kit cannot say: every new table is STRICT, and those
// that field edits write by the hundred are kept in the order of their key alone (WITHOUT ROWID).
// Table rebuilds (`__new_…`) get it too. Existing migrations are never touched: drizzle/ is append-only.
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bin, root, runtime } from './runtime.mjs';

const folder = join(root, 'drizzle');
const listSql = () =>
	readdirSync(folder, { withFileTypes: true })
		.filter((f) => f.name.endsWith('.sql'))
		.map((f) => f.name);
const WITHOUT_ROWID = ['answers', 'operations', 'sync_positions', 'held_operations'];
const finish = (statement, table) =>
	statement.replace(/;$/, WITHOUT_ROWID.includes(table) ? ' STRICT, WITHOUT ROWID;' : ' STRICT;');
let before = [];
try {
	before = listSql();
} catch {
	// The first migration makes the folder.
}
const done = spawnSync(runtime(), [bin('drizzle-kit'), 'generate', ...process.argv.slice(2)], {
	stdio: 'inherit',
	cwd: root
});
if (done.status !== 0) process.exit(done.status ?? 1);
for (const name of listSql().filter((file) => !before.includes(file))) {
	const path = join(folder, name);
	writeFileSync(
		path,
		readFileSync(path, 'utf8').replace(/^CREATE TABLE `(?:__new_)?(\w+)` \([\s\S]*?^\);$/gm, finish)
	);
}
