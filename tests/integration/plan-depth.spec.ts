import { expect, test } from 'vitest';
import { listPlanVersions } from '#lib/server/db/queries/action-requests.ts';
import { insertUnit } from '#lib/server/db/queries/agencies.ts';
import { decideAction, decideRequest } from '#lib/server/services/plan-decisions.ts';
import { verifyFinding } from '#lib/server/services/remediation.ts';
import { as, codeOf, problemOf } from '../support/database.ts';
import * as given from '../support/inspections.ts';
import { DONE, RemedyStory, type ActionPatch, type ReportPatch } from '../support/remedies.ts';

const day = (year: number, month: number, date: number) => Date.UTC(year, month - 1, date, 2);
const TARGET = { what: 'Đề án được phê duyệt', unit: 'đề án', numerator: 5, denominator: 5 };
const STEPS = [
	{ id: '', text: 'Trình Sở Nội vụ thẩm định', dueOn: '2026-10-30' },
	{ id: '', text: 'Họp rà soát với 05 đơn vị', dueOn: '2026-09-30' }
];

const open = async () => new RemedyStory(await given.openWorld());

test('both sides see the correction, whose cause it is, the target and the steps in the order of their days', async () => {
	const story = await open();
	const correction = 'Lập danh sách 05 đơn vị còn thiếu';
	const detail = { causeKind: 'objective', causeOwner: 'other', causeBody: 'UBND tỉnh' } as const;
	const actionId = story.plan({ correction, ...detail, target: TARGET, milestones: STEPS });
	const steps = [
		{ text: STEPS[1]!.text, dueOn: '2026-09-30', doneOn: null, late: false },
		{ text: STEPS[0]!.text, dueOn: '2026-10-30', doneOn: null, late: false }
	];
	const wanted = { id: actionId, correction, ...detail, target: TARGET, milestones: steps };
	expect(story.own.actions).toMatchObject([wanted]);
	expect(story.office.actions).toMatchObject([wanted]);
	expect(story.office.causeBodies).toEqual(['UBND tỉnh']);
	story.move('head', 'submit_plan');
	const [version] = listPlanVersions(story.world.ctx.db, story.id);
	expect(version!.actions).toMatchObject([{ correction, target: TARGET, milestones: [{}, {}] }]);
});

test('a cause that the office agreed lies elsewhere is shown, and not counted against the agency', async () => {
	const story = await open();
	story.begin({ causeOwner: 'other', causeBody: 'UBND tỉnh' });
	story.world.ctx.clock.at = day(2027, 2, 1);
	expect(story.tracked).toMatchObject({
		causeOutside: true,
		causeBodies: ['UBND tỉnh'],
		hindered: true,
		late: false
	});
	expect(story.own.overdue).toBe(false);
});

test('a claim that the office has not agreed to excuses nothing', async () => {
	const story = await open();
	story.plan({ causeOwner: 'other', causeBody: 'UBND tỉnh' });
	story.world.ctx.clock.at = day(2027, 2, 1);
	expect(story.own.overdue).toBe(true);
	expect(story.tracked).toMatchObject({ causeOutside: true, late: true });
});

test('what is wrong with an action is said at its field', async () => {
	const story = await open();
	const refused = (patch: ActionPatch) => problemOf(() => story.plan(patch));
	expect(await refused({ leadUnit: ' ' })).toMatchObject({
		code: 'finding.action_incomplete',
		at: 'leadUnit'
	});
	expect(await refused({ personInCharge: '' })).toMatchObject({ at: 'personInCharge' });
	expect(await refused({ dueOn: '2026-09-01' })).toMatchObject({ code: 'date.passed', at: 'dueOn' });
	expect(await refused({ measure: '', correction: 'Sửa ngay' })).toMatchObject({
		code: 'answer.reason_required',
		at: 'correctionOnlyReason'
	});
	expect(await refused({ causeOwner: 'other' })).toMatchObject({ at: 'causeBody' });
	expect(await refused({ milestones: [{ id: '', text: 'Muộn', dueOn: '2027-01-15' }] })).toMatchObject({
		code: 'milestone.after_action',
		at: 'milestones',
		details: { row: 1, day: '2027-01-15', due: '2026-12-31' }
	});
	expect(story.own.actions).toEqual([]);
});

