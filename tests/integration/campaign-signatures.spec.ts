/** Papers of a campaign are signed like all others: here, with another tool, with a pen. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { CampaignPaperBody } from '#lib/domain/campaign-paper-texts.ts';
import type { CampaignPaperKind } from '#lib/domain/papers/availability.ts';
import { findCampaign } from '#lib/server/db/queries/campaigns.ts';
import { findDocument } from '#lib/server/db/queries/documents.ts';
import { listPaperSignatures } from '#lib/server/db/queries/paper-signatures.ts';
import {
	issueCampaignPaper,
	readCampaignPapers,
	writeCampaignPaperTexts
} from '#lib/server/services/campaign-papers.ts';
import { checkPaper } from '#lib/server/services/paper-check.ts';
import { findByCheckCode } from '#lib/server/services/paper-lookup.ts';
import { takeScan, takeSignedPaper } from '#lib/server/services/paper-outside.ts';
import { readSigningStates } from '#lib/server/services/paper-register.ts';
import { signPaper, type SignInput } from '#lib/server/services/paper-signing.ts';
import { readScan, readSigningPage } from '#lib/server/services/paper-signing-view.ts';
import { readPaper } from '#lib/server/services/papers.ts';
import type { KeyedCertificate } from '#lib/server/signing/certificate.ts';
import { auditActions, codeOf, problemOf } from '../support/database.ts';
import * as given from '../support/inspections.ts';
import { keptWorld } from '../support/kept-world.ts';
import { pdfText } from '../support/pdf-measure.ts';
import { ecRoot } from '../support/signing-kit.ts';
import {
	keyringOf,
	LONG,
	openSigningHouse,
	signOutside,
	type SigningHouse
} from '../support/signing-house.ts';

const SLOW_MS = 60_000;

let house: SigningHouse;
let world: given.World;
let inspectionId: string;
let documentId: string;
/** As the plan prints it. */
let head: KeyedCertificate;

beforeAll(async () => {
	house = await openSigningHouse();
	head = house.person('Người ký');
}, SLOW_MS);
afterAll(() => house.close());

const openIssued = keptWorld(async (made) => {
	house.install(made);
	return { inspectionId: given.notified(made), documentId: await issue('yearly_plan', made) };
});

beforeEach(async () => {
	({ world, inspectionId, documentId } = await openIssued());
}, SLOW_MS);

const by = (person: given.Person) => given.by(world, person);
const versionOfCampaign = (of = world) => findCampaign(of.ctx.db, of.campaignId)!.version;
async function issue(kind: CampaignPaperKind, of = world): Promise<string> {
	const input = { version: versionOfCampaign(of) };
	return (await issueCampaignPaper(given.by(of, 'clerk'), of.campaignId, kind, input)).id;
}
const page = (person: given.Person = 'viewer') => readSigningPage(by(person), documentId);
const bytesNow = () => readPaper(by('viewer'), documentId).pdf;
const listed = () => readCampaignPapers(by('clerk'), world.campaignId).papers[0]!.issued[0]!;

const inputOf = (owner: KeyedCertificate, more: Partial<SignInput> = {}): SignInput => ({
	slot: 0,
	version: page().version,
	...keyringOf(owner),
	nameConfirmed: false,
	picture: null,
	...more
});
const sign = (person: given.Person, owner = head, more: Partial<SignInput> = {}) =>
	signPaper(by(person), documentId, inputOf(owner, more));
const bring = (person: given.Person, bytes: Uint8Array, nameConfirmed = false) =>
	takeSignedPaper(by(person), documentId, { slot: 0, file: { name: 'da-ky.pdf', bytes }, nameConfirmed });
const PDF = { name: 'quet.pdf', bytes: Buffer.from('%PDF-1.7\n%%EOF\n') };

