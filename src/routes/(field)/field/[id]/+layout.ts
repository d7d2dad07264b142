import { browser } from '$app/environment';
import { firstLook } from '#lib/offline/first-look.ts';
import { openInspection } from '#lib/offline/open-inspection.ts';
import type { LayoutLoad } from './$types';

/**
 * A tablet's first visit, before it has a shell of its own: of the walk the server draws what is answered. The other pages
 * are drawn on the tablet alone and say so.
 */
export const ssr = true;

export const load: LayoutLoad = async ({ params, fetch, setHeaders }) => {
	/* What a device keeps of an inspection it keeps sealed; a page with the inspection in it is not to be kept at all. */
	setHeaders({ 'cache-control': 'no-store' });
	return { opened: await (browser ? openInspection : firstLook)(params.id, fetch) };
};
