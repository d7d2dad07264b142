/** The inspections of the person who is signed in, and what of their work still waits on this device. */
import type { FieldList } from '#lib/contracts/field-list.ts';
import { ask, type Outcome } from './transport.ts';

export function fetchFieldList(fetch: typeof globalThis.fetch): Promise<Outcome<FieldList>> {
	return ask<FieldList>(fetch, '/api/field');
}

/** Operations that wait on this device, by inspection; whoever made them. */
export function countUnsent(storage: Pick<Storage, 'length' | 'key' | 'getItem'>): Map<string, number> {
	const counts = new Map<string, number>();
	for (let at = 0; at < storage.length; at += 1) {
		const match = /^thuoc\.unsent\.[^.]+\.([^.]+)$/.exec(storage.key(at) ?? '');
		if (!match) continue;
		const waiting = unsentIn(storage.getItem(match[0]));
		if (waiting > 0) counts.set(match[1]!, (counts.get(match[1]!) ?? 0) + waiting);
	}
	return counts;
}

function unsentIn(text: string | null): number {
	try {
		const {
			pending = [],
			refused = [],
			clashes = []
		} = JSON.parse(text ?? '{}') as Record<string, unknown[]>;
		return pending.length + refused.length + clashes.length;
	} catch {
		return 0;
	}
}
