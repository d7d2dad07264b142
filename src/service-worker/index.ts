/// <reference types="@sveltejs/kit" />
/// <reference lib="webworker" />
/**
 * The tablet's pages with no network: one shell, the same for every address of theirs, and all it loads. A version is
 * taken whole: shell and scripts of one build, or none. A new one waits until the person asks for it and nobody has an
 * inspection open (see `update.ts`). Data are not its business: pages keep them in their own store.
 */
import { base, build, files, version } from '$service-worker';
import { UPDATE_REQUEST, type UpdateAnswer } from '#lib/offline/update-message.ts';
import { WAKE_TAG } from '#lib/offline/wake-tag.ts';

const worker = globalThis as unknown as ServiceWorkerGlobalScope;

const SHELL = '/field';
/** Pages under the shell that show no inspection. */
const LISTS = new Set([`${SHELL}/unsent`]);
const APP_CACHE = `thuoc-app-${version}`;
const OWN = new Set([...build, ...files]);
/** Written by the build of this very version (`scripts/client-chunks.ts`). */
const [tabletFiles] = Object.values(
	import.meta.glob<string[]>('/.svelte-kit/output/client/_app/tablet-files.json', {
		eager: true,
		exhaustive: true,
		import: 'default'
	})
);
/** What the tablet's pages load. Pages of the office need the network anyway, and fetch theirs by it. */
const KEPT = [...(tabletFiles?.map((file) => `${base}/${file}`) ?? build), ...files];

worker.addEventListener('install', (event) => event.waitUntil(takeVersion()));
worker.addEventListener('activate', (event) => event.waitUntil(dropOldVersions()));
worker.addEventListener('fetch', (event) => {
	const { request } = event;
	const url = new URL(request.url);
	if (request.method !== 'GET' || url.origin !== location.origin) return;
	if (request.mode === 'navigate') event.respondWith(shell(request));
	else if (OWN.has(url.pathname)) event.respondWith(ownFile(request));
});
worker.addEventListener('message', (event) => {
	if (event.data === UPDATE_REQUEST) event.waitUntil(answerUpdate(event.ports[0]));
});

worker.addEventListener('sync' as 'message', (event) => {
	if ((event as unknown as { tag: string }).tag === WAKE_TAG) event.waitUntil(wakePages());
});

async function takeVersion(): Promise<void> {
	const cache = await caches.open(APP_CACHE);
	await cache.addAll([...KEPT, new Request(SHELL, { cache: 'reload' })]);
}

async function dropOldVersions(): Promise<void> {
	for (const name of await caches.keys())
		if (name.startsWith('thuoc-app-') && name !== APP_CACHE) await caches.delete(name);
	await worker.clients.claim();
}

async function wakePages(): Promise<void> {
	for (const page of await worker.clients.matchAll({ type: 'window' })) page.postMessage(WAKE_TAG);
}

/** The kept shell at once; the server's own page only where nothing is kept. */
async function shell(request: Request): Promise<Response> {
	const kept = await caches.match(SHELL, { cacheName: APP_CACHE });
	return kept ?? fetch(request);
}

async function ownFile(request: Request): Promise<Response> {
	const kept = await caches.match(request, { cacheName: APP_CACHE, ignoreVary: true });
	return kept ?? fetch(request);
}

/** Takes over only while no page shows an inspection: work that is open goes on with the version it began with. */
async function answerUpdate(port: MessagePort | undefined): Promise<void> {
	const pages = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true });
	const isBusy = pages
		.map(({ url }) => new URL(url).pathname)
		.some((path) => path.startsWith(`${SHELL}/`) && !LISTS.has(path));
	const answer: UpdateAnswer = { kind: isBusy ? 'busy' : 'taken' };
	port?.postMessage(answer);
	if (!isBusy) await worker.skipWaiting();
}
