import sharp from 'sharp';
import { expect, test } from 'vitest';
import { findAnswer } from '#lib/server/db/queries/answers.ts';
import { listFindings } from '#lib/server/db/queries/field.ts';
import { listMovesOf } from '#lib/server/db/queries/inspections.ts';
import { addEvidence, readEvidenceFile } from '#lib/server/services/evidence.ts';
import { createCampaign } from '#lib/server/services/campaigns.ts';
import { decideExplanation, writeExplanation } from '#lib/server/services/explanations.ts';
import { createInspection, moveInspection, setTeam } from '#lib/server/services/inspections.ts';
import { readFieldSnapshot } from '#lib/server/services/field-view.ts';
import { as, auditActions, codeOf, problemOf } from '../support/database.ts';
import * as given from '../support/inspections.ts';

test('the way of an inspection is recorded move by move', async () => {
	const world = await given.openWorld();
	const id = given.concluded(world);
	expect(listMovesOf(world.ctx.db, id).map(({ transition }) => transition)).toEqual([
		'plan',
		'set_team',
		'notify',
		'submit_self',
		'start_desk_review',
		'open_session',
		'sign_minutes',
		'open_explanation',
		'reappraise',
		'conclude'
	]);
	expect(findAnswer(world.ctx.db, id, 'final', '3.4.1')?.points).toBe(400);
	expect(auditActions(world.ctx.db, id)).toContain('inspection.conclude');
});

test('a move the state forbids, a stale form, a person without the right: nothing happens', async () => {
	const world = await given.openWorld();
	const id = given.notified(world);
	expect(await codeOf(() => given.move(world, 'lead', id, 'sign_minutes'))).toBe('transition.not_from_here');
	expect(await codeOf(() => given.move(world, 'officer', id, 'submit_self'))).toBe('permission.denied');
	expect(await codeOf(() => given.move(world, 'otherHead', id, 'submit_self'))).toBe('not_found');
	const stale = () =>
		moveInspection(as(world.ctx, world.people.planner), id, 'postpone', { version: 1, reason: 'Bận' });
	expect(await problemOf(stale)).toMatchObject({ code: 'version.stale', details: { yours: 1 } });
	expect(given.stateOf(world, id)).toBe('notified');
});

test('the self-assessment is refused with the list of what is missing', async () => {
	const world = await given.openWorld();
	const id = given.notified(world);
	const submit = () => given.move(world, 'head', id, 'submit_self');
	expect(await problemOf(submit)).toMatchObject({ code: 'self.incomplete', details: { count: 91 } });
	given.answerAll(world, 'officer', id, 'self');
	given.send(world, 'officer', id, given.setAnswer('self', '1.4.3', { explanation: '' }));
	expect(await problemOf(submit)).toMatchObject({
		code: 'self.evidence_or_explanation',
		details: { count: 1, codes: '1.4.3' }
	});
});

test('minutes close only when everything is scored, reasoned and signed on this very content', async () => {
	const world = await given.openWorld();
	const id = given.inSession(world);
	const lock = () => given.move(world, 'lead', id, 'sign_minutes');
	expect(await problemOf(lock)).toMatchObject({ code: 'inspection.unanswered', details: { count: 91 } });
	given.answerAll(world, 'lead', id, 'appraisal');
	given.send(
		world,
		'lead',
		id,
		given.setAnswer('appraisal', '1.4.3', { input: { kind: 'yes_no', yes: false } })
	);
	expect(await problemOf(lock)).toMatchObject({ code: 'answer.reason_required', at: '1.4.3' });
	given.send(
		world,
		'lead',
		id,
		given.setAnswer('appraisal', '1.4.3', { changeReason: 'Không có chuyên mục.' })
	);
	expect(await problemOf(lock)).toMatchObject({
		code: 'minutes.signature_missing',
		details: { side: 'team' }
	});
	given.drawBoth(world, id);
	given.send(world, 'lead', id, {
		type: 'session.record',
		payload: { patch: { leadConclusion: 'Sửa sau khi ký.' } }
	});
	expect(await codeOf(lock)).toBe('minutes.content_changed');
	given.drawBoth(world, id);
	lock();
	expect(given.stateOf(world, id)).toBe('minutes_signed');
});

test('an agency that will not sign: reason and witnesses stand in its place', async () => {
	const world = await given.openWorld();
	const id = given.inSession(world);
	given.answerAll(world, 'lead', id, 'appraisal');
	given.send(world, 'lead', id, {
		type: 'session.record',
		payload: { patch: { refusalReason: 'Không thống nhất mục 3', refusalWitnesses: 'Hai thành viên Đoàn' } }
	});
	given.drawBoth(world, id);
	given.send(world, 'lead', id, { type: 'signature.clear', payload: { side: 'agency' } });
	given.move(world, 'lead', id, 'sign_minutes');
	expect(given.stateOf(world, id)).toBe('minutes_signed');
});

