/** The one opened installation of a process: configuration, database, log. Opened once by whoever starts it. */
import { join } from 'node:path';
import { v7 } from 'uuid';
import type { Logger } from 'pino';
import type { Actor } from '#lib/domain/permissions.ts';
import { readConfig, type Config } from './config.ts';
import type { Ctx } from './context.ts';
import { openDatabase, type Db } from './db/open.ts';
import { createLogger } from './log.ts';

export interface Runtime {
	config: Config;
	db: Db;
	log: Logger;
}

let opened: Runtime | undefined;

/** Reads the environment and opens the database of its data folder. Throws `ConfigError` for a wrong setting. */
export function openRuntime(env: Record<string, string | undefined> = process.env): Runtime {
	if (opened) return opened;
	const config = readConfig(env);
	const log = createLogger(config.logLevel);
	opened = { config, log, db: openDatabase(join(config.dataDir, 'thuoc.sqlite')) };
	return opened;
}

/** The installation that is open. Throws before `openRuntime`. */
export function runtime(): Runtime {
	if (!opened) throw new Error('The installation has not been opened yet.');
	return opened;
}

export function closeRuntime(): void {
	opened?.db.sqlite.close();
	opened = undefined;
}

/** What a service needs, for one request or one command. Without an actor it is the system itself. */
export function makeContext(
	{ config, db, log }: Runtime,
	who: { actor?: Actor | null; address?: string; device?: string; log?: Logger } = {}
): Ctx {
	return {
		db,
		config,
		actor: who.actor ?? null,
		now: Date.now,
		newId: () => v7(),
		log: who.log ?? log,
		origin: { address: who.address ?? '', device: who.device ?? '' }
	};
}
