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
 * waiting for the disk costs more than the writing. Each piece of work is a savepoint of its own, so one that throws
 * takes back its own writes alone; the promise settles only after the commit, never before the disk has it.
 */
export function inSharedTransaction<T>(ctx: Pick<Ctx, 'db'>, work: () => T): Promise<T> {
	return new Promise((resolve, reject) => {
		const group = groups.get(ctx.db) ?? openGroup(ctx.db);
		group.push({ work: () => inTransaction(ctx, work), resolve, reject });
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
	const settle: (() => void)[] = [];
	try {
		inTransaction({ db }, () => {
			for (const { work, resolve, reject } of group) {
				try {
					const value = work() as never;
					settle.push(() => resolve(value));
				} catch (thrown) {
					// A full disk makes SQLite take back the whole transaction, not the savepoint: nobody's work is there.
					if (!db.sqlite.inTransaction) throw thrown;
					settle.push(() => reject(thrown));
				}
			}
		});
	} catch (thrown) {
		for (const { reject } of group) reject(thrown);
		return;
	}
	for (const tell of settle) tell();
}
