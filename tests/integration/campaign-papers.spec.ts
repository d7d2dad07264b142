import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import type { CampaignPaperKind } from '#lib/domain/papers/availability.ts';
import { findCampaign } from '#lib/server/db/queries/campaigns.ts';
import { findDocument, listCampaignDocuments } from '#lib/server/db/queries/documents.ts';
import { findInspection } from '#lib/server/db/queries/inspections.ts';
import {
	drawCampaignDraft,
	issueCampaignPaper,
	readCampaignPapers,
	writeCampaignPaperTexts
} from '#lib/server/services/campaign-papers.ts';
import { readCampaignValues } from '#lib/server/services/campaign-view.ts';
import { editCampaign } from '#lib/server/services/campaigns.ts';
import { createInspection } from '#lib/server/services/inspections.ts';
import { hashBound, previewMinutes } from '#lib/server/services/minutes.ts';
import { checkPaper } from '#lib/server/services/paper-check.ts';
import type { IssueInput } from '#lib/server/services/paper-issuing.ts';
import { findByCheckCode } from '#lib/server/services/paper-lookup.ts';
import { issuePaper, readPaper } from '#lib/server/services/papers.ts';
import { loadRecord } from '#lib/server/services/record.ts';
import { writeCampaignPapers } from '../../src/cli/papers.ts';
import { auditActions, codeOf, problemOf } from '../support/database.ts';
import { cite } from '../support/citations.ts';
import * as given from '../support/inspections.ts';
import { installSeal } from '../support/kept-world.ts';
import { pdfText } from '../support/pdf-measure.ts';

let world: given.World;
const HOUR = 3_600_000;

beforeEach(async () => {
	world = await given.openWorld();
	await installSeal(world.ctx);
});

const versionOfCampaign = () => findCampaign(world.ctx.db, world.campaignId)!.version;
const by = (person: given.Person) => given.by(world, person);
const issue = (kind: CampaignPaperKind, more: Partial<IssueInput> = {}, person: given.Person = 'clerk') =>
	issueCampaignPaper(by(person), world.campaignId, kind, { version: versionOfCampaign(), ...more });
const planOf = (id: string) => loadRecord(world.ctx, findInspection(world.ctx.db, id)!).plan;
const papersOf = (person: given.Person = 'clerk') => readCampaignPapers(by(person), world.campaignId);
const addOther = (kind: 'direct' | 'surprise' = 'direct') =>
	createInspection(by('planner'), {
		campaignId: world.campaignId,
		agencyId: world.people.otherAgencyId,
		kind
	});