test('a unit that was merged away is given nothing; one that is merged later is pointed out', async () => {
	const story = await open();
	const { agencyId } = story.world.people;
	const unit = { agencyId, kind: 'office' as const, validFrom: null, createdAt: 1 };
	insertUnit(story.world.ctx.db, { ...unit, id: 'u1', name: 'Phòng Nghiệp vụ', validTo: '2026-06-30' });
	insertUnit(story.world.ctx.db, { ...unit, id: 'u2', name: 'Phòng Tổ chức', validTo: '2026-10-31' });
	expect(await problemOf(() => story.plan({ leadUnit: 'phòng nghiệp vụ ' }))).toMatchObject({
		code: 'unit.closed',
		at: 'leadUnit',
		details: { day: '2026-06-30' }
	});
	const actionId = story.begin();
	expect(story.own.actions[0]!.unitClosedOn).toBeNull();
	story.world.ctx.clock.at = day(2026, 11, 2);
	expect(story.office.actions[0]!.unitClosedOn).toBe('2026-10-31');
	const handOver = (leadUnit: string) =>
		story.request(actionId, { kind: 'hand_over', leadUnit, personInCharge: 'Trưởng phòng', dueOn: null });
	expect(await codeOf(() => handOver('Phòng Nghiệp vụ'))).toBe('unit.closed');
	decideRequest(story.by('planner'), story.id, handOver('Văn phòng'), { decision: 'accepted', reason: '' });
	expect(story.own.actions[0]).toMatchObject({ leadUnit: 'Văn phòng', unitClosedOn: null });
});

test('where the demanded day is over a later one can still be planned, and the office judges it', async () => {
	const story = await open();
	story.world.ctx.clock.at = day(2027, 1, 11);
	story.plan({ dueOn: '2027-02-26' });
	story.move('head', 'submit_plan');
	expect(story.office.actions[0]).toMatchObject({ afterDemand: true, decision: null });
	expect(story.office.late).toBe(true);
});

test('steps are ticked off by reports; a late one is shown to both; a tick is taken back with a reason', async () => {
	const story = await open();
	const actionId = story.begin({ milestones: STEPS });
	const [first, second] = story.own.actions[0]!.milestones;
	story.world.ctx.clock.at = day(2026, 11, 3);
	expect(story.office.actions[0]!.milestones).toMatchObject([{ late: true }, { late: true, daysLate: 2 }]);
	const report = (patch: ReportPatch) => story.report(actionId, { asOfOn: '2026-11-03', ...patch });
	report({ milestones: [{ id: first!.id, doneOn: '2026-09-29' }] });
	expect(story.own.actions[0]!.milestones).toMatchObject([
		{ doneOn: '2026-09-29', late: false },
		{ doneOn: null, late: true }
	]);
	expect(
		await problemOf(() => report({ milestones: [{ id: second!.id, doneOn: '2026-11-04' }] }))
	).toMatchObject({ code: 'date.in_future', at: 'milestones' });
	expect(await codeOf(() => report({ milestones: [{ id: 'another', doneOn: '2026-11-02' }] }))).toBe(
		'milestone.unknown'
	);
	const back = [{ id: first!.id, doneOn: null }];
	expect(await problemOf(() => report({ milestones: back }))).toMatchObject({
		code: 'remedy.milestone_undone',
		at: 'regressReason'
	});
	report({ milestones: back, regressReason: 'Phải họp lại' });
	expect(story.own.actions[0]!.milestones[0]!.doneOn).toBeNull();
	expect(story.own.actions[0]!.reports).toHaveLength(2);
});

test('a report is not dated back before the conclusion or the last report; «done» told later is shown so to the office', async () => {
	const story = await open();
	const actionId = story.begin({ milestones: STEPS });
	const dated = (asOfOn: string, patch: ReportPatch = {}) => story.report(actionId, { asOfOn, ...patch });
	story.world.ctx.clock.at = day(2026, 11, 3);
	const tooEarly = { code: 'remedy.before_raised', details: { day: '2026-09-12' } };
	expect(await problemOf(() => dated('2026-09-11'))).toMatchObject({ ...tooEarly, at: 'asOfOn' });
	const [first] = story.own.actions[0]!.milestones;
	const milestones = [{ id: first!.id, doneOn: '2026-09-11' }];
	expect(await problemOf(() => dated('2026-11-03', { milestones }))).toMatchObject({
		...tooEarly,
		at: 'milestones'
	});
	dated('2026-10-30');
	story.world.ctx.clock.at = day(2027, 1, 8);
	expect(await problemOf(() => dated('2026-10-29', DONE))).toMatchObject({
		code: 'remedy.before_last_report',
		details: { day: '2026-10-30' },
		at: 'asOfOn'
	});
	expect(story.own.actions[0]!.reports).toHaveLength(1);
	dated('2026-12-31', DONE);
	const [done, earlier] = story.office.actions[0]!.reports;
	expect(done).toMatchObject({ asOfOn: '2026-12-31', daysLate: 0, reportedLaterOn: '2027-01-08' });
	expect(earlier!.reportedLaterOn).toBeNull();
});

