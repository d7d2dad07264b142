import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { parentPort, type Transferable } from 'node:worker_threads';
import { packError, type TaskAnswer, type TaskRequest } from './messages.ts';

/**
 * The worker's end of a pool. A worker module says `export type XTasks = typeof tasks; serveTasks(tasks)`;
 * the pool's module imports that type only, never the module.
 */
export type TaskHandlers = Record<string, (input: never) => unknown>;

const TRANSFER = Symbol('transfer');

/** A result whose buffers move to the other thread instead of being copied. */
export interface Transferred<T> {
	readonly [TRANSFER]: readonly Transferable[];
	readonly output: T;
}

/**
 * Wraps a handler's result so that `buffers` are moved, not copied. Only buffers that belong to the result
 * alone may be named: see {@link ownBytes}.
 */
export function transferring<T>(output: T, buffers: readonly Transferable[]): Transferred<T> {
	return { [TRANSFER]: buffers, output };
}

/**
 * The same bytes in an ArrayBuffer of their own, safe to transfer. A small Buffer shares its memory with
 * others (Node's buffer pool): transferring it would empty those too. Copies only when it must.
 */
export function ownBytes(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
	const { buffer, byteOffset, byteLength } = bytes;
	if (buffer instanceof ArrayBuffer && byteOffset === 0 && byteLength === buffer.byteLength) {
		return new Uint8Array(buffer);
	}
	return new Uint8Array(bytes);
}

function isTransferred(value: unknown): value is Transferred<unknown> {
	return typeof value === 'object' && value !== null && TRANSFER in value;
}

async function answer(handlers: TaskHandlers, request: TaskRequest): Promise<[TaskAnswer, Transferable[]]> {
	try {
		const handler = handlers[request.name];
		if (!handler || !Object.hasOwn(handlers, request.name)) throw new Error(`No task «${request.name}».`);
		const result = await handler(request.input as never);
		if (isTransferred(result)) return [{ ok: true, output: result.output }, [...result[TRANSFER]]];
		return [{ ok: true, output: result }, []];
	} catch (thrown) {
		return [{ ok: false, error: packError(thrown) }, []];
	}
}

/**
 * Listens for tasks of the pool and answers each with the handler of its name. To be called once, at the end
 * of a worker module.
 *
 * `bufferMegabytes`: what buffers may hold between two tasks. They lie outside the heap, and V8 lets go of dead ones
 * only when 64 MB have gathered; a thread that makes papers of 5 MB looks sooner.
 *
 * @throws outside a worker thread
 */
export function serveTasks(handlers: TaskHandlers, bufferMegabytes = Infinity): void {
	const port = parentPort;
	if (!port) throw new Error('serveTasks runs in a worker thread only.');
	const collect = Number.isFinite(bufferMegabytes) ? exposeCollector() : undefined;
	port.on('message', async (request: TaskRequest) => {
		const [message, transfer] = await answer(handlers, request);
		try {
			port.postMessage(message, transfer);
		} catch (uncloneable) {
			port.postMessage({ ok: false, error: packError(uncloneable) } satisfies TaskAnswer);
		}
		if (getHeapStatistics().external_memory > bufferMegabytes * MEGABYTE) collect?.();
	});
}

const MEGABYTE = 1024 * 1024;

function exposeCollector(): () => void {
	setFlagsFromString('--expose-gc');
	return runInNewContext('gc') as () => void;
}
