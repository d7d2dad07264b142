import type { IncomingMessage, ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import { inTurn } from './in-turn.ts';

const turn = () => new Promise((resolve) => setImmediate(resolve));

function answering() {
	const answered: string[] = [];
	const take = inTurn(({ url }) => answered.push(url!));
	const come = (url: string, destroyed = false) =>
		take({ url, method: 'GET' } as IncomingMessage, { destroyed } as ServerResponse);
	return { answered, come };
}

describe('requests in turn', () => {
	it('those that come together are answered one in a turn, and one that comes meanwhile after them', async () => {
		const { answered, come } = answering();
		come('/1');
		come('/2');
		expect(answered).toEqual([]);
		await turn();
		expect(answered).toEqual(['/1']);
		come('/3');
		await turn();
		expect(answered).toEqual(['/1', '/2']);
		await turn();
		expect(answered).toEqual(['/1', '/2', '/3']);
	});

	it('what is sent to be kept is answered at once', () => {
		const answered: string[] = [];
		const take = inTurn(({ method }) => answered.push(method!));
		for (const method of ['GET', 'POST']) take({ method } as IncomingMessage, {} as ServerResponse);
		expect(answered).toEqual(['POST']);
	});

	it('after a pause the next one is answered too', async () => {
		const { answered, come } = answering();
		come('/1');
		await turn();
		await turn();
		come('/2');
		await turn();
		expect(answered).toEqual(['/1', '/2']);
	});

	it('one whose sender is gone is left out, and those after it are not', async () => {
		const { answered, come } = answering();
		come('/gone', true);
		come('/2');
		await turn();
		await turn();
		expect(answered).toEqual(['/2']);
	});

	it('one that fails keeps nobody from an answer', async () => {
		const answered: string[] = [];
		const failures: unknown[] = [];
		const take = inTurn(({ url }) => {
			if (url === '/bad') throw new Error('bad');
			answered.push(url!);
		});
		const seen = (thrown: unknown) => failures.push(thrown);
		const before = process.rawListeners('uncaughtException');
		process.removeAllListeners('uncaughtException').on('uncaughtException', seen);
		try {
			for (const url of ['/bad', '/2'])
				take({ url, method: 'GET' } as IncomingMessage, { destroyed: false } as ServerResponse);
			await turn();
			await turn();
			expect(failures).toHaveLength(1);
			expect(answered).toEqual(['/2']);
		} finally {
			process.removeAllListeners('uncaughtException');
			for (const listener of before) process.on('uncaughtException', listener as (thrown: unknown) => void);
		}
	});
});
