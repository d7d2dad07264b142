/** What was verified asks for nothing more, and stands in nobody's way; what was returned is owed again. */
import { beforeEach, expect, test } from 'vitest';
import type { RequestedChange } from '#lib/domain/action-request.ts';
import { decideRequest, requestChange } from '#lib/server/services/plan-decisions.ts';
import { orderRecheck } from '#lib/server/services/rechecks.ts';
import { reviewEffect } from '#lib/server/services/effect-reviews.ts';
import { readAgencyRemedy } from '#lib/server/services/agency-remedy-view.ts';
import { reportProgress, saveAction, verifyFinding } from '#lib/server/services/remediation.ts';
import { readRemedies } from '#lib/server/services/remedy-view.ts';
import { as, codeOf, problemOf } from '../support/database.ts';
import * as given from '../support/inspections.ts';

type Person = keyof given.World['people'];

let world: given.World;
let id: string;
const by = (person: Person) => as(world.ctx, given.actorOf(world, person));

const plan = (findingId: string, dueOn = '2026-12-31') =>
	saveAction(by('officer'), id, {
		id: null,
		findingId,
		version: 0,
		cause: 'Chưa phân công',
		measure: 'Phân công đầu mối',
		product: 'Văn bản phân công',
		leadUnit: 'Văn phòng',
		personInCharge: 'Chánh Văn phòng',
		support: '',
		dueOn,
		note: ''
	});
const reportDone = (actionId: string) =>
	reportProgress(by('officer'), id, {
		actionId,
		percent: 100,
		state: 'done',
		numerator: null,
		denominator: null,
		asOfOn: '2026-09-12',
		doneText: 'Đã phân công',
		remainingText: '',
		awaitedBody: '',
		regressReason: '',
		delayReason: '',
		newDueOn: null
	});
const ask = (actionId: string, change: Partial<RequestedChange> = {}) =>
	requestChange(by('officer'), id, actionId, {
		kind: 'extension',
		reason: 'Chờ Nghị quyết',
		dueOn: '2027-03-31',
		measure: '',
		product: '',
		leadUnit: '',
		personInCharge: '',
		restsUntil: null,
		...change
	});
const decide = (request: string, decision: 'accepted' | 'rejected') =>
	decideRequest(by('planner'), id, request, { decision, reason: 'Đã xem' });
const verify = (findingId: string, result: 'verified' | 'returned' = 'verified') =>
	verifyFinding(by('planner'), id, { findingId, result, reason: 'Đã xem' });

/** Two findings with a plan that is being carried out; nothing is reported. */
let actions: [string, string];
beforeEach(async () => {
	world = await given.openWorld();
	id = given.inSession(world);
	given.answerAll(world, 'lead', id, 'appraisal');
	given.send(world, 'member', id, given.raiseFinding('finding-1'), given.raiseFinding('finding-2', '7.4.3'));
	given.drawBoth(world, id);
	given.move(world, 'lead', id, 'sign_minutes');
	given.move(world, 'officer', id, 'open_explanation');
	given.move(world, 'lead', id, 'reappraise');
	given.move(world, 'lead', id, 'conclude');
	actions = [plan('finding-1'), plan('finding-2')];
	given.move(world, 'head', id, 'submit_plan');
	given.move(world, 'planner', id, 'accept_plan');
	given.move(world, 'officer', id, 'start_remedy');
});

/** A visit that finds the remedy of the first finding done. */
function seeOnSpot(): void {
	const recheckId = orderRecheck(by('planner'), id, {
		version: given.versionOf(world, id),
		findingIds: ['finding-1'],
		visitOn: '2026-10-05',
		visitAt: '14:00',
		place: '',
		reason: 'Chưa có báo cáo'
	});
	given.move(world, 'lead', recheckId, 'open_session');
	given.send(
		world,
		'member',
		recheckId,
		given.setAnswer('appraisal', 'TT1', { input: { kind: 'options', index: 0 }, note: 'Đã thấy' })
	);
	given.drawBoth(world, recheckId);
	given.move(world, 'lead', recheckId, 'sign_minutes');
}

