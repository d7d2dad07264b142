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

test('actions of plans that were accepted as a whole are accepted; those still being written are undecided', () => {
	opened = openDatabase(folder.database, folder.upTo(5));
	const { sqlite } = opened;
	for (const [table, id] of [
		['agencies', 'g'],
		['criteria_sets', 's'],
		['campaigns', 'c']
	] as const)
		sqlite.exec(`insert into ${table} (${columns(opened, table)}) select ${values(opened, table, id)}`);
	const inspection = sqlite.prepare(
		`insert into inspections (id, code, campaign_id, agency_id, criteria_set_id, kind, state, remedy_texts, session,
			created_at) values (?, ?, 'c', 'g', 's', 'direct', ?, '{}', '{}', 1)`
	);
	const finding = sqlite.prepare(
		`insert into findings (id, inspection_id, number, area_code, text, severity, created_by, created_at)
			values (?, ?, 1, '1', 'x', 'minor', 'p', 1)`
	);
	const action = sqlite.prepare(
		`insert into actions (id, inspection_id, finding_id, position, cause, measure, product, lead_unit, person_in_charge,
			due_on, created_by, created_at) values (?, ?, ?, 1, 'x', 'x', 'x', 'x', 'x', '2026-12-01', 'officer', 7)`
	);
	for (const state of ['concluded', 'plan_submitted', 'remedying', 'closed']) {
		/* One inspection of an agency in a campaign, unless it was cancelled: the index does not matter here. */
		sqlite.exec('drop index if exists inspections_agency_in_campaign');
		inspection.run(state, state, state);
		finding.run(`f ${state}`, state);
		action.run(`a ${state}`, state, `f ${state}`);
	}
	sqlite.close();

	opened = openDatabase(folder.database, folder.upTo(6));
	expect(
		opened.sqlite.prepare('select id, decision, decided_by, decided_at from actions order by id').raw().all()
	).toEqual([
		['a closed', 'accepted', 'officer', 7],
		['a concluded', null, null, null],
		['a plan_submitted', null, null, null],
		['a remedying', 'accepted', 'officer', 7]
	]);
});
