import { expect, test } from 'vitest';
import { verifyFinding } from '#lib/server/services/remediation.ts';
import { summarizeRemedies } from '#lib/domain/remedy-figures.ts';
import { listTrackedRemedies } from '#lib/server/services/remedy-tracker-view.ts';
import { readRemedies } from '#lib/server/services/remedy-view.ts';
import { listRegisteredAgencies } from '#lib/server/services/agency-register-view.ts';
import { as } from '../support/database.ts';
import * as given from '../support/inspections.ts';
import { AWAITING, beginRemedy, DONE, planAction, remedying, report } from '../support/remedies.ts';

const trackedBy = (world: given.World, person: given.Person) => listTrackedRemedies(given.by(world, person));
const summaryOf = (world: given.World) => summarizeRemedies(trackedBy(world, 'viewer'));

const PLANNED = { dueOn: '2026-12-15' };
/** What is late says why. */
const LATE = { delayReason: 'Chờ Sở Nội vụ thẩm định' };

test('a finding is tracked from the conclusion on, and stands where its plan and reports put it', async () => {
	const world = await given.openWorld();
	const signed = given.minutesSigned(world);
	expect(trackedBy(world, 'viewer')).toEqual([]);
	given.conclude(world, signed);
	expect(trackedBy(world, 'viewer')).toEqual([
		expect.objectContaining({ standing: 'no_plan', percent: 0, due: expect.objectContaining({ of: 'plan' }) })
	]);
	const actionId = planAction(world, signed, PLANNED);
	expect(trackedBy(world, 'viewer')[0]).toMatchObject({
		standing: 'planned',
		due: { of: 'remedy', on: '2026-12-31' }
	});
	beginRemedy(world, signed);
	report(world, signed, actionId);
	expect(trackedBy(world, 'viewer')[0]).toMatchObject({ standing: 'doing', percent: 40, hindered: false });
	report(world, signed, actionId, AWAITING);
	expect(trackedBy(world, 'viewer')[0]).toMatchObject({ standing: 'awaiting', percent: 90, hindered: true });
});

test('done waits for whoever may verify, and counts as verified only then', async () => {
	const world = await given.openWorld();
	const { id, actionId } = remedying(world, PLANNED);
	report(world, id, actionId, DONE);
	expect(trackedBy(world, 'planner')[0]).toMatchObject({ standing: 'reported_done', forMe: true });
	expect(trackedBy(world, 'member')[0]).toMatchObject({ forMe: true });
	expect(trackedBy(world, 'viewer')[0]).toMatchObject({ forMe: false });
	expect(trackedBy(world, 'inspector')[0]).toMatchObject({ forMe: false });
	expect(summaryOf(world)).toMatchObject({ total: 1, waiting: 1, verified: 0, late: 0 });

	const planner = as(world.ctx, world.people.planner);
	verifyFinding(planner, id, { findingId: 'finding-1', result: 'returned', reason: 'Thiếu quyết định' });
	expect(trackedBy(world, 'planner')[0]).toMatchObject({ standing: 'returned', forMe: false });
	report(world, id, actionId, DONE);
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
	const { id, actionId } = remedying(world, PLANNED);
	report(world, id, actionId, { percent: 60, ...LATE });
	world.ctx.clock.at = Date.parse('2027-01-14T08:00:00+07:00');
	expect(trackedBy(world, 'viewer')[0]).toMatchObject({
		late: true,
		delayReason: 'Chờ Sở Nội vụ thẩm định',
		due: { on: '2026-12-31', workingDaysLeft: -9, past: true }
	});
	expect(summaryOf(world)).toMatchObject({ late: 1, longestLate: 9, dueSoFar: 1, keptSoFar: 0 });
	report(world, id, actionId, { ...DONE, ...LATE });
	expect(trackedBy(world, 'viewer')[0]).toMatchObject({ late: false, standing: 'reported_done' });
	expect(summaryOf(world)).toMatchObject({ late: 0, keptSoFar: 1 });
});

test('the same subcriterion in a later campaign is a repetition of the first', async () => {
	const world = await given.openWorld();
	given.concluded(world);
	const later = given.nextYear(world);
	const id = given.inSession(later);
	given.signMinutes(later, id, given.raiseFinding('finding-2'));
	given.conclude(later, id);
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
	const { id, actionId } = remedying(world, PLANNED);
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
	report(world, id, actionId, { ...AWAITING, ...LATE, newDueOn: '2027-01-29' });
	expect(trackedBy(world, 'viewer')[0]).toMatchObject({
		late: false,
		daysLate: 0,
		awaitedBody: 'UBND tỉnh',
		answeredOn: '2027-01-14'
	});
	world.ctx.clock.at = Date.parse('2027-01-20T08:00:00+07:00');
	report(world, id, actionId, { ...DONE, ...LATE, asOfOn: '2027-01-20' });
	/* Frozen against the action's own day, 15/12/2026. */
	const { daysLate } = trackedBy(world, 'viewer')[0]!;
	expect(daysLate).toBeGreaterThan(9);
	const planner = as(world.ctx, world.people.planner);
	verifyFinding(planner, id, { findingId: 'finding-1', result: 'returned', reason: 'Thiếu quyết định' });
	expect(trackedBy(world, 'viewer')[0]).toMatchObject({ standing: 'returned', answeredOn: null, late: true });
	report(world, id, actionId, { ...DONE, ...LATE, asOfOn: '2027-01-20' });
	world.ctx.clock.at = Date.parse('2027-02-26T08:00:00+07:00');
	verifyFinding(planner, id, { findingId: 'finding-1', result: 'verified', reason: 'Đã xem' });
	expect(trackedBy(world, 'viewer')[0]).toMatchObject({
		daysLate,
		answeredOn: '2027-01-20',
		verifiedOn: '2027-02-26'
	});
});