describe('the yearly plan', () => {
	test('is issued under the sign of the department, sealed, found by its code and by its bytes', async () => {
		given.notified(world);
		const { id, number, checkCode } = await issue('yearly_plan');
		expect(number).toBe(1);
		const { pdf, row } = readPaper(by('viewer'), id);
		expect(row).toMatchObject({
			inspectionId: null,
			campaignId: world.campaignId,
			register: 'plan',
			sign: 'KH-SNV',
			issuingBody: 'Sở Nội vụ',
			issuedOn: '2026-09-12',
			pages: 3
		});
		expect(pdfText(pdf)).toContain('Sở Thử nghiệm');
		expect(findByCheckCode(world.ctx, checkCode)).toMatchObject({
			kind: 'yearly_plan',
			numberAndSign: '01/KH-SNV',
			superseded: false
		});
		const check = await checkPaper(world.ctx, { name: 'a.pdf', bytes: pdf });
		expect(check.verification.valid).toBe(true);
		expect(check.registered?.kind).toBe('yearly_plan');
		expect(auditActions(world.ctx.db, id)).toEqual(['document.issue']);
		expect(await codeOf(() => readPaper(by('head'), id))).toBe('not_found');
	});

	test('is cited by the inspections that cited none, from then on', async () => {
		const id = given.notified(world);
		expect(planOf(id)).toBeNull();
		await issue('yearly_plan', { number: 5 });
		expect(planOf(id)).toEqual({
			kind: 'Kế hoạch',
			number: '05',
			sign: 'KH-SNV',
			issuedOn: '2026-09-12',
			issuer: 'Sở Nội vụ',
			subject: 'kiểm tra công tác cải cách hành chính năm 2026'
		});
		expect(readCampaignValues(by('planner'), world.campaignId).plan).toContain('05/KH-SNV');
		expect(auditActions(world.ctx.db, world.campaignId)).toContain('campaign.cite_plan');
	});

	test('does not take the place of a plan that another body issued, and rests on it', async () => {
		const id = given.notified(world);
		const { year, teamName, title, periodFrom, periodTo, settings, version } = findCampaign(
			world.ctx.db,
			world.campaignId
		)!;
		const plan = cite('Kế hoạch', '52', 'KH-UBND', '2026-01-05', 'UBND tỉnh', 'kiểm tra');
		editCampaign(by('planner'), world.campaignId, version, {
			title,
			year,
			plan,
			decision: null,
			teamName,
			periodFrom,
			periodTo,
			settings
		});
		expect(papersOf().citesOtherPlan).toBe(true);
		const { id: documentId } = await issue('yearly_plan');
		expect(planOf(id)).toEqual(plan);
		expect(pdfText(readPaper(by('clerk'), documentId).pdf)).toContain('52/KH-UBND');
	});

	test('replaced, is cited in its new form; what was signed in between keeps the one it was signed with', async () => {
		given.notified(world);
		await issue('yearly_plan');
		const signed = given.notified({
			...world,
			people: { ...world.people, agencyId: world.people.otherAgencyId }
		});
		const { db } = world.ctx;
		const first = planOf(signed);
		const member = { recordedBy: 'x', recordedAt: world.ctx.now() + HOUR };
		db.sqlite
			.prepare(
				`insert into drawn_signatures (inspection_id, side, name, title, strokes, signed_at, content_hash, recorded_by, recorded_at)
				values (?, 'team', '', '', '[]', ?, '', ?, ?)`
			)
			.run(signed, world.ctx.now() + HOUR, member.recordedBy, member.recordedAt);
		world.ctx.clock.at += 2 * HOUR;
		await issue('yearly_plan');
		const open = listCampaignDocuments(db, world.campaignId);
		expect(open.map(({ number, supersededBy }) => [number, supersededBy])).toEqual([
			[1, open[1]!.id],
			[2, null]
		]);
		expect(planOf(signed)).toEqual(first);
		expect(first?.number).toBe('01');
	});

	test('issued after the minutes were signed, changes nothing that was signed', async () => {
		const id = given.minutesSigned(world);
		const { hash } = previewMinutes(by('lead'), id);
		world.ctx.clock.at += HOUR;
		await issue('yearly_plan');
		expect(planOf(id)).toBeNull();
		expect(previewMinutes(by('lead'), id).hash).toBe(hash);
		const { id: documentId } = await issuePaper(by('secretary'), id, 'minutes', {
			version: given.versionOf(world, id)
		});
		expect(hashBound(findDocument(world.ctx.db, documentId)!.content)).toBe(hash);
	});

	test('names no surprise inspection; without any other agency there is nothing to issue', async () => {
		addOther('surprise');
		expect(papersOf().papers[0]).toMatchObject({ kind: 'yearly_plan', settled: false });
		expect(await codeOf(() => issue('yearly_plan'))).toBe('document.not_issued');
		expect(pdfText(await drawCampaignDraft(by('viewer'), world.campaignId, 'yearly_plan'))).not.toContain(
			'Sở Khác'
		);
	});

	test("says what the office wrote, as the committee's where it says so; the draft has a watermark and blanks", async () => {
		given.notified(world);
		writeCampaignPaperTexts(by('clerk'), world.campaignId, versionOfCampaign(), {
			planBody: 'committee',
			purpose: 'Mục đích riêng của Sở'
		});
		const draft = pdfText(await drawCampaignDraft(by('viewer'), world.campaignId, 'yearly_plan'));
		expect(draft.startsWith('B Ả N N H Á P')).toBe(true);
		expect(draft).toContain('Mục đích riêng của Sở.');
		expect(draft).toMatch(/Số:\s+\/KH-UBND/);
		const { id } = await issue('yearly_plan', { number: 120 });
		expect(findDocument(world.ctx.db, id)).toMatchObject({
			issuingBody: 'Ủy ban nhân dân tỉnh Thử',
			number: 120
		});
		expect(papersOf().texts).toMatchObject({ planBody: 'committee', rankingBody: 'department' });
	});
});

