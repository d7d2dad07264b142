import { expect, test } from 'vitest';
import { addGround, addInspection, useMigratedDatabase } from '../support/migrations.ts';

const database = useMigratedDatabase();

test('operations keep their content and get the batch they arrived in', () => {
	const before = database.open(2);
	addGround(before);
	addInspection(before, 'i');
	const add = before.sqlite.prepare(
		`insert into operations (op_id, inspection_id, device_id, seq, actor_id, base_version, type, payload, before, made_at,
			received_at, version) values (?, 'i', ?, ?, 'a', 1, 'answer.set', ?, ?, 5, ?, ?)`
	);
	add.run('o1', 'tablet', 1, '{"n":1}', null, 10, 2);
	add.run('o2', 'tablet', 2, '{"n":2}', '{"n":0}', 10, 2);
	add.run('o3', 'tablet', 3, '{"n":3}', null, 20, 3);
	add.run('o4', 'other', 1, '{"n":4}', null, 15, 4);

	const { sqlite } = database.open(3);
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
