/** What every service is given first: the database, who acts, the clock, new ids. There is no other injection. */
import type { Actor } from '#lib/domain/permissions.ts';
import type { Logger } from 'pino';
import type { Config } from './config.ts';
import type { Db } from './db/open.ts';

export interface Ctx {
	db: Db;
	config: Config;
	actor: Actor | null;
	/** Epoch milliseconds. */
	now: () => number;
	/** UUIDv7 text. */
	newId: () => string;
	log: Logger;
	/** Where the request came from, for the record. */
	origin: { address: string; device: string };
}

/** One synchronous transaction that takes the write lock at once; commits all or nothing. */
export function inTransaction<T>(ctx: Pick<Ctx, 'db'>, work: () => T): T {
	return ctx.db.sqlite.transaction(work).immediate();
}
