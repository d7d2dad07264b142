// A worker for the specs of the pool: one task for each way in which a task can end.
import { threadId } from 'node:worker_threads';
import { ProblemError, problem } from '#lib/domain/problems.ts';
import { ownBytes, serveTasks, transferring } from '#lib/server/workers/serve.ts';

const tasks = {
	double: (input: number) => input * 2,
	later: (input: { ms: number; value: string }) =>
		new Promise<string>((resolve) => setTimeout(() => resolve(input.value), input.ms)),
	thread: (_input: null) => threadId,
	/** Works until every thread that shares the counter has come in: ends only if they run side by side. */
	meet: (input: { arrived: Int32Array; needed: number }) => {
		Atomics.add(input.arrived, 0, 1);
		Atomics.notify(input.arrived, 0);
		while (Atomics.load(input.arrived, 0) < input.needed)
			Atomics.wait(input.arrived, 0, input.needed - 1, 50);
		return threadId;
	},
	spin: (_input: null): number => {
		for (;;);
	},
	refuse: (_input: null): number => {
		throw new ProblemError(problem('file.too_large', { name: 'a.pdf', megabytes: 30 }));
	},
	fail: (_input: null): number => {
		throw Object.assign(new RangeError('out of range'), { code: 'SAMPLE' });
	},
	exit: (_input: null): number => process.exit(3),
	throwOutside: (_input: null) => {
		setTimeout(() => {
			throw new Error('nobody catches this');
		}, 0);
		return new Promise<number>(() => {});
	},
	fillHeap: (_input: null): number => {
		const hoard: number[][] = [];
		for (;;) hoard.push(Array.from({ length: 100_000 }, () => 1.5));
	},
	fillBuffers: (_input: null): number => {
		const hoard: Uint8Array[] = [];
		for (;;) {
			if (hoard.length < 200) hoard.push(new Uint8Array(1_000_000).fill(1));
		}
	},
	uncloneable: (_input: null) => () => 1,
	reverse: (input: Uint8Array) => {
		const reversed = ownBytes(Uint8Array.from(input).reverse());
		return transferring({ reversed }, [reversed.buffer]);
	}
};

export type SampleTasks = typeof tasks;

serveTasks(tasks);
