/** The administrator's certificates: the organisation's, whom to believe, time stamps. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import {
	distrustCertificate,
	findSealWarning,
	readCertificatePage,
	replaceSeal,
	trustCertificate,
	tryTimestamp
} from '#lib/server/services/certificates.ts';
import { loadSealIdentity, loadTrust } from '#lib/server/services/seal.ts';
import { signInWorker, verifyInWorker } from '#lib/server/signing/in-worker.ts';
import {
	addPeople,
	as,
	auditActions,
	codeOf,
	makeCtx,
	openTestDatabase,
	problemOf
} from '../support/database.ts';
import type { People, TestCtx } from '../support/database.ts';
import { installSeal } from '../support/kept-world.ts';
import { openssl, openTsa, pkcs12, stampBy } from '../support/openssl.ts';
import {
	ecRoot,
	issueAuthority,
	issueSigner,
	issueTimestamper,
	samplePdf,
	YEARS
} from '../support/signing-kit.ts';

const LONG = YEARS(-3, 40);
const DAY = 24 * 3600 * 1000;

let ctx: TestCtx;
let people: People;

beforeEach(async () => {
	const database = openTestDatabase();
	const plain = makeCtx(database);
	people = await addPeople(database.db);
	ctx = as(plain, people.admin);
	await installSeal(ctx);
}, 60_000);

const folder = () => join(ctx.config.dataDir, 'certificates');
const fileOf = (bytes: Uint8Array) => ({ name: 'goc.cer', bytes });
const root = ecRoot({ commonName: 'Gốc chuyên dùng', organisation: 'Ban Cơ yếu thử' }, LONG);
const middle = issueAuthority(root, { commonName: 'Nơi cấp của tỉnh', organisation: 'Ban Cơ yếu thử' });
const office = issueSigner(middle, {
	subject: { commonName: 'Sở Nội vụ (chính thức)', organisation: 'UBND tỉnh Thử' },
	validity: YEARS(-1, 1)
});
const keyring = (passphrase = 'mật khẩu') => ({
	file: { name: 'so.p12', bytes: pkcs12(office, 'mật khẩu', { chain: [middle.certificate] }) },
	passphrase
});

test('the demonstration certificate is named as one', () => {
	expect(readCertificatePage(ctx)).toMatchObject({
		seal: { demonstration: true, organisation: 'Sở Nội vụ', warning: null },
		trusted: [{ own: true, root: true }],
		timestampUrl: null
	});
});

test('a real one replaces it once its root is believed; the old one and its key stay beside, all keys encrypted', async () => {
	const before = readFileSync(join(folder(), 'seal.crt'));
	expect(await problemOf(() => replaceSeal(ctx, keyring()))).toMatchObject({
		code: 'signing.certificate_refused',
		at: 'file'
	});
	trustCertificate(ctx, fileOf(root.certificate));
	expect(await problemOf(() => replaceSeal(ctx, keyring('sai')))).toMatchObject({
		code: 'signing.p12_wrong_passphrase',
		at: 'passphrase'
	});
	expect(readFileSync(join(folder(), 'seal.crt')).equals(before)).toBe(true);
	expect(await replaceSeal(ctx, keyring())).toMatchObject({ commonName: 'Sở Nội vụ (chính thức)' });
	expect(readCertificatePage(ctx).seal).toMatchObject({ demonstration: false, issuer: 'Nơi cấp của tỉnh' });
	const names = readdirSync(folder());
	const [oldCertificate] = names.filter((name) => /^old-.*seal\.crt$/.test(name));
	expect(readFileSync(join(folder(), oldCertificate!)).equals(before)).toBe(true);
	const keys = names.filter((name) => name.endsWith('.key'));
	expect(keys).toHaveLength(3);
	for (const name of keys)
		expect(readFileSync(join(folder(), name), 'latin1')).toContain('BEGIN ENCRYPTED PRIVATE KEY');
	const request = { fieldName: 'Dau', page: 0, rect: [0, 0, 0, 0] as const, name: 'x', at: ctx.now() };
	const sealed = await signInWorker(await samplePdf(), request, loadSealIdentity(ctx), null);
	expect(await verifyInWorker(sealed.file, loadTrust(ctx))).toMatchObject({ valid: true });
	expect(auditActions(ctx.db)).toEqual(['certificate.trust', 'certificate.replace']);
	const lines = JSON.stringify(ctx.db.sqlite.prepare('select * from audit_lines').all());
	expect(lines).toContain('Sở Nội vụ (chính thức)');
	expect(lines).not.toContain('mật khẩu');
});

test('whom to believe: PEM or DER, authorities only, each once; removed ones count no more', async () => {
	const pem = openssl(['x509', '-inform', 'DER'], root.certificate);
	const trust = (bytes: Uint8Array) => codeOf(() => trustCertificate(ctx, fileOf(bytes)));
	expect(await trust(Buffer.from('không phải'))).toBe('certificate.unreadable');
	expect(await trust(Buffer.alloc(0))).toBe('file.empty');
	expect(await trust(Buffer.alloc(2 * 1024 * 1024))).toBe('file.too_large');
	expect(await trust(office.certificate)).toBe('certificate.not_a_root');
	expect(
		await trust(Buffer.concat([pem, openssl(['x509', '-inform', 'DER'], middle.certificate)]))
	).toBeNull();
	expect(await trust(root.certificate)).toBe('certificate.known');
	const [, ...added] = readCertificatePage(ctx).trusted.toSorted((a, b) => Number(b.own) - Number(a.own));
	expect(added.map(({ commonName, root }) => [commonName, root]).sort()).toEqual([
		['Gốc chuyên dùng', true],
		['Nơi cấp của tỉnh', false]
	]);
	const { fingerprint } = added.find((certificate) => certificate.root)!;
	distrustCertificate(ctx, fingerprint);
	expect(readCertificatePage(ctx).trusted.map(({ commonName }) => commonName)).not.toContain(
		'Gốc chuyên dùng'
	);
	expect(await codeOf(() => distrustCertificate(ctx, fingerprint))).toBe('not_found');
	expect(await codeOf(() => distrustCertificate(as(ctx, people.planner), fingerprint))).toBe(
		'permission.denied'
	);
	expect(auditActions(ctx.db)).toEqual(['certificate.trust', 'certificate.trust', 'certificate.distrust']);
});

test('the root that the organisation’s certificate rests on stays', async () => {
	const [added] = trustCertificate(ctx, fileOf(root.certificate));
	await replaceSeal(ctx, keyring());
	expect(await codeOf(() => distrustCertificate(ctx, added!.fingerprint))).toBe('certificate.in_use');
	const [own] = readCertificatePage(ctx).trusted;
	expect(own).toMatchObject({ own: true });
	expect(await codeOf(() => distrustCertificate(ctx, own!.fingerprint))).toBe('not_found');
});

test('the administrator is told 60, 30 and 7 days before the end; nobody else', () => {
	const { validTo } = readCertificatePage(ctx).seal!;
	const told = (before: number) => {
		ctx.clock.at = validTo - before * DAY;
		return findSealWarning({ ...ctx, now: () => ctx.clock.at })?.warning ?? null;
	};
	expect([61, 60, 30, 7, -1].map(told)).toEqual([null, 60, 30, 7, 'expired']);
	expect(findSealWarning({ ...as(ctx, people.planner), now: () => validTo })).toBeNull();
});

test('a try of the time-stamp authority says what a signature would get', async () => {
	expect(await tryTimestamp(ctx)).toBe('none');
	const timestamper = issueTimestamper(root, { validity: LONG });
	const tsa = await openTsa((query) => stampBy(timestamper, query));
	ctx.config.timestamp = { url: tsa.url, login: null };
	expect(await tryTimestamp(ctx)).toBe('untrusted');
	trustCertificate(ctx, fileOf(root.certificate));
	expect(await tryTimestamp(ctx)).toBe('stamped');
	await tsa.close();
	expect(await tryTimestamp(ctx)).toBe('unreachable');
	expect(readCertificatePage(ctx).timestampUrl).toBe(tsa.url);
});
