/** Saving over HTTP at 50 concurrent: one answer, and a whole self-assessment; beside bare SQLite in the same run. */
import Database from 'better-sqlite3';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 } from 'uuid';
import { makeAnswers } from '#lib/server/demo/answers.ts';
import { loadSet } from './scoring.ts';
import { fire, signIn, type Running, type Shot } from './server.ts';
import type { Figure } from './table.ts';

const CONCURRENT = 50;
const WHOLES = 600;
const SINGLES = 6_000;

export async function benchSaving(running: Running): Promise<Figure[]> {
	const cookie = await signIn(running.origin, 'syt.daumoi');
	const { id, actorId } = await findOpen(running, cookie);
	const answers = [...makeAnswers(loadSet(), 'bench', 0.8)];
	let seq = 0;
	const shot = (some: typeof answers): Shot => ({
		method: 'POST',
		path: '/api/sync',
		body: JSON.stringify({
			operations: some.map(([code, patch]) => ({
				type: 'answer.set',
				payload: { stage: 'self', code, patch: { ...patch, explanation: `Theo hồ sơ lưu, tập ${seq % 9}` } },
				opId: v7(),
				deviceId: 'bench',
				actorId,
				inspectionId: id,
				baseVersion: 1_000_000,
				seq: (seq += 1),
				madeAt: Date.now()
			}))
		})
	});
	const wholes = Array.from({ length: WHOLES }, () => shot(answers));
	const singles = Array.from({ length: SINGLES }, (_, i) => shot([answers[i % answers.length]!]));
	await fire(running, cookie, CONCURRENT, singles.slice(0, 300));
	const whole = await fire(running, cookie, CONCURRENT, wholes);
	const single = await fire(running, cookie, CONCURRENT, singles.slice(300));
	const bare = bareSqlite(answers.length);
	return [
		{
			name: `save a whole self-assessment of ${answers.length}, 50 at once`,
			value: (WHOLES / whole.whole) * 1000,
			unit: '/s',
			limit: { at: 'least', value: 390 },
			beside: { name: 'bare SQLite', value: bare.whole }
		},
		{
			name: 'save one answer, 50 at once',
			value: ((SINGLES - 300) / single.whole) * 1000,
			unit: '/s',
			limit: { at: 'least', value: 1_300 },
			beside: { name: 'bare SQLite', value: bare.single }
		}
	];
}

async function findOpen({ origin }: Running, cookie: string): Promise<{ id: string; actorId: string }> {
	const page = await (await fetch(`${origin}/agency`, { headers: { cookie } })).text();
	for (const [, id] of page.matchAll(/\/agency\/inspections\/([0-9a-f-]{36})/g)) {
		const response = await fetch(`${origin}/api/inspections/${id}/field`, { headers: { cookie } });
		const snapshot = (await response.json()) as { state: string; actorId: string };
		if (snapshot.state === 'notified') return { id: id!, actorId: snapshot.actorId };
	}
	throw new Error('no inspection is open for self-assessment');
}

/** The same rows with nothing around them: an answer and a record line each, WAL and FULL, one transaction a save. */
function bareSqlite(rows: number): { whole: number; single: number } {
	const folder = mkdtempSync(join(tmpdir(), 'thuoc-bare-'));
	const db = new Database(join(folder, 'bare.sqlite'));
	db.pragma('journal_mode = WAL');
	db.pragma('synchronous = FULL');
	db.exec(`create table answers (inspection text, stage text, code text, input text, note text, points integer,
		primary key (inspection, stage, code)) strict;
		create table record (id integer primary key, at integer, action text, old text, new text) strict;`);
	const answer = db.prepare(`insert into answers values (?, ?, ?, ?, ?, ?)
		on conflict do update set input = excluded.input, note = excluded.note, points = excluded.points`);
	const line = db.prepare(`insert into record (at, action, old, new) values (?, ?, ?, ?)`);
	const input = JSON.stringify({ kind: 'ratio', numerator: 2_401, denominator: 2_431 });
	const save = db.transaction((count: number, turn: number) => {
		for (let i = 0; i < count; i += 1) {
			answer.run('inspection', 'self', `${i}`, input, `Theo hồ sơ lưu, tập ${turn % 9}`, 400);
			line.run(turn, 'answer.set', input, input);
		}
	});
	const measure = (count: number, turns: number) => {
		const at = performance.now();
		for (let turn = 0; turn < turns; turn += 1) save.immediate(count, turn);
		return (turns / (performance.now() - at)) * 1000;
	};
	const result = { whole: measure(rows, 300), single: measure(1, 2_000) };
	db.close();
	rmSync(folder, { recursive: true, force: true });
	return result;
}
