import { expect, test } from 'vitest';
import { createCampaign } from '#lib/server/services/campaigns.ts';
import { DEFAULT_SETTINGS } from '#lib/domain/campaign.ts';
import { reportProgress, saveAction, verifyFinding } from '#lib/server/services/remediation.ts';
import { summarizeRemedies } from '#lib/domain/remedy-figures.ts';
import { listTrackedRemedies } from '#lib/server/services/remedy-tracker-view.ts';
import { readRemedies } from '#lib/server/services/remedy-view.ts';
import { listRegisteredAgencies } from '#lib/server/services/agency-register-view.ts';
import { dayOf } from '#lib/domain/calendar.ts';
import { as } from '../support/database.ts';
import * as given from '../support/inspections.ts';

type Person = keyof given.World['people'];

const trackedBy = (world: given.World, person: Person) =>
	listTrackedRemedies(as(world.ctx, given.actorOf(world, person)));
const summaryOf = (world: given.World) =>
	summarizeRemedies(trackedBy(world, 'viewer'), dayOf(world.ctx.now()));

function addAction(world: given.World, id: string): string {
	return saveAction(as(world.ctx, world.people.officer), id, {
		id: null,
		findingId: 'finding-1',
		version: 0,
		cause: 'Chưa phân công đầu mối',
		measure: 'Trình phê duyệt đề án',
		product: 'Quyết định phê duyệt',
		leadUnit: 'Phòng Tổ chức',
		personInCharge: 'Trưởng phòng Tổ chức',
		support: '',
		dueOn: '2026-12-15',
		note: ''
	});
}

function report(
	world: given.World,
	id: string,
	actionId: string,
	percent: number,
	state: 'doing' | 'submitted_awaiting' | 'done',
	given: { asOfOn?: string; newDueOn?: string } = {}
) {
	reportProgress(as(world.ctx, world.people.officer), id, {
		actionId,
		percent,
		state,
		numerator: null,
		denominator: null,
		asOfOn: '2026-09-12',
		doneText: 'Đã trình 05 đề án.',
		remainingText: '',
		awaitedBody: state === 'submitted_awaiting' ? 'UBND tỉnh' : '',
		regressReason: '',
		delayReason: 'Chờ Sở Nội vụ thẩm định',
		newDueOn: null,
		...given
	});
}

/** The plan accepted and begun. */
function remedying(world: given.World): { id: string; actionId: string } {
	const id = given.concluded(world);
	const actionId = addAction(world, id);
	given.move(world, 'head', id, 'submit_plan');
	given.move(world, 'planner', id, 'accept_plan');
	given.move(world, 'officer', id, 'start_remedy');
	return { id, actionId };
}

test('a finding is tracked from the conclusion on, and stands where its plan and reports put it', async () => {
	const world = await given.openWorld();
	const signed = given.minutesSigned(world);
	expect(trackedBy(world, 'viewer')).toEqual([]);
	given.move(world, 'officer', signed, 'open_explanation');
	given.move(world, 'lead', signed, 'reappraise');
	given.move(world, 'lead', signed, 'conclude');
	expect(trackedBy(world, 'viewer')).toEqual([
		expect.objectContaining({ standing: 'no_plan', percent: 0, due: expect.objectContaining({ of: 'plan' }) })
	]);
	const actionId = addAction(world, signed);
	expect(trackedBy(world, 'viewer')[0]).toMatchObject({
		standing: 'planned',
		due: { of: 'remedy', on: '2026-12-31' }
	});
	given.move(world, 'head', signed, 'submit_plan');
	given.move(world, 'planner', signed, 'accept_plan');
	given.move(world, 'officer', signed, 'start_remedy');
	report(world, signed, actionId, 40, 'doing');
	expect(trackedBy(world, 'viewer')[0]).toMatchObject({ standing: 'doing', percent: 40, hindered: false });
	report(world, signed, actionId, 90, 'submitted_awaiting');
	expect(trackedBy(world, 'viewer')[0]).toMatchObject({ standing: 'awaiting', percent: 90, hindered: true });
});

test('done waits for whoever may verify, and counts as verified only then', async () => {
	const world = await given.openWorld();
	const { id, actionId } = remedying(world);
	report(world, id, actionId, 100, 'done');
	expect(trackedBy(world, 'planner')[0]).toMatchObject({ standing: 'reported_done', forMe: true });
	expect(trackedBy(world, 'member')[0]).toMatchObject({ forMe: true });
	expect(trackedBy(world, 'viewer')[0]).toMatchObject({ forMe: false });
	expect(trackedBy(world, 'inspector')[0]).toMatchObject({ forMe: false });
	expect(summaryOf(world)).toMatchObject({ total: 1, waiting: 1, verified: 0, late: 0 });

	const planner = as(world.ctx, world.people.planner);
	verifyFinding(planner, id, { findingId: 'finding-1', result: 'returned', reason: 'Thiếu quyết định' });
	expect(trackedBy(world, 'planner')[0]).toMatchObject({ standing: 'returned', forMe: false });
	report(world, id, actionId, 100, 'done');
	verifyFinding(planner, id, { findingId: 'finding-1', result: 'verified', reason: 'Đã xem 05 quyết định' });
	expect(summaryOf(world)).toMatchObject({ verified: 1, waiting: 0, doing: 0 });
	expect(readRemedies(planner, id).items[0]).toMatchObject({
		standing: 'verified',
		percent: 100,
		verifications: [{ result: 'verified' }, { result: 'returned', reason: 'Thiếu quyết định' }],
		actions: [{ reports: [{ percent: 100 }, { percent: 100 }] }]
	});
});

