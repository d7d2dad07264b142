/** One signing at a time per paper: a revision is put on the newest one, and making it takes a moment. */

const waiting = new Map<string, Promise<unknown>>();

/** Runs `work` once all earlier work on the same paper is over, whatever became of it. */
export async function withPaperLock<T>(documentId: string, work: () => Promise<T>): Promise<T> {
	const before = waiting.get(documentId) ?? Promise.resolve();
	const mine = before.then(work, work);
	// A failure is this caller's to hear, not the next one's.
	const settled = mine.catch(() => undefined);
	waiting.set(documentId, settled);
	try {
		return await mine;
	} finally {
		if (waiting.get(documentId) === settled) waiting.delete(documentId);
	}
}
