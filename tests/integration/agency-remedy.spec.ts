import { expect, test } from 'vitest';
import { findInspection } from '#lib/server/db/queries/inspections.ts';
import { readAgencyRemedy } from '#lib/server/services/agency-remedy-view.ts';
import { readAgencyHome } from '#lib/server/services/agency-view.ts';
import { addEvidence, withdrawEvidence } from '#lib/server/services/evidence.ts';
import { removeAction, verifyFinding, writeRemedyTexts } from '#lib/server/services/remediation.ts';
import { readRemedies } from '#lib/server/services/remedy-view.ts';
import { as, auditActions, codeOf, problemOf } from '../support/database.ts';
import * as given from '../support/inspections.ts';
import {
	concludedWith,
	DONE,
	planAction,
	remedying,
	RemedyStory,
	report as reportWith,
	type ReportPatch
} from '../support/remedies.ts';

/** Two of five. */
const report = (world: given.World, id: string, actionId: string, patch: ReportPatch = {}) =>
	reportWith(world, id, actionId, { numerator: 2, denominator: 5, ...patch });
const remedyOf = (world: given.World, id: string) =>
	readAgencyRemedy(as(world.ctx, world.people.officer), id)!;

test('the remedy shows from the conclusion on, to its own agency only', async () => {
	const world = await given.openWorld();
	const id = given.minutesSigned(world);
	expect(readAgencyRemedy(as(world.ctx, world.people.head), id)).toBeNull();
	given.conclude(world, id);
	expect(remedyOf(world, id)).toMatchObject({
		findings: [{ id: 'finding-1', standing: 'no_plan', percent: 0, actions: [] }],
		usual: { purpose: [expect.stringContaining('Sở Thử nghiệm'), expect.any(String)] }
	});
	for (const person of ['otherHead', 'planner'] as const)
		expect(await codeOf(() => readAgencyRemedy(as(world.ctx, world.people[person]), id))).toBe('not_found');
});

test('an action says cause, measure, product, who and until when; a later day is warned of, not refused', async () => {
	const world = await given.openWorld();
	const id = given.concluded(world);
	expect(await problemOf(() => planAction(world, id, { product: ' ' }))).toMatchObject({
		code: 'finding.action_incomplete',
		at: 'product'
	});
	expect(await codeOf(() => planAction(world, id, { findingId: 'another' }))).toBe('finding.unknown');
	planAction(world, id, { dueOn: '2027-03-31' });
	expect(remedyOf(world, id).findings[0]!.actions).toEqual([
		expect.objectContaining({ dueOn: '2027-03-31', afterDemand: true, late: false, reports: [] })
	]);
});

test('an action changed by somebody else meanwhile is not overwritten', async () => {
	const world = await given.openWorld();
	const id = given.concluded(world);
	const actionId = planAction(world, id);
	planAction(world, id, { id: actionId, version: 1, measure: 'Bản của thủ trưởng' }, 'head');
	expect(await problemOf(() => planAction(world, id, { id: actionId, version: 1 }))).toMatchObject({
		code: 'version.stale',
		details: { yours: 1, current: 2 }
	});
	expect(remedyOf(world, id).findings[0]!.actions[0]!.measure).toBe('Bản của thủ trưởng');
	expect(auditActions(world.ctx.db, actionId)).toEqual(['remedy.plan', 'remedy.plan']);
});

test('an action stays with its finding: saved under another one it is not found, and nothing is written', async () => {
	const world = await given.openWorld();
	const id = concludedWith(world, '5.1.1', '7.4.3');
	const actionId = planAction(world, id);
	const elsewhere = { id: actionId, version: 1, findingId: 'finding-2', measure: 'Sang tồn tại khác' };
	expect(await codeOf(() => planAction(world, id, elsewhere))).toBe('not_found');
	expect(remedyOf(world, id).findings.map(({ actions }) => actions.map(({ measure }) => measure))).toEqual([
		['Trình phê duyệt đề án'],
		[]
	]);
	expect(auditActions(world.ctx.db, actionId)).toEqual(['remedy.plan']);
});

test('the plan is refused while a finding has no action, and handed in by the head only', async () => {
	const world = await given.openWorld();
	const id = given.concluded(world);
	const actionId = planAction(world, id);
	removeAction(as(world.ctx, world.people.officer), id, actionId);
	expect(await problemOf(() => given.move(world, 'head', id, 'submit_plan'))).toMatchObject({
		code: 'inspection.finding_without_action',
		details: { count: 1 }
	});
	planAction(world, id);
	expect(await codeOf(() => given.move(world, 'officer', id, 'submit_plan'))).toBe('permission.denied');
	given.move(world, 'head', id, 'submit_plan');
	expect(await codeOf(() => planAction(world, id, { measure: 'Muộn' }))).toBe('transition.not_from_here');
	given.move(world, 'planner', id, 'return_plan', 'Biện pháp chưa cụ thể');
	expect(readAgencyHome(as(world.ctx, world.people.head)).inspections[0]).toMatchObject({
		task: 'make_plan',
		returns: [{ kind: 'plan', reason: 'Biện pháp chưa cụ thể' }]
	});
	planAction(world, id, { measure: 'Thêm biện pháp' });
});

