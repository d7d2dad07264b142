import { expect, test } from 'vitest';
import { findCampaign } from '#lib/server/db/queries/campaigns.ts';
import { addEvidence } from '#lib/server/services/evidence.ts';
import { readAgencyFindings } from '#lib/server/services/agency-findings-view.ts';
import { readAgencyHome, readAgencyInspection } from '#lib/server/services/agency-view.ts';
import { editCampaign } from '#lib/server/services/campaigns.ts';
import { listOpenMatters } from '#lib/server/services/chasing-matters.ts';
import { moveDueDay, type DueChangeInput } from '#lib/server/services/due-changes.ts';
import { readDesk } from '#lib/server/services/explanation-desk-view.ts';
import { writeExplanation } from '#lib/server/services/explanations.ts';
import { readInspectionOverview } from '#lib/server/services/inspection-view.ts';
import { loadRecord } from '#lib/server/services/record.ts';
import { findInspection } from '#lib/server/db/queries/inspections.ts';
import { auditActions, codeOf, problemOf } from '../support/database.ts';
import * as given from '../support/inspections.ts';
import { announced } from '../support/uploads.ts';

const day = (year: number, month: number, date: number) => Date.UTC(year, month - 1, date, 2);
const answer = (world: given.World, id: string, version = 0) =>
	writeExplanation(given.by(world, 'officer'), id, {
		findingId: 'finding-1',
		subcriterionCode: null,
		stance: 'disagree',
		reason: 'Đã trình đủ hồ sơ.',
		requestedPoints: null,
		version
	});
const prove = (world: given.World, id: string) =>
	addEvidence(given.by(world, 'officer'), id, {
		subjectKind: 'finding',
		subjectId: 'finding-1',
		stage: null,
		file: null,
		citation: {
			number: '12',
			sign: 'BC-STN',
			issuedOn: '2026-09-01',
			issuer: 'Sở Thử nghiệm',
			subject: 'Kết quả'
		},
		caption: '',
		takenAt: null
	});
const moveDue = (
	world: given.World,
	id: string,
	change: Partial<DueChangeInput>,
	person: given.Person = 'planner'
) =>
	moveDueDay(given.by(world, person), id, {
		kind: 'explanation',
		dueBefore: findInspection(world.ctx.db, id)!.explanationDueOn ?? '',
		dueOn: '2026-10-09',
		reason: 'Mưa lũ, cơ quan không làm việc',
		...change
	});

/** The campaign takes no late answers. */
function refuseLate(world: given.World): void {
	const { version, settings, ...campaign } = findCampaign(world.ctx.db, world.campaignId)!;
	editCampaign(given.by(world, 'planner'), world.campaignId, version, {
		...campaign,
		settings: { ...settings, lateExplanations: 'refused' }
	});
}

/** Minutes of 12/9/2026 (a Saturday): explanations are due on Friday, 18/9. */
async function signed(): Promise<{ world: given.World; id: string }> {
	const world = await given.openWorld();
	const id = given.minutesSigned(world);
	expect(findInspection(world.ctx.db, id)!.explanationDueOn).toBe('2026-09-18');
	return { world, id };
}

test('a late answer is taken and marked on both sides, as the usual setting says', async () => {
	const { world, id } = await signed();
	world.ctx.clock.at = day(2026, 9, 22);
	expect(readAgencyInspection(given.by(world, 'officer'), id).answers).toEqual({
		open: true,
		late: true,
		dueOn: '2026-09-18'
	});
	answer(world, id);
	expect(readAgencyFindings(given.by(world, 'head'), id)!.findings[0]!.explanation).toMatchObject({
		daysLate: 2
	});
	given.move(world, 'officer', id, 'open_explanation');
	expect(readDesk(given.by(world, 'lead'), id).items).toMatchObject([{ daysLate: 2 }]);
	expect(loadRecord(world.ctx, findInspection(world.ctx.db, id)!).explanations).toMatchObject([
		{ daysLate: 2 }
	]);
});

test('an answer in time that is written anew after the day is late; a later day does not undo it', async () => {
	const { world, id } = await signed();
	answer(world, id);
	const shown = () => readAgencyFindings(given.by(world, 'head'), id)!.findings[0]!.explanation!;
	expect(shown().daysLate).toBe(0);
	world.ctx.clock.at = day(2026, 9, 19);
	answer(world, id, 1);
	expect(shown().daysLate).toBe(1);
	moveDue(world, id, {});
	expect(shown().daysLate).toBe(1);
	answer(world, id, 2);
	expect(shown().daysLate).toBe(0);
});

