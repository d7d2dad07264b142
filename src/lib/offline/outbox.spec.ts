import { beforeEach, describe, expect, it } from 'vitest';
import type { OperationResult, SyncAnswer } from '#lib/contracts/field.ts';
import { emptyAnswer } from '#lib/domain/answer.ts';
import type { Operation, OperationBody } from '#lib/domain/operations.ts';
import { openDevice } from './device.ts';
import { MemoryQueue, StorageQueue } from './operation-queue.ts';
import { Outbox } from './outbox.ts';
import type { Outcome } from './transport.ts';

const edit = (code: string, patch: object): OperationBody => ({
	type: 'answer.set',
	payload: { stage: 'appraisal', code, patch }
});
const yes = { input: { kind: 'yes_no', yes: true } };

/** A server one can make answer, fail or refuse, and a clock that moves only when told. */
class Field {
	received: Operation[][] = [];
	outcomes: ((batch: readonly Operation[]) => Outcome<SyncAnswer>)[] = [];
	timers: { ms: number; work: () => void }[] = [];
	accepted: string[] = [];
	queue = new MemoryQueue();
	version = 7;
	private ids = 0;

	open(): Outbox {
		const storage = new Map<string, string>();
		return new Outbox({
			queue: this.queue,
			transport: {
				send: async (operations) => {
					this.received.push(structuredClone([...operations]));
					return (this.outcomes.shift() ?? this.acceptAll)(operations);
				}
			},
			schedule: (ms, work) => {
				const timer = { ms, work };
				this.timers = [timer];
				return () => (this.timers = this.timers.filter((other) => other !== timer));
			},
			now: () => 1000,
			newId: () => `op-${++this.ids}`,
			device: openDevice(
				{ getItem: (key) => storage.get(key) ?? null, setItem: (key, value) => void storage.set(key, value) },
				() => 'tablet'
			),
			inspectionId: 'i1',
			actorId: 'p1',
			version: this.version,
			onchange: () => {},
			onaccepted: ({ opId }) => this.accepted.push(opId)
		});
	}

	acceptAll = (batch: readonly Operation[]): Outcome<SyncAnswer> =>
		this.answer(batch.map(({ opId }) => ({ opId, status: 'accepted', version: this.version + 1 })));

	answer(results: OperationResult[]): Outcome<SyncAnswer> {
		this.version += 1;
		return { kind: 'done', value: { results, version: this.version } };
	}

	/** Lets the pending timer fire. */
	async pass(): Promise<number> {
		const [timer] = this.timers.splice(0);
		timer!.work();
		await new Promise((resolve) => setTimeout(resolve));
		return timer!.ms;
	}
}

let field: Field;
beforeEach(() => {
	field = new Field();
});

describe('sending', () => {
	it('sends what was made, in order, numbered by the device, on the version it had seen', async () => {
		const outbox = field.open();
		outbox.add(edit('1.1.1', yes));
		outbox.add(edit('1.1.2', yes));
		await outbox.flush();
		expect(field.received).toHaveLength(1);
		expect(field.received[0]).toMatchObject([
			{ opId: 'op-1', seq: 1, deviceId: 'tablet', actorId: 'p1', baseVersion: 7, payload: { code: '1.1.1' } },
			{ opId: 'op-2', seq: 2, payload: { code: '1.1.2' } }
		]);
		expect(outbox.pending).toEqual([]);
		expect(outbox.version).toBe(8);
		expect(field.accepted).toEqual(['op-1', 'op-2']);
	});

	it('waits for a pause in typing and merges edits of one answer', async () => {
		const outbox = field.open();
		outbox.add(edit('3.4.1', { input: { kind: 'ratio', numerator: 2, denominator: 2431 } }));
		outbox.add(edit('1.1.1', yes));
		outbox.add(edit('3.4.1', { note: 'Xem sổ' }));
		outbox.add(edit('3.4.1', { input: { kind: 'ratio', numerator: 2401, denominator: 2431 } }));
		expect(outbox.pending).toHaveLength(2);
		await field.pass();
		expect(field.received[0]).toMatchObject([
			{ payload: { code: '3.4.1', patch: { note: 'Xem sổ', input: { numerator: 2401 } } } },
			{ payload: { code: '1.1.1' } }
		]);
	});

	it('does not touch what is on its way: a later edit is an operation of its own', async () => {
		const outbox = field.open();
		outbox.add(edit('1.1.1', yes));
		const sending = outbox.flush();
		outbox.add(edit('1.1.1', { flagged: true }));
		expect(outbox.pending.map(({ opId }) => opId)).toEqual(['op-1', 'op-2']);
		await sending;
		expect(field.received.map((batch) => batch.map(({ opId }) => opId))).toEqual([['op-1'], ['op-2']]);
		expect(outbox.pending).toEqual([]);
	});

	it('keeps everything while the network is away, pauses longer each time, and sends it once it is back', async () => {
		const outbox = field.open();
		field.outcomes = Array(3).fill(() => ({ kind: 'unreachable' }) as const);
		outbox.add(edit('1.1.1', yes));
		await field.pass();
		expect(outbox.link).toBe('unreachable');
		expect([await field.pass(), await field.pass(), await field.pass()]).toEqual([2000, 4000, 8000]);
		expect(outbox.pending).toEqual([]);
		expect(outbox.link).toBe('idle');
		expect(new Set(field.received.flat().map(({ opId }) => opId))).toEqual(new Set(['op-1']));
	});

	it('waits for a sign-in when the session has ended', async () => {
		const outbox = field.open();
		field.outcomes = [() => ({ kind: 'signed_out' })];
		outbox.add(edit('1.1.1', yes));
		await outbox.flush();
		expect(outbox.link).toBe('signed_out');
		expect(outbox.pending).toHaveLength(1);
	});

	it('sends a long queue in batches', async () => {
		const outbox = field.open();
		for (let code = 0; code < 120; code += 1) outbox.add(edit(`1.1.${code}`, yes));
		await outbox.flush();
		expect(field.received.map((batch) => batch.length)).toEqual([50, 50, 20]);
	});

	it('survives the closing of the page', async () => {
		field.open().add(edit('1.1.1', yes));
		const reopened = field.open();
		expect(reopened.pending).toMatchObject([{ opId: 'op-1' }]);
		await reopened.flush();
		expect(field.open().pending).toEqual([]);
	});
});

