import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CHAIN_START, contentHashOf, linkHashOf } from '#lib/server/audit/chain.ts';
import { chainOldLines } from '#lib/server/audit/old-lines.ts';
import { readLines } from '#lib/server/db/queries/record-lines.ts';
import type { Db } from '#lib/server/db/open.ts';
import { projectRoot } from '#lib/server/root.ts';
import { useMigratedDatabase } from '../support/migrations.ts';

const database = useMigratedDatabase();

/** How many migrations there are before the one that brings the chain. */
const BEFORE = (
	JSON.parse(readFileSync(join(projectRoot(), 'drizzle', 'meta', '_journal.json'), 'utf8')) as {
		entries: { tag: string }[];
	}
).entries.findIndex(({ tag }) => tag.endsWith('_audit_chain'));

function addOldLines({ sqlite }: Db, count: number): void {
	const add = sqlite.prepare(
		`insert into audit_lines (at, action, subject_kind, subject_id, old, new, device) values (?, 'a.b', 'thing', ?, ?, ?, 'Máy')`
	);
	for (let i = 1; i <= count; i += 1) add.run(i, `id ${i}`, i % 2 ? null : '{"n":1}', i % 3 ? 'null' : null);
}

function expectWholeChain(db: Db, count: number): void {
	let before = CHAIN_START;
	for (const line of readLines(db, 0, count)) {
		expect(line.id).toBe(before.id + 1);
		expect(line.previousHash).toBe(before.hash);
		expect(line.hash).toBe(linkHashOf(line.id, before.hash, contentHashOf(line)));
		before = { id: line.id, hash: line.hash! };
	}
	expect(before.id).toBe(count);
}

test('lines older than the chain are chained when the database is opened, more than a page of them', () => {
	addOldLines(database.open(BEFORE), 2_345);
	const db = database.open();
	expectWholeChain(db, 2_345);
	const stored = db.sqlite.prepare('select at, subject_id, old, new from audit_lines where id = 2').get();
	expect(stored).toEqual({ at: 2, subject_id: 'id 2', old: '{"n":1}', new: 'null' });
	expect(() => db.sqlite.exec('update audit_lines set at = 9 where id = 2')).toThrow(/only added/);
	expect(() => db.sqlite.exec(`update audit_lines set hash = 'x' where id = 2`)).toThrow(/only added/);
});

test('what was broken off is done by the next opening, and what is done is left alone', () => {
	addOldLines(database.open(BEFORE), 30);
	const { sqlite } = database.open();
	/* As if the first opening had been stopped: the hashes of the last lines are not there. */
	sqlite.exec(`drop trigger audit_lines_no_update;
		update audit_lines set previous_hash = null, hash = null where id > 12;`);
	const first = sqlite.prepare('select hash from audit_lines where id = 12').get();
	const db = database.open();
	expectWholeChain(db, 30);
	expect(db.sqlite.prepare('select hash from audit_lines where id = 12').get()).toEqual(first);
	const changes = db.sqlite.prepare('select total_changes() as n').get();
	chainOldLines(db.sqlite);
	expect(db.sqlite.prepare('select total_changes() as n').get()).toEqual(changes);
});

test('the update that chains a line may change nothing else of it', () => {
	addOldLines(database.open(BEFORE), 1);
	const { sqlite } = database.open();
	sqlite.exec(`drop trigger audit_lines_chained;
		insert into audit_lines (at, action, subject_kind, subject_id) values (1, 'a', 'b', 'c')`);
	const columns = { id: 7, at: 2, actor_id: `'x'`, action: `'x'`, subject_kind: `'x'`, subject_id: `'x'` };
	const told = { inspection_id: `'x'`, old: `'x'`, new: `'x'` };
	const origin = { address: `'x'`, device: `'x'`, origin_salt: `'x'` };
	for (const [column, value] of Object.entries({ ...columns, ...told, ...origin }))
		expect(
			() =>
				sqlite.exec(
					`update audit_lines set ${column} = ${value}, previous_hash = 'p', hash = 'h' where id = 2`
				),
			column
		).toThrow(/only added/);
	sqlite.exec(`update audit_lines set previous_hash = 'p', hash = 'h' where id = 2`);
});
