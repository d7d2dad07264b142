/** A swipe across the page turns it. What is drawn over a field, or up and down, is no swipe. */
import type { Attachment } from 'svelte/attachments';

const LEAST_PX = 70;

export function swipe({
	onleft,
	onright
}: {
	onleft: () => void;
	onright: () => void;
}): Attachment<HTMLElement> {
	return (element) => {
		let from: { x: number; y: number } | null = null;
		function start({ target, touches }: TouchEvent) {
			const [touch] = touches;
			const isFree = touches.length === 1 && !(target as Element).closest('input, textarea, select, canvas');
			from = isFree && touch ? { x: touch.clientX, y: touch.clientY } : null;
		}
		function end({ changedTouches }: TouchEvent) {
			const [touch] = changedTouches;
			if (!from || !touch) return;
			const [dx, dy] = [touch.clientX - from.x, touch.clientY - from.y];
			from = null;
			if (Math.abs(dx) < LEAST_PX || Math.abs(dy) > Math.abs(dx) / 2) return;
			if (dx < 0) onleft();
			else onright();
		}
		element.addEventListener('touchstart', start, { passive: true });
		element.addEventListener('touchend', end, { passive: true });
		return () => {
			element.removeEventListener('touchstart', start);
			element.removeEventListener('touchend', end);
		};
	};
}
