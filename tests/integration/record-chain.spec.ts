import { join } from 'node:path';
import { expect, test } from 'vitest';
import { formatRecordHead } from '#lib/domain/papers/record-head.ts';
import { writeAudit } from '#lib/server/audit/audit.ts';
import { inSharedTransaction, inTransaction } from '#lib/server/context.ts';
import { findDocument } from '#lib/server/db/queries/documents.ts';
import { openDatabase } from '#lib/server/db/open.ts';
import { readChainHead } from '#lib/server/db/queries/record-lines.ts';
import { checkRecord } from '#lib/server/services/audit-check.ts';
import { findByCheckCode } from '#lib/server/services/paper-lookup.ts';
import { issuePaper, readPaper } from '#lib/server/services/papers.ts';
import { as, codeOf, makeCtx, openTestDatabase, type TestCtx } from '../support/database.ts';
import * as given from '../support/inspections.ts';
import { installSeal } from '../support/kept-world.ts';
import { pdfText } from '../support/pdf-measure.ts';

let world: given.World;

const check = () => checkRecord(as(world.ctx, world.people.admin));

/** What somebody with the file in hand does: the guards are only in the database. */
function tamper(sql: string): void {
	world.ctx.db.sqlite.exec(
		`drop trigger if exists audit_lines_no_update; drop trigger if exists audit_lines_no_delete;
		drop trigger if exists audit_lines_chained; ${sql}`
	);
}

test('everything that an inspection leaves is one whole chain', async () => {
	world = await given.openWorld();
	given.concluded(world);
	const { lines, head, faults } = check();
	expect(faults).toEqual([]);
	expect(lines).toBeGreaterThan(10);
	expect(head).toEqual(readChainHead(world.ctx.db));
	expect(head.id).toBe(lines);
});

test('only who may read the record may check it', async () => {
	world = await given.openWorld();
	expect(await codeOf(() => checkRecord(as(world.ctx, world.people.planner)))).toBe('permission.denied');
	expect(await codeOf(() => checkRecord(as(world.ctx, world.people.head)))).toBe('not_found');
});

function openBare(): { ctx: TestCtx; add: (subjectId: string) => void } {
	const ctx = makeCtx(openTestDatabase(), {
		id: 'admin',
		role: 'admin',
		agencyId: null,
		displayName: 'Quản trị',
		mustChangePassword: false
	});
	return { ctx, add: (subjectId) => writeAudit(ctx, { action: 'unit.add', subjectKind: 'unit', subjectId }) };
}

const subjects = ({ db }: TestCtx) =>
	db.sqlite.prepare('select subject_id from audit_lines order by id').pluck().all();

test('a transaction that is taken back takes its lines along: the next one stands on the line before', () => {
	const { ctx, add } = openBare();
	inTransaction(ctx, () => add('kept'));
	expect(() =>
		inTransaction(ctx, () => {
			add('lost 1');
			add('lost 2');
			throw new Error('no');
		})
	).toThrow('no');
	inTransaction(ctx, () => {
		add('kept too');
		add('and this');
	});
	expect(subjects(ctx)).toEqual(['kept', 'kept too', 'and this']);
	expect(checkRecord(ctx)).toMatchObject({ lines: 3, faults: [], head: { id: 3 } });
});

test('of pieces of work that are committed together, one that throws leaves no gap', async () => {
	const { ctx, add } = openBare();
	const work = (name: string, fails = false) =>
		inSharedTransaction(ctx, () => {
			add(name);
			if (fails) throw new Error(name);
		});
	const settled = await Promise.allSettled([
		work('a'),
		work('b', true),
		work('c'),
		work('d', true),
		work('e')
	]);
	expect(settled.map(({ status }) => status)).toEqual([
		'fulfilled',
		'rejected',
		'fulfilled',
		'rejected',
		'fulfilled'
	]);
	expect(subjects(ctx)).toEqual(['a', 'c', 'e']);
	expect(checkRecord(ctx)).toMatchObject({ lines: 3, faults: [] });
});