test('a remedy seen on the spot before it was reported does not keep the report of the rest back', async () => {
	seeOnSpot();
	expect(await codeOf(() => reportDone(actions[0]))).toBe('remedy.report_settled');
	const percents = [readAgencyRemedy(by('officer'), id)!.findings, readRemedies(by('planner'), id).items].map(
		(all) => all.map(({ percent }) => percent)
	);
	expect(percents).toEqual([
		[100, 0],
		[100, 0]
	]);
	expect(await problemOf(() => given.move(world, 'head', id, 'submit_report'))).toMatchObject({
		code: 'remedy.actions_unreported',
		details: { count: 1, findings: '2' }
	});
	reportDone(actions[1]);
	given.move(world, 'head', id, 'submit_report');
	expect(given.stateOf(world, id)).toBe('report_submitted');
});

test('nothing is asked for a finding that was verified, and what was asked before is not agreed to any more', async () => {
	const request = ask(actions[0]);
	seeOnSpot();
	expect(await codeOf(() => decide(request, 'accepted'))).toBe('remedy.finding_settled');
	decide(request, 'rejected');
	expect(await codeOf(() => ask(actions[0]))).toBe('remedy.finding_settled');
	ask(actions[1]);
});

test('another measure is not agreed to once the old one was reported as done', async () => {
	const change = { kind: 'replacement', dueOn: null, measure: 'Việc khác', product: 'Đề án' } as const;
	const request = ask(actions[0], change);
	reportDone(actions[0]);
	expect(await codeOf(() => decide(request, 'accepted'))).toBe('remedy.action_done');
	expect(readAgencyRemedy(by('officer'), id)!.findings[0]!.actions[0]!.measure).toBe('Phân công đầu mối');
	decide(request, 'rejected');
});

test('a measure is late as its finding is: not once that was verified, again once it was returned', () => {
	reportDone(actions[1]);
	world.ctx.clock.at = Date.UTC(2027, 0, 20, 2);
	const late = () => readRemedies(by('planner'), id).items.map((item) => [item.late, item.actions[0]!.late]);
	expect(late()).toEqual([
		[true, true],
		[false, false]
	]);
	verify('finding-2', 'returned');
	world.ctx.clock.at = Date.UTC(2026, 9, 5, 2);
	seeOnSpot();
	world.ctx.clock.at = Date.UTC(2027, 0, 20, 2);
	expect(late()).toEqual([
		[false, false],
		[true, true]
	]);
});

test('what was reported as done and returned is owed again: more time can be asked for', async () => {
	reportDone(actions[0]);
	expect(await codeOf(() => ask(actions[0]))).toBe('remedy.action_done');
	verify('finding-1', 'returned');
	decide(ask(actions[0]), 'accepted');
	expect(readAgencyRemedy(by('officer'), id)!.findings[0]!.actions[0]!.dueOn).toBe('2027-03-31');
});

test('no measure is planned for a finding that was verified before the inspection was opened again', async () => {
	for (const actionId of actions) reportDone(actionId);
	given.move(world, 'head', id, 'submit_report');
	verify('finding-1');
	verify('finding-2');
	given.move(world, 'planner', id, 'close');
	world.ctx.clock.at = Date.UTC(2027, 5, 1, 2);
	const renewed = reviewEffect(by('lead'), id, 'finding-1', {
		result: 'not_effective',
		reason: 'Lại thiếu',
		text: 'Phân công không được duy trì',
		demand: 'Phân công lại',
		dueOn: '2027-12-31'
	})!;
	expect(await codeOf(() => plan('finding-2', '2027-12-31'))).toBe('remedy.finding_settled');
	plan(renewed, '2027-12-31');
	given.move(world, 'head', id, 'submit_plan');
});
