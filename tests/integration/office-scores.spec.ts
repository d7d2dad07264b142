import { expect, test } from 'vitest';
import { decideExplanation, writeExplanation } from '#lib/server/services/explanations.ts';
import { listContestedItems, readDecision, readDesk } from '#lib/server/services/explanation-desk-view.ts';
import { editFinding, readFinding, readFindings, wordsOf } from '#lib/server/services/finding-view.ts';
import { readScoreDetail, readScores } from '#lib/server/services/score-view.ts';
import { readConclusionPage, readConclusionValues } from '#lib/server/services/conclusion-view.ts';
import { writeConclusion } from '#lib/server/services/conclusion.ts';
import { as, codeOf } from '../support/database.ts';
import * as given from '../support/inspections.ts';

type Person = keyof given.World['people'];

const scoresOf = (world: given.World, person: Person, id: string) =>
	readScores(as(world.ctx, given.actorOf(world, person)), id);
const rowOf = (world: given.World, id: string, code: string) =>
	scoresOf(world, 'viewer', id)
		.areas.flatMap(({ rows }) => rows)
		.find((row) => row.code === code)!;

/** The minutes signed, a score contested by the agency, explanations open. */
function explaining(world: given.World): string {
	const id = given.minutesSigned(world);
	writeExplanation(as(world.ctx, world.people.officer), id, {
		findingId: 'finding-1',
		subcriterionCode: null,
		stance: 'disagree',
		reason: 'Đã trình đủ 06 đề án',
		requestedPoints: 50,
		version: 0
	});
	given.move(world, 'officer', id, 'open_explanation');
	return id;
}

test('scores stand beside each other by stage; a change without a reason is marked until it has one', async () => {
	const world = await given.openWorld();
	const id = given.inSession(world);
	given.answerAll(world, 'lead', id, 'appraisal');
	const yes = world.set.areas
		.flatMap(({ criteria }) => criteria.flatMap(({ subcriteria }) => subcriteria))
		.find(({ rule, isSurvey }) => rule.type === 'yes_no' && !isSurvey)!;
	const no = { kind: 'yes_no', yes: false } as const;
	const lower = (changeReason: string) =>
		given.send(world, 'member', id, given.setAnswer('appraisal', yes.code, { input: no, changeReason }));
	expect(rowOf(world, id, yes.code)).toMatchObject({ difference: 0, unexplained: false });
	lower('');
	const row = rowOf(world, id, yes.code);
	expect(row).toMatchObject({ lost: true, unexplained: true });
	expect(row.difference).toBeLessThan(0);
	lower('Không có văn bản');
	expect(rowOf(world, id, yes.code)).toMatchObject({ unexplained: false });
	expect(rowOf(world, id, yes.code).cells.appraisal?.changeReason).toBe('Không có văn bản');
	expect(scoresOf(world, 'viewer', id)).toMatchObject({
		stages: ['self', 'appraisal'],
		standing: 'appraisal'
	});
});

test('the second appraisal is the team’s to change, the survey the office’s too, and neither is afterwards', async () => {
	const world = await given.openWorld();
	const id = explaining(world);
	const editing = (person: Person) => scoresOf(world, person, id).editing;
	expect(editing('member')).toMatchObject({ stage: 'reappraisal', surveyOnly: false });
	expect(editing('planner')).toMatchObject({ stage: 'reappraisal', surveyOnly: true });
	expect(Object.keys(editing('planner')!.subcriteria).every((code) => code.startsWith('8.'))).toBe(true);
	expect(editing('viewer')).toBeNull();
	expect(editing('inspector')).toBeNull();
	const survey = Object.keys(editing('planner')!.subcriteria)[0]!;
	const votes = { input: { kind: 'ratio', numerator: 866, denominator: 1000 } } as const;
	expect(given.send(world, 'planner', id, given.setAnswer('reappraisal', survey, votes))[0]!.status).toBe(
		'accepted'
	);
	expect(
		given.send(world, 'planner', id, given.setAnswer('reappraisal', '1.1.1', { note: 'x' }))[0]
	).toMatchObject({
		status: 'rejected',
		problem: { code: 'permission.denied' }
	});
	const detail = (person: Person, code: string) =>
		readScoreDetail(as(world.ctx, given.actorOf(world, person)), id, code);
	expect(detail('planner', survey).editing).toMatchObject({ stage: 'reappraisal', answer: votes });
	expect(detail('planner', '1.1.1').editing).toBeNull();
	expect(detail('member', '1.1.1').editing).toMatchObject({ subcriterion: { code: '1.1.1' } });
	expect(await codeOf(() => detail('lead', '9.9.9'))).toBe('answer.subcriterion_unknown');
	const { version } = readDecisionOf(world, id);
	decideExplanation(as(world.ctx, world.people.lead), id, readDecisionOf(world, id).id, {
		version,
		decision: 'rejected',
		reason: 'Chưa có quyết định phê duyệt'
	});
	given.move(world, 'lead', id, 'reappraise');
	expect(editing('lead')).toBeNull();
});

const readDecisionOf = (world: given.World, id: string) => {
	const [item] = readDesk(as(world.ctx, world.people.lead), id).items;
	return readDecision(as(world.ctx, world.people.lead), id, item!.id);
};

