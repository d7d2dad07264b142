/** Two people on one answer: both values kept, one person chooses, the record tells of it. */
import { expect, test } from 'vitest';
import type { Operation } from '#lib/domain/operation.ts';
import type { AnswerPatch, Conflict } from '#lib/domain/conflict.ts';
import { applyOperations } from '#lib/server/services/operations.ts';
import { readFieldSnapshot } from '#lib/server/services/field-view.ts';
import { findAnswer } from '#lib/server/db/queries/answers.ts';
import { listConflicts } from '#lib/server/db/queries/conflicts.ts';
import { as, auditActions, problemOf } from '../support/database.ts';
import * as given from '../support/inspections.ts';

type Who = 'lead' | 'member' | 'secretary';
const CODE = '3.4.1';
const ratio = (numerator: number): AnswerPatch => ({ input: { kind: 'ratio', numerator, denominator: 100 } });

/** An edit by somebody who had nothing on the screen. */
function unseen(world: given.World, who: Who, id: string, patch: AnswerPatch, more: Partial<Operation> = {}) {
	const body = {
		type: 'answer.set',
		payload: { stage: 'appraisal', code: CODE, patch, basis: {} }
	} as const;
	return given.operation(world, who, id, body, more);
}

const sendAs = (world: given.World, who: Who, id: string, ...operations: Operation[]) =>
	applyOperations(as(world.ctx, world.people[who]), id, operations).results;

const settling = ({ id: conflictId }: Conflict, choice: 'standing' | 'late', reason = '') =>
	({
		type: 'conflict.settle',
		payload: { conflictId, stage: 'appraisal', code: CODE, choice, reason }
	}) as const;

/** In session, the member's 90 standing and the secretary's 99 come late. */
async function openConflict(late: AnswerPatch = ratio(99), standing: AnswerPatch = ratio(90)) {
	const world = await given.openWorld();
	const id = given.inSession(world);
	sendAs(world, 'member', id, unseen(world, 'member', id, standing));
	const operation = unseen(world, 'secretary', id, late);
	const [result] = sendAs(world, 'secretary', id, operation);
	if (result?.status !== 'conflict') throw new Error(JSON.stringify(result));
	const answer = () => findAnswer(world.ctx.db, id, 'appraisal', CODE)!;
	const open = () => readFieldSnapshot(as(world.ctx, world.people.lead), id).conflicts;
	return { world, id, operation, conflict: result.conflict, answer, open };
}

test.each([
	['member', 'secretary'],
	['secretary', 'member']
] as const)(
	'two tablets on one subcriterion, %s first: the first stands, the other is kept',
	async (a, b) => {
		const world = await given.openWorld();
		const id = given.inSession(world);
		const [first, second] = [unseen(world, a, id, ratio(90)), unseen(world, b, id, ratio(99))];
		expect(sendAs(world, a, id, first)[0]!.status).toBe('accepted');
		expect(sendAs(world, b, id, second)[0]!.status).toBe('conflict');
		expect(findAnswer(world.ctx.db, id, 'appraisal', CODE)).toMatchObject(ratio(90));
		expect(listConflicts(world.ctx.db, id)).toMatchObject([
			{ late: { answer: ratio(99), by: world.people[b].id }, standing: { by: world.people[a].id } }
		]);
	}
);

test('a conflict is in everybody’s picture, in the record, and told again when its operation is sent again', async () => {
	const { world, id, operation, conflict, open } = await openConflict();
	const version = given.versionOf(world, id);
	expect(sendAs(world, 'secretary', id, operation)).toEqual([
		{ opId: operation.opId, status: 'conflict', version, conflict }
	]);
	expect(open()).toHaveLength(1);
	expect(given.versionOf(world, id)).toBe(version);
	expect(auditActions(world.ctx.db, conflict.id)).toEqual(['conflict.raise']);
});

