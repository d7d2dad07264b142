import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeAudit } from '#lib/server/audit/audit.ts';
import { ARCHIVED_TABLES, LEFT_OUT } from '#lib/server/db/queries/archive-rows.ts';
import { addEvidence, withdrawEvidence } from '#lib/server/services/evidence.ts';
import { makeArchive, type ArchiveProgress } from '#lib/server/services/archive.ts';
import { issuePaper } from '#lib/server/services/papers.ts';
import { writeComment } from '#lib/server/services/self-comments.ts';
import { ensureSealIdentity } from '#lib/server/services/seal.ts';
import {
	as,
	auditActions,
	codeOf,
	makeCtx,
	openSharedDatabase,
	problemOf,
	type TestDatabase
} from '../support/database.ts';
import * as given from '../support/inspections.ts';
import { pdfInfo, pdfText } from '../support/pdf-measure.ts';
import { runVerifier } from '../support/record-verifier.ts';
import { pdfsig } from '../support/tools.ts';

const PDF = Buffer.from('%PDF-1.7\n%%EOF\n');
/** An inspection with three papers and an archive, on a machine that does other things, too. */
const SLOW_MS = 60_000;
const AMONG_THEM = 'Chỉ anh em trong cơ quan biết';
const ELSEWHERE = 'Chuyện của cuộc kiểm tra khác';

let database: TestDatabase;
let world: given.World;
let id: string;
let zip: Buffer;
const progress: ArchiveProgress[] = [];

const at = (name: string) => join(database.dir, 'out', name);

async function proof(name: string, bytes: Uint8Array, caption = ''): Promise<string> {
	const lead = as(world.ctx, world.people.lead);
	const input = { subjectKind: 'answer', subjectId: '1.1.1', stage: 'appraisal', takenAt: null } as const;
	const view = await addEvidence(lead, id, { ...input, file: { name, bytes }, citation: null, caption });
	return view.id;
}

const issue = (kind: Parameters<typeof issuePaper>[2]) =>
	issuePaper(as(world.ctx, world.people.secretary), id, kind, { version: given.versionOf(world, id) });

beforeAll(async () => {
	database = openSharedDatabase();
	world = await given.openWorld(database);
	await ensureSealIdentity(world.ctx, 'Sở Nội vụ', world.ctx.now() - 86_400_000);
	id = given.inSession(world);
	writeComment(as(world.ctx, world.people.officer), id, '1.1.1', AMONG_THEM);
	await proof('Quyết định: "số 12"/../../a.pdf', PDF, 'Quyết định giao việc');
	await proof('cùng một tệp.pdf', PDF);
	const withdrawn = await proof('đã rút.pdf', Buffer.concat([PDF, Buffer.from('% khác\n')]), 'Nộp nhầm');
	withdrawEvidence(as(world.ctx, world.people.lead), id, withdrawn);
	given.signMinutes(world, id);
	await issue('minutes');
	await issue('minutes');
	given.conclude(world, id);
	await issue('conclusion');
	const later = given.nextYear(world);
	const other = given.notified(later);
	given.send(later, 'officer', other, given.setAnswer('self', '1.1.1', { explanation: ELSEWHERE }));
	const foreign = {
		subjectKind: 'inspection',
		subjectId: other,
		inspectionId: other,
		new: { text: ELSEWHERE }
	};
	writeAudit(world.ctx, { action: 'inspection.edit', ...foreign });
	await makeArchive(as(world.ctx, world.people.clerk), id, at('a.zip'), (step) => progress.push({ ...step }));
	zip = readFileSync(at('a.zip'));
}, SLOW_MS);
afterAll(() => database.close());

const files = () => unzipSync(zip);
const textOf = (path: string) => Buffer.from(files()[path]!).toString('utf8');

/** Unpacked, damaged, judged by the verifier. */
function judged(damage: (folder: string) => void) {
	const folder = at('unpacked');
	rmSync(folder, { recursive: true, force: true });
	for (const [path, bytes] of Object.entries(files())) {
		mkdirSync(dirname(join(folder, path)), { recursive: true });
		writeFileSync(join(folder, path), bytes);
	}
	damage(folder);
	return runVerifier(folder);
}

