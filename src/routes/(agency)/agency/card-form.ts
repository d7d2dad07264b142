/**
 * A form that is one of many on its page (an answer to a finding, an action, a report): started from what stands,
 * sent to a named action, and told of what somebody else changed meanwhile. What was saved is said in a toast. What is typed survives a reload of the
 * window: it is mirrored in the tab's own storage until it is saved.
 */
import { superForm, type SuperForm } from 'sveltekit-superforms';
import { toastDone } from '#lib/components/toasts.svelte.ts';

type Values = Record<string, string | number>;
type Said = App.Superforms.Message;

export interface CardForm<T extends Values> extends SuperForm<T, Said> {
	/** True when typed text was brought back after a reload. */
	restored: boolean;
	/** Forgets what was typed; the form shows these values. */
	start: (values: T) => void;
}

interface Options {
	/** Unique on the page and the same after a reload: «explain-<finding>». */
	id: string;
	/** Whose typed text it is: a shared machine never shows one person's to another. */
	owner: string;
	onsaved?: (result: Record<string, unknown>) => void | Promise<void>;
}

const keyOf = ({ owner, id }: Options) => `thuoc.typed.${owner}.${id}`;

export function cardForm<T extends Values>(initial: T, options: Options): CardForm<T> {
	const key = keyOf(options);
	const typed = readTyped<T>(key, initial);
	let standing = initial;
	let answer: Record<string, unknown> | null = null;
	const form = superForm<T, Said>(typed ?? initial, {
		id: options.id,
		resetForm: false,
		invalidateAll: true,
		clearOnSubmit: 'none',
		/* A fault is gone once its field is touched; the server says anew. */
		validators: 'clear',
		multipleSubmits: 'prevent',
		/* Here and not later: what was saved may take this very form off the page. */
		onResult: ({ result }) => {
			answer = result.type === 'success' ? (result.data ?? {}) : null;
			if (answer === null) return;
			const saved = answer.form as { data: T; message?: Said };
			standing = saved.data;
			toastDone(saved.message);
			sessionStorage.removeItem(key);
		},
		onUpdated: async () => {
			if (answer !== null) await options.onsaved?.(answer);
		}
	});
	if (typeof sessionStorage !== 'undefined')
		form.form.subscribe((values) => {
			if (JSON.stringify(values) === JSON.stringify(standing)) sessionStorage.removeItem(key);
			else writeTyped(key, values);
		});
	return Object.assign(form, {
		restored: typed !== null,
		start: (values: T) => {
			standing = values;
			form.form.set(values);
			form.message.set(undefined);
			form.errors.set({});
		}
	});
}

function readTyped<T extends Values>(key: string, standing: T): T | null {
	if (typeof sessionStorage === 'undefined') return null;
	try {
		const kept = JSON.parse(sessionStorage.getItem(key) ?? 'null') as Partial<T> | null;
		return kept === null ? null : { ...standing, ...kept };
	} catch {
		return null;
	}
}

function writeTyped(key: string, values: Values): void {
	try {
		sessionStorage.setItem(key, JSON.stringify(values));
	} catch {
		/* A full or forbidden storage costs the mirror, never the typing. */
	}
}

/** What stands now, when the last sending was stale; null otherwise. */
export function staleValues(said: Said | undefined): Record<string, unknown> | null {
	return said && 'problem' in said && said.problem.code === 'version.stale' ? (said.current ?? {}) : null;
}
