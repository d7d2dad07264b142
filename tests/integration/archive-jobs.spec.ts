import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import {
	openArchive,
	readArchiveDesk,
	settleArchives,
	startArchive
} from '#lib/server/services/archive-jobs.ts';
import { codeOf } from '../support/database.ts';
import * as given from '../support/inspections.ts';
import { installSeal } from '../support/kept-world.ts';
import { runVerifier } from '../support/record-verifier.ts';

let world: given.World;
let id: string;

async function open(sealed = true): Promise<void> {
	world = await given.openWorld();
	if (sealed) await installSeal(world.ctx);
	id = given.minutesSigned(world);
}

const clerk = () => given.by(world, 'clerk');
const folder = () => join(world.ctx.config.dataDir, 'archives');
const jobNow = () => readArchiveDesk(clerk(), id).job!;

test('begun, followed, made and fetched', async () => {
	await open();
	expect(readArchiveDesk(clerk(), id)).toEqual({ mine: true, early: false, job: null });
	startArchive(clerk(), id);
	const { id: jobId, state } = jobNow();
	expect(state).toBe('running');
	expect(await codeOf(() => openArchive(clerk(), id, jobId))).toBe('not_found');
	/* Asked for again while it is on its way: it is the same one. */
	startArchive(clerk(), id);
	expect(jobNow().id).toBe(jobId);
	await settleArchives(world.ctx);

	const made = jobNow();
	expect(made).toMatchObject({ id: jobId, state: 'made', problem: null });
	const { stream, size, fileName } = openArchive(clerk(), id, jobId);
	const bytes = await buffer(stream);
	expect(bytes.length).toBe(size);
	expect(size).toBe(made.size);
	expect(fileName).toMatch(/^ho-so-KT-\d{4}-\d+\.zip$/);
	writeFileSync(join(folder(), 'fetched.zip'), bytes);
	expect(runVerifier(join(folder(), 'fetched.zip'))).toMatchObject({ code: 0, broken: [] });
});

test('is nothing for whoever may not make it, and one of another inspection is not fetched by its number', async () => {
	await open();
	startArchive(clerk(), id);
	await settleArchives(world.ctx);
	const jobId = jobNow().id;
	expect(readArchiveDesk(given.by(world, 'viewer'), id)).toEqual({ mine: false, early: false, job: null });
	expect(await codeOf(() => openArchive(given.by(world, 'viewer'), id, jobId))).toBe('permission.denied');
	expect(await codeOf(() => openArchive(given.by(world, 'otherHead'), id, jobId))).toBe('not_found');
	const later = given.nextYear(world);
	const other = given.minutesSigned(later);
	expect(await codeOf(() => openArchive(clerk(), other, jobId))).toBe('not_found');
	const early = given.notified(given.nextYear(later));
	expect(readArchiveDesk(clerk(), early)).toEqual({ mine: false, early: true, job: null });
});

test('one at a time', async () => {
	await open();
	const other = given.minutesSigned(given.nextYear(world));
	startArchive(clerk(), id);
	expect(await codeOf(() => startArchive(clerk(), other))).toBe('archive.busy');
	await settleArchives(world.ctx);
	startArchive(clerk(), other);
	await settleArchives(world.ctx);
	expect(readArchiveDesk(clerk(), other).job?.state).toBe('made');
	expect(jobNow().state).toBe('made');
});

test('what fails says why, and can be begun again', async () => {
	await open(false);
	startArchive(clerk(), id);
	await settleArchives(world.ctx);
	expect(jobNow()).toMatchObject({ state: 'failed', problem: { code: 'seal.unusable' } });
	await installSeal(world.ctx);
	startArchive(clerk(), id);
	await settleArchives(world.ctx);
	expect(jobNow().state).toBe('made');
});

test('files a day old go, and those of a server that was stopped', async () => {
	await open();
	mkdirSync(folder(), { recursive: true });
	writeFileSync(join(folder(), 'left-over.zip.part'), '');
	const other = given.minutesSigned(given.nextYear(world));
	startArchive(clerk(), id);
	await settleArchives(world.ctx);
	expect(readdirSync(folder())).toEqual([`${jobNow().id}.zip`]);
	const old = join(folder(), `${jobNow().id}.zip`);
	world.ctx.clock.at += 25 * 3_600_000;
	startArchive(clerk(), other);
	await settleArchives(world.ctx);
	expect(existsSync(old)).toBe(false);
	expect(readArchiveDesk(clerk(), id).job).toBeNull();
});
