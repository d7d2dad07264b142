import { expect, test } from 'vitest';
import { applyOperations, applyOperationsTogether } from '#lib/server/services/operations.ts';
import { findAnswer } from '#lib/server/db/queries/answers.ts';
import { listFindings } from '#lib/server/db/queries/field.ts';
import { as, auditActions, codeOf } from '../support/database.ts';
import * as given from '../support/inspections.ts';

const ratio = (numerator: number, denominator: number) => ({
	input: { kind: 'ratio', numerator, denominator } as const
});

test('a batch is written whole, scored, and leaves one audit line', async () => {
	const world = await given.openWorld();
	const id = given.notified(world);
	const before = auditActions(world.ctx.db, id).length;
	const results = given.send(
		world,
		'officer',
		id,
		given.setAnswer('self', '3.4.1', ratio(2_401, 2_401)),
		given.setAnswer('self', '7.2.1', ratio(105, 113))
	);
	expect(results.map(({ status }) => status)).toEqual(['accepted', 'accepted']);
	expect(findAnswer(world.ctx.db, id, 'self', '3.4.1')?.points).toBe(400);
	expect(auditActions(world.ctx.db, id).slice(before)).toEqual(['inspection.edit']);
});

test('batches that come at once are written together; who may not even see takes nobody along', async () => {
	const world = await given.openWorld();
	const id = given.notified(world);
	const before = auditActions(world.ctx.db, id).length;
	const sendAtOnce = (who: 'officer' | 'otherHead', code: string) =>
		applyOperationsTogether(
			as(world.ctx, world.people[who]),
			id,
			[given.operation(world, who, id, given.setAnswer('self', code, ratio(1, 1)))],
			{}
		);
	const [first, stranger, second] = await Promise.allSettled([
		sendAtOnce('officer', '3.4.1'),
		sendAtOnce('otherHead', '3.4.2'),
		sendAtOnce('officer', '7.2.1')
	]);
	expect(stranger).toMatchObject({ status: 'rejected', reason: { problem: { code: 'not_found' } } });
	expect([first, second]).toMatchObject([
		{ status: 'fulfilled', value: { results: [{ status: 'accepted' }] } },
		{ status: 'fulfilled', value: { results: [{ status: 'accepted' }] } }
	]);
	const written = ['3.4.1', '3.4.2', '7.2.1'].map((code) => findAnswer(world.ctx.db, id, 'self', code)?.code);
	expect(written).toEqual(['3.4.1', undefined, '7.2.1']);
	expect(auditActions(world.ctx.db, id).slice(before)).toEqual(['inspection.edit', 'inspection.edit']);
});

test('the same operation five times is one edit', async () => {
	const world = await given.openWorld();
	const id = given.notified(world);
	const operation = given.operation(world, 'officer', id, given.setAnswer('self', '3.4.1', ratio(1, 1)));
	const ctx = as(world.ctx, world.people.officer);
	const statuses = [1, 2, 3, 4, 5].map(() => applyOperations(ctx, id, [operation]).results[0]!.status);
	expect(statuses).toEqual(['accepted', 'duplicate', 'duplicate', 'duplicate', 'duplicate']);
	expect(auditActions(world.ctx.db, id).filter((action) => action === 'inspection.edit')).toHaveLength(1);
});

test('a refused operation does not take its neighbours along, and keeps nothing of itself', async () => {
	const world = await given.openWorld();
	const id = given.notified(world);
	const results = given.send(
		world,
		'officer',
		id,
		given.setAnswer('self', '3.4.1', ratio(5, 4)),
		given.setAnswer('self', '9.9.9', ratio(1, 1)),
		given.setAnswer('self', '7.2.1', ratio(1, 1))
	);
	expect(results.map((r) => (r.status === 'rejected' ? r.problem.code : r.status))).toEqual([
		'answer.numerator_above_denominator',
		'answer.subcriterion_unknown',
		'accepted'
	]);
	expect(findAnswer(world.ctx.db, id, 'self', '3.4.1')).toBeUndefined();
});

test.each([
	['a text where a figure belongs', { kind: 'ratio', numerator: 'nhiều', denominator: 4 }],
	['a negative figure', { kind: 'ratio', numerator: -1, denominator: 4 }],
	['a figure beyond all counting', { kind: 'ratio', numerator: 1, denominator: 1e300 }],
	['no number at all', { kind: 'ratio', numerator: Number.NaN, denominator: 4 }],
	['another kind of input', { kind: 'yes_no', yes: true }],
	['more keys than there are', { kind: 'ratio', numerator: 1, denominator: 4, points: 400 }]
])('%s is refused with a problem, never an error', async (_name, input) => {
	const world = await given.openWorld();
	const id = given.notified(world);
	const operation = given.operation(
		world,
		'officer',
		id,
		given.setAnswer('self', '3.4.1', { input: input as never })
	);
	const [result] = applyOperations(as(world.ctx, world.people.officer), id, [
		JSON.parse(JSON.stringify(operation))
	]).results;
	expect(result!.status).toBe('rejected');
	expect(findAnswer(world.ctx.db, id, 'self', '3.4.1')).toBeUndefined();
});