describe('a sealed archive', () => {
	test('holds by the verifier alone, as a zip and unpacked', () => {
		const said = runVerifier(at('a.zip'));
		expect(said).toMatchObject({ code: 0, broken: [] });
		expect(said.all).toContain('Sở Nội vụ (con dấu điện tử hệ thống)');
		expect(judged(() => {})).toMatchObject({ code: 0, broken: [] });
	});

	test('has every paper, replaced ones too, each proof file once, and what is needed to check it', () => {
		const names = Object.keys(files());
		expect(names.toSorted()).toEqual(
			[
				'README.txt',
				'bia-ho-so.pdf',
				'chung-thu/chung-thuc-1.crt',
				'chung-thu/con-dau.crt',
				'danh-muc.csv',
				'danh-muc.html',
				'du-lieu/cuoc-kiem-tra.json',
				'manifest.json',
				'nhat-ky/nhat-ky.jsonl',
				'tai-lieu/0001-Quyết định số 12 .. .. a.pdf',
				'tai-lieu/0002-đã rút.pdf',
				'van-ban/0001-Biên bản 01-BB-ĐKT.pdf',
				'van-ban/0002-Biên bản 02-BB-ĐKT.pdf',
				'van-ban/0003-Thông báo 01-TB-SNV.pdf',
				'verify-record.mjs'
			].toSorted()
		);
		for (const name of names) {
			expect(name).toBe(name.normalize('NFC'));
			expect(name.split('/')).not.toContain('..');
			expect(name).not.toMatch(/^[/\\]|[\\:]/);
		}
	});

	test('tells each file with its hash, in the manifest and in the lists', () => {
		const manifest = JSON.parse(textOf('manifest.json')) as { files: { path: string; sha256: string }[] };
		for (const { path, sha256 } of manifest.files)
			expect(createHash('sha256').update(files()[path]!).digest('hex'), path).toBe(sha256);
		const csv = textOf('danh-muc.csv');
		expect(csv.startsWith('\uFEFF')).toBe(true);
		expect(csv).toContain('"Đã được thay thế"');
		expect(csv).toContain('"Nộp nhầm; đã rút.pdf","Tiêu chí 1.1.1 (Đoàn kiểm tra)"');
		expect(csv).toContain('"Đã rút"');
		expect(csv.match(/tai-lieu\/0001-/g)).toHaveLength(2);
		expect(textOf('danh-muc.html')).toContain('Quyết định giao việc');
	});

	test('has the data of this inspection and the lines of its record, and nothing of another one', () => {
		const data = JSON.parse(textOf('du-lieu/cuoc-kiem-tra.json')) as {
			tables: Record<string, unknown[]>;
			people: object[];
		};
		expect(data.tables.inspections).toHaveLength(1);
		expect(data.tables.answers!.length).toBeGreaterThan(50);
		expect(data.tables.documents).toHaveLength(3);
		const everything = Object.values(files())
			.map((bytes) => Buffer.from(bytes).toString('utf8'))
			.join('\n');
		expect(everything).not.toContain(ELSEWHERE);
		expect(everything).not.toContain(AMONG_THEM);
		expect(world.ctx.db.sqlite.prepare('select text from self_comments').pluck().all()).toContain(AMONG_THEM);
		expect(everything).not.toContain('argon2');
		const lines = textOf('nhat-ky/nhat-ky.jsonl')
			.trimEnd()
			.split('\n')
			.slice(1)
			.map((line) => JSON.parse(line) as { inspectionId?: string; contentHash?: string });
		const open = lines.filter(({ contentHash }) => contentHash === undefined);
		expect(open.every(({ inspectionId }) => inspectionId === id)).toBe(true);
		expect(open.length).toBeGreaterThan(10);
		expect(lines.length).toBeGreaterThan(open.length);
	});

	test('its cover is a sealed PDF that any reader can check, with the hash of the manifest on it', () => {
		const cover = files()['bia-ho-so.pdf']!;
		const said = pdfsig(cover, join(database.dir, 'certificates', 'authority.crt'));
		expect(said).toContain('Signature is Valid.');
		expect(said).toContain('Certificate is Trusted.');
		expect(said).toContain('Total document signed');
		const hash = createHash('sha256').update(files()['manifest.json']!).digest('hex');
		expect(pdfText(cover).replace(/\s/g, '')).toContain(hash);
		expect(pdfInfo(cover).Keywords).toBe(`manifest-sha256:${hash}`);
	});

	test('says how far it is, up to the end', () => {
		expect(progress).toHaveLength(5);
		const last = progress.at(-1)!;
		expect(last.done).toBe(last.total);
		expect(progress.map(({ done }) => done)).toEqual(
			progress.map(({ done }) => done).toSorted((a, b) => a - b)
		);
	});

	test('leaves two lines in the record, the second with the hash of its manifest', () => {
		expect(auditActions(world.ctx.db, id).slice(-2)).toEqual(['archive.start', 'archive.finish']);
		const { new: made } = world.ctx.db.sqlite
			.prepare(`select new from audit_lines where action = 'archive.finish'`)
			.get() as { new: string };
		const hash = createHash('sha256').update(files()['manifest.json']!).digest('hex');
		expect(JSON.parse(made)).toEqual({ files: Object.keys(files()).length, manifestSha256: hash });
	});
});