test('two processes that write by turns write one chain', () => {
	const { ctx, add } = openBare();
	const db = openDatabase(join(ctx.config.dataDir, 'thuoc.sqlite'));
	const other = { ...ctx, db };
	try {
		for (let i = 0; i < 5; i += 1) {
			add(`here ${i}`);
			writeAudit(other, { action: 'unit.add', subjectKind: 'unit', subjectId: `there ${i}` });
		}
	} finally {
		db.sqlite.close();
	}
	expect(checkRecord(ctx)).toMatchObject({ lines: 10, faults: [] });
});

test('texts that are no well-formed Unicode are hashed as they are kept', () => {
	const { ctx, add } = openBare();
	ctx.origin.device = 'nửa \ud83d ký tự, \u0000 và \u2028';
	add('id \udc00');
	expect(checkRecord(ctx)).toMatchObject({ lines: 1, faults: [] });
});

async function issueMinutes() {
	world = await given.openWorld();
	await installSeal(world.ctx);
	const id = given.minutesSigned(world);
	const before = readChainHead(world.ctx.db);
	const secretary = as(world.ctx, world.people.secretary);
	const issued = await issuePaper(secretary, id, 'minutes', { version: given.versionOf(world, id) });
	return { ...issued, before };
}

test('a paper bears the head of the record, and the public check says that the record still has it', async () => {
	const { id, checkCode, before } = await issueMinutes();
	const head = { line: before.id, hash: before.hash };
	const { pdf } = readPaper(as(world.ctx, world.people.viewer), id);
	expect(pdfText(pdf).replace(/\s+/g, ' ')).toContain(`Nhật ký: ${formatRecordHead(head)}`);
	expect(findDocument(world.ctx.db, id)).toMatchObject({ recordLine: head.line, recordHash: head.hash });
	expect(findByCheckCode(world.ctx, checkCode)?.record).toEqual({ ...head, holds: true });
	expect(check()).toMatchObject({ papers: 1, brokenPapers: [], faults: [] });
	expect(() => world.ctx.db.sqlite.exec('update documents set record_line = 1')).toThrow(/frozen/);
});

test('the line of a paper changed: the page, the paper and the line are named', async () => {
	const { checkCode, before } = await issueMinutes();
	tamper(`update audit_lines set at = at + 1 where id = ${before.id}`);
	expect(findByCheckCode(world.ctx, checkCode)?.record?.holds).toBe(false);
	const { faults, brokenPapers } = check();
	expect(faults).toEqual([{ kind: 'changed', id: before.id }]);
	expect(brokenPapers).toMatchObject([{ kind: 'minutes', line: before.id }]);
});

test('removed, moved and cut lines are named in the database, too', async () => {
	world = await given.openWorld();
	given.concluded(world);
	const { db } = world.ctx;
	const last = readChainHead(db).id;
	const first = (sql: string) => {
		tamper(`savepoint damage; ${sql}`);
		const [fault] = check().faults;
		db.sqlite.exec('rollback to damage; release damage');
		return fault;
	};
	expect(first('delete from audit_lines where id = 4')).toEqual({ kind: 'removed', id: 4 });
	expect(first(`delete from audit_lines where id > ${last - 2}`)).toEqual({ kind: 'cut', id: last - 1 });
	expect(
		first(`update audit_lines set id = -1 where id = 4; update audit_lines set id = 4 where id = 6;
			update audit_lines set id = 6 where id = -1`)
	).toEqual({ kind: 'reordered', id: 4 });
	expect(
		first(`insert into audit_lines (at, action, subject_kind, subject_id) values (1, 'a.b', 'c', 'd')`)
	).toEqual({ kind: 'inserted', id: last + 1 });
	expect(check().faults).toEqual([]);
});