test('the head of the Department signs in the room that the paper keeps; the register and the public check know it', async () => {
	const sealed = bytesNow();
	expect(findDocument(world.ctx.db, documentId)!.signerPlaces).toHaveLength(1);
	expect(page()).toMatchObject({
		inspectionId: null,
		campaignId: world.campaignId,
		state: 'awaiting',
		slots: [
			{ role: 'department_head', sign: true, bring: false, signature: null },
			{ role: 'organisation', waits: true }
		]
	});
	expect(listed()).toMatchObject({ signing: 'awaiting', nextSigner: { role: 'department_head' } });
	expect(readSigningStates(by('clerk'), [documentId])).toEqual({ [documentId]: 'awaiting' });
	expect(await sign('viewer')).toEqual({ stamp: 'none', signerName: 'Người ký' });
	const signed = bytesNow();
	expect(signed.subarray(0, sealed.length).equals(sealed)).toBe(true);
	expect(pdfText(signed)).toContain(
		'Người ký: Người ký Cơ quan: Sở Thử nghiệm Thời gian ký: 12.09.2026 08:00:00 +07:00'
	);
	expect(page()).toMatchObject({
		state: 'signed',
		version: 1,
		slots: [
			{ sign: false, signature: { way: 'app', level: 'B-B', nameConfirmed: false } },
			{ role: 'organisation', waits: false, sign: false, signature: null }
		]
	});
	expect(listed()).toMatchObject({ signing: 'signed', nextSigner: null });
	expect(readSigningStates(by('inspector'), [documentId, 'none'])).toEqual({ [documentId]: 'signed' });
	const check = await checkPaper(world.ctx, { name: 'a.pdf', bytes: signed });
	expect(check).toMatchObject({
		verification: { valid: true },
		registered: { kind: 'yearly_plan', signatures: 1, outdated: false }
	});
	expect(await checkPaper(world.ctx, { name: 'a.pdf', bytes: sealed })).toMatchObject({
		registered: { outdated: true }
	});
	const { checkCode } = findDocument(world.ctx.db, documentId)!;
	expect(findByCheckCode(world.ctx, checkCode)).toMatchObject({ signatures: 1 });
	expect(readPaper(by('planner'), documentId, 0).pdf.equals(sealed)).toBe(true);
	expect(auditActions(world.ctx.db, documentId)).toEqual(['document.issue', 'document.sign']);
	expect(await codeOf(() => sign('viewer'))).toBe('signing.slot_taken');
});

describe('who signs and who brings in', () => {
	test('the leadership and those who lead a team of the campaign sign; clerk and planner bring in; nobody else', async () => {
		const may = (person: given.Person) => {
			const { slots, mayScan } = page(person);
			return { sign: slots[0]!.sign, bring: slots[0]!.bring, scan: mayScan };
		};
		const [signs, brings] = [
			{ sign: true, bring: false, scan: false },
			{ sign: false, bring: true, scan: true }
		];
		const looks = { sign: false, bring: false, scan: false };
		expect(may('viewer')).toEqual(signs);
		expect(may('lead')).toEqual(signs);
		for (const person of ['clerk', 'planner'] as const) expect(may(person)).toEqual(brings);
		for (const person of ['secretary', 'member', 'inspector', 'admin'] as const)
			expect([person, may(person)]).toEqual([person, looks]);
		const before = bytesNow();
		for (const person of ['clerk', 'planner', 'secretary', 'inspector', 'admin'] as const)
			expect(await codeOf(() => sign(person))).toBe('permission.denied');
		const signed = await signOutside(world, before, head);
		for (const person of ['viewer', 'lead', 'secretary', 'admin'] as const) {
			expect(await codeOf(() => bring(person, signed))).toBe('permission.denied');
			expect(await codeOf(() => takeScan(by(person), documentId, PDF))).toBe('permission.denied');
		}
		expect(bytesNow().equals(before)).toBe(true);
		expect(listPaperSignatures(world.ctx.db, documentId)).toEqual([]);
	});

	test('leading a team of another campaign, or of an inspection that was cancelled, gives no right', async () => {
		const later = given.nextYear(world);
		given.notified(later, '2027-03-01');
		const { id } = await issueCampaignPaper(by('clerk'), later.campaignId, 'yearly_plan', {
			version: findCampaign(world.ctx.db, later.campaignId)!.version
		});
		expect(readSigningPage(by('lead'), id).slots[0]!.sign).toBe(true);
		given.move(world, 'planner', inspectionId, 'cancel', 'Trùng lịch');
		/* The one who leads goes on leading next year's team only. */
		expect(page('lead').slots[0]!.sign).toBe(false);
		expect(await codeOf(() => sign('lead'))).toBe('permission.denied');
		expect(readSigningPage(by('lead'), id).slots[0]!.sign).toBe(true);
	});

	test('a deputy head who leads a team signs for the head, in whose name the paper is not: by an explicit word', async () => {
		const deputy = house.person('Cấp phó');
		expect(await problemOf(() => sign('lead', deputy))).toMatchObject({ code: 'signing.other_name' });
		await sign('lead', deputy, { nameConfirmed: true });
		expect(page().slots[0]!.signature).toMatchObject({ signerName: 'Cấp phó', nameConfirmed: true });
	});

	test('an agency learns nothing of it', async () => {
		await takeScan(by('clerk'), documentId, PDF);
		const scanId = page().scans[0]!.id;
		const signed = await signOutside(world, bytesNow(), head);
		for (const person of ['head', 'officer', 'agencyClerk', 'otherHead'] as const) {
			expect(await codeOf(() => page(person))).toBe('not_found');
			expect(await codeOf(() => sign(person))).toBe('not_found');
			expect(await codeOf(() => bring(person, signed))).toBe('not_found');
			expect(await codeOf(() => takeScan(by(person), documentId, PDF))).toBe('not_found');
			expect(await codeOf(() => readScan(by(person), documentId, scanId))).toBe('not_found');
			expect(await codeOf(() => readPaper(by(person), documentId))).toBe('not_found');
		}
	});
});