test('clerk, other agency and office write no plan', async () => {
	const world = await given.openWorld();
	const id = given.concluded(world);
	expect(await codeOf(() => planAction(world, id, {}, 'agencyClerk'))).toBe('permission.denied');
	expect(await codeOf(() => planAction(world, id, {}, 'otherHead'))).toBe('not_found');
	expect(await codeOf(() => planAction(world, id, {}, 'planner'))).toBe('permission.denied');
});

test('texts keep their version: what somebody else wrote meanwhile is not overwritten', async () => {
	const world = await given.openWorld();
	const id = given.concluded(world);
	const seen = given.versionOf(world, id);
	writeRemedyTexts(as(world.ctx, world.people.head), id, seen, { funding: 'Dự toán năm 2027' });
	expect(
		await codeOf(() =>
			writeRemedyTexts(as(world.ctx, world.people.officer), id, seen, { funding: 'Không có' })
		)
	).toBe('version.stale');
	expect(remedyOf(world, id).texts.funding).toBe('Dự toán năm 2027');
	expect(given.versionOf(world, id)).toBe(seen + 1);
});

test('progress carries figures of today or earlier; «done» is a hundred percent', async () => {
	const world = await given.openWorld();
	const { id, actionId } = remedying(world);
	expect(await problemOf(() => report(world, id, actionId, { percent: 120 }))).toMatchObject({
		code: 'remedy.percent_range',
		at: 'percent'
	});
	expect(await problemOf(() => report(world, id, actionId, { numerator: 7 }))).toMatchObject({
		code: 'answer.numerator_above_denominator',
		at: 'numerator'
	});
	expect(await problemOf(() => report(world, id, actionId, { asOfOn: '2026-09-13' }))).toMatchObject({
		code: 'date.in_future',
		at: 'asOfOn'
	});
	expect(await codeOf(() => report(world, id, actionId, { state: 'done' }))).toBe('remedy.percent_range');
	expect(await codeOf(() => report(world, id, 'another'))).toBe('not_found');
	report(world, id, actionId);
	report(world, id, actionId, { percent: 60, doneText: 'Đã trình 03/05 đề án.', numerator: 3 });
	const [finding] = remedyOf(world, id).findings;
	expect(finding).toMatchObject({ state: 'in_progress', standing: 'doing', percent: 60 });
	expect(finding!.actions[0]!.reports.map(({ percent }) => percent)).toEqual([60, 40]);
});

test('what is late owes a reason and a day that is still ahead; what waits for another body is not its delay', async () => {
	const world = await given.openWorld();
	const { id, actionId } = remedying(world);
	world.ctx.clock.at = Date.UTC(2027, 0, 15, 1);
	const late = (patch: ReportPatch) =>
		problemOf(() => report(world, id, actionId, { asOfOn: '2027-01-15', ...patch }));
	expect(await late({})).toMatchObject({ code: 'answer.reason_required', at: 'delayReason' });
	expect(await late({ delayReason: 'Chờ UBND tỉnh' })).toMatchObject({
		code: 'input.required',
		at: 'newDueOn'
	});
	expect(await late({ delayReason: 'Chờ UBND tỉnh', newDueOn: '2027-01-15' })).toMatchObject({
		code: 'date.passed',
		at: 'newDueOn'
	});
	report(world, id, actionId, {
		asOfOn: '2027-01-15',
		delayReason: 'Chờ UBND tỉnh',
		newDueOn: '2027-03-31',
		state: 'submitted_awaiting',
		awaitedBody: 'UBND tỉnh'
	});
	expect(remedyOf(world, id).findings[0]).toMatchObject({
		standing: 'awaiting',
		overdue: false,
		workingDaysLeft: expect.any(Number),
		actions: [{ late: false, reports: [{ delayReason: 'Chờ UBND tỉnh', newDueOn: '2027-03-31' }] }]
	});
	expect(remedyOf(world, id).findings[0]!.workingDaysLeft).toBeLessThan(0);
});

test('the report waits for every action to be reported, and for the head', async () => {
	const world = await given.openWorld();
	const { id, actionId } = remedying(world);
	expect(await problemOf(() => given.move(world, 'head', id, 'submit_report'))).toMatchObject({
		code: 'remedy.actions_unreported',
		details: { count: 1, findings: '1' }
	});
	report(world, id, actionId, DONE);
	expect(await codeOf(() => given.move(world, 'officer', id, 'submit_report'))).toBe('permission.denied');
	given.move(world, 'head', id, 'submit_report');
	expect(readAgencyHome(as(world.ctx, world.people.officer)).inspections[0]).toMatchObject({
		task: 'issue_report',
		wait: 'verify'
	});
});

