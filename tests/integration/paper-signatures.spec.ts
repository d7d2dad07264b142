/** Signatures on issued papers: made here, brought back from another tool, scanned. */
import { X509Certificate } from 'node:crypto';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { KeyedCertificate } from '#lib/server/signing/certificate.ts';
import { findDocument } from '#lib/server/db/queries/documents.ts';
import { listPaperSignatures } from '#lib/server/db/queries/paper-signatures.ts';
import { checkPaper } from '#lib/server/services/paper-check.ts';
import { findByCheckCode } from '#lib/server/services/paper-lookup.ts';
import { takeScan, takeSignedPaper } from '#lib/server/services/paper-outside.ts';
import { signPaper, type SignInput } from '#lib/server/services/paper-signing.ts';
import { readScan, readSigningPage } from '#lib/server/services/paper-signing-view.ts';
import { issuePaper, listPapers, readPaper } from '#lib/server/services/papers.ts';
import { auditActions, codeOf, problemOf, TEST_NOW } from '../support/database.ts';
import * as given from '../support/inspections.ts';
import { keptWorld } from '../support/kept-world.ts';
import {
	cadesVerdicts,
	openTsa,
	pkcs12,
	signByPoppler,
	stampBy,
	type TsaServer
} from '../support/openssl.ts';
import { pdfText, run, withFile } from '../support/pdf-measure.ts';
import {
	keyringOf,
	LONG,
	openSigningHouse,
	PASSPHRASE,
	signOutside,
	type SigningHouse
} from '../support/signing-house.ts';
import { ecRoot, issueTimestamper, rsaKey, YEARS } from '../support/signing-kit.ts';

let house: SigningHouse;
let root: KeyedCertificate;
let person: SigningHouse['person'];
let lead: KeyedCertificate;
let head: KeyedCertificate;
let stranger: KeyedCertificate;
let tsa: TsaServer;
let world: given.World;
let documentId: string;

/** Made once: long RSA keys take their time. */
const headKey = rsaKey(2048);
const SLOW_MS = 60_000;

beforeAll(async () => {
	house = await openSigningHouse();
	({ root, person } = house);
	const timestamper = issueTimestamper(root, { validity: LONG });
	tsa = await openTsa((query) => stampBy(timestamper, query));
}, SLOW_MS);
afterAll(async () => {
	house.close();
	await tsa.close();
});

const openIssued = keptWorld(async (made) => {
	house.install(made);
	const id = given.minutesSigned(made);
	const version = given.versionOf(made, id);
	const issued = await issuePaper(given.by(made, 'secretary'), id, 'minutes', { version });
	return { documentId: issued.id };
});

beforeEach(async () => {
	({ world, documentId } = await openIssued());
	const names = slots().map(({ name }) => name);
	head = person(names[0]!, root, LONG, headKey);
	lead = person(names[1]!.toUpperCase());
	stranger = person('Người khác');
}, SLOW_MS);

const page = (who: given.Person = 'lead') => readSigningPage(given.by(world, who), documentId);
const slots = () => page().slots;
const bytesNow = () => readPaper(given.by(world, 'viewer'), documentId).pdf;

const inputOf = (owner: KeyedCertificate, slot: number, more: Partial<SignInput> = {}): SignInput => ({
	slot,
	version: page().version,
	...keyringOf(owner),
	nameConfirmed: false,
	picture: null,
	...more
});

const sign = (who: given.Person, owner: KeyedCertificate, slot: number, more: Partial<SignInput> = {}) =>
	signPaper(given.by(world, who), documentId, inputOf(owner, slot, more));

const outside = (file: Uint8Array, owner: KeyedCertificate, fieldName?: string) =>
	signOutside(world, file, owner, fieldName);

/** Pictures that poppler finds in a file. */
const countImages = (pdf: Uint8Array): number =>
	withFile(pdf, (path) => run('pdfimages', ['-list', path])).split('\n').length;

const bring = async (who: given.Person, slot: number, bytes: Uint8Array, nameConfirmed = false) =>
	takeSignedPaper(given.by(world, who), documentId, {
		slot,
		file: { name: 'da-ky.pdf', bytes },
		nameConfirmed
	});

