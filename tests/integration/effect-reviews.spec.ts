import sharp from 'sharp';
import { expect, test } from 'vitest';
import { addEvidence, readEvidenceFile, withdrawEvidence } from '#lib/server/services/evidence.ts';
import { readFieldSnapshot } from '#lib/server/services/field-view.ts';
import { previewMinutes } from '#lib/server/services/minutes.ts';
import { reviewEffect } from '#lib/server/services/effect-reviews.ts';
import { readAgencyRemedy } from '#lib/server/services/agency-remedy-view.ts';
import { verifyFinding } from '#lib/server/services/remediation.ts';
import { readRemedies } from '#lib/server/services/remedy-view.ts';
import type { EffectInput } from '#lib/domain/effect-review.ts';
import { auditActions, codeOf, problemOf } from '../support/database.ts';
import * as given from '../support/inspections.ts';
import { beginRemedy, concludedWith, DONE, RemedyStory } from '../support/remedies.ts';

const HOLDS: EffectInput = { result: 'effective', reason: 'Vẫn đủ.', text: '', demand: '', dueOn: null };
const FAILS: EffectInput = {
	result: 'not_effective',
	reason: 'Hai phòng lại thiếu phân công.',
	text: 'Phân công đầu mối không được duy trì',
	demand: 'Phân công và rà soát hằng quý',
	dueOn: '2027-12-31'
};
const day = (year: number, month: number, date: number) => Date.UTC(year, month - 1, date, 2);

class Remedied extends RemedyStory {
	constructor(world: given.World, id = given.concluded(world), findingIds = ['finding-1']) {
		super(world, id);
		this.carryOut(findingIds, '2026-12-31');
		this.move('planner', 'close');
	}

	/** Plan, report and verification of findings; the verification is the planner's. */
	carryOut(findingIds: readonly string[], dueOn: string): void {
		const actionIds = findingIds.map((findingId) => this.plan({ findingId, dueOn }));
		beginRemedy(this.world, this.id);
		const asOfOn = new Date(this.world.ctx.now()).toISOString().slice(0, 10);
		for (const actionId of actionIds) this.report(actionId, { ...DONE, asOfOn });
		this.move('head', 'submit_report');
		for (const findingId of findingIds)
			verifyFinding(this.by('planner'), this.id, { findingId, result: 'verified', reason: 'Đã xem.' });
	}

	review(person: given.Person, input: EffectInput, findingId = 'finding-1') {
		return reviewEffect(this.by(person), this.id, findingId, input);
	}

	get items() {
		return readRemedies(this.by('lead'), this.id).items;
	}
}

test('the effect is judged after its months, by neither reporter nor verifier, once', async () => {
	const story = new Remedied(await given.openWorld());
	expect(await problemOf(() => story.review('lead', HOLDS))).toMatchObject({
		code: 'remedy.effect_too_early',
		details: { day: '2027-03-12' }
	});
	expect(story.items[0]!.effect).toMatchObject({ due: { on: '2027-03-12' }, forMe: false, review: null });
	story.world.ctx.clock.at = day(2027, 3, 12);
	expect(await codeOf(() => story.review('planner', HOLDS))).toBe('remedy.verifier_cannot_review');
	expect(await codeOf(() => story.review('officer', HOLDS))).toBe('permission.denied');
	expect(await codeOf(() => story.review('otherHead', HOLDS))).toBe('not_found');
	expect(await codeOf(() => story.review('lead', HOLDS, 'another'))).toBe('finding.unknown');
	expect(await problemOf(() => story.review('lead', { ...HOLDS, reason: ' ' }))).toMatchObject({
		at: 'reason'
	});
	expect(story.items[0]!.effect).toMatchObject({ forMe: true });
	const version = given.versionOf(story.world, story.id);
	expect(story.review('lead', HOLDS)).toBeNull();
	expect(given.versionOf(story.world, story.id)).toBe(version + 1);
	expect(story.items[0]!.effect).toMatchObject({ forMe: false, review: { result: 'effective' } });
	expect(await codeOf(() => story.review('lead', FAILS))).toBe('remedy.effect_reviewed');
	expect(given.stateOf(story.world, story.id)).toBe('closed');
});

