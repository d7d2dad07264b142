/** A day's work sent at once: 1,000 operations of one tablet in its batches; beside the same rows in bare SQLite. */
import Database from 'better-sqlite3';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 } from 'uuid';
import { makeAnswers } from '#lib/server/demo/answers.ts';
import { findInspection, fire, signIn, type Running } from './server.ts';
import type { Figure } from './table.ts';

const OPERATIONS = 1_000;
/** As the outbox sends them (`src/lib/offline/outbox.svelte.ts`). */
const BATCH = 100;
const ROUNDS = 5;

export async function benchSync(running: Running): Promise<Figure[]> {
	const cookie = await signIn(running.origin, 'truongdoan');
	const { id, actorId, version, set } = await findInspection(running, cookie, '/field', 'in_session');
	const answers = [...makeAnswers(set, 'bench', 0.8)];
	const make = (round: number) => {
		const deviceId = `bench-${round}`;
		return Array.from({ length: OPERATIONS }, (_, at) => {
			const [code, patch] = answers[at % answers.length]!;
			const lap = Math.floor(at / answers.length);
			return {
				type: 'answer.set',
				payload: { stage: 'appraisal', code, patch: { ...patch, note: `Ghi lần ${round}.${lap}` } },
				opId: v7(),
				deviceId,
				actorId,
				inspectionId: id,
				baseVersion: version + 1_000_000,
				seq: at + 1,
				madeAt: Date.now()
			};
		});
	};
	const bare = openBare();
	let [best, bestBare] = [0, 0];
	for (let round = 0; round <= ROUNDS; round += 1) {
		const operations = make(round);
		const shots = [];
		for (let at = 0; at < OPERATIONS; at += BATCH) {
			const batch = { operations: operations.slice(at, at + BATCH), oldest: at + 1, sentAt: Date.now() };
			shots.push({ method: 'POST', path: '/api/sync', body: Buffer.from(JSON.stringify(batch)) });
		}
		const { whole } = await fire(running, cookie, 1, shots);
		const bareMs = bare.write(operations);
		// The first round warms both up.
		if (round === 0) continue;
		best = Math.max(best, (OPERATIONS / whole) * 1_000);
		bestBare = Math.max(bestBare, (OPERATIONS / bareMs) * 1_000);
	}
	bare.close();
	return [
		{
			name: `${OPERATIONS} operations of one tablet, one after another in batches of ${BATCH}`,
			value: best,
			unit: 'operations/s',
			beside: { name: 'bare SQLite', value: bestBare }
		},
		{
			name: 'the same, ratio to bare SQLite',
			value: best / bestBare,
			unit: '×',
			limit: { at: 'least', value: 0.25 }
		}
	];
}

/** The rows that an operation leaves (an answer, the operation, a line for each batch), in the same transactions. */
function openBare() {
	const folder = mkdtempSync(join(tmpdir(), 'thuoc-bare-'));
	const db = new Database(join(folder, 'bare.sqlite'));
	db.pragma('journal_mode = WAL');
	db.pragma('synchronous = FULL');
	db.exec(`create table answers (inspection text, stage text, code text, input text, note text, points integer,
		primary key (inspection, stage, code)) strict;
		create table operations (op_id text primary key, batch integer, seq integer, type text, payload text, before text,
			made_at integer) strict;
		create table audit (id integer primary key, at integer, action text, new text) strict;`);
	const answer = db.prepare(`insert into answers values (?, ?, ?, ?, ?, ?)
		on conflict do update set input = excluded.input, note = excluded.note, points = excluded.points`);
	const operation = db.prepare('insert into operations values (?, ?, ?, ?, ?, ?, ?)');
	const line = db.prepare('insert into audit (at, action, new) values (?, ?, ?)');
	type Row = {
		opId: string;
		seq: number;
		type: string;
		madeAt: number;
		payload: { code: string; patch: object };
	};
	const save = db.transaction((rows: readonly Row[]) => {
		for (const { opId, seq, type, madeAt, payload } of rows) {
			const input = JSON.stringify(payload.patch);
			answer.run('inspection', 'appraisal', payload.code, input, 'Ghi', 400);
			operation.run(opId, 1, seq, type, JSON.stringify(payload), input, madeAt);
		}
		line.run(1, 'inspection.edit', '{}');
	});
	return {
		/** Milliseconds. */
		write: (rows: readonly Row[]): number => {
			const at = performance.now();
			for (let from = 0; from < rows.length; from += BATCH) save.immediate(rows.slice(from, from + BATCH));
			return performance.now() - at;
		},
		close: () => {
			db.close();
			rmSync(folder, { recursive: true, force: true });
		}
	};
}
