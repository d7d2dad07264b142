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

interface Waiting {
	work: () => unknown;
	resolve: (value: never) => void;
	reject: (reason: unknown) => void;
}
const groups = new WeakMap<Db, Waiting[]>();
/** The longest a group holds the event loop is this many pieces of work. */
const LARGEST_GROUP = 64;

/**
 * For writes that many send at once: what is asked for in one turn of the event loop is committed together, because
 * waiting for the disk costs more than the writing. One that throws takes back the writes of all; then each is done by
 * itself, so that only its own stay away. (A savepoint for each would have SQLite copy every page that it changes, for what
 * hardly ever happens.) So `work` may run twice: it reads and writes the database, and nothing else. The promise settles
 * only after the commit, never before the disk has it.
 */
export function inSharedTransaction<T>(ctx: Pick<Ctx, 'db'>, work: () => T): Promise<T> {
	return new Promise((resolve, reject) => {
		const group = groups.get(ctx.db) ?? openGroup(ctx.db);
		group.push({ work, resolve, reject });
		if (group.length === LARGEST_GROUP) groups.delete(ctx.db);
	});
}

function openGroup(db: Db): Waiting[] {
	const group: Waiting[] = [];
	groups.set(db, group);
	setImmediate(() => {
		if (groups.get(db) === group) groups.delete(db);
		commitGroup(db, group);
	});
	return group;
}

function commitGroup(db: Db, group: readonly Waiting[]): void {
	let values: unknown[];
	try {
		values = inTransaction({ db }, () => group.map(({ work }) => work()));
	} catch (thrown) {
		if (group.length === 1) group[0]!.reject(thrown);
		else for (const alone of group) commitGroup(db, [alone]);
		return;
	}
	for (const [i, { resolve }] of group.entries()) resolve(values[i] as never);
}