test('the minutes: head and lead sign here one after the other, each over the last, all valid elsewhere too', async () => {
	const sealed = bytesNow();
	expect(page()).toMatchObject({ state: 'awaiting', version: 0 });
	expect(slots().map(({ role, sign }) => [role, sign])).toEqual([
		['agency_head', false],
		['team_lead', true],
		['secretary', false]
	]);
	expect(await sign('head', head, 0)).toEqual({ stamp: 'none', signerName: slots()[0]!.name });
	const first = bytesNow();
	expect(first.subarray(0, sealed.length).equals(sealed)).toBe(true);
	await sign('lead', lead, 1);
	const second = bytesNow();
	expect(second.subarray(0, first.length).equals(first)).toBe(true);
	const authority = new X509Certificate(
		readFileSync(join(world.ctx.config.dataDir, 'certificates', 'authority.crt'))
	).raw;
	const good = expect.stringContaining('CAdES Verification successful');
	expect(cadesVerdicts(second, root.certificate, authority)).toEqual([good, good, good]);
	expect(pdfText(second)).toContain('Thời gian ký: 12.09.2026 08:00:00 +07:00');
	expect(page()).toMatchObject({ state: 'partly_signed', version: 2 });
	expect(slots()[1]!.signature).toMatchObject({
		way: 'app',
		signerName: slots()[1]!.name.toUpperCase(),
		issuer: 'Chứng thực thử nghiệm',
		level: 'B-B',
		stamp: 'none',
		nameConfirmed: false
	});
	const listed = listPapers(world.ctx, findDocument(world.ctx.db, documentId)!.inspectionId!);
	expect(listed[0]).toMatchObject({ signing: 'partly_signed', nextSigner: { role: 'secretary' } });
	// The original and each revision stay.
	expect(readPaper(given.by(world, 'head'), documentId, 0).pdf.equals(sealed)).toBe(true);
	expect(readPaper(given.by(world, 'head'), documentId, 1).pdf.equals(first)).toBe(true);
	expect(await codeOf(() => readPaper(given.by(world, 'head'), documentId, 3))).toBe('not_found');
});

test('the public check knows every revision and says that there is a newer one', async () => {
	const sealed = bytesNow();
	await sign('lead', lead, 1);
	const check = async (bytes: Uint8Array) => checkPaper(world.ctx, { name: 'x.pdf', bytes });
	expect(await check(sealed)).toMatchObject({
		verification: { valid: true },
		registered: { outdated: true }
	});
	expect(await check(bytesNow())).toMatchObject({
		verification: { valid: true },
		registered: { outdated: false, signatures: 1 }
	});
	const { checkCode } = findDocument(world.ctx.db, documentId)!;
	expect(findByCheckCode(world.ctx, checkCode)).toMatchObject({ outdated: false, signatures: 1 });
});

test('with an authority the time is proven; without its answer the record says that it is not', async () => {
	world.ctx.config.timestamp = { url: tsa.url, login: null };
	expect((await sign('lead', lead, 1)).stamp).toBe('stamped');
	expect(slots()[1]!.signature).toMatchObject({ level: 'B-T', stamp: 'stamped' });
	expect(slots()[1]!.signature!.stampedAt).toBeGreaterThan(world.ctx.now());
	world.ctx.config.timestamp = { url: 'http://127.0.0.1:1/tsa', login: null };
	expect((await sign('head', head, 0)).stamp).toBe('unreachable');
	expect(slots()[0]!.signature).toMatchObject({ level: 'B-B', stamp: 'unreachable', stampedAt: null });
});

test('the seal is stamped too, and the paper says nothing else; unreachable, it is sealed all the same', async () => {
	const issue = async () => {
		const inspectionId = findDocument(world.ctx.db, documentId)!.inspectionId!;
		const input = { version: given.versionOf(world, inspectionId) };
		const { id, stamp } = await issuePaper(given.by(world, 'secretary'), inspectionId, 'minutes', input);
		const { pdf } = readPaper(given.by(world, 'viewer'), id);
		const { verification } = await checkPaper(world.ctx, { name: 'x.pdf', bytes: pdf });
		return { stamp, valid: verification.valid, stamped: verification.signatures[0]!.timestamp?.trusted };
	};
	world.ctx.config.timestamp = { url: tsa.url, login: null };
	expect(await issue()).toEqual({ stamp: 'stamped', valid: true, stamped: true });
	world.ctx.config.timestamp = { url: 'http://127.0.0.1:1/tsa', login: null };
	expect(await issue()).toEqual({ stamp: 'unreachable', valid: true, stamped: undefined });
});