test('notes of both stay, papers seen and the flag are joined, with nobody asked', async () => {
	const world = await given.openWorld();
	const id = given.inSession(world);
	sendAs(world, 'member', id, unseen(world, 'member', id, { note: 'Thiếu sổ', seen: [0] }));
	const late = unseen(world, 'secretary', id, { ...ratio(99), note: 'Hỏi Văn phòng', flagged: true });
	const [result] = sendAs(world, 'secretary', id, late);
	const note = `Thiếu sổ\n— ${world.people.secretary.displayName} ghi:\nHỏi Văn phòng`;
	expect(result).toMatchObject({ status: 'accepted', answer: { note, seen: [0], flagged: true } });
	expect(findAnswer(world.ctx.db, id, 'appraisal', CODE)).toMatchObject({ note, ...ratio(99), seen: [0] });
});

test('the lead chooses the late value: scored, recorded, the other kept, and never a second time', async () => {
	const { world, id, conflict, answer, open } = await openConflict();
	const before = answer().points;
	const [settled] = given.send(world, 'lead', id, settling(conflict, 'late', 'Theo sổ gốc'));
	expect(settled).toMatchObject({ status: 'accepted', answer: ratio(99) });
	expect(answer()).toMatchObject(ratio(99));
	expect(answer().points).not.toBe(before);
	expect(open()).toEqual([]);
	expect(listConflicts(world.ctx.db, id)[0]).toMatchObject({
		standing: { answer: ratio(90) },
		settled: { choice: 'late', reason: 'Theo sổ gốc', by: world.people.lead.id, at: world.ctx.now() }
	});
	expect(auditActions(world.ctx.db, conflict.id)).toEqual(['conflict.raise', 'conflict.settle']);
	const [again] = given.send(world, 'lead', id, settling(conflict, 'standing'));
	expect(again).toMatchObject({ status: 'rejected', problem: { code: 'conflict.settled' } });
	expect(answer()).toMatchObject(ratio(99));
});

test('the lead chooses the standing value: only the late one’s words are added', async () => {
	const { world, id, conflict, answer } = await openConflict({ ...ratio(99), note: 'Xem phần mềm' });
	given.send(world, 'lead', id, settling(conflict, 'standing'));
	expect(answer()).toMatchObject({ ...ratio(90), note: 'Xem phần mềm' });
});

test('a member chooses where the area is theirs, a secretary without areas and strangers never', async () => {
	const { world, id, conflict, open } = await openConflict();
	const { ctx, people } = world;
	const bySecretary = given.send(world, 'secretary', id, settling(conflict, 'late'));
	const byViewer = given.send(world, 'viewer', id, settling(conflict, 'late'));
	const byOfficer = given.send(world, 'officer', id, settling(conflict, 'late'));
	expect(
		[bySecretary, byViewer, byOfficer].map(([r]) => r!.status === 'rejected' && r!.problem.code)
	).toEqual(['permission.denied', 'permission.denied', 'permission.denied']);
	const areaOf = (areas: string[]) =>
		ctx.db.sqlite
			.prepare('update team_members set areas = ? where inspection_id = ? and account_id = ?')
			.run(JSON.stringify(areas), id, people.member.id);
	areaOf(['7']);
	expect(given.send(world, 'member', id, settling(conflict, 'late'))[0]!.status).toBe('rejected');
	areaOf(['3']);
	expect(given.send(world, 'member', id, settling(conflict, 'late'))[0]!.status).toBe('accepted');
	expect(open()).toEqual([]);
});

test('a choice names its own conflict: another stage, code or inspection is refused', async () => {
	const { world, id, conflict } = await openConflict();
	const forged = (payload: object) => ({
		...settling(conflict, 'late'),
		payload: { ...settling(conflict, 'late').payload, ...payload }
	});
	const refusals = given.send(
		world,
		'lead',
		id,
		forged({ code: '7.2.1' }) as never,
		forged({ conflictId: 'none' }) as never
	);
	expect(refusals.map((r) => r.status === 'rejected' && r.problem.code)).toEqual([
		'conflict.unknown',
		'conflict.unknown'
	]);
});

