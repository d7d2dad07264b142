import { beforeEach, describe, expect, it } from 'vitest';
import type { SyncAnswer } from '#lib/contracts/field.ts';
import type { Operation, OperationBody } from '#lib/domain/operation.ts';
import { edit, Field, yes } from '../../../tests/support/outbox-field.ts';
import type { Outcome } from './transport.ts';

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
		expect(outbox.isKept).toBe(true);
		outbox.setDraft('1.1.2', { note: 'x' });
		expect(outbox.isKept).toBe(false);
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
