import { expect, test } from 'vitest';
import { addAgency, as, auditActions, codeOf, problemOf } from '../support/database.ts';
import * as given from '../support/inspections.ts';
import { listCampaignItems, readCampaignBoard } from '#lib/server/services/campaign-view.ts';
import { createInspections, planDrafts } from '#lib/server/services/inspection-batch.ts';
import { listRegisteredInspections } from '#lib/server/services/inspection-register-view.ts';
import { readInspectionHead, readInspectionOverview } from '#lib/server/services/inspection-view.ts';
import { createInspection, planVisit, setTeam } from '#lib/server/services/inspections.ts';
import { readPreparation } from '#lib/server/services/preparation-view.ts';
import { listAuditLines } from '#lib/server/services/audit-view.ts';

type Person = keyof given.World['people'];

const headOf = (world: given.World, person: Person, id: string) =>
	readInspectionHead(as(world.ctx, given.actorOf(world, person)), id);
const stepOf = (world: given.World, person: Person, id: string, transition: string) =>
	headOf(world, person, id).steps.find((step) => step.transition === transition);

test('several agencies join a campaign together, or none does', async () => {
	const { ctx, people, campaignId } = await given.openWorld();
	const planner = as(ctx, people.planner);
	const board = () => readCampaignBoard(planner, campaignId);
	expect(board().candidates.map(({ name, hasSet }) => [name, hasSet])).toEqual([
		['Sở Khác', true],
		['Sở Thử nghiệm', true]
	]);
	const pair = [people.agencyId, people.otherAgencyId];
	expect(createInspections(planner, campaignId, pair, 'direct')).toHaveLength(2);
	expect(board().candidates).toEqual([]);

	const third = addAgency(ctx.db);
	expect(await codeOf(() => createInspections(planner, campaignId, [third, people.agencyId], 'direct'))).toBe(
		'inspection.agency_already_in_campaign'
	);
	expect(board().items).toHaveLength(2);
	expect(await codeOf(() => createInspections(planner, campaignId, [], 'direct'))).toBe('input.required');

	expect(planDrafts(planner, campaignId)).toBe(2);
	expect(board().items.map(({ inspection }) => inspection.state)).toEqual(['planned', 'planned']);
	expect(planDrafts(planner, campaignId)).toBe(0);
	expect(await codeOf(() => planDrafts(as(ctx, people.viewer), campaignId))).toBe('permission.denied');
});

test('an agency without a published set of its level is shown as not to be chosen', async () => {
	const { ctx, people, campaignId } = await given.openWorld();
	addAgency(ctx.db, { name: 'Xã Thử', level: 'commune' });
	const { candidates } = readCampaignBoard(as(ctx, people.planner), campaignId);
	expect(candidates.find(({ name }) => name === 'Xã Thử')).toMatchObject({ hasSet: false });
	expect(readCampaignBoard(as(ctx, people.viewer), campaignId)).toMatchObject({
		canAdd: false,
		candidates: []
	});
});

test('each step says who makes it and what is missing', async () => {
	const world = await given.openWorld();
	const { ctx, people, campaignId } = world;
	const id = createInspection(as(ctx, people.planner), {
		campaignId,
		agencyId: people.agencyId,
		kind: 'direct'
	});
	expect(stepOf(world, 'planner', id, 'plan')).toMatchObject({ mine: true, missing: null, way: 'forward' });
	expect(stepOf(world, 'viewer', id, 'plan')).toMatchObject({ mine: false, by: ['planner', 'admin'] });
	expect(stepOf(world, 'planner', id, 'cancel')).toMatchObject({ way: 'aside', needsReason: true });
	given.move(world, 'planner', id, 'plan');
	expect(stepOf(world, 'planner', id, 'set_team')?.missing).toMatchObject({
		code: 'inspection.team_incomplete',
		details: { missing: 'lead' }
	});
	expect(await codeOf(() => headOf(world, 'head', id))).toBe('not_found');
	expect(await codeOf(() => headOf(world, 'planner', 'không-có'))).toBe('not_found');
});