test('done with a target owes the figures; whether they reach it is shown beside them', async () => {
	const story = await open();
	const actionId = story.begin({ target: TARGET });
	expect(await problemOf(() => story.report(actionId, DONE))).toMatchObject({
		code: 'input.required',
		at: 'numerator'
	});
	story.report(actionId, { numerator: 4, denominator: 5 });
	expect(story.office.actions[0]!.reports[0]!.reached).toBe(false);
	story.report(actionId, { ...DONE, numerator: 5, denominator: 5 });
	expect(story.own.actions[0]!.reports.map(({ reached }) => reached)).toEqual([true, false]);
	expect(await problemOf(() => story.report(actionId, { numerator: 2.5 }))).toMatchObject({
		code: 'input.not_whole',
		at: 'numerator'
	});
});

test('another measure brings its own steps; what was reached stays', async () => {
	const story = await open();
	const actionId = story.begin({ milestones: STEPS });
	const [first] = story.own.actions[0]!.milestones;
	story.report(actionId, { milestones: [{ id: first!.id, doneOn: '2026-09-12' }] });
	const request = story.request(actionId, {
		kind: 'replacement',
		measure: 'Thuê tư vấn lập đề án',
		product: 'Đề án',
		dueOn: null,
		milestones: [{ text: 'Ký hợp đồng', dueOn: '2026-10-15' }]
	});
	expect(story.own.actions[0]!.milestones).toHaveLength(2);
	decideRequest(story.by('planner'), story.id, request, { decision: 'accepted', reason: '' });
	expect(story.own.actions[0]).toMatchObject({
		measure: 'Thuê tư vấn lập đề án',
		milestones: [
			{ id: first!.id, doneOn: '2026-09-12' },
			{ text: 'Ký hợp đồng', doneOn: null }
		]
	});
});

test('two people at once: the second is told, and nothing is overwritten', async () => {
	const story = await open();
	const actionId = story.plan({ milestones: STEPS });
	const kept = story.own.actions[0]!.milestones.map(({ id, text, dueOn }) => ({ id, text, dueOn }));
	story.plan({ id: actionId, version: 1, milestones: kept.slice(0, 1) });
	expect(await codeOf(() => story.plan({ id: actionId, version: 1, milestones: kept }))).toBe(
		'version.stale'
	);
	expect(story.own.actions[0]!.milestones.map(({ id }) => id)).toEqual([kept[0]!.id]);
	story.move('head', 'submit_plan');
	const decide = (person: given.Person, decision: 'accepted' | 'returned') =>
		decideAction(story.by(person), story.id, actionId, { decision, reason: 'Chưa rõ', version: 2 });
	decide('planner', 'accepted');
	expect(await codeOf(() => decide('lead', 'returned'))).toBe('version.stale');
	expect(story.office.actions[0]!.decision).toBe('accepted');
});

test('a step cannot be taken from another action by its id', async () => {
	const story = await open();
	story.plan({ milestones: STEPS });
	const [stolen] = story.own.actions[0]!.milestones;
	story.plan({ milestones: [{ id: stolen!.id, text: 'Khác', dueOn: '2026-10-01' }] });
	const [first, second] = story.own.actions;
	expect(first!.milestones[0]).toEqual(stolen);
	expect(second!.milestones[0]!.id).not.toBe(stolen!.id);
});

test('whoever reported cannot verify, whatever role the account was given since', async () => {
	const story = await open();
	const actionId = story.begin();
	story.report(actionId, DONE);
	const verify = (ctx: ReturnType<RemedyStory['by']>) =>
		verifyFinding(ctx, story.id, { findingId: 'finding-1', result: 'verified', reason: 'Đã xem hồ sơ' });
	expect(await codeOf(() => verify(story.by('officer')))).toBe('permission.denied');
	const forged = { ...story.world.people.planner, id: story.world.people.officer.id };
	expect(await codeOf(() => verify(as(story.world.ctx, forged)))).toBe('remedy.reporter_cannot_verify');
	expect(story.own.state).toBe('reported_done');
	verify(story.by('planner'));
	expect(story.own.state).toBe('verified');
	expect(await codeOf(() => verify(story.by('lead')))).toBe('remedy.not_reported_done');
});
