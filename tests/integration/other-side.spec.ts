import { expect, test } from 'vitest';
import { readAgencyHome } from '#lib/server/services/agency-view.ts';
import { decideExplanation, writeExplanation } from '#lib/server/services/explanations.ts';
import { decideAction, requestChange } from '#lib/server/services/plan-decisions.ts';
import { reportProgress, saveAction, verifyFinding } from '#lib/server/services/remediation.ts';
import { readRemedies } from '#lib/server/services/remedy-view.ts';
import { as } from '../support/database.ts';
import * as given from '../support/inspections.ts';

type Person = keyof given.World['people'];

const by = (world: given.World, person: Person) => as(world.ctx, given.actorOf(world, person));
const home = (world: given.World) => readAgencyHome(by(world, 'officer')).inspections[0]!;
const plan = (world: given.World, id: string, measure: string) =>
	saveAction(by(world, 'officer'), id, {
		id: null,
		version: 0,
		findingId: 'finding-1',
		cause: 'Chưa phân công',
		measure,
		product: 'Quyết định',
		leadUnit: 'Văn phòng',
		personInCharge: 'Chánh Văn phòng',
		support: '',
		dueOn: '2026-12-31',
		note: ''
	});
const done = (actionId: string) => ({
	actionId,
	percent: 100,
	state: 'done' as const,
	numerator: null,
	denominator: null,
	asOfOn: '2026-09-12',
	doneText: 'Đã ban hành.',
	remainingText: '',
	awaitedBody: '',
	regressReason: '',
	delayReason: '',
	newDueOn: null
});

test('the agency follows what the other side does, in figures and never in names', async () => {
	const world = await given.openWorld();
	const id = given.minutesSigned(world);
	expect(home(world).works).toEqual([]);
	const explanation = writeExplanation(by(world, 'officer'), id, {
		findingId: 'finding-1',
		subcriterionCode: null,
		stance: 'disagree',
		reason: 'Đã trình.',
		requestedPoints: null,
		version: 0
	});
	given.move(world, 'officer', id, 'open_explanation');
	expect(home(world).works).toMatchObject([{ kind: 'decide_explanations', done: 0, total: 1 }]);
	decideExplanation(by(world, 'lead'), id, explanation, {
		version: 1,
		decision: 'rejected',
		reason: 'Chưa đủ'
	});
	expect(home(world).works).toMatchObject([{ done: 1, total: 1, since: world.ctx.now() }]);
	given.move(world, 'lead', id, 'reappraise');
	given.move(world, 'lead', id, 'conclude');
	const [one, other] = [plan(world, id, 'Trình phê duyệt'), plan(world, id, 'Rà soát')];
	given.move(world, 'head', id, 'submit_plan');
	expect(home(world).works).toMatchObject([{ kind: 'review_plan', done: 0, total: 2, returned: 0 }]);
	const { version } = readRemedies(by(world, 'planner'), id).items[0]!.actions[0]!;
	decideAction(by(world, 'planner'), id, one, { decision: 'accepted', reason: '', version });
	expect(home(world).works).toMatchObject([{ done: 1, total: 2 }]);
	given.move(world, 'planner', id, 'accept_plan');
	given.move(world, 'officer', id, 'start_remedy');
	expect(home(world).works).toEqual([]);
	requestChange(by(world, 'officer'), id, other, {
		kind: 'extension',
		reason: 'Chờ nghị quyết',
		dueOn: '2027-03-31',
		measure: '',
		product: '',
		leadUnit: '',
		personInCharge: '',
		restsUntil: null
	});
	expect(home(world).works).toMatchObject([{ kind: 'decide_requests', total: 1 }]);
	for (const actionId of [one, other]) reportProgress(by(world, 'officer'), id, done(actionId));
	expect(home(world)).toMatchObject({
		task: 'carry_out',
		works: [{ kind: 'verify', done: 0, total: 1 }, { kind: 'decide_requests' }]
	});
	verifyFinding(by(world, 'planner'), id, { findingId: 'finding-1', result: 'verified', reason: 'Đã xem' });
	given.move(world, 'head', id, 'submit_report');
	given.move(world, 'planner', id, 'close');
	/* Serious: six months after 12/9/2026. */
	expect(home(world)).toMatchObject({ task: null, wait: null });
	expect(home(world).works.find(({ kind }) => kind === 'judge_effect')).toMatchObject({
		done: 0,
		total: 1,
		from: '2027-03-12'
	});
	const told = JSON.stringify(home(world).works);
	for (const person of ['planner', 'lead', 'secretary'] as const)
		expect(told).not.toContain(world.people[person].displayName);
});
