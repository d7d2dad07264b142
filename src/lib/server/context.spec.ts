import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inSharedTransaction, inTransaction } from './context.ts';
import type { Db } from './db/open.ts';

let db: Db;
let commits: number;

beforeEach(() => {
	const sqlite = new Database(':memory:');
	sqlite.exec('create table rows (n integer not null check (n < 100)) strict');
	commits = 0;
	db = { sqlite, orm: undefined as never };
	const transaction = sqlite.transaction.bind(sqlite);
	sqlite.transaction = ((work: () => unknown) => {
		const outermost = !sqlite.inTransaction;
		const wrapped = transaction(work);
		return Object.assign(() => undefined, {
			immediate: () => {
				const value = wrapped.immediate();
				if (outermost) commits += 1;
				return value;
			}
		});
	}) as never;
});
afterEach(() => void db.sqlite.close());

const add = (n: number) => db.sqlite.prepare('insert into rows values (?)').run(n).changes;
const stored = () => db.sqlite.prepare('select n from rows order by n').pluck().all();

describe('work that many ask for at once', () => {
	it('is committed together, each getting its own answer', async () => {
		const answers = await Promise.all([1, 2, 3].map((n) => inSharedTransaction({ db }, () => add(n) * n)));
		expect(answers).toEqual([1, 2, 3]);
		expect(stored()).toEqual([1, 2, 3]);
		expect(commits).toBe(1);
	});

	it('takes back only the piece that throws, with all it had written', async () => {
		const results = await Promise.allSettled([
			inSharedTransaction({ db }, () => add(1)),
			inSharedTransaction({ db }, () => [add(2), add(200)]),
			inSharedTransaction({ db }, () => add(3))
		]);
		expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
		expect(stored()).toEqual([1, 3]);
	});

	it('answers only after the commit', async () => {
		const seen: boolean[] = [];
		await Promise.all(
			[1, 2].map((n) =>
				inSharedTransaction({ db }, () => add(n)).then(() => seen.push(db.sqlite.inTransaction))
			)
		);
		expect(seen).toEqual([false, false]);
	});

	it('does each by itself when the whole is taken back, as on a full disk', async () => {
		const results = await Promise.allSettled([
			inSharedTransaction({ db }, () => add(1)),
			inSharedTransaction({ db }, () => {
				db.sqlite.exec('rollback');
				throw new Error('disk full');
			}),
			inSharedTransaction({ db }, () => add(3))
		]);
		expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
		expect(stored()).toEqual([1, 3]);
		await inSharedTransaction({ db }, () => add(4));
		expect(stored()).toEqual([1, 3, 4]);
	});

	it('does not grow without end', async () => {
		await Promise.all(Array.from({ length: 99 }, (_, n) => inSharedTransaction({ db }, () => add(n))));
		expect(stored()).toHaveLength(99);
		expect(commits).toBe(2);
	});

	it('stands beside transactions of others', async () => {
		const shared = inSharedTransaction({ db }, () => add(1));
		expect(() =>
			inTransaction({ db }, () => {
				add(2);
				throw new Error('no');
			})
		).toThrow('no');
		await shared;
		expect(stored()).toEqual([1]);
	});
});
