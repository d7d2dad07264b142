import { beforeEach, describe, expect, it } from 'vitest';
import type { SyncAnswer } from '#lib/contracts/field.ts';
import { emptyAnswer } from '#lib/domain/answer.ts';
import type { Conflict } from '#lib/domain/conflict.ts';
import type { Operation, OperationBody } from '#lib/domain/operation.ts';
import { edit, Field, yes } from '../../../tests/support/outbox-field.ts';
import type { Outcome } from './transport.ts';

let field: Field;
beforeEach(() => {
	field = new Field();
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
