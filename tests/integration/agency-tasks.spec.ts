import { expect, test } from 'vitest';
import { readAgencyFrame, readAgencyHome, readAgencyInspection } from '#lib/server/services/agency-view.ts';
import { readSelfSummary } from '#lib/server/services/agency-self-view.ts';
import { readAgencyFindings } from '#lib/server/services/agency-findings-view.ts';
import { createInspection } from '#lib/server/services/inspections.ts';
import { applyOperations } from '#lib/server/services/operations.ts';
import { readFieldSnapshot } from '#lib/server/services/field-view.ts';
import { as, codeOf, problemOf } from '../support/database.ts';
import * as given from '../support/inspections.ts';

const homeOf = (world: given.World, actor: keyof given.World['people'] = 'officer') =>
	readAgencyHome(as(world.ctx, given.actorOf(world, actor)));
const ANSWERED = given.setAnswer('self', '1.4.3', { input: { kind: 'yes_no', yes: true } });

test('the agency is told what is asked of it, by when and how far it is', async () => {
	const world = await given.openWorld();
	const id = given.notified(world);
	given.send(world, 'officer', id, ANSWERED);
	const { inspections, today } = homeOf(world);
	expect(today).toBe('2026-09-12');
	expect(inspections).toHaveLength(1);
	expect(inspections[0]).toMatchObject({
		id,
		task: 'self_assess',
		wait: null,
		// Five working days before Monday 21/9, from Saturday 12/9: the Monday is the first of them.
		deadline: { on: '2026-09-14', workingDaysLeft: 1 },
		progress: { done: 1, total: 91, wanting: 1 },
		returns: []
	});
});

test('nothing shows before the notice; the other agency and the office see none of it', async () => {
	const world = await given.openWorld();
	expect(homeOf(world).inspections).toEqual([]);
	const id = given.notified(world);
	expect(homeOf(world, 'otherHead').inspections).toEqual([]);
	const other = as(world.ctx, world.people.otherHead);
	expect(await codeOf(() => readAgencyInspection(other, id))).toBe('not_found');
	expect(await codeOf(() => readSelfSummary(other, id))).toBe('not_found');
	for (const person of ['admin', 'planner', 'lead', 'viewer'] as const) {
		const ctx = as(world.ctx, given.actorOf(world, person));
		expect(await codeOf(() => readAgencyHome(ctx))).toBe('not_found');
		expect(await codeOf(() => readAgencyInspection(ctx, id))).toBe('not_found');
	}
	expect(await codeOf(() => readAgencyHome(as(world.ctx, null)))).toBe('auth.required');
});

test('what was returned stands with its reason until it is handed in again', async () => {
	const world = await given.openWorld();
	const id = given.notified(world);
	given.answerAll(world, 'officer', id, 'self');
	given.move(world, 'head', id, 'submit_self');
	expect(homeOf(world).inspections[0]).toMatchObject({ task: null, wait: 'review_self' });
	given.move(world, 'planner', id, 'return_self', 'Thiếu số liệu lĩnh vực 3');
	expect(homeOf(world).inspections[0]).toMatchObject({
		task: 'self_assess',
		returns: [{ kind: 'self', reason: 'Thiếu số liệu lĩnh vực 3' }]
	});
	given.move(world, 'head', id, 'submit_self');
	expect(homeOf(world).inspections[0]!.returns).toEqual([]);
});

test('the timeline knows what was reached, when, and what is being worked towards', async () => {
	const world = await given.openWorld();
	const id = given.concluded(world);
	const { steps } = readAgencyInspection(as(world.ctx, world.people.agencyClerk), id);
	expect(steps.map(({ milestone, stand }) => `${milestone} ${stand}`)).toEqual([
		'notified done',
		'self_submitted done',
		'in_session done',
		'minutes_signed done',
		'reappraised done',
		'concluded done',
		'plan_accepted now',
		'report_submitted todo',
		'closed todo'
	]);
	expect(steps.filter(({ at }) => at !== null)).toHaveLength(6);
});

test('before the hand-in the summary names what is missing, and only the head may hand in', async () => {
	const world = await given.openWorld();
	const id = given.notified(world);
	const summaryOf = () => readSelfSummary(as(world.ctx, world.people.officer), id);
	expect(summaryOf().unanswered).toHaveLength(91);
	given.answerAll(world, 'officer', id, 'self');
	given.send(world, 'officer', id, given.setAnswer('self', '1.4.3', { explanation: ' ' }));
	expect(summaryOf()).toMatchObject({
		unanswered: [],
		unproven: [{ code: '1.4.3' }],
		whole: { answered: 91, total: 91 }
	});
	expect(await codeOf(() => given.move(world, 'officer', id, 'submit_self'))).toBe('permission.denied');
	expect(await problemOf(() => given.move(world, 'head', id, 'submit_self'))).toMatchObject({
		code: 'self.evidence_or_explanation',
		details: { codes: '1.4.3' }
	});
	given.send(world, 'head', id, given.setAnswer('self', '1.4.3', { explanation: 'Theo hồ sơ lưu.' }));
	given.move(world, 'head', id, 'submit_self');
	const [late] = given.send(world, 'officer', id, given.setAnswer('self', '1.4.3', { explanation: '' }));
	expect(late).toMatchObject({ status: 'rejected', problem: { code: 'inspection.locked' } });
});