describe('each damage is named', () => {
	const MINUTES = 'van-ban/0001-Biên bản 01-BB-ĐKT.pdf';
	const RECORD = 'nhat-ky/nhat-ky.jsonl';
	const rewrite = (folder: string, path: string, change: (text: string) => string) => {
		const before = readFileSync(join(folder, path), 'latin1');
		const after = change(before);
		expect(after).not.toBe(before);
		writeFileSync(join(folder, path), after, 'latin1');
	};
	/** What somebody does who knows that the manifest names the hashes. */
	const mendManifest = (folder: string, path: string) =>
		rewrite(folder, 'manifest.json', (text) => {
			const manifest = JSON.parse(Buffer.from(text, 'latin1').toString('utf8')) as {
				files: { path: string; size: number; sha256: string }[];
			};
			const bytes = readFileSync(join(folder, path));
			const entry = manifest.files.find((one) => one.path === path)!;
			Object.assign(entry, {
				size: bytes.length,
				sha256: createHash('sha256').update(bytes).digest('hex')
			});
			return Buffer.from(JSON.stringify(manifest), 'utf8').toString('latin1');
		});
	const flip = (text: string) => `${text.slice(0, 700)}${text[700] === 'x' ? 'y' : 'x'}${text.slice(701)}`;
	const lines = (change: (lines: string[]) => string[]) => (text: string) =>
		change(text.split('\n')).join('\n');

	const DAMAGES: [string, (folder: string) => void, string][] = [
		['a paper changed', (folder) => rewrite(folder, MINUTES, flip), `Tệp ${MINUTES}: đã bị sửa`],
		['a paper removed', (folder) => rmSync(join(folder, MINUTES)), `Tệp ${MINUTES}: không còn`],
		[
			'two papers that changed names',
			(folder) => {
				renameSync(join(folder, MINUTES), join(folder, 'x'));
				renameSync(join(folder, 'van-ban/0002-Biên bản 02-BB-ĐKT.pdf'), join(folder, MINUTES));
				renameSync(join(folder, 'x'), join(folder, 'van-ban/0002-Biên bản 02-BB-ĐKT.pdf'));
			},
			`Tệp ${MINUTES}: đã bị sửa`
		],
		[
			'a file added',
			(folder) => writeFileSync(join(folder, 'tai-lieu', '0003.pdf'), PDF),
			'Tệp tai-lieu/0003.pdf: không có trong bản kê'
		],
		[
			'the verifier changed',
			(folder) => rewrite(folder, 'verify-record.mjs', (text) => `${text} `),
			'Tệp verify-record.mjs: đã bị sửa'
		],
		[
			'the manifest changed',
			(folder) => rewrite(folder, 'manifest.json', (text) => text.replace(/"size": \d/, '"size": 9')),
			'Bản kê manifest.json đã bị sửa'
		],
		[
			'a paper and its entry changed',
			(folder) => {
				rewrite(folder, MINUTES, flip);
				mendManifest(folder, MINUTES);
			},
			'Bản kê manifest.json đã bị sửa'
		],
		[
			'the cover changed',
			(folder) => rewrite(folder, 'bia-ho-so.pdf', flip),
			'Bìa hồ sơ: chữ ký không còn đúng'
		],
		['the cover removed', (folder) => rmSync(join(folder, 'bia-ho-so.pdf')), 'Bìa hồ sơ: không còn'],
		[
			'the cover of a paper',
			(folder) => writeFileSync(join(folder, 'bia-ho-so.pdf'), readFileSync(join(folder, MINUTES))),
			'bìa hồ sơ ký cho một bản kê khác'
		],
		[
			'something after the cover',
			(folder) => rewrite(folder, 'bia-ho-so.pdf', (text) => `${text}\n%`),
			'Bìa hồ sơ: chữ ký không còn đúng'
		],
		[
			'the root removed',
			(folder) => rmSync(join(folder, 'chung-thu', 'chung-thuc-1.crt')),
			'Tệp chung-thu/chung-thuc-1.crt: không còn'
		],
		[
			'a line of the record changed',
			(folder) =>
				rewrite(
					folder,
					RECORD,
					lines((all) => all.with(3, all[3]!.replace(/"at":\d/, '"at":9')))
				),
			'Nhật ký: dòng '
		],
		[
			'a line of the record removed',
			(folder) =>
				rewrite(
					folder,
					RECORD,
					lines((all) => all.toSpliced(3, 1))
				),
			'đã bị xóa'
		],
		[
			'the last lines of the record cut',
			(folder) =>
				rewrite(
					folder,
					RECORD,
					lines((all) => [...all.slice(0, -4), ''])
				),
			'đã bị cắt mất'
		],
		['the record removed', (folder) => rmSync(join(folder, RECORD)), 'Nhật ký: không còn']
	];

	test.each(DAMAGES)('%s', (_, damage, sentence) => {
		const said = judged(damage);
		expect(said.code).toBe(1);
		expect(said.broken.join('\n')).toContain(sentence);
	});

	test('a name that was spoiled while unpacking is told, and is no damage', () => {
		const said = judged((folder) =>
			renameSync(join(folder, 'tai-lieu/0002-đã rút.pdf'), join(folder, 'tai-lieu/0002-d+a r-t.pdf'))
		);
		expect(said).toMatchObject({ code: 0, broken: [] });
		expect(said.all).toContain(
			'tai-lieu/0002-đã rút.pdf: còn nguyên, nhưng mang tên tai-lieu/0002-d+a r-t.pdf'
		);
	});

	test('without a manifest there is nothing to check by', () => {
		const said = judged((folder) => rmSync(join(folder, 'manifest.json')));
		expect(said.code).toBe(2);
		expect(said.all).toContain('Không có bản kê');
	});

	test('a zip that is cut short, or changed in the middle', () => {
		writeFileSync(at('short.zip'), zip.subarray(0, zip.length - 200));
		expect(runVerifier(at('short.zip')).code).toBe(2);
		const changed = Buffer.from(zip);
		changed.fill(0, 60_000, 60_010);
		writeFileSync(at('changed.zip'), changed);
		expect(runVerifier(at('changed.zip')).code).toBe(1);
	});
});

