import { expect, test } from 'vitest';
import { openDatabase } from '#lib/server/db/open.ts';
import { useMigratedDatabase } from '../support/migrations.ts';

const database = useMigratedDatabase();

test('proofs keep what they are, know the kind and size of their file, and count as here', () => {
	const before = database.open(4);
	before.sqlite.pragma('foreign_keys = OFF');
	before.sqlite.exec(`
		insert into files (sha256, size, media_type, stored_at) values ('f1', 42, 'image/jpeg', 3);
		insert into evidence (id, inspection_id, side, subject_kind, subject_id, stage, file_sha256, file_name, caption,
			added_by, added_at) values ('e1', 'i', 'team', 'answer', '3.2.1', 'appraisal', 'f1', 'a.jpg', 'Ảnh', 'p', 7);
		insert into evidence (id, inspection_id, side, subject_kind, subject_id, citation, added_by, added_at, withdrawn_at)
			values ('e2', 'i', 'agency', 'finding', 'x', '{}', 'p', 8, 9);`);

	/* The rows above stand for themselves: the inspection they name is not there. */
	expect(() => database.open()).toThrow('không toàn vẹn');
	const { sqlite } = openDatabase(':memory:');
	sqlite.exec(`attach '${database.path}' as old`);
	const rows = sqlite
		.prepare(
			`select id, subject_id, stage, file_sha256, media_type, size, sha256, arrived_at, file_name, caption, position,
				withdrawn_at from old.evidence order by id`
		)
		.raw()
		.all();
	sqlite.close();
	expect(rows).toEqual([
		['e1', '3.2.1', 'appraisal', 'f1', 'image/jpeg', 42, null, null, 'a.jpg', 'Ảnh', 0, null],
		['e2', 'x', null, null, null, null, null, null, '', '', 0, 9]
	]);
});
