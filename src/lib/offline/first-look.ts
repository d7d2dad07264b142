/**
 * An inspection as the server draws its first look: on a device that has nothing yet, what is to be answered is on the
 * glass before the scripts are. Nothing is kept, sent or changed by it; the device opens the inspection itself as soon as
 * it can (see `open-inspection.ts`).
 */
import { knowsRulesOf } from '#lib/domain/scoring.ts';
import { FieldStore } from './field-store.svelte.ts';
import type { Opening } from './keys-here.ts';
import { MemoryQueue } from './operation-queue.ts';
import { httpTransport } from './transport.ts';

export async function firstLook(id: string, fetch: typeof globalThis.fetch): Promise<Opening<FieldStore>> {
	const transport = httpTransport(fetch);
	const outcome = await transport.load(id);
	if (outcome.kind !== 'done') return outcome;
	if (!knowsRulesOf(outcome.value.set)) return { kind: 'outdated' };
	const store = new FieldStore(outcome.value, {
		transport,
		queue: new MemoryQueue(),
		device: { id: '', nextSeq: () => 0 },
		schedule: () => () => undefined,
		now: Date.now,
		newId: () => '',
		random: () => 0
	});
	return { kind: 'done', value: store };
}