test('the agency cannot verify its own report; a return stands on the agency’s page with its reason', async () => {
	const world = await given.openWorld();
	const { id, actionId } = remedying(world);
	report(world, id, actionId, DONE);
	const verify = (by: given.Person, result: 'verified' | 'returned', reason: string) =>
		verifyFinding(given.by(world, by), id, { findingId: 'finding-1', result, reason });
	expect(await codeOf(() => verify('officer', 'verified', 'Tự xác nhận'))).toBe('permission.denied');
	expect(await codeOf(() => verify('planner', 'verified', ' '))).toBe('input.required');
	verify('planner', 'returned', 'Mới có 03/05 quyết định.');
	expect(readAgencyHome(as(world.ctx, world.people.officer)).inspections[0]).toMatchObject({
		progress: { wanting: 1 },
		returns: [{ kind: 'finding', reason: 'Mới có 03/05 quyết định.' }]
	});
	report(world, id, actionId, { ...DONE, doneText: 'Đủ 05/05 quyết định.' });
	verify('planner', 'verified', 'Đã xem đủ 05 quyết định.');
	expect(remedyOf(world, id).findings[0]).toMatchObject({
		standing: 'verified',
		verifications: [{ result: 'verified' }, { result: 'returned' }]
	});
});

test('«done» that is taken back is nothing to verify: the finding is in progress again', async () => {
	const world = await given.openWorld();
	const { id, actionId } = remedying(world);
	report(world, id, actionId, { state: 'done', percent: 100 });
	report(world, id, actionId, { percent: 60, regressReason: 'Hai quyết định bị thu hồi' });
	expect(remedyOf(world, id).findings[0]).toMatchObject({ state: 'in_progress', standing: 'doing' });
	const verify = () =>
		verifyFinding(as(world.ctx, world.people.planner), id, {
			findingId: 'finding-1',
			result: 'verified',
			reason: 'Đã xem'
		});
	expect(await codeOf(verify)).toBe('remedy.not_reported_done');
	world.ctx.clock.at = Date.UTC(2027, 0, 15, 1);
	expect(remedyOf(world, id).findings[0]).toMatchObject({ overdue: true });
	report(world, id, actionId, { state: 'done', percent: 100, asOfOn: '2027-01-15' });
	verify();
});

test('a proof replaced while the office looks is said before anything is decided; what was verified stays as it was seen', async () => {
	const world = await given.openWorld();
	const { id, actionId } = remedying(world);
	const reportId = report(world, id, actionId, DONE);
	const officer = as(world.ctx, world.people.officer);
	const planner = as(world.ctx, world.people.planner);
	const give = (fileName: string) =>
		addEvidence(officer, id, {
			subjectKind: 'progress',
			subjectId: reportId,
			stage: null,
			file: { name: fileName, bytes: new TextEncoder().encode('%PDF-1.7\n%%EOF\n') },
			citation: null,
			caption: '',
			takenAt: null
		});
	const item = () => readRemedies(planner, id).items[0]!;
	const verify = (version: number) =>
		verifyFinding(planner, id, { findingId: 'finding-1', result: 'verified', reason: 'Đã xem', version });
	const first = await give('Bản thảo.pdf');
	const seen = item().basis;
	withdrawEvidence(officer, id, first.id);
	expect(await codeOf(() => verify(seen))).toBe('remedy.report_changed');
	const withdrawn = item().basis;
	const second = await give('Bản ký.pdf');
	expect(await codeOf(() => verify(withdrawn))).toBe('remedy.report_changed');
	expect(item()).toMatchObject({ finding: { state: 'reported_done' }, verifications: [] });
	verify(item().basis);
	expect(await codeOf(() => withdrawEvidence(officer, id, second.id))).toBe('remedy.report_settled');
	expect(await codeOf(() => give('Thêm.pdf'))).toBe('remedy.report_settled');
	expect(await codeOf(() => report(world, id, actionId, { percent: 50, regressReason: 'Sót' }))).toBe(
		'remedy.report_settled'
	);
	expect(item().actions[0]!.reports[0]!.proofs.map(({ fileName }) => fileName)).toEqual(['Bản ký.pdf']);
	expect(auditActions(world.ctx.db, first.id)).toEqual(['evidence.add', 'evidence.withdraw']);
});

test('before there is a plan a finding is late by the plan’s day, for the agency as for the office', async () => {
	const story = new RemedyStory(await given.openWorld());
	const { planDueOn } = findInspection(story.world.ctx.db, story.id)!;
	const late = () => [story.own.overdue, story.office.late, story.tracked.late];
	story.world.ctx.clock.at = Date.parse(`${planDueOn}T02:00:00Z`);
	expect(late()).toEqual([false, false, false]);
	story.world.ctx.clock.at += 4 * 86_400_000;
	expect(late()).toEqual([true, true, true]);
	expect(story.own).toMatchObject({ owedOn: '2026-12-31' });
	story.plan();
	expect(late()).toEqual([false, false, false]);
});