test('explanations: reasoned, decided with a reason, and a finding the agency wins is dropped', async () => {
	const world = await given.openWorld();
	const id = given.minutesSigned(world);
	given.move(world, 'officer', id, 'open_explanation');
	const head = as(world.ctx, world.people.head);
	const lead = as(world.ctx, world.people.lead);
	const input = {
		findingId: 'finding-1',
		subcriterionCode: null,
		stance: 'disagree',
		reason: '',
		requestedPoints: null,
		version: 0
	} as const;
	expect(await codeOf(() => writeExplanation(head, id, input))).toBe('answer.reason_required');
	expect(
		await problemOf(() => writeExplanation(head, id, { ...input, reason: 'Đã có', requestedPoints: 9_999 }))
	).toMatchObject({
		code: 'answer.points_out_of_range',
		details: { maximum: 150 }
	});
	const explanation = writeExplanation(head, id, { ...input, reason: 'Đã được phê duyệt ngày 20/9' });
	expect(await codeOf(() => writeExplanation(head, id, { ...input, reason: 'Lần nữa' }))).toBe(
		'version.stale'
	);
	expect(await problemOf(() => given.move(world, 'lead', id, 'reappraise'))).toMatchObject({
		code: 'inspection.explanations_undecided',
		details: { count: 1 }
	});
	expect(
		await codeOf(() =>
			decideExplanation(lead, id, explanation, { version: 1, decision: 'accepted', reason: ' ' })
		)
	).toBe('answer.reason_required');
	decideExplanation(lead, id, explanation, { version: 1, decision: 'accepted', reason: 'Có quyết định' });
	given.move(world, 'lead', id, 'reappraise');
	expect(listFindings(world.ctx.db, id)[0]!.state).toBe('not_accepted');
});

test('the second appraisal starts from the first and owes a reason for each change', async () => {
	const world = await given.openWorld();
	const id = given.minutesSigned(world);
	given.move(world, 'officer', id, 'open_explanation');
	expect(findAnswer(world.ctx.db, id, 'reappraisal', '3.4.1')?.points).toBe(400);
	given.send(
		world,
		'secretary',
		id,
		given.setAnswer('reappraisal', '3.4.1', { input: { kind: 'ratio', numerator: 96, denominator: 100 } })
	);
	expect(await codeOf(() => given.move(world, 'lead', id, 'reappraise'))).toBe('answer.reason_required');
	given.send(
		world,
		'secretary',
		id,
		given.setAnswer('reappraisal', '3.4.1', { changeReason: 'Đối chiếu lại' })
	);
	given.move(world, 'lead', id, 'reappraise');
	expect(given.stateOf(world, id)).toBe('reappraised');
});

test('one inspection of an agency in a campaign; a period that runs backwards is refused', async () => {
	const world = await given.openWorld();
	const planner = as(world.ctx, world.people.planner);
	given.notified(world);
	const again = () =>
		createInspection(planner, {
			campaignId: world.campaignId,
			agencyId: world.people.agencyId,
			kind: 'direct'
		});
	expect(await codeOf(again)).toBe('inspection.agency_already_in_campaign');
	const reversed = () =>
		createCampaign(planner, {
			title: 'X',
			year: 2026,
			plan: null,
			decision: null,
			teamName: 'X',
			periodFrom: '2026-06-30',
			periodTo: '2025-01-01',
			settings: {
				selfDueBeforeVisit: 5,
				explanationAfterMinutes: 5,
				lateExplanations: 'accepted',
				planAfterConclusion: 10,
				reportAfterConclusion: 60,
				effectAfterMinor: 3,
				effectAfterModerate: 6,
				effectAfterSerious: 6
			}
		});
	expect(await codeOf(reversed)).toBe('inspection.period_reversed');
});

test('a team has one lead, no one twice, and nobody from an agency', async () => {
	const world = await given.openWorld();
	const id = given.notified(world);
	const planner = as(world.ctx, world.people.planner);
	const team = (...members: [string, 'lead' | 'secretary'][]) =>
		codeOf(() =>
			setTeam(
				planner,
				id,
				given.versionOf(world, id),
				members.map(([accountId, role]) => ({ accountId, role, areas: [], duty: '' }))
			)
		);
	const { lead, secretary, head } = world.people;
	expect(await team([secretary.id, 'secretary'])).toBe('inspection.team_incomplete');
	expect(await team([lead.id, 'lead'], [lead.id, 'secretary'])).toBe('input.invalid');
	expect(await team([lead.id, 'lead'], [head.id, 'secretary'])).toBe('inspection.own_office');
	expect(await team([lead.id, 'lead'], [secretary.id, 'secretary'])).toBeNull();
});

test('an agency sees nothing of the appraisal before the minutes, and only its own inspection', async () => {
	const world = await given.openWorld();
	const id = given.inSession(world);
	given.answerAll(world, 'lead', id, 'appraisal');
	given.send(world, 'member', id, given.raiseFinding('finding-1'));
	const before = readFieldSnapshot(as(world.ctx, world.people.head), id);
	expect([before.answers.appraisal.length, before.findings.length]).toEqual([0, 0]);
	given.drawBoth(world, id);
	given.move(world, 'lead', id, 'sign_minutes');
	const after = readFieldSnapshot(as(world.ctx, world.people.head), id);
	expect([after.answers.appraisal.length, after.findings.length]).toEqual([91, 1]);
	expect(await codeOf(() => readFieldSnapshot(as(world.ctx, world.people.otherHead), id))).toBe('not_found');
});

test("the team's photos are its own until the minutes are signed", async () => {
	const world = await given.openWorld();
	const id = given.inSession(world);
	const picture = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#888' } })
		.jpeg()
		.toBuffer();
	const { id: photo } = await addEvidence(as(world.ctx, world.people.member), id, {
		subjectKind: 'answer',
		subjectId: '3.2.1',
		stage: 'appraisal',
		file: { name: 'anh.jpg', bytes: picture },
		citation: null,
		caption: '',
		takenAt: null
	});
	const read = () => readEvidenceFile(as(world.ctx, world.people.head), id, photo);
	expect(await codeOf(read)).toBe('not_found');
	given.answerAll(world, 'lead', id, 'appraisal');
	given.drawBoth(world, id);
	given.move(world, 'lead', id, 'sign_minutes');
	expect(read().mediaType).toBe('image/jpeg');
});
