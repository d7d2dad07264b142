import { expect, test } from 'vitest';
import { addGround, addInspection, useMigratedDatabase } from '../support/migrations.ts';

const database = useMigratedDatabase();

test('proofs, and where they stand, come through the table made anew; its guards stand; an effect may have proofs', () => {
	/* Up to the migration before this one. */
	const before = database.open(12);
	addGround(before);
	addInspection(before, 'i');
	before.sqlite.exec(`
		insert into evidence (id, inspection_id, side, subject_kind, subject_id, citation, caption, position, added_by,
			added_at) values ('e1', 'i', 'agency', 'answer', '1.1.1', '{}', 'Kế hoạch', 2, 'p', 7);
		insert into evidence_links (evidence_id, code, linked_at) values ('e1', '5.1.1', 8);`);

	const { sqlite } = database.open();
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
