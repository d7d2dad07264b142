/** The new version of the application: how a page learns of it and asks the service worker to take it. */

import { dev } from '$app/environment';
import { UPDATE_REQUEST, type UpdateAnswer } from './update-message.ts';

const SCRIPT = '/service-worker.js';
/** Only the tablet's pages work with no network. */
const SCOPE = '/field';
const CHECK_EVERY_MS = 60 * 60 * 1000;

/** Registers the service worker; tells of a version that waits. Nothing happens where there are none (plain http). */
export function keepApp(onwaiting: (worker: ServiceWorker) => void): () => void {
	if (!('serviceWorker' in navigator)) return () => undefined;
	let timer: ReturnType<typeof setInterval> | undefined;
	void navigator.serviceWorker
		.register(SCRIPT, { scope: SCOPE, type: dev ? 'module' : 'classic' })
		.then((registration) => {
			watch(registration, onwaiting);
			timer = setInterval(() => void registration.update().catch(() => undefined), CHECK_EVERY_MS);
		})
		.catch(() => undefined);
	return () => clearInterval(timer);
}

function watch(registration: ServiceWorkerRegistration, onwaiting: (worker: ServiceWorker) => void): void {
	const tell = () => {
		if (registration.waiting && navigator.serviceWorker.controller) onwaiting(registration.waiting);
	};
	tell();
	registration.addEventListener('updatefound', () =>
		registration.installing?.addEventListener('statechange', tell)
	);
}

/** Asks for the new version; when it is taken the page begins anew with it. */
export function takeUpdate(worker: ServiceWorker): Promise<UpdateAnswer> {
	return new Promise((resolve) => {
		const { port1, port2 } = new MessageChannel();
		port1.onmessage = ({ data }: MessageEvent<UpdateAnswer>) => resolve(data);
		navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
		worker.postMessage(UPDATE_REQUEST, [port2]);
	});
}
