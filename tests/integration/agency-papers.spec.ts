import { expect, test } from 'vitest';
import { readAgencyPapers } from '#lib/server/services/agency-papers-view.ts';
import { readAgencyHome } from '#lib/server/services/agency-view.ts';
import { drawDraft, issuePaper } from '#lib/server/services/papers.ts';
import { as, codeOf } from '../support/database.ts';
import * as given from '../support/inspections.ts';
import { installSeal } from '../support/kept-world.ts';
import { planAction } from '../support/remedies.ts';

async function openSealing(): Promise<given.World> {
	const world = await given.openWorld();
	await installSeal(world.ctx);
	return world;
}

function planned(world: given.World): string {
	const id = given.concluded(world);
	planAction(world, id);
	return id;
}

test('the plan can be drafted while it is made, issued once it is handed in, by the clerk too', async () => {
	const world = await openSealing();
	const id = planned(world);
	const clerk = as(world.ctx, world.people.agencyClerk);
	const planOf = () => readAgencyPapers(clerk, id).own.find(({ kind }) => kind === 'remediation_plan')!;
	expect(planOf()).toMatchObject({ canDraft: true, canIssue: false, issued: [] });
	const issue = () =>
		issuePaper(clerk, id, 'remediation_plan', { version: given.versionOf(world, id), number: 15 });
	expect(await codeOf(issue)).toBe('document.not_issued');
	given.move(world, 'head', id, 'submit_plan');
	expect(readAgencyHome(clerk).inspections[0]!.task).toBe('issue_plan');
	await issue();
	expect(planOf().issued).toEqual([
		expect.objectContaining({ number: 15, sign: 'KH-STN', sealed: true, superseded: false })
	]);
	expect(readAgencyHome(clerk).inspections[0]!.task).toBeNull();
});

test('papers of the office are received, never issued; foreign papers are not there', async () => {
	const world = await openSealing();
	const id = planned(world);
	const head = as(world.ctx, world.people.head);
	const version = given.versionOf(world, id);
	expect(await codeOf(() => issuePaper(head, id, 'conclusion', { version }))).toBe('permission.denied');
	expect(await codeOf(() => drawDraft(head, id, 'conclusion'))).toBe('not_found');
	await issuePaper(as(world.ctx, world.people.clerk), id, 'conclusion', { version });
	expect(readAgencyPapers(head, id).received).toEqual([
		expect.objectContaining({ kind: 'conclusion', sealed: true })
	]);
	const other = as(world.ctx, world.people.otherHead);
	expect(await codeOf(() => readAgencyPapers(other, id))).toBe('not_found');
	expect(await codeOf(() => drawDraft(other, id, 'remediation_plan'))).toBe('not_found');
});
