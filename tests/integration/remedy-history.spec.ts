import { expect, test } from 'vitest';
import type { Transition } from '#lib/domain/inspection.ts';
import { readAgencyRemedies } from '#lib/server/services/agency-remedy-history-view.ts';
import { reviewEffect } from '#lib/server/services/effect-reviews.ts';
import { addEvidence } from '#lib/server/services/evidence.ts';
import { decideExplanation, writeExplanation } from '#lib/server/services/explanations.ts';
import { decideAction, decideRequest } from '#lib/server/services/plan-decisions.ts';
import { verifyFinding } from '#lib/server/services/remediation.ts';
import { readFindingHistory } from '#lib/server/services/remedy-history-view.ts';
import { listTrackedRemedies } from '#lib/server/services/remedy-tracker-view.ts';
import { codeOf } from '../support/database.ts';
import * as given from '../support/inspections.ts';
import { planAction, report, request, type ActionPatch } from '../support/remedies.ts';

const HOUR = 3_600_000;

/** Each act is an hour after the one before. */
class Story {
	readonly world: given.World;

	constructor(world: given.World) {
		this.world = world;
	}

	anHourLater(): given.World {
		this.world.ctx.clock.at += HOUR;
		return this.world;
	}

	by(person: given.Person) {
		return given.by(this.anHourLater(), person);
	}

	move(person: given.Person, id: string, transition: Transition, reason?: string) {
		given.move(this.anHourLater(), person, id, transition, reason);
	}

	plan(id: string, patch: ActionPatch = {}) {
		return planAction(this.anHourLater(), id, { dueOn: '2026-12-15', ...patch });
	}

	report(id: string, actionId: string, percent: number) {
		const state = percent === 100 ? 'done' : 'doing';
		return report(this.anHourLater(), id, actionId, { percent, state, numerator: percent, denominator: 100 });
	}
}

/** The whole way: answered, planned twice, moved, reported, returned, verified, reviewed as not holding. */
async function wholeWay() {
	const story = new Story(await given.openWorld());
	const { world } = story;
	const id = given.minutesSigned(world);
	story.move('officer', id, 'open_explanation');
	const explanationId = writeExplanation(story.by('officer'), id, {
		findingId: 'finding-1',
		subcriterionCode: null,
		stance: 'agree_in_part',
		reason: 'Đã trình 02 đề án.',
		requestedPoints: null,
		version: 0
	});
	decideExplanation(story.by('lead'), id, explanationId, {
		version: 1,
		decision: 'rejected',
		reason: 'Chưa được phê duyệt.'
	} as never);
	story.move('lead', id, 'reappraise');
	story.move('lead', id, 'conclude');
	const actionId = story.plan(id);
	story.move('head', id, 'submit_plan');
	decideAction(story.by('planner'), id, actionId, {
		decision: 'returned',
		reason: 'Chưa rõ sản phẩm.',
		version: 1
	});
	story.move('planner', id, 'return_plan', 'Bổ sung sản phẩm.');
	story.plan(id, { id: actionId, version: 2 });
	story.move('head', id, 'submit_plan');
	story.move('planner', id, 'accept_plan');
	story.move('officer', id, 'start_remedy');
	const requestId = request(story.anHourLater(), id, actionId, { dueOn: '2027-01-29' });
	decideRequest(story.by('planner'), id, requestId, { decision: 'accepted', reason: 'Có căn cứ.' });
	const reportId = story.report(id, actionId, 40);
	await addEvidence(story.by('officer'), id, {
		subjectKind: 'progress',
		subjectId: reportId,
		stage: null,
		file: null,
		citation: { number: '12', sign: 'QĐ-STN', issuedOn: '2026-09-12', issuer: 'Sở', subject: 'Đề án' },
		caption: '',
		takenAt: null
	});
	story.report(id, actionId, 100);
	verifyFinding(story.by('planner'), id, {
		findingId: 'finding-1',
		result: 'returned',
		reason: 'Thiếu quyết định.'
	});
	story.report(id, actionId, 100);
	story.move('head', id, 'submit_report');
	verifyFinding(story.by('planner'), id, { findingId: 'finding-1', result: 'verified', reason: 'Đã xem.' });
	story.move('planner', id, 'close');
	world.ctx.clock.at = Date.UTC(2027, 5, 1, 2);
	const newId = reviewEffect(story.by('lead'), id, 'finding-1', {
		result: 'not_effective',
		reason: 'Hai phòng lại thiếu phân công.',
		text: 'Phân công đầu mối không được duy trì',
		demand: 'Phân công và rà soát hằng quý',
		dueOn: '2027-12-31'
	})!;
	return { story, world, reportId, newId };
}

