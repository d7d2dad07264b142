import { expect, test } from 'vitest';
import { listPlanVersions } from '#lib/server/db/queries/action-requests.ts';
import { readAgencyHome } from '#lib/server/services/agency-view.ts';
import { readInspectionHead } from '#lib/server/services/inspection-view.ts';
import { decideAction, decideRequest, withdrawRequest } from '#lib/server/services/plan-decisions.ts';
import { removeAction, verifyFinding } from '#lib/server/services/remediation.ts';
import { auditActions, codeOf, problemOf } from '../support/database.ts';
import * as given from '../support/inspections.ts';
import { ACTION, AWAITING, DONE, RemedyStory, type RequestPatch } from '../support/remedies.ts';

const DEMANDED = ACTION.dueOn;

class Story extends RemedyStory {
	/** Of an action as the office sees it now; 0 for one that is not there. */
	versionOf(actionId: string): number {
		return this.office.actions.find(({ id }) => id === actionId)?.version ?? 0;
	}

	get action() {
		return this.own.actions[0]!;
	}
}

const open = async () => new Story(await given.openWorld());
const at = (year: number, month: number, day: number) => Date.UTC(year, month - 1, day, 2);

test('each action of a submitted plan is accepted or returned; only the returned one is written again', async () => {
	const story = await open();
	const [good, bad] = [story.plan(), story.plan({ measure: 'Khắc phục chung chung' })];
	story.move('head', 'submit_plan');
	const decide = (person: given.Person, id: string, decision: 'accepted' | 'returned', reason = '') =>
		decideAction(story.by(person), story.id, id, { decision, reason, version: story.versionOf(id) });
	expect(await codeOf(() => decide('officer', good, 'accepted'))).toBe('permission.denied');
	expect(await codeOf(() => decide('otherHead', good, 'accepted'))).toBe('not_found');
	expect(await codeOf(() => decide('planner', 'another', 'accepted'))).toBe('not_found');
	expect(await problemOf(() => decide('planner', bad, 'returned', ' '))).toMatchObject({
		code: 'answer.reason_required',
		at: 'reason'
	});
	decide('planner', good, 'accepted');
	decide('planner', bad, 'returned', 'Chưa nêu việc cụ thể');
	expect(await problemOf(() => story.move('planner', 'accept_plan'))).toMatchObject({
		code: 'remedy.actions_returned',
		details: { count: 1 }
	});
	story.move('planner', 'return_plan', 'Một biện pháp chưa cụ thể');
	expect(await codeOf(() => story.plan({ id: good, version: 2, measure: 'Sửa thêm' }))).toBe(
		'remedy.action_accepted'
	);
	expect(await codeOf(() => removeAction(story.by('officer'), story.id, good))).toBe(
		'remedy.action_accepted'
	);
	expect(await codeOf(() => story.move('head', 'submit_plan'))).toBe('remedy.returned_untouched');
	expect(story.office.actions.map(({ decision, decisionReason }) => [decision, decisionReason])).toEqual([
		['accepted', ''],
		['returned', 'Chưa nêu việc cụ thể']
	]);
	story.plan({ id: bad, version: 2, measure: 'Lập danh sách 08 thủ tục và đăng ký cung cấp' });
	story.move('head', 'submit_plan');
	story.move('planner', 'accept_plan');
	expect(story.office.actions.map(({ decision }) => decision)).toEqual(['accepted', 'accepted']);
	expect(await codeOf(() => decide('planner', good, 'returned', 'Muộn'))).toBe('remedy.action_accepted');
	const versions = listPlanVersions(story.world.ctx.db, story.id);
	expect(versions.map(({ number, actions }) => [number, actions.map(({ measure }) => measure)])).toEqual([
		[1, ['Trình phê duyệt đề án', 'Khắc phục chung chung']],
		[2, ['Trình phê duyệt đề án', 'Lập danh sách 08 thủ tục và đăng ký cung cấp']]
	]);
	expect(auditActions(story.world.ctx.db, bad)).toEqual(['remedy.plan', 'remedy.decide', 'remedy.plan']);
});

