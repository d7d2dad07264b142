/** For what takes the place of a long list after a button far down: seen, and read out, from its head. */
export function showFromTop(): void {
	window.scrollTo({ top: 0 });
	document.getElementById('content')?.focus({ preventScroll: true });
}