test('certificates end; what the register holds stays good, and the next person signs over it', async () => {
	const soon = person(slots()[1]!.name, root, YEARS(-1, 1));
	await sign('lead', soon, 1);
	world.ctx.clock.at = YEARS(0, 12).to;
	const check = async (bytes: Uint8Array) => checkPaper(world.ctx, { name: 'x.pdf', bytes });
	const kept = await check(bytesNow());
	expect(kept.verification.valid).toBe(true);
	expect(kept.verification.signatures.map(({ keptSince }) => keptSince)).toEqual([TEST_NOW, TEST_NOW]);
	await sign('head', head, 0);
	expect((await check(bytesNow())).verification.valid).toBe(true);
	await bring('clerk', 2, await outside(bytesNow(), person(slots()[2]!.name)));
	expect((await check(bytesNow())).verification.valid).toBe(true);
	// A file that the register does not know is judged by today's day.
	const appended = await outside(bytesNow(), stranger, 'Khac');
	expect((await check(appended)).verification.valid).toBe(false);
});

test('what cannot sign is refused at its place, and nothing is kept', async () => {
	const before = bytesNow();
	const expired = person('Hết hạn', root, YEARS(-3, -1));
	const early = person('Chưa đến', root, YEARS(1, 2));
	const unknown = person(slots()[1]!.name, ecRoot(undefined, LONG));
	const p12 = (bytes: Uint8Array) => ({ file: { name: 'x.p12', bytes } });
	const refusals: [Partial<SignInput>, KeyedCertificate, string, string][] = [
		[{ passphrase: 'sai' }, lead, 'signing.p12_wrong_passphrase', 'passphrase'],
		[p12(Buffer.from('x')), lead, 'signing.p12_unreadable', 'file'],
		[p12(Buffer.alloc(0)), lead, 'file.empty', 'file'],
		[p12(Buffer.alloc(2 * 1024 * 1024)), lead, 'file.too_large', 'file'],
		[p12(pkcs12(lead, PASSPHRASE, { options: ['-nokeys'] })), lead, 'signing.p12_no_key', 'file'],
		[{}, expired, 'signing.certificate_refused', 'file'],
		[{}, early, 'signing.certificate_refused', 'file'],
		[{}, unknown, 'signing.certificate_refused', 'file'],
		[{}, stranger, 'signing.other_name', 'nameConfirmed']
	];
	for (const [more, owner, code, at] of refusals)
		expect(await problemOf(() => sign('lead', owner, 1, more))).toMatchObject({ code, at });
	expect(await problemOf(() => sign('lead', lead, 1, { version: 1 }))).toMatchObject({
		code: 'version.stale'
	});
	expect(await codeOf(() => sign('lead', lead, 9))).toBe('signing.slot_unknown');
	expect(await codeOf(() => sign('lead', head, 0))).toBe('permission.denied');
	expect(await codeOf(() => sign('head', lead, 1))).toBe('permission.denied');
	expect(await codeOf(() => sign('otherHead', head, 0))).toBe('not_found');
	expect(bytesNow().equals(before)).toBe(true);
	expect(auditActions(world.ctx.db, documentId)).toEqual(['document.issue']);
});

test('another name signs only when confirmed, and that is recorded; nobody signs twice', async () => {
	await sign('lead', stranger, 1, { nameConfirmed: true });
	expect(slots()[1]!.signature).toMatchObject({ signerName: 'Người khác', nameConfirmed: true });
	expect(await codeOf(() => sign('lead', lead, 1))).toBe('signing.slot_taken');
});

test('two who sign at once: one is put on the paper, the other is told to look again', async () => {
	const both = await Promise.allSettled([sign('lead', lead, 1), sign('head', head, 0)]);
	expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
	expect(page().version).toBe(1);
	expect((await checkPaper(world.ctx, { name: 'x', bytes: bytesNow() })).verification.valid).toBe(true);
});

test('neither key nor passphrase nor file is anywhere in the data folder or the record', async () => {
	const input = inputOf(lead, 1);
	await signPaper(given.by(world, 'lead'), documentId, input);
	const secrets = [
		Buffer.from(PASSPHRASE),
		Buffer.from(input.file.bytes).subarray(40, 120),
		lead.key.export({ type: 'pkcs8', format: 'der' }).subarray(-60)
	];
	const folder = world.ctx.config.dataDir;
	world.ctx.db.sqlite.pragma('wal_checkpoint(TRUNCATE)');
	const files = readdirSync(folder, { recursive: true }).map((name) => join(folder, String(name)));
	const found = files
		.filter((path) => statSync(path).isFile())
		.filter((path) => secrets.some((secret) => readFileSync(path).includes(secret)));
	expect(files.length).toBeGreaterThan(5);
	expect(found).toEqual([]);
});

