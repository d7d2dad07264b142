import sharp from 'sharp';
import { expect, test } from 'vitest';
import { parseCitation, type Citation } from '#lib/domain/citation.ts';
import { readAgencyFindings } from '#lib/server/services/agency-findings-view.ts';
import {
	addEvidence,
	readEvidenceFile,
	withdrawEvidence,
	type EvidenceInput
} from '#lib/server/services/evidence.ts';
import { as, auditActions, codeOf, problemOf } from '../support/database.ts';
import * as given from '../support/inspections.ts';

type Person = keyof given.World['people'];

const PDF = new TextEncoder().encode('%PDF-1.7\n%%EOF\n');
function cited(text: string): Citation {
	const read = parseCitation(text);
	if (!read.ok) throw new Error(read.problem.code);
	return read.value;
}

const proof = (patch: Partial<EvidenceInput> = {}): EvidenceInput => ({
	subjectKind: 'answer',
	subjectId: '1.4.3',
	stage: 'self',
	file: { name: 'Báo cáo.pdf', bytes: PDF },
	citation: null,
	caption: '',
	takenAt: null,
	...patch
});
const add = (world: given.World, id: string, patch: Partial<EvidenceInput> = {}, by: Person = 'officer') =>
	addEvidence(as(world.ctx, given.actorOf(world, by)), id, proof(patch));

test('a file with its citation is kept and read back; taking it back leaves it in the record', async () => {
	const world = await given.openWorld();
	const id = given.notified(world);
	const view = await add(world, id, {
		citation: cited('Kế hoạch số 136/KH-STN ngày 19/01/2026'),
		caption: ' Kế hoạch '
	});
	expect(view).toMatchObject({
		side: 'agency',
		caption: 'Kế hoạch',
		citationText: 'Kế hoạch số 136/KH-STN ngày 19/01/2026',
		mediaType: 'application/pdf'
	});
	const read = readEvidenceFile(as(world.ctx, world.people.agencyClerk), id, view.id);
	expect([...read.bytes]).toEqual([...PDF]);
	withdrawEvidence(as(world.ctx, world.people.head), id, view.id);
	expect(auditActions(world.ctx.db, view.id)).toEqual(['evidence.add', 'evidence.withdraw']);
});

test('a citation alone proves; neither a file nor a citation does not', async () => {
	const world = await given.openWorld();
	const id = given.notified(world);
	const citation = cited('Quyết định số 12/QĐ-UBND ngày 5/1/2026');
	expect(await add(world, id, { file: null, citation })).toMatchObject({ url: null, fileName: '' });
	expect(await problemOf(() => add(world, id, { file: null }))).toMatchObject({
		code: 'input.required',
		at: 'file'
	});
});

test('a year that differs is taken as the paper has it; a missing day or number is not', async () => {
	const world = await given.openWorld();
	const id = given.notified(world);
	const slip = cited('Nghị định số 106/2020/NĐ-CP ngày 28/7/2021 của Chính phủ');
	expect(await add(world, id, { file: null, citation: slip })).toMatchObject({
		citationText: 'Nghị định số 106/2020/NĐ-CP ngày 28/7/2021 của Chính phủ'
	});
	const undated = cited('Kế hoạch số 136/KH-STN');
	expect(await problemOf(() => add(world, id, { file: null, citation: undated }))).toMatchObject({
		code: 'input.required',
		at: 'issuedOn'
	});
});

test('kinds are told by content, never by name', async () => {
	const world = await given.openWorld();
	const id = given.notified(world);
	const file = (name: string, bytes: Uint8Array) => add(world, id, { file: { name, bytes } });
	expect(await codeOf(() => file('báo cáo.pdf', new TextEncoder().encode('MZ program')))).toBe(
		'file.kind_not_allowed'
	);
	expect(await codeOf(() => file('ảnh.png', new TextEncoder().encode('<svg onload="x"/>')))).toBe(
		'file.kind_not_allowed'
	);
	expect(await codeOf(() => file('trống.pdf', new Uint8Array()))).toBe('file.empty');
	const big = new Uint8Array(21 * 1024 * 1024);
	big.set(PDF);
	expect(await problemOf(() => file('lớn.pdf', big))).toMatchObject({
		code: 'file.too_large',
		details: { megabytes: 20 }
	});
	const picture = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#a4201f' } })
		.png()
		.toBuffer();
	expect(await file('tên gì cũng được.txt', picture)).toMatchObject({ mediaType: 'image/jpeg' });
});

test('a proof lets the self-assessment be handed in without a word of explanation', async () => {
	const world = await given.openWorld();
	const id = given.notified(world);
	given.answerAll(world, 'officer', id, 'self');
	given.send(world, 'officer', id, given.setAnswer('self', '1.4.3', { explanation: '' }));
	await add(world, id);
	given.move(world, 'head', id, 'submit_self');
	expect(given.stateOf(world, id)).toBe('self_submitted');
	expect(await codeOf(() => add(world, id))).toBe('transition.not_from_here');
});

test('whose it is not, who only reads, and what is not there', async () => {
	const world = await given.openWorld();
	const id = given.notified(world);
	const view = await add(world, id);
	expect(await codeOf(() => add(world, id, {}, 'otherHead'))).toBe('not_found');
	expect(await codeOf(() => add(world, id, {}, 'agencyClerk'))).toBe('permission.denied');
	expect(await codeOf(() => add(world, id, { subjectId: '9.9.9' }))).toBe('not_found');
	const other = as(world.ctx, world.people.otherHead);
	expect(await codeOf(() => readEvidenceFile(other, id, view.id))).toBe('not_found');
	expect(await codeOf(() => withdrawEvidence(other, id, view.id))).toBe('not_found');
	expect(await codeOf(() => withdrawEvidence(as(world.ctx, world.people.lead), id, view.id))).not.toBeNull();
});

test('proofs of a finding stand with it on the page of findings', async () => {
	const world = await given.openWorld();
	const id = given.minutesSigned(world);
	await add(world, id, { subjectKind: 'finding', subjectId: 'finding-1', stage: null });
	const shown = readAgencyFindings(as(world.ctx, world.people.head), id)!;
	expect(shown.findings[0]!.evidence).toEqual([expect.objectContaining({ fileName: 'Báo cáo.pdf' })]);
	expect(await codeOf(() => add(world, id, { subjectKind: 'finding', subjectId: 'another' }))).toBe(
		'not_found'
	);
});
