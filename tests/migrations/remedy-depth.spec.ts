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

test('actions take the kind of their cause from their finding; an answer that was there is in time', () => {
	/* Up to the migration before this one. */
	const before = 11;
	opened = openDatabase(folder.database, folder.upTo(before));
	const { sqlite } = opened;
	for (const [table, id] of [
		['agencies', 'g'],
		['criteria_sets', 's'],
		['campaigns', 'c']
	] as const)
		sqlite.exec(`insert into ${table} (${columns(opened, table)}) select ${values(opened, table, id)}`);
	sqlite.exec(
		`insert into inspections (id, code, campaign_id, agency_id, criteria_set_id, kind, state, remedy_texts, session,
			created_at) values ('i', 'i', 'c', 'g', 's', 'direct', 'concluded', '{}', '{}', 1)`
	);
	const finding = sqlite.prepare(
		`insert into findings (id, inspection_id, number, area_code, text, severity, cause_kind, created_by, created_at)
			values (?, 'i', ?, '1', 'x', 'minor', ?, 'p', 1)`
	);
	const action = sqlite.prepare(
		`insert into actions (id, inspection_id, finding_id, position, cause, measure, product, lead_unit, person_in_charge,
			due_on, created_by, created_at) values (?, 'i', ?, 1, 'x', 'x', 'x', 'x', 'x', '2026-12-01', 'officer', 7)`
	);
	finding.run('own', 1, 'subjective');
	finding.run('other', 2, 'objective');
	action.run('a own', 'own');
	action.run('a other', 'other');
	sqlite.exec(
		`insert into explanations (id, inspection_id, finding_id, stance, written_by, written_at)
			values ('e', 'i', 'own', 'agree', 'officer', 7)`
	);
	sqlite.close();

	opened = openDatabase(folder.database, folder.upTo(before + 1));
	expect(
		opened.sqlite
			.prepare('select id, cause_kind, cause_owner, correction, target from actions order by id')
			.raw()
			.all()
	).toEqual([
		['a other', 'objective', 'own', '', null],
		['a own', 'subjective', 'own', '', null]
	]);
	expect(opened.sqlite.prepare('select days_late from explanations').pluck().all()).toEqual([0]);
});
