import { describe, expect, test } from 'vitest';
import type { OperationBody } from '#lib/domain/operation.ts';
import { addEvidence, withdrawEvidence } from '#lib/server/services/evidence.ts';
import { readFieldSnapshot } from '#lib/server/services/field-view.ts';
import { readAgencyHome } from '#lib/server/services/agency-view.ts';
import { listChasedMatters } from '#lib/server/services/chasing-view.ts';
import { readInspectionOverview } from '#lib/server/services/inspection-view.ts';
import { moveInspection } from '#lib/server/services/inspections.ts';
import {
	listReturns,
	readReturnDay,
	replyToReturn,
	type ReturnedCode
} from '#lib/server/services/self-returns.ts';
import { as, codeOf, problemOf } from '../support/database.ts';
import * as given from '../support/inspections.ts';
import { announced } from '../support/uploads.ts';

const PDF = new TextEncoder().encode('%PDF-1.7\n%%EOF\n');

function submitted(world: given.World): string {
	const id = given.notified(world);
	given.answerAll(world, 'officer', id, 'self');
	given.move(world, 'head', id, 'submit_self');
	return id;
}

function giveBack(world: given.World, id: string, codes: ReturnedCode[], reason = 'Số liệu chưa khớp'): void {
	moveInspection(as(world.ctx, world.people.lead), id, 'return_self', {
		version: given.versionOf(world, id),
		reason,
		codes
	});
}

const statusOf = (world: given.World, id: string, body: OperationBody) =>
	given.send(world, 'officer', id, body)[0]!;
const explain = (code: string, explanation: string) => given.setAnswer('self', code, { explanation });
const addProof = (world: given.World, id: string, code: string) =>
	addEvidence(as(world.ctx, world.people.officer), id, {
		subjectKind: 'answer',
		subjectId: code,
		stage: 'self',
		file: { name: 'Báo cáo.pdf', bytes: PDF },
		citation: null,
		caption: '',
		takenAt: null
	});
const LOCKED = { status: 'rejected', problem: { code: 'self.not_returned' } };

test('only what was given back opens again, for answers and for proofs', async () => {
	const world = await given.openWorld();
	const id = given.notified(world);
	const kept = await addProof(world, id, '5.1.1');
	given.answerAll(world, 'officer', id, 'self');
	given.move(world, 'head', id, 'submit_self');
	giveBack(world, id, [
		{ code: '1.1.1', reason: 'Thiếu quyết định' },
		{ code: '1.4.3', reason: '' }
	]);
	expect(readFieldSnapshot(as(world.ctx, world.people.head), id).openCodes).toEqual(['1.1.1', '1.4.3']);
	expect(statusOf(world, id, explain('1.1.1', 'Đã bổ sung'))).toMatchObject({ status: 'accepted' });
	expect(statusOf(world, id, explain('5.1.1', 'Lén sửa'))).toMatchObject(LOCKED);
	expect(await codeOf(() => addProof(world, id, '5.1.1'))).toBe('self.not_returned');
	expect(await codeOf(() => withdrawEvidence(as(world.ctx, world.people.officer), id, kept.id))).toBe(
		'self.not_returned'
	);
	const announce = announced('announced-1', PDF, { subjectId: '5.1.1', stage: 'self' });
	expect(statusOf(world, id, announce)).toMatchObject(LOCKED);
	expect(await addProof(world, id, '1.4.3')).toMatchObject({ subjectId: '1.4.3' });
});

test('what comes back untouched is refused unless the agency says why', async () => {
	const world = await given.openWorld();
	const id = submitted(world);
	giveBack(world, id, [
		{ code: '1.1.1', reason: '' },
		{ code: '1.4.3', reason: '' }
	]);
	given.send(world, 'officer', id, explain('1.1.1', 'Đã bổ sung quyết định'));
	expect(await problemOf(() => given.move(world, 'head', id, 'submit_self'))).toMatchObject({
		code: 'self.returned_untouched',
		details: { count: 1, codes: '1.4.3' }
	});
	const officer = as(world.ctx, world.people.officer);
	expect(await codeOf(() => replyToReturn(officer, id, '5.1.1', 'x'))).toBe('self.not_returned');
	replyToReturn(officer, id, '1.4.3', 'Số liệu đúng, đã đối chiếu sổ theo dõi.');
	given.move(world, 'head', id, 'submit_self');
	expect(given.stateOf(world, id)).toBe('self_submitted');
	expect(statusOf(world, id, explain('1.1.1', 'Muộn'))).toMatchObject({ status: 'rejected' });
});

