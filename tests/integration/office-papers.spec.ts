import { expect, test } from 'vitest';
import { checkPaper } from '#lib/server/services/paper-check.ts';
import { readPaperDesk } from '#lib/server/services/paper-desk-view.ts';
import { listRegisteredPapers } from '#lib/server/services/paper-register.ts';
import { issuePaper, readPaper } from '#lib/server/services/papers.ts';
import { takePublic } from '#lib/server/http/public-limits.ts';
import { as, codeOf, problemOf } from '../support/database.ts';
import * as given from '../support/inspections.ts';
import { installSeal } from '../support/kept-world.ts';

type Person = keyof given.World['people'];

async function openSealing(): Promise<given.World> {
	const world = await given.openWorld();
	await installSeal(world.ctx);
	return world;
}

const deskOf = (world: given.World, person: Person, id: string) =>
	Object.fromEntries(
		readPaperDesk(as(world.ctx, given.actorOf(world, person)), id).papers.map((paper) => [paper.kind, paper])
	);

test('each paper can be drafted in its time and issued by whoever may, and stands in the register', async () => {
	const world = await openSealing();
	const id = given.minutesSigned(world);
	expect(deskOf(world, 'clerk', id)).toMatchObject({
		minutes: { drafted: true, settled: true, mine: true, issued: [] },
		score_sheet: { drafted: true, settled: true, mine: true },
		conclusion: { drafted: false, settled: false, mine: true },
		remediation_plan: { side: 'agency', drafted: false, mine: false }
	});
	expect(deskOf(world, 'viewer', id).minutes).toMatchObject({ mine: false });
	const clerk = as(world.ctx, world.people.clerk);
	const issue = (number?: number) =>
		issuePaper(clerk, id, 'score_sheet', { version: given.versionOf(world, id), ...(number && { number }) });
	await issue(7);
	expect(await codeOf(() => issue(7))).toBe('number.taken');
	await issue();
	expect(
		deskOf(world, 'clerk', id).score_sheet!.issued.map(({ number, superseded }) => [number, superseded])
	).toEqual([
		[8, false],
		[7, true]
	]);
	const register = listRegisteredPapers(as(world.ctx, world.people.viewer));
	expect(register).toHaveLength(2);
	expect(register.find(({ number }) => number === 8)).toMatchObject({
		kind: 'score_sheet',
		agencyShortName: 'Sở Thử',
		superseded: 0,
		sealed: 1,
		subject: expect.stringContaining('2026')
	});
});

test('anybody can check a paper: whole, changed, superseded, unknown, or no paper at all', async () => {
	const world = await openSealing();
	const id = given.minutesSigned(world);
	const clerk = as(world.ctx, world.people.clerk);
	const stranger = as(world.ctx, null);
	const issue = () => issuePaper(clerk, id, 'minutes', { version: given.versionOf(world, id) });
	const first = await issue();
	const { pdf } = readPaper(clerk, first.id);
	const check = (bytes: Uint8Array, name = 'bien-ban.pdf') => checkPaper(stranger, { name, bytes });

	expect(await check(pdf)).toMatchObject({
		verification: { valid: true, signatures: [{ intact: true, trusted: true, coversWholeFile: true }] },
		registered: { kind: 'minutes', superseded: false }
	});
	const changed = Buffer.from(pdf);
	changed[Math.floor(pdf.length / 3)]! ^= 1;
	const found = await check(changed);
	expect(found).toMatchObject({ verification: { valid: false }, registered: null });

	await issue();
	expect(await check(pdf)).toMatchObject({ verification: { valid: true }, registered: { superseded: true } });

	expect(await problemOf(() => check(Buffer.from('Đây là văn bản thường')))).toMatchObject({
		code: 'file.not_pdf'
	});
	expect(await problemOf(() => check(Buffer.alloc(0), 'rong.pdf'))).toMatchObject({
		code: 'file.empty',
		details: { name: 'rong.pdf' }
	});
	expect(await codeOf(() => check(Buffer.alloc(31 * 1024 * 1024)))).toBe('file.too_large');
	expect(await check(Buffer.from('%PDF-1.7\nkhông phải PDF'))).toMatchObject({
		verification: { valid: false, signatures: [] },
		registered: null
	});
});

test('an address that asks without end is told to wait, others are not', async () => {
	for (let asked = 0; asked < 60; asked += 1) await takePublic('check', '198.51.100.7');
	const refused = await problemOf(() => takePublic('check', '198.51.100.7'));
	expect(refused).toMatchObject({ code: 'request.too_many', details: { minutes: 10 } });
	expect(await codeOf(() => takePublic('check', '198.51.100.8'))).toBeNull();
	expect(await codeOf(() => takePublic('lookup', '198.51.100.7'))).toBeNull();
});
