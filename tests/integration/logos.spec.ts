/** Logos in the head of papers: who may set one, on whose papers it stands, and what was issued keeps it. */
import sharp from 'sharp';
import { beforeEach, expect, test } from 'vitest';
import { findDocument } from '#lib/server/db/queries/documents.ts';
import {
	readLogo,
	readLogoFile,
	removeLogo,
	replaceLogo,
	type LogoOwner
} from '#lib/server/services/logo.ts';
import { hashBound, previewMinutes } from '#lib/server/services/minutes.ts';
import { drawDraft, issuePaper, readPaper } from '#lib/server/services/papers.ts';
import { as, auditActions, codeOf, type TestCtx } from '../support/database.ts';
import * as given from '../support/inspections.ts';
import { installSeal } from '../support/kept-world.ts';

const DEPARTMENT: LogoOwner = { of: 'department' };
const NOBODY: LogoOwner = { of: 'agency', id: 'none' };

let world: given.World;
let admin: TestCtx;
let agency: LogoOwner;

beforeEach(async () => {
	world = await given.openWorld();
	await installSeal(world.ctx);
	admin = as(world.ctx, world.people.admin);
	agency = { of: 'agency', id: world.people.agencyId };
});

async function picture(colour: string): Promise<{ name: string; bytes: Uint8Array }> {
	const bytes = await sharp({ create: { width: 150, height: 150, channels: 3, background: colour } })
		.png()
		.toBuffer();
	return { name: 'bieu-trung.png', bytes };
}

const set = async (owner: LogoOwner, colour: string, seen: string | null = null): Promise<string> =>
	(await replaceLogo(admin, owner, seen, await picture(colour))).sha256!;

const issue = (actor: given.Person, id: string, kind: Parameters<typeof issuePaper>[2]) =>
	issuePaper(given.by(world, actor), id, kind, { version: given.versionOf(world, id) });

/** A picture with three colours of eight bits, as pdfkit writes it into the file. */
const hasPicture = (pdf: Uint8Array): boolean =>
	Buffer.from(pdf).toString('latin1').includes('/Subtype /Image');

test('an agency has one, another one, none: each a line of the record, each seen once', async () => {
	expect(readLogo(admin, agency).sha256).toBeNull();
	expect(await codeOf(() => readLogoFile(admin, agency))).toBe('not_found');
	const red = await set(agency, '#c8102e');
	expect(readLogo(admin, agency).sha256).toBe(red);
	expect((await sharp(readLogoFile(admin, agency)).metadata()).format).toBe('png');

	expect(await codeOf(() => replaceLogo(admin, agency, null, { name: 'a', bytes: new Uint8Array() }))).toBe(
		'logo.changed'
	);
	expect(await codeOf(() => removeLogo(admin, agency, null))).toBe('logo.changed');
	expect(readLogo(admin, agency).sha256).toBe(red);

	const blue = await set(agency, '#0b2f8a', red);
	expect(blue).not.toBe(red);
	expect(removeLogo(admin, agency, blue).sha256).toBeNull();
	expect(auditActions(world.ctx.db, world.people.agencyId).slice(-3)).toEqual([
		'appearance.replace_logo',
		'appearance.replace_logo',
		'appearance.remove_logo'
	]);
	expect(readLogo(admin, DEPARTMENT).sha256).toBeNull();
});

test('a picture that is refused leaves nothing behind', async () => {
	const files = () => world.ctx.db.sqlite.prepare('select count(*) from files').pluck().get();
	const [before, lines] = [files(), auditActions(world.ctx.db).length];
	const svg = { name: 'a.svg', bytes: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>') };
	for (const owner of [agency, DEPARTMENT])
		expect(await codeOf(() => replaceLogo(admin, owner, null, svg))).toBe('logo.not_a_picture');
	expect(await codeOf(() => replaceLogo(admin, NOBODY, null, svg))).toBe('not_found');
	expect([files(), auditActions(world.ctx.db).length]).toEqual([before, lines]);
	expect(readLogo(admin, agency).sha256).toBeNull();
});

test('of two who replace it at once one is told', async () => {
	const [red, blue] = await Promise.all([picture('#c8102e'), picture('#0b2f8a')]);
	const both = [red, blue].map((file) => codeOf(() => replaceLogo(admin, DEPARTMENT, null, file)));
	expect((await Promise.all(both)).toSorted()).toEqual(['logo.changed', null].toSorted());
});

test("the department's stands on its conclusion; the issued paper keeps it, its hash binds it", async () => {
	const id = given.concluded(world);
	const first = await issue('clerk', id, 'conclusion');
	const plain = findDocument(world.ctx.db, first.id)!;
	expect(plain.content.head).not.toHaveProperty('logo');
	expect(hasPicture(readPaper(admin, first.id).pdf)).toBe(false);

	const red = await set(DEPARTMENT, '#c8102e');
	const second = await issue('clerk', id, 'conclusion');
	const row = findDocument(world.ctx.db, second.id)!;
	expect(row.content.head.logo).toBe(red);
	expect(row.contentHash).toBe(hashBound(row.content));
	const { logo: _, ...head } = row.content.head;
	expect(hashBound({ ...row.content, head })).not.toBe(row.contentHash);
	const { pdf } = readPaper(admin, second.id);
	expect(hasPicture(pdf)).toBe(true);

	removeLogo(admin, DEPARTMENT, red);
	expect(readPaper(admin, second.id).pdf.equals(pdf)).toBe(true);
	expect(findDocument(world.ctx.db, first.id)!.contentHash).toBe(plain.contentHash);
	expect(hasPicture(await drawDraft(given.by(world, 'lead'), id, 'conclusion'))).toBe(false);
});

test("an agency's stands on its own papers only; what was signed on the glass is not touched by it", async () => {
	const id = given.minutesSigned(world);
	const lead = given.by(world, 'lead');
	const signed = previewMinutes(lead, id).hash;
	await set(agency, '#c8102e');
	const draft = (kind: Parameters<typeof drawDraft>[2]) => drawDraft(lead, id, kind);
	expect(hasPicture(await draft('self_report'))).toBe(true);
	expect(hasPicture(await draft('team_decision'))).toBe(false);
	expect(hasPicture(await draft('minutes'))).toBe(false);
	await set(DEPARTMENT, '#0b2f8a');
	expect(hasPicture(await draft('team_decision'))).toBe(true);
	expect(hasPicture(await draft('minutes'))).toBe(false);
	expect(previewMinutes(lead, id).hash).toBe(signed);
	await issue('secretary', id, 'minutes');
});

test('only the administrator sets one', async () => {
	for (const person of ['planner', 'clerk', 'lead', 'officer', 'head'] as const) {
		const ctx = given.by(world, person);
		const asked = [
			() => readLogo(ctx, agency),
			() => readLogoFile(ctx, DEPARTMENT),
			() => removeLogo(ctx, agency, null)
		];
		for (const ask of asked) expect(await codeOf(ask), person).toMatch(/^(permission\.denied|not_found)$/);
	}
	expect(readLogo(admin, agency).name).not.toBe('');
});