test('past its day it is late, with the reason the agency gave; a report waiting for us is not', async () => {
	const world = await given.openWorld();
	const { id, actionId } = remedying(world);
	report(world, id, actionId, 60, 'doing');
	world.ctx.clock.at = Date.parse('2027-01-14T08:00:00+07:00');
	expect(trackedBy(world, 'viewer')[0]).toMatchObject({
		late: true,
		delayReason: 'Chờ Sở Nội vụ thẩm định',
		due: { on: '2026-12-31', workingDaysLeft: -9, past: true }
	});
	expect(summaryOf(world)).toMatchObject({ late: 1, longestLate: 9, dueSoFar: 1, keptSoFar: 0 });
	report(world, id, actionId, 100, 'done');
	expect(trackedBy(world, 'viewer')[0]).toMatchObject({ late: false, standing: 'reported_done' });
	expect(summaryOf(world)).toMatchObject({ late: 0, keptSoFar: 1 });
});

test('the same subcriterion in a later campaign is a repetition of the first', async () => {
	const world = await given.openWorld();
	given.concluded(world);
	const campaignId = createCampaign(as(world.ctx, world.people.planner), {
		title: 'Kiểm tra năm 2027',
		year: 2027,
		plan: null,
		decision: null,
		teamName: 'Đoàn kiểm tra 34',
		periodFrom: '2026-07-01',
		periodTo: '2027-06-30',
		settings: DEFAULT_SETTINGS
	});
	const later = { ...world, campaignId };
	const id = given.inSession(later);
	given.answerAll(later, 'lead', id, 'appraisal');
	given.send(later, 'member', id, given.raiseFinding('finding-2'));
	given.drawBoth(later, id);
	given.move(later, 'lead', id, 'sign_minutes');
	given.move(later, 'officer', id, 'open_explanation');
	given.move(later, 'lead', id, 'reappraise');
	given.move(later, 'lead', id, 'conclude');
	expect(trackedBy(world, 'viewer').map(({ year, repeatOf }) => [year, repeatOf])).toEqual([
		[2027, 2026],
		[2026, null]
	]);
	expect(summaryOf(world)).toMatchObject({ total: 2, agencies: 1, repeated: 1 });
	const agency = listRegisteredAgencies(as(world.ctx, world.people.clerk)).find(
		({ name }) => name === 'Sở Thử nghiệm'
	)!;
	expect(agency.inspections.map(({ year, percent }) => [year, percent !== null])).toEqual([
		[2027, true],
		[2026, true]
	]);
	expect(agency.openFindings).toBe(2);
});

test('each remedy tells its days, who answers for it and whom it waits for', async () => {
	const world = await given.openWorld();
	const { id, actionId } = remedying(world);
	expect(trackedBy(world, 'viewer')[0]).toMatchObject({
		raisedOn: '2026-09-12',
		answeredOn: null,
		verifiedOn: null,
		responsible: ['Phòng Tổ chức'],
		awaitedBody: '',
		causeOutside: false,
		areaCode: '5',
		areaTitle: world.set.areas.find(({ code }) => code === '5')!.title
	});
	world.ctx.clock.at = Date.parse('2027-01-14T08:00:00+07:00');
	expect(trackedBy(world, 'viewer')[0]).toMatchObject({ late: true, daysLate: 9 });
	report(world, id, actionId, 90, 'submitted_awaiting', { newDueOn: '2027-01-29' });
	expect(trackedBy(world, 'viewer')[0]).toMatchObject({
		late: false,
		daysLate: 0,
		awaitedBody: 'UBND tỉnh',
		answeredOn: '2027-01-14'
	});
	world.ctx.clock.at = Date.parse('2027-01-20T08:00:00+07:00');
	report(world, id, actionId, 100, 'done', { asOfOn: '2027-01-20' });
	/* Frozen against the action's own day, 15/12/2026. */
	const { daysLate } = trackedBy(world, 'viewer')[0]!;
	expect(daysLate).toBeGreaterThan(9);
	const planner = as(world.ctx, world.people.planner);
	verifyFinding(planner, id, { findingId: 'finding-1', result: 'returned', reason: 'Thiếu quyết định' });
	expect(trackedBy(world, 'viewer')[0]).toMatchObject({ standing: 'returned', answeredOn: null, late: true });
	report(world, id, actionId, 100, 'done', { asOfOn: '2027-01-20' });
	world.ctx.clock.at = Date.parse('2027-02-26T08:00:00+07:00');
	verifyFinding(planner, id, { findingId: 'finding-1', result: 'verified', reason: 'Đã xem' });
	expect(trackedBy(world, 'viewer')[0]).toMatchObject({
		daysLate,
		answeredOn: '2027-01-20',
		verifiedOn: '2027-02-26'
	});
});
