/** How saving stands, in one word for the whole page: what needs a person first, then what waits and why. */
import type { Link } from './outbox.svelte.ts';

export type SaveState =
	| { kind: 'saved' }
	| { kind: 'sending'; count: number }
	| { kind: 'waiting'; count: number; why: Exclude<Link, 'idle' | 'sending'> | 'pause' }
	| { kind: 'attention'; refused: number };

interface Standing {
	/** Operations and files that wait. */
	unsent: number;
	refused: number;
	link: Link;
	isUploading: boolean;
	isUploadStuck: boolean;
}

export function saveStateOf({ unsent, refused, link, isUploading, isUploadStuck }: Standing): SaveState {
	if (refused > 0) return { kind: 'attention', refused };
	if (unsent === 0) return { kind: 'saved' };
	if (link === 'sending' || isUploading) return { kind: 'sending', count: unsent };
	if (link === 'idle')
		return { kind: 'waiting', count: unsent, why: isUploadStuck ? 'unreachable' : 'pause' };
	return { kind: 'waiting', count: unsent, why: link };
}
