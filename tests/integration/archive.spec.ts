import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeAudit } from '#lib/server/audit/audit.ts';
import { ARCHIVED_TABLES, LEFT_OUT, LEFT_OUT_ACTS } from '#lib/server/db/queries/archive-rows.ts';
import { addEvidence, withdrawEvidence } from '#lib/server/services/evidence.ts';
import { makeArchive, type ArchiveProgress } from '#lib/server/services/archive.ts';
import { takeScan, takeSignedPaper } from '#lib/server/services/paper-outside.ts';
import { signPaper } from '#lib/server/services/paper-signing.ts';
import { readSigningPage } from '#lib/server/services/paper-signing-view.ts';
import { issuePaper, readPaper } from '#lib/server/services/papers.ts';
import { assignSelf } from '#lib/server/services/self-work.ts';
import { writeComment } from '#lib/server/services/self-comments.ts';
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
import { keyringOf, openSigningHouse, signOutside, type SigningHouse } from '../support/signing-house.ts';
import { pdfsig } from '../support/tools.ts';

const PDF = Buffer.from('%PDF-1.7\n%%EOF\n');
const SCAN = Buffer.from('%PDF-1.7\n% ký tay\n%%EOF\n');
/** An inspection with three papers and an archive, on a machine that does other things, too. */
const SLOW_MS = 60_000;
const AMONG_THEM = 'Chỉ anh em trong cơ quan biết';
const ELSEWHERE = 'Chuyện của cuộc kiểm tra khác';

let database: TestDatabase;
let house: SigningHouse;
let world: given.World;
let id: string;
let zip: Buffer;
const progress: ArchiveProgress[] = [];

const rewrite = (folder: string, path: string, change: (text: string) => string) => {
	const before = readFileSync(join(folder, path), 'latin1');
	const after = change(before);
	expect(after).not.toBe(before);
	writeFileSync(join(folder, path), after, 'latin1');
};

const at = (name: string) => join(database.dir, 'out', name);

async function proof(name: string, bytes: Uint8Array, caption = ''): Promise<string> {
	const lead = as(world.ctx, world.people.lead);
	const input = { subjectKind: 'answer', subjectId: '1.1.1', stage: 'appraisal', takenAt: null } as const;
	const view = await addEvidence(lead, id, { ...input, file: { name, bytes }, citation: null, caption });
	return view.id;
}

const issue = async (kind: Parameters<typeof issuePaper>[2]): Promise<string> => {
	const input = { version: given.versionOf(world, id) };
	return (await issuePaper(as(world.ctx, world.people.secretary), id, kind, input)).id;
};

/** Whose block it is, as the minutes print it: the agency's head, the lead. */
const nameOf = (paper: string, slot: number) =>
	readSigningPage(given.by(world, 'lead'), paper).slots[slot]!.name;

async function signByLead(paper: string): Promise<void> {
	await signPaper(given.by(world, 'lead'), paper, {
		slot: 1,
		version: 0,
		...keyringOf(house.person(nameOf(paper, 1))),
		nameConfirmed: false,
		picture: null
	});
}

/** Signed here by the lead, scanned, signed by the agency's head with another tool. */
async function signThreeWays(paper: string): Promise<void> {
	await signByLead(paper);
	await takeScan(given.by(world, 'clerk'), paper, { name: 'quet.pdf', bytes: SCAN });
	const { pdf } = readPaper(given.by(world, 'agencyClerk'), paper);
	await takeSignedPaper(given.by(world, 'agencyClerk'), paper, {
		slot: 0,
		file: { name: 'da-ky.pdf', bytes: await signOutside(world, pdf, house.person(nameOf(paper, 0))) },
		nameConfirmed: false
	});
}

