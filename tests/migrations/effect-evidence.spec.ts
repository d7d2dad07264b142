import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDatabase, type Db } from '#lib/server/db/open.ts';
import { columns, MigrationFolder, values } from '../support/migrations.ts';

let folder: MigrationFolder;
let opened: Db | undefined;

beforeEach(() => {
	folder = new MigrationFolder();
});
afterEach(() => {
	opened?.sqlite.close();
	opened = undefined;
	folder.remove();
});

test('proofs, and where they stand, come through the table made anew; its guards stand; an effect may have proofs', () => {
	/* Up to the migration before this one. */
	opened = openDatabase(folder.database, folder.upTo(12));
	for (const [table, id] of [
		['agencies', 'g'],
		['criteria_sets', 's'],
		['campaigns', 'c']
	] as const)
		opened.sqlite.exec(
			`insert into ${table} (${columns(opened, table)}) select ${values(opened, table, id)}`
		);
	opened.sqlite.exec(`
		insert into inspections (id, code, campaign_id, agency_id, criteria_set_id, kind, state, remedy_texts, session,
			created_at) values ('i', 'i', 'c', 'g', 's', 'direct', 'concluded', '{}', '{}', 1);
		insert into evidence (id, inspection_id, side, subject_kind, subject_id, citation, caption, position, added_by,
			added_at) values ('e1', 'i', 'agency', 'answer', '1.1.1', '{}', 'Kế hoạch', 2, 'p', 7);
		insert into evidence_links (evidence_id, code, linked_at) values ('e1', '5.1.1', 8);`);
	opened.sqlite.close();

	opened = openDatabase(folder.database);
	const { sqlite } = opened;
	expect(sqlite.prepare('select id, caption, position, added_at from evidence').raw().all()).toEqual([
		['e1', 'Kế hoạch', 2, 7]
	]);
	expect(sqlite.prepare('select evidence_id, code from evidence_links').raw().all()).toEqual([
		['e1', '5.1.1']
	]);
	expect(() => sqlite.exec("delete from evidence where id = 'e1'")).toThrow('withdrawn, never deleted');
	expect(() => sqlite.exec("update evidence set side = 'team'")).toThrow('is not replaced');
	const add = (kind: string) =>
		sqlite.exec(`insert into evidence (id, inspection_id, side, subject_kind, subject_id, citation, added_by, added_at)
			values ('${kind}', 'i', 'team', '${kind}', 'f', '{}', 'p', 9)`);
	add('effect');
	expect(() => add('other')).toThrow('evidence_subject_kind');
});
