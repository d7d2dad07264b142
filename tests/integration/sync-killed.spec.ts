/** The server is killed in the middle of its work, again and again: what it answered is there, and nothing twice. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { SyncAnswer } from '#lib/contracts/field.ts';
import type { Operation } from '#lib/domain/operation.ts';
import { findAnswer } from '#lib/server/db/queries/answers.ts';
import { openDatabase } from '#lib/server/db/open.ts';
import { projectRoot } from '#lib/server/root.ts';
import * as given from '../support/inspections.ts';

const KILLS = 4;
const TABLETS = 6;
const BATCH = 4;
const CODES = ['1.1.1', '3.4.1', '5.1.1', '7.2.1'];

async function serve(
	path: string,
	actor: object
): Promise<{ child: ChildProcess; url: string; gone: Promise<unknown> }> {
	const node = join(projectRoot(), 'node_modules', 'node', 'bin', 'node');
	const script = join(projectRoot(), 'tests', 'support', 'sync-child.ts');
	const child = spawn(node, [script, path, JSON.stringify(actor)], {
		cwd: projectRoot(),
		stdio: ['ignore', 'pipe', 'inherit']
	});
	const gone = once(child, 'exit');
	const [port] = (await once(child.stdout!, 'data')) as [Buffer];
	return { child, gone, url: `http://127.0.0.1:${port.toString().trim()}` };
}

/** A tablet that sends what it has until it is heard, as the outbox does. */
class Tablet {
	pending: Operation[] = [];
	readonly acknowledged = new Set<string>();
	readonly made: Operation[] = [];
	private readonly make: (seq: number, code: string) => Operation;

	constructor(make: (seq: number, code: string) => Operation) {
		this.make = make;
	}

	edit(): void {
		const seq = this.made.length + 1;
		const operation = this.make(seq, CODES[seq % CODES.length]!);
		this.made.push(operation);
		this.pending.push(operation);
	}

	/** False when the server is gone. */
	async send(url: string, inspectionId: string): Promise<boolean> {
		const operations = this.pending.slice(0, BATCH);
		const body = JSON.stringify({ inspectionId, operations, oldest: operations[0]!.seq });
		try {
			const response = await fetch(url, { method: 'POST', body });
			const { results } = (await response.json()) as SyncAnswer;
			for (const { opId, status } of results) {
				expect(['accepted', 'duplicate']).toContain(status);
				this.acknowledged.add(opId);
				this.pending = this.pending.filter((operation) => operation.opId !== opId);
			}
			return true;
		} catch (thrown) {
			if (thrown instanceof TypeError || thrown instanceof SyntaxError) return false;
			throw thrown;
		}
	}
}

test('killed while batches come in: every acknowledged operation is there, none twice, and work goes on', async () => {
	const world = await given.openWorld();
	const id = given.inSession(world);
	const path = world.ctx.db.sqlite.name;
	world.ctx.db.sqlite.close();
	const actor = world.people.member;
	const tablets = Array.from(
		{ length: TABLETS },
		(_, at) =>
			new Tablet(
				(seq, code) =>
					({
						type: 'answer.set',
						payload: { stage: 'appraisal', code, patch: { note: `máy ${at}, lần ${seq}` } },
						opId: `op-${at}-${seq}`,
						deviceId: `tablet-${at}`,
						actorId: actor.id,
						inspectionId: id,
						baseVersion: 1_000_000,
						seq,
						madeAt: seq
					}) satisfies Operation
			)
	);
	for (let kill = 0; kill <= KILLS; kill += 1) {
		const { child, gone, url } = await serve(path, actor);
		let sent = 0;
		/* By the count of batches, not by the clock: the last of them are on their way when the server dies. */
		const killAfter = kill < KILLS ? 10 + 7 * kill : Infinity;
		await Promise.all(
			tablets.map(async (tablet) => {
				for (let round = 0; round < 12; round += 1) {
					for (let edit = 0; edit < BATCH; edit += 1) tablet.edit();
					sent += 1;
					const sending = tablet.send(url, id);
					if (sent >= killAfter) child.kill('SIGKILL');
					if (!(await sending)) return;
				}
				while (kill === KILLS && tablet.pending.length > 0) await tablet.send(url, id);
			})
		);
		child.kill('SIGKILL');
		await gone;
		const db = openDatabase(path);
		const rows = db.sqlite.prepare(`select op_id from operations where op_id like 'op-%-%'`).pluck().all();
		const there = new Set(rows);
		expect(there.size).toBe(rows.length);
		const missing = tablets.flatMap(({ acknowledged }) => [...acknowledged].filter((op) => !there.has(op)));
		expect(missing).toEqual([]);
		expect(db.sqlite.pragma('integrity_check', { simple: true })).toBe('ok');
		if (kill === KILLS) {
			expect(there).toEqual(new Set(tablets.flatMap(({ made }) => made.map(({ opId }) => opId))));
			expect(findAnswer(db, id, 'appraisal', '1.1.1')?.note).toMatch(/^máy \d, lần \d+$/);
		}
		db.sqlite.close();
	}
	expect(tablets.every(({ pending }) => pending.length === 0)).toBe(true);
}, 60_000);
