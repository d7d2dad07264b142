import { expect, test } from 'vitest';
import { dayOf } from '#lib/domain/calendar.ts';
import { readDashboard } from '#lib/server/services/dashboard-view.ts';
import { readOfficeShell } from '#lib/server/services/office-shell-view.ts';
import { readStanding } from '#lib/server/services/standing-totals.ts';
import { findInspection } from '#lib/server/db/queries/inspections.ts';
import { writeExplanation } from '#lib/server/services/explanations.ts';
import { issuePaper } from '#lib/server/services/papers.ts';
import { decideRequest } from '#lib/server/services/plan-decisions.ts';
import { verifyFinding } from '#lib/server/services/remediation.ts';
import { addAccount, addAgency, as, codeOf } from '../support/database.ts';
import * as given from '../support/inspections.ts';
import { installSeal } from '../support/kept-world.ts';
import { DONE, RemedyStory } from '../support/remedies.ts';

type Person = keyof given.World['people'];

const DAY_MS = 86_400_000;
const boardOf = (world: given.World, person: Person) =>
	readDashboard(as(world.ctx, given.actorOf(world, person)));
/** Tasks as short words: «move:notify», «decide:2», «issue:minutes». */
const tasksOf = (world: given.World, person: Person) =>
	boardOf(world, person).tasks.map((task) => {
		if (task.kind === 'move') return `move:${task.transition}`;
		return task.kind === 'issue' ? `issue:${task.paper}` : `${task.kind}:${task.count}`;
	});

test('an account of an agency finds no office at all, the office’s own people find theirs', async () => {
	const world = await given.openWorld();
	for (const person of ['head', 'officer', 'agencyClerk'] as const) {
		const ctx = as(world.ctx, world.people[person]);
		expect(await codeOf(() => readDashboard(ctx))).toBe('not_found');
		expect(await codeOf(() => readOfficeShell(ctx))).toBe('not_found');
	}
	for (const person of ['planner', 'viewer', 'clerk', 'inspector'] as const)
		expect(boardOf(world, person)).toMatchObject({ tasks: [], late: [], ranking: [], visits: [] });
});

test('the turn goes from hand to hand with the life of the inspection', async () => {
	const world = await given.openWorld();
	const id = given.notified(world);
	expect(tasksOf(world, 'planner')).toEqual([]);
	expect(boardOf(world, 'planner').visits.map(({ inspection }) => inspection.id)).toEqual([id]);

	given.answerAll(world, 'officer', id, 'self');
	given.move(world, 'head', id, 'submit_self');
	expect(tasksOf(world, 'planner')).toEqual(['move:start_desk_review']);
	expect(tasksOf(world, 'member')).toEqual(['move:start_desk_review']);
	expect(tasksOf(world, 'viewer')).toEqual([]);

	given.move(world, 'lead', id, 'start_desk_review');
	expect(tasksOf(world, 'lead')).toEqual([]);
	world.ctx.clock.at = Date.parse('2026-09-21T08:00:00+07:00');
	expect(tasksOf(world, 'lead')).toEqual(['move:open_session']);
	expect(tasksOf(world, 'member')).toEqual([]);
});

test('explanations wait for who decides, papers for who issues', async () => {
	const world = await given.openWorld();
	const id = given.minutesSigned(world);
	expect(tasksOf(world, 'clerk')).toEqual(['issue:minutes']);
	writeExplanation(as(world.ctx, world.people.officer), id, {
		findingId: 'finding-1',
		subcriterionCode: null,
		stance: 'disagree',
		reason: 'Đã trình đủ 06 đề án',
		requestedPoints: null,
		version: 0
	});
	given.move(world, 'officer', id, 'open_explanation');
	expect(tasksOf(world, 'lead')).toContain('decide:1');
	expect(tasksOf(world, 'lead')).not.toContain('move:reappraise');
	expect(tasksOf(world, 'member').filter((task) => task.startsWith('decide'))).toEqual([]);
	expect(readOfficeShell(as(world.ctx, world.people.planner)).counts.undecided).toBe(1);
});

