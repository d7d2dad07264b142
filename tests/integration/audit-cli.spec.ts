import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findInspection } from '#lib/server/db/queries/inspections.ts';
import { readChainHead } from '#lib/server/db/queries/record-lines.ts';
import { projectRoot } from '#lib/server/root.ts';
import { issuePaper } from '#lib/server/services/papers.ts';
import { as, openSharedDatabase, type TestDatabase } from '../support/database.ts';
import * as given from '../support/inspections.ts';
import { installSeal } from '../support/kept-world.ts';
import { runVerifier } from '../support/record-verifier.ts';

/** Each command starts a Node of its own. */
const SLOW_MS = 60_000;

let database: TestDatabase;
let world: given.World;
let id: string;

function thuoc(...args: string[]) {
	const { status, stdout, stderr } = spawnSync(
		process.execPath,
		[join(projectRoot(), 'src', 'cli', 'thuoc.ts'), ...args],
		{
			encoding: 'utf8',
			env: {
				...process.env,
				THUOC_DATA: database.dir,
				THUOC_MODE: 'demo',
				THUOC_LOG: 'silent',
				THUOC_KEY_PASSPHRASE: world.ctx.config.keyPassphrase
			}
		}
	);
	return { status, stdout, stderr };
}

const at = (name: string) => join(database.dir, name);

beforeAll(async () => {
	database = openSharedDatabase();
	world = await given.openWorld(database);
	await installSeal(world.ctx);
	id = given.minutesSigned(world);
	const secretary = as(world.ctx, world.people.secretary);
	await issuePaper(secretary, id, 'minutes', { version: given.versionOf(world, id) });
}, SLOW_MS);
afterAll(() => database.close());

test('audit verify says that a whole record is whole', () => {
	const { status, stdout } = thuoc('audit', 'verify');
	expect(stdout).toMatch(/^NGUYÊN VẸN /);
	expect(stdout).toContain('1/1 văn bản');
	expect(status).toBe(0);
});

test('audit export writes a file that the verifier finds whole, and never over another file', () => {
	expect(thuoc('audit', 'export', '--out', at('record.jsonl')).status).toBe(0);
	const said = runVerifier(at('record.jsonl'));
	expect(said).toMatchObject({ code: 0, broken: [] });
	expect(said.good[0]).toContain(`dòng cuối ${readChainHead(world.ctx.db).id} `);
	writeFileSync(at('mine.jsonl'), 'của tôi');
	const { status, stderr } = thuoc('audit', 'export', '--out', at('mine.jsonl'));
	expect(status).toBe(2);
	expect(stderr).toContain('Đã có tệp');
	expect(readFileSync(at('mine.jsonl'), 'utf8')).toBe('của tôi');
});

test('archive makes what the verifier finds whole, and says which inspection there is not', () => {
	const { code } = findInspection(world.ctx.db, id)!;
	const { status, stdout } = thuoc('archive', '--inspection', code, '--out', at('a.zip'));
	expect(status).toBe(0);
	expect(stdout).toMatch(/SHA-256 của manifest\.json: [0-9a-f]{64}/);
	expect(runVerifier(at('a.zip'))).toMatchObject({ code: 0, broken: [] });
	expect(thuoc('archive', '--inspection', 'KT-0000-000', '--out', at('b.zip')).status).toBe(2);
	expect(existsSync(at('b.zip'))).toBe(false);
});

test('a part that there is not, and an option too many, are told', () => {
	expect(thuoc('audit').stderr).toContain('«verify» hoặc «export»');
	expect(thuoc('audit', 'verify', '--out', 'x').status).toBe(2);
});

/* Last: it leaves the record damaged. */
test('audit verify names what was changed, and the paper that says otherwise', () => {
	const line = world.ctx.db.sqlite.prepare('select record_line from documents').pluck().get() as number;
	world.ctx.db.sqlite.exec(
		`drop trigger audit_lines_no_update; update audit_lines set action = 'inspection.plan' where id = ${line}`
	);
	const { status, stdout } = thuoc('audit', 'verify');
	expect(status).toBe(1);
	expect(stdout).toMatch(/^KHÔNG NGUYÊN VẸN/);
	expect(stdout).toContain(`Dòng ${line} đã bị sửa.`);
	expect(stdout).toContain(`nhật ký không còn dòng ${line} ·`);
});
