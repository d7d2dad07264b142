/**
 * Archives made for the web: long work goes on while pages ask how far it is, and the file is fetched afterwards. What is
 * known of it is in memory: after a restart an archive is simply made again. One at a time, for it keeps the disk busy.
 */
import type { Problem } from '#lib/domain/problems.ts';
import { problem, ProblemError } from '#lib/domain/problems.ts';
import { createReadStream, mkdirSync, readdirSync, rmSync, statSync, type ReadStream } from 'node:fs';
import { join } from 'node:path';
import type { Ctx } from '../context.ts';
import type { Db } from '../db/open.ts';
import { loadAccess, requireInspection, requireOn, verdictOn } from './access.ts';
import { makeArchive, type ArchiveProgress } from './archive.ts';

export type ArchiveState = 'running' | 'made' | 'failed';

interface Job extends ArchiveProgress {
	id: string;
	inspectionId: string;
	code: string;
	state: ArchiveState;
	/** Why it failed, where somebody can do something about it. */
	problem: Problem | null;
	/** Epoch ms: begun, then ended. */
	at: number;
	path: string;
	size: number;
	finished: Promise<void>;
}

/** What a page shows of an archive that is being made or was made. */
export interface ArchiveJobView extends ArchiveProgress {
	id: string;
	state: ArchiveState;
	problem: Problem | null;
	at: number;
	/** Bytes of the file, once it is made. */
	size: number;
}

export interface ArchiveDesk {
	/** The one who looks may make an archive now. */
	mine: boolean;
	/** Nobody can yet: there are no minutes. */
	early: boolean;
	job: ArchiveJobView | null;
}

/** The newest of each inspection. */
const jobs = new WeakMap<Db, Map<string, Job>>();
/** A made archive is there to be fetched for a day; it holds everything twice. */
const KEPT_MS = 24 * 3_600_000;

const jobsOf = ({ db }: Ctx): Map<string, Job> => {
	if (!jobs.has(db)) jobs.set(db, new Map());
	return jobs.get(db)!;
};
const folderOf = ({ config }: Ctx): string => join(config.dataDir, 'archives');

/**
 * Begins an archive, unless one of this inspection is on its way. Throws what `makeArchive` throws for permission and state,
 * `archive.busy` while another one is made.
 */
export function startArchive(ctx: Ctx, inspectionId: string): void {
	const { inspection } = requireInspection(ctx, 'archive.make', inspectionId);
	const known = jobsOf(ctx);
	const running = [...known.values()].find(({ state }) => state === 'running');
	if (running?.inspectionId === inspectionId) return;
	if (running) throw new ProblemError(problem('archive.busy', {}));
	known.delete(inspectionId);
	clearOld(ctx);
	const id = ctx.newId();
	const path = join(folderOf(ctx), `${id}.zip`);
	const job: Job = {
		id,
		inspectionId,
		code: inspection.code,
		state: 'running',
		problem: null,
		at: ctx.now(),
		path,
		size: 0,
		done: 0,
		total: 0,
		finished: Promise.resolve()
	};
	known.set(inspectionId, job);
	job.finished = run(ctx, job);
}

async function run(ctx: Ctx, job: Job): Promise<void> {
	try {
		await makeArchive(ctx, job.inspectionId, job.path, (progress) => Object.assign(job, progress));
		Object.assign(job, { state: 'made', size: statSync(job.path).size, at: ctx.now() });
	} catch (thrown) {
		const told = thrown instanceof ProblemError ? thrown.problem : null;
		if (told === null) ctx.log.error({ err: thrown, inspectionId: job.inspectionId }, 'archive failed');
		Object.assign(job, { state: 'failed', problem: told, at: ctx.now() });
	}
}

/** Takes away files that are a day old, and those of a run of the server that is over. */
function clearOld(ctx: Ctx): void {
	const folder = folderOf(ctx);
	mkdirSync(folder, { recursive: true });
	const known = jobsOf(ctx);
	for (const [inspectionId, { at }] of known) if (ctx.now() - at > KEPT_MS) known.delete(inspectionId);
	const wanted = new Set([...known.values()].map(({ id }) => `${id}.zip`));
	for (const name of readdirSync(folder)) if (!wanted.has(name)) rmSync(join(folder, name), { force: true });
}

/** How it stands with the archive of an inspection, for its page. */
export function readArchiveDesk(ctx: Ctx, inspectionId: string): ArchiveDesk {
	const access = requireInspection(ctx, 'inspection.read', inspectionId);
	const verdict = verdictOn(access, 'archive.make');
	const job = verdict === 'allowed' ? jobsOf(ctx).get(inspectionId) : undefined;
	return { mine: verdict === 'allowed', early: verdict === 'closed', job: job ? viewOf(job) : null };
}

const viewOf = ({ id, state, problem, at, size, done, total }: Job): ArchiveJobView => ({
	id,
	state,
	problem,
	at,
	size,
	done,
	total
});

/** The file of a made archive, to be sent. Throws `not_found` for one that is not there, or not for this person. */
export function openArchive(
	ctx: Ctx,
	inspectionId: string,
	jobId: string
): { stream: ReadStream; size: number; fileName: string } {
	const access = loadAccess(ctx, inspectionId);
	requireOn(access, 'archive.make');
	const job = jobsOf(ctx).get(inspectionId);
	if (job?.id !== jobId || job.state !== 'made') throw new ProblemError(problem('not_found', {}));
	return { stream: createReadStream(job.path), size: job.size, fileName: `ho-so-${job.code}.zip` };
}

/** For a clean shutdown and for tests: when what is under way is over. */
export async function settleArchives(ctx: Ctx): Promise<void> {
	await Promise.all([...jobsOf(ctx).values()].map(({ finished }) => finished));
}
