/** A term that ends on a day off ends on the next working day, and every page, paper and mail says so. */
import { beforeEach, expect, test } from 'vitest';
import { findInspection } from '#lib/server/db/queries/inspections.ts';
import { readAgencyHome } from '#lib/server/services/agency-view.ts';
import { listChasedMatters } from '#lib/server/services/chasing-view.ts';
import { readDashboard } from '#lib/server/services/dashboard-view.ts';
import { moveDueDay } from '#lib/server/services/due-changes.ts';
import { listRegisteredInspections } from '#lib/server/services/inspection-register-view.ts';
import { draftFromRecord } from '#lib/server/services/paper-contents.ts';
import { codeOf } from '../support/database.ts';
import * as given from '../support/inspections.ts';
import { agree, report, RemedyStory, REPORT } from '../support/remedies.ts';

const SATURDAY = '2027-03-27';
const MONDAY = '2027-03-29';
const TUESDAY = '2027-03-30';

let story: RemedyStory;
let actionId: string;

/** Remedy and report are both due on the Saturday. */
beforeEach(async () => {
	story = new RemedyStory(await given.openWorld());
	const milestone = { id: 'step-1', text: 'Trình đề án', dueOn: '2026-09-19', doneOn: null };
	actionId = story.begin({ milestones: [milestone] });
	agree(story.world, story.id, actionId, { dueOn: SATURDAY });
	const { reportDueOn } = findInspection(story.world.ctx.db, story.id)!;
	moveDueDay(story.by('planner'), story.id, {
		kind: 'report',
		dueOn: SATURDAY,
		reason: 'Chờ Nghị quyết',
		dueBefore: reportDueOn!
	});
});

const standOn = (day: string) => (story.world.ctx.clock.at = Date.parse(`${day}T02:00:00Z`));

/** What each side is shown of the same two terms. */
function readSides() {
	const planner = story.by('planner');
	const home = readAgencyHome(story.by('officer')).inspections[0]!;
	return {
		tracker: [story.tracked.late, story.tracked.daysLate],
		office: [story.office.late, story.office.actions[0]!.late, story.office.due!.past],
		agency: [story.own.overdue, story.own.actions[0]!.late, home.progress.overdue > 0],
		days: [story.own.workingDaysLeft, home.deadline!.workingDaysLeft, story.office.due!.workingDaysLeft],
		chased: listChasedMatters(planner).map(({ late, letterHref }) => late || letterHref !== null),
		dashboard: readDashboard(planner).late.map(({ what }) => what),
		come: readDashboard(planner).remedies.dueSoFar,
		register: listRegisteredInspections(planner).map(({ due }) => due?.past)
	};
}

test('on the Monday after it nothing is late, on Tuesday everything is', () => {
	standOn(MONDAY);
	expect(readSides()).toEqual({
		tracker: [false, 0],
		office: [false, false, false],
		agency: [false, false, false],
		days: [0, 0, 0],
		chased: [false, false],
		dashboard: [],
		come: 0,
		register: [false]
	});
	expect(story.office.due).toMatchObject({ on: SATURDAY, endsOn: MONDAY, isToday: true });
	standOn(TUESDAY);
	expect(readSides()).toEqual({
		tracker: [true, 1],
		office: [true, true, true],
		agency: [true, true, true],
		days: [-1, -1, -1],
		chased: [true, true],
		dashboard: ['report', 'remedy'],
		come: 1,
		register: [true]
	});
});

test('on the days off themselves a working day is left', () => {
	for (const day of [SATURDAY, '2027-03-28']) {
		standOn(day);
		expect(readSides()).toMatchObject({ days: [1, 1, 1], dashboard: [], chased: [false, false] });
	}
});

test('a report of progress owes a reason for the delay from Tuesday on', async () => {
	const told = (asOfOn: string) =>
		codeOf(() => report(story.world, story.id, actionId, { ...REPORT, asOfOn, delayReason: '' }));
	standOn(TUESDAY);
	expect(await told(TUESDAY)).toBe('answer.reason_required');
	standOn(MONDAY);
	expect(await told(MONDAY)).toBeNull();
});

test('a milestone on a Saturday is late from Tuesday on', () => {
	const lateOn = (day: string) => {
		standOn(day);
		return story.office.actions[0]!.milestones[0]!.late;
	};
	expect(['2026-09-20', '2026-09-21', '2026-09-22'].map(lateOn)).toEqual([false, false, true]);
});

test('the table of the report counts as the pages do', () => {
	const inTimeAndLate = (issuedOn: string) => {
		standOn(issuedOn);
		const { ctx } = story.world;
		const draft = draftFromRecord(ctx, findInspection(ctx.db, story.id)!, 'remediation_report');
		const content = draft({ number: 1, issuedOn });
		if (content.kind !== 'remediation_report') throw new Error(content.kind);
		const table = content.sections.flatMap(({ blocks }) => blocks).find(({ type }) => type === 'table');
		return table?.type === 'table' ? table.table.rows[0]!.cells.slice(4) : null;
	};
	expect(inTimeAndLate(MONDAY)).toEqual(['01', '00']);
	expect(inTimeAndLate(TUESDAY)).toEqual(['00', '01']);
});

test('a visit is over when its day is, also where that is a day off', async () => {
	const world = await given.openWorld();
	given.notified(world, '2026-09-19');
	world.ctx.clock.at = Date.UTC(2026, 8, 20, 2);
	const [row] = listRegisteredInspections(given.by(world, 'planner'));
	expect(row!.visit).toMatchObject({ past: true, isToday: false });
});