test('the desk shows what is contested, with both scores; a stale decision overwrites nothing', async () => {
	const world = await given.openWorld();
	const id = explaining(world);
	const lead = as(world.ctx, world.people.lead);
	const secretary = as(world.ctx, world.people.secretary);
	const desk = readDesk(lead, id);
	expect(desk).toMatchObject({ canDecide: true, items: [{ needsDecision: true, requestedPoints: 50 }] });
	expect(desk.items[0]!.subject).toMatchObject({
		code: '5.1.1',
		self: expect.any(Number),
		appraisal: expect.any(Number)
	});
	expect(readDesk(as(world.ctx, world.people.member), id).canDecide).toBe(false);
	expect(listContestedItems(as(world.ctx, world.people.viewer))).toEqual([
		expect.objectContaining({ code: '5.1.1', findingNumber: 1, decision: null, forScore: false })
	]);

	const { id: explanationId, version } = readDecisionOf(world, id);
	decideExplanation(secretary, id, explanationId, { version, decision: 'accepted', reason: 'Đã có hồ sơ' });
	const late = () =>
		decideExplanation(lead, id, explanationId, { version, decision: 'rejected', reason: 'Không đủ' });
	expect(await codeOf(late)).toBe('version.stale');
	expect(readDecisionOf(world, id)).toEqual({
		id: explanationId,
		version: version + 1,
		decision: 'accepted',
		reason: 'Đã có hồ sơ'
	});
	expect(readDesk(lead, id).items[0]).toMatchObject({
		needsDecision: false,
		decidedBy: expect.stringContaining('inspector')
	});
	expect(await codeOf(() => readDecision(lead, id, 'không-có'))).toBe('not_found');
});

test('a finding’s words change only where they still are what the form was opened on', async () => {
	const world = await given.openWorld();
	const id = explaining(world);
	const lead = as(world.ctx, world.people.lead);
	const secretary = as(world.ctx, world.people.secretary);
	const opened = wordsOf(readFinding(lead, id, 'finding-1'));
	const version = given.versionOf(world, id);
	const words = { ...opened, text: 'Chưa phê duyệt 05 đề án vị trí việc làm', dueOn: '2027-01-15' };
	editFinding(secretary, id, 'finding-1', { version, opened, words });
	expect(readFinding(lead, id, 'finding-1')).toMatchObject({
		text: words.text,
		dueOn: '2027-01-15',
		number: 1
	});

	const mine = { ...opened, text: 'Bản của Trưởng đoàn' };
	expect(await codeOf(() => editFinding(lead, id, 'finding-1', { version, opened, words: mine }))).toBe(
		'version.stale'
	);
	expect(readFinding(lead, id, 'finding-1').text).toBe(words.text);
	editFinding(lead, id, 'finding-1', { version, opened: words, words: mine });
	expect(readFinding(lead, id, 'finding-1').text).toBe('Bản của Trưởng đoàn');

	const empty = { opened: mine, words: { ...mine, text: ' ' }, version };
	expect(await codeOf(() => editFinding(lead, id, 'finding-1', empty))).toBe('input.required');
	for (const person of ['planner', 'member', 'viewer'] as const)
		expect(
			await codeOf(() =>
				editFinding(as(world.ctx, world.people[person]), id, 'finding-1', { version, opened: mine, words })
			)
		).toBe('permission.denied');
});

test('after the conclusion neither findings nor the conclusion can be changed', async () => {
	const world = await given.openWorld();
	const id = explaining(world);
	const lead = as(world.ctx, world.people.lead);
	const input = { responsibility: 'Văn phòng Sở', reportDueOn: null, demands: [] };
	expect(readConclusionPage(lead, id)).toMatchObject({
		canWrite: true,
		values: { responsibility: '', demands: [] }
	});
	const stale = given.versionOf(world, id) - 1;
	expect(await codeOf(() => writeConclusion(lead, id, { ...input, version: stale }))).toBe('version.stale');
	writeConclusion(lead, id, {
		...input,
		version: given.versionOf(world, id),
		demands: [{ id: 'd-1', text: 'Đề nghị bổ sung biên chế', addressedTo: 'UBND tỉnh', dueOn: '2026-12-31' }]
	});
	expect(readConclusionValues(lead, id)).toMatchObject({
		responsibility: 'Văn phòng Sở',
		demands: [{ id: 'd-1', addressedTo: 'UBND tỉnh', dueOn: '2026-12-31' }]
	});
	const { id: explanationId, version } = readDecisionOf(world, id);
	decideExplanation(lead, id, explanationId, { version, decision: 'rejected', reason: 'Chưa đủ' });
	given.move(world, 'lead', id, 'reappraise');
	given.move(world, 'lead', id, 'conclude');
	expect(readConclusionPage(lead, id).canWrite).toBe(false);
	expect(readFindings(lead, id).canEdit).toBe(false);
	const words = wordsOf(readFinding(lead, id, 'finding-1'));
	const edit = () => editFinding(lead, id, 'finding-1', { version: 1, opened: words, words });
	expect(await codeOf(edit)).toBe('inspection.locked');
});