test('a picture of the handwritten signature is shown on the paper, cleaned; what is no PNG is refused', async () => {
	const drawing =
		'<svg width="600" height="200"><path d="M20 150 C120 10 220 190 580 60" stroke="#00c" fill="none" stroke-width="9"/></svg>';
	const bytes = await sharp(Buffer.from(drawing))
		.withExif({ IFD0: { Copyright: 'bí mật' } })
		.png()
		.toBuffer();
	const picture = (given: Uint8Array) => ({ picture: { name: 'ky.png', bytes: given } });
	const refused = (given: Uint8Array) => problemOf(() => sign('secretary', secretary, 2, picture(given)));
	const secretary = person(slots()[2]!.name);
	expect(await refused(Buffer.from('<svg/>'))).toMatchObject({
		code: 'file.kind_not_allowed',
		at: 'picture'
	});
	expect(await refused(bytes.subarray(0, 60))).toMatchObject({
		code: 'file.kind_not_allowed',
		at: 'picture'
	});
	expect(await refused(Buffer.alloc(2 * 1024 * 1024))).toMatchObject({
		code: 'file.too_large',
		at: 'picture'
	});
	const before = countImages(bytesNow());
	await sign('secretary', secretary, 2, picture(bytes));
	expect(countImages(bytesNow())).toBeGreaterThan(before);
	expect((await checkPaper(world.ctx, { name: 'x', bytes: bytesNow() })).verification.valid).toBe(true);
});

test('a superseded paper is signed no more', async () => {
	const inspectionId = findDocument(world.ctx.db, documentId)!.inspectionId!;
	const input = { version: given.versionOf(world, inspectionId) };
	await issuePaper(given.by(world, 'secretary'), inspectionId, 'minutes', input);
	expect(await codeOf(() => sign('lead', lead, 1))).toBe('document.superseded');
	const signed = await outside(bytesNow(), lead);
	expect(await codeOf(() => bring('clerk', 1, signed))).toBe('document.superseded');
	const scan = { name: 'x.pdf', bytes: Buffer.from('%PDF-1.4') };
	expect(await codeOf(() => takeScan(given.by(world, 'clerk'), documentId, scan))).toBe(
		'document.superseded'
	);
});

test('a file signed with another tool comes back; the next signature goes over it', async () => {
	const handedOut = bytesNow();
	const signed = await outside(handedOut, lead);
	expect(await bring('clerk', 1, signed)).toEqual({ signerName: slots()[1]!.name.toUpperCase() });
	expect(bytesNow().equals(signed)).toBe(true);
	expect(slots()[1]!.signature).toMatchObject({ way: 'outside', level: 'B-B', stamp: null });
	expect(auditActions(world.ctx.db, documentId)).toEqual(['document.issue', 'document.sign']);
	await sign('head', head, 0);
	expect((await checkPaper(world.ctx, { name: 'x', bytes: bytesNow() })).verification.valid).toBe(true);
});

test('a file signed by another producer’s tool is taken, and signed on here', async () => {
	const owner = person(slots()[2]!.name, root, LONG, headKey);
	await bring('agencyClerk', 0, signByPoppler(bytesNow(), head, root.certificate));
	await sign('lead', lead, 1);
	await bring('clerk', 2, signByPoppler(bytesNow(), owner, root.certificate));
	expect(page()).toMatchObject({ state: 'signed', version: 3 });
	const check = await checkPaper(world.ctx, { name: 'x', bytes: bytesNow() });
	expect(check).toMatchObject({ verification: { valid: true }, registered: { signatures: 3 } });
	expect(check.verification.signatures.map(({ format }) => format)).toEqual([
		'ETSI.CAdES.detached',
		'adbe.pkcs7.detached',
		'ETSI.CAdES.detached',
		'adbe.pkcs7.detached'
	]);
});

