import { expect, test } from 'vitest';
import { addGround, addInspection, addPlannedFinding, useMigratedDatabase } from '../support/migrations.ts';

const database = useMigratedDatabase();

test('actions of plans that were accepted as a whole are accepted; those still being written are undecided', () => {
	const before = database.open(5);
	addGround(before);
	/* One inspection of an agency in a campaign, unless it was cancelled: the index does not matter here. */
	before.sqlite.exec('drop index if exists inspections_agency_in_campaign');
	for (const state of ['concluded', 'plan_submitted', 'remedying', 'closed']) {
		addInspection(before, state, state);
		addPlannedFinding(before, state, state);
	}

	const { sqlite } = database.open(6);
	expect(
		sqlite.prepare('select id, decision, decided_by, decided_at from actions order by id').raw().all()
	).toEqual([
		['a closed', 'accepted', 'officer', 7],
		['a concluded', null, null, null],
		['a plan_submitted', null, null, null],
		['a remedying', 'accepted', 'officer', 7]
	]);
});
