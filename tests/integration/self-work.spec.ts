import { expect, test } from 'vitest';
import { updateAccount } from '#lib/server/db/queries/people.ts';
import { readFieldSnapshot } from '#lib/server/services/field-view.ts';
import { issuePaper } from '#lib/server/services/papers.ts';
import { listComments, withdrawComment, writeComment } from '#lib/server/services/self-comments.ts';
import { readSelfDesk } from '#lib/server/services/self-desk-view.ts';
import { readSelfSummary } from '#lib/server/services/agency-self-view.ts';
import { assignSelf } from '#lib/server/services/self-work.ts';
import { INSPECTION_WALKS, MISSING_FOR_ALL, OFFICE_WALKS } from '../support/access-walks.ts';
import { as, codeOf } from '../support/database.ts';
import * as given from '../support/inspections.ts';
import { installSeal } from '../support/kept-world.ts';

test('subcriteria are given to colleagues; each one’s progress is counted, the rest is nobody’s', async () => {
	const world = await given.openWorld();
	const id = given.notified(world);
	const head = as(world.ctx, world.people.head);
	assignSelf(head, id, ['1.1.1', '1.4.3'], world.people.officer.id);
	assignSelf(head, id, ['5.1.1'], world.people.head.id);
	given.send(
		world,
		'officer',
		id,
		given.setAnswer('self', '1.1.1', { notApplicableReason: 'Không phát sinh' })
	);
	const { people } = readSelfSummary(head, id);
	const of = (accountId: string | null) => people.find((one) => one.accountId === accountId);
	expect(of(world.people.officer.id)).toMatchObject({ answered: 1, total: 2 });
	expect(of(world.people.head.id)).toMatchObject({ answered: 0, total: 1 });
	expect(people.at(-1)!.accountId).toBeNull();
	assignSelf(head, id, ['1.4.3'], null);
	expect(
		readSelfDesk(head, id)
			.assignments.map(({ code }) => code)
			.sort()
	).toEqual(['1.1.1', '5.1.1']);
});

test('only colleagues who can answer are given work, and only of what is the agency’s', async () => {
	const world = await given.openWorld();
	const id = given.notified(world);
	const { people } = world;
	const head = as(world.ctx, people.head);
	for (const other of [people.agencyClerk, people.otherHead, people.lead])
		expect(await codeOf(() => assignSelf(head, id, ['1.1.1'], other.id))).toBe('self.not_a_colleague');
	expect(await codeOf(() => assignSelf(head, id, ['9.9.9'], people.officer.id))).toBe(
		'answer.subcriterion_unknown'
	);
	assignSelf(head, id, ['1.1.1'], people.officer.id);
	updateAccount(world.ctx.db, people.officer.id, 1, { disabledAt: world.ctx.now() });
	expect(await codeOf(() => assignSelf(head, id, ['1.4.3'], people.officer.id))).toBe('self.not_a_colleague');
	expect(readSelfDesk(head, id).assignments).toMatchObject([
		{ code: '1.1.1', displayName: people.officer.displayName }
	]);
});

const PLANTED = 'Câu này chỉ nội bộ cơ quan được đọc 7f3a';

test('comments are the agency’s own: read by its people, taken back by who wrote them', async () => {
	const world = await given.openWorld();
	const id = given.notified(world);
	const { people } = world;
	const officer = as(world.ctx, people.officer);
	writeComment(officer, id, '1.1.1', ` ${PLANTED} `);
	const [comment] = listComments(as(world.ctx, people.agencyClerk), id);
	expect(comment).toMatchObject({ text: PLANTED, code: '1.1.1', isOwn: false });
	expect(await codeOf(() => withdrawComment(as(world.ctx, people.head), id, comment!.id))).toBe('not_found');
	withdrawComment(officer, id, comment!.id);
	expect(listComments(officer, id)).toEqual([]);
	expect(await codeOf(() => writeComment(officer, id, '1.1.1', '  '))).toBe('input.required');
	expect(await codeOf(() => writeComment(officer, id, '1.1.1', 'x'.repeat(2001)))).toBe('input.too_long');
	expect(await codeOf(() => writeComment(as(world.ctx, people.lead), id, '1.1.1', 'x'))).toBe(
		'permission.denied'
	);
	expect(await codeOf(() => writeComment(as(world.ctx, people.otherHead), id, '1.1.1', 'x'))).toBe(
		'not_found'
	);
});

/** What a service hands out, as text: papers as their bytes, too. */
function textOf(value: unknown): string {
	if (value instanceof Uint8Array) return Buffer.from(value).toString('utf8');
	return JSON.stringify(value, (_, one: unknown) =>
		one instanceof Uint8Array
			? Buffer.from(one).toString('utf8')
			: one instanceof Map
				? [...(one as Map<unknown, unknown>)]
				: one
	);
}

test('no payload that anybody of the office can reach holds a word of a comment', async () => {
	const world = await given.openWorld();
	const { ctx, people } = world;
	await installSeal(ctx);
	const id = given.notified(world);
	writeComment(as(ctx, people.officer), id, '1.1.1', PLANTED);
	given.openSession(world, id);
	given.signMinutes(world, id, given.raiseFinding('finding-1'));
	const version = given.versionOf(world, id);
	const paper = await issuePaper(as(ctx, people.secretary), id, 'minutes', { version } as never);
	const things = {
		id,
		campaignId: world.campaignId,
		agencyId: world.people.agencyId,
		findingId: 'finding-1',
		evidenceId: 'none',
		documentId: paper.id,
		conclusionId: paper.id,
		planId: paper.id,
		campaignDocumentId: ''
	};
	const walks = [...OFFICE_WALKS, ...INSPECTION_WALKS, ...MISSING_FOR_ALL];
	const { agencyId: _, otherAgencyId: __, head, officer: ___, agencyClerk: ____, ...office } = people;
	let read = 0;
	for (const actor of Object.values(office))
		for (const { name, call } of walks) {
			ctx.db.sqlite.exec('begin');
			try {
				const text = textOf(await call(as(ctx, actor), things)) ?? '';
				read += Number(text.length > 2);
				expect([actor.role, name, text.includes(PLANTED)]).toEqual([actor.role, name, false]);
			} catch (thrown) {
				expect(textOf(thrown instanceof Error ? thrown.message : thrown)).not.toContain(PLANTED);
				if (!(thrown instanceof Error) || thrown.name === 'AssertionError') throw thrown;
			} finally {
				ctx.db.sqlite.exec('rollback');
			}
		}
	/* It would be found where it is. */
	expect(read).toBeGreaterThan(100);
	expect(textOf(readSelfDesk(as(ctx, head), id))).toContain(PLANTED);
	expect(textOf(readFieldSnapshot(as(ctx, head), id))).not.toContain(PLANTED);
	for (const table of ['audit_lines', 'operations', 'documents']) {
		const rows = ctx.db.sqlite.prepare(`select * from ${table}`).all();
		expect(rows.length).toBeGreaterThan(0);
		expect(textOf(rows)).not.toContain(PLANTED);
	}
});