beforeAll(async () => {
	database = openSharedDatabase();
	world = await given.openWorld(database);
	house = await openSigningHouse();
	house.install(world);
	id = given.notified(world);
	assignSelf(as(world.ctx, world.people.head), id, ['1.1.1'], world.people.officer.id);
	given.openSession(world, id);
	writeComment(as(world.ctx, world.people.officer), id, '1.1.1', AMONG_THEM);
	await proof('Quyết định: "số 12"/../../a.pdf', PDF, 'Quyết định giao việc');
	await proof('cùng một tệp.pdf', PDF);
	const withdrawn = await proof('đã rút.pdf', Buffer.concat([PDF, Buffer.from('% khác\n')]), 'Nộp nhầm');
	withdrawEvidence(as(world.ctx, world.people.lead), id, withdrawn);
	given.signMinutes(world, id);
	await signByLead(await issue('minutes'));
	await signThreeWays(await issue('minutes'));
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
afterAll(() => {
	database.close();
	house.close();
});

const files = () => unzipSync(zip);
const textOf = (path: string) => Buffer.from(files()[path]!).toString('utf8');

const REPLACED = 'van-ban/0001-Biên bản 01-BB-ĐKT';
const STANDING = 'van-ban/0002-Biên bản 02-BB-ĐKT';
/** Whose names the minutes print. */
const [LEAD, HEAD] = ['Bên team', 'Bên agency'];
const ISSUED = `${STANDING}/0000-Bản phát hành, có con dấu điện tử.pdf`;
const SIGNED_ONCE = `${STANDING}/0001-Thêm chữ ký số của ${LEAD}.pdf`;
const SCANNED = `${STANDING}/0002-Bản ký tay đã quét.pdf`;
const SIGNED_TWICE = `${STANDING}/0003-Thêm chữ ký số của ${HEAD}.pdf`;

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

	test('has each paper in a folder with every revision and scan, replaced ones too, each proof file once', () => {
		const names = Object.keys(files());
		expect(names.toSorted()).toEqual(
			[
				'README.txt',
				'bia-ho-so.pdf',
				'chung-thu/chung-thuc-1.crt',
				'chung-thu/chung-thuc-2.crt',
				'chung-thu/con-dau.crt',
				'danh-muc.csv',
				'danh-muc.html',
				'du-lieu/cuoc-kiem-tra.json',
				'manifest.json',
				'nhat-ky/nhat-ky.jsonl',
				'tai-lieu/0001-Quyết định số 12 .. .. a.pdf',
				'tai-lieu/0002-đã rút.pdf',
				`${REPLACED}/0000-Bản phát hành, có con dấu điện tử.pdf`,
				`${REPLACED}/0001-Thêm chữ ký số của ${LEAD}.pdf`,
				ISSUED,
				SIGNED_ONCE,
				SCANNED,
				SIGNED_TWICE,
				'van-ban/0003-Thông báo 01-TB-SNV/0000-Bản phát hành, có con dấu điện tử.pdf',
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
		expect(csv).toContain('"Đã được thay thế; Bản mới nhất"');
		const row = csv.split('\r\n').find((line) => line.includes(SIGNED_TWICE));
		expect(row).toContain(`"Thêm chữ ký số của ${HEAD}","${HEAD}","12/9/2026","Bản mới nhất"`);
		expect(csv).toMatch(/"Bản ký tay đã quét","Biên bản số 02\/BB-ĐKT: /);
		expect(csv).toContain('"Nộp nhầm; đã rút.pdf","Tiêu chí 1.1.1 (Đoàn kiểm tra)"');
		expect(csv).toContain('"Đã rút"');
		expect(csv.match(/tai-lieu\/0001-/g)).toHaveLength(2);
		expect(textOf('danh-muc.html')).toContain('Quyết định giao việc');
	});

	test('has the data of this inspection, and nothing of another one', () => {
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
	});

	test('each signed file is a PDF of its own that continues the one before; the scan is what was brought', () => {
		const [issued, once, twice] = [ISSUED, SIGNED_ONCE, SIGNED_TWICE].map((path) =>
			Buffer.from(files()[path]!)
		);
		expect(once!.subarray(0, issued!.length).equals(issued!)).toBe(true);
		expect(twice!.subarray(0, once!.length).equals(once!)).toBe(true);
		expect(Buffer.from(files()[SCANNED]!).equals(SCAN)).toBe(true);
		const said = pdfsig(twice!, join(database.dir, 'certificates', 'trusted', 'root.der'));
		expect(said.match(/Signature is Valid\./g)).toHaveLength(3);
	});

	test('the manifest says of each file of a paper what it is, by whom and when, with its hash', () => {
		const { papers } = JSON.parse(textOf('manifest.json')) as {
			papers: { folder: string; isSuperseded: boolean; files: Record<string, unknown>[] }[];
		};
		expect(papers.map(({ folder, isSuperseded }) => [folder, isSuperseded])).toEqual([
			[REPLACED, true],
			[STANDING, false],
			['van-ban/0003-Thông báo 01-TB-SNV', false]
		]);
		expect(papers[1]!.files.map(({ path, what, by }) => [path, what, by])).toEqual([
			[ISSUED, 'issued', papers[1]!.files[0]!.by],
			[SIGNED_ONCE, 'signed', LEAD],
			[SCANNED, 'scan', world.people.clerk.displayName],
			[SIGNED_TWICE, 'signed', HEAD]
		]);
		for (const { path, sha256 } of papers.flatMap((paper) => paper.files))
			expect(
				createHash('sha256')
					.update(files()[path as string]!)
					.digest('hex')
			).toBe(sha256);
	});

	test('its record tells what was done to this inspection, without addresses and what the agency keeps to itself', () => {
		const [header, ...chain] = textOf('nhat-ky/nhat-ky.jsonl')
			.trimEnd()
			.split('\n')
			.map((line) => JSON.parse(line) as Record<string, unknown>);
		expect(header).toMatchObject({ format: 'thuoc-record-2' });
		const told = chain.filter(({ contentHash }) => contentHash === undefined);
		expect(told.length).toBeGreaterThan(10);
		expect(chain.length).toBeGreaterThan(told.length);
		expect(told.every(({ inspectionId }) => inspectionId === id)).toBe(true);
		expect(chain.some((line) => 'address' in line || 'device' in line || 'originSalt' in line)).toBe(false);
		const acts = new Set(told.map(({ action }) => action as string));
		for (const act of ['document.issue', 'document.sign', 'document.scan', 'evidence.add', 'archive.start'])
			expect([act, acts.has(act)]).toEqual([act, true]);
		for (const act of LEFT_OUT_ACTS) expect([act, acts.has(act)]).toEqual([act, false]);
		expect(auditActions(world.ctx.db, id)).toContain('self.assign');
		const everything = Object.values(files())
			.map((bytes) => Buffer.from(bytes).toString('latin1'))
			.join('\n');
		const { address, device } = world.ctx.origin;
		const kept = world.ctx.db.sqlite.prepare(
			'select count(*) from audit_lines where address = ? and device = ?'
		);
		expect(kept.pluck().get(address, device)).toBeGreaterThan(10);
		expect(everything).not.toContain(address);
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
		const words = pdfText(cover).replace(/\s+/g, ' ');
		for (const what of [
			'Bản phát hành, có con dấu điện tử',
			`Thêm chữ ký số của ${LEAD}`,
			'Bản ký tay đã quét'
		])
			expect(words).toContain(what);
		const signed = createHash('sha256').update(files()[SIGNED_TWICE]!).digest('hex');
		expect(words.replaceAll(' ', '')).toContain(`ThêmchữkýsốcủaBênagency·${signed.slice(0, 16)}…`);
	});

	test('says how far it is, up to the end', () => {
		expect(progress).toHaveLength(9);
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
	const MINUTES = ISSUED;
	const RECORD = 'nhat-ky/nhat-ky.jsonl';
	const ONCE_REPLACED = `0001-Thêm chữ ký số của ${LEAD}.pdf`;
	/** What somebody does who knows that the manifest names the hashes. */
	const changeManifest = (folder: string, change: (manifest: Manifest) => void) =>
		rewrite(folder, 'manifest.json', (text) => {
			const manifest = JSON.parse(Buffer.from(text, 'latin1').toString('utf8')) as Manifest;
			change(manifest);
			return Buffer.from(JSON.stringify(manifest), 'utf8').toString('latin1');
		});
	const mendManifest = (folder: string, path: string) =>
		changeManifest(folder, ({ files, papers }) => {
			const bytes = readFileSync(join(folder, path));
			const sha256 = createHash('sha256').update(bytes).digest('hex');
			Object.assign(
				files.find((one) => one.path === path)!,
				{ size: bytes.length, sha256 }
			);
			for (const paper of papers)
				for (const file of paper.files) if (file.path === path) file.sha256 = sha256;
		});
	interface Manifest {
		files: { path: string; size: number; sha256: string }[];
		papers: { files: { path: string; sha256: string }[] }[];
	}
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
				renameSync(join(folder, SIGNED_ONCE), join(folder, MINUTES));
				renameSync(join(folder, 'x'), join(folder, SIGNED_ONCE));
			},
			`Tệp ${MINUTES}: đã bị sửa`
		],
		[
			'a signed revision changed',
			(folder) => rewrite(folder, SIGNED_TWICE, flip),
			`Tệp ${SIGNED_TWICE}: đã bị sửa`
		],
		[
			'a signed revision removed',
			(folder) => rmSync(join(folder, SIGNED_ONCE)),
			`Tệp ${SIGNED_ONCE}: không còn`
		],
		['a scan removed', (folder) => rmSync(join(folder, SCANNED)), `Tệp ${SCANNED}: không còn`],
		[
			'a scan changed',
			(folder) => rewrite(folder, SCANNED, (text) => `${text}x`),
			`Tệp ${SCANNED}: đã bị sửa`
		],
		[
			'a file added to a paper',
			(folder) => writeFileSync(join(folder, STANDING, '0004-Thêm chữ ký số.pdf'), PDF),
			`Tệp ${STANDING}/0004-Thêm chữ ký số.pdf: không có trong bản kê`
		],
		[
			'a scan that was never listed, though the record tells of it',
			(folder) => {
				rmSync(join(folder, SCANNED));
				changeManifest(folder, (manifest) => {
					manifest.files = manifest.files.filter(({ path }) => path !== SCANNED);
					for (const paper of manifest.papers)
						paper.files = paper.files.filter(({ path }) => path !== SCANNED);
				});
			},
			'Văn bản: hồ sơ không có tệp mà dòng '
		],
		[
			'a revision of another paper, with its entries',
			(folder) => {
				writeFileSync(join(folder, SIGNED_TWICE), readFileSync(join(folder, REPLACED, ONCE_REPLACED)));
				mendManifest(folder, SIGNED_TWICE);
			},
			`Tệp ${SIGNED_TWICE}: không tiếp nối ${SIGNED_ONCE}`
		],
		[
			'a file that the record does not tell of, with its entries',
			(folder) => {
				writeFileSync(join(folder, SCANNED), PDF);
				mendManifest(folder, SCANNED);
			},
			`Tệp ${SCANNED}: nhật ký không kể tệp này`
		],
		[
			'a paper with another hash than its file',
			(folder) => changeManifest(folder, ({ papers }) => (papers[1]!.files[1]!.sha256 = 'f'.repeat(64))),
			`Tệp ${SIGNED_ONCE}: bản kê nêu hai mã băm khác nhau`
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
				rewrite(folder, RECORD, (text) =>
					text.replace('"action":"document.scan"', '"action":"document.sign"')
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
		const scan = createHash('sha256').update(SCAN).digest('hex');
		const scanned = join(database.dir, 'files', scan.slice(0, 2), scan);
		renameSync(scanned, `${scanned}.away`);
		const lost = await problemOf(make);
		renameSync(`${scanned}.away`, scanned);
		expect(lost).toMatchObject({
			code: 'archive.file_damaged',
			details: { name: expect.stringMatching(/^Biên bản số 02\/BB-ĐKT: .* \(Bản ký tay đã quét\)$/) }
		});
		await make();
		expect(existsSync(at('b.zip'))).toBe(true);
	});

	test('nothing without the certificate of the organisation', async () => {
		const bare = makeCtx(database, world.people.clerk, { keyPassphrase: 'another one' });
		expect(await codeOf(() => makeArchive(bare, id, at('c.zip')))).toBe('seal.unusable');
		expect(existsSync(at('c.zip'))).toBe(false);
	});
});

test('every table that hangs on inspections goes into archives, or it is said why not', () => {
	const { sqlite } = database.db;
	const tables = sqlite
		.prepare(`select name from sqlite_master where type = 'table' and name not like 'sqlite_%'`)
		.pluck()
		.all() as string[];
	const parents = new Set(ARCHIVED_TABLES);
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
