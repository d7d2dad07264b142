import { expect, test } from 'vitest';
import { readAgencyHome } from '#lib/server/services/agency-view.ts';
import { decideExplanation, writeExplanation } from '#lib/server/services/explanations.ts';
import { decideAction, decideRequest } from '#lib/server/services/plan-decisions.ts';
import { verifyFinding } from '#lib/server/services/remediation.ts';
import { readRemedies } from '#lib/server/services/remedy-view.ts';
import * as given from '../support/inspections.ts';
import { DONE, planAction, report, request } from '../support/remedies.ts';

const home = (world: given.World) => readAgencyHome(given.by(world, 'officer')).inspections[0]!;
test('the agency follows what the other side does, in figures and never in names', async () => {
	const world = await given.openWorld();
	const id = given.minutesSigned(world);
	expect(home(world).works).toEqual([]);
	const explanation = writeExplanation(given.by(world, 'officer'), id, {
		findingId: 'finding-1',
		subcriterionCode: null,
		stance: 'disagree',
		reason: 'Đã trình.',
		requestedPoints: null,
		version: 0
	});
	given.move(world, 'officer', id, 'open_explanation');
	expect(home(world).works).toMatchObject([{ kind: 'decide_explanations', done: 0, total: 1 }]);
	decideExplanation(given.by(world, 'lead'), id, explanation, {
		version: 1,
		decision: 'rejected',
		reason: 'Chưa đủ'
	});
	expect(home(world).works).toMatchObject([{ done: 1, total: 1, since: world.ctx.now() }]);
	given.move(world, 'lead', id, 'reappraise');
	given.move(world, 'lead', id, 'conclude');
	const [one, other] = [planAction(world, id), planAction(world, id, { measure: 'Rà soát' })];
	given.move(world, 'head', id, 'submit_plan');
	expect(home(world).works).toMatchObject([{ kind: 'review_plan', done: 0, total: 2, returned: 0 }]);
	const { version } = readRemedies(given.by(world, 'planner'), id).items[0]!.actions[0]!;
	decideAction(given.by(world, 'planner'), id, one, { decision: 'accepted', reason: '', version });
	expect(home(world).works).toMatchObject([{ done: 1, total: 2 }]);
	given.move(world, 'planner', id, 'accept_plan');
	given.move(world, 'officer', id, 'start_remedy');
	expect(home(world).works).toEqual([]);
	const asked = request(world, id, other);
	expect(home(world).works).toMatchObject([{ kind: 'decide_requests', total: 1 }]);
	for (const actionId of [one, other]) report(world, id, actionId, DONE);
	expect(home(world)).toMatchObject({
		task: 'carry_out',
		works: [{ kind: 'verify', done: 0, total: 1 }, { kind: 'decide_requests' }]
	});
	verifyFinding(given.by(world, 'planner'), id, {
		findingId: 'finding-1',
		result: 'verified',
		reason: 'Đã xem'
	});
	given.move(world, 'head', id, 'submit_report');
	decideRequest(given.by(world, 'planner'), id, asked, { decision: 'rejected', reason: 'Đã xong' });
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
