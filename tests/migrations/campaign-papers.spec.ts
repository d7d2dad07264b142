import { expect, test } from 'vitest';
import { addGround, addInspection, addRow, useMigratedDatabase } from '../support/migrations.ts';

const database = useMigratedDatabase();

const OLD_KINDS = {
	minutes: 'minutes',
	recheck_minutes: 'minutes',
	score_sheet: 'score_sheet',
	conclusion: 'notice',
	closing_note: 'notice',
	remediation_plan: 'plan',
	remediation_report: 'report',
	remediation_letter: 'letter',
	reminder_letter: 'letter'
};

function withPapers() {
	/* Up to the migration before this one. */
	const before = database.open(15);
	addGround(before);
	addInspection(before, 'i');
	addRow(before, 'files', { sha256: 'f' });
	for (const [i, kind] of Object.keys(OLD_KINDS).entries())
		addRow(before, 'documents', {
			id: kind,
			inspection_id: 'i',
			kind,
			issuing_body: 'B',
			year: 2026,
			number: i + 1,
			check_code: kind,
			rendered_sha256: 'f',
			content: `{"kind":"${kind}"}`
		});
	before.sqlite.exec(`update documents set superseded_by = 'closing_note' where id = 'conclusion'`);
	return database.open(16);
}

test('papers keep their inspection, content and successor, and get the register of their kind', () => {
	const { sqlite } = withPapers();
	const rows = sqlite
		.prepare(
			'select kind, register, inspection_id, campaign_id, content, superseded_by, pages from documents order by number'
		)
		.raw()
		.all();
	expect(rows).toEqual(
		Object.entries(OLD_KINDS).map(([kind, register]) => [
			kind,
			register,
			'i',
			null,
			`{"kind":"${kind}"}`,
			kind === 'conclusion' ? 'closing_note' : null,
			null
		])
	);
	expect(sqlite.prepare('select paper_texts from campaigns').pluck().get()).toBe('{}');
	expect(sqlite.pragma('foreign_key_check')).toEqual([]);
	expect(sqlite.prepare(`select sql from sqlite_master where name = 'documents'`).pluck().get()).toMatch(
		/STRICT$/
	);
});

test('the guards stand again: frozen, kept, of one thing, one number in a register', () => {
	const db = withPapers();
	const { sqlite } = db;
	for (const change of [
		`content = '{}'`,
		`number = 99`,
		`register = 'plan'`,
		`kind = 'minutes', content_hash = 'x'`,
		`inspection_id = null, campaign_id = 'c'`,
		`pages = 3`
	])
		expect(() => sqlite.exec(`update documents set ${change} where id = 'reminder_letter'`), change).toThrow(
			/frozen/
		);
	expect(() => sqlite.exec(`update documents set superseded_by = 'minutes' where id = 'conclusion'`)).toThrow(
		/frozen/
	);
	expect(() => sqlite.exec('delete from documents')).toThrow(/frozen/);
	const paper = (id: string, more: Record<string, string | number | null>) =>
		addRow(db, 'documents', {
			id,
			check_code: id,
			rendered_sha256: 'f',
			issuing_body: 'B',
			year: 2026,
			kind: 'reminder_letter',
			register: 'letter',
			number: 40,
			...more
		});
	expect(() => paper('none', {})).toThrow(/documents_of_one/);
	expect(() => paper('both', { inspection_id: 'i', campaign_id: 'c' })).toThrow(/documents_of_one/);
	expect(() => paper('taken', { inspection_id: 'i', number: 8 })).toThrow(/UNIQUE/);
	paper('campaign', { campaign_id: 'c', kind: 'yearly_plan', register: 'plan', number: 40 });
	expect(sqlite.prepare('select count(*) from documents').pluck().get()).toBe(10);
});

test('a number is given or left out, never both; what was left out stays so', () => {
	const db = withPapers();
	const { sqlite } = db;
	const leaveOut = (first: number, last: number) =>
		addRow(db, 'left_out_numbers', {
			id: `${first}-${last}`,
			issuing_body: 'B',
			register: 'letter',
			year: 2026,
			first,
			last,
			reason: 'Viết hỏng'
		});
	leaveOut(1, 3);
	expect(() => leaveOut(3, 4)).toThrow(/given or noted/);
	expect(() => leaveOut(7, 9)).toThrow(/given or noted/);
	expect(() => leaveOut(5, 4)).toThrow(/CHECK/);
	const paper = {
		inspection_id: 'i',
		rendered_sha256: 'f',
		issuing_body: 'B',
		year: 2026,
		register: 'letter'
	};
	expect(() =>
		addRow(db, 'documents', { ...paper, id: 'x', check_code: 'x', kind: 'reminder_letter', number: 2 })
	).toThrow(/left out/);
	sqlite.exec(`update left_out_numbers set reason = 'Cấp cho văn bản khác'`);
	expect(() => sqlite.exec('update left_out_numbers set last = 2')).toThrow(/stays/);
	expect(() => sqlite.exec('delete from left_out_numbers')).toThrow(/stays/);
	expect(sqlite.prepare('select reason from left_out_numbers').pluck().get()).toBe('Cấp cho văn bản khác');
});