describe('the ranking', () => {
	test('waits for every agency, then leaves out by name what the clerk ticked', async () => {
		given.concluded(world);
		const other = addOther();
		expect(papersOf()).toMatchObject({
			ranked: 1,
			open: [{ inspectionId: other, agencyName: 'Sở Khác', reason: 'not_concluded', isLeftOut: false }]
		});
		expect(await problemOf(() => issue('ranking_decision'))).toMatchObject({
			code: 'ranking.open',
			details: { count: 1, agencies: 'Sở Khác' }
		});
		expect(listCampaignDocuments(world.ctx.db, world.campaignId)).toEqual([]);
		writeCampaignPaperTexts(by('planner'), world.campaignId, versionOfCampaign(), { leftOut: [other] });
		const { id } = await issue('ranking_decision');
		const row = findDocument(world.ctx.db, id)!;
		expect(row).toMatchObject({ register: 'decision', sign: 'QĐ-SNV', content: { leftOut: ['Sở Khác'] } });
		const text = pdfText(readPaper(by('viewer'), id).pdf);
		expect(text).toContain('Sở Khác (chưa kết luận kiểm tra)');
		expect(text).toContain('QUYẾT ĐỊNH:');
	});

	test('is replaced by a later one, in a register of its own beside the plan', async () => {
		given.concluded(world);
		await issue('yearly_plan');
		const first = await issue('ranking_decision');
		const second = await issue('ranking_decision');
		expect([first.number, second.number]).toEqual([1, 2]);
		expect(findDocument(world.ctx.db, first.id)?.supersededBy).toBe(second.id);
		await issue('ranking_decision', { number: 7 });
		expect(findByCheckCode(world.ctx, first.checkCode)).toMatchObject({
			numberAndSign: '01/QĐ-SNV',
			superseded: true,
			successor: { numberAndSign: '07/QĐ-SNV', issuedOn: '2026-09-12' }
		});
	});
});

test('is issued by clerk and planner, on the version that was looked at; what is refused leaves nothing', async () => {
	given.concluded(world);
	for (const person of ['viewer', 'lead', 'admin'] as const)
		expect(await codeOf(() => issue('yearly_plan', {}, person))).toBe('permission.denied');
	expect(await codeOf(() => issue('yearly_plan', {}, 'head'))).toBe('not_found');
	expect(await codeOf(() => drawCampaignDraft(by('head'), world.campaignId, 'yearly_plan'))).toBe(
		'not_found'
	);
	expect(await codeOf(() => issue('yearly_plan', { version: 99 }))).toBe('version.stale');
	expect(await codeOf(() => issueCampaignPaper(by('clerk'), 'none', 'yearly_plan', { version: 1 }))).toBe(
		'not_found'
	);
	expect(await codeOf(() => issue('yearly_plan', { issuedOn: '2026-02-30' }))).toBe('date.invalid');
	expect(
		await codeOf(() => writeCampaignPaperTexts(by('clerk'), world.campaignId, 99, { purpose: 'x' }))
	).toBe('version.stale');
	expect(listCampaignDocuments(world.ctx.db, world.campaignId)).toEqual([]);
	expect(papersOf().mayIssue).toBe(true);
	expect(papersOf('viewer').mayIssue).toBe(false);
});

test('what changes while the paper is drawn is not issued under its old content', async () => {
	given.concluded(world);
	const issuing = issue('ranking_decision');
	addOther();
	expect(await codeOf(() => issuing)).toBe('document.changed');
	expect(listCampaignDocuments(world.ctx.db, world.campaignId)).toEqual([]);
});

test('the command line writes what is issued, and drafts of what is not', async () => {
	given.concluded(world);
	await issue('yearly_plan');
	const folder = join(world.ctx.config.dataDir, 'out');
	const campaign = findCampaign(world.ctx.db, world.campaignId)!;
	const files = await writeCampaignPapers(by('admin'), campaign, folder);
	expect(files.map((file) => basename(file))).toEqual([
		'DKT-2026-1-ke-hoach-kiem-tra-nam.pdf',
		'DKT-2026-1-quyet-dinh-xep-hang-ban-nhap.pdf'
	]);
	expect(pdfText(readFileSync(files[0]!))).toContain('Số: 01/KH-SNV');
	expect(pdfText(readFileSync(files[1]!)).startsWith('B Ả N N H Á P')).toBe(true);
});
