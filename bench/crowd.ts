/** 200 tablets at once, each sending an answer about every 0.6 s for a minute: how long each waits, and nothing lost. */
import Database from 'better-sqlite3';
import { Agent } from 'node:http';
import { join } from 'node:path';
import { v7 } from 'uuid';
import { makeAnswers } from '#lib/server/demo/answers.ts';
import { findInspection, send, signIn, type Running } from './server.ts';
import { quantile, type Figure } from './table.ts';

const TABLETS = 200;
const ANSWERS = 95;
const MINUTE_MS = 60_000;

export async function benchCrowd(running: Running): Promise<Figure[]> {
	const cookie = await signIn(running.origin, 'truongdoan');
	const { id, actorId, set } = await findInspection(running, cookie, '/field', 'in_session');
	const codes = [...makeAnswers(set, 'bench', 0.8)].map(([code]) => code);
	const agent = new Agent({ keepAlive: true, maxSockets: TABLETS });
	const waits: number[] = [];
	const begun = performance.now();
	const tablet = async (number: number) => {
		const deviceId = `crowd-${number}`;
		for (let at = 0; at < ANSWERS; at += 1) {
			const due = begun + ((at + number / TABLETS) * MINUTE_MS) / ANSWERS;
			await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
			const operation = {
				type: 'answer.set',
				payload: {
					stage: 'appraisal',
					code: codes[at % codes.length],
					patch: { note: `Máy ${number}, lần ${at}` }
				},
				opId: v7(),
				deviceId,
				actorId,
				inspectionId: id,
				baseVersion: 1_000_000,
				seq: at + 1,
				madeAt: Date.now()
			};
			const body = Buffer.from(
				JSON.stringify({ operations: [operation], oldest: at + 1, sentAt: Date.now() })
			);
			const from = performance.now();
			await send(running.origin, agent, cookie, { method: 'POST', path: '/api/sync', body });
			waits.push(performance.now() - from);
		}
	};
	await Promise.all(Array.from({ length: TABLETS }, (_, number) => tablet(number)));
	const seconds = (performance.now() - begun) / 1_000;
	agent.destroy();
	return [
		...[0.5, 0.95, 0.99].map((part) => ({
			name: `${TABLETS} tablets, ${ANSWERS} answers each in ${seconds.toFixed(0)} s: p${part * 100}`,
			value: quantile(waits, part),
			unit: 'ms'
		})),
		{
			name: 'of their answers in the record',
			value: countKept(running),
			unit: `of ${TABLETS * ANSWERS}`,
			limit: { at: 'least', value: TABLETS * ANSWERS }
		}
	];
}

/** Applied, or kept beside another value. */
function countKept({ dataDir }: Running): number {
	const db = new Database(join(dataDir, 'thuoc.sqlite'), { readonly: true });
	const count = (query: string) => db.prepare(query).pluck().get() as number;
	const kept =
		count(
			`select count(*) from operations o join sync_batches b on b.id = o.batch_id where b.device_id like 'crowd-%'`
		) + count(`select count(*) from conflicts where late_device like 'crowd-%'`);
	db.close();
	return kept;
}
