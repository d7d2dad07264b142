import { expect, test } from 'vitest';
import { readFieldSnapshot } from '#lib/server/services/field-view.ts';
import { previewMinutes } from '#lib/server/services/minutes.ts';
import { addEvidence, withdrawEvidence } from '#lib/server/services/evidence.ts';
import { readScores } from '#lib/server/services/score-view.ts';
import type { OperationBody } from '#lib/domain/operation.ts';
import { as } from '../support/database.ts';
import * as given from '../support/inspections.ts';

const PDF = new TextEncoder().encode('%PDF-1.7\n%%EOF\n');
const share = (id: string, code: string): OperationBody => ({
	type: 'evidence.share',
	payload: { id, code }
});
const unshare = (id: string, code: string): OperationBody => ({
	type: 'evidence.unshare',
	payload: { id, code }
});

const addProof = (world: given.World, id: string) =>
	addEvidence(as(world.ctx, world.people.officer), id, {
		subjectKind: 'answer',
		subjectId: '1.1.1',
		stage: 'self',
		file: { name: 'Kế hoạch.pdf', bytes: PDF },
		citation: null,
		caption: 'Kế hoạch CCHC',
		takenAt: null
	});
const placesOf = (world: given.World, id: string, proofId: string) =>
	readFieldSnapshot(as(world.ctx, world.people.head), id).evidence.find((proof) => proof.id === proofId)
		?.codes;

test('one upload proves several subcriteria, in the scores and in the papers, until it is taken away', async () => {
	const world = await given.openWorld();
	const id = given.notified(world);
	const proof = await addProof(world, id);
	const results = given.send(world, 'officer', id, share(proof.id, '1.4.3'), share(proof.id, '5.1.1'));
	expect(results.map(({ status }) => status)).toEqual(['accepted', 'accepted']);
	expect(placesOf(world, id, proof.id)).toEqual(['1.1.1', '1.4.3', '5.1.1']);

	given.answerAll(world, 'officer', id, 'self');
	given.send(world, 'officer', id, given.setAnswer('self', '1.4.3', { explanation: '' }));
	given.move(world, 'head', id, 'submit_self');
	expect(given.send(world, 'officer', id, share(proof.id, '2.1.1'))[0]).toMatchObject({ status: 'rejected' });

	const rows = readScores(as(world.ctx, world.people.lead), id).areas.flatMap(({ rows }) => rows);
	const at = rows.filter(({ proofs }) => proofs.some((one) => one.id === proof.id)).map(({ code }) => code);
	expect(at).toEqual(['1.1.1', '1.4.3', '5.1.1']);
	const { content } = previewMinutes(as(world.ctx, world.people.lead), id);
	if (content.kind !== 'minutes') throw new Error(`${content.kind} are no minutes of an inspection`);
	const list = content.appendices.find(({ key }) => key === 'evidence')!;
	expect(list.table.rows.map(({ cells }) => [cells[1], cells[2]])).toEqual([
		['1.1.1', 'Kế hoạch CCHC'],
		['1.4.3', 'Kế hoạch CCHC'],
		['5.1.1', 'Kế hoạch CCHC']
	]);
});

test('taken away from its own subcriterion only, it stays where else it stands; altogether, it is gone', async () => {
	const world = await given.openWorld();
	const id = given.notified(world);
	const proof = await addProof(world, id);
	given.send(world, 'officer', id, share(proof.id, '1.4.3'), unshare(proof.id, '1.1.1'));
	expect(placesOf(world, id, proof.id)).toEqual(['1.4.3']);
	given.answerAll(world, 'officer', id, 'self');
	given.send(world, 'officer', id, given.setAnswer('self', '1.1.1', { explanation: '' }));
	expect(() => given.move(world, 'head', id, 'submit_self')).toThrow('self.evidence_or_explanation');
	expect(given.send(world, 'officer', id, unshare(proof.id, '1.4.3'))[0]).toMatchObject({
		status: 'rejected',
		problem: { code: 'evidence.last_place' }
	});
	withdrawEvidence(as(world.ctx, world.people.officer), id, proof.id);
	expect(readFieldSnapshot(as(world.ctx, world.people.head), id).evidence).toEqual([]);
	expect(given.send(world, 'officer', id, share(proof.id, '1.1.1'))[0]).toMatchObject({
		status: 'rejected',
		problem: { code: 'evidence.withdrawn' }
	});
});

test('the team, another agency and a clerk share nothing', async () => {
	const world = await given.openWorld();
	const id = given.notified(world);
	const proof = await addProof(world, id);
	for (const person of ['lead', 'agencyClerk'] as const)
		expect(given.send(world, person, id, share(proof.id, '1.4.3'))[0]).toMatchObject({ status: 'rejected' });
	expect(() => given.send(world, 'otherHead', id, share(proof.id, '1.4.3'))).toThrow('not_found');
	expect(placesOf(world, id, proof.id)).toBeUndefined();
});
