/** Runs `work` once what has just been drawn is on the glass. */
export function afterPaint(work: () => void): void {
	requestAnimationFrame(() => setTimeout(work));
}
