import { join } from 'node:path';
import { expect, test } from 'vitest';
import { verifyInWorker } from '#lib/server/signing/in-worker.ts';
import { findByBytes, findByCheckCode } from '#lib/server/services/paper-lookup.ts';
import { drawDraft, issuePaper, listPapers, readPaper } from '#lib/server/services/papers.ts';
import { hashBound, previewMinutes } from '#lib/server/services/minutes.ts';
import { loadTrust } from '#lib/server/services/seal.ts';
import { findDocument } from '#lib/server/db/queries/documents.ts';
import { as, codeOf, problemOf } from '../support/database.ts';
import * as given from '../support/inspections.ts';
import { installSeal } from '../support/kept-world.ts';
import { pdfText } from '../support/pdf-measure.ts';
import { pdfsig } from '../support/tools.ts';

let world: given.World;

async function open(): Promise<void> {
	world = await given.openWorld();
	await installSeal(world.ctx);
}

const issue = (
	actor: keyof given.World['people'],
	id: string,
	kind: Parameters<typeof issuePaper>[2],
	more = {}
) =>
	issuePaper(as(world.ctx, given.actorOf(world, actor)), id, kind, {
		version: given.versionOf(world, id),
		...more
	});

test('the minutes: frozen as signed, sealed, told genuine by poppler and by the check', async () => {
	await open();
	const id = given.minutesSigned(world);
	const signedHash = previewMinutes(as(world.ctx, world.people.lead), id).hash;
	const { id: documentId, checkCode } = await issue('secretary', id, 'minutes');
	const { pdf, row } = readPaper(as(world.ctx, world.people.viewer), documentId);
	expect(hashBound(row.content)).toBe(signedHash);

	const said = pdfsig(pdf, join(world.ctx.config.dataDir, 'certificates', 'authority.crt'));
	expect(said).toContain('Signature is Valid.');
	expect(said).toContain('Certificate is Trusted.');
	expect(said).toContain('Total document signed');
	expect(pdfText(pdf)).toContain('Chưa phê duyệt đề án vị trí việc làm của 05 đơn vị sự nghiệp');

	expect((await verifyInWorker(pdf, loadTrust(world.ctx))).valid).toBe(true);
	expect(findByCheckCode(world.ctx, checkCode.toLowerCase().replaceAll('-', ' '))?.numberAndSign).toBe(
		'01/BB-ĐKT'
	);
	expect(findByBytes(world.ctx, pdf)?.paper.kind).toBe('minutes');

	const changed = Buffer.from(pdf);
	const at = Math.floor(changed.length / 3);
	changed[at] = changed[at]! ^ 1;
	const verdict = await verifyInWorker(changed, loadTrust(world.ctx));
	expect(verdict.valid).toBe(false);
	expect(verdict.signatures[0]?.intact ?? false).toBe(false);
	expect(findByBytes(world.ctx, changed)).toBeUndefined();
});

test('an issued paper cannot be rewritten, not even in the database; a new one supersedes it', async () => {
	await open();
	const id = given.minutesSigned(world);
	const first = await issue('secretary', id, 'minutes');
	expect(() => world.ctx.db.sqlite.exec(`update documents set number = 9`)).toThrow(/frozen/);
	expect(() => world.ctx.db.sqlite.exec(`delete from documents`)).toThrow(/frozen/);
	const second = await issue('secretary', id, 'minutes');
	expect(second.number).toBe(2);
	expect(findDocument(world.ctx.db, first.id)?.supersededBy).toBe(second.id);
	expect(listPapers(world.ctx, id).map(({ superseded }) => superseded)).toEqual([true, false]);
});

test('without a certificate that can seal nothing is issued, nothing kept; with one the same clerk goes on', async () => {
	world = await given.openWorld();
	const id = given.minutesSigned(world);
	expect(await codeOf(() => issue('secretary', id, 'minutes'))).toBe('seal.unusable');
	expect(listPapers(world.ctx, id)).toEqual([]);
	await installSeal(world.ctx);
	const { ctx } = world;
	world = { ...world, ctx: { ...ctx, config: { ...ctx.config, keyPassphrase: 'another one' } } };
	expect(await codeOf(() => issue('secretary', id, 'minutes'))).toBe('seal.unusable');
	expect(listPapers(ctx, id)).toEqual([]);
	world = { ...world, ctx };
	expect((await issue('secretary', id, 'minutes')).number).toBe(1);
});

test('a paper before its time, with a taken number, on a stale version, by the wrong side: refused, nothing kept', async () => {
	await open();
	const id = given.minutesSigned(world);
	expect(await codeOf(() => issue('secretary', id, 'conclusion'))).toBe('document.not_issued');
	expect(await codeOf(() => issue('head', id, 'minutes'))).toBe('permission.denied');
	expect(await codeOf(() => issue('otherHead', id, 'minutes'))).toBe('not_found');
	expect(await codeOf(() => issue('secretary', id, 'minutes', { version: 1 }))).toBe('version.stale');
	expect(await codeOf(() => issue('secretary', id, 'minutes', { number: 0 }))).toBe('input.not_whole');
	await issue('secretary', id, 'minutes', { number: 7 });
	expect(await problemOf(() => issue('secretary', id, 'minutes', { number: 7 }))).toMatchObject({
		code: 'number.taken',
		details: { number: '7/BB-ĐKT' }
	});
	expect(listPapers(world.ctx, id)).toHaveLength(1);
});

test('a draft bears its watermark and no number; it is drawn for those who may see it', async () => {
	await open();
	const id = given.concluded(world);
	const draft = await drawDraft(as(world.ctx, world.people.planner), id, 'conclusion');
	const text = pdfText(draft);
	// The watermark is set letter by letter.
	expect(text.startsWith('B Ả N N H Á P')).toBe(true);
	expect(text.includes('Kết luận kiểm tra công tác cải cách hành chính năm 2026')).toBe(true);
	expect(text.includes('Số: /TB-SNV')).toBe(true);
	expect(await codeOf(() => drawDraft(as(world.ctx, world.people.head), id, 'conclusion'))).toBe('not_found');
	expect(await codeOf(() => drawDraft(as(world.ctx, world.people.planner), id, 'remediation_report'))).toBe(
		'not_found'
	);
});
