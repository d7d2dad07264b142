import { beforeEach, expect, test } from 'vitest';
import { superValidate } from 'sveltekit-superforms';
import { valibot } from 'sveltekit-superforms/adapters';
import { fromOfficeForm, officeForm, toOfficeForm } from '#lib/contracts/office.ts';
import { DEFAULT_SETTINGS } from '#lib/domain/campaign.ts';
import { importSets } from '#lib/domain/criteria-import.ts';
import { USUAL_OFFICE, type OfficeFacts } from '#lib/domain/office.ts';
import { buildConclusion } from '#lib/domain/papers/conclusion.ts';
import { listCampaigns } from '#lib/server/db/queries/campaigns.ts';
import { findInspection } from '#lib/server/db/queries/inspections.ts';
import { createAgency } from '#lib/server/services/agencies.ts';
import { createCampaign } from '#lib/server/services/campaigns.ts';
import {
	importCriteriaFile,
	listCriteriaSets,
	makeCriteriaTemplate,
	publishCriteriaSet
} from '#lib/server/services/criteria-sets.ts';
import { readDashboard } from '#lib/server/services/dashboard-view.ts';
import { readOfficeView, saveOffice } from '#lib/server/services/office-facts.ts';
import { loadRecord } from '#lib/server/services/record.ts';
import { addAccount, as, codeOf, makeCtx, openTestDatabase, type TestCtx } from '../support/database.ts';
import * as given from '../support/inspections.ts';

const FACTS: OfficeFacts = {
	...USUAL_OFFICE,
	provinceName: 'Thử nghiệm',
	committee: 'UBND tỉnh Thử nghiệm',
	place: 'Thử nghiệm',
	conclusionSigner: { capacity: ['KT. Giám đốc', 'Phó Giám đốc'], name: 'Người ký' }
};

const CAMPAIGN = {
	title: 'Kiểm tra năm 2026',
	year: 2026,
	plan: null,
	decision: null,
	teamName: 'Đoàn kiểm tra 12',
	periodFrom: '2025-01-01',
	periodTo: '2026-06-30',
	settings: DEFAULT_SETTINGS
};

let ctx: TestCtx;
let admin: TestCtx;
beforeEach(async () => {
	ctx = makeCtx(openTestDatabase());
	admin = as(ctx, await addAccount(ctx.db, 'admin', { username: 'quantri' }));
});

test('nothing that ends in a paper begins before somebody has said how papers name the office', async () => {
	expect(readOfficeView(admin)).toEqual({ isNamed: false, version: 0, facts: USUAL_OFFICE });
	expect(await codeOf(() => createCampaign(admin, CAMPAIGN))).toBe('office.unnamed');
	expect(listCampaigns(ctx.db)).toEqual([]);
	saveOffice(admin, 0, FACTS);
	expect(readOfficeView(admin)).toEqual({ isNamed: true, version: 1, facts: FACTS });
	createCampaign(admin, CAMPAIGN);
	expect(listCampaigns(ctx.db)).toHaveLength(1);
});

test('who saves on what is no longer the newest overwrites nothing; each change is in the record', async () => {
	saveOffice(admin, 0, FACTS);
	expect(await codeOf(() => saveOffice(admin, 0, { ...FACTS, place: 'Nơi khác' }))).toBe('version.stale');
	saveOffice(admin, 1, { ...FACTS, place: 'Nơi mới' });
	expect(readOfficeView(admin)).toMatchObject({ version: 2, facts: { place: 'Nơi mới' } });
	const lines = ctx.db.sqlite
		.prepare(`select old, new from audit_lines where action = 'office.edit' order by rowid`)
		.all() as { old: string | null; new: string }[];
	expect(lines.map(({ old, new: now }) => [old && JSON.parse(old).place, JSON.parse(now).place])).toEqual([
		[null, 'Thử nghiệm'],
		['Thử nghiệm', 'Nơi mới']
	]);
});

test('drafts bear the new name at once', async () => {
	const world = await given.openWorld();
	const id = given.minutesSigned(world);
	const conclusion = () => buildConclusion(loadRecord(world.ctx, findInspection(world.ctx.db, id)!));
	const before = conclusion();
	saveOffice(as(world.ctx, world.people.admin), 0, { ...FACTS, departmentName: 'Sở Nội vụ Mới' });
	const after = conclusion();
	expect(before.head.issuingBody).toBe('Sở Nội vụ');
	expect(after.head).toMatchObject({
		issuingBody: 'Sở Nội vụ Mới',
		parentBody: 'UBND tỉnh Thử nghiệm',
		place: 'Thử nghiệm'
	});
	expect(after.signatures.at(-1)).toMatchObject({ name: 'Người ký' });
});

test('the first steps go away one by one, and only the administrator sees them', async () => {
	const open = () =>
		readDashboard({ ...admin })
			.firstSteps.filter(({ isDone }) => !isDone)
			.map(({ key }) => key);
	expect(open()).toEqual(['office', 'seal', 'criteria', 'agencies', 'people', 'campaign']);
	saveOffice(admin, 0, FACTS);
	const template = makeCriteriaTemplate(admin);
	importCriteriaFile(admin, { name: 'mau-bo-tieu-chi.json', bytes: template });
	expect(open()).toContain('criteria');
	for (const { id, version } of listCriteriaSets(admin)) publishCriteriaSet(admin, id, version);
	expect(open()).toEqual(['seal', 'agencies', 'people', 'campaign']);
	createAgency(admin, {
		code: 'stp',
		name: 'Sở Tư pháp',
		shortName: 'Sở Tư pháp',
		sign: 'STP',
		level: 'department',
		superior: 'UBND tỉnh',
		headTitle: 'Giám đốc',
		place: 'Thử nghiệm',
		address: '',
		superiorEmail: ''
	});
	const planner = as(ctx, await addAccount(ctx.db, 'planner', { username: 'chuyenvien' }));
	createCampaign(planner, CAMPAIGN);
	expect(open()).toEqual(['seal']);
	expect(readDashboard(planner).firstSteps).toEqual([]);
});

test('the sample file holds both sets without a fault', () => {
	const { sets, problems } = importSets(JSON.parse(new TextDecoder().decode(makeCriteriaTemplate(admin))));
	expect(problems).toEqual([]);
	expect(sets.map(({ level }) => level)).toEqual(['department', 'commune']);
});

const filled = toOfficeForm(3, FACTS);
const validate = (given: Partial<typeof filled>) =>
	superValidate({ ...filled, ...given }, valibot(officeForm));

test('the form gives back what stands, tidied', async () => {
	const { valid, data } = await validate({
		departmentName: '  Sở   Nội vụ ',
		capacity: ' KT. Giám đốc \r\n\r\n Phó Giám đốc ',
		place: 'Thử nghiệm'.normalize('NFD')
	});
	expect(valid).toBe(true);
	expect(fromOfficeForm(data)).toEqual(FACTS);
});

test.each<[string, Partial<typeof filled>]>([
	['committee', { committee: ' ' }],
	['departmentSign', { departmentSign: 'snv' }],
	['departmentSign', { departmentSign: 'SNV-CCHC' }],
	['unitSign', { unitSign: 'C'.repeat(21) }],
	['capacity', { capacity: ' \n ' }],
	['capacity', { capacity: 'a\nb\nc\nd' }],
	['capacity', { capacity: 'a'.repeat(61) }],
	['signerName', { signerName: '' }]
])('the form says at «%s» what is wrong', async (field, given) => {
	const { valid, errors } = await validate(given);
	expect(valid).toBe(false);
	expect(Object.keys(errors)).toEqual([field]);
});