test('another device of the same agency does not overwrite an answer unseen', async () => {
	const world = await given.openWorld();
	const id = given.notified(world);
	const seen = given.versionOf(world, id);
	given.send(world, 'officer', id, ANSWERED);
	const late = given.operation(
		world,
		'head',
		id,
		given.setAnswer('self', '1.4.3', { input: { kind: 'yes_no', yes: false } }),
		{ baseVersion: seen }
	);
	const { results } = applyOperations(as(world.ctx, world.people.head), id, [late]);
	expect(results[0]).toMatchObject({
		status: 'conflict',
		conflict: { standing: { answer: { input: { yes: true } } }, late: { answer: { input: { yes: false } } } }
	});
});

test('until the minutes are signed an agency gets nothing of the team from any door', async () => {
	const world = await given.openWorld();
	const id = given.inSession(world);
	given.answerAll(world, 'lead', id, 'appraisal');
	given.send(world, 'member', id, given.raiseFinding('finding-1'));
	const snapshot = readFieldSnapshot(as(world.ctx, world.people.head), id);
	expect(snapshot).toMatchObject({ findings: [], strengths: [], signatures: [] });
	expect(snapshot.answers.appraisal).toEqual([]);
	expect(readAgencyFindings(as(world.ctx, world.people.head), id)).toBeNull();
});

test('the frame counts the tasks that wait', async () => {
	const world = await given.openWorld();
	const id = given.concluded(world);
	expect(readAgencyFrame(as(world.ctx, world.people.officer)).inspections).toEqual([
		expect.objectContaining({ id, state: 'concluded', task: 'make_plan' })
	]);
});

test('a postponed inspection stays in sight with its reason, through its resumption, until the new notice', async () => {
	const world = await given.openWorld();
	const id = given.notified(world);
	given.send(world, 'officer', id, ANSWERED);
	given.move(world, 'planner', id, 'postpone', 'Bão số 3');
	const [postponed] = homeOf(world).inspections;
	expect(postponed).toMatchObject({
		id,
		state: 'postponed',
		task: null,
		wait: 'resume',
		aside: { state: 'postponed', at: world.ctx.now(), reason: 'Bão số 3' }
	});
	expect(postponed!.steps.map(({ stand }) => stand)).toEqual(['done', ...Array<string>(8).fill('todo')]);
	expect(Object.keys(postponed!.can)).not.toContain('self.answer');
	const officer = as(world.ctx, world.people.officer);
	expect(readAgencyFrame(officer).inspections).toMatchObject([{ id, task: null }]);
	expect(readAgencyInspection(officer, id).aside?.reason).toBe('Bão số 3');
	expect(readFieldSnapshot(officer, id).answers.self).toHaveLength(1);
	const other = as(world.ctx, world.people.otherHead);
	expect(await codeOf(() => readAgencyInspection(other, id))).toBe('not_found');

	given.move(world, 'planner', id, 'resume');
	expect(homeOf(world).inspections[0]).toMatchObject({ task: null, wait: 'notify_again', aside: null });
	given.move(world, 'planner', id, 'set_team');
	expect(homeOf(world).inspections[0]).toMatchObject({ task: null, wait: 'notify_again' });
	given.move(world, 'planner', id, 'notify');
	expect(homeOf(world).inspections[0]).toMatchObject({ task: 'self_assess', progress: { done: 1 } });
});

test('a cancelled inspection stays in sight with its reason; one that was never notified stays hidden', async () => {
	const world = await given.openWorld();
	const id = given.notified(world);
	given.move(world, 'planner', id, 'postpone', 'Bão số 3');
	given.move(world, 'planner', id, 'cancel', 'Sáp nhập cơ quan');
	expect(homeOf(world).inspections).toMatchObject([
		{ id, task: null, wait: null, aside: { state: 'cancelled', reason: 'Sáp nhập cơ quan' } }
	]);

	const untold = createInspection(as(world.ctx, world.people.planner), {
		campaignId: world.campaignId,
		agencyId: world.people.agencyId,
		kind: 'direct'
	});
	given.move(world, 'planner', untold, 'plan');
	given.move(world, 'planner', untold, 'postpone', 'Chưa bố trí được Đoàn');
	expect(homeOf(world).inspections.map((seen) => seen.id)).toEqual([id]);
	const officer = as(world.ctx, world.people.officer);
	expect(await codeOf(() => readAgencyInspection(officer, untold))).toBe('not_found');
});
