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

test('operations keep their content and get the batch they arrived in', () => {
	opened = openDatabase(folder.database, folder.upTo(2));
	opened.sqlite.exec(`
		insert into agencies (${columns(opened, 'agencies')}) select ${values(opened, 'agencies', 'g')};
		insert into criteria_sets (${columns(opened, 'criteria_sets')}) select ${values(opened, 'criteria_sets', 's')};
		insert into campaigns (${columns(opened, 'campaigns')}) select ${values(opened, 'campaigns', 'c')};
		insert into inspections (id, code, campaign_id, agency_id, criteria_set_id, kind, remedy_texts, session, created_at)
			values ('i', 'KT', 'c', 'g', 's', 'planned', '{}', '{}', 1);`);
	const add = opened.sqlite.prepare(
		`insert into operations (op_id, inspection_id, device_id, seq, actor_id, base_version, type, payload, before, made_at,
			received_at, version) values (?, 'i', ?, ?, 'a', 1, 'answer.set', ?, ?, 5, ?, ?)`
	);
	add.run('o1', 'tablet', 1, '{"n":1}', null, 10, 2);
	add.run('o2', 'tablet', 2, '{"n":2}', '{"n":0}', 10, 2);
	add.run('o3', 'tablet', 3, '{"n":3}', null, 20, 3);
	add.run('o4', 'other', 1, '{"n":4}', null, 15, 4);
	opened.sqlite.close();

	opened = openDatabase(folder.database, folder.upTo(3));
	const { sqlite } = opened;
	expect(sqlite.prepare('select * from sync_batches order by id').all()).toEqual([
		{ id: 1, inspection_id: 'i', device_id: 'tablet', actor_id: 'a', received_at: 10, version: 2 },
		{ id: 2, inspection_id: 'i', device_id: 'other', actor_id: 'a', received_at: 15, version: 4 },
		{ id: 3, inspection_id: 'i', device_id: 'tablet', actor_id: 'a', received_at: 20, version: 3 }
	]);
	expect(
		sqlite.prepare('select op_id, batch_id, seq, payload, before, made_at from operations').raw().all()
	).toEqual([
		['o1', 1, 1, '{"n":1}', null, 5],
		['o2', 1, 2, '{"n":2}', '{"n":0}', 5],
		['o3', 3, 3, '{"n":3}', null, 5],
		['o4', 2, 1, '{"n":4}', null, 5]
	]);
	expect(() => sqlite.exec(`delete from operations`)).toThrow(/only added/);
	expect(() => sqlite.exec(`update sync_batches set version = 9`)).toThrow(/only added/);
});
