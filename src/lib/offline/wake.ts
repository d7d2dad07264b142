/**
 * Being woken when the network is back: the browser tells the service worker (Background Sync, where there is such a
 * thing), which tells the pages that are open. It cannot send by itself: what waits is sealed, and the key is not its.
 */
import { WAKE_TAG } from './wake-tag.ts';

interface SyncRegistration {
	sync?: { register(tag: string): Promise<void> };
}

export function askToBeWoken(): void {
	void navigator.serviceWorker
		?.getRegistration('/field')
		.then((registration) => (registration as SyncRegistration | undefined)?.sync?.register(WAKE_TAG))
		/* Refused by the person's settings, or no such thing here: the timer and the online event remain. */
		.catch(() => undefined);
}

/** Calls `work` whenever the network may be back; gives back what ends it. */
export function onWake(work: () => void): () => void {
	const hear = ({ data }: MessageEvent) => data === WAKE_TAG && work();
	window.addEventListener('online', work);
	navigator.serviceWorker?.addEventListener('message', hear);
	return () => {
		window.removeEventListener('online', work);
		navigator.serviceWorker?.removeEventListener('message', hear);
	};
}
