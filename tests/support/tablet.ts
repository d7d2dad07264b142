/** A tablet of one inspection, as its store sees the world. */
import type { EvidenceView, FieldSnapshot, SyncAnswer } from '#lib/contracts/field.ts';
import type { Operation } from '#lib/domain/operation.ts';
import { FieldStore } from '#lib/offline/field-store.svelte.ts';
import { MemoryQueue } from '#lib/offline/operation-queue.ts';
import type { Outcome, Transport } from '#lib/offline/transport.ts';
import { fieldSnapshot } from './field-fixture.ts';

/** A finding beside those of the snapshot. */
export const RAISED = {
	id: 'f2',
	areaCode: '5',
	subcriterionCode: '5.1.1',
	text: 'Chưa hoàn thành',
	severity: 'minor',
	cause: '',
	demand: '',
	dueOn: null,
	responsibleUnit: ''
} as const;

/** A tablet with a server that takes everything, unless a test says otherwise. */
export class Tablet {
	queue = new MemoryQueue();
	served: FieldSnapshot = fieldSnapshot();
	sent: Operation[] = [];
	uploaded: string[] = [];
	isAway = false;
	/** Operations get through, files do not. */
	isHoldingFiles = false;
	/** Keeps a copy, as a team's visit does. */
	keepsCopy = false;
	answer = (operations: readonly Operation[]): Outcome<SyncAnswer> => {
		this.served = { ...this.served, version: this.served.version + 1 };
		const { version } = this.served;
		return {
			kind: 'done',
			value: { version, results: operations.map(({ opId }) => ({ opId, status: 'accepted', version })) }
		};
	};
	private ids = 0;
	private seq = 0;

	open(): FieldStore {
		const transport: Partial<Transport> = {
			send: async (operations) => {
				if (this.isAway) return { kind: 'unreachable' };
				this.sent.push(...structuredClone([...operations]));
				return this.answer(operations);
			},
			load: async () =>
				this.isAway ? { kind: 'unreachable' } : { kind: 'done', value: structuredClone(this.served) },
			upload: async (_, id) => {
				if (this.isAway || this.isHoldingFiles) return { kind: 'unreachable' };
				this.uploaded.push(id);
				return { kind: 'done', value: { id, isAwaited: false, url: `/x/${id}` } as EvidenceView };
			},
			move: async () => ({ kind: 'done', value: { state: 'minutes_signed', version: this.served.version } })
		};
		return new FieldStore(structuredClone(this.served), {
			transport: transport as Transport,
			queue: this.queue,
			schedule: () => () => {},
			now: () => 1000,
			newId: () => `id-${++this.ids}`,
			random: () => 0.5,
			device: { id: 'tablet', nextSeq: () => ++this.seq },
			...(this.keepsCopy ? { save: async () => true } : {})
		});
	}
}