test('a change that the agency asks for waits for who decides it, and the end waits for the answer', async () => {
	const world = await given.openWorld();
	const story = new RemedyStory(world);
	const actionId = story.begin();
	const requestId = story.request(actionId);
	expect(tasksOf(world, 'planner')).toContain('decide_requests:1');
	expect(tasksOf(world, 'clerk')).not.toContain('decide_requests:1');
	story.report(actionId, DONE);
	verifyFinding(story.by('lead'), story.id, { findingId: 'finding-1', result: 'verified', reason: 'Đã xem' });
	story.move('head', 'submit_report');
	expect(tasksOf(world, 'planner')).not.toContain('move:close');
	decideRequest(story.by('planner'), story.id, requestId, { decision: 'rejected', reason: 'Đã xong' });
	expect(tasksOf(world, 'planner')).toContain('move:close');
	expect(tasksOf(world, 'planner')).not.toContain('decide_requests:1');
});

test('the note that ends the follow-up is owed once all is closed', async () => {
	const world = await given.openWorld();
	const story = new RemedyStory(world);
	const clerk = as(world.ctx, world.people.clerk);
	story.report(story.begin(), DONE);
	verifyFinding(story.by('planner'), story.id, {
		findingId: 'finding-1',
		result: 'verified',
		reason: 'Đã xem'
	});
	story.move('head', 'submit_report');
	expect(tasksOf(world, 'clerk')).not.toContain('issue:closing_note');
	story.move('planner', 'close');
	expect(tasksOf(world, 'clerk')).toEqual(['issue:closing_note']);
	expect(tasksOf(world, 'viewer')).toEqual([]);
	await installSeal(world.ctx);
	await issuePaper(clerk, story.id, 'closing_note', {
		version: given.versionOf(world, story.id),
		issuedOn: dayOf(world.ctx.now())
	});
	expect(tasksOf(world, 'clerk')).toEqual([]);
});

test('what is late is named with the side it waits for, the oldest first', async () => {
	const world = await given.openWorld();
	given.notified(world);
	expect(boardOf(world, 'viewer').late).toEqual([]);
	world.ctx.clock.at += 30 * DAY_MS;
	expect(boardOf(world, 'viewer').late).toEqual([
		expect.objectContaining({
			what: 'self',
			waitsFor: 'agency',
			due: { on: '2026-09-14', endsOn: '2026-09-14', workingDaysLeft: -20, past: true, isToday: false }
		})
	]);
});

test('a concluded result is ranked inside its year and level; equal results share a place', async () => {
	const world = await given.openWorld();
	given.concluded(world);
	const second = addAgency(world.ctx.db, { name: 'A Sở Thứ hai' });
	const [head, officer] = await Promise.all(
		(['agency_head', 'agency_officer'] as const).map((role) =>
			addAccount(world.ctx.db, role, { agencyId: second })
		)
	);
	given.concluded({
		...world,
		people: { ...world.people, agencyId: second, head: head!, officer: officer! }
	});
	const [group, ...others] = boardOf(world, 'planner').ranking;
	expect(others).toEqual([]);
	expect(group).toMatchObject({ year: 2026, level: 'department' });
	expect(group!.results.map(({ inspection, place }) => [inspection.agencyName, place])).toEqual([
		['A Sở Thứ hai', 1],
		['Sở Thử nghiệm', 1]
	]);
	expect(boardOf(world, 'planner').inspections).toMatchObject({ remedying: 2, total: 2 });
});

test('a result kept in memory follows every change of a score', async () => {
	const world = await given.openWorld();
	const id = given.notified(world);
	const answered = () => readStanding(world.ctx, findInspection(world.ctx.db, id)!).answered;
	expect(answered()).toBe(0);
	given.send(
		world,
		'officer',
		id,
		given.setAnswer('self', '1.1.1', { notApplicableReason: 'Không phát sinh' })
	);
	expect(answered()).toBe(1);
	given.answerAll(world, 'officer', id, 'self');
	expect(answered()).toBe(91);
});
