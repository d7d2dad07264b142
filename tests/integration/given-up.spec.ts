/** Work that was given up on a tablet: the record knows that, and why; nothing of the inspection changes. */
import { expect, test } from 'vitest';
import { findAnswer } from '#lib/server/db/queries/answers.ts';
import { applyOperations } from '#lib/server/services/operations.ts';
import type { OperationBody } from '#lib/domain/operation.ts';
import { as } from '../support/database.ts';
import * as given from '../support/inspections.ts';

const word = (reason: string): OperationBody => ({
	type: 'work.discard',
	payload: { what: 'answer.set', subject: '3.4.1', reason }
});
const linesOf = ({ ctx }: given.World) =>
	ctx.db.sqlite
		.prepare(`select actor_id as by, new from audit_lines where action = 'work.discard'`)
		.all() as { by: string; new: string }[];

test('it closes the gap that it would have left, and is told of in the record', async () => {
	const world = await given.openWorld();
	const id = given.inSession(world);
	const make = (seq: number, body: OperationBody) => given.operation(world, 'member', id, body, { seq });
	const { results } = applyOperations(
		as(world.ctx, world.people.member),
		id,
		[make(1, word(' ghi nhầm ')), make(2, given.setAnswer('appraisal', '5.1.1', { note: 'sau' }))],
		{ oldest: 1 }
	);
	expect(results.map(({ status }) => status)).toEqual(['accepted', 'accepted']);
	expect(findAnswer(world.ctx.db, id, 'appraisal', '5.1.1')?.note).toBe('sau');
	expect(findAnswer(world.ctx.db, id, 'appraisal', '3.4.1')).toBeUndefined();
	const [line] = linesOf(world);
	expect(line!.by).toBe(world.people.member.id);
	expect(JSON.parse(line!.new)).toMatchObject({ what: 'answer.set', subject: '3.4.1', reason: 'ghi nhầm' });
});

test('it is taken when everything else is locked, and not without a reason or from a stranger', async () => {
	const world = await given.openWorld();
	const id = given.notified(world);
	expect(given.send(world, 'member', id, word('đã khóa'), word(' '))).toMatchObject([
		{ status: 'accepted' },
		{ status: 'rejected', problem: { code: 'input.required' } }
	]);
	expect(() => given.send(world, 'otherHead', id, word('x'))).toThrow('not_found');
	expect(linesOf(world)).toHaveLength(1);
});
