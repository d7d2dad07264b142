import { beforeEach, describe, expect, it } from 'vitest';
import type { OperationResult, SyncAnswer } from '#lib/contracts/field.ts';
import { emptyAnswer } from '#lib/domain/answer.ts';
import type { Conflict } from '#lib/domain/conflict.ts';
import type { Operation, OperationBody } from '#lib/domain/operation.ts';
import { openDevice } from './device.ts';
import { MemoryQueue } from './operation-queue.ts';
import { Outbox } from './outbox.svelte.ts';
import type { Outcome } from './transport.ts';

const edit = (code: string, patch: object): OperationBody => ({
	type: 'answer.set',
	payload: { stage: 'appraisal', code, patch }
});
const yes = { input: { kind: 'yes_no', yes: true } } as const;

/** A server one can make answer, fail or refuse, and a clock that moves only when told. */
class Field {
	received: Operation[][] = [];
	sendings: object[] = [];
	storage = new Map<string, string>();
	outcomes: ((batch: readonly Operation[]) => Outcome<SyncAnswer>)[] = [];
	timers: { ms: number; work: () => void }[] = [];
	accepted: string[] = [];
	conflicts: string[] = [];
	behind = 0;
	chance = 1;
	pauses = 0;
	queue = new MemoryQueue();
	version = 7;
	isOffline = false;
	private ids = 0;