test('what cannot sign is refused at its place, and nothing is kept', async () => {
	const before = bytesNow();
	const refusals: [Partial<SignInput>, KeyedCertificate, string, string | undefined][] = [
		[{ passphrase: 'sai' }, head, 'signing.p12_wrong_passphrase', 'passphrase'],
		[{}, house.person('Người ký', ecRoot(undefined, LONG)), 'signing.certificate_refused', 'file'],
		[{}, house.person('Người khác'), 'signing.other_name', 'nameConfirmed'],
		[{ slot: 1 }, head, 'signing.slot_unknown', 'slot'],
		[{ version: 4 }, head, 'version.stale', undefined]
	];
	for (const [more, owner, code, at] of refusals)
		expect(await problemOf(() => sign('viewer', owner, more))).toMatchObject(at ? { code, at } : { code });
	expect(bytesNow().equals(before)).toBe(true);
	expect(auditActions(world.ctx.db, documentId)).toEqual(['document.issue']);
});

test('replaced, it is signed no more; the one in its place awaits its own signature', async () => {
	const first = documentId;
	const signed = await signOutside(world, bytesNow(), head);
	documentId = await issue('yearly_plan');
	const second = documentId;
	documentId = first;
	expect(await codeOf(() => sign('viewer'))).toBe('document.superseded');
	expect(await codeOf(() => bring('clerk', signed))).toBe('document.superseded');
	expect(await codeOf(() => takeScan(by('clerk'), first, PDF))).toBe('document.superseded');
	documentId = second;
	await sign('viewer');
	const states = readCampaignPapers(by('clerk'), world.campaignId).papers[0]!.issued.map((paper) => [
		paper.id,
		paper.superseded,
		paper.signing
	]);
	expect(states).toEqual([
		[second, false, 'signed'],
		[first, true, 'awaiting']
	]);
});

test('signed with the office’s own tool: the clerk brings the exact bytes back with one signature more', async () => {
	const handedOut = readPaper(by('clerk'), documentId, 0).pdf;
	const signed = await signOutside(world, handedOut, head);
	const changed = Buffer.from(signed);
	changed[500]! ^= 1;
	expect(await codeOf(() => bring('clerk', handedOut))).toBe('signing.nothing_added');
	expect(await codeOf(() => bring('clerk', changed))).toBe('signing.not_our_bytes');
	const foreign = await signOutside(world, handedOut, house.person('Người ký', ecRoot(undefined, LONG)));
	expect(await codeOf(() => bring('clerk', foreign))).toBe('signing.file_refused');
	expect(page().version).toBe(0);
	expect(await bring('clerk', signed)).toEqual({ signerName: 'Người ký' });
	expect(bytesNow().equals(signed)).toBe(true);
	expect(page()).toMatchObject({
		state: 'signed',
		slots: [{ signature: { way: 'outside' } }, { signature: null }]
	});
});

test('a scan of the copy signed by pen stands beside it', async () => {
	const before = bytesNow();
	await takeScan(by('planner'), documentId, PDF);
	expect(page()).toMatchObject({ state: 'scanned', version: 0 });
	expect(listed()).toMatchObject({ signing: 'scanned', nextSigner: null });
	expect(bytesNow().equals(before)).toBe(true);
	expect(readScan(by('inspector'), documentId, page().scans[0]!.id).bytes.equals(PDF.bytes)).toBe(true);
	expect(auditActions(world.ctx.db, documentId)).toEqual(['document.issue', 'document.scan']);
});

test('the committee’s paper is signed by its chair elsewhere, whose name the paper leaves blank', async () => {
	const planBody: CampaignPaperBody = 'committee';
	writeCampaignPaperTexts(by('clerk'), world.campaignId, versionOfCampaign(), { planBody });
	documentId = await issue('yearly_plan');
	expect(page().slots).toMatchObject([
		{ role: 'committee_chair', name: '', sign: false },
		{ role: 'organisation', name: 'Ủy ban nhân dân tỉnh Thử' }
	]);
	const chair = house.person('Chủ tịch Ủy ban');
	expect(await codeOf(() => sign('viewer', chair, { nameConfirmed: true }))).toBe('permission.denied');
	const signed = await signOutside(world, bytesNow(), chair);
	expect(await codeOf(() => bring('clerk', signed))).toBe('signing.name_blank');
	await bring('clerk', signed, true);
	expect(page()).toMatchObject({
		state: 'signed',
		slots: [{ signature: { nameConfirmed: true } }, { signature: null }]
	});
});

test('the decision on the ranking has its room, too', async () => {
	given.openSession(world, inspectionId);
	given.signMinutes(world, inspectionId, given.raiseFinding('finding-1'));
	given.conclude(world, inspectionId);
	documentId = await issue('ranking_decision');
	expect(findDocument(world.ctx.db, documentId)!.signerPlaces).toHaveLength(1);
	await sign('viewer');
	const { verification } = await checkPaper(world.ctx, { name: 'a.pdf', bytes: bytesNow() });
	expect(verification.valid).toBe(true);
});
