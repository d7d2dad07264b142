/** Runs `work` once what has just been drawn is on the glass. */
export function afterPaint(work: () => void): void {
	requestAnimationFrame(() => setTimeout(work));
}

/** Runs `work` when the tablet has nothing else to do. Gives back how to call it off. */
export function whenIdle(work: () => void): () => void {
	/* Safari has no such moment to ask for. */
	if (typeof requestIdleCallback === 'undefined') {
		const timer = setTimeout(work, 200);
		return () => clearTimeout(timer);
	}
	const request = requestIdleCallback(work);
	return () => cancelIdleCallback(request);
}
