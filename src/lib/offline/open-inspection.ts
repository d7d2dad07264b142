/** Opens an inspection on this device: once, whichever of its pages is visited first. */
import { v7 } from 'uuid';
import type { FieldSnapshot } from '#lib/contracts/field.ts';
import type { Stage } from '#lib/domain/answer.ts';
import { openDevice } from './device.ts';
import { FieldStore } from './field-store.svelte.ts';
import { StorageQueue } from './operation-queue.ts';
import { httpTransport, type Outcome } from './transport.ts';

let opened: FieldStore | null = null;
let openedStage: Stage | undefined;

const schedule = (ms: number, work: () => void): (() => void) => {
	const timer = setTimeout(work, ms);
	return () => clearTimeout(timer);
};

/**
 * The store of an inspection. An inspection that is open already is shown at once and brought up to date behind.
 * `stage`: the one stage this visit works on, where it is not the team's.
 */
export async function openInspection(
	id: string,
	fetch: typeof globalThis.fetch,
	stage?: Stage
): Promise<Outcome<FieldStore>> {
	if (opened?.snapshot.id === id && openedStage === stage) {
		void opened.refresh();
		return { kind: 'done', value: opened };
	}
	const outcome = await httpTransport(fetch).load(id);
	if (outcome.kind !== 'done') return outcome;
	opened?.stop();
	opened = storeOf(outcome.value, stage);
	openedStage = stage;
	void opened.flush();
	return { kind: 'done', value: opened };
}

function storeOf(snapshot: FieldSnapshot, stage: Stage | undefined): FieldStore {
	return new FieldStore(snapshot, {
		transport: httpTransport(window.fetch.bind(window)),
		queue: new StorageQueue(localStorage, snapshot.actorId, snapshot.id),
		device: openDevice(localStorage, v7),
		schedule,
		now: Date.now,
		newId: v7,
		stage
	});
}
