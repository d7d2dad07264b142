const WEIGHTS = [400, 500, 600, 700];
/** Letters of both files that a weight has. */
const SAMPLE = 'aă';

/**
 * What the server has drawn of a first visit is set in the device's letters (`page-links.ts`), to be read at once. Its own
 * are fetched when the page works, and it is set in them once all are there.
 */
export async function setInOwnLetters(): Promise<void> {
	const { documentElement: root, fonts } = document;
	if (!root.hasAttribute('style')) return;
	await Promise.allSettled(WEIGHTS.map((weight) => fonts.load(`${weight} 1rem "Be Vietnam Pro"`, SAMPLE)));
	root.removeAttribute('style');
}
