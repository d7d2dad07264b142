/** Short messages that pass by. Anything a person must act on stands at its place on the page instead. */
export interface Toast {
	id: number;
	text: string;
	tone: 'ok' | 'warn' | 'seal';
	action?: { label: string; run: () => void };
}

const LASTS_MS = 6000;
let next = 0;
let shown = $state<Toast[]>([]);

export function listToasts(): readonly Toast[] {
	return shown;
}

export function showToast(text: string, options: Partial<Pick<Toast, 'tone' | 'action'>> = {}): void {
	const id = next++;
	shown = [...shown, { id, text, tone: options.tone ?? 'ok', action: options.action }];
	setTimeout(() => closeToast(id), options.action ? LASTS_MS * 2 : LASTS_MS);
}

/**
 * What a form's action says it has done, said where it outlives the form: an editor that closes once it has saved
 * takes its own message with it. True when something was done.
 */
export function toastDone(said: App.Superforms.Message | undefined): boolean {
	if (!said || !('done' in said)) return false;
	showToast(said.done);
	return true;
}

export function closeToast(id: number): void {
	shown = shown.filter((toast) => toast.id !== id);
}