test('a plan with a day after the conclusion’s is not submitted', async () => {
	const story = await open();
	const id = story.plan({ dueOn: '2027-03-31' });
	expect(await problemOf(() => story.move('head', 'submit_plan'))).toMatchObject({
		code: 'remedy.after_demand',
		details: { count: 1 }
	});
	story.plan({ id, version: 1, dueOn: DEMANDED });
	story.move('head', 'submit_plan');
});

test('an accepted action changes through a decided request only; the old day stays in view', async () => {
	const story = await open();
	const actionId = story.begin();
	const request = (change?: RequestPatch, by?: given.Person) => story.request(actionId, change, by);
	expect(await codeOf(() => request({}, 'planner'))).toBe('permission.denied');
	expect(await codeOf(() => request({}, 'otherHead'))).toBe('not_found');
	expect(await problemOf(() => request({ dueOn: DEMANDED }))).toMatchObject({ code: 'remedy.not_later' });
	const first = request();
	expect(await codeOf(() => request({ kind: 'cannot_now', restsUntil: '2027-05-31' }))).toBe(
		'remedy.request_open'
	);
	const decide = (id: string, decision: 'accepted' | 'rejected', reason = '', by: given.Person = 'planner') =>
		decideRequest(story.by(by), story.id, id, { decision, reason });
	expect(await codeOf(() => decide(first, 'accepted', '', 'head'))).toBe('permission.denied');
	expect(await problemOf(() => decide(first, 'rejected'))).toMatchObject({ at: 'reason' });
	expect(story.action.dueOn).toBe(DEMANDED);
	decide(first, 'rejected', 'Chưa có căn cứ');
	const second = request();
	decide(second, 'accepted');
	expect(await codeOf(() => decide(second, 'rejected', 'Nghĩ lại'))).toBe('remedy.request_decided');
	expect(story.action).toMatchObject({
		dueOn: '2027-03-31',
		earlierDays: [DEMANDED],
		decision: 'accepted',
		requests: [
			{ decision: 'accepted', before: { dueOn: DEMANDED } },
			{ decision: 'rejected', decisionReason: 'Chưa có căn cứ' }
		]
	});
	story.world.ctx.clock.at = at(2027, 2, 1);
	expect([story.office.late, story.tracked.late, story.office.due?.on]).toEqual([false, false, '2027-03-31']);
	story.world.ctx.clock.at = at(2027, 4, 1);
	expect([story.office.late, story.tracked.late]).toEqual([true, true]);
	expect(await codeOf(() => withdrawRequest(story.by('officer'), story.id, second))).toBe(
		'remedy.request_decided'
	);
});

test('a request whose day has passed while it lay there is not accepted any more; it can be taken back', async () => {
	const story = await open();
	const actionId = story.begin();
	const id = story.request(actionId, {}, 'head');
	story.world.ctx.clock.at = at(2027, 4, 2);
	expect(
		await codeOf(() => decideRequest(story.by('planner'), story.id, id, { decision: 'accepted', reason: '' }))
	).toBe('date.passed');
	withdrawRequest(story.by('officer'), story.id, id);
	expect(story.action.requests).toEqual([]);
	expect(
		await codeOf(() => decideRequest(story.by('planner'), story.id, id, { decision: 'accepted', reason: '' }))
	).toBe('remedy.request_decided');
});