test('what comes back otherwise is refused with the reason, and nothing changes', async () => {
	const handedOut = bytesNow();
	const good = await outside(handedOut, lead);
	const changed = Buffer.from(good);
	changed[500]! ^= 1;
	const broken = Buffer.from(good);
	broken[broken.length - 600]! ^= 1;
	const twice = await outside(good, head, 'Hai');
	const unknown = await outside(handedOut, person(slots()[1]!.name, ecRoot(undefined, LONG)));
	const foreignName = await outside(handedOut, stranger);
	const refusals: [Uint8Array, string][] = [
		[handedOut, 'signing.nothing_added'],
		[changed, 'signing.not_our_bytes'],
		[Buffer.from('%PDF-1.7 khác'), 'signing.not_our_bytes'],
		[Buffer.alloc(0), 'file.empty'],
		[Buffer.concat([handedOut, Buffer.from('\n% thêm\n')]), 'signing.file_refused'],
		[Buffer.concat([good, Buffer.from('\n% thêm\n')]), 'signing.file_refused'],
		[broken, 'signing.file_refused'],
		[unknown, 'signing.file_refused'],
		[twice, 'signing.several_added'],
		[foreignName, 'signing.other_name']
	];
	for (const [at, [bytes, code]] of refusals.entries())
		expect([at, await codeOf(() => bring('clerk', 1, bytes))]).toEqual([at, code]);
	expect(await problemOf(() => bring('clerk', 1, unknown))).toMatchObject({
		details: { reason: expect.stringContaining('Nơi cấp này không có trong danh sách được tin cậy') }
	});
	expect(bytesNow().equals(handedOut)).toBe(true);
	expect(listPaperSignatures(world.ctx.db, documentId)).toEqual([]);
	expect(await codeOf(() => bring('agencyClerk', 1, good))).toBe('signing.not_for_side');
	expect(await codeOf(() => bring('viewer', 1, good))).toBe('permission.denied');
	expect(await codeOf(() => bring('clerk', 1, foreignName, true))).toBeNull();
	expect(slots()[1]!.signature).toMatchObject({ signerName: 'Người khác', nameConfirmed: true });
});

test('a file signed on an older revision is told apart from a foreign one', async () => {
	const handedOut = bytesNow();
	const signed = await outside(handedOut, lead);
	await sign('head', head, 0);
	expect(await codeOf(() => bring('clerk', 1, signed))).toBe('signing.older_revision');
});

test('a scan is kept beside the unsigned original and is never called a signature', async () => {
	const before = bytesNow();
	const jpeg = await sharp({ create: { width: 2400, height: 3400, channels: 3, background: '#fff' } })
		.withExif({ IFD0: { Copyright: 'dấu vết' } })
		.jpeg()
		.toBuffer();
	const scan = (who: given.Person, bytes: Uint8Array) =>
		takeScan(given.by(world, who), documentId, { name: 'quet', bytes });
	expect(await codeOf(() => scan('clerk', Buffer.from('GIF89a')))).toBe('file.kind_not_allowed');
	expect(await codeOf(() => scan('clerk', jpeg.subarray(0, 20)))).toBe('file.kind_not_allowed');
	expect(await codeOf(() => scan('clerk', Buffer.alloc(0)))).toBe('file.empty');
	expect(await codeOf(() => scan('head', jpeg))).toBe('signing.not_for_side');
	expect(await codeOf(() => scan('viewer', jpeg))).toBe('permission.denied');
	await scan('clerk', jpeg);
	expect(page()).toMatchObject({ state: 'scanned', version: 0 });
	expect(bytesNow().equals(before)).toBe(true);
	const [kept] = page().scans;
	expect(kept).toMatchObject({ mediaType: 'image/jpeg' });
	const { bytes } = readScan(given.by(world, 'head'), documentId, kept!.id);
	const { width, height, exif } = await sharp(bytes).metadata();
	expect({ width, height, exif }).toEqual({ width: 2400, height: 3400, exif: undefined });
	expect(await codeOf(() => readScan(given.by(world, 'otherHead'), documentId, kept!.id))).toBe('not_found');
	const listed = listPapers(world.ctx, findDocument(world.ctx.db, documentId)!.inspectionId!);
	expect(listed[0]).toMatchObject({ signing: 'scanned', nextSigner: null });
	expect(
		(await checkPaper(world.ctx, { name: 'x', bytes: jpeg }).catch(() => null))?.registered ?? null
	).toBeNull();
});

test('a paper from before rooms were kept is signed in its top margin', async () => {
	world.ctx.db.sqlite.exec('drop trigger documents_places_frozen; update documents set signer_places = null');
	await sign('lead', lead, 1);
	expect((await checkPaper(world.ctx, { name: 'x', bytes: bytesNow() })).verification.valid).toBe(true);
	const [firstPage] = pdfText(bytesNow()).split('\f');
	expect(firstPage).toContain('Người ký:');
});

test('signatures cannot be rewritten or taken off, not even in the database', async () => {
	await sign('lead', lead, 1);
	const { sqlite } = world.ctx.db;
	expect(() => sqlite.exec(`update paper_signatures set signer_name = 'x'`)).toThrow(/only added to/);
	expect(() => sqlite.exec('delete from paper_signatures')).toThrow(/only added to/);
	expect(() => sqlite.exec(`update documents set signer_places = '[]'`)).toThrow(/frozen/);
});