test('where late answers are refused both they and their proofs are; what came in time stays', async () => {
	const { world, id } = await signed();
	refuseLate(world);
	world.ctx.clock.at = day(2026, 9, 18);
	answer(world, id);
	await prove(world, id);
	world.ctx.clock.at = day(2026, 9, 19);
	expect(await problemOf(() => answer(world, id, 1))).toMatchObject({
		code: 'explanation.too_late',
		details: { day: '2026-09-18' }
	});
	expect(await codeOf(() => prove(world, id))).toBe('explanation.too_late');
	const proof = announced('announced-1', new TextEncoder().encode('%PDF-1.7\n%%EOF\n'), {
		subjectKind: 'finding',
		subjectId: 'finding-1',
		stage: null
	});
	const [sent] = given.send(world, 'officer', id, proof);
	expect(sent).toMatchObject({ status: 'rejected', problem: { code: 'explanation.too_late' } });
	expect(readAgencyInspection(given.by(world, 'officer'), id).answers).toMatchObject({
		open: false,
		late: true
	});
	expect(readAgencyFindings(given.by(world, 'head'), id)!.findings[0]!.explanation).toMatchObject({
		reason: 'Đã trình đủ hồ sơ.',
		daysLate: 0
	});
});

test('nothing is chased that would not be taken', async () => {
	const { world, id } = await signed();
	const chased = () => listOpenMatters(world.ctx).filter(({ inspectionId }) => inspectionId === id).length;
	world.ctx.clock.at = day(2026, 9, 22);
	expect(chased()).toBe(1);
	refuseLate(world);
	expect(chased()).toBe(0);
	moveDue(world, id, {});
	expect(chased()).toBe(1);
});

test('the office opens the answers of one agency again, with a reason that both sides read', async () => {
	const { world, id } = await signed();
	refuseLate(world);
	world.ctx.clock.at = day(2026, 9, 22);
	moveDue(world, id, {}, 'lead');
	answer(world, id);
	expect(readAgencyHome(given.by(world, 'head')).inspections[0]).toMatchObject({
		deadline: { on: '2026-10-09' },
		dueChanges: [
			{
				kind: 'explanation',
				dueBefore: '2026-09-18',
				dueOn: '2026-10-09',
				reason: 'Mưa lũ, cơ quan không làm việc'
			}
		]
	});
	expect(JSON.stringify(readAgencyHome(given.by(world, 'head')).inspections[0]!.dueChanges)).not.toContain(
		world.people.lead.displayName
	);
	expect(readInspectionOverview(given.by(world, 'planner'), id).dueChanges).toMatchObject([
		{ dueBefore: '2026-09-18', by: world.people.lead.displayName }
	]);
	expect(auditActions(world.ctx.db, id)).toContain('due.move');
	world.ctx.clock.at = day(2026, 10, 10);
	expect(await codeOf(() => answer(world, id, 1))).toBe('explanation.too_late');
});

test('a day is moved by the office only, later, with a reason, and not over what somebody else moved', async () => {
	const { world, id } = await signed();
	for (const person of ['officer', 'head', 'member'] as const)
		expect(await codeOf(() => moveDue(world, id, {}, person))).toBe('permission.denied');
	expect(await codeOf(() => moveDue(world, id, {}, 'otherHead'))).toBe('not_found');
	expect(await problemOf(() => moveDue(world, id, { reason: ' ' }))).toMatchObject({
		code: 'answer.reason_required',
		at: 'reason'
	});
	expect(await codeOf(() => moveDue(world, id, { dueOn: '2026-09-18' }))).toBe('remedy.not_later');
	expect(await codeOf(() => moveDue(world, id, { kind: 'plan' }))).toBe('due.not_open');
	moveDue(world, id, {});
	expect(
		await problemOf(() => moveDue(world, id, { dueBefore: '2026-09-18', dueOn: '2026-10-20' }))
	).toMatchObject({ code: 'due.changed', details: { day: '2026-10-09' } });
	expect(readInspectionOverview(given.by(world, 'planner'), id).dueChanges).toHaveLength(1);
});

test('plan and report have their days moved too, the newest change first', async () => {
	const world = await given.openWorld();
	const id = given.concluded(world);
	const { planDueOn, reportDueOn } = findInspection(world.ctx.db, id)!;
	moveDue(world, id, { kind: 'report', dueBefore: reportDueOn!, dueOn: '2027-01-29' });
	world.ctx.clock.at += 1000;
	moveDue(world, id, { kind: 'plan', dueBefore: planDueOn!, dueOn: '2026-10-30' });
	const overview = readInspectionOverview(given.by(world, 'planner'), id);
	expect(overview.dueChanges.map(({ kind, dueBefore }) => [kind, dueBefore])).toEqual([
		['plan', planDueOn],
		['report', reportDueOn]
	]);
	expect(overview.movable).toEqual(['plan', 'report']);
	expect(overview.facts).toMatchObject({ planDue: { on: '2026-10-30' }, reportDue: { on: '2027-01-29' } });
});