describe('making one', () => {
	test('is for the clerk, planners, the administrator and those who lead the team, from the minutes on', async () => {
		const verdict = (name: given.Person, which = id) =>
			codeOf(() => makeArchive(given.by(world, name), which, at(`of-${name}.zip`)));
		for (const name of ['planner', 'admin', 'lead'] as const) expect(await verdict(name)).toBeNull();
		for (const name of ['secretary', 'member', 'inspector', 'viewer'] as const)
			expect(await verdict(name)).toBe('permission.denied');
		for (const name of ['officer', 'head'] as const) expect(await verdict(name)).toBe('permission.denied');
		expect(await verdict('otherHead')).toBe('not_found');
		expect(readdirSync(at('')).filter((name) => /secretary|viewer|officer|part$/.test(name))).toEqual([]);
	});

	test('stops at a file that the server has no more, names it and leaves nothing behind', async () => {
		const sha256 = createHash('sha256').update(PDF).digest('hex');
		const path = join(database.dir, 'files', sha256.slice(0, 2), sha256);
		renameSync(path, `${path}.away`);
		const make = () => makeArchive(given.by(world, 'clerk'), id, at('b.zip'));
		const missing = await problemOf(make);
		writeFileSync(path, 'khác');
		const changed = await problemOf(make);
		renameSync(`${path}.away`, path);
		for (const problem of [missing, changed])
			expect(problem).toMatchObject({
				code: 'archive.file_damaged',
				details: { name: 'Quyết định: "số 12"/../../a.pdf' }
			});
		expect(existsSync(at('b.zip')) || existsSync(at('b.zip.part'))).toBe(false);
		await make();
		expect(existsSync(at('b.zip'))).toBe(true);
	});

	test('nothing without the certificate of the organisation', async () => {
		const bare = makeCtx(database, world.people.clerk, { keyPassphrase: 'another one' });
		expect(await codeOf(() => makeArchive(bare, id, at('c.zip')))).toBe('archive.no_certificate');
		expect(existsSync(at('c.zip'))).toBe(false);
	});
});

test('every table that hangs on inspections goes into archives, or it is said why not', () => {
	const { sqlite } = database.db;
	const tables = sqlite
		.prepare(`select name from sqlite_master where type = 'table' and name not like 'sqlite_%'`)
		.pluck()
		.all() as string[];
	const parents = new Set([...ARCHIVED_TABLES]);
	const hangs = tables.filter((table) => {
		const columns = sqlite.prepare('select name from pragma_table_info(?)').pluck().all(table) as string[];
		const points = sqlite
			.prepare('select "table" from pragma_foreign_key_list(?)')
			.pluck()
			.all(table) as string[];
		return columns.includes('inspection_id') || points.some((parent) => parents.has(parent));
	});
	const known = new Set([...ARCHIVED_TABLES, ...Object.keys(LEFT_OUT), 'audit_lines']);
	expect(hangs.filter((table) => !known.has(table))).toEqual([]);
	expect(ARCHIVED_TABLES.filter((table) => !tables.includes(table))).toEqual([]);
});