test('a remedy that does not hold opens a new finding, which goes the whole way again', async () => {
	const story = new Remedied(await given.openWorld());
	const { world, id } = story;
	world.ctx.clock.at = day(2027, 6, 1);
	expect(await problemOf(() => story.review('lead', { ...FAILS, text: ' ' }))).toMatchObject({ at: 'text' });
	expect(await problemOf(() => story.review('lead', { ...FAILS, dueOn: '2027-06-01' }))).toMatchObject({
		code: 'date.passed'
	});
	expect(given.stateOf(world, id)).toBe('closed');
	const newFinding = story.review('lead', FAILS)!;
	expect(given.stateOf(world, id)).toBe('concluded');
	const [old, renewed] = story.items;
	expect(old).toMatchObject({ standing: 'verified', effect: { review: { result: 'not_effective' } } });
	expect(renewed).toMatchObject({
		standing: 'no_plan',
		raisedFrom: old!.finding.number,
		finding: {
			id: newFinding,
			number: 2,
			text: FAILS.text,
			subcriterionCode: old!.finding.subcriterionCode,
			severity: old!.finding.severity
		}
	});
	/* What was opened again is judged no second time, and its own new finding is not yet remedied. */
	expect(await codeOf(() => story.review('lead', HOLDS))).toBe('remedy.effect_reviewed');
	expect(await codeOf(() => story.review('lead', HOLDS, newFinding))).toBe('finding.unknown');
	expect(await codeOf(() => given.move(world, 'planner', id, 'close'))).toBe('inspection.findings_open');
	expect(readAgencyRemedy(story.by('officer'), id)!.findings.map(({ standing }) => standing)).toEqual([
		'verified',
		'no_plan'
	]);
	story.carryOut([newFinding], '2027-12-31');
	given.move(world, 'planner', id, 'close');
	expect(auditActions(world.ctx.db, id)).toContain('inspection.reopen');
	expect(await codeOf(() => given.move(world, 'planner', id, 'reopen'))).toBe('inspection.nothing_open');
});

test('a second remedy that does not hold is planned and reported on by the later day, never an earlier one', async () => {
	const world = await given.openWorld();
	const findingIds = ['finding-1', 'finding-2', 'finding-3'];
	const id = concludedWith(world, '5.1.1', '7.4.3', '5.1.2');
	const story = new Remedied(world, id, findingIds);
	const dues = () => {
		const { planDueOn, reportDueOn } = readAgencyRemedy(story.by('officer'), id)!;
		return [planDueOn, reportDueOn];
	};
	world.ctx.clock.at = day(2027, 6, 1);
	story.review('lead', { ...FAILS, dueOn: '2027-09-30' });
	expect(dues()).toEqual(['2027-06-15', '2027-09-30']);
	world.ctx.clock.at = day(2027, 6, 10);
	story.review('lead', FAILS, 'finding-2');
	expect(dues()).toEqual(['2027-06-24', '2027-12-31']);
	story.review('lead', { ...FAILS, dueOn: '2027-08-31' }, 'finding-3');
	expect(dues()).toEqual(['2027-06-24', '2027-12-31']);
	expect(auditActions(world.ctx.db, id).filter((action) => action === 'due.move')).toHaveLength(2);
});

test('its proofs are the reviewers’: given before it is judged, the agency’s to see afterwards, then as they are', async () => {
	const story = new Remedied(await given.openWorld());
	story.world.ctx.clock.at = day(2027, 3, 12);
	const proof = {
		subjectKind: 'effect' as const,
		subjectId: 'finding-1',
		stage: null,
		file: { name: 'niem-yet.png', bytes: await picture() },
		citation: null,
		caption: 'Bảng niêm yết ngày 12/3/2027',
		takenAt: null
	};
	const add = (person: given.Person, change: Partial<typeof proof> = {}) =>
		addEvidence(story.by(person), story.id, { ...proof, ...change });
	expect(await codeOf(() => add('officer'))).toBe('permission.denied');
	expect(await codeOf(() => add('member', { subjectId: 'finding-9' }))).toBe('not_found');
	const kept = await add('member');
	const shown = () => readRemedies(story.by('member'), story.id).items[0]!.effect!.proofs.map(({ id }) => id);
	expect(shown()).toEqual([kept.id]);
	expect(await codeOf(() => readEvidenceFile(story.by('officer'), story.id, kept.id))).toBe('not_found');
	const spare = await add('member', { caption: 'Nhầm' });
	withdrawEvidence(story.by('member'), story.id, spare.id);
	reviewEffect(story.by('member'), story.id, 'finding-1', HOLDS);
	expect(shown()).toEqual([kept.id]);
	expect(readEvidenceFile(story.by('officer'), story.id, kept.id).mediaType).toBe('image/jpeg');
	expect(await codeOf(() => add('member'))).toBe('remedy.effect_reviewed');
	expect(await codeOf(() => withdrawEvidence(story.by('member'), story.id, kept.id))).toBe(
		'remedy.effect_reviewed'
	);
	/* The papers of the inspection were signed before: they do not speak of it. */
	expect(JSON.stringify(previewMinutes(story.by('lead'), story.id).content)).not.toContain(
		'Bảng niêm yết ngày'
	);
	expect(readFieldSnapshot(story.by('officer'), story.id).evidence.map(({ id }) => id)).not.toContain(
		kept.id
	);
});

const picture = async (): Promise<Uint8Array> =>
	sharp({ create: { width: 8, height: 8, channels: 3, background: '#b9c2cf' } })
		.png()
		.toBuffer();
