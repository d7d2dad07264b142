/** Worlds that take long to make: made once a process, and copied for each test that begins with one. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Config } from '#lib/server/config.ts';
import { ensureSealIdentity } from '#lib/server/services/seal.ts';
import { makeCtx, openSharedDatabase, openTestDatabase, TEST_NOW, type TestCtx } from './database.ts';
import { openWorld, type World } from './inspections.ts';

/** A data folder by path, kept in memory. */
type Files = Map<string, Buffer>;

function readFolder(folder: string): Files {
	const files: Files = new Map();
	for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }))
		if (entry.isFile()) {
			const path = join(entry.parentPath, entry.name);
			files.set(path.slice(folder.length + 1), readFileSync(path));
		}
	return files;
}

function writeFolder(folder: string, files: Files): void {
	for (const [path, bytes] of files) {
		mkdirSync(dirname(join(folder, path)), { recursive: true });
		writeFileSync(join(folder, path), bytes);
	}
}

/**
 * `make` brings a world to where tests begin and names what they need of it, as plain data. What comes back opens a copy:
 * its database and files as they were then, its clock where it stood. For one test, or what stands before each.
 */
export function keptWorld<T extends object>(
	make: (world: World) => T | Promise<T>
): () => Promise<T & { world: World }> {
	let kept: Promise<{ files: Files; world: World; value: T }> | undefined;
	return async () => {
		const { files, world, value } = await (kept ??= makeOnce(make));
		const ctx = makeCtx(openTestDatabase((dir) => writeFolder(dir, files)));
		ctx.clock.at = world.ctx.clock.at;
		return { ...structuredClone(value), world: { ...world, ctx } };
	};
}

async function makeOnce<T>(make: (world: World) => T | Promise<T>) {
	const database = openSharedDatabase();
	try {
		const world = await openWorld(database);
		const value = await make(world);
		database.db.sqlite.close();
		return { files: readFolder(database.dir), world, value };
	} finally {
		database.close();
	}
}

let seal: Promise<Files> | undefined;

async function makeSeal(): Promise<Files> {
	const dataDir = mkdtempSync(join(tmpdir(), 'thuoc-seal-'));
	const config = { dataDir, keyPassphrase: 'test-passphrase' } as Config;
	try {
		await ensureSealIdentity({ config, now: () => TEST_NOW }, 'Sở Nội vụ', TEST_NOW - 86_400_000);
		return readFolder(join(dataDir, 'certificates'));
	} finally {
		rmSync(dataDir, { recursive: true, force: true });
	}
}

/** Gives an installation a seal of «Sở Nội vụ», from the day before `TEST_NOW` for ten years; its keys are made once. */
export async function installSeal({ config }: Pick<TestCtx, 'config'>): Promise<void> {
	writeFolder(join(config.dataDir, 'certificates'), await (seal ??= makeSeal()));
}
