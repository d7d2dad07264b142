/** The keys of the walk. What is typed into a field belongs to the field. */

export type WalkCommand =
	| { do: 'next' | 'back' | 'jump' | 'keys' | 'flag' | 'agree' | 'close' }
	| { do: 'panel'; panel: WalkPanel }
	| { do: 'digit'; digit: number };

export type WalkPanel = 'na' | 'note' | 'evidence' | 'finding';

const LETTERS: Record<string, WalkCommand> = {
	ArrowRight: { do: 'next' },
	ArrowLeft: { do: 'back' },
	Enter: { do: 'next' },
	'/': { do: 'jump' },
	'?': { do: 'keys' },
	d: { do: 'agree' },
	f: { do: 'flag' },
	k: { do: 'panel', panel: 'na' },
	g: { do: 'panel', panel: 'note' },
	a: { do: 'panel', panel: 'evidence' },
	t: { do: 'panel', panel: 'finding' }
};

type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'defaultPrevented'>;

/** `where`: what has the focus. Enter goes on from a one-line field; in a button it is the button's. */
export function commandOf(event: Pressed, where: 'page' | 'field' | 'text' | 'button'): WalkCommand | null {
	const { key } = event;
	if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return null;
	if (key === 'Escape') return { do: 'close' };
	if (where === 'text') return null;
	if (where === 'field') return key === 'Enter' ? { do: 'next' } : null;
	if (where === 'button' && key === 'Enter') return null;
	if (/^[0-9]$/.test(key)) return { do: 'digit', digit: Number(key) };
	return LETTERS[key] ?? LETTERS[key.toLowerCase()] ?? null;
}

export function whereOf(target: EventTarget | null): 'page' | 'field' | 'text' | 'button' {
	if (!(target instanceof HTMLElement)) return 'page';
	if (target.closest('textarea, select, [contenteditable]')) return 'text';
	const input = target.closest('input');
	/* Enter in a form sends the form: the code typed to jump to. */
	if (input?.form) return 'text';
	if (input) return ['checkbox', 'radio', 'file'].includes(input.type) ? 'button' : 'field';
	return target.closest('button, a, summary') ? 'button' : 'page';
}