test('the inspection does not end while a request lies there unanswered, and says of which finding', async () => {
	const story = await open();
	const actionId = story.begin();
	const id = story.request(actionId);
	story.report(actionId, DONE);
	story.move('head', 'submit_report');
	const verdict = { findingId: 'finding-1', result: 'verified', reason: 'Đã xem' } as const;
	verifyFinding(story.by('planner'), story.id, verdict);
	const close = () => story.move('planner', 'close');
	const missing = { code: 'remedy.requests_open', details: { count: 1, findings: '1' } };
	expect(await problemOf(close)).toMatchObject(missing);
	const { steps } = readInspectionHead(story.by('planner'), story.id);
	expect(steps.find(({ transition }) => transition === 'close')).toMatchObject({ missing });
	const waiting = () => readAgencyHome(story.by('officer')).inspections[0]!.works.map(({ kind }) => kind);
	expect(waiting()).toContain('decide_requests');
	const word = { decision: 'rejected', reason: 'Đã khắc phục xong nên không cần thêm thời gian' } as const;
	decideRequest(story.by('planner'), story.id, id, word);
	close();
	expect(story.action.requests).toMatchObject([{ decision: 'rejected', decisionReason: word.reason }]);
	expect(waiting()).not.toContain('decide_requests');
});

test('another measure, another hand, and a rest that runs out', async () => {
	const story = await open();
	const actionId = story.begin();
	const agree = (change: RequestPatch) => {
		const id = story.request(actionId, { dueOn: null, ...change });
		decideRequest(story.by('lead'), story.id, id, { decision: 'accepted', reason: 'Đồng ý' });
	};
	agree({ kind: 'replacement', measure: 'Sáp nhập hai đơn vị', product: 'Đề án sáp nhập' });
	agree({ kind: 'hand_over', leadUnit: 'Văn phòng', personInCharge: 'Chánh Văn phòng' });
	agree({ kind: 'cannot_now', restsUntil: '2027-05-31' });
	expect(story.action).toMatchObject({
		measure: 'Sáp nhập hai đơn vị',
		product: 'Đề án sáp nhập',
		leadUnit: 'Văn phòng',
		personInCharge: 'Chánh Văn phòng',
		dueOn: DEMANDED,
		restsUntil: '2027-05-31'
	});
	story.world.ctx.clock.at = at(2027, 5, 31);
	expect([story.action.late, story.tracked.late, story.office.late]).toEqual([false, false, false]);
	story.world.ctx.clock.at = at(2027, 6, 1);
	expect([story.action.late, story.tracked.late, story.action.restsUntil]).toEqual([true, true, null]);
});

test('what is done asks for nothing; how late it was stays, whatever is decided later', async () => {
	const story = await open();
	const actionId = story.begin();
	story.world.ctx.clock.at = at(2027, 1, 8);
	story.report(actionId, { ...DONE, asOfOn: '2027-01-08' });
	/* 1 January is a day off. */
	expect(story.action.reports[0]!.daysLate).toBe(5);
	expect(await codeOf(() => story.request(actionId))).toBe('remedy.action_done');
	story.world.ctx.clock.at = at(2027, 2, 8);
	expect(story.action.reports[0]!.daysLate).toBe(5);
});

test('less than before says why; what waits for another body names it and is not the agency’s delay', async () => {
	const story = await open();
	const actionId = story.begin();
	story.report(actionId, { percent: 60 });
	expect(await problemOf(() => story.report(actionId, { percent: 30 }))).toMatchObject({
		code: 'remedy.percent_down',
		at: 'regressReason'
	});
	story.report(actionId, { percent: 30, regressReason: 'Đề án bị trả lại' });
	expect(await problemOf(() => story.report(actionId, { state: 'submitted_awaiting' }))).toMatchObject({
		code: 'input.required',
		at: 'awaitedBody'
	});
	story.report(actionId, AWAITING);
	story.world.ctx.clock.at = at(2027, 2, 1);
	expect([story.action.late, story.office.late, story.tracked.late]).toEqual([false, false, false]);
	expect(story.tracked).toMatchObject({ standing: 'awaiting', hindered: true });
	expect(story.action.reports.map(({ percent, regressReason }) => [percent, regressReason])).toEqual([
		[90, ''],
		[30, 'Đề án bị trả lại'],
		[60, '']
	]);
});