test('two devices on one answer: the second is shown both values and overwrites nothing', async () => {
	const world = await given.openWorld();
	const id = given.inSession(world);
	const seen = given.versionOf(world, id);
	given.send(world, 'member', id, given.setAnswer('appraisal', '3.4.1', ratio(90, 100)));
	const late = given.operation(
		world,
		'secretary',
		id,
		given.setAnswer('appraisal', '3.4.1', ratio(99, 100)),
		{
			baseVersion: seen
		}
	);
	const [result] = applyOperations(as(world.ctx, world.people.secretary), id, [late]).results;
	expect(result).toMatchObject({
		status: 'conflict',
		conflict: {
			late: { answer: ratio(99, 100), byName: world.people.secretary.displayName },
			standing: { answer: ratio(90, 100), byName: world.people.member.displayName },
			settled: null
		}
	});
	expect(findAnswer(world.ctx.db, id, 'appraisal', '3.4.1')?.input).toEqual(ratio(90, 100).input);

	const seeing = given.operation(
		world,
		'secretary',
		id,
		given.setAnswer('appraisal', '3.4.1', ratio(99, 100))
	);
	expect(applyOperations(as(world.ctx, world.people.secretary), id, [seeing]).results[0]!.status).toBe(
		'accepted'
	);
});

test('two devices on different parts of one answer, or on different answers, merge silently', async () => {
	const world = await given.openWorld();
	const id = given.inSession(world);
	const seen = given.versionOf(world, id);
	given.send(world, 'member', id, given.setAnswer('appraisal', '3.4.1', ratio(90, 100)));
	const other = given.operation(world, 'secretary', id, given.setAnswer('appraisal', '7.2.1', ratio(1, 1)), {
		baseVersion: seen
	});
	const same = given.operation(
		world,
		'secretary',
		id,
		given.setAnswer('appraisal', '3.4.1', ratio(90, 100)),
		{ baseVersion: seen }
	);
	const results = applyOperations(as(world.ctx, world.people.secretary), id, [other, same]).results;
	expect(results.map(({ status }) => status)).toEqual(['accepted', 'accepted']);
});

test('an operation in another name, for another inspection or of no known kind is refused', async () => {
	const world = await given.openWorld();
	const id = given.inSession(world);
	const body = given.setAnswer('appraisal', '3.4.1', ratio(1, 1));
	const forged = given.operation(world, 'lead', id, body, { actorId: world.people.member.id });
	const elsewhere = given.operation(world, 'lead', id, body, { inspectionId: 'another' });
	const nonsense = { ...given.operation(world, 'lead', id, body), type: 'inspection.drop' };
	const results = applyOperations(as(world.ctx, world.people.lead), id, [
		forged,
		elsewhere,
		nonsense
	]).results;
	expect(results.map((r) => r.status === 'rejected' && r.problem.code)).toEqual([
		'operation.foreign',
		'operation.foreign',
		'operation.unknown_type'
	]);
});

test('stages are closed to whoever has no part in them, and not yours looks like not there', async () => {
	const world = await given.openWorld();
	const id = given.inSession(world);
	const byOfficer = given.send(world, 'officer', id, given.setAnswer('appraisal', '3.4.1', ratio(1, 1)));
	const byViewer = given.send(world, 'viewer', id, given.setAnswer('appraisal', '3.4.1', ratio(1, 1)));
	const lateSelf = given.send(world, 'officer', id, given.setAnswer('self', '3.4.1', ratio(1, 1)));
	expect([byOfficer, byViewer, lateSelf].map(([r]) => r!.status === 'rejected' && r!.problem.code)).toEqual([
		'permission.denied',
		'permission.denied',
		'inspection.locked'
	]);
	expect(
		await codeOf(() => given.send(world, 'otherHead', id, given.setAnswer('self', '3.4.1', ratio(1, 1))))
	).toBe('not_found');
	expect(await codeOf(() => applyOperations(as(world.ctx, world.people.otherHead), 'nowhere', [{}]))).toBe(
		'not_found'
	);
});

test('numbers of findings are given once, even when one is withdrawn', async () => {
	const world = await given.openWorld();
	const id = given.inSession(world);
	given.send(world, 'member', id, given.raiseFinding('a'), given.raiseFinding('b'));
	given.send(world, 'member', id, { type: 'finding.withdraw', payload: { id: 'b' } });
	given.send(world, 'member', id, given.raiseFinding('c'));
	expect(listFindings(world.ctx.db, id).map(({ id: finding, number }) => [finding, number])).toEqual([
		['a', 1],
		['c', 3]
	]);
});

test('after the minutes the first appraisal is frozen, also against the database itself', async () => {
	const world = await given.openWorld();
	const id = given.minutesSigned(world);
	const [result] = given.send(world, 'lead', id, given.setAnswer('appraisal', '3.4.1', ratio(1, 2)));
	expect(result!.status === 'rejected' && result!.problem.code).toBe('inspection.locked');
	expect(() =>
		world.ctx.db.sqlite
			.prepare(`update answers set points = 0 where stage = 'appraisal' and inspection_id = ?`)
			.run(id)
	).toThrow(/frozen/);
});
