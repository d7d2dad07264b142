/**
 * Worker threads for slow synchronous work (drawing papers, sealing, verifying), so that the event loop stays
 * free. One task per worker at a time; the rest wait in a queue. Workers start with the first task, run the
 * .ts source directly, and keep the process alive only while they work.
 */
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { Worker, type Transferable } from 'node:worker_threads';
import { unpackError, type TaskAnswer, type TaskRequest } from './messages.ts';
import { projectRoot } from '../root.ts';
import type { TaskHandlers, Transferred } from './serve.ts';

export type PoolErrorCode = 'timeout' | 'memory' | 'crashed' | 'closed' | 'queue_full';

/** Buffers lie outside the heap, where V8 sets no limit: a small file that unpacks to gigabytes is met by looking. */
const MEMORY_CHECK_MS = 100;
const MEGABYTE = 1024 * 1024;

/** The pool could not finish a task. Errors thrown by the task itself come through as they were. */
export class PoolError extends Error {
	readonly code: PoolErrorCode;

	constructor(code: PoolErrorCode, message: string, options?: ErrorOptions) {
		super(message, options);
		this.name = 'PoolError';
		this.code = code;
	}
}

export interface PoolOptions {
	/** The worker module: a path from the project's folder, e.g. `src/lib/server/pdf/worker.ts`, or absolute. */
	script: string;
	/** Threads at most; by default one core is left for the event loop, and two threads are enough. */
	size?: number;
	/** Milliseconds that one task may run (waiting in the queue not counted). Default 30 000. */
	timeoutMs?: number;
	/** Tasks that may wait; one more is refused with `queue_full`. Default 200. */
	queueLimit?: number;
	/** Ceiling of each worker's memory in megabytes, heap and buffers: above it the worker ends, not the process. */
	memoryMb?: number;
	/** Room for new objects; small keeps a thread that makes large buffers from holding on to them. */
	youngMemoryMb?: number;
}

export interface TaskOptions {
	/** Buffers of the input to move instead of copying; the caller can no longer use them. */
	transfer?: readonly Transferable[];
	/** Instead of the pool's own. */
	timeoutMs?: number;
}

type Output<R> = Awaited<R> extends Transferred<infer T> ? T : Awaited<R>;

/** Typed by the worker's handlers: `WorkerPool<typeof tasks>`. Buffers arrive as plain Uint8Array. */
export interface WorkerPool<Tasks extends TaskHandlers> {
	run<Name extends keyof Tasks & string>(
		name: Name,
		input: Parameters<Tasks[Name]>[0],
		options?: TaskOptions
	): Promise<Output<ReturnType<Tasks[Name]>>>;
	/** Ends every worker; what runs or waits is rejected with `closed`. Repeating it does nothing. */
	close(): Promise<void>;
}

interface Job {
	request: TaskRequest;
	transfer: readonly Transferable[];
	timeoutMs: number;
	resolve(output: unknown): void;
	reject(error: Error): void;
}

/** One core for the event loop, at most two threads: papers and checks come singly, memory is dear. */
export const defaultPoolSize = (cores = availableParallelism()): number =>
	Math.min(2, Math.max(1, cores - 1));

function crashCode(cause: unknown): PoolErrorCode {
	return (cause as NodeJS.ErrnoException | undefined)?.code === 'ERR_WORKER_OUT_OF_MEMORY'
		? 'memory'
		: 'crashed';
}

/** A thread with at most one job. It reports through `onFree` and `onGone`; after `onGone` it is of no use. */
class Thread {
	readonly #worker: Worker;
	readonly #memoryMb: number | undefined;
	readonly #onFree: (thread: Thread) => void;
	readonly #onGone: (thread: Thread) => void;
	#job: Job | undefined;
	#timer: NodeJS.Timeout | undefined;
	#memoryTimer: NodeJS.Timeout | undefined;
	#gone = false;

