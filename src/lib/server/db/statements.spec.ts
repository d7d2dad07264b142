import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { rememberStatements } from './statements.ts';

let sqlite: Database.Database;
let client: Database.Database;
beforeEach(() => {
	sqlite = new Database(':memory:');
	sqlite.exec(
		"create table things (id integer primary key, name text); insert into things values (1, 'một')"
	);
	client = rememberStatements(sqlite);
});
afterEach(() => void sqlite.close());

const NAMES = 'select id, name from things where id = ?';

it('compiles a text once', () => {
	const compile = vi.spyOn(sqlite, 'prepare');
	expect(client.prepare(NAMES).get(1)).toEqual({ id: 1, name: 'một' });
	expect(client.prepare(NAMES).get(2)).toBeUndefined();
	expect(compile).toHaveBeenCalledTimes(1);
});

it('hands a statement out as a new one would be: rows are objects, whatever the last user wanted', () => {
	expect(client.prepare(NAMES).raw().get(1)).toEqual([1, 'một']);
	expect(client.prepare(NAMES).get(1)).toEqual({ id: 1, name: 'một' });
});

it('writes by one that was used before, inside a transaction and after it was rolled back', () => {
	const insert = (id: number) => client.prepare('insert into things (id, name) values (?, ?)').run(id, 'hai');
	const fail = client.transaction(() => {
		insert(2);
		throw new Error('no');
	});
	expect(fail).toThrow('no');
	insert(2);
	expect(client.prepare('select count(*) as n from things').get()).toEqual({ n: 2 });
});

it('sees a schema that changed after the compiling', () => {
	const all = 'select * from things';
	expect(client.prepare(all).all()).toEqual([{ id: 1, name: 'một' }]);
	sqlite.exec('alter table things add column note text');
	expect(client.prepare(all).all()).toEqual([{ id: 1, name: 'một', note: null }]);
});

it('keeps so many texts, and lets the oldest go', () => {
	const compile = vi.spyOn(sqlite, 'prepare');
	for (let i = 0; i <= 400; i += 1) client.prepare(`select ${i}`);
	client.prepare('select 400');
	expect(compile).toHaveBeenCalledTimes(401);
	client.prepare('select 0');
	expect(compile).toHaveBeenCalledTimes(402);
});