test('a finding tells its whole way in order: who, what, why', async () => {
	const { story, newId } = await wholeWay();
	const { events, remedy, demand } = readFindingHistory(story.by('viewer'), 'finding-1');
	expect(remedy).toMatchObject({ standing: 'verified', percent: 100, daysLate: 0 });
	expect(demand).toBe('Trình phê duyệt');
	expect(
		events.map((event) => [
			event.kind,
			'transition' in event ? event.transition : 'reason' in event ? event.reason : ''
		])
	).toEqual([
		['raised', ''],
		['answered', 'Đã trình 02 đề án.'],
		['answer_decided', 'Chưa được phê duyệt.'],
		['moved', 'conclude'],
		['planned', ''],
		['action_decided', 'Chưa rõ sản phẩm.'],
		['moved', 'return_plan'],
		['planned', ''],
		['moved', 'accept_plan'],
		['requested', ''],
		['request_decided', ''],
		['reported', ''],
		['reported', ''],
		['judged', 'Thiếu quyết định.'],
		['reported', ''],
		['moved', 'submit_report'],
		['judged', 'Đã xem.'],
		['moved', 'close'],
		['reviewed', 'Hai phòng lại thiếu phân công.'],
		['moved', 'reopen']
	]);
	expect(events.every(({ by }) => by !== '')).toBe(true);
	expect(events.filter((event) => event.kind === 'planned').map((event) => event.version)).toEqual([1, 2]);
	expect(events.find((event) => event.kind === 'request_decided')).toMatchObject({
		request: { dueOn: '2027-01-29', before: { dueOn: '2026-12-15' }, decisionReason: 'Có căn cứ.' },
		measure: 'Trình phê duyệt đề án'
	});
	expect(events.find((event) => event.kind === 'reviewed')).toMatchObject({
		opened: { findingId: newId, number: 2, year: 2026 }
	});
	const anew = readFindingHistory(story.by('viewer'), newId);
	expect(anew.events.map(({ kind }) => kind)).toEqual(['raised', 'moved']);
	expect(anew.events[0]).toMatchObject({ from: { findingId: 'finding-1', number: 1 } });
	expect(anew.repeats.map(({ findingId }) => findingId)).toEqual(['finding-1']);
	expect(anew.remedy.raisedOn).toBe('2027-06-01');
});

test('proofs of a report are linked; what is not tracked is not there', async () => {
	const { story, world, reportId } = await wholeWay();
	const reported = readFindingHistory(story.by('viewer'), 'finding-1').events.find(
		({ kind }) => kind === 'reported'
	);
	expect(reported).toMatchObject({ proofs: [expect.objectContaining({ subjectId: reportId })] });
	expect(await codeOf(() => readFindingHistory(story.by('viewer'), 'no-such'))).toBe('not_found');
	expect(await codeOf(() => readFindingHistory(story.by('officer'), 'finding-1'))).toBe('not_found');
	expect(await codeOf(() => readAgencyRemedies(story.by('viewer'), 'no-such'))).toBe('not_found');
	expect(await codeOf(() => readAgencyRemedies(story.by('head'), world.people.agencyId))).toBe('not_found');
});

test('an agency tells its years: repeats, ages, and how it keeps its days', async () => {
	const { story, world, newId } = await wholeWay();
	const later = given.nextYear(world);
	const next = given.inSession(later);
	given.signMinutes(later, next, given.raiseFinding('finding-2027'));
	given.conclude(later, next);
	world.ctx.clock.at += 10 * 24 * HOUR;

	const { years, summary, timeliness } = readAgencyRemedies(story.by('viewer'), world.people.agencyId);
	expect(years.map(({ year, total, verified, repeated }) => [year, total, verified, repeated])).toEqual([
		[2027, 1, 0, 1],
		[2026, 2, 1, 0]
	]);
	expect(summary).toMatchObject({ total: 3, verified: 1, agencies: 1, repeated: 1 });
	expect(timeliness).toMatchObject({ done: 1, inTime: 1, meanDays: 1, oldestDays: 10 });
	expect(years[1]!.remedies.map(({ findingId, repeatedIn }) => [findingId, repeatedIn])).toEqual([
		['finding-1', [2027]],
		[newId, [2027]]
	]);
	expect(readFindingHistory(story.by('viewer'), 'finding-2027').repeats.map(({ year }) => year)).toEqual([
		2026, 2026
	]);
	expect(
		listTrackedRemedies(story.by('viewer')).find(({ findingId }) => findingId === 'finding-1')
	).toMatchObject({
		raisedOn: '2026-09-12',
		verifiedOn: '2026-09-13'
	});
});