	constructor(options: PoolOptions, onFree: (thread: Thread) => void, onGone: (thread: Thread) => void) {
		this.#onFree = onFree;
		this.#onGone = onGone;
		this.#memoryMb = options.memoryMb;
		this.#worker = new Worker(resolve(projectRoot(), options.script), {
			resourceLimits: {
				...(options.memoryMb ? { maxOldGenerationSizeMb: options.memoryMb } : {}),
				...(options.youngMemoryMb ? { maxYoungGenerationSizeMb: options.youngMemoryMb } : {})
			}
		});
		this.#worker.unref();
		this.#worker.on('message', (answer: TaskAnswer) => this.#settle(answer));
		this.#worker.on('messageerror', (cause) => this.#lose('crashed', 'The answer was unreadable.', cause));
		this.#worker.on('error', (cause) => this.#lose(crashCode(cause), 'The worker failed.', cause));
		this.#worker.on('exit', (status) => this.#lose('crashed', `The worker ended with status ${status}.`));
	}

	get idle(): boolean {
		return !this.#job && !this.#gone;
	}

	start(job: Job): void {
		try {
			this.#worker.postMessage(job.request, job.transfer);
		} catch (uncloneable) {
			job.reject(uncloneable as Error);
			return;
		}
		this.#job = job;
		this.#worker.ref();
		this.#timer = setTimeout(() => {
			const { name } = job.request;
			// Synchronous code cannot be interrupted, only its thread ended.
			this.#lose('timeout', `Task «${name}» ran longer than ${job.timeoutMs} ms.`);
		}, job.timeoutMs);
		if (this.#memoryMb) this.#memoryTimer = setInterval(() => void this.#checkMemory(job), MEMORY_CHECK_MS);
	}

	async end(): Promise<void> {
		this.#lose('closed', 'The pool was closed.');
		await this.#worker.terminate();
	}

	async #checkMemory(job: Job): Promise<void> {
		const limit = (this.#memoryMb ?? Infinity) * MEGABYTE;
		const memory = await this.#worker.getHeapStatistics().catch(() => undefined);
		if (!memory || this.#job !== job || memory.used_heap_size + memory.external_memory <= limit) return;
		this.#lose('memory', `Task «${job.request.name}» needed more than ${this.#memoryMb} MB.`);
	}

	#take(): Job | undefined {
		const job = this.#job;
		clearTimeout(this.#timer);
		clearInterval(this.#memoryTimer);
		this.#job = undefined;
		return job;
	}

	#settle(answer: TaskAnswer): void {
		const job = this.#take();
		if (!job) return;
		this.#worker.unref();
		if (answer.ok) job.resolve(answer.output);
		else job.reject(unpackError(answer.error));
		this.#onFree(this);
	}

	#lose(code: PoolErrorCode, message: string, cause?: unknown): void {
		if (this.#gone) return;
		this.#gone = true;
		const job = this.#take();
		void this.#worker.terminate();
		job?.reject(new PoolError(code, message, { cause }));
		this.#onGone(this);
	}
}

class Pool<Tasks extends TaskHandlers> implements WorkerPool<Tasks> {
	readonly #options: PoolOptions;
	readonly #size: number;
	readonly #threads = new Set<Thread>();
	readonly #waiting: Job[] = [];
	#closed = false;

	constructor(options: PoolOptions) {
		this.#options = options;
		this.#size = options.size ?? defaultPoolSize();
	}

	run<Name extends keyof Tasks & string>(
		name: Name,
		input: Parameters<Tasks[Name]>[0],
		options: TaskOptions = {}
	): Promise<Output<ReturnType<Tasks[Name]>>> {
		const { promise, resolve, reject } = Promise.withResolvers<unknown>();
		const timeoutMs = options.timeoutMs ?? this.#options.timeoutMs ?? 30_000;
		if (this.#closed) reject(new PoolError('closed', 'The pool was closed.'));
		else {
			this.#waiting.push({
				request: { name, input },
				transfer: options.transfer ?? [],
				timeoutMs,
				resolve,
				reject
			});
			this.#dispatch();
			this.#refuseOverflow();
		}
		return promise as Promise<Output<ReturnType<Tasks[Name]>>>;
	}

	async close(): Promise<void> {
		this.#closed = true;
		for (const job of this.#waiting.splice(0)) job.reject(new PoolError('closed', 'The pool was closed.'));
		await Promise.all([...this.#threads].map((thread) => thread.end()));
	}

	#dispatch(): void {
		while (this.#waiting.length > 0 && !this.#closed) {
			const thread = this.#freeThread();
			if (!thread) return;
			thread.start(this.#waiting.shift()!);
		}
	}

	#freeThread(): Thread | undefined {
		for (const thread of this.#threads) if (thread.idle) return thread;
		if (this.#threads.size >= this.#size) return undefined;
		const thread = new Thread(
			this.#options,
			() => this.#dispatch(),
			(gone) => {
				this.#threads.delete(gone);
				this.#dispatch();
			}
		);
		this.#threads.add(thread);
		return thread;
	}

	#refuseOverflow(): void {
		if (this.#waiting.length <= (this.#options.queueLimit ?? 200)) return;
		const message = `More than ${this.#options.queueLimit ?? 200} tasks are waiting.`;
		this.#waiting.pop()?.reject(new PoolError('queue_full', message));
	}
}

/**
 * Makes a pool for one worker module; starts no thread yet. A thread that crashes or runs over its time takes
 * only its own task with it: the next task gets a fresh one.
 */
export function createWorkerPool<Tasks extends TaskHandlers>(options: PoolOptions): WorkerPool<Tasks> {
	return new Pool<Tasks>(options);
}
