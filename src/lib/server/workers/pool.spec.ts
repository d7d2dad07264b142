import { afterEach, describe, expect, it } from 'vitest';
import type { SampleTasks } from '../../../../tests/support/sample-worker.ts';
import { ProblemError } from '#lib/domain/problems.ts';
import { createWorkerPool, defaultPoolSize, PoolError, type PoolOptions, type WorkerPool } from './pool.ts';
import { ownBytes } from './serve.ts';

const open: WorkerPool<SampleTasks>[] = [];

function samplePool(options: Partial<PoolOptions> = {}): WorkerPool<SampleTasks> {
	const pool = createWorkerPool<SampleTasks>({ script: 'tests/support/sample-worker.ts', ...options });
	open.push(pool);
	return pool;
}

afterEach(async () => {
	await Promise.all(open.splice(0).map((pool) => pool.close()));
});

const codeOf = (promise: Promise<unknown>) =>
	promise.then(
		() => 'finished',
		(error) => (error instanceof PoolError ? error.code : `${error.name}: ${error.message}`)
	);

describe('a task', () => {
	it('runs in another thread and gives back its result', async () => {
		const pool = samplePool();
		expect(await pool.run('double', 21)).toBe(42);
		expect(await pool.run('later', { ms: 1, value: 'Thước' })).toBe('Thước');
		expect(await pool.run('thread', null)).toBeGreaterThan(0);
	});

	it('moves buffers both ways when asked to', async () => {
		const input = new Uint8Array([1, 2, 3]);
		const { reversed } = await samplePool().run('reverse', input, { transfer: [input.buffer] });
		expect([...reversed]).toEqual([3, 2, 1]);
		expect(input.byteLength).toBe(0);
	});

	it('carries its error over, a problem as a problem', async () => {
		const pool = samplePool();
		await expect(pool.run('fail', null)).rejects.toMatchObject({
			name: 'RangeError',
			message: 'out of range'
		});
		const refused = await pool.run('refuse', null).catch((error: unknown) => error);
		expect(refused).toBeInstanceOf(ProblemError);
		expect((refused as ProblemError).problem).toEqual({
			code: 'file.too_large',
			details: { name: 'a.pdf', megabytes: 30 }
		});
	});

	it('fails alone when its input or its result cannot be copied', async () => {
		const pool = samplePool();
		await expect(pool.run('double', (() => 1) as unknown as number)).rejects.toThrow(/could not be cloned/);
		await expect(pool.run('uncloneable', null)).rejects.toThrow(/could not be cloned/);
		expect(await pool.run('double', 4)).toBe(8);
	});

	it('of an unknown name is refused, also when objects happen to have that name', async () => {
		const pool = samplePool() as unknown as WorkerPool<Record<string, (input: null) => number>>;
		await expect(pool.run('missing', null)).rejects.toThrow('No task «missing»');
		await expect(pool.run('toString', null)).rejects.toThrow('No task «toString»');
	});
});

describe('a pool', () => {
	it('works on as many tasks at once as it has threads', async () => {
		const arrived = new Int32Array(new SharedArrayBuffer(4));
		const pool = samplePool({ size: 2 });
		const threads = await Promise.all([1, 2].map(() => pool.run('meet', { arrived, needed: 2 })));
		expect(new Set(threads).size).toBe(2);
	});

	it('queues what it cannot start, first come first served, and keeps its thread', async () => {
		const pool = samplePool({ size: 1 });
		const order: number[] = [];
		const threads = await Promise.all(
			[0, 1, 2, 3].map(async (number) => {
				const thread = await pool.run('thread', null);
				order.push(number);
				return thread;
			})
		);
		expect(order).toEqual([0, 1, 2, 3]);
		expect(new Set(threads).size).toBe(1);
	});

	it('refuses a task when too many wait', async () => {
		const pool = samplePool({ size: 1, queueLimit: 1 });
		const results = [1, 2, 3].map((value) => codeOf(pool.run('later', { ms: 20, value: String(value) })));
		expect(await Promise.all(results)).toEqual(['finished', 'finished', 'queue_full']);
	});

	it('ends a task that runs over its time and goes on with the next', async () => {
		const pool = samplePool({ size: 1 });
		const endless = codeOf(pool.run('spin', null, { timeoutMs: 300 }));
		const next = pool.run('double', 5);
		expect(await endless).toBe('timeout');
		expect(await next).toBe(10);
	});

	it.each(['exit', 'throwOutside'] as const)('survives a worker that dies (%s)', async (way) => {
		const pool = samplePool({ size: 1 });
		const [lost, next] = await Promise.all([codeOf(pool.run(way, null)), pool.run('double', 6)]);
		expect(lost).toBe('crashed');
		expect(next).toBe(12);
	});

	it.each(['fillHeap', 'fillBuffers'] as const)('ends a worker that eats memory (%s)', async (way) => {
		const pool = samplePool({ size: 1, memoryMb: 48 });
		expect(await codeOf(pool.run(way, null))).toBe('memory');
		expect(await pool.run('double', 7)).toBe(14);
	});

	it('rejects every task when the worker module is missing, without trying for ever', async () => {
		const pool = samplePool({ script: 'tests/support/no-such-worker.ts', size: 1 });
		const results = [1, 2, 3].map((number) => codeOf(pool.run('double', number)));
		expect(await Promise.all(results)).toEqual(['crashed', 'crashed', 'crashed']);
	});

	it('rejects what runs, waits or comes after it was closed', async () => {
		const pool = samplePool({ size: 1 });
		const running = codeOf(pool.run('spin', null));
		const waiting = codeOf(pool.run('double', 1));
		await pool.close();
		await pool.close();
		expect(await Promise.all([running, waiting, codeOf(pool.run('double', 1))])).toEqual([
			'closed',
			'closed',
			'closed'
		]);
	});
});

describe('the size of a pool', () => {
	it.each([
		[1, 1],
		[2, 1],
		[3, 2],
		[16, 2]
	])('on %i cores is %i', (cores, size) => {
		expect(defaultPoolSize(cores)).toBe(size);
	});
});

describe('ownBytes', () => {
	it('copies bytes that share their memory and leaves those that do not', () => {
		const shared = new Uint8Array([9, 8, 7]).subarray(1);
		expect(ownBytes(shared).buffer).not.toBe(shared.buffer);
		expect([...ownBytes(shared)]).toEqual([8, 7]);
		const own = new Uint8Array([1]);
		expect(ownBytes(own).buffer).toBe(own.buffer);
	});
});
