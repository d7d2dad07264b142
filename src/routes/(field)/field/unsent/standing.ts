/** How what waits stands as a whole: counts, and the one thing to say about what happens next. */
import type { Link } from '#lib/offline/outbox.svelte.ts';
import type { WaitingInspection } from '#lib/offline/open-waiting.ts';
import type { WaitingWork } from '#lib/offline/waiting-work.svelte.ts';

export interface Standing {
	items: number;
	files: number;
	/** Bytes of the photos and files. */
	bytes: number;
	refused: number;
	conflicts: number;
	next: 'done' | 'sending' | 'offline' | 'signed_out' | 'failing' | 'pause' | 'refused';
}

export function standingOf(inspections: readonly WaitingInspection[], ownerId: string): Standing {
	const works = inspections.map(({ work }) => work);
	const count = (of: (work: WaitingWork) => number) => works.reduce((sum, work) => sum + of(work), 0);
	const standing = {
		items: count(({ outbox, tray }) => tray.without(outbox.pending).length),
		files: count(({ tray }) => tray.items.length),
		bytes: count(({ tray }) => tray.items.reduce((sum, { upload }) => sum + upload.file.size, 0)),
		refused: count(({ outbox, tray }) => outbox.refused.length + tray.refused.length),
		conflicts: count((work) => ownConflicts(work, ownerId).length)
	};
	return { ...standing, next: nextOf(works, standing) };
}

/** Of the values that met, those that this person entered late. */
export const ownConflicts = ({ conflicts }: WaitingWork, ownerId: string) =>
	conflicts.filter(({ late, settled }) => late.by === ownerId && settled === null);

function nextOf(works: readonly WaitingWork[], counts: Pick<Standing, 'items' | 'files' | 'refused'>) {
	const waits = works.filter(({ outbox, tray }) => outbox.pending.length + tray.waiting > 0);
	if (waits.length === 0) return counts.refused > 0 ? 'refused' : 'done';
	const has = (link: Link) => waits.some(({ outbox }) => outbox.link === link);
	if (has('signed_out')) return 'signed_out';
	if (has('unreachable') || waits.some(({ tray }) => tray.isStuck && !tray.isSending)) return 'offline';
	if (has('failing')) return 'failing';
	return has('sending') || waits.some(({ tray }) => tray.isSending) ? 'sending' : 'pause';
}
