import { expect, test } from 'vitest';
import { parseCitation } from '#lib/domain/citation.ts';
import { addEvidence } from '#lib/server/services/evidence.ts';
import { readSelfDesk } from '#lib/server/services/self-desk-view.ts';
import { readSelfSummary } from '#lib/server/services/agency-self-view.ts';
import { startFromEarlier } from '#lib/server/services/self-start.ts';
import { as, codeOf } from '../support/database.ts';
import * as given from '../support/inspections.ts';

const person = (world: given.World, name: 'head' | 'officer' | 'agencyClerk' | 'otherHead' | 'lead') =>
	as(world.ctx, world.people[name]);

/** A concluded inspection of one year, with a citation, and the next year's at its notice. */
async function twoYears(): Promise<{ world: given.World; first: string; second: string }> {
	const world = await given.openWorld();
	const first = given.notified(world);
	const cited = parseCitation('Kế hoạch số 136/KH-STN ngày 19/01/2026');
	if (!cited.ok) throw new Error(cited.problem.code);
	await addEvidence(person(world, 'officer'), first, {
		subjectKind: 'answer',
		subjectId: '1.1.1',
		stage: 'self',
		file: null,
		citation: cited.value,
		caption: '',
		takenAt: null
	});
	given.openSession(world, first);
	given.signMinutes(world, first);
	given.conclude(world, first);
	return { world, first, second: given.notified(given.nextYear(world)) };
}

test('an empty self-assessment begins from last year; nothing counts until somebody has looked', async () => {
	const { world, second } = await twoYears();
	const officer = person(world, 'officer');
	const offered = readSelfDesk(officer, second).earlier!;
	const scored = readSelfSummary(officer, second).unanswered.length;
	expect(offered).toMatchObject({
		year: 2026,
		canStart: true,
		startable: scored,
		proposals: [],
		citations: {}
	});

	startFromEarlier(officer, second);
	const begun = readSelfDesk(officer, second).earlier!;
	expect(begun.canStart).toBe(false);
	expect(begun.proposals).toHaveLength(scored);
	expect(begun.proposals.every(({ figuresOn }) => figuresOn === null)).toBe(true);
	expect(begun.citations).toEqual({ '1.1.1': ['Kế hoạch số 136/KH-STN ngày 19/01/2026'] });
	expect(readSelfSummary(officer, second).unanswered).toHaveLength(scored);
	expect(await codeOf(() => given.move(world, 'head', second, 'submit_self'))).toBe('self.incomplete');

	const { code, ...proposal } = begun.proposals[0]!;
	given.send(world, 'officer', second, given.setAnswer('self', code, proposal));
	expect(readSelfSummary(officer, second).unanswered).toHaveLength(scored - 1);
});

test('last year stands beside: what was claimed and what was recognised', async () => {
	const { world, second } = await twoYears();
	const { scores } = readSelfDesk(person(world, 'head'), second).earlier!;
	expect(scores['1.1.1']!.self).toBe(scores['1.1.1']!.recognised);
	expect(scores['1.1.1']!.recognised).toBeGreaterThan(0);
});

test('it begins once, empty, by the agency, and only where there is something before', async () => {
	const { world, first, second } = await twoYears();
	expect(await codeOf(() => startFromEarlier(person(world, 'agencyClerk'), second))).toBe(
		'permission.denied'
	);
	expect(await codeOf(() => startFromEarlier(person(world, 'lead'), second))).toBe('permission.denied');
	expect(await codeOf(() => startFromEarlier(person(world, 'otherHead'), second))).toBe('not_found');
	given.send(world, 'officer', second, given.setAnswer('self', '1.1.1', { note: 'đã bắt đầu' }));
	expect(readSelfDesk(person(world, 'officer'), second).earlier!.canStart).toBe(false);
	expect(await codeOf(() => startFromEarlier(person(world, 'officer'), second))).toBe('self.already_begun');
	expect(readSelfDesk(person(world, 'officer'), first).earlier).toBeNull();
});

test('the first inspection of an agency has nothing to begin from', async () => {
	const world = await given.openWorld();
	const id = given.notified(world);
	expect(await codeOf(() => startFromEarlier(person(world, 'officer'), id))).toBe('self.nothing_earlier');
});
