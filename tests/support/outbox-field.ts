/** An outbox of one inspection with what stands around it. */
import type { OperationResult, SyncAnswer } from '#lib/contracts/field.ts';
import type { Operation, OperationBody } from '#lib/domain/operation.ts';
import { openDevice } from '#lib/offline/device.ts';
import { MemoryQueue } from '#lib/offline/operation-queue.ts';
import { Outbox } from '#lib/offline/outbox.svelte.ts';
import type { Outcome } from '#lib/offline/transport.ts';

export const edit = (code: string, patch: object): OperationBody => ({
	type: 'answer.set',
	payload: { stage: 'appraisal', code, patch }
});
export const yes = { input: { kind: 'yes_no', yes: true } } as const;

/** A server one can make answer, fail or refuse, and a clock that moves only when told. */
export class Field {
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
