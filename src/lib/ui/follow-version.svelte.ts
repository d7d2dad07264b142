/**
 * Keeps a form's version true while the thing it belongs to goes on for other reasons (another form on the page, an
 * operation from a tablet). As long as what stands in the form's fields is what the form was opened on, a newer version
 * is no collision; where it is not, the old version stays and the server answers with both values.
 */
import { get, type Writable } from 'svelte/store';

type Versioned = Record<string, unknown> & { version: number };

/** `stands`: the form's values as the page has them now. Call it while the component is being made. */
export function followVersion<T extends Versioned>(
	stands: () => T,
	form: Pick<Writable<T>, 'subscribe' | 'update'>
): void {
	let opened: string | undefined;
	$effect(() => {
		const now = stands();
		const fields = fieldsOf(now);
		opened ??= fields;
		if (fields !== opened && fields !== fieldsOf(get(form))) return;
		opened = fields;
		if (get(form).version < now.version) form.update((typed) => ({ ...typed, version: now.version }));
	});
}

/** By name, so that the order in which two sides wrote the fields does not matter. */
function fieldsOf(values: Versioned): string {
	const { version: _, ...fields } = values;
	return JSON.stringify(Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1)));
}