describe('what the server will not take', () => {
	it('sets a refused operation aside with the reason, and sends it again when told', async () => {
		const outbox = field.open();
		const problem = { code: 'inspection.locked', details: { state: 'minutes_signed' } } as const;
		field.outcomes = [() => field.answer([{ opId: 'op-1', status: 'rejected', problem }])];
		outbox.add(edit('1.1.1', yes));
		await outbox.flush();
		expect(outbox.refused).toMatchObject([{ problem, operation: { opId: 'op-1', payload: { patch: yes } } }]);
		expect(field.open().refused).toHaveLength(1);
		outbox.retry('op-1');
		await outbox.flush();
		expect(field.received[1]).toMatchObject([{ payload: { patch: yes }, baseVersion: 8 }]);
		expect(outbox.refused).toEqual([]);
	});

	it('keeps both values of a conflict until a person chooses', async () => {
		const outbox = field.open();
		const current = { ...emptyAnswer('1.1.1'), input: { kind: 'yes_no', yes: false } as const };
		field.outcomes = [
			() => field.answer([{ opId: 'op-1', status: 'conflict', current, changedBy: 'Thư ký', changedAt: 5 }])
		];
		outbox.add(edit('1.1.1', yes));
		await outbox.flush();
		expect(outbox.clashes).toMatchObject([
			{ current, changedBy: 'Thư ký', operation: { payload: { patch: yes } } }
		]);
		outbox.insist(outbox.clashes[0]!);
		await outbox.flush();
		expect(field.received[1]).toMatchObject([{ opId: 'op-2', baseVersion: 8, payload: { patch: yes } }]);
		expect(outbox.clashes).toEqual([]);
	});

	it('finds the one operation for which a whole batch is refused', async () => {
		const outbox = field.open();
		const refuseBad = (batch: readonly Operation[]): Outcome<SyncAnswer> =>
			batch.some((operation) => JSON.stringify(operation).includes('1.1.3'))
				? { kind: 'refused', problem: { code: 'body.too_large', details: { megabytes: 1 } } }
				: field.acceptAll(batch);
		field.outcomes = Array(20).fill(refuseBad);
		for (const code of ['1.1.1', '1.1.2', '1.1.3', '1.1.4']) outbox.add(edit(code, yes));
		await outbox.flush();
		expect(outbox.refused).toMatchObject([{ operation: { payload: { code: '1.1.3' } } }]);
		expect(outbox.pending).toEqual([]);
		expect(field.accepted).toHaveLength(3);
	});

	it('does not lose an operation the server said nothing about', async () => {
		const outbox = field.open();
		field.outcomes = [(batch) => field.answer([{ opId: batch[0]!.opId, status: 'accepted', version: 8 }])];
		outbox.add(edit('1.1.1', yes));
		outbox.add(edit('1.1.2', yes));
		await outbox.flush();
		expect(field.received.map((batch) => batch.length)).toEqual([2, 1]);
		expect(outbox.pending).toEqual([]);
	});
});

describe('the queue in the browser', () => {
	function storage() {
		const entries = new Map<string, string>();
		return {
			entries,
			getItem: (key: string) => entries.get(key) ?? null,
			setItem: (key: string, value: string) => void entries.set(key, value),
			removeItem: (key: string) => void entries.delete(key)
		};
	}

	it('keeps each person and inspection apart and leaves nothing behind when all is sent', () => {
		const kept = storage();
		const mine = new StorageQueue(kept, 'p1', 'i1');
		const drafts = { '3.4.1': { numerator: '24' } };
		mine.save({ pending: [], sent: [], refused: [], clashes: [], drafts, lockAskedAt: null });
		expect(new StorageQueue(kept, 'p1', 'i1').load().drafts).toEqual(drafts);
		expect(new StorageQueue(kept, 'p2', 'i1').load().drafts).toEqual({});
		mine.save({ pending: [], sent: [], refused: [], clashes: [], drafts: {}, lockAskedAt: null });
		expect(kept.entries.size).toBe(0);
	});

	it('puts what it cannot read aside instead of overwriting it', () => {
		const kept = storage();
		kept.setItem('thuoc.unsent.p1.i1', '{broken');
		expect(new StorageQueue(kept, 'p1', 'i1').load().pending).toEqual([]);
		expect(kept.getItem('thuoc.unsent.p1.i1.unreadable')).toBe('{broken');
	});
});
