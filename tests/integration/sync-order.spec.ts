/** What the network does to operations: sends them twice, late, in the wrong order, in other people's names, too big. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SYNC_LIMITS } from '#lib/contracts/field.ts';
import type { Operation } from '#lib/domain/operation.ts';
import { findAnswer } from '#lib/server/db/queries/answers.ts';
import { applyOperations } from '#lib/server/services/operations.ts';
import { as } from '../support/database.ts';
import * as given from '../support/inspections.ts';

const CODES = ['1.1.1', '3.4.1', '5.1.1', '7.2.1'];

/** One tablet of the member with its numbers from 1. */
async function openTablet() {
	const world = await given.openWorld();
	const id = given.inSession(world);
	let seq = 0;
	const make = (text: string, code = CODES[seq % CODES.length]!): Operation =>
		given.operation(world, 'member', id, given.setAnswer('appraisal', code, { note: text }), {
			seq: (seq += 1)
		});
	const sendTo = (operations: readonly unknown[], oldest?: number, length?: number) =>
		applyOperations(as(world.ctx, world.people.member), id, operations, { oldest, length }).results.map((r) =>
			r.status === 'rejected' ? r.problem.code : r.status
		);
	const taken = () =>
		world.ctx.db.sqlite
			.prepare(
				`select o.seq from operations o join sync_batches b on b.id = o.batch_id
				where b.device_id = 'device-member' order by o.batch_id, o.seq`
			)
			.pluck()
			.all() as number[];
	const count = (table: string) => world.ctx.db.sqlite.prepare(`select count(*) from ${table}`).pluck().get();
	const note = (code: string) => findAnswer(world.ctx.db, id, 'appraisal', code)?.note;
	return { world, id, make, sendTo, taken, count, note };
}

test('the same batch five times is one edit', async () => {
	const { make, sendTo, taken } = await openTablet();
	const batch = [make('a'), make('b'), make('c')];
	const statuses = [1, 2, 3, 4, 5].map(() => new Set(sendTo(batch, 1)));
	expect(statuses.map((one) => [...one].join())).toEqual([
		'accepted',
		'duplicate',
		'duplicate',
		'duplicate',
		'duplicate'
	]);
	expect(taken()).toEqual([1, 2, 3]);
});

test('three batches in every order end in the same record, in the order they were made', async () => {
	const orders = [
		[0, 1, 2],
		[0, 2, 1],
		[1, 0, 2],
		[1, 2, 0],
		[2, 0, 1],
		[2, 1, 0]
	];
	for (const order of orders) {
		const { make, sendTo, taken, count, note } = await openTablet();
		const batches = ['một', 'hai', 'ba'].map((text) => [make(text, '3.4.1'), make(text, '5.1.1')]);
		for (const at of order) sendTo(batches[at]!, 1);
		expect([order, taken(), note('3.4.1'), count('held_operations')]).toEqual([
			order,
			[1, 2, 3, 4, 5, 6],
			'ba',
			0
		]);
		expect(sendTo(batches.flat(), 1)).toEqual(Array(6).fill('duplicate'));
	}
});

test('half a batch, and then the whole again', async () => {
	const { make, sendTo, taken } = await openTablet();
	const batch = [make('a'), make('b'), make('c'), make('d')];
	sendTo(batch.slice(0, 2), 1);
	expect(sendTo(batch, 1)).toEqual(['duplicate', 'duplicate', 'accepted', 'accepted']);
	expect(taken()).toEqual([1, 2, 3, 4]);
});

test('one after a gap is held on the disk, and a number that is used up by a refusal leaves no gap', async () => {
	const { make, sendTo, taken, count, note } = await openTablet();
	const [first, second, third] = [make('a', '9.9.9'), make('b', '3.4.1'), make('c', '5.1.1')];
	expect(sendTo([third], 1)).toEqual(['held']);
	expect(note('5.1.1')).toBeUndefined();
	expect(count('held_operations')).toBe(1);
	expect(sendTo([third], 1)).toEqual(['held']);
	expect(sendTo([first, second], 1)).toEqual(['answer.subcriterion_unknown', 'accepted']);
	expect(note('5.1.1')).toBe('c');
	expect(taken()).toEqual([2, 3]);
	expect(sendTo([third], 3)).toEqual(['duplicate']);
});

test('a number that the device no longer has is not waited for; when it turns up all the same it is taken', async () => {
	const { make, sendTo, taken } = await openTablet();
	const [first, second, third] = [make('a'), make('b'), make('c')];
	expect(sendTo([third], 1)).toEqual(['held']);
	expect(sendTo([second], 2)).toEqual(['accepted']);
	expect(taken()).toEqual([2, 3]);
	expect(sendTo([first], 1)).toEqual(['accepted']);
});

test('what was held and cannot be applied when its turn comes stays with its reason', async () => {
	const { world, make, sendTo, count } = await openTablet();
	const [first, second] = [make('a'), make('b', '9.9.9')];
	expect(sendTo([second], 1)).toEqual(['held']);
	expect(sendTo([first], 1)).toEqual(['accepted']);
	expect(count('held_operations')).toBe(1);
	const why = world.ctx.db.sqlite.prepare(`select refused_with from held_operations`).pluck().get();
	expect(JSON.parse(String(why))).toMatchObject({ code: 'answer.subcriterion_unknown' });
	expect(sendTo([second], 2)).toEqual(['answer.subcriterion_unknown']);
});