test('both sides see what was given back, why, and what changed; the draft is the agency’s own', async () => {
	const world = await given.openWorld();
	const id = submitted(world);
	giveBack(world, id, [{ code: '1.1.1', reason: 'Thiếu quyết định' }], 'Rà soát lại');
	given.send(
		world,
		'officer',
		id,
		given.setAnswer('self', '1.1.1', {
			explanation: 'Theo QĐ 12',
			input: null,
			notApplicableReason: 'Không phát sinh'
		})
	);
	const lead = as(world.ctx, world.people.lead);
	const head = as(world.ctx, world.people.head);
	expect(listReturns(lead, id)).toMatchObject([
		{
			reason: 'Rà soát lại',
			answeredAt: null,
			items: [{ code: '1.1.1', reason: 'Thiếu quyết định', changed: [], pointsAfter: null }]
		}
	]);
	expect(listReturns(head, id)[0]!.items[0]!.changed).toEqual(['value', 'explanation']);
	given.move(world, 'head', id, 'submit_self');
	const [shown] = listReturns(lead, id);
	expect(shown).toMatchObject({
		isWhole: false,
		items: [{ changed: ['value', 'explanation'], pointsAfter: null }]
	});
	expect(shown!.items[0]!.pointsBefore).toBeGreaterThan(0);
	expect(shown!.answeredAt).not.toBeNull();
	expect(await codeOf(() => listReturns(as(world.ctx, world.people.otherHead), id))).toBe('not_found');
});

test('the whole opens all again; a second return opens only its own', async () => {
	const world = await given.openWorld();
	const id = submitted(world);
	given.move(world, 'planner', id, 'return_self', 'Làm lại theo đề cương');
	expect(readFieldSnapshot(as(world.ctx, world.people.head), id).openCodes).toBeNull();
	expect(statusOf(world, id, explain('5.1.1', 'Sửa'))).toMatchObject({ status: 'accepted' });
	given.move(world, 'head', id, 'submit_self');
	giveBack(world, id, [{ code: '1.1.1', reason: '' }]);
	expect(statusOf(world, id, explain('5.1.1', 'Sửa nữa'))).toMatchObject(LOCKED);
	expect(
		listReturns(as(world.ctx, world.people.lead), id).map(({ isWhole, items }) => [
			isWhole,
			items.map(({ code }) => code)
		])
	).toEqual([
		[false, ['1.1.1']],
		[true, ['5.1.1']]
	]);
});

test('a code that is none, or named twice, gives nothing back', async () => {
	const world = await given.openWorld();
	const id = submitted(world);
	const twice = [
		{ code: '1.1.1', reason: '' },
		{ code: '1.1.1', reason: '' }
	];
	for (const codes of [[{ code: '9.9.9', reason: '' }], twice])
		expect(await codeOf(() => giveBack(world, id, codes))).toBe('answer.subcriterion_unknown');
	expect(given.stateOf(world, id)).toBe('self_submitted');
	expect(listReturns(as(world.ctx, world.people.lead), id)).toEqual([]);
});

describe('the day to hand in again', () => {
	/** Due on 14/9/2026, handed in on the 12th, looked at on the 16th; the visit is on the 21st. */
	async function handedIn() {
		const world = await given.openWorld();
		const id = given.notified(world, '2026-09-21');
		given.answerAll(world, 'officer', id, 'self');
		given.move(world, 'head', id, 'submit_self');
		world.ctx.clock.at = Date.UTC(2026, 8, 16, 2);
		return { world, id, home: () => readAgencyHome(given.by(world, 'officer')).inspections[0]! };
	}
	const back = (world: given.World, id: string, dueOn?: string) =>
		moveInspection(given.by(world, 'lead'), id, 'return_self', {
			version: given.versionOf(world, id),
			reason: 'Số liệu chưa khớp',
			dueOn
		});

	test('moves with the return, and the day that stood stays in view of both sides', async () => {
		const { world, id, home } = await handedIn();
		expect(readReturnDay(given.by(world, 'lead'), id)).toEqual({
			proposed: '2026-09-18',
			from: '2026-09-16',
			to: '2026-09-21'
		});
		back(world, id);
		const moved = { kind: 'self', dueBefore: '2026-09-14', dueOn: '2026-09-18', reason: 'Số liệu chưa khớp' };
		expect(home()).toMatchObject({ deadline: { on: '2026-09-18', past: false }, dueChanges: [moved] });
		expect(readInspectionOverview(given.by(world, 'viewer'), id)).toMatchObject({
			facts: { selfDue: { on: '2026-09-18' } },
			dueChanges: [moved]
		});
		expect(listChasedMatters(given.by(world, 'planner'))).toMatchObject([{ kind: 'self', late: false }]);
	});

	test('is chosen by the office, never in the past nor after the visit; a refusal gives nothing back', async () => {
		const { world, id, home } = await handedIn();
		for (const [dueOn, code] of [
			['2026-09-15', 'date.passed'],
			['2026-09-22', 'date.reversed'],
			['', 'date.invalid']
		] as const)
			expect(await problemOf(() => back(world, id, dueOn))).toMatchObject({ code, at: 'dueOn' });
		expect(given.stateOf(world, id)).toBe('self_submitted');
		expect(listReturns(given.by(world, 'lead'), id)).toEqual([]);
		back(world, id, '2026-09-21');
		expect(home().deadline).toMatchObject({ on: '2026-09-21' });
	});

	test('stays where it is still ahead, and nothing is said of a change', async () => {
		const { world, id, home } = await handedIn();
		world.ctx.clock.at = Date.UTC(2026, 8, 13, 2);
		back(world, id, '2026-09-14');
		expect(home()).toMatchObject({ deadline: { on: '2026-09-14' }, dueChanges: [] });
	});
});
