/** The places that a paper keeps for those who sign after its seal, and the signature of the body itself. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { ORGANISATION_SLOT } from '#lib/domain/paper-signing.ts';
import { findDocument } from '#lib/server/db/queries/documents.ts';
import { listPaperSignatures } from '#lib/server/db/queries/paper-signatures.ts';
import { checkPaper } from '#lib/server/services/paper-check.ts';
import { takeSignedPaper } from '#lib/server/services/paper-outside.ts';
import { readSigningPage } from '#lib/server/services/paper-signing-view.ts';
import { signPaper } from '#lib/server/services/paper-signing.ts';
import { issuePaper, readPaper } from '#lib/server/services/papers.ts';
import type { KeyedCertificate } from '#lib/server/signing/certificate.ts';
import { codeOf, problemOf } from '../support/database.ts';
import * as given from '../support/inspections.ts';
import { keptWorld } from '../support/kept-world.ts';
import { signByPoppler } from '../support/openssl.ts';
import { fieldsOf } from '../support/pdf-fields.ts';
import { pdfText } from '../support/pdf-measure.ts';
import { rsaKey } from '../support/signing-kit.ts';
import {
	keyringOf,
	LONG,
	openSigningHouse,
	signOutside,
	type SigningHouse
} from '../support/signing-house.ts';

let house: SigningHouse;
let body: KeyedCertificate;
let head: KeyedCertificate;
let world: given.World;
let documentId: string;

const HEAD = 'Người đứng đầu Sở';
/** Poppler's tool knows no other keys. */
const headKey = rsaKey(2048);

beforeAll(async () => {
	house = await openSigningHouse();
	body = house.person('Sở Nội vụ');
	head = house.person(HEAD, undefined, LONG, headKey);
});
afterAll(() => house.close());

const openIssued = keptWorld(async (made) => {
	house.install(made);
	const id = given.concluded(made);
	const input = { version: given.versionOf(made, id) };
	return { documentId: (await issuePaper(given.by(made, 'clerk'), id, 'conclusion', input)).id };
});

beforeEach(async () => {
	({ world, documentId } = await openIssued());
});

const page = () => readSigningPage(given.by(world, 'clerk'), documentId);
const bytesNow = () => readPaper(given.by(world, 'viewer'), documentId).pdf;
const check = async () => (await checkPaper(world.ctx, { name: 'x.pdf', bytes: bytesNow() })).verification;

const sign = (who: given.Person, owner: KeyedCertificate, slot: number, nameConfirmed = true) =>
	signPaper(given.by(world, who), documentId, {
		slot,
		version: page().version,
		...keyringOf(owner),
		nameConfirmed,
		picture: null
	});

test('the sealed file keeps an empty field where each is to sign, and the seal holds', async () => {
	const { signerPlaces } = findDocument(world.ctx.db, documentId)!;
	const rect = signerPlaces![0]!.rect.map(Math.round);
	expect(await fieldsOf(bytesNow())).toEqual([
		['DauCoQuan', true, expect.anything()],
		['ChuKy1', false, rect],
		['ChuKyCoQuan', false, expect.anything()]
	]);
	expect(await check()).toMatchObject({ valid: true, signatures: [{ field: 'DauCoQuan' }] });
	await sign('viewer', head, 0);
	expect((await fieldsOf(bytesNow())).map(([name, signed]) => [name, signed])).toEqual([
		['DauCoQuan', true],
		['ChuKy1', true],
		['ChuKyCoQuan', false]
	]);
});

test('another producer’s tool signs in the field that waits for it', async () => {
	const signed = signByPoppler(bytesNow(), head, house.root.certificate, 2);
	const file = { name: 'x.pdf', bytes: signed };
	await takeSignedPaper(given.by(world, 'clerk'), documentId, { slot: 0, file, nameConfirmed: true });
	expect((await fieldsOf(bytesNow())).map(([name, signed]) => [name, signed])).toEqual([
		['DauCoQuan', true],
		['ChuKy1', true],
		['ChuKyCoQuan', false]
	]);
	expect((await check()).valid).toBe(true);
});

test('the clerk signs for the body after its people, never before, and once', async () => {
	expect(page().slots.map(({ role, sign, bring, waits }) => [role, sign, bring, waits])).toEqual([
		['department_head', false, true, false],
		['organisation', false, false, true]
	]);
	expect(await codeOf(() => sign('clerk', body, ORGANISATION_SLOT))).toBe('signing.persons_first');
	const early = { name: 'x.pdf', bytes: await signOutside(world, bytesNow(), body) };
	const slot = ORGANISATION_SLOT;
	const bring = () =>
		takeSignedPaper(given.by(world, 'clerk'), documentId, { slot, file: early, nameConfirmed: true });
	expect(await codeOf(bring)).toBe('signing.persons_first');
	await sign('viewer', head, 0);
	expect(page()).toMatchObject({ state: 'signed' });
	expect(page().slots[1]).toMatchObject({ sign: true, bring: true, waits: false });
	expect(await codeOf(() => sign('viewer', body, ORGANISATION_SLOT))).toBe('permission.denied');
	expect(await problemOf(() => sign('clerk', head, ORGANISATION_SLOT, false))).toMatchObject({
		code: 'signing.other_name',
		details: { printed: 'Sở Nội vụ' }
	});
	await sign('clerk', body, ORGANISATION_SLOT, false);
	expect(page()).toMatchObject({ state: 'signed', version: 2 });
	expect(await codeOf(() => sign('clerk', body, ORGANISATION_SLOT))).toBe('signing.slot_taken');
	const { number, sign: sign_ } = findDocument(world.ctx.db, documentId)!;
	const [firstPage] = pdfText(bytesNow()).split('\f');
	expect(firstPage).toContain('Cơ quan ký: Sở Nội vụ');
	expect(firstPage).toContain(`Số, ký hiệu: ${String(number).padStart(2, '0')}/${sign_}`);
	expect((await check()).valid).toBe(true);
	expect(listPaperSignatures(world.ctx.db, documentId).map(({ role }) => role)).toEqual([
		'department_head',
		'organisation'
	]);
});

test('the body’s own tool signs too, and a scan of the people’s pen does not open its place', async () => {
	await sign('viewer', head, 0);
	const bytes = await signOutside(world, bytesNow(), body, 'ChuKyCoQuan');
	const file = { name: 'x.pdf', bytes };
	const slot = ORGANISATION_SLOT;
	await takeSignedPaper(given.by(world, 'clerk'), documentId, { slot, file, nameConfirmed: false });
	expect(page().slots[1]!.signature).toMatchObject({ way: 'outside', signerName: 'Sở Nội vụ' });
	expect((await check()).valid).toBe(true);
});
