/** The open inspection, for every part of its pages. */
import { getContext, setContext } from 'svelte';
import type { FieldStore } from '#lib/offline/field-store.svelte.ts';

const KEY = Symbol('inspection');

/** Given as a function: another inspection may be opened under the same pages. */
export function setFieldStore(get: () => FieldStore): void {
	setContext(KEY, get);
}

export function fieldStore(): FieldStore {
	return getContext<() => FieldStore>(KEY)();
}