	open(): Outbox {
		const { storage } = this;
		return new Outbox({
			queue: this.queue,
			transport: {
				send: async (operations, sending) => {
					this.sendings.push(sending);
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
			random: () => this.chance,
			onpause: () => (this.pauses += 1),
			device: openDevice(
				{ getItem: (key) => storage.get(key) ?? null, setItem: (key, value) => void storage.set(key, value) },
				() => 'tablet'
			),
			inspectionId: 'i1',
			actorId: 'p1',
			version: this.version,
			isOffline: () => this.isOffline,
			onaccepted: ({ opId }) => this.accepted.push(opId),
			onconflict: ({ opId }) => this.conflicts.push(opId),
			onbehind: () => (this.behind += 1)
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

	it('sends less at once when something on the way finds it too large', async () => {
		const outbox = field.open();
		const tooLarge = (batch: readonly Operation[]): Outcome<SyncAnswer> =>
			batch.length > 1 ? { kind: 'failed', status: 413 } : field.acceptAll(batch);
		field.outcomes = Array(8).fill(tooLarge);
		for (const code of ['1.1.1', '1.1.2', '1.1.3']) outbox.add(edit(code, yes));
		await outbox.flush();
		expect(field.received.map((batch) => batch.length)).toEqual([3, 2, 1, 1, 1]);
		expect(outbox.pending).toEqual([]);
		expect(outbox.refused).toEqual([]);
	});

	it.each([
		['a fault of the server', { kind: 'failed', status: 500 }],
		['no network', { kind: 'unreachable' }],
		['an ended session', { kind: 'signed_out' }]
	] as const)('keeps everything through %s, in order, until the server has it', async (_, outcome) => {
		const outbox = field.open();
		field.outcomes = [() => outcome];
		for (const code of ['1.1.1', '1.1.2']) outbox.add(edit(code, yes));
		await outbox.flush();
		expect(outbox.pending.map(({ seq }) => seq)).toEqual([1, 2]);
		await outbox.flush();
		expect(field.accepted).toEqual(['op-1', 'op-2']);
	});

	it('comes back at a moment of its own, between half the pause and the whole, and asks to be woken', async () => {
		field.chance = 0;
		const outbox = field.open();
		field.outcomes = Array(2).fill(() => ({ kind: 'unreachable' }) as const);
		outbox.add(edit('1.1.1', yes));
		await outbox.flush();
		field.chance = 0.5;
		expect([await field.pass(), await field.pass()]).toEqual([1000, 3000]);
		expect(field.pauses).toBe(2);
	});

	it('works on and sends when the browser has no room, and says that a closed page would lose it', async () => {
		const outbox = field.open();
		field.queue.isFull = true;
		outbox.add(edit('1.1.1', yes));
		expect(outbox.isKept).toBe(false);
		await outbox.flush();
		expect(field.received.flat()).toHaveLength(1);
		field.queue.isFull = false;
		outbox.add(edit('1.1.2', yes));
		expect(outbox.isKept).toBe(true);
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
		expect(field.received.map((batch) => batch.length)).toEqual([100, 20]);
	});

	it('never changes what may have arrived: the answer may be lost, the edit not', async () => {
		const outbox = field.open();
		field.outcomes = [() => ({ kind: 'unreachable' })];
		outbox.add(edit('1.1.1', yes));
		await outbox.flush();
		const reopened = field.open();
		reopened.add(edit('1.1.1', { note: 'Xem sổ' }));
		expect(reopened.pending).toMatchObject([
			{ opId: 'op-1', seq: 1, payload: { patch: yes } },
			{ opId: 'op-2', seq: 2, payload: { patch: { note: 'Xem sổ' } } }
		]);
	});

	it('says how far it has heard, and its own clock', async () => {
		const outbox = field.open();
		field.outcomes = [() => ({ kind: 'unreachable' })];
		outbox.add(edit('1.1.1', yes));
		await outbox.flush();
		outbox.add(edit('1.1.2', yes));
		await outbox.flush();
		expect(field.sendings).toEqual([
			{ oldest: 1, sentAt: 1000 },
			{ oldest: 1, sentAt: 1000 }
		]);
	});

	it('says of merged edits what stood before each part was touched', () => {
		const outbox = field.open();
		const body = (patch: object, basis: object): OperationBody => ({
			type: 'answer.set',
			payload: { stage: 'appraisal', code: '1.1.1', patch, basis }
		});
		outbox.add(body({ note: 'b' }, { note: 'a' }));
		outbox.add(body({ note: 'c', flagged: true }, { note: 'b', seen: [1] }));
		expect(outbox.pending).toMatchObject([
			{ payload: { patch: { note: 'c', flagged: true }, basis: { note: 'a', seen: [1] } } }
		]);
	});

	it('does not let an edit slip in front of a choice between two values', () => {
		const outbox = field.open();
		outbox.add(edit('1.1.1', yes));
		outbox.add({
			type: 'conflict.settle',
			payload: { conflictId: 'c', stage: 'appraisal', code: '1.1.1', choice: 'late', reason: '' }
		});
		outbox.add(edit('1.1.1', { note: 'x' }));
		outbox.add(edit('1.1.1', { flagged: true }));
		expect(outbox.pending.map(({ type, seq }) => [type, seq])).toEqual([
			['answer.set', 1],
			['conflict.settle', 2],
			['answer.set', 3]
		]);
	});

	it('knows when others were at work, and makes edits on what it has really seen', async () => {
		const outbox = field.open();
		outbox.add(edit('1.1.1', yes));
		field.version = 11;
		await outbox.flush();
		expect([outbox.version, field.behind]).toEqual([12, 1]);
		outbox.add(edit('1.1.2', yes));
		expect(outbox.pending[0]!.baseVersion).toBe(7);
		outbox.takeVersion(12);
		outbox.add(edit('1.1.3', yes));
		expect(outbox.pending[1]!.baseVersion).toBe(12);
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
		expect(field.received[1]).toMatchObject([{ opId: 'op-2', seq: 2, payload: { patch: yes } }]);
		expect(outbox.refused).toEqual([]);
	});

	it('lets go of what met another’s change: the server keeps both', async () => {
		const outbox = field.open();
		const answer = { ...emptyAnswer('1.1.1'), input: yes.input };
		const side = { answer, by: 'p2', byName: 'Thư ký', at: 5 };
		const conflict: Conflict = {
			id: 'op-1',
			stage: 'appraisal',
			code: '1.1.1',
			late: { ...side, madeAt: 1, receivedAt: 5, clockOffsetMs: null },
			basis: null,
			standing: side,
			settled: null
		};
		field.outcomes = [() => field.answer([{ opId: 'op-1', status: 'conflict', version: 8, conflict }])];
		outbox.add(edit('1.1.1', yes));
		await outbox.flush();
		expect(field.conflicts).toEqual(['op-1']);
		expect([outbox.pending, outbox.refused]).toEqual([[], []]);
	});

	it('keeps what is held, and sends it again after a pause', async () => {
		const outbox = field.open();
		field.outcomes = [() => field.answer([{ opId: 'op-1', status: 'held' }])];
		outbox.add(edit('1.1.1', yes));
		await outbox.flush();
		expect(outbox.pending).toHaveLength(1);
		await field.pass();
		expect(field.received.map((batch) => batch.map(({ seq }) => seq))).toEqual([[1], [1]]);
		expect(outbox.pending).toEqual([]);
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

describe('the numbers of a device', () => {
	it('are counted from 1 for each person and inspection, and never fall below what is known', () => {
		const entries = new Map<string, string>();
		const open = () =>
			openDevice(
				{ getItem: (key) => entries.get(key) ?? null, setItem: (key, value) => void entries.set(key, value) },
				() => 'tablet'
			);
		const [mine, theirs] = [
			{ actorId: 'p1', inspectionId: 'i1' },
			{ actorId: 'p2', inspectionId: 'i1' }
		];
		expect([open().nextSeq(mine), open().nextSeq(mine), open().nextSeq(theirs)]).toEqual([1, 2, 1]);
		expect(open().nextSeq(mine, 40)).toBe(41);
		expect(open().nextSeq(mine, 7)).toBe(42);
	});
});

describe('giving up', () => {
	const raise = (id: string): OperationBody => ({
		type: 'finding.raise',
		payload: {
			id,
			areaCode: '1',
			subcriterionCode: null,
			text: 'Chậm',
			severity: 'minor',
			cause: '',
			demand: '',
			dueOn: null,
			responsibleUnit: ''
		}
	});
	const change = (id: string): OperationBody => ({
		type: 'finding.edit',
		payload: { id, patch: { text: 'b' } }
	});

	it('of what was never on its way leaves its number to the word of it', async () => {
		const outbox = field.open();
		outbox.add(edit('1.1.1', yes));
		outbox.add(edit('1.1.2', yes));
		const [first] = outbox.pending;
		expect(outbox.giveUp(first!.opId, ' nhầm cơ quan ')).not.toBeNull();
		expect(outbox.pending.map(({ seq, type }) => [seq, type])).toEqual([
			[1, 'work.discard'],
			[2, 'answer.set']
		]);
		expect(outbox.pending[0]!.payload).toEqual({
			what: 'answer.set',
			subject: '1.1.1',
			reason: 'nhầm cơ quan'
		});
		expect(outbox.pending[0]!.opId).not.toBe(first!.opId);
		await outbox.flush();
		expect(field.received[0]!.map(({ seq }) => seq)).toEqual([1, 2]);
	});

	it('of what may have arrived is not possible', async () => {
		const outbox = field.open();
		field.outcomes = [() => ({ kind: 'unreachable' })];
		outbox.add(edit('1.1.1', yes));
		await outbox.flush();
		expect(outbox.giveUp(outbox.pending[0]!.opId, 'nhầm')).toBeNull();
		expect(outbox.pending[0]!.type).toBe('answer.set');
	});

	it('is possible as long as the device knows that it has no network', async () => {
		const outbox = field.open();
		field.isOffline = true;
		outbox.add(edit('1.1.1', yes));
		await outbox.flush();
		expect([outbox.link, field.received.length]).toEqual(['unreachable', 0]);
		expect(outbox.giveUp(outbox.pending[0]!.opId, 'nhầm')).not.toBeNull();
		field.isOffline = false;
		await outbox.flush();
		expect(field.received.flat().map(({ type }) => type)).toEqual(['work.discard']);
	});

	it('of what was refused is told under a new number', async () => {
		const outbox = field.open();
		outbox.add(edit('1.1.1', yes));
		field.outcomes = [
			([operation]) =>
				field.answer([
					{
						opId: operation!.opId,
						status: 'rejected',
						problem: { code: 'inspection.locked', details: { state: 'minutes_signed' } }
					}
				])
		];
		await outbox.flush();
		expect(outbox.giveUp(outbox.refused[0]!.operation.opId, 'đã khóa')).not.toBeNull();
		expect(outbox.refused).toEqual([]);
		expect(outbox.pending.map(({ seq, type }) => [seq, type])).toEqual([[2, 'work.discard']]);
	});

	it('of a finding takes the edits of it along, and nothing else; the word itself stays', () => {
		const outbox = field.open();
		outbox.add(raise('f1'));
		outbox.add(raise('f2'));
		outbox.add(change('f1'));
		outbox.add(change('f2'));
		expect(outbox.giveUp(outbox.pending[0]!.opId, 'nhầm')).not.toBeNull();
		expect(outbox.pending.map(({ type }) => type)).toEqual([
			'work.discard',
			'finding.raise',
			'work.discard',
			'finding.edit'
		]);
		expect(outbox.giveUp(outbox.pending[0]!.opId, 'thôi')).toBeNull();
	});

	it('a stopped outbox writes nothing any more, whatever the server says', async () => {
		const outbox = field.open();
		outbox.add(edit('1.1.1', yes));
		const sending = outbox.flush();
		outbox.stop();
		await sending;
		expect(field.open().pending).toHaveLength(1);
	});
});