test('devices and people are counted apart', async () => {
	const { world, id, make, sendTo } = await openTablet();
	sendTo([make('a'), make('b')], 1);
	const other = given.operation(world, 'lead', id, given.setAnswer('appraisal', '2.1.1', { note: 'x' }), {
		deviceId: 'device-member',
		seq: 1
	});
	const { results } = applyOperations(as(world.ctx, world.people.lead), id, [other], { oldest: 1 });
	expect(results[0]!.status).toBe('accepted');
});

test('whatever the order, the doublings and the losses: once all have arrived each is there once, in order', async () => {
	const { world, id } = await openTablet();
	let run = 0;
	fc.assert(
		fc.property(
			fc.integer({ min: 1, max: 8 }),
			fc.array(fc.array(fc.nat(7), { minLength: 1, maxLength: 4 }), { maxLength: 12 }),
			(size, deliveries) => {
				run += 1;
				const deviceId = `tablet-${run}`;
				const made = Array.from({ length: size }, (_, at) =>
					given.operation(
						world,
						'member',
						id,
						given.setAnswer('appraisal', '3.4.1', { note: `${run}-${at}` }),
						{
							seq: at + 1,
							deviceId
						}
					)
				);
				const sendTo = (operations: Operation[]) =>
					applyOperations(as(world.ctx, world.people.member), id, operations, { oldest: 1 });
				for (const delivery of deliveries) {
					const picked = [...new Set(delivery)].flatMap((at) => made[at] ?? []);
					if (picked.length > 0) sendTo(picked);
				}
				sendTo(made);
				const rows = world.ctx.db.sqlite
					.prepare(
						`select o.seq from operations o join sync_batches b on b.id = o.batch_id
						where b.device_id = ? order by o.batch_id, o.seq`
					)
					.pluck()
					.all(deviceId);
				expect(rows).toEqual(made.map(({ seq }) => seq));
				expect(findAnswer(world.ctx.db, id, 'appraisal', '3.4.1')?.note).toBe(`${run}-${size - 1}`);
			}
		),
		{ numRuns: 40 }
	);
});

test('after the minutes a late operation is refused, and its number is used up', async () => {
	const world = await given.openWorld();
	const id = given.minutesSigned(world);
	const late = given.operation(world, 'member', id, given.setAnswer('appraisal', '3.4.1', { note: 'x' }), {
		seq: 1,
		deviceId: 'three-days-late'
	});
	const { results } = applyOperations(as(world.ctx, world.people.member), id, [late], { oldest: 1 });
	expect(results).toMatchObject([{ status: 'rejected', problem: { code: 'inspection.locked' } }]);
	const last = world.ctx.db.sqlite
		.prepare(`select last_seq from sync_positions where device_id = 'three-days-late'`)
		.pluck();
	expect(last.get()).toBe(1);
});

test('forged: another person, another device within the batch, another inspection', async () => {
	const { world, make, sendTo, note, count } = await openTablet();
	const honest = make('a', '1.1.1');
	const batch = [
		honest,
		{ ...make('b', '3.4.1'), actorId: world.people.lead.id },
		{ ...make('c', '5.1.1'), deviceId: 'device-lead' },
		{ ...make('d', '7.2.1'), inspectionId: 'another' }
	];
	expect(sendTo(batch, 1)).toEqual([
		'accepted',
		'operation.foreign',
		'operation.foreign',
		'operation.foreign'
	]);
	expect([note('3.4.1'), note('5.1.1'), note('7.2.1')]).toEqual([undefined, undefined, undefined]);
	expect(count('held_operations')).toBe(0);
});

test('in another’s name as a whole nothing is taken, and the other’s count does not move', async () => {
	const { world, id, make, sendTo, count } = await openTablet();
	const theirs = make('a');
	const { results } = applyOperations(as(world.ctx, world.people.lead), id, [theirs], { oldest: 1 });
	expect(results).toMatchObject([{ status: 'rejected', problem: { code: 'operation.foreign' } }]);
	expect(count(`sync_positions where actor_id = '${world.people.member.id}'`)).toBe(0);
	expect(sendTo([theirs], 1)).toEqual(['accepted']);
});

test('an operation of 10 MB is refused with its size, and its neighbours go through', async () => {
	const { make, sendTo, note } = await openTablet();
	const huge = make('x'.repeat(10 * 1024 * 1024), '3.4.1');
	expect(JSON.stringify(huge).length).toBeGreaterThan(SYNC_LIMITS.operationLength);
	const batch = [huge, make('b', '5.1.1')];
	expect(sendTo(batch, 1, JSON.stringify(batch).length)).toEqual(['operation.too_large', 'accepted']);
	expect(sendTo([{ ...huge, opId: 'again' }], 1)).toEqual(['operation.too_large']);
	expect([note('3.4.1'), note('5.1.1')]).toEqual([undefined, 'b']);
});

test('codes that the criteria set does not know, and no codes at all', async () => {
	const { make, sendTo, note } = await openTablet();
	const bad = { ...make('a'), payload: { stage: 'appraisal', code: 7, patch: { note: 'x' } } };
	expect(sendTo([make('a', '99.9'), bad, make('b', '3.4.1')], 1)).toEqual([
		'answer.subcriterion_unknown',
		'operation.unknown_type',
		'accepted'
	]);
	expect(note('3.4.1')).toBe('b');
});
