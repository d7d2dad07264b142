import { expect, test } from 'vitest';
import {
	addGround,
	addInspection,
	addPlannedFinding,
	addRow,
	useMigratedDatabase
} from '../support/migrations.ts';

const database = useMigratedDatabase();

test('actions take the kind of their cause from their finding; an answer that was there is in time', () => {
	/* Up to the migration before this one. */
	const before = database.open(11);
	addGround(before);
	addInspection(before, 'i');
	addPlannedFinding(before, 'i', 'own', { number: 1, cause_kind: 'subjective' });
	addPlannedFinding(before, 'i', 'other', { number: 2, cause_kind: 'objective' });
	addRow(before, 'explanations', { id: 'e', inspection_id: 'i', finding_id: 'own', stance: 'agree' });

	const { sqlite } = database.open(12);
	expect(
		sqlite
			.prepare('select id, cause_kind, cause_owner, correction, target from actions order by id')
			.raw()
			.all()
	).toEqual([
		['a other', 'objective', 'own', '', null],
		['a own', 'subjective', 'own', '', null]
	]);
	expect(sqlite.prepare('select days_late from explanations').pluck().all()).toEqual([0]);
});