test('whoever comes late twice is kept twice; the newest is chosen and takes the older one along', async () => {
	const { world, id, open } = await openConflict();
	world.ctx.clock.at += 60_000;
	sendAs(world, 'secretary', id, unseen(world, 'secretary', id, ratio(98)));
	expect(open().map(({ late }) => late.answer)).toMatchObject([ratio(99), ratio(98)]);
	given.send(world, 'lead', id, settling(open()[1]!, 'late'));
	expect(open()).toEqual([]);
	expect(listConflicts(world.ctx.db, id).map(({ settled }) => settled?.choice)).toEqual(['standing', 'late']);
});

test('the minutes cannot be locked while two values stand, and nothing is chosen after them', async () => {
	const world = await given.openWorld();
	const id = given.inSession(world);
	given.answerAll(world, 'lead', id, 'appraisal');
	const [raised] = sendAs(world, 'secretary', id, unseen(world, 'secretary', id, ratio(1)));
	if (raised?.status !== 'conflict') throw new Error('no conflict');
	given.drawBoth(world, id);
	expect(await problemOf(() => given.move(world, 'lead', id, 'sign_minutes'))).toMatchObject({
		code: 'inspection.conflicts_open',
		details: { count: 1, codes: CODE }
	});
	given.send(world, 'lead', id, settling(raised.conflict, 'standing'));
	given.drawBoth(world, id);
	given.move(world, 'lead', id, 'sign_minutes');
	const [late] = given.send(world, 'lead', id, settling(raised.conflict, 'late'));
	expect(late).toMatchObject({ status: 'rejected', problem: { code: 'inspection.locked' } });
});

test('a conflict of the agency’s own score is the agency’s to settle, and stops its sending', async () => {
	const world = await given.openWorld();
	const id = given.notified(world);
	given.answerAll(world, 'officer', id, 'self');
	const payload = { stage: 'self', code: CODE, patch: ratio(1), basis: {} } as const;
	const [raised] = given.send(world, 'head', id, { type: 'answer.set', payload });
	if (raised?.status !== 'conflict') throw new Error('no conflict');
	expect((await problemOf(() => given.move(world, 'head', id, 'submit_self'))).code).toBe(
		'inspection.conflicts_open'
	);
	const choice = {
		conflictId: raised.conflict.id,
		stage: 'self',
		code: CODE,
		choice: 'late',
		reason: ''
	} as const;
	const [byLead] = given.send(world, 'lead', id, { type: 'conflict.settle', payload: choice });
	expect(byLead!.status).toBe('rejected');
	expect(given.send(world, 'head', id, { type: 'conflict.settle', payload: choice })[0]!.status).toBe(
		'accepted'
	);
	given.move(world, 'head', id, 'submit_self');
});

test('the clock of the tablet is kept beside ours and decides nothing', async () => {
	const world = await given.openWorld();
	const id = given.inSession(world);
	sendAs(world, 'member', id, unseen(world, 'member', id, ratio(90)));
	const slow = 7 * 60_000;
	const madeAt = world.ctx.now() - slow - 3_600_000;
	const late = unseen(world, 'secretary', id, ratio(99), { madeAt });
	const { results } = applyOperations(as(world.ctx, world.people.secretary), id, [late], {
		sentAt: world.ctx.now() - slow
	});
	expect(results[0]).toMatchObject({
		status: 'conflict',
		conflict: { late: { madeAt, receivedAt: world.ctx.now(), clockOffsetMs: slow } }
	});
	const kept = world.ctx.db.sqlite
		.prepare('select clock_offset_ms from sync_batches order by id desc')
		.pluck();
	expect(kept.get()).toBe(slow);
});

test('the database itself keeps a conflict as it came', async () => {
	const { world, conflict } = await openConflict();
	const { sqlite } = world.ctx.db;
	expect(() => sqlite.exec(`update conflicts set late_answer = '{}'`)).toThrow(/only the settlement/);
	expect(() => sqlite.exec(`delete from conflicts`)).toThrow(/never deleted/);
	expect(() => sqlite.exec(`update conflicts set settled_at = 1`)).toThrow(/CHECK/);
	expect(conflict.settled).toBeNull();
});