test('the timeline marks what was done, skipped and left aside', async () => {
	const world = await given.openWorld();
	const { ctx, people, campaignId } = world;
	const overview = (id: string) => readInspectionOverview(as(ctx, people.planner), id);
	const standOf = (id: string) =>
		Object.fromEntries(overview(id).timeline.map(({ state, stand }) => [state, stand]));
	const signed = given.minutesSigned(world);
	expect(standOf(signed)).toMatchObject({
		draft: 'done',
		notified: 'done',
		minutes_signed: 'now',
		explaining: 'todo'
	});
	expect(overview(signed).timeline.find(({ state }) => state === 'in_session')?.by).toContain('(inspector)');

	const surprise = createInspection(as(ctx, people.planner), {
		campaignId,
		agencyId: people.otherAgencyId,
		kind: 'surprise'
	});
	given.move(world, 'planner', surprise, 'plan');
	planVisit(as(ctx, people.planner), surprise, {
		version: given.versionOf(world, surprise),
		visitOn: '2026-09-14',
		visitAt: '08:00',
		place: 'Tại chỗ',
		noticeText: '',
		visitNotice: null,
		selfDueOn: null
	});
	setTeam(as(ctx, people.planner), surprise, given.versionOf(world, surprise), [
		{ accountId: people.lead.id, role: 'lead', areas: [], duty: '' },
		{ accountId: people.secretary.id, role: 'secretary', areas: [], duty: '' }
	]);
	given.move(world, 'planner', surprise, 'set_team');
	given.move(world, 'lead', surprise, 'open_session');
	expect(standOf(surprise)).toMatchObject({
		team_set: 'done',
		notified: 'skipped',
		self_submitted: 'skipped',
		in_session: 'now'
	});
});

test('a postponed inspection stands where it left the line, with the reason that was given', async () => {
	const world = await given.openWorld();
	const id = given.notified(world);
	given.move(world, 'planner', id, 'postpone', 'Cơ quan bận kỳ họp');
	const overview = readInspectionOverview(as(world.ctx, world.people.viewer), id);
	expect(overview.timeline.find(({ stand }) => stand === 'now')?.state).toBe('notified');
	expect(overview.moves[0]).toMatchObject({ transition: 'postpone', reason: 'Cơ quan bận kỳ họp' });
	expect(headOf(world, 'planner', id)).toMatchObject({ stateReason: 'Cơ quan bận kỳ họp', due: null });
});

test('who comes from the inspected agency is marked, and other teams of the campaign are on offer', async () => {
	const world = await given.openWorld();
	const { ctx, people, campaignId } = world;
	const first = given.notified(world);
	const second = createInspection(as(ctx, people.planner), {
		campaignId,
		agencyId: people.otherAgencyId,
		kind: 'direct'
	});
	ctx.db.sqlite
		.prepare('update accounts set title = ? where id = ?')
		.run('Chuyên viên SỞ KHÁC', people.member.id);
	const { candidates, otherTeams, areas } = readPreparation(as(ctx, people.planner), second);
	expect(candidates.filter(({ ownOffice }) => ownOffice).map(({ id }) => id)).toEqual([people.member.id]);
	expect(candidates.some(({ id }) => id === people.head.id || id === people.viewer.id)).toBe(false);
	expect(otherTeams).toEqual([expect.objectContaining({ inspectionId: first, agencyName: 'Sở Thử nghiệm' })]);
	expect(otherTeams[0]!.members).toHaveLength(3);
	expect(areas.filter(({ isSurvey }) => !isSurvey)).toHaveLength(7);
});

test('the registers count and show what each person is in', async () => {
	const world = await given.openWorld();
	const id = given.concluded(world);
	const register = (person: Person) => listRegisteredInspections(as(world.ctx, given.actorOf(world, person)));
	expect(register('lead')).toEqual([
		expect.objectContaining({
			mine: true,
			findings: { total: 1, settled: 0 },
			due: expect.objectContaining({ kind: 'plan', waitsFor: 'agency' })
		})
	]);
	expect(register('inspector')[0]).toMatchObject({ mine: false, inspection: { id, state: 'concluded' } });
	expect(listCampaignItems(as(world.ctx, world.people.clerk))).toMatchObject({
		canManage: false,
		campaigns: [{ total: 1, concluded: 1, closed: 0 }]
	});
});

test('the record of an inspection is for administrators', async () => {
	const world = await given.openWorld();
	const id = given.notified(world);
	const lines = listAuditLines(as(world.ctx, world.people.admin), id);
	expect(lines.map(({ action }) => action).toReversed()).toEqual(auditActions(world.ctx.db, id));
	expect(lines[0]).toMatchObject({ action: 'inspection.notify', address: '192.0.2.10' });
	expect(lines[0]!.new).toContain('notified');
	expect((await problemOf(() => listAuditLines(as(world.ctx, world.people.planner), id))).code).toBe(
		'permission.denied'
	);
});
