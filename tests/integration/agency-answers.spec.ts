import { expect, test } from 'vitest';
import { readAgencyFindings } from '#lib/server/services/agency-findings-view.ts';
import { readAgencyHome } from '#lib/server/services/agency-view.ts';
import {
	decideExplanation,
	writeExplanation,
	type ExplanationInput
} from '#lib/server/services/explanations.ts';
import { as, auditActions, codeOf, problemOf } from '../support/database.ts';
import * as given from '../support/inspections.ts';

/** Minutes signed with a finding on 5.1.1, and 1.4.3 lowered by the team without a finding. */
function lowered(world: given.World): string {
	const id = given.inSession(world);
	given.signMinutes(
		world,
		id,
		given.raiseFinding('finding-1'),
		given.setAnswer('appraisal', '1.4.3', {
			input: { kind: 'yes_no', yes: false },
			changeReason: 'Không có chuyên mục.'
		})
	);
	return id;
}

const answer = (patch: Partial<ExplanationInput>): ExplanationInput => ({
	findingId: 'finding-1',
	subcriterionCode: null,
	stance: 'disagree',
	reason: 'Đề án đã được phê duyệt.',
	requestedPoints: null,
	version: 0,
	...patch
});
const write = (
	world: given.World,
	id: string,
	patch: Partial<ExplanationInput> = {},
	by: 'officer' | 'head' = 'officer'
) => writeExplanation(as(world.ctx, world.people[by]), id, answer(patch));
const shownTo = (world: given.World, id: string, by: 'officer' | 'agencyClerk' = 'officer') =>
	readAgencyFindings(as(world.ctx, world.people[by]), id)!;

test('after the minutes findings stand beside own and appraised points, lowered scores on their own', async () => {
	const world = await given.openWorld();
	const id = lowered(world);
	const shown = shownTo(world, id, 'agencyClerk');
	expect(shown.findings).toHaveLength(1);
	expect(shown.findings[0]).toMatchObject({
		number: 1,
		score: { code: '5.1.1', reappraised: null },
		explanation: null
	});
	expect(shown.scores).toEqual([
		expect.objectContaining({
			code: '1.4.3',
			appraised: 0,
			appraisedReason: 'Không có chuyên mục.',
			explanation: null
		})
	]);
	expect(shown.scores[0]!.self).toBe(shown.scores[0]!.maxPoints);
	expect(shown.totals.self!.points - shown.totals.appraised.points).toBe(shown.scores[0]!.maxPoints);
	expect(readAgencyHome(as(world.ctx, world.people.officer)).inspections[0]).toMatchObject({
		task: 'explain',
		progress: { done: 0, total: 2 }
	});
});

test('an answer is written, rewritten under its version, and recorded', async () => {
	const world = await given.openWorld();
	const id = lowered(world);
	write(world, id);
	expect(await problemOf(() => write(world, id, {}, 'head'))).toMatchObject({
		code: 'version.stale',
		details: { yours: 0, current: 1 }
	});
	expect(shownTo(world, id).findings[0]!.explanation).toMatchObject({ stance: 'disagree', version: 1 });
	write(world, id, { version: 1, stance: 'agree_in_part', reason: 'Còn 02 đơn vị.' }, 'head');
	const { explanation } = shownTo(world, id).findings[0]!;
	expect(explanation).toMatchObject({ stance: 'agree_in_part', reason: 'Còn 02 đơn vị.', version: 2 });
	expect(auditActions(world.ctx.db, explanation!.id)).toEqual(['explanation.write', 'explanation.write']);
});

test('disagreement owes a reason, points stay within the maximum, and the subject must be there', async () => {
	const world = await given.openWorld();
	const id = lowered(world);
	expect(await problemOf(() => write(world, id, { reason: '  ' }))).toMatchObject({
		code: 'answer.reason_required',
		at: 'reason'
	});
	const score = { findingId: null, subcriterionCode: '1.4.3' };
	expect(await problemOf(() => write(world, id, { ...score, requestedPoints: 100_000 }))).toMatchObject({
		code: 'answer.points_out_of_range',
		at: 'requestedPoints'
	});
	expect(await codeOf(() => write(world, id, { findingId: 'another' }))).toBe('finding.unknown');
	expect(await codeOf(() => write(world, id, { ...score, subcriterionCode: '9.9.9' }))).toBe(
		'answer.subcriterion_unknown'
	);
	expect(await codeOf(() => write(world, id, { findingId: 'finding-1', subcriterionCode: '1.4.3' }))).toBe(
		'input.invalid'
	);
	expect(shownTo(world, id).findings[0]!.explanation).toBeNull();
});

test('the clerk only reads, the other agency finds nothing, the team writes no answer for the agency', async () => {
	const world = await given.openWorld();
	const id = lowered(world);
	const byOther = (actor: keyof given.World['people']) =>
		codeOf(() => writeExplanation(as(world.ctx, given.actorOf(world, actor)), id, answer({})));
	expect(await byOther('agencyClerk')).toBe('permission.denied');
	expect(await byOther('otherHead')).toBe('not_found');
	expect(await byOther('lead')).toBe('permission.denied');
	expect(await codeOf(() => readAgencyFindings(as(world.ctx, world.people.otherHead), id))).toBe('not_found');
});

test('a decision is shown with its reason and closes the answer', async () => {
	const world = await given.openWorld();
	const id = lowered(world);
	const explanationId = write(world, id);
	given.move(world, 'officer', id, 'open_explanation');
	decideExplanation(as(world.ctx, world.people.lead), id, explanationId, {
		version: 1,
		decision: 'rejected',
		reason: 'Quyết định ban hành sau thời kỳ kiểm tra.'
	});
	expect(shownTo(world, id).findings[0]!.explanation).toMatchObject({
		decision: 'rejected',
		decisionReason: 'Quyết định ban hành sau thời kỳ kiểm tra.'
	});
	expect(await codeOf(() => write(world, id, { version: 2 }))).toBe('inspection.locked');
});

test('the second appraisal shows once it is closed, not before', async () => {
	const world = await given.openWorld();
	const id = lowered(world);
	given.move(world, 'officer', id, 'open_explanation');
	given.send(
		world,
		'lead',
		id,
		given.setAnswer('reappraisal', '1.4.3', {
			input: { kind: 'yes_no', yes: true },
			changeReason: 'Đã bổ sung tài liệu.'
		})
	);
	expect(shownTo(world, id).scores[0]!.reappraised).toBeNull();
	expect(shownTo(world, id).totals.reappraised).toBeNull();
	given.move(world, 'lead', id, 'reappraise');
	const [score] = shownTo(world, id).scores;
	expect(score).toMatchObject({ reappraised: score!.maxPoints, reappraisedReason: 'Đã bổ sung tài liệu.' });
	expect(shownTo(world, id).totals.reappraised!.points).toBe(shownTo(world, id).totals.self!.points);
});
